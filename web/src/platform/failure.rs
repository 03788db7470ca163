//! When something breaks: the notice that stands in `index.html` is shown, the paste is left alone.

use super::dom;

/// Makes a panic show the notice. What was typed stays in the box, which needs no script.
pub fn show_on_panic() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |place| {
            format!("{}:{}", place.file(), place.line())
        });
        // The place in the code only: a panic's message could quote the paste.
        dom::set_text("failure-reason", &format!("It stopped at {place}."));
        dom::show("failure");
    }));
}
