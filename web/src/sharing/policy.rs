//! A link to what one expects of a token, for colleagues: in the panel of expectations.

use claimlens_core::site_config::Feature;

use super::panel::shown_link;
use crate::house;
use crate::markup::{Node, button, el, live};
use crate::pages::desk::{self, Topic};

/// The button, and the link once it was asked for.
pub(crate) fn link() -> Node {
    live(|| {
        desk::follow(Topic::Shared);
        house::follow();
        if house::is_off(Feature::Sharing) {
            return Node::Nothing;
        }
        let desk = desk::data();
        el("div")
            .child(button("Link to these expectations", "share-policy", "").class("quiet"))
            .child(shown_link(
                "policy-link",
                desk.sharing.policy.as_ref(),
                "What you expect stands in the link itself, behind the #, which browsers send to no server. No token is in it. Whoever opens it sees what it says before anything of it is used.",
            ))
            .into()
    })
}
