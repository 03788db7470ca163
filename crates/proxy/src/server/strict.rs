//! What hyper lets pass and this server does not: everything in a request's head that another program might read
//! differently. A request is then the same to whatever stands before and behind.
//!
//! hyper takes a line that ends with LF alone, two lengths that are equal, a length beside chunks, and cuts off what
//! stands behind a `#`. None of that can be seen in the request that it makes of it, so the bytes are looked at
//! before it has them. From the first one on that is not as it must be it gets zeros, which it answers with 400
//! and the end of the connection.
//!
//! Chunks are not taken at all: every call has a small body of known length, or none. So there is one way left to
//! tell where a request ends, and it is followed here.

/// The longest name that is told apart from others.
const LONGEST: usize = 17;

/// Follows the bytes of a connection.
#[derive(Debug)]
pub(super) struct Scanner {
    place: Place,
    /// Whether the next byte has to be LF.
    after_cr: bool,
    /// What is known of the head so far, and of the line.
    has_line: bool,
    length: Option<u64>,
    name: [u8; LONGEST],
    name_length: usize,
}

/// Where in a request it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In the request line.
    Start,
    /// In the name of a header.
    Name,
    /// In its value.
    Value,
    /// In the value of Content-Length, with so many digits.
    Digits(u8),
    /// Behind those digits.
    AfterDigits,
    /// In the body, of which so many bytes are left.
    Body(u64),
    /// Where nothing more is read.
    Broken,
}

/// A byte that must not be there.
struct Wrong;

impl Scanner {
    pub(super) fn new() -> Self {
        Self {
            place: Place::Start,
            after_cr: false,
            has_line: false,
            length: None,
            name: [0; LONGEST],
            name_length: 0,
        }
    }

    /// Whether the bytes so far end inside of a request, its body included.
    pub(super) fn is_inside(&self) -> bool {
        self.place != Place::Start || self.has_line
    }

    /// Looks at the next bytes of the connection.
    pub(super) fn scan(&mut self, bytes: &mut [u8]) {
        let mut rest = bytes;
        while let Some(first) = rest.first().copied() {
            let step = match self.place {
                Place::Body(left) => {
                    let step = usize::try_from(left).unwrap_or(usize::MAX).min(rest.len());
                    let left = left - step as u64;
                    self.place = if left == 0 {
                        Place::Start
                    } else {
                        Place::Body(left)
                    };
                    step
                }
                // Most of a head are values that nothing has to be known of.
                Place::Value if !self.after_cr => {
                    match rest.iter().position(|byte| is_control(*byte)) {
                        None => return,
                        Some(0) => self.taken(first, rest),
                        Some(step) => step,
                    }
                }
                Place::Broken => {
                    rest.fill(0);
                    return;
                }
                _ => self.taken(first, rest),
            };
            rest = rest.get_mut(step..).unwrap_or_default();
        }
    }

    /// Takes one byte, and has it overwritten where it is wrong.
    fn taken(&mut self, byte: u8, rest: &mut [u8]) -> usize {
        if self.byte(byte).is_ok() {
            return 1;
        }
        self.place = Place::Broken;
        rest.fill(0);
        rest.len()
    }

    fn byte(&mut self, byte: u8) -> Result<(), Wrong> {
        if self.after_cr {
            self.after_cr = false;
            return if byte == b'\n' {
                self.line_ended()
            } else {
                Err(Wrong)
            };
        }
        if byte == b'\r' {
            self.after_cr = true;
            return Ok(());
        }
        if is_control(byte) {
            return Err(Wrong);
        }
        match self.place {
            // What stands behind it never leaves a browser.
            Place::Start if byte == b'#' => return Err(Wrong),
            Place::Start => self.has_line = true,
            Place::Name if byte == b':' => self.place = self.named()?,
            Place::Name => {
                if let Some(place) = self.name.get_mut(self.name_length) {
                    *place = byte.to_ascii_lowercase();
                }
                self.name_length += 1;
            }
            Place::Digits(count) => match byte {
                b' ' if count == 0 => {}
                b' ' => self.place = Place::AfterDigits,
                // More than these would be a number that no memory holds.
                b'0'..=b'9' if count < 19 => {
                    let length = self.length.unwrap_or_default();
                    self.length = Some(length * 10 + u64::from(byte - b'0'));
                    self.place = Place::Digits(count + 1);
                }
                _ => return Err(Wrong),
            },
            Place::AfterDigits if byte != b' ' => return Err(Wrong),
            Place::Value | Place::AfterDigits | Place::Body(_) | Place::Broken => {}
        }
        Ok(())
    }

    /// A name is whole; what follows?
    fn named(&mut self) -> Result<Place, Wrong> {
        match self.name.get(..self.name_length) {
            Some(b"transfer-encoding") => Err(Wrong),
            Some(b"content-length") if self.length.is_some() => Err(Wrong),
            Some(b"content-length") => {
                self.length = Some(0);
                Ok(Place::Digits(0))
            }
            _ => Ok(Place::Value),
        }
    }

    fn line_ended(&mut self) -> Result<(), Wrong> {
        let name_length = std::mem::take(&mut self.name_length);
        match self.place {
            // Some clients send an empty line behind a body (RFC 9112, section 2.2); hyper leaves it out.
            Place::Start if !self.has_line => {}
            Place::Name if name_length == 0 => {
                let length = self.length.take().unwrap_or_default();
                self.has_line = false;
                self.place = if length == 0 {
                    Place::Start
                } else {
                    Place::Body(length)
                };
            }
            // A line without a colon, and a length without a digit.
            Place::Name | Place::Digits(0) => return Err(Wrong),
            _ => self.place = Place::Name,
        }
        Ok(())
    }
}

/// Tabs too: nobody sends one, and programs differ on what it separates.
fn is_control(byte: u8) -> bool {
    byte < b' ' || byte == 0x7f
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The bytes as hyper gets them, when they come in pieces of this size.
    fn scanned(bytes: &[u8], piece: usize) -> Vec<u8> {
        let mut scanner = Scanner::new();
        let mut bytes = bytes.to_vec();
        for piece in bytes.chunks_mut(piece) {
            scanner.scan(piece);
        }
        bytes
    }

    const GOOD: &str = "GET /a?b=c HTTP/1.1\r\nHost: x\r\nCookie: a=\u{e4}\r\n\r\n";
    const POST: &str =
        "POST / HTTP/1.1\r\nhost: x\r\nContent-LENGTH:  7  \r\nx: y\r\n\r\na\n\0\r\n\r\n";

    #[test]
    fn requests_in_order_pass_one_after_the_other() {
        let both = [
            GOOD,
            POST,
            POST,
            "\r\n",
            GOOD,
            "POST / HTTP/1.1\r\ncontent-length: 0\r\n\r\n",
            GOOD,
        ];
        let both = both.concat();
        for piece in 1..both.len() {
            assert_eq!(scanned(both.as_bytes(), piece), both.as_bytes(), "{piece}");
        }
    }

    #[test]
    fn what_others_might_read_differently_does_not() {
        for line in [
            "a: b\nc: d",
            "a: b\rc: d",
            "a: b\n",
            "a: b\r",
            "a: \0",
            "a: \tb",
            "a\t: b",
            "a: \u{7f}",
            "no colon",
            "transfer-encoding: chunked",
            "Transfer-Encoding:",
            "content-length: 3\r\nTransfer-encoding: chunked",
            "content-length: 3\r\ncontent-length: 3",
            "content-length: 0\r\ncontent-length: 0",
            "content-length:",
            "content-length: ",
            "content-length: +3",
            "content-length: -3",
            "content-length: 0x3",
            "content-length: 3, 3",
            "content-length: 3 3",
            "content-length: 3.0",
            "content-length: 99999999999999999999",
        ] {
            let text = format!("POST / HTTP/1.1\r\n{line}\r\n\r\nabc{GOOD}");
            for piece in [1, 2, 7, text.len()] {
                let passed = scanned(text.as_bytes(), piece);
                let zeros = passed.iter().rev().take_while(|byte| **byte == 0).count();
                assert!(zeros > GOOD.len(), "{line:?} in {piece}");
            }
        }
        for start in [
            "GET /a#b HTTP/1.1",
            "GET\t/ HTTP/1.1",
            "GET / HTTP/1.1\nx: y",
        ] {
            let passed = scanned(format!("{start}\r\nhost: x\r\n\r\n").as_bytes(), 100);
            assert!(passed.ends_with(&[0; 10]), "{start:?}");
        }
    }

    #[test]
    fn names_that_begin_alike_are_others() {
        let lines = "Content-Length-X: a\r\nTransfer-Encodings: b\r\nContent-Lengt: c\r\n";
        let text = format!("GET / HTTP/1.1\r\n{lines}\r\n{GOOD}");
        assert_eq!(scanned(text.as_bytes(), 100), text.as_bytes());
    }

    proptest! {
        #[test]
        fn it_matters_not_in_which_pieces_they_come(text in "[a-z:#\\r\\n 0-9]{0,80}", piece in 1_usize..20) {
            for start in ["", "GET / HTTP/1.1\r\n", "POST / HTTP/1.1\r\ncontent-length: 5\r\n"] {
                let text = format!("{start}{text}");
                prop_assert_eq!(scanned(text.as_bytes(), piece), scanned(text.as_bytes(), 1000));
            }
        }
    }
}
