//! What stands around an artefact: quotes, a scheme, the name of a header, member, parameter, cookie,
//! variable or option. Read backwards from where the artefact starts, a bounded way.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::chars::{SPACE, WORD, byte, fancy_quote, is, logical, logical_before, slice};
use super::grab::quote_len;
use crate::report::Stripped;
use crate::span::Span;

/// How far back a name, a line's start or a command is looked for.
const REACH: usize = 4096;

/// What stands around an artefact.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// See [`super::Candidate::place`].
    pub(super) place: String,
    /// The name that the artefact is the value of, as written; empty where there is none.
    pub(super) key: String,
    /// The scheme before it (`Bearer`), as written.
    pub(super) scheme: String,
    pub(super) stripped: Vec<Stripped>,
    /// Where all this starts, and where what closes it ends.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Around {
    /// Nothing that was looked at.
    pub(super) fn nothing(start: usize, end: usize) -> Self {
        Self {
            start,
            end,
            ..Self::default()
        }
    }
}

/// The schemes of an Authorization header that a token follows.
static SCHEMES: &[&str] = &[
    "bearer", "dpop", "token", "jwt", "oauth", "pop", "gnap", "basic",
];

/// Header names without a dash that are known for tokens; any name with a dash before a colon counts.
static HEADERS: &[&str] = &["authorization", "cookie", "dpop", "token"];

fn strip(out: &mut Vec<Stripped>, what: impl Into<String>, start: usize, end: usize) {
    out.push(Stripped {
        what: what.into(),
        span: Span::new(start, end),
    });
}

/// Reads what stands around `start..end`. `curl` is where the word `curl` last stood before.
pub(super) fn read(text: &str, start: usize, end: usize, curl: Option<usize>) -> Around {
    let mut around = Around::nothing(start, end);
    let mut reader = Back {
        text,
        bytes: text.as_bytes(),
        at: start,
        wrapped: None,
    };
    reader.wrappers(&mut around.stripped);
    reader.scheme(&mut around);
    reader.wrappers(&mut around.stripped);
    reader.name(&mut around);
    around.start = reader.at;
    reader.command(&mut around, curl);
    after(text, &mut around, end);
    around
}

/// What closes: quotes, brackets, a comma, a semicolon, a full stop.
fn after(text: &str, around: &mut Around, end: usize) {
    let bytes = text.as_bytes();
    let mut at = end;
    for _ in 0..16 {
        let found = logical(bytes, at);
        let quote = quote_len(bytes, at);
        let what = match found.byte {
            b',' => "a trailing comma",
            b';' => "a trailing semicolon",
            b'.' if bytes.get(at..).is_some_and(|rest| rest.starts_with(b"...")) => {
                strip(&mut around.stripped, "an ellipsis", at, at + 3);
                at += 3;
                continue;
            }
            b'.' => "a trailing full stop",
            _ if quote > 0 => {
                at += quote;
                continue;
            }
            b')' | b']' | b'}' | b'>' => {
                at += found.len;
                continue;
            }
            b'\n' | b'\r' | b'\\' if found.how == super::chars::How::Percent => {
                strip(
                    &mut around.stripped,
                    "a percent-encoded line break",
                    at,
                    at + found.len,
                );
                at += found.len;
                continue;
            }
            _ => break,
        };
        // In a list these are the list's own.
        let inside = is(logical(bytes, at + found.len).byte, WORD);
        let listed = ["the JSON ", "the cookie ", "the URL "]
            .iter()
            .any(|list| around.place.starts_with(list));
        if !inside && !listed {
            strip(&mut around.stripped, what, at, at + found.len);
        }
        at += found.len;
        if inside {
            break;
        }
    }
    if bytes
        .get(at..)
        .is_some_and(|rest| rest.starts_with("\u{2026}".as_bytes()))
    {
        strip(&mut around.stripped, "an ellipsis", at, at + 3);
        at += 3;
    }
    around.end = at;
}

struct Back<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// The quote or bracket next to the artefact.
    wrapped: Option<u8>,
}

impl Back<'_> {
    fn spaces(&mut self) -> bool {
        let from = self.at;
        for _ in 0..REACH {
            let found = logical_before(self.bytes, self.at);
            let space = is(found.byte, SPACE);
            if !space {
                break;
            }
            self.at -= found.len;
        }
        self.at < from
    }

    /// Quotes, backticks and brackets, with white space among them.
    fn wrappers(&mut self, out: &mut Vec<Stripped>) {
        let mut quotes = None;
        let mut ticks = None;
        let mut brackets = None;
        for _ in 0..16 {
            let before = self.at;
            self.spaces();
            let found = logical_before(self.bytes, self.at);
            let fancy = if found.byte == 0xFF && found.len <= self.at {
                fancy_quote(self.bytes, self.at - found.len)
            } else {
                0
            };
            let seen = match found.byte {
                b'"' | b'\'' => &mut quotes,
                b'`' => &mut ticks,
                b'(' | b'[' | b'{' | b'<' => &mut brackets,
                _ if fancy > 0 => &mut quotes,
                b'>' if before == self.at || self.wrapped.is_none() => {
                    break;
                }
                _ => break,
            };
            self.at -= found.len;
            *seen = Some(Span::new(self.at, self.at + found.len));
            self.wrapped = Some(found.byte);
        }
        for (span, what) in [
            (quotes, "quotes"),
            (ticks, "backticks"),
            (brackets, "brackets"),
        ] {
            if let Some(span) = span
                && !out.iter().any(|stripped| stripped.what == what)
            {
                strip(out, what, span.start, span.end);
            }
        }
    }

    /// The word before `at`, if it is one of letters, digits, `_`, `-`, `.`, `$`; not moved.
    fn word(&self, more: &[u8]) -> usize {
        let mut start = self.at;
        while start > 0 && self.at - start < 100 {
            let found = byte(self.bytes, start - 1);
            if !is(found, WORD) && !more.contains(&found) {
                break;
            }
            // An escape ends here: its last letters are no part of the word.
            if logical_before(self.bytes, start).len > 1 {
                break;
            }
            start -= 1;
        }
        start
    }

    fn scheme(&mut self, around: &mut Around) {
        let from = self.at;
        let spaced = self.spaces();
        // A form writes the space as `+`; people write a colon behind the scheme.
        let sign = logical_before(self.bytes, self.at);
        let signed = matches!(sign.byte, b'+' | b':' | b'=');
        if !spaced
            && !signed
            && !is(logical_before(self.bytes, from).byte, SPACE)
            && !spaces_follow(self.bytes, from)
        {
            self.at = from;
            return;
        }
        if signed {
            self.at -= sign.len;
            self.spaces();
        }
        let start = self.word(&[]);
        let word = slice(self.text, start, self.at);
        let known = SCHEMES
            .iter()
            .position(|scheme| scheme.eq_ignore_ascii_case(word));
        match known {
            // `token:` and `DPoP:` are names, `Bearer:` is not.
            Some(index) if !signed || index == 0 || sign.byte == b'+' => {
                strip(
                    &mut around.stripped,
                    format!("the word {word}"),
                    start,
                    self.at,
                );
                around.scheme = word.into();
                self.at = start;
            }
            _ => self.at = from,
        }
    }

    /// The name and what separates it.
    fn name(&mut self, around: &mut Around) {
        let from = self.at;
        self.spaces();
        let broken = is(byte(self.bytes, self.at), SPACE);
        // The marks of a YAML block: `token: >-`.
        let head = slice(self.text, self.at.saturating_sub(4), self.at);
        if let Some(mark) = [": >-", ": |-", ": >", ": |"]
            .iter()
            .find(|mark| broken && head.ends_with(*mark))
        {
            self.at -= mark.len() - 1;
        }
        let sign = logical_before(self.bytes, self.at);
        let arrow = sign.byte == b'>' && byte(self.bytes, self.at.wrapping_sub(2)) == b'=';
        match sign.byte {
            _ if arrow => self.at -= 2,
            b':' | b'=' => {
                self.at -= sign.len;
                // `:=`, `==`
                let more = logical_before(self.bytes, self.at);
                if matches!(more.byte, b':' | b'=') {
                    self.at -= more.len;
                }
            }
            b'>' => {
                self.element(around, from);
                return;
            }
            b'|' if byte(self.bytes, self.at.wrapping_sub(2)) == b' ' => {
                self.at = from;
                return;
            }
            _ => {
                self.option(around, from);
                return;
            }
        }
        let equals = sign.byte == b'=' && !arrow;
        self.spaces();
        let quote = logical_before(self.bytes, self.at);
        let quoted = matches!(quote.byte, b'"' | b'\'' | b'`');
        if quoted {
            self.at -= quote.len;
        }
        let mut start = self.word(b".$[]@/");
        if !equals && !quoted {
            start = self.word(b".$");
        }
        let key: String = slice(self.text, start, self.at)
            .trim_start_matches(['-', '/'])
            .into();
        if key.is_empty() {
            self.at = from;
            return;
        }
        let end = self.at;
        let option = byte(self.bytes, start) == b'-';
        self.at = start;
        let before = logical_before(self.bytes, self.at);
        let place = if option {
            strip(
                &mut around.stripped,
                format!("the option --{key}"),
                start,
                end,
            );
            format!("the option --{key}")
        } else if quoted && matches!(before.byte, b'"' | b'\'' | b'`') {
            self.at -= before.len;
            self.member(around, &key, start, end, equals)
        } else if equals {
            self.field(around, &key, start, end, before.byte)
        } else if is_header(&key) {
            strip(
                &mut around.stripped,
                format!("the header name {key}"),
                start,
                end,
            );
            // The header as a whole may be quoted, as an option of curl is.
            self.wrapped = None;
            self.wrappers(&mut around.stripped);
            format!("the {key} header")
        } else {
            strip(&mut around.stripped, format!("the name {key}"), start, end);
            format!("the entry {key}")
        };
        around.place = place;
        around.key = key;
    }

    /// A quoted name: a member of JSON, or a header as a list of names and values has it.
    fn member(
        &mut self,
        around: &mut Around,
        key: &str,
        start: usize,
        end: usize,
        equals: bool,
    ) -> String {
        if equals {
            strip(&mut around.stripped, format!("the name {key}"), start, end);
            return format!("the field {key}");
        }
        strip(&mut around.stripped, "the JSON around it", start, end);
        if key == "value"
            && let Some(name) = self.sibling_name()
        {
            around.key = name.clone();
            let known = is_header(&name);
            return if known {
                format!("the {name} header")
            } else {
                format!("the entry {name}")
            };
        }
        format!("the JSON member {key}")
    }

    /// HAR writes headers, cookies and parameters as `{"name": …, "value": …}`.
    fn sibling_name(&self) -> Option<String> {
        let from = super::chars::floor(self.text, self.at.saturating_sub(300));
        let head = self.text.get(from..self.at)?;
        let at = head.rfind("\"name\"")?;
        let rest = head
            .get(at + 6..)?
            .trim_start()
            .strip_prefix(':')?
            .trim_start();
        let rest = rest.strip_prefix('"')?;
        let (name, after) = rest.split_once('"')?;
        (after.trim() == "," && name.len() <= 100).then(|| name.into())
    }

    /// `key=value`: a URL parameter, a cookie, a variable, or a field of a log line.
    fn field(
        &mut self,
        around: &mut Around,
        key: &str,
        start: usize,
        end: usize,
        before: u8,
    ) -> String {
        let out = &mut around.stripped;
        if matches!(before, b'?' | b'&' | b'#') {
            strip(out, "the URL around it", start, end);
            return format!("the URL parameter {key}");
        }
        let line = self.line_start(start);
        let head = slice(self.text, line, start);
        if let Some(at) = find_ignoring_case(head, "cookie:").or_else(|| cookie_option(head)) {
            let set = at >= 4
                && head
                    .get(at - 4..at)
                    .is_some_and(|word| word.eq_ignore_ascii_case("set-"));
            let header = if set { "Set-Cookie" } else { "Cookie" };
            strip(
                out,
                format!("the {header} header around it"),
                line + at,
                end,
            );
            return format!("the cookie {key}");
        }
        if before == b';' || before == b' ' && byte(self.bytes, start.wrapping_sub(2)) == b';' {
            strip(out, "the cookies around it", start, end);
            return format!("the cookie {key}");
        }
        let word = head.trim();
        let exported = ["export", "set", "setx", "declare -x", "ENV", "env"].contains(&word);
        let shouted = !key.bytes().any(|b| b.is_ascii_lowercase()) && word.is_empty();
        if exported || shouted || key.starts_with('$') {
            let from = if exported { line } else { start };
            strip(out, format!("the variable name {key}"), from, end);
            self.at = from;
            return format!("the variable {key}");
        }
        // A form body begins with a name too.
        if byte(self.bytes, start.wrapping_sub(1)) == b'&' {
            return format!("the parameter {key}");
        }
        strip(out, format!("the name {key}"), start, end);
        format!("the field {key}")
    }

    /// `<access_token>` before the artefact.
    fn element(&mut self, around: &mut Around, from: usize) {
        let sign = logical_before(self.bytes, self.at);
        let end = self.at - sign.len;
        self.at = end;
        let start = self.word(b".:");
        let key = slice(self.text, start, end);
        let open = {
            self.at = start;
            logical_before(self.bytes, start)
        };
        if key.is_empty() || open.byte != b'<' {
            self.at = from;
            return;
        }
        self.at -= open.len;
        strip(
            &mut around.stripped,
            format!("the element {key}"),
            self.at,
            end + sign.len,
        );
        around.place = format!("the element {key}");
        around.key = key.into();
    }

    /// `--oauth2-bearer` before the artefact.
    fn option(&mut self, around: &mut Around, from: usize) {
        let start = self.word(&[]);
        let word = slice(self.text, start, self.at);
        let spaced = self.at < from || is(byte(self.bytes, from), SPACE) || self.wrapped.is_some();
        if !word.starts_with('-') || word.len() < 2 || !spaced || word.starts_with("---") {
            self.at = from;
            return;
        }
        strip(
            &mut around.stripped,
            format!("the option {word}"),
            start,
            self.at,
        );
        around.place = format!("the option {word}");
        around.key = word.trim_start_matches('-').into();
        self.at = start;
    }

    fn line_start(&self, before: usize) -> usize {
        let from = before.saturating_sub(REACH);
        let head = self.bytes.get(from..before).unwrap_or_default();
        let at = head
            .iter()
            .rposition(|&b| b == b'\n')
            .map_or(0, |at| at + 1);
        super::chars::floor(self.text, from + at)
    }

    /// The curl command around it.
    fn command(&self, around: &mut Around, curl: Option<usize>) {
        let Some(at) = curl.filter(|&at| at < around.start && around.start - at < REACH) else {
            return;
        };
        let between = self.bytes.get(at..around.start).unwrap_or_default();
        let mut last = b' ';
        for &found in between {
            if found == b'\n' && !matches!(last, b'\\' | b'^' | b'`') {
                return;
            }
            if found != b'\r' {
                last = found;
            }
        }
        strip(
            &mut around.stripped,
            "the curl command around it",
            at,
            around.start,
        );
    }
}

/// Whether white space starts right at `at` (the scheme's own, when a quote stood behind it).
fn spaces_follow(bytes: &[u8], at: usize) -> bool {
    is(logical(bytes, at).byte, SPACE)
}

/// Whether a name before a colon is a header's.
fn is_header(name: &str) -> bool {
    HEADERS
        .iter()
        .any(|header| header.eq_ignore_ascii_case(name))
        && !name.eq_ignore_ascii_case("token")
        || name.contains('-') && !name.contains('.') && name.len() > 3
}

/// Where `-b` or `--cookie` hands cookies to curl.
fn cookie_option(head: &str) -> Option<usize> {
    ["-b \"", "-b '", "-b ", "--cookie "]
        .iter()
        .find_map(|option| {
            let at = head.rfind(option)?;
            (at == 0
                || head
                    .get(..at)
                    .is_some_and(|h| h.ends_with(' ') || h.ends_with('\t')))
            .then_some(at)
        })
}

/// Where `needle` (ASCII, lower case) stands in `hay` in any case.
pub(super) fn find_ignoring_case(hay: &str, needle: &str) -> Option<usize> {
    let needle = needle.as_bytes();
    hay.as_bytes()
        .windows(needle.len())
        .position(|window| window.eq_ignore_ascii_case(needle))
}
