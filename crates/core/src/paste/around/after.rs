//! What closes behind an artefact.

use super::{Around, strip};
use crate::paste::chars::{How, WORD, is, logical};
use crate::paste::grab::quote_len;

/// What closes: quotes, brackets, a comma, a semicolon, a full stop.
pub(super) fn after(text: &str, around: &mut Around, end: usize) {
    let bytes = text.as_bytes();
    let mut at = end;
    for _ in 0..16 {
        let found = logical(bytes, at);
        let quote = quote_len(bytes, at);
        let what = match found.byte {
            b',' => "a trailing comma",
            b';' => "a trailing semicolon",
            b'.' if bytes.get(at..).is_some_and(|rest| rest.starts_with(b"...")) => {
                strip(&mut around.stripped, "an ellipsis", at, at + 3);
                at += 3;
                continue;
            }
            b'.' => "a trailing full stop",
            _ if quote > 0 => {
                at += quote;
                continue;
            }
            b')' | b']' | b'}' | b'>' => {
                at += found.len;
                continue;
            }
            b'\n' | b'\r' | b'\\' if found.how == How::Percent => {
                strip(
                    &mut around.stripped,
                    "a percent-encoded line break",
                    at,
                    at + found.len,
                );
                at += found.len;
                continue;
            }
            _ => break,
        };
        // In a list these are the list's own.
        let inside = is(logical(bytes, at + found.len).byte, WORD);
        let listed = ["the JSON ", "the cookie ", "the URL "]
            .iter()
            .any(|list| around.place.starts_with(list));
        if !inside && !listed {
            strip(&mut around.stripped, what, at, at + found.len);
        }
        at += found.len;
        if inside {
            break;
        }
    }
    if bytes
        .get(at..)
        .is_some_and(|rest| rest.starts_with("\u{2026}".as_bytes()))
    {
        strip(&mut around.stripped, "an ellipsis", at, at + 3);
        at += 3;
    }
    around.end = at;
}
