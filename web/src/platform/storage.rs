//! What the page remembers: the theme's name for good, what you expect of a token for this tab.
//!
//! Nothing of a paste is ever handed to this module. Storage that is switched off is not an error: the
//! page then simply forgets.

use web_sys::Storage;

/// Every key there is. One list, so that "nothing of a paste is stored" can be checked at a glance.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Key {
    /// `light` or `dark`, in localStorage; absent for the system's choice.
    Theme,
    /// The policy panel's fields, in sessionStorage.
    Expectations,
}

impl Key {
    fn name(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Expectations => "expectations",
        }
    }

    fn storage(self) -> Option<Storage> {
        let window = web_sys::window()?;
        match self {
            Self::Theme => window.local_storage().ok()?,
            Self::Expectations => window.session_storage().ok()?,
        }
    }
}

/// What was remembered.
#[must_use]
pub fn read(key: Key) -> Option<String> {
    key.storage()?.get_item(key.name()).ok()?
}

/// Remembers `value`; an empty one is forgotten.
pub fn write(key: Key, value: &str) {
    let Some(storage) = key.storage() else {
        return;
    };
    _ = if value.is_empty() {
        storage.remove_item(key.name())
    } else {
        storage.set_item(key.name(), value)
    };
}
