//! Values, names, commas and brackets: what each says of what may come next.

use super::{Expect, Open, Reader};
use crate::jose::json::document::{NONE, to_u32};
use crate::jose::json::fault::FaultKind;
use crate::report::ValueKind;

pub(super) enum Named {
    /// The range of a name; a value follows.
    Name(u32, u32),
    /// No name; this follows.
    Then(Expect),
}

impl Reader<'_> {
    /// Reads a value; none stops the reader (too many values).
    pub(super) fn value(&mut self, byte: u8, or_end: bool, name: (u32, u32)) -> Option<Expect> {
        match byte {
            b'{' | b'[' => {
                let start = self.at;
                if self.open.len() >= self.limits.depth {
                    self.skip_container();
                    self.fault(
                        FaultKind::TooDeep {
                            limit: self.limits.depth,
                        },
                        start,
                        self.at,
                    );
                    let kind = if byte == b'{' {
                        ValueKind::Object
                    } else {
                        ValueKind::Array
                    };
                    self.push(kind, start, self.at, name)?;
                    return Some(self.after_value());
                }
                self.at += 1;
                let is_object = byte == b'{';
                let kind = if is_object {
                    ValueKind::Object
                } else {
                    ValueKind::Array
                };
                let node = self.push(kind, start, self.at, name)?;
                self.open.push(Open {
                    node,
                    is_object,
                    last_child: NONE,
                });
                Some(if is_object {
                    Expect::Name { or_end: true }
                } else {
                    Expect::Value { or_end: true }
                })
            }
            b'"' => {
                let start = self.at;
                self.string();
                self.push(ValueKind::String, start, self.at, name)?;
                Some(self.after_value())
            }
            b']' | b'}' => {
                if !or_end {
                    self.fault(
                        FaultKind::Unexpected {
                            found: byte,
                            expected: "a value",
                        },
                        self.at,
                        self.at + 1,
                    );
                }
                if name != (0, 0) {
                    self.push(ValueKind::Missing, self.at, self.at, name)?;
                }
                Some(self.closing(byte))
            }
            b',' | b':' => {
                self.fault(
                    FaultKind::Unexpected {
                        found: byte,
                        expected: "a value",
                    },
                    self.at,
                    self.at + 1,
                );
                if name != (0, 0) || byte == b',' && !self.open.is_empty() {
                    self.push(ValueKind::Missing, self.at, self.at, name)?;
                }
                // A comma stands for the missing value and is read next; a stray colon is passed over.
                if byte == b':' || self.open.is_empty() {
                    self.at += 1;
                    return Some(Expect::Value { or_end: false });
                }
                Some(Expect::CommaOrEnd)
            }
            _ => {
                let start = self.at;
                let kind = self.literal();
                self.push(kind, start, self.at, name)?;
                Some(self.after_value())
            }
        }
    }

    pub(super) fn name(&mut self, byte: u8, or_end: bool) -> Named {
        match byte {
            b'"' => {
                let start = self.at;
                self.string();
                let end = self.at;
                self.skip_space();
                match self.peek() {
                    Some(b':') => self.at += 1,
                    Some(found) => {
                        let kind = FaultKind::Unexpected {
                            found,
                            expected: "`:` after the name",
                        };
                        self.fault(kind, self.at, self.at + 1);
                    }
                    None => {}
                }
                Named::Name(to_u32(start), to_u32(end))
            }
            b'}' | b']' => {
                if !or_end {
                    let kind = FaultKind::Unexpected {
                        found: byte,
                        expected: "a member's name",
                    };
                    self.fault(kind, self.at, self.at + 1);
                }
                Named::Then(self.closing(byte))
            }
            _ => {
                let kind = FaultKind::Unexpected {
                    found: byte,
                    expected: "a name in double quotes",
                };
                let start = self.at;
                // `{name: 1}` and `{'name': 1}`: take the word as the name and go on.
                while self
                    .peek()
                    .is_some_and(|b| !matches!(b, b':' | b',' | b'}' | b']' | b'{' | b'[' | b'"'))
                {
                    self.at += 1;
                }
                if self.at == start {
                    self.at += 1;
                    self.fault(kind, start, self.at);
                    return Named::Then(Expect::Name { or_end: true });
                }
                self.fault(kind, start, self.at);
                let end = self.at;
                match self.peek() {
                    Some(b':') => {
                        self.at += 1;
                        Named::Name(to_u32(start), to_u32(end))
                    }
                    _ => Named::Then(Expect::CommaOrEnd),
                }
            }
        }
    }

    pub(super) fn comma_or_end(&mut self, byte: u8) -> Expect {
        match byte {
            b',' => {
                self.at += 1;
                self.expect_item(false)
            }
            b']' | b'}' => self.closing(byte),
            _ => {
                let kind = FaultKind::Unexpected {
                    found: byte,
                    expected: "`,` or the end",
                };
                self.fault(kind, self.at, self.at + 1);
                if byte == b':' {
                    self.at += 1;
                }
                self.expect_item(true)
            }
        }
    }

    fn expect_item(&self, or_end: bool) -> Expect {
        match self.open.last() {
            Some(open) if open.is_object => Expect::Name { or_end },
            _ => Expect::Value { or_end },
        }
    }

    /// Takes a closing bracket: closes the nearest container of its kind, with those inside it.
    fn closing(&mut self, byte: u8) -> Expect {
        let is_object = byte == b'}';
        let start = self.at;
        self.at += 1;
        let Some(depth) = self
            .open
            .iter()
            .rposition(|open| open.is_object == is_object)
        else {
            self.fault(FaultKind::Unmatched { found: byte }, start, self.at);
            return self.after_value();
        };
        if depth + 1 < self.open.len() {
            let expected = if is_object { "`]`" } else { "`}`" };
            self.fault(
                FaultKind::Unexpected {
                    found: byte,
                    expected,
                },
                start,
                self.at,
            );
        }
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { break };
            let end = if self.open.len() == depth {
                self.at
            } else {
                start
            };
            self.close(&open, to_u32(end));
        }
        self.after_value()
    }

    fn after_value(&self) -> Expect {
        if !self.open.is_empty() {
            return Expect::CommaOrEnd;
        }
        if self.document.nodes.is_empty() {
            Expect::Value { or_end: false }
        } else {
            Expect::Done
        }
    }
}
