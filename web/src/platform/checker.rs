//! The checker: a worker with a WASM file of its own, which checks signatures (`crates/checker`).
//!
//! Its two files are fetched once the page is ready, never because of a paste, held to their hashes, and kept in
//! memory. The worker is started from them when there is something to do: from a `blob:` address, so that it
//! has this page's policy and cannot call out either. What it is told and what it knows of keys ends with it.
//!
//! Everything is asked for by name: classes of its own in the bindings would be weight in the first load.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Event;

use super::{clock, dom, fetch};

/// What comes of a request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Answer {
    /// An answer, or a word on how far a job is: JSON, as `crates/checker/src/reply.rs` has it.
    Text(String),
    /// There will be no answer, to any of what was asked: why, in words for people.
    Failed(String),
}

/// The checker could not be had.
const NOT_LOADED: &str = "The part of this page that checks signatures could not be loaded, or is not the file this page was built with. Load the page again.";

/// The page was built by trunk alone.
const NOT_BUILT: &str = "This page was built without the part that checks signatures. Build it with \u{201C}cargo xtask build\u{201D}, or run it with \u{201C}cargo xtask serve\u{201D}.";

/// The browser does not start workers.
const NOT_STARTED: &str = "The browser did not start the part of this page that checks signatures.";

/// The worker has died.
const DIED: &str = "The part of this page that checks signatures has stopped: this was too much for it, or it has a fault. The rest of the page goes on, and it can be tried again.";

/// What became of the two files.
#[derive(Default)]
enum Files {
    /// Nobody has asked for them.
    #[default]
    Unasked,
    /// They are on their way.
    Awaited,
    /// The address of the script, and the WASM.
    Here { script: String, wasm: JsValue },
}

#[derive(Default)]
struct State {
    files: Files,
    worker: Option<JsValue>,
    /// What was asked before the files were there.
    waiting: Vec<String>,
    listener: Option<Rc<dyn Fn(Answer)>>,
    /// What is called with whatever comes from a worker. One for all of them.
    heard: Option<JsValue>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

fn state<T>(change: impl FnOnce(&mut State) -> T) -> T {
    STATE.with_borrow_mut(change)
}

/// Fetches the files, at a moment when the browser has nothing else to do, and says on the root element what became of
/// it: `data-checker`, `loaded` or `failed`. Does nothing where they are here or on their way.
pub fn prepare() {
    clock::spawn(async {
        clock::idle().await;
        load().await;
    });
}

/// Who is told of answers, from now on. Each is told in a turn of its own, not from within [`post`].
pub fn listen(listener: impl Fn(Answer) + 'static) {
    state(|state| state.listener = Some(Rc::new(listener)));
}

/// Sends a request: JSON, as `crates/checker/src/request.rs` has it. Starts the worker if there is none. Where its files
/// are not here yet the request waits for them; where they could not be had they are asked for again.
pub fn post(json: &str) {
    let is_here = state(|state| match state.files {
        Files::Here { .. } => true,
        Files::Awaited => {
            state.waiting.push(json.to_owned());
            false
        }
        Files::Unasked => {
            state.waiting.push(json.to_owned());
            clock::spawn(load());
            false
        }
    });
    if is_here && send(json).is_none() {
        failed(NOT_STARTED);
    }
}

/// Ends the worker, with all it knows and whatever it is doing. Nothing more is heard of what was asked until now; the
/// next request starts another.
pub fn end() {
    let worker = state(|state| {
        state.waiting.clear();
        state.worker.take()
    });
    if let Some(worker) = worker {
        // What it said last may be on its way already.
        for event in EVENTS {
            set(&worker, event, &JsValue::NULL);
        }
        _ = call(&worker, "terminate", &[]);
    }
}

/// The list of common secrets, one a line, held to its hash. None if it cannot be had.
pub async fn secrets() -> Option<String> {
    fetch::later_text("data-secrets").await
}

/// Fetches the files, unless that was done.
async fn load() {
    let is_first = state(|state| {
        let is_first = matches!(state.files, Files::Unasked);
        if is_first {
            state.files = Files::Awaited;
        }
        is_first
    });
    if !is_first {
        return;
    }
    let loaded = files().await;
    dom::set_root_attribute(
        "data-checker",
        if loaded.is_ok() { "loaded" } else { "failed" },
    );
    let (why, waiting) = match loaded {
        Ok(files) => (
            NOT_STARTED,
            state(|state| {
                state.files = files;
                std::mem::take(&mut state.waiting)
            }),
        ),
        Err(why) => (
            why,
            state(|state| {
                state.files = Files::Unasked;
                std::mem::take(&mut state.waiting)
            }),
        ),
    };
    let sent = waiting.iter().all(|json| send(json).is_some());
    if !sent {
        failed(why);
    }
}

async fn files() -> Result<Files, &'static str> {
    if dom::later_file("data-checker").is_none() {
        return Err(NOT_BUILT);
    }
    let both = async {
        let script = file("data-checker", "blob").await?;
        let wasm = file("data-checker-wasm", "arrayBuffer").await?;
        let url = Reflect::get(&js_sys::global(), &"URL".into()).ok()?;
        let script = call(&url, "createObjectURL", &[&script])?.as_string()?;
        Some(Files::Here { script, wasm })
    };
    both.await.ok_or(NOT_LOADED)
}

/// The content of a file that the build named in that attribute, held to its hash.
async fn file(attribute: &str, content: &str) -> Option<JsValue> {
    let (address, hash) = dom::later_file(attribute)?;
    let options = Object::new();
    set(&options, "integrity", &JsValue::from_str(&hash));
    let address = JsValue::from_str(&address);
    let asked = call(&js_sys::global(), "fetch", &[&address, &options])?;
    let response = JsFuture::from(asked.unchecked_into::<Promise>())
        .await
        .ok()?;
    if !Reflect::get(&response, &"ok".into()).ok()?.is_truthy() {
        return None;
    }
    let content = call(&response, content, &[])?;
    JsFuture::from(content.unchecked_into::<Promise>())
        .await
        .ok()
}

/// What a worker is heard by.
const EVENTS: [&str; 3] = ["onmessage", "onmessageerror", "onerror"];

/// Sends a request to the worker, which it starts if there is none; none where that cannot be done.
fn send(json: &str) -> Option<()> {
    let running = state(|state| state.worker.clone());
    let worker = match running {
        Some(worker) => worker,
        None => start()?,
    };
    call(&worker, "postMessage", &[&JsValue::from_str(json)])?;
    Some(())
}

fn start() -> Option<JsValue> {
    let (script, wasm) = state(|state| match &state.files {
        Files::Here { script, wasm } => Some((JsValue::from_str(script), wasm.clone())),
        Files::Unasked | Files::Awaited => None,
    })?;
    let class = Reflect::get(&js_sys::global(), &"Worker".into()).ok()?;
    let class: &Function = class.dyn_ref()?;
    let worker = Reflect::construct(class, &Array::of1(&script)).ok()?;
    let heard = state(|state| {
        let made =
            || Closure::<dyn FnMut(Event)>::new(|event: Event| heard(&event)).into_js_value();
        state.heard.get_or_insert_with(made).clone()
    });
    for event in EVENTS {
        set(&worker, event, &heard);
    }
    call(&worker, "postMessage", &[&wasm])?;
    state(|state| state.worker = Some(worker.clone()));
    Some(worker)
}

/// What came from the worker: a text is an answer, and all else says that it is no more.
fn heard(event: &Event) {
    let data = Reflect::get(event, &"data".into()).ok();
    match data.and_then(|data| data.as_string()) {
        Some(text) => tell(Answer::Text(text)),
        None => {
            // Or the browser writes it to the console.
            event.prevent_default();
            end();
            tell(Answer::Failed(DIED.to_owned()));
        }
    }
}

/// Says that there will be no answer, in a turn of its own.
fn failed(why: &'static str) {
    end();
    clock::later(0, move || tell(Answer::Failed(why.to_owned())));
}

fn tell(answer: Answer) {
    let listener = state(|state| state.listener.clone());
    if let Some(listener) = listener {
        listener(answer);
    }
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// Calls a method; none where it is not there, or throws.
fn call(object: &JsValue, name: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let method = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    let method: &Function = method.dyn_ref()?;
    let list = Array::new();
    for argument in arguments {
        list.push(argument);
    }
    method.apply(object, &list).ok()
}
