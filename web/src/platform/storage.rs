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

/// What every name begins with: an internal server may have other tools at the same origin, which share the
/// storage. `index.html` reads the theme by its whole name.
const PREFIX: &str = "claimlens.";

impl Key {
    fn name(self) -> String {
        let word = match self {
            Self::Theme => "theme",
            Self::Expectations => "expectations",
            Self::Walks => "walks",
            Self::Walk(number) => return format!("{PREFIX}walk/{number}"),
            Self::Who => "who",
            Self::Baselines => "baselines",
        };
        [PREFIX, word].concat()
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

/// One entry of this page's.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// The name it is stored under.
    pub name: String,
    /// What it holds, in words.
    pub what: &'static str,
    /// Its size in characters, name and value.
    pub size: usize,
    /// Whether it is gone when the tab is closed.
    pub for_this_tab: bool,
}

/// What an entry of that name holds; none if it is not of this page's: other pages of the same origin
/// have theirs in the same storage.
fn holds(name: &str) -> Option<&'static str> {
    let name = name.strip_prefix(PREFIX)?;
    Some(match name {
        "theme" => "Your choice of light or dark.",
        "expectations" => "What you expect of a token, for this tab.",
        "walks" => "The numbers of your walks.",
        "who" => "The name you tick steps with.",
        "baselines" => "What you kept of OAuth clients; no token, no secret.",
        _ if name.starts_with("walk/") => "A walk, with tokens and secrets masked.",
        _ => return None,
    })
}

/// Every entry of this page's, and how many there are of others.
#[must_use]
pub fn entries() -> (Vec<Entry>, usize) {
    let (mut own, mut others) = (Vec::new(), 0);
    for (storage, for_this_tab) in storages() {
        for name in names(&storage) {
            let Some(what) = holds(&name) else {
                others += 1;
                continue;
            };
            let value = storage.get_item(&name).ok().flatten().unwrap_or_default();
            own.push(Entry {
                size: name.chars().count() + value.chars().count(),
                name,
                what,
                for_this_tab,
            });
        }
    }
    own.sort_by(|a, b| a.name.cmp(&b.name));
    (own, others)
}

/// Removes every entry of this page's, and no other.
pub fn forget() {
    for (storage, _) in storages() {
        for name in names(&storage) {
            if holds(&name).is_some() {
                _ = storage.remove_item(&name);
            }
        }
    }
}

/// Both storages that the browser has, and whether the tab's end empties them.
fn storages() -> Vec<(Storage, bool)> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    let local = window.local_storage().ok().flatten();
    let session = window.session_storage().ok().flatten();
    let local = local.map(|storage| (storage, false));
    local
        .into_iter()
        .chain(session.map(|storage| (storage, true)))
        .collect()
}

fn names(storage: &Storage) -> Vec<String> {
    let count = storage.length().unwrap_or_default();
    let names = (0..count).filter_map(|index| storage.key(index).ok().flatten());
    names.collect()
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
