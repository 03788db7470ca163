//! What can be said of a whole PASETO: headline, verdicts and next step.

use alloc::format;
use alloc::string::String;

use super::Version;
use crate::kinds::draft::{headline, policy, signature, step, structure, time};
use crate::kinds::words::excerpt;
use crate::report::{Artefact, Blame, SignatureState, StructureState, TimeState};

pub(super) fn conclude(artefact: &mut Artefact, version: &Version, purpose: &str) {
    let number = version.number;
    let damaged = artefact
        .findings
        .iter()
        .any(|finding| finding.blame == Blame::Malformed);
    artefact.verdicts.structure = if damaged {
        structure(
            StructureState::Damaged,
            "A part of it could not be read as the format says.",
        )
    } else if version.is_public {
        structure(
            StructureState::WellFormed,
            "Version, purpose, message and signature are where they belong.",
        )
    } else {
        structure(
            StructureState::Recognised,
            "Version and purpose are readable; the rest is encrypted.",
        )
    };
    let from = match &artefact.facts.issuer {
        Some(issuer) => format!(" from {}", excerpt(issuer, 80)),
        None => String::new(),
    };
    let for_whom = match artefact.facts.audience.first() {
        Some(audience) => format!(" for {}", excerpt(audience, 80)),
        None => String::new(),
    };
    let expiry = artefact
        .times
        .iter()
        .find(|reading| reading.name == "exp")
        .map(|reading| reading.utc.clone())
        .filter(|utc| !utc.is_empty());
    if version.is_public {
        artefact.headline = headline(
            format!("PASETO v{number}.{purpose}{from}{for_whom}: signed, and readable by anyone."),
            format!(
                "Its signature ({}) was not checked; that needs the issuer's public key and a PASETO library.",
                version.how
            ),
        );
        artefact.verdicts.signature = signature(
            SignatureState::NotChecked,
            format!(
                "It is signed with {}. Checking needs the issuer's public key and is not done here for PASETO.",
                version.how
            ),
        );
        artefact.verdicts.time = match expiry {
            Some(utc) => time(
                TimeState::Unknown,
                format!("It says that it expires at {utc}."),
            ),
            None => time(TimeState::NoExpiry, "No exp was found in its message."),
        };
        artefact.verdicts.policy =
            policy("Expectations are held against JOSE tokens only; its claims are shown.");
        artefact.next_steps.push(step(
            "Check it with a PASETO library of the receiver's language, which must be told the version and purpose it accepts.",
        ));
    } else {
        artefact.headline = headline(
            format!(
                "PASETO v{number}.{purpose}: encrypted. Its content cannot be seen without the key."
            ),
            "Version and footer are readable; the footer is protected against change and not hidden.",
        );
        artefact.verdicts.signature = signature(
            SignatureState::NotChecked,
            format!(
                "It is encrypted and authenticated with {}. Only a holder of the shared key can check it.",
                version.how
            ),
        );
        artefact.verdicts.time = time(TimeState::Unknown, "Its times are encrypted with the rest.");
        artefact.verdicts.policy = policy("Its claims are encrypted.");
        artefact.next_steps.push(step(
            "Decrypt it where the shared key is kept, with a PASETO library. Do not paste that key anywhere.",
        ));
    }
}
