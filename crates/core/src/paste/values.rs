//! What is found by a word: known prefixes, PASETO, Biscuit, credentials, challenges, errors in a
//! redirect, and the values of names that say they hold a credential.

use alloc::string::String;

use super::candidate::Shape;
use super::chars::{ALNUM, MORE, SPACE, WORD, byte, is, logical, run, slice};
use super::compact::{self, Start};
use super::finder::Finder;
use super::grab::{Grab, gap, quote_len};
use super::{pem, saml, shapes};
use crate::jose::base64url;
use crate::span::Span;

/// Texts up to this size are also searched line by line for values that stand alone.
const SMALL_TEXT: usize = 64 << 10;

impl Finder<'_> {
    /// What else may start at the word `start..end`; where to read on.
    pub(super) fn other(&mut self, start: usize, end: usize) -> Option<usize> {
        let first = byte(self.bytes, start);
        let next = byte(self.bytes, end);
        if let Some((shape, stop)) = shapes::known(self.text, start, end) {
            return Some(self.verbatim(shape, start, stop));
        }
        let found = match (end - start, first) {
            (2, b'v') if next == b'.' => self.paseto(start, end),
            (2 | 6, b'-') => self.user_option(start, end),
            (4 | 6, b'b' | b'B' | b'd' | b'D') => self.bearer(start, end),
            (5, b'b' | b'B') => self.basic(start, end),
            (5, b'e') if next == b'=' => self.redirect_error(start, end),
            (7, b'b' | b'B') if next == b':' => self.named_biscuit(start, end),
            (16, b'w' | b'W') | (18, b'p' | b'P') => self.authenticate(start, end),
            (11 | 12, b'S') => saml::parameter(self, start, end),
            (_, b'E' | b'C') if end - start >= 60 => self.biscuit(start),
            (_, b'P') if end - start >= 4 => saml::base64(self, start),
            (_, b'-') if end - start >= 10 => pem::block(self, start),
            _ if start > 0 && byte(self.bytes, start - 1) == b'<' => saml::xml(self, start, end),
            _ => None,
        };
        found.or_else(|| self.named(start, end))
    }

    /// Adds `start..end` as it stands.
    fn verbatim(&mut self, shape: Shape, start: usize, end: usize) -> usize {
        let grab = compact::verbatim(self.text, start, end);
        self.add_around(shape, grab);
        end
    }

    /// `v4.public.…` with an optional footer.
    fn paseto(&mut self, start: usize, end: usize) -> Option<usize> {
        let version = byte(self.bytes, start + 1);
        let purpose_end = run(self.bytes, end + 1, WORD);
        let purpose = slice(self.text, end + 1, purpose_end);
        let known = matches!(
            purpose,
            "local" | "public" | "lid" | "pid" | "sid" | "secret"
        );
        if !matches!(version, b'1'..=b'4') || !known || byte(self.bytes, purpose_end) != b'.' {
            return None;
        }
        let body = purpose_end + 1;
        let body_end = run(self.bytes, body, WORD);
        if body_end - body < 16 {
            return None;
        }
        let grab = take_wrapped(self.text, start, b".=", 6);
        let next = grab.at;
        self.add_around(Shape::Paseto, grab);
        Some(next)
    }

    /// `biscuit:` before a token.
    fn named_biscuit(&mut self, start: usize, end: usize) -> Option<usize> {
        if !self.is_word(start, end, "biscuit") {
            return None;
        }
        let at = end + 1;
        if run(self.bytes, at, WORD) - at < 40 {
            return None;
        }
        let grab = take_wrapped(self.text, at, b"=", 2);
        let next = grab.at;
        self.add_around(Shape::Biscuit, grab);
        Some(next)
    }

    /// A Biscuit without a name before it: base64url of a protobuf message of its fields.
    fn biscuit(&mut self, start: usize) -> Option<usize> {
        if start < self.tried_until
            || !begins_biscuit(&base64url::decode(slice(self.text, start, start + 24)).bytes)
        {
            return None;
        }
        for grab in [
            take_wrapped(self.text, start, b"=", 2),
            compact::verbatim(self.text, start, run(self.bytes, start, WORD)),
        ] {
            if is_biscuit(&base64url::decode(&grab.text).bytes) {
                let next = grab.at;
                self.add_around(Shape::Biscuit, grab);
                return Some(next);
            }
            self.tried_until = self.tried_until.max(grab.at);
        }
        None
    }

    /// `Bearer` and `DPoP`: a challenge if a parameter follows, else an opaque token may.
    fn bearer(&mut self, start: usize, end: usize) -> Option<usize> {
        if !self.is_word(start, end, "bearer") && !self.is_word(start, end, "dpop") {
            return None;
        }
        if self.is_parameter(end) {
            return self.challenge(start);
        }
        let value = self.value_at(end)?;
        self.opaque_value(value, false)
    }

    /// Whether a challenge's parameter (`realm="…"`) follows the scheme that ends at `end`.
    fn is_parameter(&self, end: usize) -> bool {
        let mut at = end;
        while is(logical(self.bytes, at).byte, SPACE) && at - end < 64 {
            at += logical(self.bytes, at).len;
        }
        let name_end = run(self.bytes, at, WORD);
        let name = slice(self.text, at, name_end);
        static NAMES: [&str; 12] = [
            "realm",
            "error",
            "error_description",
            "error_uri",
            "scope",
            "resource_metadata",
            "authorization_uri",
            "algs",
            "acr_values",
            "max_age",
            "nonce",
            "client_id",
        ];
        at > end
            && logical(self.bytes, name_end).byte == b'='
            && NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
    }

    /// `WWW-Authenticate:` and the line behind it.
    fn authenticate(&mut self, start: usize, end: usize) -> Option<usize> {
        if !self.is_word(start, end, "www-authenticate")
            && !self.is_word(start, end, "proxy-authenticate")
        {
            return None;
        }
        let at = self.value_at(end)?;
        // `"name": "WWW-Authenticate", "value": "…"`
        if is(byte(self.bytes, at), WORD) {
            return self.challenge(at);
        }
        None
    }

    /// A challenge that starts at `at`: to the end of the line, or of the string it stands in.
    fn challenge(&mut self, at: usize) -> Option<usize> {
        let before = super::chars::logical_before(self.bytes, at);
        let quote = matches!(before.byte, b'"' | b'\'').then_some(before);
        let mut grab = Grab::new(at);
        let mut kept = 0;
        while grab.text.len() < 8192 {
            let found = logical(self.bytes, grab.at);
            let closes =
                quote.is_some_and(|quote| found.byte == quote.byte && found.len == quote.len);
            if found.byte == 0 || closes {
                break;
            }
            if matches!(found.byte, b'\r' | b'\n') {
                // A folded line goes on with white space and a parameter.
                let Some(gap) = gap(self.bytes, grab.at).filter(|gap| gap.breaks == 1) else {
                    break;
                };
                let indented = matches!(byte(self.bytes, gap.end - 1), b' ' | b'\t');
                let name = run(self.bytes, gap.end, WORD);
                if !indented || byte(self.bytes, name) != b'=' {
                    break;
                }
                grab.skip(&gap);
                continue;
            }
            if found.byte == 0xFF {
                let len = self
                    .text
                    .get(grab.at..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(1, char::len_utf8);
                let stop = grab.at + len;
                grab.take(self.text, stop);
            } else {
                grab.take_logical(found);
            }
            if !is(found.byte, SPACE) {
                kept = grab.at;
            }
        }
        // White space at the end does not belong to it.
        let grab = if kept < grab.at {
            self.shortened(&grab, at, kept)
        } else {
            grab
        };
        let next = grab.at;
        if grab.text.is_empty() {
            return None;
        }
        self.add_around(Shape::Challenge, grab);
        Some(next)
    }

    /// The same logical bytes again, up to `end` only.
    fn shortened(&self, whole: &Grab, start: usize, end: usize) -> Grab {
        if whole.map.pieces(0, whole.map.len()).len() != 1 || whole.text.len() != whole.at - start {
            let mut grab = Grab::new(start);
            while grab.at < end {
                let found = logical(self.bytes, grab.at);
                if found.byte == 0xFF {
                    let stop = grab.at
                        + self
                            .text
                            .get(grab.at..)
                            .and_then(|rest| rest.chars().next())
                            .map_or(1, char::len_utf8);
                    grab.take(self.text, stop);
                } else if matches!(found.byte, b'\r' | b'\n') {
                    match gap(self.bytes, grab.at) {
                        Some(gap) => grab.skip(&gap),
                        None => break,
                    }
                } else {
                    grab.take_logical(found);
                }
            }
            return grab;
        }
        compact::verbatim(self.text, start, end)
    }

    /// `Basic` and credentials in base64 with a colon inside.
    fn basic(&mut self, start: usize, end: usize) -> Option<usize> {
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
    fn user_option(&mut self, start: usize, end: usize) -> Option<usize> {
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
        if !value.contains(':') || value.len() > 4096 {
            return None;
        }
        let mut grab = Grab::new(at);
        grab.text = encode_standard(value.as_bytes());
        grab.map.push(at, value.len(), grab.text.len());
        grab.at = at + len;
        let next = grab.at;
        self.add_around(Shape::Basic, grab);
        Some(next)
    }

    /// `error=…` behind `?`, `#` or `&`: the parameters around it.
    fn redirect_error(&mut self, start: usize, end: usize) -> Option<usize> {
        // Of several in one list the first was looked at for all.
        if !self.is_word(start, end, "error") || start < self.parameters_end {
            return None;
        }
        let inside = |b: u8| {
            b.is_ascii_graphic()
                && !matches!(b, b'"' | b'\'' | b'<' | b'>' | b'?' | b'#' | b'`' | b'\\')
        };
        let head = self.bytes.get(start.saturating_sub(2048)..start)?;
        let from = start - head.iter().rev().take_while(|&&b| inside(b)).count();
        let rest = self.bytes.get(start..)?;
        let stop = start + rest.iter().take(8192).take_while(|&&b| inside(b)).count();
        self.parameters_end = stop;
        let parameters = slice(self.text, from, stop).trim_end_matches([',', '.', ';', ')']);
        let first = start == from;
        let opens = matches!(byte(self.bytes, from.wrapping_sub(1)), b'?' | b'#');
        let described = ["error_description=", "error_uri="]
            .iter()
            .any(|name| parameters.contains(name));
        let separate = first || byte(self.bytes, start - 1) == b'&';
        if !separate || !(opens || described) || end + 1 >= stop {
            return None;
        }
        let stop = from + parameters.len();
        let mut grab = compact::verbatim(self.text, from, stop);
        grab.at = stop;
        let mut around = self.around(from, stop, self.curl);
        if opens {
            around.place = "the URL's parameters".into();
            around.key = String::new();
        }
        self.add(Shape::ErrorParameters, grab, around);
        Some(start + 1)
    }

    /// The value behind a name that ends at `end`: its first byte.
    pub(super) fn value_at(&self, end: usize) -> Option<usize> {
        let mut at = end;
        let mut seen = false;
        for _ in 0..64 {
            let found = logical(self.bytes, at);
            let quote = quote_len(self.bytes, at);
            match found.byte {
                b' ' | b'\t' => seen = true,
                b':' | b'=' => seen = true,
                b'+' => seen = true,
                b'>' if byte(self.bytes, at.wrapping_sub(1)) == b'=' => {}
                _ if quote > 0 => {
                    at += quote;
                    continue;
                }
                _ => break,
            }
            at += found.len;
        }
        (seen && at < self.bytes.len()).then_some(at)
    }

    /// The value of a name that says it holds a credential.
    fn named(&mut self, start: usize, end: usize) -> Option<usize> {
        // Only names that can end like one, and only before something that separates.
        let last = byte(self.bytes, end - 1) | 0x20;
        if end - start > 64
            || end - start < 3
            || !matches!(
                last,
                b'n' | b't' | b'y' | b'd' | b'h' | b'k' | b'r' | b's' | b'p'
            )
        {
            return None;
        }
        let next = logical(self.bytes, end).byte;
        if !matches!(next, b'"' | b'\'' | b':' | b'=' | b' ' | b'`') {
            return None;
        }
        // Prose has spaces behind its words: only an option has its value there.
        let behind = byte(self.bytes, end + 1);
        if next == b' ' && !matches!(behind, b':' | b'=') && byte(self.bytes, start) != b'-' {
            return None;
        }
        let word = slice(self.text, start, end);
        if !shapes::is_secret_name(word) {
            return None;
        }
        // A colon or an equals sign must stand between; an option needs none.
        let option = word.starts_with("--");
        let mut at = end;
        let mut sign = option && next == b' ';
        for _ in 0..8 {
            let found = logical(self.bytes, at);
            match found.byte {
                b':' | b'=' => sign = true,
                b'"' | b'\'' | b'`' | b' ' => {}
                _ => break,
            }
            at += found.len;
        }
        if !sign {
            return None;
        }
        let mut value = self.value_at(end)?;
        let word_end = run(self.bytes, value, WORD);
        let scheme = slice(self.text, value, word_end);
        if ["bearer", "dpop"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(scheme))
        {
            // The scheme's own turn comes next; it knows the header stands before it.
            if self.is_parameter(word_end) {
                return None;
            }
            value = self.value_at(word_end)?;
        } else if scheme.eq_ignore_ascii_case("basic") {
            return None;
        }
        let identifier = word.to_ascii_lowercase().ends_with("id");
        self.opaque_value(value, !identifier)
    }

    /// The opaque value at `at`; `sure` where its name says that it is a credential.
    fn opaque_value(&mut self, at: usize, sure: bool) -> Option<usize> {
        let word_end = run(self.bytes, at, WORD);
        let other = compact::start_at(self.bytes, at) != Start::No
            || shapes::known(self.text, at, word_end).is_some()
            || self.is_paseto(at, word_end);
        if other || word_end == at && byte(self.bytes, at) != b'/' {
            return None;
        }
        let end = shapes::value_end(self.text, at);
        let value = slice(self.text, at, end);
        if self.enclosing(at).is_some_and(|shape| !holds_tokens(shape)) {
            return None;
        }
        // A call, a template, a path or the rest of a word is no value.
        if matches!(
            byte(self.bytes, end),
            b'(' | b'{' | b'$' | b'[' | b'@' | b'*'
        ) {
            return None;
        }
        let bytes = value.as_bytes();
        let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
        let letters = bytes.iter().any(u8::is_ascii_alphabetic);
        let word = bytes
            .iter()
            .all(|&b| is(b, ALNUM) || matches!(b, b'-' | b'_'));
        let shape = match shapes::by_form(value) {
            Some(shape) => shape,
            None if sure && value.len() >= 12 && digits >= 2 && letters => shapes::unknown_token(),
            None if value.len() >= 20 && digits >= 2 && letters && (word || value.len() >= 40) => {
                shapes::unknown_token()
            }
            None => return None,
        };
        if is_biscuit(&base64url::decode(value).bytes) {
            return None;
        }
        Some(self.verbatim(shape, at, end))
    }

    fn is_paseto(&self, at: usize, end: usize) -> bool {
        end - at == 2 && byte(self.bytes, at) == b'v' && byte(self.bytes, end) == b'.'
    }

    /// Values that stand alone on their line, in a small text.
    pub(super) fn bare(&mut self) {
        if self.bytes.len() > SMALL_TEXT {
            return;
        }
        let mut start = 0;
        let mut before = 0;
        let text = self.text;
        for line in text.split_inclusive('\n') {
            let at = start;
            start += line.len();
            let piece = line.trim_matches(|c: char| {
                c.is_whitespace()
                    || matches!(
                        c,
                        '"' | '\''
                            | '`'
                            | ','
                            | ';'
                            | '<'
                            | '>'
                            | '('
                            | ')'
                            | '['
                            | ']'
                            | '{'
                            | '}'
                            | '\u{201c}'
                            | '\u{201d}'
                            | '\u{2018}'
                            | '\u{2019}'
                    )
            });
            let width = core::mem::replace(&mut before, piece.len());
            let from = at + line.find(piece).unwrap_or(0);
            let span = Span::new(from, from + piece.len());
            let token = compact::start_at(self.bytes, from) != Start::No;
            if piece.len() < 8 || token || self.covered(span) {
                continue;
            }
            // Lines as wide as the one before or after belong to one long text.
            let after = text
                .get(start..)
                .unwrap_or_default()
                .lines()
                .next()
                .map_or(0, |next| next.trim().len());
            let block = piece.len() >= 44 && (width == piece.len() || after == piece.len());
            if compact::damaged(piece) {
                let grab = compact::verbatim(text, span.start, span.end);
                self.add_around(Shape::Compact, grab);
            } else if let Some(shape) = shapes::by_form(piece).filter(|_| !block) {
                self.verbatim(shape, span.start, span.end);
            }
        }
    }
}

/// Whether the members of such an object may be listed as opaque tokens.
fn holds_tokens(shape: super::JsonShape) -> bool {
    use super::JsonShape as Shape;
    matches!(shape, Shape::TokenResponse | Shape::Error | Shape::Other)
}

/// Takes base64url and `more` from `start` on, over line breaks as long as the lines are equally wide.
pub(super) fn take_wrapped(text: &str, start: usize, more: &[u8], dots: usize) -> Grab {
    let bytes = text.as_bytes();
    let mut grab = Grab::new(start);
    let mut seen = 0;
    let mut line = 0;
    let mut width = 0;
    while grab.text.len() < super::rules::MAX_ARTEFACT_BYTES {
        let end = run(bytes, grab.at, WORD);
        if end > grab.at {
            grab.take(text, end);
            continue;
        }
        let found = logical(bytes, grab.at);
        if is(found.byte, WORD) {
            grab.take_logical(found);
        } else if more.contains(&found.byte) && seen < dots {
            let follows = is(logical(bytes, grab.at + found.len).byte, WORD);
            if found.byte == b'.' && !follows {
                break;
            }
            seen += 1;
            grab.take_logical(found);
        } else {
            let Some(gap) = gap(bytes, grab.at) else {
                break;
            };
            let here = grab.text.len() - line;
            let next = run(bytes, gap.end, WORD) - gap.end;
            let fits = gap.unseen
                || gap.breaks == 1
                    && next > 0
                    && here >= width
                    && here <= 250
                    && next <= here.max(16)
                    && compact::plausible(bytes, gap.end, 1)
                    && compact::start_at(bytes, gap.end) == Start::No;
            if !fits {
                break;
            }
            width = here;
            line = grab.text.len();
            grab.skip(&gap);
        }
    }
    grab
}

/// Whether the bytes are the outer message of a Biscuit: an optional number of the root key, the
/// authority block, further blocks, the proof, and nothing else.
pub(super) fn is_biscuit(bytes: &[u8]) -> bool {
    let mut at = 0;
    let (mut authority, mut proof) = (false, false);
    while let Some(&tag) = bytes.get(at) {
        at += 1;
        match tag {
            0x08 if !authority => {
                let Some((_, len)) = varint(bytes, at) else {
                    return false;
                };
                at += len;
            }
            0x12 | 0x1A | 0x22 => {
                let Some((size, len)) = varint(bytes, at) else {
                    return false;
                };
                at += len + size;
                let fits = match tag {
                    0x12 => !authority && byte(bytes, at - size) == 0x0A,
                    0x1A => authority && !proof,
                    _ => authority && !proof,
                };
                if !fits || at > bytes.len() {
                    return false;
                }
                authority |= tag == 0x12;
                proof |= tag == 0x22;
            }
            _ => return false,
        }
    }
    authority && proof
}

/// Whether the first bytes can begin such a message: the authority block, whose first field is its
/// own block, maybe behind the number of the root key.
fn begins_biscuit(bytes: &[u8]) -> bool {
    let mut at = 0;
    if byte(bytes, 0) == 0x08 {
        at = 1 + varint(bytes, 1).map_or(0, |(_, len)| len);
    }
    let block = varint(bytes, at + 1).map_or(0, |(_, len)| at + 1 + len);
    byte(bytes, at) == 0x12 && byte(bytes, block) == 0x0A
}

/// A protobuf number of up to four bytes, and how many it takes.
fn varint(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut value = 0;
    for len in 0..4 {
        let byte = *bytes.get(at + len)?;
        value |= usize::from(byte & 0x7F) << (7 * len);
        if byte < 0x80 {
            return Some((value, len + 1));
        }
    }
    None
}

/// Base64 as a Basic header has it (RFC 7617 §2): the standard alphabet, with padding.
fn encode_standard(bytes: &[u8]) -> String {
    let mut out = base64url::encode(bytes).replace('-', "+").replace('_', "/");
    while !out.len().is_multiple_of(4) {
        out.push('=');
    }
    out
}
