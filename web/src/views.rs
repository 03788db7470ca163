//! The views and actions that a first answer does without: a table of functions, in the second WASM file.
//!
//! What is in the first file asks [`State::views`] for it and has something plain to show or do until it is
//! there. Only `later` names [`VIEWS`]: whatever named it here would take all of it into the first file.

use claimlens_core::report::{Artefact, Item};

use crate::actions::{self, Kind};
use crate::components::{
    backdrop, build_files, citation, list, policy_panel, raw_json, scopes, timeline,
};
use crate::inspection::large;
use crate::markup::Node;
use crate::pages;
use crate::platform::events::Happening;
use crate::platform::{dom, intl};
use crate::state::State;

/// What the second file brings for the page.
#[derive(Debug)]
pub struct Views {
    /// Brings up what stands beside the report, and does what was asked for meanwhile.
    pub arrived: fn(State),
    /// Does what an event asks for that the first file does not know.
    pub happened: fn(State, Kind, &Happening),
    /// Puts a text that is too large for the box into it in part, and inspects it all.
    pub of_whole: fn(State, String),
    /// Inspects a large text in slices.
    pub in_slices: fn(State, u32, String),
    /// Has the input coloured.
    pub colour_soon: fn(State),
    /// What is in the policy panel.
    pub policy_panel: fn(State) -> Vec<Node>,
    /// The times of an artefact, drawn.
    pub timeline: fn(State, &Artefact) -> Node,
    /// The scopes and roles.
    pub scopes: fn(State, &Artefact) -> Node,
    /// The JSON of a part, laid out.
    pub raw_json: fn(State, usize, &str) -> Node,
    /// The entries of a list: likely causes.
    pub list: fn(&[Item]) -> Node,
    /// A source with its link.
    pub citation: fn(&'static str) -> Node,
    /// A moment in the browser's zone.
    pub local: fn(i64) -> Option<String>,
}

/// All of them.
pub static VIEWS: Views = Views {
    arrived,
    happened: actions::rest::happened,
    of_whole: large::of_whole,
    in_slices: large::start,
    colour_soon: backdrop::colour_soon,
    policy_panel: policy_panel::content,
    timeline: timeline::timeline,
    scopes: scopes::scopes,
    raw_json: raw_json::raw_json,
    list: list::list,
    citation: citation::citation,
    local: intl::local,
};

fn arrived(state: State) {
    dom::mount("backdrop", backdrop::backdrop(state));
    dom::mount("build", build_files::build_files(state));
    dom::set_text("zone", &intl::zone());
    actions::rest::arrived(state);
    pages::arrived(state);
}
