//! How Leptos mounts a [`Node`] and brings it up to date.

use leptos::reactive::effect::RenderEffect;
use leptos::tachys::renderer::{Rndr, types};
use leptos::tachys::view::{Mountable, Render};

use super::{Element, Node, Words};

const SVG: &str = "http://www.w3.org/2000/svg";

/// What is kept of a node while it is in the document.
pub enum NodeState {
    /// An element, with what it was made of.
    Element(Box<ElementState>),
    /// A text node and its text.
    Text(types::Text, Words),
    /// A reactive part.
    Live(Follower),
    /// An empty text node that keeps the place.
    Nothing(types::Text),
}

impl std::fmt::Debug for NodeState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("mounted node")
    }
}

/// A mounted reactive part.
pub struct Follower(RenderEffect<NodeState>);

impl std::fmt::Debug for Follower {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("mounted live part")
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        // The effect's task keeps what was built until it is woken once more; what is reactive in it is not
        // to run until then.
        drop(self.0.take_value());
    }
}

/// A mounted element.
pub struct ElementState {
    node: types::Element,
    tag: &'static str,
    attributes: Vec<(&'static str, Words)>,
    children: Vec<NodeState>,
}

impl std::fmt::Debug for ElementState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "mounted <{}>", self.tag)
    }
}

impl Render for Node {
    type State = NodeState;

    fn build(self) -> NodeState {
        match self {
            Self::Element(element) => NodeState::Element(Box::new(element.build())),
            Self::Text(text) => NodeState::Text(Rndr::create_text_node(&text), text),
            Self::Live(render) => NodeState::Live(follow(render)),
            Self::Nothing => NodeState::Nothing(Rndr::create_text_node("")),
        }
    }

    fn rebuild(self, state: &mut NodeState) {
        let unlike = match (self, &mut *state) {
            (Self::Element(element), NodeState::Element(old)) if element.0.tag == old.tag => {
                return element.update(old);
            }
            (Self::Text(text), NodeState::Text(node, old)) => {
                if text != *old {
                    Rndr::set_text(node, &text);
                    *old = text;
                }
                return;
            }
            (Self::Nothing, NodeState::Nothing(_)) => return,
            (other, _) => other,
        };
        let mut fresh = unlike.build();
        state.insert_before_this(&mut fresh);
        state.unmount();
        *state = fresh;
    }
}

/// Builds what `render` gives, and brings it up to date whenever something that `render` read has changed.
fn follow(mut render: Box<dyn FnMut() -> Node + Send>) -> Follower {
    Follower(RenderEffect::new(move |before: Option<NodeState>| {
        let node = render();
        match before {
            Some(mut state) => {
                node.rebuild(&mut state);
                state
            }
            None => node.build(),
        }
    }))
}

impl Element {
    fn build(self) -> ElementState {
        let made = *self.0;
        let node = Rndr::create_element(made.tag, made.svg.then_some(SVG));
        for (name, value) in &made.attributes {
            Rndr::set_attribute(&node, name, value);
        }
        let children = made.children.into_iter().map(|child| {
            let mut child = child.build();
            child.mount(&node, None);
            child
        });
        let children = children.collect();
        ElementState {
            node,
            tag: made.tag,
            attributes: made.attributes,
            children,
        }
    }

    fn update(self, old: &mut ElementState) {
        let made = *self.0;
        if made.attributes != old.attributes {
            for (name, _) in &old.attributes {
                if !made.attributes.iter().any(|(kept, _)| kept == name) {
                    Rndr::remove_attribute(&old.node, name);
                }
            }
            for pair in &made.attributes {
                if !old.attributes.contains(pair) {
                    Rndr::set_attribute(&old.node, pair.0, &pair.1);
                }
            }
            old.attributes = made.attributes;
        }
        let wanted = made.children.len();
        for mut extra in old.children.drain(wanted.min(old.children.len())..) {
            extra.unmount();
        }
        let mut children = made.children.into_iter();
        for (state, child) in old.children.iter_mut().zip(children.by_ref()) {
            child.rebuild(state);
        }
        // What the zip left over. `by_ref` on the right side keeps it: the left runs out first.
        for child in children {
            let mut child = child.build();
            child.mount(&old.node, None);
            old.children.push(child);
        }
    }
}

impl NodeState {
    fn as_node(&self) -> Option<&types::Node> {
        match self {
            Self::Element(element) => Some(&element.node),
            Self::Text(node, _) | Self::Nothing(node) => Some(node),
            Self::Live(_) => None,
        }
    }
}

impl Mountable for NodeState {
    fn unmount(&mut self) {
        match self {
            Self::Live(live) => live.0.unmount(),
            other => {
                if let Some(node) = other.as_node() {
                    Rndr::remove(node);
                }
            }
        }
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        match self {
            Self::Live(live) => live.0.mount(parent, marker),
            other => {
                if let Some(node) = other.as_node() {
                    Rndr::insert_node(parent, node, marker);
                }
            }
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match self {
            Self::Live(live) => live.0.insert_before_this(child),
            other => {
                let Some(node) = other.as_node() else {
                    return false;
                };
                let Some(parent) = node.parent_element() else {
                    return false;
                };
                child.mount(&parent, Some(node));
                true
            }
        }
    }

    fn elements(&self) -> Vec<types::Element> {
        match self {
            Self::Element(element) => vec![element.node.clone()],
            Self::Live(live) => live.0.elements(),
            Self::Text(..) | Self::Nothing(_) => Vec::new(),
        }
    }
}
