//! Knowing from the base64url characters alone when the JSON inside them is whole.

use super::chars::{SPACE, is};

/// Follows a base64url text that holds JSON, to know when the JSON is whole.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Balance {
    bits: u32,
    count: u32,
    depth: u32,
    in_string: bool,
    escaped: bool,
    /// The last byte that is not white space and not inside a string.
    last: u8,
    /// The first thing is a bracket.
    pub(super) begun: bool,
    /// The first thing is no bracket: this is no JSON container, and says nothing.
    other: bool,
}

impl Balance {
    pub(super) fn push(&mut self, byte: u8) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return,
        };
        self.bits = (self.bits << 6 | u32::from(value)) & 0xFFFF;
        self.count += 6;
        if self.count < 8 {
            return;
        }
        self.count -= 8;
        let [.., decoded] = (self.bits >> self.count).to_be_bytes();
        if !self.begun {
            let space = is(decoded, SPACE);
            self.other |= !space && !matches!(decoded, b'{' | b'[');
            if self.other || space {
                return;
            }
        }
        if self.escaped {
            self.escaped = false;
            return;
        }
        if !self.in_string && !is(decoded, SPACE) {
            self.last = decoded;
        }
        match decoded {
            b'"' => self.in_string = !self.in_string,
            b'\\' if self.in_string => self.escaped = true,
            b'{' | b'[' if !self.in_string => {
                self.begun = true;
                self.depth += 1;
            }
            b'}' | b']' if !self.in_string => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    /// The JSON began and was closed again.
    pub(super) fn whole(&self) -> bool {
        self.begun && self.depth == 0
    }

    /// An object may begin with the next character: a member's value or an element.
    pub(super) fn takes_object(&self) -> bool {
        self.count == 0 && !self.in_string && matches!(self.last, b':' | b'[' | b',')
    }

    /// The JSON began and is still open.
    pub(super) fn open(&self) -> bool {
        self.begun && self.depth > 0
    }
}
