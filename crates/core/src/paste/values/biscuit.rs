//! Biscuit: named, or told by the protobuf message that it is.

use super::paseto::take_wrapped;
use crate::jose::base64url;
use crate::paste::candidate::Shape;
use crate::paste::chars::{WORD, byte, run, slice};
use crate::paste::compact;
use crate::paste::finder::Finder;

impl Finder<'_> {
    /// `biscuit:` before a token.
    pub(super) fn named_biscuit(&mut self, start: usize, end: usize) -> Option<usize> {
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
    pub(super) fn biscuit(&mut self, start: usize) -> Option<usize> {
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
