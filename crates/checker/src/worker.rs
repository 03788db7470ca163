//! What `web/static/checker.js` calls.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::Checker;

thread_local! {
    static CHECKER: RefCell<Checker> = RefCell::default();
}

/// [`Checker::take`].
#[wasm_bindgen]
pub fn take(request: String) -> Option<String> {
    CHECKER.with_borrow_mut(|checker| checker.take(request))
}

/// [`Checker::step`].
#[wasm_bindgen]
pub fn step() -> Option<String> {
    CHECKER.with_borrow_mut(Checker::step)
}

/// [`Checker::progress`]; nothing where there is nothing to do.
#[wasm_bindgen]
pub fn progress() -> Option<String> {
    CHECKER.with_borrow(Checker::progress)
}
