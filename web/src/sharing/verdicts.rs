//! The verdicts of a report that came by a link: the labels are this program's, the reasons the sender's.

use claimlens_core::report::{PolicyState, SignatureState, StructureState, TimeState};
use claimlens_core::share::SharedArtefact;

use crate::markup::{Node, el, icon};
use crate::view_model::states::Tone;

/// The four, side by side.
pub(super) fn verdicts(artefact: &SharedArtefact) -> Node {
    let structure = match artefact.structure.state {
        StructureState::Damaged => Tone::Bad,
        StructureState::Deviates => Tone::Warn,
        _ => Tone::Neutral,
    };
    let signature = match artefact.signature.state {
        SignatureState::Unsecured | SignatureState::Missing => Tone::Bad,
        _ => Tone::Neutral,
    };
    let time = match artefact.time.state {
        TimeState::Expired | TimeState::NotYetValid | TimeState::Unreadable => Tone::Bad,
        TimeState::ExpiresSoon | TimeState::WithinLeeway => Tone::Warn,
        _ => Tone::Neutral,
    };
    let policy = match artefact.policy.state {
        PolicyState::NotMet => Tone::Bad,
        PolicyState::Undecided => Tone::Warn,
        _ => Tone::Neutral,
    };
    // Nothing is green: nobody here has looked.
    let tiles = [
        (
            "Structure",
            structure,
            artefact.structure.label(),
            &artefact.structure.detail,
        ),
        (
            "Signature",
            signature,
            artefact.signature.label(),
            &artefact.signature.detail,
        ),
        ("Time", time, artefact.time.label(), &artefact.time.detail),
        (
            "Policy",
            policy,
            artefact.policy.label(),
            &artefact.policy.detail,
        ),
    ];
    let tiles = tiles.into_iter().map(|(name, tone, label, detail)| {
        el("li")
            .class(tone.class())
            .child(el("span").class("name").text(name))
            .child(icon(tone.icon()))
            .child(el("strong").class("label").text(label))
            .child(
                el("span")
                    .class("detail")
                    .child(el("bdi").text(detail.clone())),
            )
            .into()
    });
    el("ul")
        .class("verdicts")
        .attr("aria-label", "Verdicts, as the sender had them")
        .children(tiles)
        .into()
}
