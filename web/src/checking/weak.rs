//! "Is the secret a common one?": for HMAC tokens, with progress, a stop, and what came of it.

use claimlens_core::site_config::Feature;

use super::room::{Topic, follow, look, page};
use super::search::{Search, Stage};
use super::{LIST_FILE, searched_token};
use crate::house;
use crate::markup::{Element, Node, button, el, icon, own};
use crate::state::{self, Data};
use crate::view_model::fold::grouped;

/// The number of the HMAC token that a search would be about: the one shown.
pub(super) fn about(data: &Data) -> Option<usize> {
    let artefact = state::artefact_of(data)?;
    let algorithm = artefact.facts.algorithm.as_deref()?;
    let is_hmac = matches!(algorithm, "HS256" | "HS384" | "HS512");
    is_hmac.then_some(data.selected)
}

/// The section; nothing where no HMAC token is shown.
pub(super) fn weak() -> Node {
    let page = page();
    page.follow(state::Topic::Inspected);
    page.follow(state::Topic::Selected);
    follow(Topic::Searched);
    house::follow();
    if page.read(about).is_none() || house::is_off(Feature::WeakSecrets) {
        return Node::Nothing;
    }
    // What was found of one token is not of another.
    let other = look(|room| !room.search.token.is_empty())
        && look(|room| room.search.token.expose().to_owned())
            != searched_token().unwrap_or_default();
    look(|room| {
        el("section")
            .id("weak")
            .attr("aria-labelledby", "weak-title")
            .child(
                el("h2")
                    .id("weak-title")
                    .text("Is the secret a common one?"),
            )
            .children(if other {
                content(&Search::default())
            } else {
                content(&room.search)
            })
            .into()
    })
}

fn content(search: &Search) -> Vec<Node> {
    if let Stage::Loading | Stage::Going(..) = &search.stage {
        return vec![going(search).into()];
    }
    let label = if matches!(search.stage, Stage::Idle) {
        "Try common secrets"
    } else {
        "Try again"
    };
    let tools = el("div")
        .class("tools")
        .child(button(label, "check-search", "").id("weak-search"))
        .child(
            el("label")
                .class("button quiet")
                .child(el("input").id(LIST_FILE).attr("type", "file").class("sr"))
                .child(el("span").text("Add a list from a file")),
        );
    vec![standing(search).into(), tools.into()]
}

/// How a search stands that is not going.
fn standing(search: &Search) -> Element {
    match &search.stage {
        Stage::Found(secret) => {
            let words = if secret.is_empty() {
                el("b").text("The secret is empty.")
            } else {
                let secret = own(secret.expose().to_owned());
                el("b")
                    .text("Found: the secret is ")
                    .child(el("code").id("weak-found").child(secret))
                    .text(".")
            };
            el("p")
                .class("bad found-secret")
                .child(icon("#i-bad"))
                .child(words)
                .text(" Anyone could sign such tokens. Change it where it is used, and end what was signed with it.")
        }
        Stage::None(tried) => el("p")
            .class("neutral found-secret")
            .child(icon("#i-neutral"))
            .child(el("b").text(format!(
                "None of {} {} secrets. ",
                grouped(*tried),
                whose(search)
            )))
            .text("That proves nothing about others."),
        Stage::Stopped(tried, of) => el("p").class("note").text(if *of == 0 {
            "Stopped.".to_owned()
        } else {
            format!("Stopped after {} of {}.", grouped(*tried), grouped(*of))
        }),
        Stage::Problem(words) => el("p")
            .class("bad found-secret")
            .child(icon("#i-bad"))
            .text(words.clone()),
        Stage::Idle | Stage::Loading | Stage::Going(..) => el("p").class("note").text(
            "Tries the secrets that documentation and frameworks use, here in this tab. The list is fetched from this site when you ask.",
        ),
    }
}

fn whose(search: &Search) -> &'static str {
    if search.list.is_empty() {
        "common"
    } else {
        "listed"
    }
}

fn going(search: &Search) -> Element {
    let (tried, of, words) = match search.stage {
        Stage::Going(tried, of) if of > 0 => {
            (tried, of, format!("{} of {}", grouped(tried), grouped(of)))
        }
        Stage::Loading => (0, 0, "Fetching the list …".to_owned()),
        _ => (0, 0, "Starting …".to_owned()),
    };
    let bar = el("progress").attr("aria-label", "Secrets tried");
    let bar = if of > 0 {
        bar.attr("max", of.to_string())
            .attr("value", tried.to_string())
    } else {
        bar
    };
    el("div")
        .class("going")
        .child(bar)
        .child(el("span").class("countdown").text(words))
        .child(
            button("Stop", "check-stop", "")
                .id("stop-search")
                .class("quiet"),
        )
}

#[cfg(test)]
mod tests {
    use super::super::search::{Search, Stage};
    use super::content;
    use claimlens_core::requests::Secret;

    #[test]
    fn every_stage_says_where_it_is_and_what_can_be_done() {
        for (stage, wanted, unwanted) in [
            (Stage::Idle, "Try common secrets", "check-stop"),
            (Stage::Loading, "check-stop", "check-search"),
            (
                Stage::Going(1200, 11_234),
                "1,200 of 11,234",
                "check-search",
            ),
            (
                Stage::Found(Secret::new("secret")),
                "Found: the secret is <code",
                "check-stop",
            ),
            (
                Stage::Found(Secret::new("")),
                "The secret is empty.",
                "<code",
            ),
            (
                Stage::None(11_234),
                "None of 11,234 common secrets. ",
                "Found",
            ),
            (
                Stage::Stopped(5, 10),
                "Stopped after 5 of 10.",
                "check-stop",
            ),
            (Stage::Problem("No.".into()), "No.", "check-stop"),
        ] {
            let search = Search {
                stage,
                ..Search::default()
            };
            let mut html = String::new();
            for node in content(&search) {
                node.write_html(&mut html);
            }
            assert!(html.contains(wanted), "{wanted}: {html}");
            assert!(!html.contains(unwanted), "{unwanted}: {html}");
        }
    }
}
