//! "Share or save the report": what is masked, what of it is to stay, and the ways out.

use claimlens_core::redaction::{Class, Masked, Redacted};
use claimlens_core::share::Section;
use claimlens_core::site_config::Feature;

use super::{KEEP, OMIT, PANEL, Sharing, as_decoded};
use crate::house;
use crate::markup::{Element, Node, button, el, live, prose};
use crate::pages::desk::{self, Topic};
use crate::platform::dom;
use crate::state::{self, State};
use crate::view_model::fold::grouped;

/// How many places of a class are named.
const NAMED: usize = 6;

/// The panel, below the report.
pub(crate) fn panel(state: State) -> Node {
    el("details")
        .id(PANEL)
        .class("policy")
        .child(el("summary").text("Share or save the report"))
        .child(live(move || content(state)))
        .into()
}

fn content(state: State) -> Node {
    state.follow(state::Topic::Inspected);
    desk::follow(Topic::Shared);
    house::follow();
    let desk = desk::data();
    let sharing = &desk.sharing;
    if !sharing.open {
        return Node::Nothing;
    }
    let Some(Redacted { masked, .. }) = as_decoded(state, sharing) else {
        return Node::Nothing;
    };
    el("div")
        .class("sharing")
        .child(el("p").class("note").text(
            "No token, no secret and no signature is in what leaves here, and what says who a person is is masked. Look the list through: it goes by names and looks, and cannot know everything.",
        ))
        .child(list(&masked, sharing))
        .child(ways())
        .children(by_link(sharing))
        .into()
}

/// What is masked by class, and a choice to leave it.
fn list(masked: &[Masked], sharing: &Sharing) -> Element {
    let rows = Class::ALL.into_iter().filter_map(|class| {
        let kept = sharing.keep.contains(&class);
        let of_class: Vec<&Masked> = masked.iter().filter(|one| one.class == class).collect();
        (kept || !of_class.is_empty()).then(|| row(class, kept, &of_class))
    });
    let rows: Vec<Node> = rows.collect();
    let list = el("div")
        .id("masked")
        .child(el("h3").text("What is masked"));
    if rows.is_empty() {
        return list.child(el("p").text("Nothing had to be."));
    }
    list.child(el("ul").children(rows))
}

fn row(class: Class, kept: bool, masked: &[&Masked]) -> Node {
    let mut places = masked.iter().take(NAMED).map(|one| &*one.path);
    let mut words = places.next().unwrap_or_default().to_owned();
    for place in places {
        words.push_str(", ");
        words.push_str(place);
    }
    if masked.len() > NAMED {
        words.push_str(&format!(" and {} more", grouped(masked.len() - NAMED)));
    }
    if kept {
        words = "left as it is".to_owned();
    }
    let keep = class.may_be_kept().then(|| {
        let id = [KEEP, class.word()].concat();
        el("label")
            .child(
                el("input")
                    .attr("type", "checkbox")
                    .id(id)
                    .flag("checked", kept),
            )
            .child(el("span").text("Leave it"))
    });
    el("li")
        .child(el("b").text(class.title()))
        .child(el("span").child(el("bdi").text(words)))
        .child(keep)
        .into()
}

fn ways() -> Element {
    let copy = |label, value: &'static str| button(label, "copy", value).class("quiet");
    el("p")
        .class("tools")
        .child(copy("Copy as Markdown", "share:markdown"))
        .child(copy("Copy as JSON", "share:json"))
        .child(button("Save as Markdown", "share-save", "md").class("quiet"))
        .child(button("Save as JSON", "share-save", "json").class("quiet"))
        .child(button("Print", "print", "").class("quiet"))
}

/// The way by a link, unless whoever runs the site has switched that off.
fn by_link(sharing: &Sharing) -> Vec<Node> {
    if house::is_off(Feature::Sharing) {
        let words = house::words::off(Feature::Sharing);
        return vec![prose(el("p").class("note"), &words).into()];
    }
    vec![omitted(sharing).into(), link(sharing)]
}

/// What a link leaves out.
fn omitted(sharing: &Sharing) -> Element {
    let boxes = Section::CHOICES.into_iter().map(|section| {
        let id = [OMIT, section.key()].concat();
        let omitted = sharing.omit.contains(&section);
        el("label")
            .child(
                el("input")
                    .attr("type", "checkbox")
                    .id(id)
                    .flag("checked", omitted),
            )
            .child(el("span").text(section.title()))
            .into()
    });
    el("fieldset")
        .class("omit")
        .child(el("legend").text("A link leaves out"))
        .children(boxes)
        .child(el("p").child(button("Make a link", "share-link", "").id("make-link")))
}

fn link(sharing: &Sharing) -> Node {
    shown_link(
        "link",
        sharing.link.as_ref(),
        "The report stands in the link itself, behind the #, which browsers send to no server. Whoever gets the link can read it, and so can the chat or mail it goes through. What was checked with a key is not in it.",
    )
}

/// A link that was made, to copy, and what is to be known about it; or why there is none.
pub(super) fn shown_link(
    id: &'static str,
    link: Option<&Result<String, claimlens_core::share::SendFault>>,
    note: &'static str,
) -> Node {
    match link {
        None => Node::Nothing,
        Some(Err(fault)) => el("p").id(id).class("warned").text(fault.message()).into(),
        Some(Ok(text)) => el("div")
            .id(id)
            .class("command")
            .child(
                el("p").child(
                    el("code")
                        .class("link-text")
                        .attr("tabindex", "0")
                        .text(text.clone()),
                ),
            )
            .child(
                el("p")
                    .child(button("Copy the link", "copy-this", text.clone()).class("quiet"))
                    .text(format!(" {} characters.", grouped(text.chars().count()))),
            )
            .child(el("p").class("note").text(note))
            .child(dom::is_file().then(|| {
                el("p").class("note").text(
                    "This page is a file on this computer, so the link has its name and no address: whoever gets it opens Claimlens, and puts what begins with the # behind the address there.",
                )
            }))
            .into(),
    }
}
