//! Whether what follows a gap still belongs to the token.

use super::Taker;
use super::header::Filled;
use super::piece::{looks_encoded, plausible};
use super::start::{Start, start_at};
use crate::jose::base64url;
use crate::paste::chars::{WORD, is, logical, run};
use crate::paste::grab::{Gap, gap, peek};

impl Taker<'_> {
    /// Passes over a gap if what follows it belongs to the token.
    pub(super) fn gap(&mut self) -> bool {
        let Some(gap) = gap(self.bytes, self.grab.at) else {
            return false;
        };
        if !self.joins(&gap) {
            return false;
        }
        let width = self.grab.text.len() - self.line;
        if gap.breaks > 0 {
            if self.line > 0 || self.width > 0 {
                self.width = self.width.max(width);
            } else {
                // The first line may be shorter by what stands before the token.
                self.width = 1;
            }
            self.line = self.grab.text.len();
        }
        self.grab.skip(&gap);
        true
    }

    fn joins(&self, gap: &Gap) -> bool {
        let next = logical(self.bytes, gap.end);
        let stands = is(next.byte, WORD);
        if gap.unseen {
            return stands || matches!(next.byte, b'.' | b'~');
        }
        if self.complete() {
            return next.byte == b'~' && gap.breaks > 0;
        }
        if next.byte == b'.' {
            let open = if self.tildes > 0 {
                self.binding < 2 && self.balance.whole() && self.last_part().starts_with("ey")
            } else {
                self.dots < self.expected.unwrap_or(2)
            };
            // Without a line break only if what the dot leads to cannot be the next sentence.
            return open && (gap.breaks > 0 || looks_encoded(self.bytes, gap.end + 1));
        }
        if next.byte == b'~' {
            return self.dots == 2 && self.binding == 0 && gap.breaks > 0;
        }
        if !stands {
            let standard = matches!(next.byte, b'+' | b'/');
            return standard
                && gap.breaks > 0
                && (self.balance.open() || self.filled() == Filled::Short);
        }
        if !self.plausible(gap) {
            return false;
        }
        let fresh = self.at_part_start();
        if self.tildes > 0 {
            return self.joins_disclosure(gap, fresh);
        }
        let another = start_at(self.bytes, gap.end) == Start::Header;
        if self.dots == 0 || self.dots == 1 && self.expected != Some(4) {
            // The payload may begin like a header; a header or payload cut in two does not go on like one.
            return if fresh {
                self.dots > 0 && gap.breaks > 0 || looks_encoded(self.bytes, gap.end)
            } else {
                (!another || self.balance.takes_object())
                    && !self.balance.whole()
                    && (self.balance.open() || !self.balance.begun)
                    && (gap.breaks > 0 || looks_encoded(self.bytes, gap.end))
            };
        }
        if another && !(fresh && self.dots < self.expected.unwrap_or(2)) {
            return false;
        }
        if self.dots < self.expected.unwrap_or(2) {
            return gap.breaks > 0 || looks_encoded(self.bytes, gap.end);
        }
        match self.filled() {
            Filled::Short => gap.breaks > 0 || looks_encoded(self.bytes, gap.end),
            Filled::Whole => false,
            Filled::Unknown => self.wide_enough(gap),
        }
    }

    fn joins_disclosure(&self, gap: &Gap, fresh: bool) -> bool {
        if self.binding == 2 {
            return match self.filled() {
                Filled::Short => true,
                Filled::Whole => false,
                Filled::Unknown => self.wide_enough(gap),
            };
        }
        if self.binding == 1 && fresh {
            return true;
        }
        if fresh {
            // The next Disclosure is an array; a key binding JWT says so in its header.
            let head = peek(self.bytes, gap.end, 96);
            let decoded =
                base64url::decode(head.get(..head.len() / 4 * 4).unwrap_or_default()).bytes;
            return decoded.starts_with(b"[")
                || decoded.starts_with(b"{") && decoded.windows(6).any(|w| w == b"kb+jwt")
                || head.len() < 4 && head.starts_with('W');
        }
        self.balance.open() || !self.balance.begun
    }

    /// Where only the widths of the lines tell: a line that is as wide as the others goes on.
    fn wide_enough(&self, gap: &Gap) -> bool {
        if gap.breaks != 1 {
            return false;
        }
        let width = self.grab.text.len() - self.line;
        let next = run(self.bytes, gap.end, WORD) - gap.end;
        if self.width <= 1 {
            // The first or second line: what follows may not be wider than a column goes.
            let first = self.line == 0;
            return width <= 250 && next <= width + if first { 80 } else { 0 } && next < 250;
        }
        width >= self.width && next <= width
    }

    /// Whether the run behind the gap can be a piece of a token.
    pub(super) fn plausible(&self, gap: &Gap) -> bool {
        plausible(self.bytes, gap.end, gap.breaks)
    }
}
