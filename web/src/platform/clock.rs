//! Time: the moment, and what is to happen later.

use wasm_bindgen::prelude::*;

/// Seconds since 1970-01-01T00:00:00Z.
#[must_use]
pub fn now() -> i64 {
    now_millis().div_euclid(1000)
}

fn now_millis() -> i64 {
    // Far inside both types' range for any clock a browser has.
    #[expect(clippy::cast_possible_truncation, reason = "a date fits an i64")]
    let millis = js_sys::Date::now() as i64;
    millis
}

/// The moment in milliseconds, to tell how long something has taken: by the browser's own count, which goes
/// on where the system's clock is set back, or stands still as in a test.
#[must_use]
pub fn millis() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Runs `task` once, after `milliseconds`.
pub fn later(milliseconds: i32, task: impl FnOnce() + 'static) {
    once(Some(milliseconds), Box::new(task));
}

// One copy of what makes a JavaScript function, not one a task.
fn once(milliseconds: Option<i32>, task: Box<dyn FnOnce()>) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let task = Closure::once_into_js(task);
    let function = task.unchecked_ref();
    _ = match milliseconds {
        Some(wait) => window.set_timeout_with_callback_and_timeout_and_arguments_0(function, wait),
        None => window.request_animation_frame(function),
    };
}

/// Runs `task` once, with the next frame: before the browser draws it, after everything that is due
/// now. In a hidden tab it waits until the tab is looked at.
pub fn with_next_frame(task: impl FnOnce() + 'static) {
    once(None, Box::new(task));
}

/// Runs `task` at the start of every second, for as long as the page lives.
pub fn every_second(task: Box<dyn Fn()>) {
    // Aimed at the whole second, so that digits change together with other clocks.
    let wait = 1005 - i32::try_from(now_millis() % 1000).unwrap_or_default();
    later(wait, move || {
        task();
        every_second(task);
    });
}

/// Runs a task beside everything else. Boxed, so that all tasks share one copy of the executor's code.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: std::pin::Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    wasm_bindgen_futures::spawn_local(task);
}

/// Resolves when the browser has nothing else to do. Asked for by name: it is not in every browser.
pub async fn idle() {
    let idle = js_sys::Promise::new(&mut |resolve, _| {
        let global = js_sys::global();
        let asked = js_sys::Reflect::get(&global, &"requestIdleCallback".into());
        let asked = asked.ok().and_then(|asked| asked.dyn_into().ok());
        let asked: Option<js_sys::Function> = asked;
        if asked.is_none_or(|asked| asked.call1(&global, &resolve).is_err())
            && let Some(window) = web_sys::window()
        {
            _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 300);
        }
    });
    _ = wasm_bindgen_futures::JsFuture::from(idle).await;
}

/// Gives the browser a turn: resolves in a task of its own, after painting and input had their chance.
pub async fn breathe() {
    pause(0).await;
}

/// Resolves after that time.
pub async fn pause(milliseconds: i32) {
    let pause = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    _ = wasm_bindgen_futures::JsFuture::from(pause).await;
}
