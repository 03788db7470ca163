//! When something breaks: the notice that stands in `index.html` is shown, the paste is left alone.

use super::events;

/// Makes a panic show the notice. What was typed stays in the box, which needs no script.
pub fn show_on_panic() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // While developing, the message too: a test shows it. Never in the page that people use.
        if cfg!(debug_assertions) {
            before(info);
        }
        // The place in the code only: a panic's message could quote the paste.
        let place = info.location().map_or_else(String::new, |place| {
            format!(" at {}:{}", place.file(), place.line())
        });
        events::report_failure(&format!("The program stopped{place}."));
    }));
}
