//! What this browser keeps of the page besides `storage`: the files for visits without a network, and the
//! service worker that brings them. Everything is asked for by name: a class in the bindings is weight in the
//! first load.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::dom;

/// What the service worker's caches begin with: the path, so that another Claimlens of the same origin keeps its
/// own; see `web/static/sw.js`.
fn prefix() -> String {
    let folder = dom::folder();
    let path = folder.strip_prefix(&dom::origin()).unwrap_or_default();
    ["claimlens ", path, " "].concat()
}

/// The files that are kept.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Files {
    /// How many files, in all caches of this page.
    pub files: u32,
    /// How many caches: one a build.
    pub caches: u32,
    /// Whether a service worker is registered for this page.
    pub worker: bool,
}

/// Looks what is kept. Empty where the browser has neither.
pub async fn files() -> Files {
    let mut found = Files {
        worker: registration().await.is_some(),
        ..Files::default()
    };
    for name in names().await {
        let Some(cache) = of_caches("open", &name).await else {
            continue;
        };
        let keys = match call(&cache, "keys", &[]) {
            Some(promise) => settle(promise).await,
            None => None,
        };
        found.caches += 1;
        found.files += keys
            .and_then(|keys| keys.dyn_into::<Array>().ok())
            .map_or(0, |keys| keys.length());
    }
    found
}

/// Removes all of it: the files, and the worker. What is open stays open.
pub async fn forget() {
    for name in names().await {
        _ = of_caches("delete", &name).await;
    }
    if let Some(registration) = registration().await
        && let Some(promise) = call(&registration, "unregister", &[])
    {
        _ = settle(promise).await;
    }
}

/// The names of this page's caches.
async fn names() -> Vec<String> {
    let Some(promise) = caches().and_then(|caches| call(&caches, "keys", &[])) else {
        return Vec::new();
    };
    let names = settle(promise).await;
    let names = names.and_then(|names| names.dyn_into::<Array>().ok());
    let names = names.iter().flat_map(Array::iter);
    let names = names.filter_map(|name| name.as_string());
    let prefix = prefix();
    names.filter(|name| name.starts_with(&prefix)).collect()
}

async fn of_caches(method: &str, name: &str) -> Option<JsValue> {
    let promise = call(&caches()?, method, &[name.into()])?;
    settle(promise).await
}

/// The registration of this page's own worker. Where it has none, the browser gives one of a folder above, if there is
/// one: that is another tool's, and is left alone.
async fn registration() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let workers = property(&navigator, "serviceWorker")?;
    let promise = call(&workers, "getRegistration", &[])?;
    let found = settle(promise).await.filter(JsValue::is_object)?;
    let scope = property(&found, "scope")?.as_string()?;
    (scope == dom::folder()).then_some(found)
}

fn caches() -> Option<JsValue> {
    property(&js_sys::global(), "caches").filter(JsValue::is_object)
}

fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &JsValue::from_str(name)).ok()
}

fn call(of: &JsValue, method: &str, arguments: &[JsValue]) -> Option<Promise> {
    let method: Function = property(of, method)?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    method.apply(of, &arguments).ok()?.dyn_into().ok()
}

async fn settle(promise: Promise) -> Option<JsValue> {
    JsFuture::from(promise).await.ok()
}
