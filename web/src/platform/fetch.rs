//! The requests of the program: the reference data right after the start (and what checks signatures, see `checker`),
//! then the settings of whoever runs the page, its own list of files when somebody asks to see it, and on the page Request what a person sends.

use gloo_net::http::{Request, RequestBuilder};
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::dom;

/// The reference data of this build, held to its hash. None if it cannot be had.
pub async fn tables() -> Option<String> {
    later_text("data-tables").await
}

/// A text that the build named in that attribute, held to its hash. None if it cannot be had.
pub(super) async fn later_text(attribute: &str) -> Option<String> {
    let (address, hash) = dom::later_file(attribute)?;
    text(Request::get(&address).integrity(&hash)).await
}

/// The name of this build's list of files, beside the page.
pub const BUILD: &str = "build.json";

/// This build's list of files. None if it cannot be had.
pub async fn build_files() -> Option<String> {
    text(Request::get(BUILD)).await
}

/// The policy that the server sends with a file at that address, asked for once more: empty where it sends none. None if
/// there is no answer.
pub async fn policy_of(address: &str) -> Option<String> {
    let init = Object::new();
    for (name, word) in [("method", "HEAD"), ("cache", "no-store")] {
        set(&init, name, &word.into());
    }
    let request = web_sys::Request::new_with_str_and_init(address, init.unchecked_ref());
    let response = Request::from(request.ok()?).send().await.ok()?;
    let sent = response.headers().get("content-security-policy");
    response.ok().then(|| sent.unwrap_or_default())
}

/// What came of asking for a file that lies beside the page and is none of the build's.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Beside {
    /// Its text.
    Text(String),
    /// There is none.
    Missing,
    /// It could not be had: nobody answered, or with a fault.
    Failed,
}

/// A file that whoever runs the page has put beside it, by its name: settings, checklists. Asked for anew each time,
/// with what the browser sends this site anyway: a page behind a login has its settings there, too.
pub async fn beside(name: &str, stop: &Stop) -> Beside {
    let init = Object::new();
    set(&init, "cache", &"no-cache".into());
    if let Some(signal) = stop.signal() {
        set(&init, "signal", &signal);
    }
    let request = web_sys::Request::new_with_str_and_init(name, init.unchecked_ref());
    let Ok(request) = request else {
        return Beside::Failed;
    };
    let Ok(response) = Request::from(request).send().await else {
        return Beside::Failed;
    };
    // Some servers answer with the page itself where there is no such file.
    let kind = response.headers().get("content-type").unwrap_or_default();
    if matches!(response.status(), 404 | 410) || kind.starts_with("text/html") {
        return Beside::Missing;
    }
    if !response.ok() {
        return Beside::Failed;
    }
    response.text().await.map_or(Beside::Failed, Beside::Text)
}

async fn text(request: RequestBuilder) -> Option<String> {
    let response = request.send().await.ok()?;
    if !response.ok() {
        return None;
    }
    response.text().await.ok()
}

/// What is sent. It may hold a secret, so it does not show itself.
pub struct Sent<'a> {
    /// `GET`, `POST` …
    pub method: &'static str,
    /// Where to: below the page's own origin, or an address that its policy allows.
    pub address: &'a str,
    /// Names and values.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body, if there is one.
    pub body: Option<&'a str>,
}

/// What came back. It may hold a token, so it does not show itself.
pub struct Came {
    /// The status.
    pub status: u16,
    /// Those of the headers that were asked for and are there, by the names they were asked for by.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub text: String,
}

impl std::fmt::Debug for Sent<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("request")
    }
}

impl std::fmt::Debug for Came {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("answer")
    }
}

/// Why nothing came back. A browser does not tell a script more than this.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Lost {
    /// It was stopped by [`Stop::now`].
    Stopped,
    /// This computer has no network.
    Offline,
    /// Nobody answers there, or the answer may not be read.
    Refused,
    /// The answer was cut off.
    Cut,
}

/// Stops a request that is under way. A clone stops the same one.
#[derive(Clone)]
pub struct Stop(Option<JsValue>);

impl std::fmt::Debug for Stop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("stop")
    }
}

fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &JsValue::from_str(name)).ok()
}

impl Stop {
    /// For one request.
    #[must_use]
    pub fn new() -> Self {
        // Asked for by name: a class of its own in the bindings is weight in the first load.
        let made = property(&js_sys::global(), "AbortController").and_then(|class| {
            let class: &Function = class.dyn_ref()?;
            Reflect::construct(class, &js_sys::Array::new()).ok()
        });
        Self(made)
    }

    /// Stops it; nothing if it is over.
    pub fn now(&self) {
        let controller = self.0.as_ref();
        let abort = controller.and_then(|one| property(one, "abort")?.dyn_into::<Function>().ok());
        if let (Some(controller), Some(abort)) = (controller, abort) {
            _ = abort.call0(controller);
        }
    }

    fn signal(&self) -> Option<JsValue> {
        self.0.as_ref().and_then(|one| property(one, "signal"))
    }

    fn stopped(&self) -> bool {
        self.signal()
            .and_then(|signal| property(&signal, "aborted"))
            .is_some_and(|aborted| aborted.is_truthy())
    }
}

impl Default for Stop {
    fn default() -> Self {
        Self::new()
    }
}

/// Sends a request and reads the whole answer, with those of its headers that are `wanted`.
///
/// No cookie goes with it, nothing is told of where it comes from, nothing of it is kept by the browser, and
/// no redirect is followed.
///
/// # Errors
/// When there is no answer.
pub async fn send(sent: &Sent<'_>, wanted: &[&'static str], stop: &Stop) -> Result<Came, Lost> {
    let lost = |why| {
        if stop.stopped() {
            Lost::Stopped
        } else if dom::is_offline() {
            Lost::Offline
        } else {
            why
        }
    };
    let request = request(sent, stop).ok_or(Lost::Refused)?;
    let response = Request::from(request);
    let response = response.send().await.map_err(|_| lost(Lost::Refused))?;
    let status = response.status();
    let known = response.headers();
    let headers = wanted
        .iter()
        .filter_map(|name| Some((*name, known.get(name)?)));
    let headers = headers.collect();
    let text = response.text().await.map_err(|_| lost(Lost::Cut))?;
    Ok(Came {
        status,
        headers,
        text,
    })
}

fn set(object: &Object, name: &str, value: &JsValue) {
    _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// The browser's own object for it. Its members are set by name, as they are written in JavaScript.
fn request(sent: &Sent<'_>, stop: &Stop) -> Option<web_sys::Request> {
    let headers = Object::new();
    for (name, value) in sent.headers {
        set(&headers, name, &JsValue::from_str(value));
    }
    let init = Object::new();
    for (name, word) in [
        ("method", sent.method),
        ("cache", "no-store"),
        ("credentials", "omit"),
        ("redirect", "error"),
        ("referrerPolicy", "no-referrer"),
    ] {
        set(&init, name, &JsValue::from_str(word));
    }
    set(&init, "headers", &headers);
    if let Some(body) = sent.body {
        set(&init, "body", &JsValue::from_str(body));
    }
    if let Some(signal) = stop.signal() {
        set(&init, "signal", &signal);
    }
    web_sys::Request::new_with_str_and_init(sent.address, init.unchecked_ref()).ok()
}
