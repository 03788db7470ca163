//! The policy that stands in the page, in words.

use std::collections::BTreeSet;

use super::super::card::copy;
use super::super::desk::{self, Topic};
use crate::markup::{Element, Node, button, el};
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

/// What a server may add. A page that is a file has none.
pub(super) fn header() -> Node {
    if dom::is_file() || dom::policy().is_empty() {
        return Node::Nothing;
    }
    desk::follow(Topic::Looked);
    let check = ["curl -sI ", &quoted(&dom::address())].concat();
    el("section")
        .child(el("p").text(
            "A header of the server’s can only make it stricter. A page is not told which it came with, but it can ask for itself once more and look:",
        ))
        .child(el("p").child(button("Ask for the header", "privacy-header", "").class("quiet")))
        .child(desk::data().known.header.as_ref().map(came))
        .child(el("p").text("From outside:"))
        .child(
            el("p")
                .class("command")
                .child(el("code").text(check.clone()))
                .child(copy("the command", &check)),
        )
        .into()
}

/// What came by header, beside what stands in the page.
fn came([header, worker]: &[Option<String>; 2]) -> Element {
    let said = el("div").id("policy-header").child(
        worker
            .as_ref()
            .filter(|sent| sent.trim().is_empty())
            .map(|_| {
                el("p").class("warned").text(
                    "The service worker’s script comes without a policy. It asks for this page’s own files alone, but only that script itself says so.",
                )
            }),
    );
    match header.as_deref().map(|sent| held(&dom::policy(), sent)) {
        None => said.child(el("p").text("No answer came.")),
        Some(Header::Missing) => said.child(el("p").class("warned").text(
            "The server sends no policy with this page. The one in the page holds all the same, but other sites can frame it.",
        )),
        Some(Header::Same) => said.child(el("p").text(
            "The server sends the same policy, and that no other site may frame the page.",
        )),
        Some(Header::Other) => said
            .child(el("p").class("warned").text(
                "The server sends another policy. Both hold: the page may do what both allow.",
            ))
            .child(el("p").child(el("code").text(header.clone().unwrap_or_default()))),
    }
}

/// How a header is beside the policy in the page.
#[derive(Debug, Eq, PartialEq)]
enum Header {
    Missing,
    Same,
    Other,
}

/// What only a header can say.
const ONLY_AS_HEADER: &str = "frame-ancestors 'none'";

fn held(page: &str, sent: &str) -> Header {
    let set = |text: &str| -> BTreeSet<String> {
        let directives = text.split(';').map(|one| {
            let words: Vec<&str> = one.split_whitespace().collect();
            words.join(" ")
        });
        directives.filter(|one| !one.is_empty()).collect()
    };
    let mut wanted = set(page);
    wanted.insert(ONLY_AS_HEADER.to_owned());
    if sent.trim().is_empty() {
        Header::Missing
    } else if set(sent) == wanted {
        Header::Same
    } else {
        Header::Other
    }
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

#[cfg(test)]
mod tests {
    use super::{Header, held};

    #[test]
    fn a_header_is_the_same_or_another_or_missing() {
        let page = "default-src 'none'; connect-src 'self'";
        for (sent, expected) in [
            ("", Header::Missing),
            (
                "connect-src  'self';default-src 'none'; frame-ancestors 'none'",
                Header::Same,
            ),
            (page, Header::Other),
            ("default-src *", Header::Other),
            (
                "default-src 'none'; connect-src 'self'; frame-ancestors 'none', default-src 'none'; report-uri https://evil.example/",
                Header::Other,
            ),
        ] {
            assert_eq!(held(page, sent), expected, "{sent}");
        }
    }
}
