//! The Basic header: made of a client id and a secret, and read back, with what is odd about either.
//!
//! Nothing of the fields is kept: they are read when something is typed, and again to copy.

use claimlens_core::basic::{self, Credentials, Unreadable, Warning};

use super::desk::{self, Topic};
use crate::markup::{Node, button, el, live};
use crate::platform::dom;

const ID: &str = "basic-id";
const SECRET: &str = "basic-secret";
const HEADER: &str = "basic-header";

/// What is said about the fields.
#[derive(Debug, Default)]
pub struct Said {
    /// What is odd about id and secret; none while one of them is empty.
    made: Option<Vec<Warning>>,
    /// What a header holds, without the secret; none for an empty field.
    read: Option<Result<Credentials, Unreadable>>,
}

/// Both directions.
pub fn basic() -> Node {
    el("section")
        .class("basic")
        .attr("aria-labelledby", "basic-title")
        .child(el("h3").id("basic-title").text("The Basic header"))
        .child(
            el("p")
                .class("note")
                .text("It is computed here and goes nowhere; nothing of it is kept."),
        )
        .child(line(ID, "Client id", "input"))
        .child(line(SECRET, "Client secret", "textarea"))
        .child(live(made))
        .child(line(HEADER, "Or look into a header", "textarea"))
        .child(live(read))
        .into()
}

/// A field with its label. Secrets go into textareas: an input drops the line breaks that are looked for.
fn line(id: &'static str, label: &'static str, tag: &'static str) -> Node {
    let field = el(tag)
        .id(id)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false");
    let field = if tag == "textarea" {
        field.attr("rows", "1").class("secret")
    } else {
        field
    };
    el("p")
        .child(el("label").attr("for", id).text(label))
        .child(field)
        .into()
}

/// Whether a field of that id is one of these; looks at them all then.
pub fn typed(id: &str) -> bool {
    if ![ID, SECRET, HEADER].contains(&id) {
        return false;
    }
    let values = dom::values([ID, SECRET, HEADER]);
    let [id, secret, header] = values.as_slice() else {
        return true;
    };
    let made = !id.is_empty() && !secret.is_empty();
    let made = made.then(|| basic::build(id, secret).warnings);
    let read = (!header.trim().is_empty()).then(|| basic::read(header));
    desk::change(Topic::Basic, |data| data.basic = Said { made, read });
    true
}

/// The header, made anew from the fields.
pub fn header() -> Option<String> {
    let values = dom::values([ID, SECRET]);
    let [id, secret] = values.as_slice() else {
        return None;
    };
    Some(basic::build(id, secret).header)
}

fn made() -> Node {
    desk::follow(Topic::Basic);
    let data = desk::data();
    let Some(warnings) = &data.basic.made else {
        return Node::Nothing;
    };
    el("div")
        .class("said")
        .attr("role", "status")
        .child(warned(warnings, "Nothing is odd about id and secret."))
        .child(
            el("p")
                .child(el("code").text("Authorization: Basic ••••••••"))
                .child(
                    button("Copy", "copy-basic", "")
                        .class("quiet")
                        .attr("aria-label", "Copy the header with the secret"),
                ),
        )
        .into()
}

fn read() -> Node {
    desk::follow(Topic::Basic);
    let data = desk::data();
    let said = el("div").class("said").attr("role", "status");
    match &data.basic.read {
        None => Node::Nothing,
        Some(Err(why)) => said.child(el("p").text(why.text())).into(),
        Some(Ok(found)) => said
            .child(
                el("p")
                    .text("Client id ")
                    .child(el("code").text(found.client_id.clone())),
            )
            .child(el("p").text(format!(
                "The secret has {} characters. It is not shown.",
                found.secret_characters
            )))
            .child(warned(&found.warnings, "Nothing is odd about it."))
            .into(),
    }
}

fn warned(warnings: &[Warning], fine: &'static str) -> Node {
    if warnings.is_empty() {
        return el("p").text(fine).into();
    }
    let items = warnings
        .iter()
        .map(|warning| el("li").text(warning.text()).into());
    el("ul").class("warned").children(items).into()
}
