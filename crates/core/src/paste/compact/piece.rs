//! What a piece of text looks like by itself: a line of a token, a token without its front, a word.

use crate::paste::chars::{HEX, WORD, byte, is, logical, run};
use crate::paste::grab::Grab;

/// Whether the run at `at`, behind a gap of so many line breaks, can be a piece of a token: base64url up
/// to something that ends a piece, not the first word of a sentence, a header's name or a parameter.
pub(in crate::paste) fn plausible(bytes: &[u8], at: usize, breaks: usize) -> bool {
    let mut end = at;
    let mut letters = 0;
    loop {
        let found = logical(bytes, end);
        if is(found.byte, WORD) {
            letters += usize::from(!matches!(found.byte, b'-' | b'_'));
        } else if !matches!(found.byte, b'.' | b'~' | b'+' | b'/') {
            break;
        }
        end += found.len;
    }
    let mut next = logical(bytes, end);
    let mut equals = 0;
    while next.byte == b'=' && equals < 2 {
        equals += 1;
        end += next.len;
        next = logical(bytes, end);
    }
    if equals > 0 && (is(next.byte, WORD) || matches!(next.byte, b'=' | b'"' | b'\'' | b'$')) {
        return false;
    }
    // A run of dashes is a rule or a boundary.
    if letters == 0 && end - at > 2 {
        return false;
    }
    match next.byte {
        b':' | b'=' | b'(' | b'@' => false,
        b' ' | b'\t' => {
            // Something else on the same line: a sentence, unless the pieces are separated by spaces.
            let mut after = end;
            while matches!(byte(bytes, after), b' ' | b'\t') {
                after += 1;
            }
            matches!(
                byte(bytes, after),
                0 | b'\r' | b'\n' | b'\\' | b'^' | b'`' | b'"' | b'\'' | b'-'
            ) || breaks == 0 && looks_encoded(bytes, at)
        }
        _ => true,
    }
}

/// Whether the run at `at` looks like a piece of base64url rather than a word: capitals or digits
/// among small letters, or both.
pub(super) fn looks_encoded(bytes: &[u8], at: usize) -> bool {
    let piece = bytes.get(at..run(bytes, at, WORD)).unwrap_or_default();
    let small = piece.iter().any(u8::is_ascii_lowercase);
    let inner_capital = piece.iter().skip(1).any(u8::is_ascii_uppercase);
    let digit = piece.iter().any(u8::is_ascii_digit);
    piece.len() >= 6 && inner_capital && (small || digit)
}

/// Three to five base64url parts that stand alone, the first of which is no header: a token damaged
/// at its front. Names of hosts and files have shorter parts.
pub(in crate::paste) fn damaged(piece: &str) -> bool {
    let mut parts = 0;
    let mut long = 0;
    let mut hex = true;
    for part in piece.split('.') {
        if !part.bytes().all(|byte| is(byte, WORD)) {
            return false;
        }
        parts += 1;
        long += usize::from(part.len() >= 16);
        hex &= part.bytes().all(|byte| is(byte, HEX));
    }
    matches!(parts, 3..=5) && long >= 2 && !hex
}

/// A token whose header is gone, dot and all the rest still there: `.payload.signature`.
pub(in crate::paste) fn headless(text: &str) -> bool {
    let rest = text.strip_prefix('.').and_then(|rest| rest.split_once('.'));
    rest.is_some_and(|(payload, signature)| {
        [payload, signature]
            .into_iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| is(byte, WORD)))
    })
}

/// Takes what stands from `at` to `end` as it is.
pub(in crate::paste) fn verbatim(text: &str, at: usize, end: usize) -> Grab {
    let mut grab = Grab::new(at);
    grab.take(text, end);
    grab
}
