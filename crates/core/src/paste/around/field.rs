//! What sort of place a name stands for: a header, a JSON member, a URL parameter, a cookie, a variable.

use alloc::format;
use alloc::string::String;

use super::{Around, Back, REACH, strip};
use crate::paste::chars::{byte, floor, slice};

impl Back<'_> {
    /// A quoted name: a member of JSON, or a header as a list of names and values has it.
    pub(super) fn member(
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
        let from = floor(self.text, self.at.saturating_sub(300));
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
    pub(super) fn field(
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

    fn line_start(&self, before: usize) -> usize {
        let from = before.saturating_sub(REACH);
        let head = self.bytes.get(from..before).unwrap_or_default();
        let at = head
            .iter()
            .rposition(|&b| b == b'\n')
            .map_or(0, |at| at + 1);
        floor(self.text, from + at)
    }
}

/// Header names without a dash that are known for tokens; any name with a dash before a colon counts.
static HEADERS: &[&str] = &["authorization", "cookie", "dpop", "token"];

/// Whether a name before a colon is a header's.
pub(super) fn is_header(name: &str) -> bool {
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
fn find_ignoring_case(hay: &str, needle: &str) -> Option<usize> {
    let needle = needle.as_bytes();
    hay.as_bytes()
        .windows(needle.len())
        .position(|window| window.eq_ignore_ascii_case(needle))
}
