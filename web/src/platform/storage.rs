//! What the page remembers: the theme's name, the walks and what was kept of clients for good, what you expect
//! of a token for this tab.
//!
//! Nothing of a paste is ever handed to this module, but what a walk holds of it, masked. Storage that is switched off is not an error: the
//! page then simply forgets.

use web_sys::Storage;

/// Every key there is. One list, so that "nothing of a paste is stored" can be checked at a glance.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Key {
    /// `light` or `dark`, in localStorage; absent for the system's choice.
    Theme,
    /// The policy panel's fields, in sessionStorage.
    Expectations,
    /// The numbers of the walks, in localStorage.
    Walks,
    /// The walk of that number, in localStorage.
    Walk(u32),
    /// Who ticks the steps of walks, in localStorage.
    Who,
    /// What was remembered of OAuth clients, in localStorage: no token and no secret.
    Baselines,
}

impl Key {
    fn name(self) -> String {
        match self {
            Self::Theme => "theme".to_owned(),
            Self::Expectations => "expectations".to_owned(),
            Self::Walks => "walks".to_owned(),
            Self::Walk(number) => format!("walk/{number}"),
            Self::Who => "who".to_owned(),
            Self::Baselines => "baselines".to_owned(),
        }
    }

    fn storage(self) -> Option<Storage> {
        let window = web_sys::window()?;
        match self {
            Self::Expectations => window.session_storage().ok()?,
            Self::Theme | Self::Walks | Self::Walk(_) | Self::Who | Self::Baselines => {
                window.local_storage().ok()?
            }
        }
    }
}

/// What was remembered.
#[must_use]
pub fn read(key: Key) -> Option<String> {
    key.storage()?.get_item(&key.name()).ok()?
}

/// Remembers `value`; an empty one is forgotten. Says whether the browser did.
pub fn write(key: Key, value: &str) -> bool {
    let Some(storage) = key.storage() else {
        return false;
    };
    let done = if value.is_empty() {
        storage.remove_item(&key.name())
    } else {
        storage.set_item(&key.name(), value)
    };
    done.is_ok()
}
