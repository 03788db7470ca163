//! JSON laid out over lines without being read: every character that matters stays as written.
//!
//! Order, duplicates, escapes and digits are untouched, and broken JSON is laid out as far as it goes.

/// How many bytes of output are made before the rest is folded away.
pub const SHOWN: usize = 20_000;

/// Lays `json` out with two spaces a level; says whether it stopped at `limit` bytes of output.
#[must_use]
pub fn pretty(json: &str, limit: usize) -> (String, bool) {
    let mut out = String::with_capacity(json.len().min(limit) * 5 / 4);
    let mut depth: usize = 0;
    let mut in_string = false;
    let mut escaped = false;
    let mut characters = json.chars().peekable();
    while let Some(character) = characters.next() {
        if out.len() >= limit {
            return (out, true);
        }
        if in_string {
            out.push(character);
            in_string = escaped || character != '"';
            escaped = !escaped && character == '\\';
            continue;
        }
        match character {
            ' ' | '\t' | '\n' | '\r' => {}
            '"' => {
                in_string = true;
                escaped = false;
                out.push(character);
            }
            '{' | '[' => {
                out.push(character);
                while characters.next_if(|c| c.is_ascii_whitespace()).is_some() {}
                let close = if character == '{' { '}' } else { ']' };
                if characters.next_if_eq(&close).is_some() {
                    out.push(close);
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(character);
            }
            ',' => {
                out.push(character);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            other => out.push(other),
        }
    }
    (out, false)
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    // Deep nesting would otherwise make the layout quadratic in the input's size.
    for _ in 0..depth.min(32) {
        out.push_str("  ");
    }
}

#[cfg(test)]
mod tests {
    use super::pretty;

    fn laid_out(json: &str) -> String {
        pretty(json, 1000).0
    }

    #[test]
    fn members_stand_on_lines_of_their_own() {
        assert_eq!(
            laid_out(r#"{"a":1,"b":[1.0,{}],"c":[ ]}"#),
            "{\n  \"a\": 1,\n  \"b\": [\n    1.0,\n    {}\n  ],\n  \"c\": []\n}"
        );
    }

    #[test]
    fn strings_numbers_and_duplicates_stay_as_written() {
        assert_eq!(
            laid_out(r#"{"a":"{\"x\\":1e400,"a":"\u0041"}"#),
            "{\n  \"a\": \"{\\\"x\\\\\": 1e400,\n  \"a\": \"\\u0041\"\n}"
        );
    }

    #[test]
    fn broken_json_is_laid_out_as_far_as_it_goes() {
        assert_eq!(laid_out("}{\"a"), "\n}{\n  \"a");
    }

    #[test]
    fn a_limit_stops_it() {
        let (text, more) = pretty(&"[1,".repeat(1000), 50);
        assert!(more && text.len() < 150);
    }

    #[test]
    fn deep_nesting_stays_linear() {
        let (text, more) = pretty(&"[".repeat(10_000), usize::MAX);
        assert!(!more && text.len() < 10_000 * 67);
    }
}
