//! What the page is made of, one component a file. A component is a function from the state to a view.

pub mod backdrop;
pub mod build_files;
pub mod citation;
pub mod claims_table;
pub mod empty;
pub mod findings;
pub mod headline;
pub mod input_tools;
pub mod keys;
pub mod list;
pub mod next_steps;
pub mod part;
pub mod parts;
pub mod policy_panel;
pub mod raw_json;
pub mod report;
pub mod scopes;
pub mod tabs;
pub mod theme_switch;
pub mod timeline;
pub mod verdict_bar;

use crate::markup::{Node, el};
use crate::state::State;

/// The source of a rule or a meaning: a link, once what knows the addresses is there.
#[inline(never)]
fn source(state: State, reference: &'static str) -> Node {
    if reference.is_empty() {
        return Node::Nothing;
    }
    match state.views() {
        Some(views) => (views.citation)(reference),
        None => el("cite").class("cite").text(reference).into(),
    }
}
