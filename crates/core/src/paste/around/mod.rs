//! What stands around an artefact: quotes, a scheme, the name of a header, member, parameter, cookie,
//! variable or option. Read backwards from where the artefact starts, a bounded way.

mod after;
mod field;
mod name;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use self::after::after;
use super::chars::{SPACE, WORD, byte, fancy_quote, is, logical, logical_before, slice};
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
