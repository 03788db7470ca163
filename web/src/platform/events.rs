//! Events, listened to once on the document and handed on as plain data.
//!
//! One listener for the whole page instead of one an element: a report of a thousand rows costs no
//! closure, and a row that is replaced needs nothing taken off.

use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DataTransfer, Element, Event, HtmlInputElement, KeyboardEvent};

use super::files::Picked;

/// Something that happened.
#[derive(Debug)]
pub struct Happening(Event);

/// What was dropped or pasted.
#[derive(Debug)]
pub enum Load {
    /// A file.
    File(Picked),
    /// A text.
    Text(String),
}

/// Calls `handler` for every event of that kind anywhere on the page, before the element sees it, and for
/// those of the window itself.
pub fn on(kind: &str, mut handler: Box<dyn FnMut(Happening)>) {
    let closure = Closure::<dyn FnMut(Event)>::new(move |event| handler(Happening(event)));
    if let Some(window) = web_sys::window() {
        let function = closure.as_ref().unchecked_ref();
        _ = window.add_event_listener_with_callback_and_bool(kind, function, true);
    }
    closure.forget();
}

/// Tells the guard in `index.html` that the program cannot go on.
pub(super) fn report_failure(reason: &str) {
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&reason.into());
    let event = web_sys::CustomEvent::new_with_event_init_dict("claimlens:failure", &init);
    if let (Ok(event), Some(window)) = (event, web_sys::window()) {
        _ = window.dispatch_event(&event);
    }
}

/// The files of a list.
fn all(files: &web_sys::FileList) -> Vec<Picked> {
    (0..files.length())
        .filter_map(|number| files.get(number).map(Picked))
        .collect()
}

impl Happening {
    fn target(&self) -> Option<Element> {
        self.0.target()?.dyn_into().ok()
    }

    fn closest(&self, selector: &str) -> Option<Element> {
        self.target()?.closest(selector).ok().flatten()
    }

    /// The id of the element it happened to.
    #[must_use]
    pub fn id(&self) -> String {
        self.target().map(|target| target.id()).unwrap_or_default()
    }

    /// The attribute of the nearest element around the event that has it.
    #[must_use]
    pub fn nearest(&self, attribute: &str) -> Option<String> {
        self.closest(&["[", attribute, "]"].concat())?
            .get_attribute(attribute)
    }

    /// What is to be done it with: `data-v` of the element that says with `data-do` what is to be done.
    #[must_use]
    pub fn value_of_action(&self) -> String {
        self.nearest("data-v").unwrap_or_default()
    }

    /// A task that marks the element that acts as done, for a moment.
    pub fn mark(&self) -> impl FnOnce() + 'static {
        let element = self.closest("[data-do]");
        move || {
            let Some(element) = element else {
                return;
            };
            _ = element.set_attribute("data-done", "");
            super::clock::later(1500, move || {
                _ = element.remove_attribute("data-done");
            });
        }
    }

    /// The value of the field it happened to.
    #[must_use]
    pub fn value(&self) -> String {
        let field = self
            .target()
            .map(Element::unchecked_into::<HtmlInputElement>);
        field.map(|field| field.value()).unwrap_or_default()
    }

    /// The file chosen in the field it happened to. The field is emptied, so that the same file can be
    /// chosen again.
    #[must_use]
    pub fn chosen_file(&self) -> Option<Picked> {
        let field: HtmlInputElement = self.target()?.unchecked_into();
        let file = field.files().and_then(|files| files.get(0));
        field.set_value("");
        file.map(Picked)
    }

    /// All files chosen in the field it happened to, which is emptied.
    #[must_use]
    pub fn chosen_files(&self) -> Vec<Picked> {
        let Some(target) = self.target() else {
            return Vec::new();
        };
        let field: HtmlInputElement = target.unchecked_into();
        let files = field.files();
        let files = files.map(|files| all(&files)).unwrap_or_default();
        field.set_value("");
        files
    }

    /// All files that are dropped.
    #[must_use]
    pub fn dropped_files(&self) -> Vec<Picked> {
        let files = self.transfer().and_then(|transfer| transfer.files());
        files.map(|files| all(&files)).unwrap_or_default()
    }

    /// Whether the box it happened to is ticked.
    #[must_use]
    pub fn is_ticked(&self) -> bool {
        let ticked = self.target().and_then(|target| {
            let ticked = Reflect::get(&target, &JsValue::from_str("checked"));
            ticked.ok()
        });
        ticked.is_some_and(|ticked| ticked.is_truthy())
    }

    /// Whether it happened inside the element with that id.
    #[must_use]
    pub fn is_inside(&self, id: &str) -> bool {
        self.closest(&["#", id].concat()).is_some()
    }

    /// Whether it happened in a field that text goes into.
    #[must_use]
    pub fn in_text_field(&self) -> bool {
        self.closest("textarea, input:not([type=radio], [type=file]), select, [contenteditable]")
            .is_some()
    }

    /// Whether it happened inside an open dialog.
    #[must_use]
    pub fn in_dialog(&self) -> bool {
        self.closest("dialog").is_some()
    }

    /// The key, as the browser names it, without Ctrl, Alt or Meta; empty with one of them.
    #[must_use]
    pub fn plain_key(&self) -> String {
        match self.0.dyn_ref::<KeyboardEvent>() {
            Some(key) if !key.ctrl_key() && !key.meta_key() && !key.alt_key() => key.key(),
            _ => String::new(),
        }
    }

    /// What is pasted or dropped.
    #[must_use]
    pub fn load(&self) -> Option<Load> {
        let transfer = self.transfer()?;
        if let Some(file) = transfer.files().and_then(|files| files.get(0)) {
            return Some(Load::File(Picked(file)));
        }
        let text = transfer.get_data("text/plain").ok()?;
        (!text.is_empty()).then_some(Load::Text(text))
    }

    /// Whether a drag carries files.
    #[must_use]
    pub fn carries_files(&self) -> bool {
        self.transfer().is_some_and(|transfer| {
            transfer
                .types()
                .iter()
                .any(|kind| kind.as_string().as_deref() == Some("Files"))
        })
    }

    fn transfer(&self) -> Option<DataTransfer> {
        // Either kind of event has one of them; no import for each kind and property.
        let property = |name: &str| Reflect::get(&self.0, &JsValue::from_str(name)).ok();
        let transfer = property("clipboardData").filter(JsValue::is_truthy);
        let transfer = transfer.or_else(|| property("dataTransfer"));
        Some(transfer.filter(JsValue::is_truthy)?.unchecked_into())
    }

    /// Keeps the browser from doing what it would do by itself.
    pub fn prevent(&self) {
        self.0.prevent_default();
    }
}
