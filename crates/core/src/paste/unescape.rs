//! JSON that stands in JSON strings: taken out without the escapes of the layers around it.

use alloc::string::String;
use alloc::vec::Vec;

use super::chars::byte;
use super::grab::{Grab, Left};

/// A cleaned byte, and the source bytes it came from.
#[derive(Clone, Copy)]
struct Origin {
    byte: u8,
    start: usize,
    end: usize,
}

/// Takes `start..end`, which stands inside `level` layers of JSON string.
pub(super) fn take(text: &str, start: usize, end: usize, level: usize) -> Grab {
    let mut grab = Grab::new(start);
    if level == 0 {
        grab.take(text, end);
        return grab;
    }
    let piece = super::chars::slice(text, start, end);
    let mut layer: Vec<Origin> = piece
        .bytes()
        .enumerate()
        .map(|(at, byte)| Origin {
            byte,
            start: start + at,
            end: start + at + 1,
        })
        .collect();
    for _ in 0..level {
        layer = one_layer(&layer);
    }
    let bytes: Vec<u8> = layer.iter().map(|origin| origin.byte).collect();
    grab.text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    };
    // Bytes of one character share their escape: one stretch.
    let mut at = 0;
    while let Some(first) = layer.get(at) {
        let mut len = 1;
        while layer
            .get(at + len)
            .is_some_and(|next| next.start == first.start)
        {
            len += 1;
        }
        let source_len = first.end - first.start;
        if source_len == 1 && len == 1 {
            grab.map.push(first.start, 1, 1);
        } else {
            grab.map.push(first.start, source_len, len);
            grab.leave(Left::Escapes, first.start, source_len);
        }
        at += len;
    }
    grab.at = end;
    grab
}

fn one_layer(layer: &[Origin]) -> Vec<Origin> {
    let mut out = Vec::with_capacity(layer.len());
    let bytes: Vec<u8> = layer.iter().map(|origin| origin.byte).collect();
    let mut at = 0;
    while let Some(&first) = layer.get(at) {
        let escaped = if first.byte == b'\\' {
            escape(&bytes, at)
        } else {
            None
        };
        let Some((character, len)) = escaped else {
            out.push(first);
            at += 1;
            continue;
        };
        let end = layer.get(at + len - 1).map_or(first.end, |last| last.end);
        let mut buffer = [0; 4];
        for &byte in character.encode_utf8(&mut buffer).as_bytes() {
            out.push(Origin {
                byte,
                start: first.start,
                end,
            });
        }
        at += len;
    }
    out
}

/// The escape at `at`: its character and its length (RFC 8259 §7).
fn escape(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let simple = match byte(bytes, at + 1) {
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        plain @ (b'"' | b'\\' | b'/') => char::from(plain),
        b'u' => {
            let high = hex4(bytes, at + 2)?;
            if let Some(character) = char::from_u32(high) {
                return Some((character, 6));
            }
            let pair = byte(bytes, at + 6) == b'\\' && byte(bytes, at + 7) == b'u';
            let low = hex4(bytes, at + 8).filter(|low| pair && (0xDC00..0xE000).contains(low));
            return Some(match low {
                Some(low) if high < 0xDC00 => {
                    let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                    (char::from_u32(code).unwrap_or('\u{FFFD}'), 12)
                }
                _ => ('\u{FFFD}', 6),
            });
        }
        _ => return None,
    };
    Some((simple, 2))
}

fn hex4(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = core::str::from_utf8(bytes.get(at..at + 4)?).ok()?;
    u32::from_str_radix(digits, 16).ok()
}
