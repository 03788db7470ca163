//! What is in the dialog that lists the keys. The dialog itself stands in `index.html`.

use crate::markup::{Node, el};

/// Keys, and what they do.
const KEYS: [(&[&str], &str); 6] = [
    (
        &["Ctrl", "V"],
        "Paste into the box, from anywhere on the page",
    ),
    (&["/"], "Filter claims and scopes, or go to the box"),
    (&["j"], "Show or hide the raw JSON"),
    (&["←", "→"], "Move between the things found"),
    (&["Esc"], "Leave a field, close this"),
    (&["?"], "This list"),
];

/// The list, and the way out. The one button has the focus when the dialog opens.
#[must_use]
pub fn keys() -> Node {
    let rows = KEYS.iter().flat_map(|(keys, does)| {
        let mut names = el("dt");
        for (at, key) in keys.iter().enumerate() {
            if at > 0 {
                names = names.text(" ");
            }
            names = names.child(el("kbd").text(*key));
        }
        [names.into(), el("dd").text(*does).into()]
    });
    let rows: Vec<Node> = rows.collect();
    let close = el("form")
        .attr("method", "dialog")
        .child(el("button").text("Close"));
    el("div")
        .child(el("h2").id("keys-title").text("Keyboard"))
        .child(el("dl").children(rows))
        .child(el("p").text("The keys without Ctrl work outside of text fields."))
        .child(close)
        .into()
}

#[cfg(test)]
mod tests {
    use super::keys;

    #[test]
    fn keys_stand_beside_what_they_do_and_there_is_a_way_out() {
        let mut html = String::new();
        keys().write_html(&mut html);
        assert!(
            html.contains("<dt><kbd>Ctrl</kbd> <kbd>V</kbd></dt><dd>Paste into"),
            "{html}"
        );
        assert!(
            html.contains("<dt><kbd>?</kbd></dt><dd>This list</dd>"),
            "{html}"
        );
        assert!(
            html.ends_with("<form method=\"dialog\"><button>Close</button></form></div>"),
            "{html}"
        );
    }
}
