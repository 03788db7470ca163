//! PEM blocks (RFC 7468), also with their line breaks escaped, and cut off.

use super::candidate::Shape;
use super::chars::{logical, slice};
use super::finder::Finder;
use super::grab::Grab;

/// How long a block may be.
const MAX_BLOCK: usize = 1 << 20;
const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";

/// The block whose dashes start at `start`; where to read on.
pub(super) fn block(finder: &mut Finder<'_>, start: usize) -> Option<usize> {
    let text = finder.text;
    let rest = text.get(start..)?;
    let label_rest = rest.strip_prefix(BEGIN)?;
    let label_end = label_rest
        .as_bytes()
        .iter()
        .take(80)
        .position(|&b| b == b'-')?;
    let label = label_rest.get(..label_end)?;
    if !label_rest.get(label_end..)?.starts_with("-----") {
        return None;
    }
    let head = BEGIN.len() + label_end + 5;
    let window = slice(text, start + head, start + MAX_BLOCK);
    // Dashes do not stand inside; whatever has them next ends the block.
    let dashes = window.find(DASHES);
    let end = match dashes.filter(|&at| window.get(at..).is_some_and(|rest| rest.starts_with(END)))
    {
        Some(at) => {
            let tail = window.get(at + END.len()..)?;
            let dashes = tail.find("-----").map_or(0, |dashes| dashes + 5);
            start + head + at + END.len() + dashes
        }
        // Cut off: as far as base64 goes.
        None => start + head + base64_len(window.as_bytes()),
    };
    let mut grab = Grab::new(start);
    while grab.at < end {
        let found = logical(finder.bytes, grab.at);
        if found.byte == 0 || found.byte == 0xFF {
            break;
        }
        grab.take_logical(found);
    }
    let next = grab.at;
    let shape = Shape::Pem {
        label: label.into(),
    };
    finder.add_around(shape, grab);
    Some(next)
}

fn base64_len(bytes: &[u8]) -> usize {
    let mut at = 0;
    let mut kept = 0;
    loop {
        let found = logical(bytes, at);
        match found.byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' | b'=' => {
                at += found.len;
                kept = at;
            }
            b'\n' | b'\r' | b' ' => at += found.len,
            _ => return kept,
        }
    }
}
