//! What a check gave, where the report shows it: the verdict bar, the headline, the list of several, Markdown.

use claimlens_core::report::{Artefact, Kind, Report};

use super::room::{Room, Stage, look, page};
use crate::markup::{Node, el, icon};
use crate::state::{Data, State};
use crate::view_model::outcome::{Checked, Crypto, Outcome};
use crate::view_model::spoken::{headline_rest, lead, onto_tiles, signature};
use crate::view_model::states::Tile;

/// Whether an artefact of that kind is encrypted.
pub(super) fn is_encrypted(kind: Kind) -> bool {
    matches!(kind, Kind::Jwe | Kind::JweJson)
}

/// The outcome for an artefact with all that was checked, if there is one.
fn with<T>(number: usize, then: impl FnOnce(&Room, &Outcome, &Checked) -> T) -> Option<T> {
    look(|room| {
        let outcome = room.outcome(number)?;
        Some(then(room, outcome, room.checked.as_ref()?))
    })
}

/// Puts what was checked into the verdict bar.
pub fn tiles<'r>(state: State, artefact: &'r Artefact, tiles: &mut Vec<Tile<'r>>) {
    let encrypted = is_encrypted(artefact.kind);
    let number = state.read(|data| data.selected);
    with(number, |room, outcome, checked| {
        if room.stage != Stage::Stopped {
            onto_tiles(tiles, &artefact.verdicts, outcome, checked, encrypted);
        }
    });
}

/// What follows the lead of the headline, where a check says otherwise than the core can.
pub fn rest(state: State, rest: &str) -> Option<String> {
    let (number, encrypted) = state.read(|data| (data.selected, shown_is_encrypted(data)));
    with(number, |_, outcome, _| {
        let known = outcome.crypto != Crypto::NotChecked;
        known.then(|| headline_rest(rest, outcome, encrypted))
    })?
}

fn shown_is_encrypted(data: &Data) -> bool {
    crate::state::artefact_of(data).is_some_and(|artefact| is_encrypted(artefact.kind))
}

/// What was checked of one in a list of several.
pub fn mark(number: usize) -> Node {
    let encrypted = page().read(|data| {
        let one = data
            .report
            .as_ref()
            .and_then(|report| report.artefacts.get(number));
        one.is_some_and(|one| is_encrypted(one.kind))
    });
    with(number, |_, outcome, checked| {
        let said = signature(outcome, checked, encrypted);
        el("span")
            .class(["checked ", said.tone.class()].concat())
            .child(icon(said.tone.icon()))
            .text(said.label)
            .into()
    })
    .unwrap_or(Node::Nothing)
}

/// Says what was found to screen readers.
pub(super) fn announce() {
    let page = page();
    let (number, encrypted) = page.read(|data| (data.selected, shown_is_encrypted(data)));
    let said = with(number, |_, outcome, checked| {
        let (_, lead, mut rest) = lead(outcome, checked, encrypted);
        if let (true, Some(reason)) = (rest.is_empty(), outcome.reasons.first()) {
            rest.clone_from(&reason.sentence);
        }
        format!("{lead} {rest}")
    });
    if let Some(words) = said {
        page.say(words);
    }
}

/// The report with what was checked in its words, and the checks as Markdown; empty where nothing was. No key, no
/// secret, nothing that was decrypted.
#[must_use]
pub fn report(data: &Data) -> Option<(Report, String)> {
    let mut report = data.report.clone()?;
    let mut section = String::new();
    look(|room| {
        let Some(checked) = &room.checked else {
            return;
        };
        for (number, artefact) in report.artefacts.iter_mut().enumerate() {
            let Some(outcome) = room.outcome(number) else {
                continue;
            };
            let encrypted = is_encrypted(artefact.kind);
            super::written::write(&mut section, &artefact.title, outcome, checked, encrypted);
            artefact.headline.rest = headline_rest(&artefact.headline.rest, outcome, encrypted);
            let mut shown = crate::view_model::states::tiles(&artefact.verdicts);
            onto_tiles(&mut shown, &artefact.verdicts, outcome, checked, encrypted);
            let said = shown.into_iter().find(|tile| tile.name == "Signature");
            if let Some((label, detail)) =
                said.map(|tile| (tile.label.into_owned(), tile.detail.into_owned()))
            {
                artefact.verdicts.signature.label = label;
                artefact.verdicts.signature.detail = detail;
            }
        }
    });
    Some((report, section))
}
