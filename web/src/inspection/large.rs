//! Texts that are too large for the box or a blink, and files.
//!
//! A large text is inspected in slices, between which the browser gets its turn; a newer input stops an
//! older one's slices.

use claimlens_core::Inspection;

use super::{LARGE, in_box, of_box, of_text};
use crate::platform::files::{self, LARGEST, Picked};
use crate::platform::{clock, paste_box};
use crate::state::State;
use crate::view_model::fold;
use crate::view_model::pasted::Pasted;

/// How long a slice may take, in milliseconds, before the browser gets its turn.
const SLICE: f64 = 40.0;

/// How many bytes of a large text's start and end the box shows.
const HEAD: usize = 3000;
const TAIL: usize = 1000;

/// Puts a text into the box, all of it or what can be shown, and inspects it all.
pub fn of_whole(state: State, text: String) {
    if text.len() <= LARGE {
        in_box(state);
        paste_box::replace(&text);
        of_box(state);
        return;
    }
    let size = fold::size(text.len());
    state.set_note(format!(
        "Large: {size}, shown in part; all of it is inspected. Clear it to type."
    ));
    paste_box::show_excerpt(&excerpt(&text));
    state.write(|data| data.excerpt = true);
    of_text(state, text);
}

/// Reads a file and inspects it.
pub fn of_file(state: State, file: Picked) {
    let input = state.next_input();
    state.set_progress("Reading the file …".into());
    clock::spawn(async move {
        let read = files::read(file).await;
        if !state.is_newest(input) {
            return;
        }
        state.set_progress(String::new());
        let Some(read) = read else {
            let words =
                "The browser could not read this file. If it is a folder, choose a file in it.";
            state.set_note(words.into());
            return;
        };
        of_whole(state, read.text);
        let mut note = state.read(|data| data.note.clone());
        if read.replaced {
            note.push_str(" It is not UTF-8: bytes that could not be read stand as \u{FFFD}.");
        }
        if read.size > f64::from(LARGEST) {
            note.push_str(" Only its first 33.6 MB were read: that is the most that is inspected.");
        }
        state.set_note(format!("{}. {note}", read.name));
    });
}

/// Starts to inspect a large text.
pub fn start(state: State, input: u32, text: String) {
    clock::spawn(in_slices(state, input, text));
}

async fn in_slices(state: State, input: u32, text: String) {
    state.set_progress(format!("Inspecting {} …", fold::size(text.len())));
    clock::breathe().await;
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
