//! Stands in for the readers of this folder while a page has not loaded them.

use super::draft::{draft, headline, structure};
use crate::paste::Candidate;
use crate::report::{Artefact, Kind, StructureState};

/// The artefact of a candidate whose reader is still being loaded: where it is, and that its
/// explanation is on its way. To be inspected again with [`super::artefact`]. Total, as that is.
#[must_use]
pub fn awaited(candidate: &Candidate) -> Artefact {
    let mut artefact = draft(candidate, Kind::Unknown, "Being loaded");
    artefact.headline = headline(
        "The part of this page that explains this is being loaded.",
        "It appears here by itself. Nothing of the paste is needed for that, and none is sent.",
    );
    artefact.verdicts.structure =
        structure(StructureState::Unknown, "It is read once its reader is loaded.");
    artefact
}
