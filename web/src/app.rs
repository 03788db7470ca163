//! The frame: takes the paste box over and mounts what is around it.

use crate::actions;
use crate::components::{input_tools, report, theme_switch};
use crate::inspection;
use crate::later;
use crate::platform::{clock, dom, failure};
use crate::state::State;

/// Starts the page. The textarea stands in `index.html` and is never replaced: what was typed before
/// this ran, the caret and the undo history are the browser's and stay.
pub fn start() {
    failure::show_on_panic();
    let state = State::new();
    dom::mount("theme", theme_switch::theme_switch());
    dom::mount("tools", input_tools::input_tools(state));
    dom::mount("report", report::report(state));
    actions::listen(state);
    clock::every_second(Box::new(move || state.tick()));
    inspection::of_box(state);
    later::load(state);
}
