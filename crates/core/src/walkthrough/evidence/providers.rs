//! The identity providers: is there one that is on, and is there a spare one.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::answer::{Answer, text};
use super::clients::listed;
use super::{Judgement, Level, Reading, refusal};
use crate::jose::json::Value;

pub(super) fn judge(answer: &Answer<'_>, spare: bool) -> Judgement {
    let mut all = answer.entities();
    if !answer.is_list() {
        if let Some(refused) = refusal::judge(answer) {
            return refused;
        }
        all.extend(
            answer
                .objects()
                .filter(|body| body.get("ssoTargetURI").is_some()),
        );
        if all.is_empty() {
            return Judgement::unread("This is no list of identity providers: JSON with entities.");
        }
    }
    // `purecloud` in the list is the login with a password, not a provider.
    all.retain(|provider| text(*provider, "id") != "purecloud");
    let is_off = |provider: &Value<'_, '_>| {
        provider.get("disabled").and_then(|value| value.as_bool()) == Some(true)
    };
    let names: Vec<String> = all
        .iter()
        .filter(|provider| !is_off(provider))
        .map(|provider| {
            let name = text(*provider, "name");
            if name.is_empty() {
                text(*provider, "id").into_owned()
            } else {
                name.into_owned()
            }
        })
        .collect();
    let on: Vec<&str> = names.iter().map(String::as_str).collect();
    let readings = Vec::from([
        Reading::new("providers", all.len().to_string()),
        Reading::new("providers that are on", listed(&on)),
        Reading::new("certificates", certificates(&all).to_string()),
    ]);
    let judgement = match (all.len(), on.len(), spare) {
        (0, _, _) => Judgement::new(Level::Bad, "none", "No SAML provider is set up."),
        (_, 0, false) => Judgement::new(
            Level::Bad,
            "disabled",
            "A provider is set up, but none is on.",
        ),
        (_, _, false) => Judgement::new(Level::Good, "enabled", format!("On: {}.", listed(&on))),
        (_, 0 | 1, true) => Judgement::new(
            Level::Note,
            "single",
            "Only one provider is on: have a second one, or a spare certificate, before the switch.",
        ),
        (_, _, true) => Judgement::new(
            Level::Good,
            "spare",
            format!("More than one provider is on: {}.", listed(&on)),
        ),
    };
    judgement.with(readings)
}

/// How many certificates all providers have together.
fn certificates(all: &[Value<'_, '_>]) -> usize {
    all.iter()
        .map(|provider| {
            let list = provider
                .get("certificates")
                .map_or(0, |list| list.items().count());
            let one = usize::from(!text(*provider, "certificate").is_empty());
            list.max(one)
        })
        .sum()
}
