//! A list whose order means something: likely causes, each with how to tell and what to do.

use claimlens_core::report::Item;

use super::citation::citation;
use crate::markup::{Element, Node, el, prose};

/// The entries, numbered.
#[must_use]
pub fn list(items: &[Item]) -> Node {
    el("ol")
        .class("causes")
        .children(items.iter().map(item))
        .into()
}

fn item(item: &Item) -> Node {
    let source = if item.source.is_empty() {
        Node::Nothing
    } else {
        citation(item.source)
    };
    let mark = el("small").class("note").text(item.mark.label());
    let mark = mark.text(" ").child(source);
    let name = el("li").child(prose(el("b"), item.text));
    let name = if item.id.is_empty() {
        name
    } else {
        name.attr("data-cause", item.id)
    };
    name.child(more("Seen here", &item.seen))
        .child(more("How to tell", item.tell))
        .child(more("What to do", &item.fix))
        .child(mark)
        .into()
}

fn more(label: &'static str, text: &str) -> Option<Element> {
    let words = || prose(el("span"), text);
    (!text.is_empty()).then(|| el("p").child(el("i").text(label)).text(": ").child(words()))
}

#[cfg(test)]
mod tests {
    use super::list;
    use claimlens_core::report::{Item, Mark};

    #[test]
    fn a_cause_says_how_to_tell_what_to_do_and_how_sure_it_is() {
        let items = [Item {
            id: "a.b",
            text: "The secret is wrong.",
            seen: String::new(),
            tell: "A new one works.",
            fix: "Reset it.".into(),
            mark: Mark::Observed,
            source: "RFC 6749",
        }];
        let mut html = String::new();
        list(&items).write_html(&mut html);
        for words in [
            "<ol",
            "data-cause=\"a.b\"",
            "A new one works.",
            "Reset it.",
            "observed by others",
        ] {
            assert!(html.contains(words), "{html}");
        }
        assert!(!html.contains("Seen here"));
    }
}
