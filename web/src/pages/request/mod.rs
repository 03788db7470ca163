//! Request: asks for a token, and then asks the API about it.
//!
//! What is known about requests and answers is in [`claimlens_core::requests`]; here is what is shown of it, and
//! what a click does. Nothing is sent but by a press of a button, save one request that asks whether there
//! is a companion. Everything typed and answered is in memory, and wiped when one leaves the page.

mod act;
mod asked;
mod baseline;
mod checks;
mod companion;
mod curl;
mod demo;
mod exchange;
mod form;
mod idle;
mod keep;
mod leaves;
mod needs;
mod organization;
mod outcome;
pub mod question;
mod read;
mod refused;
mod rights;
pub mod room;
mod send;
mod token;
mod user;
mod waiting;
mod who;

use super::card::copy;
use super::heading;
use super::place::Page;
use crate::markup::{Node, Words, el, live};
use crate::platform::dom;

pub(super) use act::{act, chose, sent, turned, typed, wipe};

/// The ids of the form and its fields.
const FORM: &str = "request-form";
const REGION: &str = "request-region";
const FIELD_ID: &str = "request-client";
const FIELD_SECRET: &str = "request-secret";
/// The id of the field for another companion's address.
const ADDRESS: &str = "request-address";
/// The id of the choice of the real read.
const READ: &str = "request-read";
/// The id of the field that permissions are searched with.
pub(super) const RIGHTS: &str = "request-rights";
/// The ids of the fields for what an integration needs.
const NEEDS: &str = "request-needs";
const DIVISION: &str = "request-division";
/// The id of the choice of a step of a walk.
const PLACE: &str = "request-step";
/// The id of the heading over the token.
const TITLE: &str = "token-title";

/// The page.
pub(super) fn page() -> Vec<Node> {
    vec![
        heading(Page::Request.title()),
        el("p")
            .class("lead")
            .text("Does this client get a token, and what may it do? Ask Genesys Cloud itself.")
            .into(),
        live(leaves::leaves),
        form::form(),
        live(companion::companion),
        live(token::token),
        live(asked::questions),
        live(needs::needs),
        live(baseline::baseline),
        live(curl::curl),
    ]
}

/// Says something to screen readers.
fn say(words: impl Into<Words>) {
    dom::set_text("said", &words.into());
}

/// Names and values, those that are there; some to copy.
fn rows(all: &[(&'static str, &str, bool)]) -> Node {
    let known = all.iter().filter(|(_, value, _)| !value.is_empty());
    let rows: Vec<Node> = known
        .flat_map(|(name, value, copied)| {
            let value = (*value).to_owned();
            let button = if *copied {
                copy(name, &value)
            } else {
                Node::Nothing
            };
            [
                el("dt").text(*name).into(),
                el("dd").child(el("span").text(value)).child(button).into(),
            ]
        })
        .collect();
    el("dl").class("values").children(rows).into()
}
