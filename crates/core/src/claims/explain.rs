//! Gives members their meanings, once they have been read.
//!
//! A step of its own because the tables of meanings are large: a page can show claims before it has them.

use super::meaning::{meaning_of_claim, meaning_of_header};
use crate::judge::is_jose;
use crate::members::Names;
use crate::report::{Artefact, Meaning, Member, PartContent, Role};

/// Explains a token's header parameters and claims. What is no token explains itself as it is read.
pub(crate) fn explain(artefact: &mut Artefact) {
    if !is_jose(artefact.kind) {
        return;
    }
    let claims = artefact.facts.vendor.map_or(Names::Claims, Names::ClaimsOf);
    for part in &mut artefact.parts {
        let names = match part.role {
            Role::Header => Names::Header,
            Role::Payload => claims,
            _ => continue,
        };
        if let PartContent::Json { members, .. } = &mut part.content {
            explain_members(members, names);
        }
    }
}

/// Explains members by the tables for such names, where they have no meaning yet.
pub(crate) fn explain_members(members: &mut [Member], names: Names<'_>) {
    if names == Names::Other {
        return;
    }
    for member in members {
        if member.meaning.is_none() {
            member.meaning = meaning(names, &member.name);
        }
        // Inside a claim the registries' names mean nothing in particular, but for the actor, whose
        // members are claims (RFC 8693 §4.1).
        if member.name == "act" {
            explain_members(&mut member.children, names);
        }
    }
}

fn meaning(names: Names<'_>, name: &str) -> Option<Meaning> {
    match names {
        Names::Header => meaning_of_header(name),
        Names::Claims => meaning_of_claim(name, None),
        Names::ClaimsOf(vendor) => meaning_of_claim(name, Some(vendor)),
        Names::Other => None,
    }
}
