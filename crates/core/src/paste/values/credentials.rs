//! Credentials behind the word that names their scheme, and those that curl makes a header of.

use crate::jose::base64url;
use crate::paste::candidate::Shape;
use crate::paste::chars::{MORE, SPACE, WORD, byte, is, run, slice};
use crate::paste::finder::Finder;
use crate::paste::grab::Grab;

impl Finder<'_> {
    /// `Bearer` and `DPoP`: a challenge if a parameter follows, else an opaque token may.
    pub(super) fn bearer(&mut self, start: usize, end: usize) -> Option<usize> {
        if !self.is_word(start, end, "bearer") && !self.is_word(start, end, "dpop") {
            return None;
        }
        if self.is_parameter(end) {
            return self.challenge(start);
        }
        let value = self.value_at(end)?;
        self.opaque_value(value, false)
    }

    /// `Basic` and credentials in base64 with a colon inside.
    pub(super) fn basic(&mut self, start: usize, end: usize) -> Option<usize> {
        if !self.is_word(start, end, "basic") {
            return None;
        }
        if self.is_parameter(end) {
            return self.challenge(start);
        }
        let at = self.value_at(end)?;
        let stop = run(self.bytes, at, WORD | MORE);
        let value = slice(self.text, at, stop).trim_end_matches('.');
        let whole = value.len() >= 4 && base64url::decode(value).bytes.contains(&b':');
        if !whole {
            return None;
        }
        Some(self.verbatim(Shape::Basic, at, at + value.len()))
    }

    /// `-u user:password` of a curl command: the credentials of a Basic header before they are encoded.
    pub(super) fn user_option(&mut self, start: usize, end: usize) -> Option<usize> {
        let word = slice(self.text, start, end);
        let curl = self.curl.is_some_and(|curl| start - curl < 4096);
        if !curl || !matches!(word, "-u" | "--user") {
            return None;
        }
        let mut at = end;
        while matches!(byte(self.bytes, at), b' ' | b'=') {
            at += 1;
        }
        let quote = match byte(self.bytes, at) {
            quote @ (b'"' | b'\'') => {
                at += 1;
                Some(quote)
            }
            _ => None,
        };
        let rest = self.bytes.get(at..)?;
        let len = rest
            .iter()
            .position(|&b| quote.map_or(is(b, SPACE), |quote| b == quote || b == b'\n'))
            .unwrap_or(rest.len());
        let value = slice(self.text, at, at + len);
        // `$ID:$SECRET` names credentials and holds none.
        let names = value.starts_with(['$', '%']) || value.contains(":$") || value.contains(":%");
        if !value.contains(':') || value.len() > 4096 || names {
            return None;
        }
        let mut grab = Grab::new(at);
        grab.text = base64url::encode_standard(value.as_bytes());
        grab.map.push(at, value.len(), grab.text.len());
        grab.at = at + len;
        let next = grab.at;
        self.add_around(Shape::Basic, grab);
        Some(next)
    }
}
