//! Reads the value of `WWW-Authenticate` (RFC 9110 §11.6.1): a list of challenges whose parameters are
//! separated by the same comma as the challenges themselves. Never fails: what does not fit is a fault.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::ops::Range;

/// One challenge.
#[derive(Debug, Default, Eq, PartialEq)]
pub(crate) struct Challenge<'t> {
    /// The scheme as written; empty where parameters came without one.
    pub(crate) scheme: &'t str,
    /// From the scheme to the end of the last parameter.
    pub(crate) range: Range<usize>,
    /// A value in the token68 form (`Negotiate oRQw…`) instead of parameters.
    pub(crate) token68: Option<Range<usize>>,
    pub(crate) parameters: Vec<Parameter<'t>>,
}

/// One parameter.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Parameter<'t> {
    pub(crate) name: &'t str,
    /// Without quotes and escapes.
    pub(crate) value: Cow<'t, str>,
    /// Name and value with its quotes.
    pub(crate) range: Range<usize>,
}

/// Something that is not written as the grammar says.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Fault {
    pub(crate) range: Range<usize>,
    pub(crate) what: &'static str,
}

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct Parsed<'t> {
    pub(crate) challenges: Vec<Challenge<'t>>,
    pub(crate) faults: Vec<Fault>,
}

/// Reads the value of the header.
pub(crate) fn parse(text: &str) -> Parsed<'_> {
    let mut parser = Parser {
        text,
        at: 0,
        parsed: Parsed::default(),
    };
    parser.run();
    parser.parsed
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    parsed: Parsed<'t>,
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn is_token68(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, allowed: fn(u8) -> bool) -> Range<usize> {
        let start = self.at;
        while self.peek().is_some_and(allowed) {
            self.at += 1;
        }
        start..self.at
    }

    fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    fn fault(&mut self, range: Range<usize>, what: &'static str) {
        // A text with many faults is no challenge at all; the first ones tell.
        if self.parsed.faults.len() < 20 {
            self.parsed.faults.push(Fault { range, what });
        }
    }

    fn run(&mut self) {
        loop {
            self.skip(|b| is_space(b) || b == b',');
            let Some(_) = self.peek() else { return };
            let word = self.skip(is_token);
            if word.is_empty() {
                let start = self.at;
                self.stray();
                self.fault(
                    start..self.at,
                    "characters that can begin neither a scheme nor a parameter",
                );
                continue;
            }
            if self.parameter(word.clone()) {
                continue;
            }
            self.scheme(word);
        }
    }

    /// Passes over one thing that fits nowhere: a quoted string as a whole, or a run up to a comma.
    fn stray(&mut self) {
        if self.peek() == Some(b'"') {
            self.quoted();
        } else {
            self.at += 1;
            self.skip(|b| b != b',' && b != b'"' && !is_space(b));
        }
    }

    /// Reads `= value` after a name; false (and nothing read) where no `=` follows.
    fn parameter(&mut self, name: Range<usize>) -> bool {
        let after_name = self.at;
        self.skip(is_space);
        if self.peek() != Some(b'=') {
            self.at = after_name;
            return false;
        }
        self.at += 1;
        let after_equals = self.at;
        self.skip(is_space);
        let value_start = self.at;
        let value = if self.peek() == Some(b'"') {
            self.quoted()
        } else {
            let token = self.skip(is_token);
            let more = self.skip(|b| b != b',' && b != b'"' && !is_space(b));
            if token.is_empty() && more.is_empty() {
                self.at = after_equals;
                self.fault(name.start..after_equals, "a parameter without a value");
            } else if !more.is_empty() {
                self.fault(
                    token.start..more.end,
                    "a value that needs double quotes around it",
                );
            }
            Cow::Borrowed(self.slice(value_start..self.at.max(value_start)))
        };
        let range = name.start..self.at;
        let parameter = Parameter {
            name: self.slice(name),
            value,
            range: range.clone(),
        };
        if self.parsed.challenges.is_empty() {
            self.fault(range.clone(), "a parameter before any scheme");
            self.parsed.challenges.push(Challenge {
                range: range.clone(),
                ..Challenge::default()
            });
        }
        if let Some(challenge) = self.parsed.challenges.last_mut() {
            challenge.range.end = range.end;
            challenge.parameters.push(parameter);
        }
        // Between parameters stands a comma; some servers leave it out.
        self.skip(is_space);
        if !matches!(self.peek(), None | Some(b',')) {
            let end = (range.end..=self.text.len()).find(|&e| self.text.is_char_boundary(e));
            self.fault(
                range.start..end.unwrap_or(range.end),
                "no comma after this parameter",
            );
        }
        true
    }

    fn quoted(&mut self) -> Cow<'t, str> {
        let open = self.at;
        self.at += 1;
        let start = self.at;
        let mut escaped = false;
        loop {
            match self.peek() {
                None => {
                    self.fault(open..self.at, "a quoted value that is never closed");
                    break;
                }
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.at += 1;
                    // The escaped character, all its bytes.
                    self.at += self
                        .text
                        .get(self.at..)
                        .and_then(|t| t.chars().next())
                        .map_or(0, char::len_utf8);
                }
                Some(_) => self.at += 1,
            }
        }
        let inner = self.slice(start..self.at);
        if self.peek() == Some(b'"') {
            self.at += 1;
        }
        if !escaped {
            return Cow::Borrowed(inner);
        }
        let mut chars = inner.chars();
        let mut out = alloc::string::String::with_capacity(inner.len());
        while let Some(c) = chars.next() {
            match c {
                '\\' => out.extend(chars.next()),
                c => out.push(c),
            }
        }
        Cow::Owned(out)
    }

    fn scheme(&mut self, word: Range<usize>) {
        let mut challenge = Challenge {
            scheme: self.slice(word.clone()),
            range: word,
            ..Challenge::default()
        };
        let before = self.at;
        if !self.skip(is_space).is_empty() {
            let value = self.skip(is_token68);
            let padding = self.skip(|b| b == b'=');
            self.skip(is_space);
            let ends = matches!(self.peek(), None | Some(b','));
            // `name=` at the end of the value is token68 by the grammar; a bare word may be the next
            // parameter's name only where `=` follows, which `ends` excludes.
            if !value.is_empty() && ends {
                challenge.range.end = padding.end;
                challenge.token68 = Some(value.start..padding.end);
            } else {
                self.at = before;
            }
        }
        self.parsed.challenges.push(challenge);
    }
}

#[cfg(test)]
mod tests {
    use std::string::{String, ToString};
    use std::{format, vec};

    use super::*;

    /// `Scheme(token68)[name=value;…]` for each challenge.
    fn shown(text: &str) -> Vec<String> {
        parse(text)
            .challenges
            .iter()
            .map(|c| {
                let token = c
                    .token68
                    .clone()
                    .map(|r| format!("({})", &text[r]))
                    .unwrap_or_default();
                let list: Vec<String> = c
                    .parameters
                    .iter()
                    .map(|p| format!("{}={}", p.name, p.value))
                    .collect();
                format!("{}{token}[{}]", c.scheme, list.join(";"))
            })
            .collect()
    }

    #[test]
    fn challenges_are_told_apart() {
        for (text, expected) in [
            ("Bearer", vec!["Bearer[]"]),
            ("Bearer realm=\"example\"", vec!["Bearer[realm=example]"]),
            (
                "Basic realm=\"a, b\", charset=\"UTF-8\", Bearer error=\"invalid_token\"",
                vec![
                    "Basic[realm=a, b;charset=UTF-8]",
                    "Bearer[error=invalid_token]",
                ],
            ),
            (
                "Negotiate, Basic realm=x",
                vec!["Negotiate[]", "Basic[realm=x]"],
            ),
            (
                "Negotiate oRQwEg+/==, NTLM",
                vec!["Negotiate(oRQwEg+/==)[]", "NTLM[]"],
            ),
            (
                "dpop algs=\"ES256 PS256\" , error = use_dpop_nonce",
                vec!["dpop[algs=ES256 PS256;error=use_dpop_nonce]"],
            ),
            (
                ", ,Bearer a=\"q\\\"uo\\\\te\",",
                vec!["Bearer[a=q\"uo\\te]"],
            ),
            // RFC 9110 §11.6.1's own example.
            (
                "Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\"",
                vec![
                    "Basic[realm=simple]",
                    "Newauth[realm=apps;type=1;title=Login to \"apps\"]",
                ],
            ),
        ] {
            assert_eq!(shown(text), expected, "{text}");
            assert!(
                parse(text).faults.is_empty(),
                "{text}: {:?}",
                parse(text).faults
            );
        }
    }

    #[test]
    fn what_does_not_fit_is_a_fault() {
        for (text, what) in [
            ("realm=\"x\"", "a parameter before any scheme"),
            ("Bearer realm=\"x", "a quoted value that is never closed"),
            (
                "Bearer realm=\"x\" error=\"y\"",
                "no comma after this parameter",
            ),
            (
                "Bearer resource_metadata=https://api.example.com/x",
                "a value that needs double quotes around it",
            ),
            (
                "Bearer realm=\"x\", error=, a=b",
                "a parameter without a value",
            ),
            (
                "Bearer {}",
                "characters that can begin neither a scheme nor a parameter",
            ),
        ] {
            let found: Vec<String> = parse(text)
                .faults
                .iter()
                .map(|f| f.what.to_string())
                .collect();
            assert!(found.iter().any(|f| f == what), "{text}: {found:?}");
        }
    }
}
