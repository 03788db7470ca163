//! Forget everything: what this browser keeps of the page, and what this tab holds.

use crate::checking;
use crate::components::theme_switch;
use crate::inspection::large;
use crate::pages::{self, walks};
use crate::platform::{clock, kept, storage};
use crate::state::{State, Topic};

/// Does it, the tab's memory first.
pub(super) fn everything(state: State) {
    large::of_whole(state, String::new());
    state.change(Topic::Note, |data| data.cleared = None);
    pages::hidden();
    checking::forget();
    super::expect::nothing(state);
    theme_switch::choose("system");
    storage::forget();
    walks::store::recall();
    pages::unkept();
    clock::spawn(async {
        kept::forget().await;
        pages::forgotten();
    });
}
