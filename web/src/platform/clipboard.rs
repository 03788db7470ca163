//! Putting one thing on the clipboard.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlElement, HtmlInputElement};

/// Puts `text` on the clipboard; says whether that worked.
///
/// Where the Clipboard API is missing (plain http on an intranet) or refuses, the old way is taken: a
/// text field outside the view, selected and copied.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    if window.is_secure_context() {
        let promise = window.navigator().clipboard().write_text(text);
        if wasm_bindgen_futures::JsFuture::from(promise).await.is_ok() {
            return true;
        }
    }
    copy_by_field(text).unwrap_or(false)
}

fn copy_by_field(text: &str) -> Option<bool> {
    let document = web_sys::window()?.document()?;
    let root = document.document_element()?;
    let before = document.active_element();
    // A textarea, which has what is used here of an input element, and keeps line breaks.
    let field: HtmlInputElement = document.create_element("textarea").ok()?.unchecked_into();
    field.set_attribute("class", "sr").ok()?;
    field.set_attribute("readonly", "").ok()?;
    field.set_value(text);
    root.insert_before(&field, None).ok()?;
    field.select();
    let document: HtmlDocument = document.unchecked_into();
    let copied = document.exec_command_with_show_ui_and_value("copy", false, "");
    field.remove();
    if let Some(element) = before {
        _ = element.unchecked_into::<HtmlElement>().focus();
    }
    let copied = copied.unwrap_or(false);
    Some(copied)
}
