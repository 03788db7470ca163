//! A tree written out as HTML, for tests.

use super::{Element, Node};

/// Elements that have no end tag (HTML §13.1.2).
const VOID: [&str; 4] = ["br", "hr", "input", "use"];

impl Node {
    /// Writes the tree as HTML. Live parts are run once.
    pub fn write_html(self, out: &mut String) {
        match self {
            Self::Element(element) => element.write_html(out),
            Self::Text(text) => escape(&text, out),
            Self::Live(mut render) => render().write_html(out),
            Self::Nothing => {}
        }
    }
}

impl Element {
    fn write_html(self, out: &mut String) {
        let made = *self.0;
        out.push('<');
        out.push_str(made.tag);
        for (name, value) in &made.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        out.push('>');
        if VOID.contains(&made.tag) {
            return;
        }
        for child in made.children {
            child.write_html(out);
        }
        out.push_str("</");
        out.push_str(made.tag);
        out.push('>');
    }
}

fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::markup::{Node, el, live};

    #[test]
    fn text_and_attributes_are_escaped() {
        let tree: Node = el("p")
            .attr("title", "a\"b")
            .text("<script>")
            .child(live(|| el("b").text("&").into()))
            .into();
        let mut html = String::new();
        tree.write_html(&mut html);
        assert_eq!(html, "<p title=\"a&quot;b\">&lt;script&gt;<b>&amp;</b></p>");
    }
}
