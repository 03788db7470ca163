//! The one view type of the page: a tree of elements, plain data until Leptos mounts it.
//!
//! Leptos' `view!` makes a type of its own for every shape of markup, and code for each; a report has
//! hundreds of shapes. [`Node`] is one type for all of them. It is an ordinary view of Leptos' (it
//! implements [`leptos::tachys::view::Render`]), so it can be mounted, and a [`live`] node inside it
//! is a reactive function like any other. When a live node runs again its tree is compared with the
//! last one and only what differs is touched. Off the browser a tree can be written out as HTML, which
//! is how the components' unit tests read it.

#[cfg(test)]
mod html;
mod render;

use std::borrow::Cow;

pub use render::NodeState;

/// Text of an element or attribute: fixed, or made for one report.
pub type Words = Cow<'static, str>;

/// A view: an element, a text, something reactive, or nothing.
pub enum Node {
    /// An element with attributes and children.
    Element(Element),
    /// A text.
    Text(Words),
    /// A part that follows the signals it reads.
    Live(Box<dyn FnMut() -> Self + Send>),
    /// No view. It keeps its place among its siblings.
    Nothing,
}

impl std::fmt::Debug for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Element(element) => element.fmt(f),
            Self::Text(_) => f.write_str("text"),
            Self::Live(_) => f.write_str("live"),
            Self::Nothing => f.write_str("nothing"),
        }
    }
}

/// An element that is being put together. Behind a pointer, and built by functions that are not
/// inlined: there are hundreds of calls, and each would carry its own copy.
pub struct Element(Box<Made>);

/// What an element is made of.
struct Made {
    tag: &'static str,
    svg: bool,
    attributes: Vec<(&'static str, Words)>,
    children: Vec<Node>,
}

impl std::fmt::Debug for Element {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{}>", self.0.tag)
    }
}

/// An HTML element without attributes and children.
#[must_use]
#[inline(never)]
pub fn el(tag: &'static str) -> Element {
    Element(Box::new(Made {
        tag,
        svg: false,
        attributes: Vec::new(),
        children: Vec::new(),
    }))
}

/// An SVG element.
#[must_use]
pub fn svg(tag: &'static str) -> Element {
    let mut element = el(tag);
    element.0.svg = true;
    element
}

/// A part that follows the signals `render` reads.
pub fn live(render: impl FnMut() -> Node + Send + 'static) -> Node {
    Node::Live(Box::new(render))
}

impl Element {
    /// Adds an attribute.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Into<Words>) -> Self {
        self.with_attribute(name, value.into())
    }

    #[inline(never)]
    fn with_attribute(mut self, name: &'static str, value: Words) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    #[inline(never)]
    fn with_child(mut self, child: Node) -> Self {
        self.0.children.push(child);
        self
    }

    /// Adds an attribute without a value if `wanted`.
    #[must_use]
    pub fn flag(self, name: &'static str, wanted: bool) -> Self {
        if wanted { self.attr(name, "") } else { self }
    }

    /// Sets the class.
    #[must_use]
    pub fn class(self, class: impl Into<Words>) -> Self {
        self.attr("class", class)
    }

    /// Sets the id.
    #[must_use]
    pub fn id(self, id: impl Into<Words>) -> Self {
        self.attr("id", id)
    }

    /// Says what a click on it (or Enter) does; see [`crate::actions`].
    #[must_use]
    pub fn does(self, action: &'static str, value: impl Into<Words>) -> Self {
        self.attr("data-do", action).attr("data-v", value)
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, text: impl Into<Words>) -> Self {
        self.with_child(Node::Text(text.into()))
    }

    /// Adds a child.
    #[must_use]
    pub fn child(self, child: impl Into<Node>) -> Self {
        self.with_child(child.into())
    }

    /// Adds children.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Node>) -> Self {
        for child in children {
            self = self.with_child(child);
        }
        self
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<Option<Element>> for Node {
    fn from(element: Option<Element>) -> Self {
        element.map_or(Self::Nothing, Self::Element)
    }
}

/// A sentence of the core, in which back quotes mark what is code.
#[must_use]
pub fn prose(element: Element, text: &str) -> Element {
    let mut element = element;
    for (number, piece) in text.split('`').enumerate() {
        if piece.is_empty() {
            continue;
        }
        element = if number % 2 == 1 {
            element.child(el("code").text(piece.to_owned()))
        } else {
            element.text(piece.to_owned())
        };
    }
    element
}

/// A text that somebody else wrote, in a direction of its own: else it could turn the words behind it around.
#[must_use]
pub fn own(text: impl Into<Words>) -> Element {
    el("bdi").text(text)
}

/// A button that does `action` with `value`.
#[must_use]
pub fn button(label: impl Into<Words>, action: &'static str, value: impl Into<Words>) -> Element {
    el("button")
        .attr("type", "button")
        .does(action, value)
        .text(label)
}

/// A symbol of the page's sprite (see `index.html`), hidden from screen readers: words stand beside it.
#[must_use]
pub fn icon(reference: &'static str) -> Element {
    svg("svg")
        .class("icon")
        .attr("aria-hidden", "true")
        .child(svg("use").attr("href", reference))
}
