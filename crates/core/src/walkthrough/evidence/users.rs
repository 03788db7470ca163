//! A page of users: does every active one have an email address.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::answer::{Answer, text};
use super::clients::listed;
use super::{Judgement, Level, Reading, refusal};

pub(super) fn judge(answer: &Answer<'_>) -> Judgement {
    if !answer.is_list() {
        return refusal::judge(answer)
            .unwrap_or_else(|| Judgement::unread("This is no list of users: JSON with entities."));
    }
    let all = answer.entities();
    let active: Vec<_> = all
        .iter()
        .filter(|user| {
            let state = text(**user, "state");
            state.is_empty() || state.eq_ignore_ascii_case("active")
        })
        .collect();
    let without: Vec<String> = active
        .iter()
        .filter(|user| !text(***user, "email").contains('@'))
        .map(|user| text(**user, "name").into_owned())
        .collect();
    let names: Vec<&str> = without.iter().map(String::as_str).collect();
    let readings = Vec::from([
        Reading::new("active users", active.len().to_string()),
        Reading::new("without email", without.len().to_string()),
    ]);
    let judgement = if !names.is_empty() {
        Judgement::new(
            Level::Bad,
            "no-email",
            format!(
                "Active users without an email address, so without a way in: {}.",
                listed(&names)
            ),
        )
    } else if answer.has_more() {
        Judgement::new(
            Level::Bad,
            "more-pages",
            format!(
                "{} active users were read, and there are more pages: paste those too.",
                active.len()
            ),
        )
    } else {
        Judgement::new(
            Level::Note,
            "complete",
            format!(
                "All {} active users have an email address. Whether the identity provider has the same ones, its export tells.",
                active.len()
            ),
        )
    };
    judgement.with(readings)
}
