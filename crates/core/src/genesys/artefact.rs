//! A region, a scope or a permission that was pasted alone, and what was meant for one.
//!
//! What was pasted may be a password: it is repeated only where the tables have it.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Card, Place, Tables, Word, WordKind, place_of};
use crate::kinds;
use crate::kinds::draft::{draft, explained, field, fields, headline, policy, step, structure};
use crate::paste::Candidate;
use crate::report::{Artefact, Kind, Role, StructureState};

/// How many bytes a name or an address may have; what is longer is none, and is not searched for one.
const LONGEST: usize = 2048;

const WAITING: &str = "Reference data not loaded yet: it is explained here once it is.";

/// The artefact of a text that nothing was found in: a name of Genesys Cloud, or nothing known.
pub(crate) fn artefact(candidate: &Candidate, tables: Option<&'static Tables>) -> Artefact {
    let text = candidate.text.trim();
    if text.len() > LONGEST {
        return kinds::artefact(candidate);
    }
    let Some(tables) = tables else {
        return awaiting(candidate, text);
    };
    let place = place_of(tables, text).map(|place| match place {
        Place::Region(region, _) => region.id(),
        Place::Stranger(stranger) => format!("host/{}", stranger.domain),
    });
    if let Some(card) = place.and_then(|id| tables.card(&id)) {
        return of_place(candidate, card);
    }
    match Word::of(tables, text).filter(|word| word.tells() && is_told(word)) {
        Some(word) => of_word(candidate, tables, &word),
        None => kinds::artefact(candidate),
    }
}

/// Whether a word is worth a report of its own: `name:password` must not be taken for a scope.
fn is_told(word: &Word) -> bool {
    let verbs = [
        "read", "readonly", "write", "view", "edit", "add", "delete", "all", "admin", "manage",
    ];
    word.known
        || word.text.split_once(':').is_none_or(|(_, rest)| {
            let last = rest.rsplit(':').next().unwrap_or_default();
            rest.contains(':') && word.kind == WordKind::Permission && is_name(&word.text)
                || verbs.contains(&&*last.to_ascii_lowercase())
        })
}

/// Whether a text is made as names are: letters, digits, dashes, and a colon between the parts.
fn is_name(text: &str) -> bool {
    let part = |part: &str| {
        part == "*"
            || part.starts_with(|c: char| c.is_ascii_lowercase())
                && part.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
    };
    text.split(':').all(part)
}

/// What is said before the tables are there.
fn awaiting(candidate: &Candidate, text: &str) -> Artefact {
    let region = is_like_a_region(text);
    let host = ["mypurecloud.", "pure.cloud", "genesys.cloud"]
        .into_iter()
        .any(|part| text.contains(part));
    let word = is_name(text) && text.contains(':');
    if text.contains(char::is_whitespace) || !(region || host || word) {
        let mut artefact = kinds::artefact(candidate);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if text.len() < 32
            && text.contains(|c: char| c.is_ascii_lowercase())
            && text.chars().all(plain)
        {
            artefact.headline.rest.push(' ');
            artefact.headline.rest.push_str(
                "If it is a scope or a region of Genesys Cloud, that is said later: reference data not loaded yet.",
            );
        }
        return artefact;
    }
    let mut artefact = word_draft(candidate, "Name of Genesys Cloud?");
    artefact.headline = headline(
        "This looks like the name of a region, a scope or a permission of Genesys Cloud.",
        WAITING,
    );
    artefact.verdicts.structure = structure(StructureState::Unknown, WAITING);
    artefact
}

/// Whether a text is made as AWS names regions: `eu-west-1`, `eu_west_1`.
fn is_like_a_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '_']).collect();
    match parts.as_slice() {
        [first, .., last] => {
            (3..5).contains(&parts.len())
                && text.len() < 24
                && first.chars().all(|c| c.is_ascii_lowercase())
                && last.chars().all(|c| c.is_ascii_digit())
        }
        _ => false,
    }
}

fn of_place(candidate: &Candidate, card: &Card) -> Artefact {
    let is_region = card.kind == super::CardKind::Region;
    let mut artefact = word_draft(
        candidate,
        if is_region {
            "Region of Genesys Cloud"
        } else {
            "No region of customers"
        },
    );
    let rest = if is_region {
        "Tokens of one region are not accepted in another."
    } else {
        "Compare the address with the one that the browser shows after a login."
    };
    artefact.headline = headline(card.lead.clone(), rest);
    if is_region {
        artefact.next_steps.push(step(
            "Compare it with the region your organization is in: after a login the browser shows apps. and its domain.",
        ));
    }
    show(&mut artefact, candidate, card);
    artefact
}

fn of_word(candidate: &Candidate, tables: &Tables, word: &Word) -> Artefact {
    let (title, lead) = match word.kind {
        WordKind::Permission => ("Permission of Genesys Cloud", "permission"),
        WordKind::Scope => ("Scope of Genesys Cloud", "scope"),
        WordKind::Neither => ("Neither scope nor permission", ""),
    };
    let mut artefact = word_draft(candidate, title);
    let lead = match (word.kind, word.known) {
        (WordKind::Neither, true) => {
            format!("{} is neither a scope nor a permission.", word.text)
        }
        (WordKind::Neither, false) => {
            String::from("This is neither a scope nor a permission of Genesys Cloud.")
        }
        (_, true) => format!("{} is a {lead} of Genesys Cloud.", word.text),
        (_, false) => format!("This has the form of a {lead} of Genesys Cloud."),
    };
    artefact.headline = headline(lead, word.why.clone());
    if !word.known {
        artefact.verdicts.structure =
            structure(StructureState::Recognised, "Recognised by its form.");
    }
    let place = artefact.span;
    // What is listed as a mistake has it on its card.
    if !word.known && !word.meant.is_empty() {
        let meant = word.meant.iter().map(|name| field("meant", name, place));
        let part = fields(
            candidate,
            Role::Other,
            "What was probably meant",
            meant.collect(),
        );
        artefact.parts.push(part);
    }
    artefact.next_steps.push(step(match word.kind {
        WordKind::Permission => "With client credentials, give the client a role that holds it, in the right division; with a user, the user.",
        WordKind::Scope => "With client credentials leave it out: roles on the client count. With a user, ask for it, and mind that scopes count only where they are enforced.",
        WordKind::Neither => "With client credentials ask for no scope at all: give the client a role that holds the permission. With a user, ask for a scope that exists.",
    }));
    let own = word.see.first().and_then(|id| tables.card(id));
    if let Some(card) = own {
        show(&mut artefact, candidate, card);
    }
    artefact
}

/// A draft that says what holds for all names.
fn word_draft(candidate: &Candidate, title: &str) -> Artefact {
    let mut artefact = draft(candidate, Kind::GenesysWord, title);
    artefact.verdicts.signature.detail = String::from("A name carries no signature.");
    artefact.verdicts.policy =
        policy("A name says nothing that could be held against expectations.");
    artefact
}

/// Adds the rows and the facts of a card.
fn show(artefact: &mut Artefact, candidate: &Candidate, card: &Card) {
    let place = artefact.span;
    if !card.rows.is_empty() {
        let rows = card.rows.iter();
        let rows: Vec<_> = rows
            .map(|row| field(&*row.name, row.value.replace('\n', ", "), place))
            .collect();
        artefact
            .parts
            .push(fields(candidate, Role::Other, &*card.title, rows));
    }
    let facts = card.facts.iter();
    let facts: Vec<_> = facts
        .map(|fact| {
            let source = fact.source.clone();
            explained(fact.mark.label(), &*fact.text, place, "Source", source, "")
        })
        .collect();
    let title = "What is known, how sure it is, and who says it";
    artefact
        .parts
        .push(fields(candidate, Role::Other, title, facts));
}
