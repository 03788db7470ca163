//! Errors that a server hands back in the parameters of a redirect.

use alloc::string::String;

use crate::paste::candidate::Shape;
use crate::paste::chars::{byte, slice};
use crate::paste::compact;
use crate::paste::finder::Finder;

impl Finder<'_> {
    /// `error=…` behind `?`, `#` or `&`: the parameters around it.
    pub(super) fn redirect_error(&mut self, start: usize, end: usize) -> Option<usize> {
        // Of several in one list the first was looked at for all.
        if !self.is_word(start, end, "error") || start < self.parameters_end {
            return None;
        }
        let inside = |b: u8| {
            b.is_ascii_graphic()
                && !matches!(b, b'"' | b'\'' | b'<' | b'>' | b'?' | b'#' | b'`' | b'\\')
        };
        let head = self.bytes.get(start.saturating_sub(2048)..start)?;
        let from = start - head.iter().rev().take_while(|&&b| inside(b)).count();
        let rest = self.bytes.get(start..)?;
        let stop = start + rest.iter().take(8192).take_while(|&&b| inside(b)).count();
        self.parameters_end = stop;
        let parameters = slice(self.text, from, stop).trim_end_matches([',', '.', ';', ')']);
        let first = start == from;
        let opens = matches!(byte(self.bytes, from.wrapping_sub(1)), b'?' | b'#');
        let described = ["error_description=", "error_uri="]
            .iter()
            .any(|name| parameters.contains(name));
        let separate = first || byte(self.bytes, start - 1) == b'&';
        if !separate || !(opens || described) || end + 1 >= stop {
            return None;
        }
        let stop = from + parameters.len();
        let mut grab = compact::verbatim(self.text, from, stop);
        grab.at = stop;
        let mut around = self.around(from, stop, self.curl);
        if opens {
            around.place = "the URL's parameters".into();
            around.key = String::new();
        }
        self.add(Shape::ErrorParameters, grab, around);
        Some(start + 1)
    }
}
