//! DER (X.690 §10), as much as keys need: read in place, never past the end, nothing allocated.

/// Why a structure could not be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Fault {
    /// It ends before its own length says.
    Truncated,
    /// Another element was expected.
    Tag,
    /// A length that DER does not allow, or beyond four bytes.
    Length,
}

pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const OID: u8 = 0x06;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// What is still to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The tag of the next element.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The next element: its tag and content.
    pub(crate) fn any(&mut self) -> Result<(u8, &'a [u8]), Fault> {
        let (&tag, rest) = self.rest.split_first().ok_or(Fault::Truncated)?;
        let (&first, rest) = rest.split_first().ok_or(Fault::Truncated)?;
        let (length, rest) = match first {
            0..=0x7F => (usize::from(first), rest),
            0x81..=0x84 => {
                let digits = usize::from(first & 0x7F);
                let (bytes, rest) = rest.split_at_checked(digits).ok_or(Fault::Truncated)?;
                let length = bytes
                    .iter()
                    .fold(0usize, |sum, &byte| sum << 8 | usize::from(byte));
                (length, rest)
            }
            _ => return Err(Fault::Length),
        };
        let (content, rest) = rest.split_at_checked(length).ok_or(Fault::Truncated)?;
        self.rest = rest;
        Ok((tag, content))
    }

    /// The content of the next element, which has that tag.
    pub(crate) fn element(&mut self, tag: u8) -> Result<&'a [u8], Fault> {
        if self.peek().is_some_and(|found| found != tag) {
            return Err(Fault::Tag);
        }
        self.any().map(|(_, content)| content)
    }

    /// The content of the next element if it has that tag.
    pub(crate) fn optional(&mut self, tag: u8) -> Result<Option<&'a [u8]>, Fault> {
        if self.peek() == Some(tag) {
            return self.element(tag).map(Some);
        }
        Ok(None)
    }

    pub(crate) fn sequence(&mut self) -> Result<Self, Fault> {
        self.element(SEQUENCE).map(Self::new)
    }

    /// A whole number that is not negative, without the zero that keeps its sign.
    pub(crate) fn unsigned(&mut self) -> Result<&'a [u8], Fault> {
        let bytes = self.element(INTEGER)?;
        match bytes {
            [] => Err(Fault::Length),
            [0, rest @ ..] if !rest.is_empty() => Ok(rest),
            [first, ..] if *first >= 0x80 => Err(Fault::Tag),
            _ => Ok(bytes),
        }
    }

    /// A string of whole bytes.
    pub(crate) fn bit_string(&mut self) -> Result<&'a [u8], Fault> {
        match self.element(BIT_STRING)? {
            [0, bytes @ ..] => Ok(bytes),
            _ => Err(Fault::Length),
        }
    }
}
