//! Whether a token begins at a place: by what its first characters decode to.

use crate::jose::base64url;
use crate::paste::chars::{How, WORD, byte, is, logical};
use crate::paste::grab::{gap, peek};

/// What the start of a possible token decodes to.
#[derive(Clone, Copy, Debug, Eq, PartialEq, PartialOrd)]
pub(in crate::paste) enum Start {
    /// Not the beginning of a JSON object.
    No,
    /// The beginning of some JSON object.
    Object,
    /// The beginning of a JOSE Header, by its first member.
    Header,
}

/// Header parameters that a JOSE Header may begin with.
static FIRST_MEMBERS: &[&str] = &[
    "alg",
    "apu",
    "apv",
    "b64",
    "crit",
    "cty",
    "enc",
    "epk",
    "jku",
    "jwk",
    "jwt",
    "kid",
    "typ",
    "ver",
    "x5c",
    "x5t",
    "x5u",
    "zip",
    "x5t#S256",
    "trust_chain",
    "iss",
    "url",
    "nonce",
    "p2c",
    "p2s",
];

/// Reads the first characters of a possible token at `at`.
pub(in crate::paste) fn start_at(bytes: &[u8], at: usize) -> Start {
    // `{` and what may follow it begin with these two characters in base64url.
    let next = byte(bytes, at + 1);
    let follows = if is(next, WORD) {
        matches!(next, b'y' | b'w' | b'3')
    } else {
        // Wrapped right behind the first character.
        gap(bytes, at + 1).is_some() || logical(bytes, at + 1).how != How::Plain
    };
    if byte(bytes, at) != b'e' || !follows {
        return Start::No;
    }
    // Four characters decide for most words.
    let four = base64url::decode(&peek(bytes, at, 4)).bytes;
    if four.first() != Some(&b'{') {
        return Start::No;
    }
    let head = peek(bytes, at, 48);
    // Whole groups of four only.
    let whole = head.len() / 4 * 4;
    let decoded = base64url::decode(head.get(..whole.max(3)).unwrap_or(&head)).bytes;
    let Some(rest) = decoded.strip_prefix(b"{") else {
        return Start::No;
    };
    let rest = rest.trim_ascii_start();
    match rest.first() {
        None if head.len() < 24 => Start::Object,
        Some(b'}') => Start::Object,
        Some(b'"') => {
            let name = rest.get(1..).unwrap_or_default();
            let starts = |member: &&&str| {
                name.strip_prefix(member.as_bytes())
                    .is_some_and(|after| after.first() == Some(&b'"'))
            };
            if FIRST_MEMBERS.iter().any(|member| starts(&member)) {
                Start::Header
            } else if name
                .first()
                .is_none_or(|&first| (b' '..0x7F).contains(&first))
            {
                Start::Object
            } else {
                Start::No
            }
        }
        _ => Start::No,
    }
}
