//! What the client may do: its roles, and the permissions in them, to be searched.

use claimlens_core::requests::{Permission, RoleGrant, Subject, search};

use super::super::card::copy;
use super::RIGHTS;
use crate::markup::{Node, button, el};
use crate::view_model::fold::{count, grouped};

/// How many roles are shown, and how many permissions before "show all".
const SHOWN: usize = 50;

/// The roles.
pub(super) fn view(subject: &Subject) -> Node {
    if subject.grants.is_empty() {
        return el("p")
            .class("verdict bad")
            .text("The client has no role: nearly every call will be refused. Give it roles, each with a division, on the client itself.")
            .into();
    }
    let roles = subject.grants.iter().take(SHOWN).map(role);
    let more = subject.grants.len().saturating_sub(SHOWN);
    el("div")
        .child(el("p").class("verdict good").text(format!(
            "{} and {}.",
            count(subject.grants.len(), "role"),
            count(subject.permissions.len(), "permission")
        )))
        .child(
            el("ul")
                .class("roles")
                .attr("aria-label", "Roles")
                .children(roles),
        )
        .child((more > 0).then(|| {
            el("p")
                .class("note")
                .text(format!("… and {} more roles.", grouped(more)))
        }))
        .into()
}

fn role(grant: &RoleGrant) -> Node {
    let division = match (&*grant.division_id, grant.is_home) {
        ("*", _) => "all divisions".to_owned(),
        (_, true) => format!("{} (home division)", grant.division),
        _ => grant.division.clone(),
    };
    el("li")
        .child(el("b").text(grant.role.clone()))
        .text(" in ")
        .child(el("b").text(division))
        .text(format!(", {}", count(grant.permissions, "permission")))
        .into()
}

/// The permissions that are searched for.
pub(super) fn permissions(subject: &Subject, query: &str, all: bool) -> Node {
    if subject.permissions.is_empty() {
        return Node::Nothing;
    }
    let found = search(&subject.permissions, query);
    let shown = if all { found.len() } else { SHOWN };
    let more = (found.len() > shown).then(|| {
        button(
            format!("Show all {}", grouped(found.len())),
            "request-all",
            "",
        )
        .class("quiet")
    });
    let counted = if found.len() == subject.permissions.len() {
        count(found.len(), "permission")
    } else {
        format!(
            "{} of {}",
            grouped(found.len()),
            grouped(subject.permissions.len())
        )
    };
    let names: Vec<String> = found.iter().map(|one| one.name()).collect();
    let rows = found.iter().take(shown).map(|one| row(one));
    let heads = ["Permission", "Role and division"]
        .map(|head| el("th").attr("scope", "col").text(head).into());
    el("div")
        .class("permissions")
        .child(
            el("p")
                .class("filter")
                .child(
                    el("label")
                        .attr("for", RIGHTS)
                        .text("Search the permissions"),
                )
                .child(
                    el("input")
                        .id(RIGHTS)
                        .attr("type", "search")
                        .attr("autocomplete", "off")
                        .attr("spellcheck", "false")
                        .attr("placeholder", "routing:queue:view, a role, a division"),
                )
                .child(
                    el("span")
                        .class("note")
                        .attr("role", "status")
                        .text(counted),
                )
                .child(copy("the permissions shown", &names.join("\n"))),
        )
        .child((!found.is_empty()).then(|| {
            el("table")
                .attr("aria-label", "Permissions")
                .child(el("thead").child(el("tr").children(heads)))
                .child(el("tbody").children(rows))
        }))
        .child(
            found
                .is_empty()
                .then(|| el("p").class("note").text("No permission matches.")),
        )
        .child(more)
        .into()
}

fn row(one: &Permission) -> Node {
    let held: Vec<String> = one.held.iter().map(|held| held.text()).collect();
    let wild = one
        .is_wildcard()
        .then(|| el("span").class("note").text(" (stands for all)"));
    el("tr")
        .child(
            el("th")
                .attr("scope", "row")
                .child(el("code").text(one.name()))
                .child(wild),
        )
        .child(el("td").text(held.join(", ")))
        .into()
}
