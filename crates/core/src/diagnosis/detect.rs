//! Whether a text as a whole is something to diagnose: an exchange, what a program says, a snippet.

use super::evidence::{self, BodyForm};
use super::{find, snippet, texts};
use crate::paste::Shape;

/// What the text as a whole is, where that tells more than what was found in it. `empty`: nothing was.
pub(crate) fn shape(text: &str, empty: bool) -> Option<Shape> {
    if text.trim().len() < 12 {
        return None;
    }
    let seen = evidence::read(text);
    let error = seen.says_something() || seen.phrase;
    if seen.is_genesys && seen.around && error && (seen.request_seen || seen.response_seen) {
        return Some(Shape::Exchange);
    }
    if texts::speaks_alone(&seen.words) && find(&seen).is_some() {
        return Some(Shape::ErrorText);
    }
    if snippet::is_one(text) && !(seen.told && seen.is_genesys) {
        return Some(Shape::Snippet);
    }
    let known = find(&seen).is_some();
    if seen.is_genesys && (seen.told || seen.phrase || seen.around && error) && (known || error) {
        return Some(Shape::ErrorText);
    }
    // What is said of no service in particular counts where nothing else was found.
    let html = seen.body == BodyForm::Html && seen.response_seen;
    if empty && (seen.response_seen && seen.status >= 400 || html) {
        return Some(Shape::Exchange);
    }
    let login = texts::sso_login(&seen.words).is_some() && text.len() < 4096;
    (empty && (seen.phrase && known || seen.told || login)).then_some(Shape::ErrorText)
}
