//! The frame: takes the paste box over and mounts what is around it.

use leptos::prelude::Owner;

use crate::actions;
use crate::components::{backdrop, build_files, input_tools, report, theme_switch};
use crate::inspection;
use crate::later;
use crate::platform::{clock, dom, failure, intl, storage};
use crate::state::State;
use crate::view_model::expectations;

/// Starts the page. The textarea stands in `index.html` and is never replaced: what was typed before
/// this ran, the caret and the undo history are the browser's and stay.
pub fn start() {
    failure::show_on_panic();
    let owner = Owner::new();
    owner.set();
    let state = State::new();
    dom::mount("theme", theme_switch::theme_switch());
    dom::mount("tools", input_tools::input_tools(state));
    dom::mount("backdrop", backdrop::backdrop(state));
    dom::mount("report", report::report(state));
    dom::mount("build", build_files::build_files(state));
    dom::set_text("zone", &intl::zone());
    recall(state);
    actions::listen(state);
    clock::every_second(move || state.tick());
    inspection::of_box(state);
    clock::spawn(later::load(state));
    // The page lives as long as its tab.
    std::mem::forget(owner);
}

/// What was expected before the page was loaded again.
fn recall(state: State) {
    let Some(lines) = storage::read(storage::Key::Expectations) else {
        return;
    };
    let values = expectations::from_lines(&lines);
    for (field, value) in expectations::FIELDS.iter().zip(&values) {
        dom::set_value(field.id, value);
    }
    actions::expect(state);
}
