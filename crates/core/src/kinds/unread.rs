//! Stands in for the readers of this folder where a page has not loaded them.

use super::draft::{draft, headline, structure};
use crate::paste::Candidate;
use crate::report::{Artefact, Kind, StructureState};

/// The artefact of a candidate whose reader is `awaited`, or could not be loaded: where it is, and why
/// nothing else is said. Total, as [`super::artefact`] is.
pub(crate) fn unread(candidate: &Candidate, awaited: bool) -> Artefact {
    let (title, lead, rest) = if awaited {
        (
            "Being loaded",
            "The part of this page that explains this is being loaded.",
            "The explanation appears here by itself. Nothing of the paste is sent for it.",
        )
    } else {
        (
            "Not explained",
            "The part of this page that explains this could not be loaded.",
            "Load the page again. Without that part JWTs are decoded, and nothing else.",
        )
    };
    let mut artefact = draft(candidate, Kind::Unknown, title);
    artefact.headline = headline(lead, rest);
    artefact.verdicts.structure = structure(StructureState::Unknown, "It was not read.");
    artefact
}
