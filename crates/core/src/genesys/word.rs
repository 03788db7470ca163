//! How a word is judged: against the tables first, then by its form.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::near::near;
use super::{Scope, Tables, Word, WordKind};

/// The longest word that is looked at, in bytes.
const MAX_WORD: usize = 120;

/// What ends a permission or a scope elsewhere, and never in Genesys Cloud.
const READS: [&str; 6] = ["read", "readonly", "read-only", "read_only", "get", "list"];
const WRITES: [&str; 6] = ["write", "readwrite", "read-write", "all", "manage", "full"];

const OVERVIEW: &str = "access/scope-or-permission";

impl Word {
    /// What one word is: a permission, a scope, or neither, why, and what was probably meant. None
    /// where the text is not one word of letters, digits and `- _ : . *`.
    #[must_use]
    pub fn of(tables: &Tables, text: &str) -> Option<Self> {
        let text = text
            .trim()
            .trim_matches(|c| matches!(c, '"' | '\'' | '`' | ',' | ';' | '(' | ')' | '[' | ']'));
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '*');
        if text.is_empty() || text.len() > MAX_WORD || !text.chars().all(plain) {
            return None;
        }
        Some(listed(tables, text).unwrap_or_else(|| by_form(tables, text)))
    }

    /// Whether there is something to say about the word: it is known, it has the form of a permission,
    /// or something like it is known.
    #[must_use]
    pub fn tells(&self) -> bool {
        self.known || self.kind != WordKind::Neither || !self.meant.is_empty()
    }
}

/// A word that the tables name.
fn listed(tables: &Tables, text: &str) -> Option<Word> {
    if let Some(scope) = tables.scope(text) {
        let form = if scope.read_only {
            "It is a scope: an area and “:readonly”."
        } else {
            "It is a scope: the name of an area."
        };
        let why = format!(
            "{form} {} Scopes are asked for by clients with a user; one with client credentials has \
             roles and divisions instead.",
            scope.summary
        );
        return Some(word(text, WordKind::Scope, true, why).see(scope.id()));
    }
    let id = format!("permission/{text}");
    if let Some(card) = tables.card(&id) {
        let why = format!(
            "It is a permission: domain, entity and action. {}",
            card.lead
        );
        return Some(word(text, WordKind::Permission, true, why).see(id));
    }
    let same = |name: &str| name.eq_ignore_ascii_case(text);
    if let Some(mistake) = tables.mistakes.iter().find(|mistake| same(&mistake.name)) {
        let mut found = word(text, WordKind::Neither, true, mistake.why.clone());
        found.meant.clone_from(&mistake.meant);
        return Some(
            found
                .see(format!("mistake/{}", mistake.name))
                .see_meant(tables),
        );
    }
    let scope = tables.scopes.iter().find(|scope| same(&scope.name))?;
    let why =
        String::from("It is the name of a scope in capital letters; scopes are in small ones.");
    Some(word(text, WordKind::Neither, false, why).meant([scope.name.clone()], tables))
}

/// A word that no table names.
fn by_form(tables: &Tables, text: &str) -> Word {
    let parts: Vec<&str> = text.split(':').collect();
    if parts.iter().any(|part| part.is_empty()) {
        let why = "It begins or ends with a colon, or has two beside each other: a permission has \
                   three parts, domain:entity:action, and a scope one or two, area or area:readonly.";
        return word(text, WordKind::Neither, false, why);
    }
    match *parts.as_slice() {
        [area] => one_part(tables, text, area),
        [area, access] => two_parts(tables, text, area, access),
        [domain, entity, action] => three_parts(tables, text, domain, entity, action),
        _ => {
            let why = "It has more than three parts. A permission has three, domain:entity:action, and \
                       a scope one or two, area or area:readonly.";
            word(text, WordKind::Neither, false, why)
        }
    }
}

fn one_part(tables: &Tables, text: &str, area: &str) -> Word {
    let scopes = near(tables, area);
    let readonly = format!("{area}:readonly");
    let why = if tables.scope(&readonly).is_some() {
        format!("The area {area} has one scope only, {readonly}.")
    } else if scopes.is_empty() {
        String::from(
            "It has the form of a scope without “:readonly”, and no scope that is known here has this \
             name. The list is of February 2026; GET /api/v2/oauth/scopes has today's.",
        )
    } else {
        String::from("No scope has this name, but one is close to it.")
    };
    let names = scopes.iter().map(|scope| scope.name.clone());
    word(text, WordKind::Neither, false, why).meant(names, tables)
}

fn two_parts(tables: &Tables, text: &str, area: &str, access: &str) -> Word {
    let lower = access.to_ascii_lowercase();
    let reads = READS.contains(&&*lower) || lower == "view";
    let scopes = near(tables, area);
    let of_area = || scopes.iter().filter(|scope| scope.read_only == reads);
    let same = scopes.iter().any(|scope| scope.area == area);
    let why = if lower == "readonly" && same {
        format!("The area {area} has no scope that only reads.")
    } else if lower == "readonly" {
        String::from("It has the form of a scope, and no scope that is known here has this name.")
    } else {
        format!(
            "It has two parts: too few for a permission (domain:entity:action), and a scope has nothing \
             behind the colon but “readonly”, not “{access}”."
        )
    };
    let mut names: Vec<String> = of_area().map(|scope| scope.name.clone()).collect();
    if names.is_empty() {
        names.extend(scopes.iter().map(|scope| scope.name.clone()));
    }
    word(text, WordKind::Neither, false, why).meant(names, tables)
}

fn three_parts(tables: &Tables, text: &str, domain: &str, entity: &str, action: &str) -> Word {
    let lower = action.to_ascii_lowercase();
    let (reads, writes) = (READS.contains(&&*lower), WRITES.contains(&&*lower));
    if !reads && !writes {
        let why = "It has the form of a permission: domain, entity and action. It is not among the few \
                   that are listed here, so whether it exists is not known; the editor of a role lists \
                   them all, and a 403 names the one that is missing.";
        return word(text, WordKind::Permission, false, why);
    }
    let mut meant: Vec<String> = Vec::new();
    let verbs: &[&str] = if reads { &["view"] } else { &["add", "edit"] };
    for verb in verbs {
        let name = format!("{domain}:{entity}:{verb}");
        if tables.card(&format!("permission/{name}")).is_some() {
            meant.push(name);
        }
    }
    let mut scopes: Vec<&Scope> = near(tables, domain);
    if scopes.is_empty() {
        scopes = near(tables, entity);
    }
    let fitting = scopes.iter().filter(|scope| scope.read_only == reads);
    meant.extend(fitting.map(|scope| scope.name.clone()));
    let instead = if reads {
        "a permission to read ends in “view”"
    } else {
        "a permission to change ends in a verb such as “add”, “edit” or “delete”"
    };
    let why = format!(
        "It has three parts as a permission has, but {instead}, not in “{action}”; and a scope has two \
         parts at most."
    );
    word(text, WordKind::Neither, false, why).meant(meant, tables)
}

fn word(text: &str, kind: WordKind, known: bool, why: impl Into<String>) -> Word {
    Word {
        text: text.to_owned(),
        kind,
        known,
        why: why.into(),
        meant: Vec::new(),
        see: Vec::from([String::from(OVERVIEW)]),
    }
}

impl Word {
    /// Puts the word's own card first.
    fn see(mut self, id: String) -> Self {
        self.see.insert(0, id);
        self
    }

    fn meant(mut self, names: impl IntoIterator<Item = String>, tables: &Tables) -> Self {
        self.meant = names.into_iter().collect();
        self.see_meant(tables)
    }

    /// Adds the cards of what was meant.
    fn see_meant(mut self, tables: &Tables) -> Self {
        for name in &self.meant {
            let ids = [format!("scope/{name}"), format!("permission/{name}")];
            let known = ids.into_iter().filter(|id| tables.card(id).is_some());
            self.see.extend(known);
        }
        self
    }
}
