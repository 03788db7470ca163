//! Texts that are not for people: they have no `Display`, and `Debug` tells their length alone.

use std::fmt;

/// A secret as it is handed on: bytes of a header value, a form, a body.
///
/// What it is good for is what it cannot do: a struct that holds one can derive `Debug`, and be logged by
/// accident, and says nothing. It is not overwritten when it is dropped: the bytes have been through
/// buffers of the kernel, of hyper and of rustls before, so that would promise what it does not keep.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Takes what nobody is to read.
    #[must_use]
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for whoever sends it on.
    #[must_use]
    pub const fn reveal(&self) -> &T {
        &self.0
    }

    /// The value itself, for whoever sends it on.
    #[must_use]
    pub fn into_revealed(self) -> T {
        self.0
    }
}

impl<T: AsRef<[u8]>> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({} bytes)", self.0.as_ref().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_it_is_printed() {
        let secret = Secret::new("canary".to_owned());
        assert_eq!(format!("{secret:?}"), "Secret(6 bytes)");
        assert_eq!(
            format!("{:#?}", Some(secret.clone())),
            "Some(\n    Secret(6 bytes),\n)"
        );
        assert_eq!(secret.reveal(), "canary");
        assert_eq!(secret.into_revealed(), "canary");
    }
}
