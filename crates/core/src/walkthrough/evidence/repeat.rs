//! The baseline again: the same answers as before, or not.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::answer::Answer;
use super::{Judgement, Level, access, token};
use crate::walkthrough::checklist::Step;
use crate::walkthrough::client::Client;
use crate::walkthrough::compare::{Compared, differences};
use crate::walkthrough::state::Walk;

pub(super) fn judge(
    answer: &Answer<'_>,
    step: &Step,
    walk: &Walk,
    client: Option<&Client>,
) -> Judgement {
    let given = answer.with("access_token").is_some() || answer.with("error").is_some();
    let token = if given { token::read(answer) } else { None };
    // The answer of the token endpoint alone says nothing about the API.
    let others = answer
        .objects()
        .any(|body| body.get("access_token").is_none() && body.get("error").is_none());
    let api = if !given || others {
        access::read(answer, client)
    } else {
        None
    };
    let parts: Vec<Judgement> = token.into_iter().chain(api).collect();
    let Some(worst) = parts
        .iter()
        .find(|part| part.level == Level::Bad)
        .or_else(|| parts.first())
    else {
        return Judgement::unread(
            "Neither an answer of the token endpoint nor one of the API was found.",
        );
    };
    if worst.level == Level::Unread {
        return worst.clone();
    }
    let readings: Vec<_> = parts
        .iter()
        .flat_map(|part| part.readings.clone())
        .collect();
    let compared = differences(
        step,
        walk,
        client.map(|client| client.key.as_str()),
        &readings,
    );
    let changed: Vec<String> = compared
        .iter()
        .filter(|row| row.is_change())
        .map(in_words)
        .collect();
    let judgement = if !changed.is_empty() {
        Judgement::new(
            Level::Bad,
            "different",
            format!("Not as before: {}. {}", changed.join("; "), worst.says),
        )
    } else if worst.level == Level::Bad {
        Judgement::new(Level::Bad, "different", worst.says.clone())
    } else if compared
        .iter()
        .any(|row| row.before.is_some() && row.after.is_some())
    {
        Judgement::new(Level::Good, "same", "The same as before.")
    } else {
        Judgement::new(
            Level::Note,
            "no-baseline",
            "It works now; there is nothing from before to compare it with.",
        )
    };
    judgement.with(readings)
}

fn in_words(row: &Compared) -> String {
    format!(
        "{} was {}, is {}",
        row.name,
        row.before.as_deref().unwrap_or("not read"),
        row.after.as_deref().unwrap_or("not read")
    )
}
