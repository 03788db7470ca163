//! PASETO: version and purpose, which the standard fixes, and what follows them, over line breaks where
//! the widths of the lines say so.

use crate::paste::candidate::Shape;
use crate::paste::chars::{WORD, byte, is, logical, run, slice};
use crate::paste::compact::{self, Start};
use crate::paste::finder::Finder;
use crate::paste::grab::{Grab, gap};
use crate::paste::rules::MAX_ARTEFACT_BYTES;

impl Finder<'_> {
    /// `v4.public.…` with an optional footer.
    pub(super) fn paseto(&mut self, start: usize, end: usize) -> Option<usize> {
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

    pub(super) fn is_paseto(&self, at: usize, end: usize) -> bool {
        end - at == 2 && byte(self.bytes, at) == b'v' && byte(self.bytes, end) == b'.'
    }
}

/// Takes base64url and `more` from `start` on, over line breaks as long as the lines are equally wide.
pub(super) fn take_wrapped(text: &str, start: usize, more: &[u8], dots: usize) -> Grab {
    let bytes = text.as_bytes();
    let mut grab = Grab::new(start);
    let mut seen = 0;
    let mut line = 0;
    let mut width = 0;
    while grab.text.len() < MAX_ARTEFACT_BYTES {
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
