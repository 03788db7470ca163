//! Strings as written, and what they say.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// A JSON string without its quotes and escapes. Escapes that are none stay as written, lone
/// surrogates and bytes that are not UTF-8 become U+FFFD. A string that was cut off is taken to its end.
pub(super) fn unescape(raw: &[u8]) -> Cow<'_, str> {
    let inner = raw.strip_prefix(b"\"").unwrap_or(raw);
    // Only a string whose opening quote is there can have a closing one; `"` alone has none.
    let inner = if ends_with_quote(inner) {
        inner.split_last().map_or(inner, |(_, rest)| rest)
    } else {
        inner
    };
    if !inner.contains(&b'\\') {
        return String::from_utf8_lossy(inner);
    }
    let mut out: Vec<u8> = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.iter().position(|&byte| byte == b'\\') {
        let (plain, escape) = rest.split_at(at);
        out.extend_from_slice(plain);
        let used = push_escape(escape, &mut out);
        rest = escape.get(used..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    Cow::Owned(match String::from_utf8(out) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

/// Whether the last byte is a quote that no backslash escapes.
fn ends_with_quote(inner: &[u8]) -> bool {
    let Some((b'"', before)) = inner.split_last() else {
        return false;
    };
    let backslashes = before
        .iter()
        .rev()
        .take_while(|&&byte| byte == b'\\')
        .count();
    backslashes % 2 == 0
}

/// Writes what the escape at the start of `escape` stands for; returns how many bytes it took.
fn push_escape(escape: &[u8], out: &mut Vec<u8>) -> usize {
    let plain = match escape.get(1) {
        Some(&byte @ (b'"' | b'\\' | b'/')) => byte,
        Some(b'b') => 8,
        Some(b'f') => 12,
        Some(b'n') => b'\n',
        Some(b'r') => b'\r',
        Some(b't') => b'\t',
        Some(b'u') => return push_unicode(escape, out),
        _ => {
            out.push(b'\\');
            return 1;
        }
    };
    out.push(plain);
    2
}

fn push_unicode(escape: &[u8], out: &mut Vec<u8>) -> usize {
    let Some(first) = hex4(escape) else {
        out.push(b'\\');
        return 1;
    };
    let (character, used) = match first {
        0xD800..=0xDBFF => match escape.get(6..).and_then(hex4) {
            Some(second @ 0xDC00..=0xDFFF) => {
                let scalar = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                (char::from_u32(scalar), 12)
            }
            _ => (None, 6),
        },
        _ => (char::from_u32(first), 6),
    };
    let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    used
}

/// The number in a `\uXXXX` escape at the start of `bytes`.
pub(super) fn hex4(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |sum, &digit| {
        Some(sum * 16 + char::from(digit).to_digit(16)?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_unescaped() {
        let check = |raw: &str, expect: &str| assert_eq!(unescape(raw.as_bytes()), expect, "{raw}");
        check(r#""""#, "");
        check(r#""a""#, "a");
        check(r#""a\"b""#, "a\"b");
        check(r#""\\""#, "\\");
        check(
            r#""\u00e9\ud83d\ude00\/\b\f\n\r\t""#,
            "é😀/\u{8}\u{c}\n\r\t",
        );
        check(r#""\ud83d""#, "\u{FFFD}");
        check(r#""\ud83dx""#, "\u{FFFD}x");
        check(r#""\x""#, "\\x");
        check(r#""\u12""#, "\\u12");
        check("\"cut off", "cut off");
        check("\"", "");
        check("\"a\\\"", "a\"");
        check("", "");
    }
}
