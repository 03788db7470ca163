//! What an integration needs, held against what its client may do.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{Held, Permission};
use crate::genesys::{Tables, Word, WordKind};

/// How many needs are looked at: a list is made by hand.
const MOST: usize = 1_000;

/// How a need stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NeedState {
    /// It is held.
    Met,
    /// It is held, and not in the division that was named.
    OtherDivision,
    /// No role holds it.
    Missing,
    /// What was written is no permission.
    NotAPermission,
}

impl NeedState {
    /// The label that a reader sees.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::OtherDivision => "wrong division",
            Self::Missing => "missing",
            Self::NotAPermission => "no permission",
        }
    }
}

/// What is wrong with a word that is no permission.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WantFault {
    /// Whether it is a scope.
    pub is_scope: bool,
    /// Why it is none.
    pub why: String,
    /// What was probably meant.
    pub meant: Vec<String>,
    /// The ids of cards of the reference about it.
    pub see: Vec<String>,
}

/// One need.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Need {
    /// The permission as it was written.
    pub name: String,
    /// The division it is needed in; none where none was named.
    pub division: Option<String>,
    /// How it stands.
    pub state: NeedState,
    /// That, in a sentence.
    pub says: String,
    /// The permission that gives it, where that is a wildcard.
    pub by: Vec<String>,
    /// The roles that hold it, each for a division.
    pub held: Vec<Held>,
    /// Where it is no permission: why, and what was meant.
    pub fault: Option<WantFault>,
}

/// Holds a list of permissions against what is held: one a line or parted by commas, each perhaps with the
/// division it is needed in (`routing:queue:view in Sales`); `division` is that of all the others, if it is
/// named. What is behind a `#` does not count. Without the reference data a word is judged by its form alone.
#[must_use]
pub fn needs(
    list: &str,
    division: Option<&str>,
    permissions: &[Permission],
    tables: Option<&Tables>,
) -> Vec<Need> {
    let division = division.map(str::trim).filter(|name| !name.is_empty());
    let mut found: Vec<Need> = Vec::new();
    let entries = list
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default())
        .flat_map(|line| line.split([',', ';']));
    for entry in entries {
        let (name, own) = entry_of(entry);
        if name.is_empty() || found.len() >= MOST {
            continue;
        }
        let division = own.or(division);
        let again = |need: &Need| need.name == name && need.division.as_deref() == division;
        if !found.iter().any(again) {
            found.push(one(name, division, permissions, tables));
        }
    }
    found
}

/// A permission, and the division that is named behind it.
fn entry_of(entry: &str) -> (&str, Option<&str>) {
    let quotes = ['"', '\'', '`', '[', ']', '(', ')'];
    let entry = entry.trim();
    let bullet = ["- ", "* ", "• "]
        .iter()
        .find_map(|bullet| entry.strip_prefix(bullet));
    let entry = bullet.unwrap_or(entry).trim();
    let (name, rest) = entry.split_once(char::is_whitespace).unwrap_or((entry, ""));
    let rest = rest.trim();
    let named = rest.strip_prefix("in ").or_else(|| rest.strip_prefix('@'));
    match named.map(str::trim).filter(|named| !named.is_empty()) {
        Some(named) => (name.trim_matches(quotes), Some(named)),
        // Whatever else stands behind it belongs to a text that is no permission.
        None => (entry.trim_matches(quotes), None),
    }
}

fn one(
    name: &str,
    division: Option<&str>,
    permissions: &[Permission],
    tables: Option<&Tables>,
) -> Need {
    let need = |state, says: String| Need {
        name: name.to_string(),
        division: division.map(ToString::to_string),
        state,
        says,
        by: Vec::new(),
        held: Vec::new(),
        fault: None,
    };
    let parts: Vec<&str> = name.split(':').collect();
    let fault = fault(name, tables);
    let [domain, entity, action] = *parts.as_slice() else {
        return no_permission(need(NeedState::NotAPermission, String::new()), fault);
    };
    let giving: Vec<&Permission> = permissions
        .iter()
        .filter(|held| held.gives(domain, entity, action))
        .collect();
    // What is held to the letter is a permission, whatever the tables say of the word; a wildcard would
    // give any word that has three parts.
    if fault.is_some() && giving.iter().all(|held| held.is_wildcard()) {
        return no_permission(need(NeedState::NotAPermission, String::new()), fault);
    }
    if giving.is_empty() {
        return need(
            NeedState::Missing,
            String::from("No role of this client holds it."),
        );
    }
    let mut held: Vec<Held> = Vec::new();
    for one in giving.iter().flat_map(|permission| &permission.held) {
        if !held.contains(one) {
            held.push(one.clone());
        }
    }
    let mut by: Vec<String> = Vec::new();
    for permission in giving.iter().filter(|permission| permission.is_wildcard()) {
        by.push(permission.name());
    }
    let inside = |held: &&Held| division.is_none_or(|division| held.is_in(division));
    let here: Vec<String> = held.iter().filter(inside).map(Held::text).collect();
    let (state, says) = match division {
        Some(division) if here.is_empty() => {
            let there: Vec<String> = held.iter().map(Held::text).collect();
            (
                NeedState::OtherDivision,
                format!(
                    "It is held, and not in {division}: by {}. A call is refused there, or answers with less than there is.",
                    there.join(", ")
                ),
            )
        }
        _ => (NeedState::Met, format!("Held by {}.", here.join(", "))),
    };
    Need {
        by,
        held,
        ..need(state, says)
    }
}

fn no_permission(mut need: Need, fault: Option<WantFault>) -> Need {
    let fault = fault.unwrap_or_else(no_form);
    need.says = fault.why.clone();
    need.fault = Some(fault);
    need
}

/// Why a word is no permission; none where it is one, or may be.
fn fault(name: &str, tables: Option<&Tables>) -> Option<WantFault> {
    let Some(tables) = tables else {
        let parts: Vec<&str> = name.split(':').collect();
        let whole = parts.len() == 3 && parts.iter().all(|part| !part.is_empty());
        return (!whole).then(no_form);
    };
    let Some(word) = Word::of(tables, name) else {
        return Some(no_form());
    };
    (word.kind != WordKind::Permission).then(|| WantFault {
        is_scope: word.kind == WordKind::Scope,
        why: word.why,
        meant: word.meant,
        see: word.see,
    })
}

/// What is said of a text that has not the form of a permission.
fn no_form() -> WantFault {
    WantFault {
        is_scope: false,
        why: String::from(
            "A permission is one word of three parts with colons between them: domain:entity:action.",
        ),
        meant: Vec::new(),
        see: Vec::new(),
    }
}
