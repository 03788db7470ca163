//! What the integration needs, held against what its client may do.

use claimlens_core::requests::{Need, NeedState};

use super::super::desk::{self, Topic};
use super::super::place::{Page, link};
use super::room::{change, look};
use super::{DIVISION, NEEDS, say};
use crate::markup::button;
use crate::markup::{Node, el, icon, live};
use crate::platform::dom;
use crate::view_model::fold::count;

/// Holds what was typed against what was granted.
pub(super) fn check() {
    let values = dom::values([NEEDS, DIVISION]);
    let ([list, division], tables) = (values.as_slice(), super::super::tables::library()) else {
        return;
    };
    let tables = tables.map(|library| library.tables);
    let found = look(|room| {
        let subject = room.subject()?;
        Some(claimlens_core::requests::needs(
            list,
            Some(division),
            &subject.permissions,
            tables,
        ))
    });
    say(found
        .as_deref()
        .map_or_else(|| "Ask first what it may do.".to_owned(), summed));
    change(Topic::Needed, |room| room.needed = found);
}

/// The form and the answer, once it is known what the client may do.
pub(super) fn needs() -> Node {
    desk::follow(Topic::Asked);
    if look(|room| room.subject().is_none()) {
        return Node::Nothing;
    }
    el("section")
        .id("needs")
        .attr("aria-labelledby", "needs-title")
        .child(el("h3").id("needs-title").text("My integration needs …"))
        .child(
            el("p")
                .child(
                    el("label")
                        .attr("for", NEEDS)
                        .text("Permissions, one a line; “in Sales” behind one for its division"),
                )
                .child(
                    el("textarea")
                        .id(NEEDS)
                        .attr("rows", "4")
                        .attr("autocomplete", "off")
                        .attr("spellcheck", "false")
                        .attr(
                            "placeholder",
                            "routing:queue:view\nanalytics:conversationAggregate:view in Sales",
                        ),
                ),
        )
        .child(
            el("p")
                .child(
                    el("label")
                        .attr("for", DIVISION)
                        .text("Division of all the others, if it matters"),
                )
                .child(el("input").id(DIVISION).attr("autocomplete", "off")),
        )
        .child(el("p").child(button("Check", "request-needs", "")))
        .child(live(answer))
        .into()
}

fn answer() -> Node {
    desk::follow(Topic::Needed);
    desk::follow(Topic::Asked);
    look(|room| {
        let Some(needs) = &room.needed else {
            return Node::Nothing;
        };
        let heads = ["What is needed", "How it stands", "Why"]
            .map(|head| el("th").attr("scope", "col").text(head).into());
        el("div")
            .id("needed")
            .child(el("p").child(el("b").text(summed(needs))))
            .child((!needs.is_empty()).then(|| {
                el("table")
                    .attr("aria-label", "What is needed")
                    .child(el("thead").child(el("tr").children(heads)))
                    .child(el("tbody").children(needs.iter().map(row)))
            }))
            .into()
    })
}

/// How many are met, in a sentence.
fn summed(needs: &[Need]) -> String {
    if needs.is_empty() {
        return "Nothing was written.".to_owned();
    }
    let of = |state| needs.iter().filter(|need| need.state == state).count();
    let met = of(NeedState::Met);
    if met == needs.len() {
        return format!("All met: {}.", count(met, "permission"));
    }
    let mut parts = vec![format!("{met} of {} met", needs.len())];
    for (state, words) in [
        (NeedState::Missing, "missing"),
        (NeedState::OtherDivision, "in another division"),
        (NeedState::NotAPermission, "no permission"),
    ] {
        let number = of(state);
        if number > 0 {
            parts.push(format!("{number} {words}"));
        }
    }
    [&*parts.join(", "), "."].concat()
}

fn row(need: &Need) -> Node {
    let (tone, symbol) = match need.state {
        NeedState::Met => ("good", "#i-good"),
        NeedState::OtherDivision => ("warn", "#i-warn"),
        NeedState::Missing => ("bad", "#i-bad"),
        NeedState::NotAPermission => ("neutral", "#i-neutral"),
    };
    let by = (!need.by.is_empty()).then(|| {
        el("p")
            .class("note")
            .text(format!("Through {}.", need.by.join(", ")))
    });
    let fault = need.fault.as_ref();
    let meant = fault.filter(|fault| !fault.meant.is_empty()).map(|fault| {
        el("p")
            .text("Probably meant: ")
            .child(el("code").text(fault.meant.join(", ")))
    });
    let see = fault.and_then(|fault| fault.see.first()).map(|id| {
        let there = link(Page::Reference, id);
        el("p").child(
            el("a")
                .attr("href", there)
                .attr("target", "_blank")
                .attr("rel", "noopener")
                .text("Look it up"),
        )
    });
    let division = need
        .division
        .as_ref()
        .map(|division| el("span").class("note").text(format!(" in {division}")));
    el("tr")
        .class(tone)
        .attr("data-state", need.state.label())
        .child(
            el("th")
                .attr("scope", "row")
                .child(el("code").text(need.name.clone()))
                .child(division),
        )
        .child(
            el("td")
                .class("stands")
                .child(icon(symbol))
                .child(el("b").text(need.state.label())),
        )
        .child(
            el("td")
                .text(need.says.clone())
                .child(by)
                .child(meant)
                .child(see),
        )
        .into()
}

#[cfg(test)]
mod tests {
    use claimlens_core::requests::needs;

    use super::{row, summed};

    #[test]
    fn the_sum_names_what_is_not_met_and_a_row_says_why() {
        let found = needs("routing:queue:view\nusers", None, &[], None);
        assert_eq!(summed(&found), "0 of 2 met, 1 missing, 1 no permission.");
        assert_eq!(summed(&[]), "Nothing was written.");
        let mut html = String::new();
        for need in &found {
            row(need).write_html(&mut html);
        }
        for words in [
            "data-state=\"missing\"",
            "routing:queue:view",
            "#i-bad",
            "domain:entity:action",
        ] {
            assert!(html.contains(words), "{words}: {html}");
        }
    }
}
