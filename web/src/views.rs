//! The views and actions that a first answer does without: a table of functions, in the second WASM file.
//!
//! What is in the first file asks [`State::views`] for it and has something plain to show or do until it is
//! there. Only `later` names [`VIEWS`]: whatever named it here would take all of it into the first file.

use claimlens_core::report::{Artefact, Item};

use crate::actions::{self, Kind};
use crate::checking::{self, overlay};
use crate::components::{
    backdrop, build_files, citation, keys, list, policy_panel, raw_json, scopes, timeline,
};
use crate::house;
use crate::inspection::large;
use crate::markup::{Node, el};
use crate::pages;
use crate::platform::events::Happening;
use crate::platform::{clock, dom, intl, traffic};
use crate::sharing;
use crate::state::State;
use crate::view_model::states::Tile;

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
    /// There is another report: has the input coloured, and checks its tokens.
    pub shown: fn(State),
    /// Puts what a check gave into the verdict bar.
    pub checked_tiles: for<'r> fn(State, &'r Artefact, &mut Vec<Tile<'r>>),
    /// What follows the lead of the artefact shown, where a check says otherwise.
    pub checked_rest: fn(State, &str) -> Option<String>,
    /// What a check gave for the artefact with that number, in a list of several.
    pub checked_mark: fn(usize) -> Node,
    /// What is in the policy panel.
    pub policy_panel: fn(State) -> Vec<Node>,
    /// The times of an artefact, drawn.
    pub timeline: fn(State, &Artefact) -> Node,
    /// What stands at the end: the scopes and roles, and the ways to hand the report on.
    pub below: fn(State, &Artefact) -> Node,
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
    shown,
    checked_tiles: overlay::tiles,
    checked_rest: overlay::rest,
    checked_mark: overlay::mark,
    policy_panel: policy_panel::content,
    timeline: timeline::timeline,
    below,
    raw_json: raw_json::raw_json,
    list: list::list,
    citation: citation::citation,
    local: intl::local,
};

fn shown(state: State) {
    backdrop::colour_soon(state);
    checking::shown(state);
    sharing::shown();
}

fn below(state: State, artefact: &Artefact) -> Node {
    el("div")
        .class("below")
        .child(scopes::scopes(state, artefact))
        .child(sharing::panel(state))
        .into()
}

fn arrived(state: State) {
    traffic::remember();
    dom::mount("backdrop", backdrop::backdrop(state));
    dom::mount("build", build_files::build_files(state));
    dom::mount("keys", keys::keys());
    // The browser takes longer to say it than all else here takes together.
    clock::spawn(async {
        clock::idle().await;
        dom::set_text("zone", &intl::zone());
    });
    actions::rest::arrived(state);
    checking::arrived(state);
    house::arrived();
    pages::arrived(state);
}
