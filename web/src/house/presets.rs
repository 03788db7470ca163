//! The policies that are set, to choose from in the policy panel.

use claimlens_core::policy::Policy;

use super::{follow, house};
use crate::markup::{Node, el};
use crate::view_model::expectations::values;

/// The id of the choice.
pub const ID: &str = "house-preset";

/// The choice; nothing where no policy is set.
pub fn presets() -> Node {
    follow();
    let presets = house().map_or(&[][..], |house| &house.read.config.policies);
    if presets.is_empty() {
        return Node::Nothing;
    }
    let options = presets.iter().enumerate().map(|(number, preset)| {
        let option = el("option").attr("value", number.to_string());
        if values(&preset.policy).is_some() {
            option.text(preset.name.clone()).into()
        } else {
            // Half of a policy would call good what is not.
            let words = [&*preset.name, " (the fields cannot say it)"].concat();
            option.text(words).flag("disabled", true).into()
        }
    });
    let first = el("option").attr("value", "").text("Choose …").into();
    el("p")
        .class("preset")
        .child(el("label").attr("for", ID).text("Expect what … expects"))
        .child(
            el("select")
                .id(ID)
                .children(std::iter::once(first).chain(options)),
        )
        .into()
}

/// The policy that was chosen there.
#[must_use]
pub fn preset(value: &str) -> Option<&'static Policy> {
    let presets = &house()?.read.config.policies;
    presets
        .get(value.parse::<usize>().ok()?)
        .map(|preset| &preset.policy)
}
