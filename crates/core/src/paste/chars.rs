//! Bytes as they are meant: classes of bytes, and escapes of every layer read as what they stand for.
//!
//! A token may stand in a URL in a JSON string in a log line. Instead of guessing the layers, every
//! byte is read *logically*: `%2E`, `%252E`, `\u002e` and `&#46;` are all a dot. None of these can be
//! part of a token, so reading them this way loses nothing.

pub(super) use crate::text::floor;

/// A letter, a digit, `-` or `_`: base64url, and most of what names consist of.
pub(super) const WORD: u8 = 1;
/// A hexadecimal digit.
pub(super) const HEX: u8 = 2;
/// Space, tab, line feed, carriage return.
pub(super) const SPACE: u8 = 4;
/// What else an opaque token may hold: `. ~ + / =`.
pub(super) const MORE: u8 = 8;
/// A letter or a digit.
pub(super) const ALNUM: u8 = 16;

static CLASS: [u8; 256] = classes();

// Evaluated while compiling: an index out of range would not compile.
#[expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "a constant; nothing else works in one"
)]
const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        let mut class = 0;
        if byte.is_ascii_alphanumeric() {
            class |= WORD | ALNUM;
        }
        if byte.is_ascii_hexdigit() {
            class |= HEX;
        }
        if matches!(byte, b'-' | b'_') {
            class |= WORD;
        }
        if matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
            class |= SPACE;
        }
        if matches!(byte, b'.' | b'~' | b'+' | b'/' | b'=') {
            class |= MORE;
        }
        table[at] = class;
        at += 1;
    }
    table
}

/// Whether `byte` is in any of the classes.
#[inline]
pub(super) fn is(byte: u8, classes: u8) -> bool {
    CLASS
        .get(usize::from(byte))
        .is_some_and(|class| class & classes != 0)
}

/// The byte at `at`; 0 beyond the end.
#[inline]
pub(super) fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or(0)
}

/// Where the run of bytes of the classes that starts at `at` ends.
#[inline]
pub(super) fn run(bytes: &[u8], at: usize, classes: u8) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let len = rest.iter().position(|&byte| !is(byte, classes));
    at + len.unwrap_or(rest.len())
}

/// The part of the text from `start` to `end`, made to end on character boundaries.
pub(super) fn slice(text: &str, start: usize, end: usize) -> &str {
    let end = floor(text, end);
    let start = floor(text, start).min(end);
    text.get(start..end).unwrap_or_default()
}

/// How a logical byte was written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum How {
    /// As it is.
    Plain,
    /// `%2E`, `%252E`.
    Percent,
    /// `\u002e`, `\n`, `\"`.
    Escape,
    /// `&quot;`, `&#46;`.
    Entity,
}

/// One byte as it is meant. `byte` is 0 at the end of the text, and 0xFF for what is no ASCII.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Logical {
    pub(super) byte: u8,
    /// How many bytes of the text it takes.
    pub(super) len: usize,
    pub(super) how: How,
}

/// How many escapes may be stacked: `%25252E`, `\\\\\\u002e`.
const MAX_STACKED: usize = 16;

/// The logical byte at `at`.
pub(super) fn logical(bytes: &[u8], at: usize) -> Logical {
    let plain = byte(bytes, at);
    let escaped = match plain {
        b'%' => percent(bytes, at),
        b'\\' => backslash(bytes, at),
        b'&' => entity(bytes, at),
        _ => None,
    };
    let (byte, len, how) = escaped.unwrap_or((
        if plain < 0x80 { plain } else { 0xFF },
        usize::from(at < bytes.len()),
        How::Plain,
    ));
    Logical { byte, len, how }
}

fn ascii(code: u32) -> u8 {
    match u8::try_from(code) {
        Ok(byte) if byte < 0x80 && byte != 0 => byte,
        _ => 0xFF,
    }
}

fn percent(bytes: &[u8], at: usize) -> Option<(u8, usize, How)> {
    let mut digits = at + 1;
    for _ in 0..MAX_STACKED {
        let more = byte(bytes, digits) == b'2'
            && byte(bytes, digits + 1) == b'5'
            && hex(bytes, digits + 2, 2).is_some();
        if !more {
            break;
        }
        digits += 2;
    }
    let code = hex(bytes, digits, 2)?;
    Some((ascii(code), digits + 2 - at, How::Percent))
}

fn backslash(bytes: &[u8], at: usize) -> Option<(u8, usize, How)> {
    let mut next = at + 1;
    while byte(bytes, next) == b'\\' && next - at < MAX_STACKED {
        next += 1;
    }
    let (byte, more) = match byte(bytes, next) {
        b'n' => (b'\n', 1),
        b'r' => (b'\r', 1),
        b't' => (b'\t', 1),
        plain @ (b'"' | b'\'' | b'/') => (plain, 1),
        b'u' => (ascii(hex(bytes, next + 1, 4)?), 5),
        b'x' => (ascii(hex(bytes, next + 1, 2)?), 3),
        _ => return None,
    };
    Some((byte, next + more - at, How::Escape))
}

/// The entities that can stand around or inside a token.
static ENTITIES: [(&str, u8); 5] = [
    ("&quot;", b'"'),
    ("&amp;", b'&'),
    ("&apos;", b'\''),
    ("&lt;", b'<'),
    ("&gt;", b'>'),
];

fn entity(bytes: &[u8], at: usize) -> Option<(u8, usize, How)> {
    let rest = bytes.get(at..)?;
    for (name, byte) in ENTITIES {
        if rest.starts_with(name.as_bytes()) {
            return Some((byte, name.len(), How::Entity));
        }
    }
    if byte(rest, 1) != b'#' {
        return None;
    }
    let radix = if matches!(byte(rest, 2), b'x' | b'X') {
        16
    } else {
        10
    };
    let from = if radix == 16 { 3 } else { 2 };
    let mut code = 0;
    let mut next = from;
    while let Some(digit) = char::from(byte(rest, next)).to_digit(radix) {
        if next > from + 5 {
            return None;
        }
        code = code * radix + digit;
        next += 1;
    }
    (next > from && byte(rest, next) == b';').then_some((ascii(code), next + 1, How::Entity))
}

fn hex(bytes: &[u8], at: usize, digits: usize) -> Option<u32> {
    let mut code = 0;
    for offset in 0..digits {
        code = code * 16 + char::from(byte(bytes, at + offset)).to_digit(16)?;
    }
    Some(code)
}

/// The logical byte that ends before `at`.
pub(super) fn logical_before(bytes: &[u8], at: usize) -> Logical {
    if at == 0 {
        return Logical {
            byte: 0,
            len: 0,
            how: How::Plain,
        };
    }
    // The escapes that could end here, the longest first; each is checked by reading it forwards.
    let last = byte(bytes, at - 1);
    let reach = match last {
        b'"' | b'\'' | b'/' | b'n' | b'r' | b't' => MAX_STACKED + 1,
        b';' => 9,
        _ if is(last, HEX) => 8,
        _ => 0,
    };
    let mut start = at.saturating_sub(reach.min(at));
    while start + 1 < at {
        if matches!(byte(bytes, start), b'%' | b'\\' | b'&') {
            let found = logical(bytes, start);
            if found.how != How::Plain && start + found.len == at {
                return found;
            }
        }
        start += 1;
    }
    if last < 0x80 {
        return Logical {
            byte: last,
            len: 1,
            how: How::Plain,
        };
    }
    let mut len = 1;
    while len < 4 && len < at && byte(bytes, at - len) & 0xC0 == 0x80 {
        len += 1;
    }
    Logical {
        byte: 0xFF,
        len,
        how: How::Plain,
    }
}

/// How long the typographic quote at `at` is, in bytes; 0 where there is none.
pub(super) fn fancy_quote(bytes: &[u8], at: usize) -> usize {
    match (byte(bytes, at), byte(bytes, at + 1), byte(bytes, at + 2)) {
        (0xC2, 0xAB | 0xBB, _) => 2,
        (0xE2, 0x80, 0x98..=0x9F | 0xB9 | 0xBA) => 3,
        (0xE3, 0x80, 0x8C..=0x8F) => 3,
        _ => 0,
    }
}

/// How long the character at `at` is that no one sees, in bytes; 0 where there is none: zero-width
/// spaces and joiners, soft hyphen, byte order mark.
pub(super) fn invisible(bytes: &[u8], at: usize) -> usize {
    match (byte(bytes, at), byte(bytes, at + 1), byte(bytes, at + 2)) {
        (0xC2, 0xAD, _) => 2,
        (0xE2, 0x80, 0x8B..=0x8F) | (0xE2, 0x81, 0xA0) | (0xEF, 0xBB, 0xBF) => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, byte: u8, len: usize) {
        let found = logical(text.as_bytes(), 0);
        assert_eq!((found.byte, found.len), (byte, len), "{text}");
        if found.how != How::Plain {
            assert_eq!(
                logical_before(text.as_bytes(), len),
                found,
                "{text} backwards"
            );
        }
    }

    #[test]
    fn escapes_are_read_as_what_they_stand_for() {
        check(".", b'.', 1);
        check("%2E", b'.', 3);
        check("%252e", b'.', 5);
        check("%25252e", b'.', 7);
        check("%zz", b'%', 1);
        check("\\u002e", b'.', 6);
        check("\\\\\\\"", b'"', 4);
        check("\\n", b'\n', 2);
        check("\\\n", b'\\', 1);
        check("&quot;", b'"', 6);
        check("&#46;", b'.', 5);
        check("&#x2e;", b'.', 6);
        check("&#;", b'&', 1);
        check("\u{e9}", 0xFF, 1);
        check("", 0, 0);
    }
}
