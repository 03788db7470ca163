//! Before anything was pasted: what can be, and three samples. While something large is inspected:
//! that it is.

use crate::markup::{Node, button, el, live};
use crate::state::{State, Topic};
use crate::view_model::samples;

/// What is recognised, a line each: what, and in which forms.
const RECOGNISED: [(&str, &str); 5] = [
    (
        "Tokens",
        "JWT, JWE, SD-JWT, PASETO, opaque ones; bare, wrapped, several at once",
    ),
    (
        "Where they hide",
        "curl commands, headers, cookies, URLs, logs, HAR files, env files",
    ),
    (
        "Errors",
        "token endpoint and API error bodies, WWW-Authenticate challenges",
    ),
    (
        "Answers",
        "token responses, introspection, userinfo, discovery documents",
    ),
    (
        "Keys and SAML",
        "PEM, JWK: to check signatures with; SAML messages: named",
    ),
];

/// The empty state, or the progress of a long inspection.
#[must_use]
pub fn empty(state: State) -> Node {
    live(move || {
        state.follow(Topic::Inspected);
        state.follow(Topic::Progress);
        let progress = state.read(|data| data.progress.clone());
        if !progress.is_empty() {
            return el("p")
                .class("progress")
                .attr("role", "status")
                .text(progress)
                .into();
        }
        if state.read(|data| data.report.is_some()) {
            return Node::Nothing;
        }
        let recognised = RECOGNISED
            .iter()
            .flat_map(|(what, forms)| [el("dt").text(*what).into(), el("dd").text(*forms).into()]);
        el("div")
            .class("empty")
            .child(
                el("p")
                    .class("lead")
                    .text("The answer appears here as you type or paste."),
            )
            .child(el("dl").class("recognised").children(recognised))
            .child(samples_row())
            .into()
    })
}

/// The three samples.
fn samples_row() -> Node {
    let samples = samples::LABELS.iter().enumerate().map(|(number, label)| {
        Node::from(button(*label, "sample", number.to_string()).class("quiet"))
    });
    el("p")
        .class("samples")
        .child(el("span").text("Try one: "))
        .children(samples)
        .child(
            el("span")
                .class("note")
                .text("Made up; the signatures are fake."),
        )
        .into()
}
