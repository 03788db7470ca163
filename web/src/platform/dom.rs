//! Elements of the page by their id, and the few things done to them outside views.

use std::cell::RefCell;

use js_sys::Reflect;
use leptos::reactive::owner::Owner;
use leptos::tachys::view::{Mountable, Render};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlDialogElement, HtmlElement, HtmlInputElement};

use crate::markup::Node;

pub(super) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

pub(super) fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// The field with that id. What an id names is known from the page's own markup; asking the browser for
/// the type of each would be an import a type.
pub(super) fn field(id: &str) -> Option<HtmlInputElement> {
    Some(by_id(id)?.unchecked_into())
}

/// Mounts a view at the end of the element with that id, for as long as the page lives.
pub fn mount(id: &str, view: Node) {
    let Some(parent) = by_id(id) else {
        return;
    };
    // What runs the views' effects. Set once; later it is set already.
    _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let mounted = owner.with(|| {
        let mut mounted = view.build();
        mounted.mount(&parent, None);
        mounted
    });
    std::mem::forget((owner, mounted));
}

/// Sets the text of the element with that id.
pub fn set_text(id: &str, text: &str) {
    if let Some(element) = by_id(id) {
        element.set_text_content(Some(text));
    }
}

/// An attribute of the page's root element; empty where it has none.
#[must_use]
pub fn root_attribute(name: &str) -> String {
    let root = document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute(name))
        .unwrap_or_default()
}

/// Sets an attribute of the page's root element, or removes it where `value` is empty.
pub fn set_root_attribute(name: &str, value: &str) {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    _ = if value.is_empty() {
        root.remove_attribute(name)
    } else {
        root.set_attribute(name, value)
    };
}

/// The part of the address that begins with `#`; empty where there is none.
#[must_use]
pub fn hash() -> String {
    let property = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).ok();
    document()
        .and_then(|document| property(&property(&document, "location")?, "hash")?.as_string())
        .unwrap_or_default()
}

/// Goes to a place on this page: an address that begins with `#`.
pub fn go_to(hash: &str) {
    let location = document().and_then(|document| Reflect::get(&document, &"location".into()).ok());
    if let Some(location) = location {
        _ = Reflect::set(&location, &"hash".into(), &hash.into());
    }
}

/// The policy that stands in the page. What a server's header adds to it is not told to scripts.
#[must_use]
pub fn policy() -> String {
    let tag = document().and_then(|document| {
        let tag = document.query_selector("meta[http-equiv=Content-Security-Policy]");
        tag.ok()?
    });
    tag.and_then(|tag| tag.get_attribute("content"))
        .unwrap_or_default()
}

/// The address of this page without what stands behind `#` and `?`.
#[must_use]
pub fn address() -> String {
    let location = document().and_then(|document| Reflect::get(&document, &"location".into()).ok());
    let address = location.and_then(|location| Reflect::get(&location, &"href".into()).ok());
    let address = address.and_then(|address| address.as_string());
    let address = address.unwrap_or_default();
    address
        .split(['#', '?'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Whether this page is one file on a disk, and nobody serves it.
#[must_use]
pub fn is_file() -> bool {
    address().starts_with("file:")
}

/// Whether the element with that id, which can be opened, is.
#[must_use]
pub fn is_open(id: &str) -> bool {
    by_id(id).is_some_and(|element| element.get_attribute("open").is_some())
}

/// The folder that this page is in, with its slash.
#[must_use]
pub fn folder() -> String {
    let address = address();
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    [folder, "/"].concat()
}

/// What this page may ask for besides its own origin: the origins in the policy that is in force.
#[must_use]
pub fn allowed_origins() -> Vec<String> {
    let policy = policy();
    let mut parts = policy.split(';').map(str::trim);
    let allowed = parts.find_map(|part| part.strip_prefix("connect-src "));
    let words = allowed.unwrap_or_default().split_whitespace();
    words
        .filter(|word| word.contains("://"))
        .map(str::to_owned)
        .collect()
}

/// The origin of this page: `http://127.0.0.1:8080`.
#[must_use]
pub fn origin() -> String {
    let location = document().and_then(|document| Reflect::get(&document, &"location".into()).ok());
    let origin = location.and_then(|location| Reflect::get(&location, &"origin".into()).ok());
    origin
        .and_then(|origin| origin.as_string())
        .unwrap_or_default()
}

/// Whether the browser knows that it has no network.
#[must_use]
pub fn is_offline() -> bool {
    let navigator = web_sys::window().map(|window| window.navigator());
    let online = navigator.and_then(|navigator| Reflect::get(&navigator, &"onLine".into()).ok());
    online.is_some_and(|online| online.as_bool() == Some(false))
}

/// Opens the browser's window for printing.
pub fn print() {
    if let Some(window) = web_sys::window() {
        _ = window.print();
    }
}

/// The value of the field with that id; empty where there is none.
#[must_use]
pub fn value(id: &str) -> String {
    field(id).map(|field| field.value()).unwrap_or_default()
}

/// Sets the name of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Marks the link with that id as the page one is on, or no longer.
pub fn set_current(id: &str, current: bool) {
    if let Some(link) = by_id(id) {
        _ = if current {
            link.set_attribute("aria-current", "page")
        } else {
            link.remove_attribute("aria-current")
        };
    }
}

/// A file that is loaded after the page: what it is called and what it hashes to, as the build wrote both into
/// boot.js' tag. Without a hash where no build did (`trunk serve`).
pub(super) fn later_file(attribute: &str) -> Option<(String, String)> {
    let tag = by_id("boot")?;
    let hash = tag.get_attribute(&[attribute, "-integrity"].concat());
    Some((tag.get_attribute(attribute)?, hash.unwrap_or_default()))
}

/// Moves the class `lit-row` from the row that has it to the one with that id; only away where there is
/// none. Says whether it went somewhere it was not.
pub fn light_row(id: &str) -> bool {
    thread_local! {
        static LIT: RefCell<String> = const { RefCell::new(String::new()) };
    }
    let old = LIT.replace(id.to_owned());
    if old != id
        && let Some(row) = by_id(&old)
    {
        _ = row.remove_attribute("class");
    }
    // The row may have been made anew since: then it has no class.
    by_id(id).is_some_and(|row| {
        row.get_attribute("class").is_none() && row.set_attribute("class", "lit-row").is_ok()
    })
}

/// Brings the element with that id into view, by the shortest way, where input and report stand side
/// by side. Where they stand below each other nothing moves: the eye is on the input.
pub fn reveal(id: &str) {
    let wide = web_sys::window()
        .and_then(|window| window.match_media("(min-width: 64rem)").ok().flatten())
        .is_some_and(|query| query.matches());
    if let (true, Some(element)) = (wide, by_id(id)) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Puts the focus on the element with that id.
pub fn focus(id: &str) -> bool {
    field(id).is_some_and(|element| element.focus().is_ok())
}

/// Takes the focus off whatever has it.
pub fn blur() {
    let active = document().and_then(|document| document.active_element());
    if let Some(element) = active {
        // Every element that can have the focus can lose it.
        _ = element.unchecked_into::<HtmlElement>().blur();
    }
}

/// Opens the dialog with that id as a modal one.
pub fn open_dialog(id: &str) {
    if let Some(dialog) = by_id(id) {
        // One that is open already stays so.
        _ = dialog.unchecked_into::<HtmlDialogElement>().show_modal();
    }
}

/// The values of the fields with those ids; empty where there is no such field.
#[must_use]
pub fn values(ids: impl IntoIterator<Item = &'static str>) -> Vec<String> {
    ids.into_iter()
        .map(|id| field(id).map(|field| field.value()).unwrap_or_default())
        .collect()
}

/// Sets the value of the field with that id.
pub fn set_value(id: &str, value: &str) {
    if let Some(field) = field(id) {
        field.set_value(value);
    }
}

/// Ticks the box with that id, or takes the tick off.
pub fn set_ticked(id: &str, ticked: bool) {
    if let Some(field) = by_id(id) {
        _ = Reflect::set(&field, &"checked".into(), &ticked.into());
    }
}

/// Opens the folded part with that id.
pub fn open_details(id: &str) {
    if let Some(details) = by_id(id) {
        _ = details.set_attribute("open", "");
    }
}

/// Marks the field with that id as holding something that cannot be read, or no longer.
pub fn set_invalid(id: &str, invalid: bool) {
    if let Some(field) = by_id(id) {
        let value = if invalid { "true" } else { "false" };
        _ = field.set_attribute("aria-invalid", value);
    }
}
