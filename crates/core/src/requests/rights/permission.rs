//! Permissions with the roles that hold them.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// The division that means all of them.
const ALL: &str = "*";

/// Where a permission comes from: a role, given for a division.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Held {
    /// The role's name; its id where it has none.
    pub role: String,
    /// The division's name; its id where it has none.
    pub division: String,
    /// The division's id; `*` for all divisions.
    pub division_id: String,
    /// Whether the role gives it under a condition only. The SDKs' model of a policy has one
    /// (`AuthzGrantPolicy`); what stands in it is not read here.
    pub has_condition: bool,
}

impl Held {
    /// Whether it counts in the division of that name or id; capital letters do not matter.
    #[must_use]
    pub fn is_in(&self, division: &str) -> bool {
        let division = division.trim();
        self.division_id == ALL
            || self.division.eq_ignore_ascii_case(division)
            || self.division_id.eq_ignore_ascii_case(division)
    }

    /// In words: `Reader in Sales`, `Reader in all divisions`.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = placed(&self.role, &self.division, &self.division_id);
        if self.has_condition {
            text.push_str(" (under a condition)");
        }
        text
    }
}

/// A role and the division it is given for, in words.
pub(super) fn placed(role: &str, division: &str, division_id: &str) -> String {
    if division_id == ALL {
        format!("{role} in all divisions")
    } else if division.is_empty() {
        format!("{role} in a division that is not named")
    } else {
        format!("{role} in {division}")
    }
}

/// A permission, and what gives it.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Permission {
    /// `routing`.
    pub domain: String,
    /// `queue`; `*` for every one of the domain.
    pub entity: String,
    /// `view`; `*` for every one.
    pub action: String,
    /// The roles that hold it, each for a division.
    pub held: Vec<Held>,
}

impl Permission {
    /// As it is written: `routing:queue:view`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}:{}:{}", self.domain, self.entity, self.action)
    }

    /// Whether one of its parts stands for all.
    #[must_use]
    pub fn is_wildcard(&self) -> bool {
        [&self.domain, &self.entity, &self.action]
            .iter()
            .any(|part| *part == ALL)
    }

    /// Whether it gives the permission with these three parts. Capital letters do not matter; a part that is
    /// asked for as `*` is given by `*` alone.
    #[must_use]
    pub fn gives(&self, domain: &str, entity: &str, action: &str) -> bool {
        let part = |own: &str, asked: &str| own == ALL || own.eq_ignore_ascii_case(asked);
        part(&self.domain, domain) && part(&self.entity, entity) && part(&self.action, action)
    }
}

/// The permissions that a search finds: each of its words stands in the name, a role's name or a division's.
/// A whole permission (`routing:queue:view`) also finds the wildcards that give it. All of them for an empty
/// search.
#[must_use]
pub fn search<'p>(permissions: &'p [Permission], query: &str) -> Vec<&'p Permission> {
    let query = query.to_lowercase();
    permissions
        .iter()
        .filter(|permission| query.split_whitespace().all(|word| fits(permission, word)))
        .collect()
}

fn fits(permission: &Permission, word: &str) -> bool {
    let given = || {
        let mut parts = word.split(':');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(domain), Some(entity), Some(action), None) => {
                permission.gives(domain, entity, action)
            }
            _ => false,
        }
    };
    permission.name().to_lowercase().contains(word)
        || permission
            .held
            .iter()
            .any(|held| held.text().to_lowercase().contains(word))
        || given()
}
