//! What this tab has asked for, as the browser itself has counted (Resource Timing, W3C).

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// One request.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The whole address.
    pub address: String,
    /// What asked for it: `script`, `link`, `fetch` …
    pub by: String,
    /// When it began, in milliseconds since the page was opened.
    pub at: f64,
}

/// How many requests the browser is asked to remember. Without being asked it forgets those after the 250th.
pub const MOST: usize = 20_000;

/// Has the browser remember that many.
pub fn remember() {
    let performance = web_sys::window().and_then(|window| window.performance());
    let Some(performance) = performance else {
        return;
    };
    let resize = property(&performance, "setResourceTimingBufferSize");
    if let Some(resize) = resize.and_then(|resize| resize.dyn_into::<Function>().ok()) {
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let most = JsValue::from_f64(MOST as f64);
        _ = resize.call1(&performance, &most);
    }
}

/// All of them, in their order; none where the browser does not tell.
#[must_use]
pub fn asked() -> Option<Vec<Asked>> {
    let performance = web_sys::window()?.performance()?;
    let entries = property(&performance, "getEntriesByType")?;
    let entries: &Function = entries.dyn_ref()?;
    let entries = entries.call1(&performance, &"resource".into()).ok()?;
    let entries: Array = entries.dyn_into().ok()?;
    let text = |of: &JsValue, name| property(of, name)?.as_string();
    let entries = entries.iter().filter_map(|entry| {
        Some(Asked {
            address: text(&entry, "name")?,
            by: text(&entry, "initiatorType").unwrap_or_default(),
            at: property(&entry, "startTime")?.as_f64()?,
        })
    });
    Some(entries.collect())
}

fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &JsValue::from_str(name)).ok()
}
