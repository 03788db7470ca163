//! A value that does not show itself: a client secret, a token, a header with one of them.

use alloc::string::String;
use core::fmt;

use crate::kinds::mask::mask;

/// A secret. `Debug` says how long it is; there is no `Display`. Its memory is overwritten when it goes.
#[derive(Clone, Default, Eq, PartialEq)]
pub struct Secret(String);

impl Secret {
    /// Takes a text as a secret.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself: for the header of a request, and for the field it was typed into.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// How many characters it has.
    #[must_use]
    pub fn characters(&self) -> usize {
        self.0.chars().count()
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is shown in its place.
    #[must_use]
    pub fn masked(&self) -> String {
        mask(self.characters())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({} characters)", self.characters())
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        let mut bytes = core::mem::take(&mut self.0).into_bytes();
        bytes.fill(0);
        // Without a reader, the compiler may leave out the writing.
        core::hint::black_box(&bytes);
    }
}
