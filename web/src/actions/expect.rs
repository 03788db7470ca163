//! What the person expects: out of the policy panel, and remembered for this tab.

use crate::house;
use crate::platform::{dom, storage};
use crate::sharing;
use crate::state::State;
use crate::view_model::expectations::{self, FIELDS};

/// Takes over what stands in the policy panel, remembers it for this tab and judges again.
pub(super) fn expect(state: State) {
    let values = dom::values(FIELDS.iter().map(|field| field.id));
    _ = storage::write(storage::Key::Expectations, &expectations::to_lines(&values));
    let (policy, unreadable) = expectations::policy(&values);
    mark(&unreadable);
    state.write(|data| data.policy = policy);
    state.judge();
    sharing::expected();
}

/// Expects what these values say: they came by a link or from the site's settings, and a person chose them.
pub(super) fn take(state: State, values: &[String]) {
    for (field, value) in FIELDS.iter().zip(values) {
        dom::set_value(field.id, value);
    }
    expect(state);
}

/// Expects nothing any more.
pub(super) fn nothing(state: State) {
    for field in &FIELDS {
        dom::set_value(field.id, "");
    }
    expect(state);
    dom::focus("expect-issuer");
}

/// Expects what the policy with that number in this site's settings expects. No number, no change.
pub(super) fn preset(state: State, number: &str) {
    let Some(values) = house::preset(number).and_then(expectations::values) else {
        return;
    };
    take(state, &values);
}

/// What was expected before the page was loaded again.
pub(super) fn recall(state: State) {
    if let Some(values) = remembered() {
        let (policy, _) = expectations::policy(&values);
        state.write(|data| data.policy = policy);
    }
}

/// Writes what is remembered into the panel, once its fields are there.
pub(super) fn fill_in() {
    let Some(values) = remembered() else {
        return;
    };
    for (field, value) in FIELDS.iter().zip(&values) {
        dom::set_value(field.id, value);
    }
    let (_, unreadable) = expectations::policy(&values);
    mark(&unreadable);
}

fn remembered() -> Option<Vec<String>> {
    let lines = storage::read(storage::Key::Expectations)?;
    Some(expectations::from_lines(&lines))
}

fn mark(unreadable: &[&'static str]) {
    for field in FIELDS.iter().filter(|field| field.number) {
        dom::set_invalid(field.id, unreadable.contains(&field.id));
    }
}
