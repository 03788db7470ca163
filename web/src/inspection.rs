//! From the paste box, a drop or a file to a report.
//!
//! What fits into a blink is inspected at once, inside the event that brought it. What does not goes in
//! slices, between which the browser gets its turn; a newer input stops an older one's slices.

use claimlens_core::Inspection;
use leptos::prelude::*;

use crate::platform::files::{self, LARGEST, Picked};
use crate::platform::{clock, paste_box};
use crate::state::{State, renew};
use crate::view_model::fold;
use crate::view_model::pasted::Pasted;

/// Up to this many bytes a text is inspected at once.
const AT_ONCE: usize = 256 * 1024;

/// Above this many bytes a text does not go into the box: browsers lay out a textarea as a whole.
pub const LARGE: usize = 2_000_000;

/// How long a slice may take, in milliseconds, before the browser gets its turn.
const SLICE: f64 = 40.0;

/// How many bytes of a large text's start and end the box shows.
const HEAD: usize = 3000;
const TAIL: usize = 1000;

/// Inspects what is in the box, if it is not what was inspected last.
pub fn of_box(state: State) {
    let text = paste_box::text();
    let known = state.read(|data| !data.excerpt && data.pasted.text() == text);
    if known == Some(true) {
        return;
    }
    if text.len() > LARGE {
        // Came in a way that no event told of beforehand. Taken out of the box before it is laid out.
        of_whole(state, text);
        return;
    }
    _ = state.write(|data| data.excerpt = false);
    clear_note(state);
    of_text(state, text);
}

/// Puts a text into the box, all of it or what can be shown, and inspects it all.
pub fn of_whole(state: State, text: String) {
    if text.len() <= LARGE {
        _ = state.write(|data| data.excerpt = false);
        clear_note(state);
        paste_box::replace(&text);
        of_box(state);
        return;
    }
    let size = fold::size(text.len());
    state.note.set(format!(
        "Large: {size}, shown in part; all of it is inspected. Clear it to type."
    ));
    paste_box::show_excerpt(&excerpt(&text));
    _ = state.write(|data| data.excerpt = true);
    of_text(state, text);
}

/// Reads a file and inspects it.
pub fn of_file(state: State, file: Picked) {
    let input = state.next_input();
    state.progress.set("Reading the file …".into());
    clock::spawn(async move {
        let read = files::read(file).await;
        if !state.is_newest(input) {
            return;
        }
        state.progress.set(String::new());
        let Some(read) = read else {
            let words =
                "The browser could not read this file. If it is a folder, choose a file in it.";
            state.note.set(words.into());
            return;
        };
        of_whole(state, read.text);
        let mut note = state.note.try_get_untracked().unwrap_or_default();
        if read.replaced {
            note.push_str(" It is not UTF-8: bytes that could not be read stand as \u{FFFD}.");
        }
        if read.size > f64::from(LARGEST) {
            note.push_str(" Only its first 33.6 MB were read: that is the most that is inspected.");
        }
        state.note.set(format!("{}. {note}", read.name));
    });
}

fn clear_note(state: State) {
    renew(state.note, String::new());
}

fn of_text(state: State, text: String) {
    let input = state.next_input();
    renew(state.progress, String::new());
    if text.trim().is_empty() {
        state.show(Pasted::new(text), None);
    } else if text.len() <= AT_ONCE {
        let report = claimlens_core::inspect(&text, &state.context());
        state.show(Pasted::new(text), Some(report));
    } else {
        clock::spawn(in_slices(state, input, text));
    }
}

/// Inspects the same text again, with what was loaded since. What is in slices just now sees to it itself.
pub fn again(state: State) {
    let context = state.context();
    let again = state.read(|data| {
        let known = data.report.is_some() && data.pasted.text().len() <= AT_ONCE;
        known.then(|| claimlens_core::inspect(data.pasted.text(), &context))
    });
    if let Some(report) = again.flatten() {
        state.show_again(report);
        return;
    }
    let large = state.read(|data| data.report.is_some().then(|| data.pasted.text().to_owned()));
    let busy = state.progress.try_with_untracked(|words| !words.is_empty());
    if let (Some(text), Some(false)) = (large.flatten(), busy) {
        of_text(state, text);
    }
}

async fn in_slices(state: State, input: u32, text: String) {
    state
        .progress
        .set(format!("Inspecting {} …", fold::size(text.len())));
    clock::breathe().await;
    let before = state.knowledge().is_some();
    let context = state.context();
    let mut inspection = Inspection::new(&text, &context);
    let mut since = clock::millis();
    while inspection.step() {
        if clock::millis() - since > SLICE {
            clock::breathe().await;
            if !state.is_newest(input) {
                return;
            }
            since = clock::millis();
        }
    }
    let report = inspection.finish();
    clock::breathe().await;
    if state.is_newest(input) {
        state.show(Pasted::new(text), Some(report));
        // What was loaded meanwhile had no part in this report.
        if !before && state.knowledge().is_some() {
            again(state);
        }
    }
}

/// The start and the end of a large text, with what is missing between said in their midst.
fn excerpt(text: &str) -> String {
    let mut head = HEAD.min(text.len());
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    let mut tail = text.len().saturating_sub(TAIL).max(head);
    while !text.is_char_boundary(tail) {
        tail += 1;
    }
    format!(
        "{}\n\n… {} not shown …\n\n{}",
        text.get(..head).unwrap_or_default(),
        fold::size(tail - head),
        text.get(tail..).unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn an_excerpt_has_both_ends_and_the_size_of_the_rest() {
        let text = format!("start{}end", "\u{1F511}".repeat(3000));
        let short = excerpt(&text);
        assert!(short.starts_with("start") && short.ends_with("end"));
        assert!(short.contains("8.0 kB not shown"), "{short}");
        assert!(short.len() < 4100);
    }
}
