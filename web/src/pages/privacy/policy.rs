//! The policy that stands in the page, in words.

use crate::markup::{Node, el};
use crate::platform::dom;
use crate::view_model::csp::{Directive, directives};

/// The policy. It does not change while the page is open.
pub(super) fn policy() -> Node {
    let directives = directives(&dom::policy());
    let section = el("section").child(el("h3").text("What the browser lets this page do"));
    if directives.is_empty() {
        return section
            .child(el("p").id("no-policy").class("warned").text(
                "There is no policy in this page. As it was built it has one: somebody has changed it, or it is a build for developing. Do not paste a token here.",
            ))
            .into();
    }
    section
        .child(el("p").text(
            "This is the Content-Security-Policy in this page, and the browser itself enforces it, whatever a program here tries.",
        ))
        .child(
            el("dl")
                .id("policy-in-words")
                .class("values")
                .children(directives.iter().flat_map(row)),
        )
        .into()
}

fn row(directive: &Directive) -> [Node; 2] {
    let about = if directive.about.is_empty() {
        directive.name.clone()
    } else {
        directive.about.to_owned()
    };
    [
        el("dt").text(about).into(),
        el("dd")
            .child(el("span").text(directive.allows.clone()))
            .child(el("code").text(directive.name.clone()))
            .into(),
    ]
}

/// An address as a shell takes it.
pub(super) fn quoted(address: &str) -> String {
    ["'", &address.replace('\'', "%27"), "'"].concat()
}
