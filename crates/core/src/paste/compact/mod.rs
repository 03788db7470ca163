//! Tokens of dotted base64url parts (JWS and JWE compact, SD-JWT), bare or wrapped, whole or cut off.
//!
//! A token is taken from its start on. The question at every gap is whether what follows still
//! belongs to it. The token itself answers: a header or payload is whole when its JSON is, the header
//! says how many parts there are and, by its algorithm, how long the signature is. Only where it
//! does not tell do the widths of the lines decide.

mod gaps;
mod header;
mod piece;
mod signs;
mod start;
mod stray;

pub(super) use piece::{damaged, headless, plausible, verbatim};
pub(super) use start::{Start, start_at};

use super::balance::Balance;
use super::candidate::Shape;
use super::chars::{WORD, is, logical, run};
use super::grab::Grab;
use super::rules::{MAX_ARTEFACT_BYTES, MAX_STRETCHES};

/// A token that was taken out of the text.
#[derive(Debug)]
pub(super) struct Compact {
    pub(super) grab: Grab,
    pub(super) shape: Shape,
    pub(super) dots: usize,
    /// Its first part is whole JSON.
    pub(super) header_whole: bool,
    pub(super) too_long: bool,
}

/// A token being taken out of the text.
#[derive(Debug)]
pub(super) struct Taker<'t> {
    text: &'t str,
    bytes: &'t [u8],
    grab: Grab,
    /// Dots so far; `~` so far.
    dots: usize,
    tildes: usize,
    /// Dots of the key binding JWT behind the last `~`.
    binding: usize,
    /// Where in the cleaned text the current part starts.
    part: usize,
    balance: Balance,
    header_whole: bool,
    /// How many dots a whole token of this header has.
    expected: Option<usize>,
    signature: &'static [usize],
    /// Cleaned length at the start of the current line; the width of the lines before.
    line: usize,
    width: usize,
    strays: usize,
}

/// What a piece costs beside its bytes: whether a short line belongs to the token is asked by looking
/// at what stands in the next ones, too.
const PIECE: usize = 64;

impl<'t> Taker<'t> {
    /// Begins with the token that starts at `at`. What starts there is not judged again.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            grab: Grab::new(at),
            dots: 0,
            tildes: 0,
            binding: 0,
            part: 0,
            balance: Balance::default(),
            header_whole: false,
            expected: None,
            signature: &[],
            line: 0,
            width: 0,
            strays: 0,
        }
    }

    /// Takes pieces for about as much work as `bytes` bytes at a stretch are; whether there is more.
    pub(super) fn take(&mut self, bytes: usize) -> bool {
        let mut spent = 0;
        while spent < bytes {
            let at = self.grab.at;
            if self.too_long() || !self.step() {
                return false;
            }
            spent = spent.saturating_add(self.grab.at - at + PIECE);
        }
        true
    }

    fn too_long(&self) -> bool {
        self.grab.text.len() >= MAX_ARTEFACT_BYTES || self.grab.map.stretches() >= MAX_STRETCHES
    }

    /// The token, once there is no more of it.
    pub(super) fn finish(self) -> Compact {
        Compact {
            shape: if self.tildes > 0 {
                Shape::SdJwt
            } else {
                Shape::Compact
            },
            header_whole: self.header_whole || self.dots == 0 && self.balance.whole(),
            dots: self.dots,
            too_long: self.too_long(),
            grab: self.grab,
        }
    }
}

impl Taker<'_> {
    /// Takes the next piece; false at the end of the token.
    fn step(&mut self) -> bool {
        let room = MAX_ARTEFACT_BYTES.saturating_sub(self.grab.text.len());
        let end = run(self.bytes, self.grab.at, WORD).min(self.grab.at + room);
        if end > self.grab.at {
            if self.is_json_part() {
                for &byte in self.bytes.get(self.grab.at..end).unwrap_or_default() {
                    self.balance.push(byte);
                }
            }
            self.grab.take(self.text, end);
            return true;
        }
        let found = logical(self.bytes, self.grab.at);
        match found.byte {
            0 => false,
            byte if is(byte, WORD) => {
                self.balance.push(byte);
                self.grab.take_logical(found);
                true
            }
            b'.' => self.dot(),
            b'~' => self.tilde(),
            b'=' => self.padding(),
            b'+' | b'/' => self.standard(found.byte),
            _ => self.gap() || self.stray(),
        }
    }

    /// Header, payload, Disclosures; not what may be ciphertext.
    fn is_json_part(&self) -> bool {
        self.dots == 0
            || self.tildes > 0 && self.binding < 2
            || self.dots == 1 && self.expected != Some(4)
    }

    fn part_len(&self) -> usize {
        self.grab.text.len() - self.part
    }

    fn at_part_start(&self) -> bool {
        self.part_len() == 0
    }

    /// The part that began last, and where its dots would end it.
    fn last_part(&self) -> &str {
        self.grab.text.get(self.part..).unwrap_or_default()
    }

    fn begin_part(&mut self) {
        let found = logical(self.bytes, self.grab.at);
        self.grab.take_logical(found);
        self.part = self.grab.text.len();
        self.balance = Balance::default();
    }

    fn ellipsis(&self) -> bool {
        let rest = self.bytes.get(self.grab.at..).unwrap_or_default();
        rest.starts_with(b"...") || rest.starts_with("\u{2026}".as_bytes())
    }
}
