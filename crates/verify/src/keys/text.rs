//! Bytes out of text: hexadecimal and the two base64 alphabets.

use alloc::vec::Vec;

use claimlens_core::jose::base64url;

/// The bytes of hexadecimal digits; colons and white space between them are passed over, and `0x` before them.
pub(crate) fn hex(text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    let text = text.strip_prefix("0x").unwrap_or(text);
    let mut digits = text
        .chars()
        .filter(|c| !c.is_ascii_whitespace() && *c != ':')
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()));
    let mut bytes = Vec::with_capacity(text.len() / 2);
    while let Some(high) = digits.next() {
        let low = digits.next()?;
        bytes.push(high? << 4 | low?);
    }
    (!bytes.is_empty()).then_some(bytes)
}

/// The bytes of base64 in either alphabet, with or without padding and line breaks; none if anything
/// else stands in it.
pub(crate) fn base64(text: &str) -> Option<Vec<u8>> {
    let decoded = base64url::decode(text.trim());
    (decoded.is_complete() && !decoded.bytes.is_empty()).then_some(decoded.bytes)
}

/// Without white space at its ends.
pub(crate) fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.trim_ascii()
}

/// Without white space and quotes at its ends.
pub(crate) fn unquoted(bytes: &[u8]) -> &[u8] {
    let is_quote = |byte: &u8| matches!(byte, b'"' | b'\'');
    let mut rest = trimmed(bytes);
    while let Some((_, after)) = rest.split_first().filter(|(first, _)| is_quote(first)) {
        rest = after;
    }
    while let Some((_, before)) = rest.split_last().filter(|(last, _)| is_quote(last)) {
        rest = before;
    }
    rest
}

/// What is encoded in a secret: without white space, quotes and the `base64:` that some frameworks put before it.
pub(crate) fn bare(bytes: &[u8]) -> Option<&str> {
    let text = core::str::from_utf8(unquoted(bytes)).ok()?;
    Some(text.strip_prefix("base64:").unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_is_read() {
        assert_eq!(hex("00fF"), Some(Vec::from([0, 255])));
        assert_eq!(hex("0x00:ff\n10 "), Some(Vec::from([0, 255, 16])));
        assert_eq!(hex("abc"), None);
        assert_eq!(hex("zz"), None);
        assert_eq!(hex(""), None);
    }

    #[test]
    fn base64_is_read() {
        assert_eq!(base64("-_8="), Some(Vec::from([0xFB, 0xFF])));
        assert_eq!(base64("+/8"), Some(Vec::from([0xFB, 0xFF])));
        assert_eq!(base64("a b!"), None);
    }
}
