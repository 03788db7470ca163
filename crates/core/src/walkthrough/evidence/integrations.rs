//! The list of integrations: chat-notification webhooks need a password login.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::answer::{Answer, text};
use super::clients::listed;
use super::{Judgement, Level, Reading, refusal};
use crate::jose::json::Value;

pub(super) fn judge(answer: &Answer<'_>) -> Judgement {
    if !answer.is_list() {
        return refusal::judge(answer).unwrap_or_else(|| {
            Judgement::unread("This is no list of integrations: JSON with entities.")
        });
    }
    let all = answer.entities();
    let webhooks: Vec<String> = all
        .iter()
        .filter(|entity| is_webhook(**entity))
        .map(|entity| text(*entity, "name").into_owned())
        .collect();
    let names: Vec<&str> = webhooks.iter().map(String::as_str).collect();
    let readings = Vec::from([
        Reading::new("integrations", all.len().to_string()),
        Reading::new("webhooks", webhooks.len().to_string()),
    ]);
    let judgement = if !webhooks.is_empty() {
        Judgement::new(
            Level::Stop,
            "webhooks",
            format!(
                "Looks like chat-notification webhooks, known by name or type: {}. They are documented to fail under SSO only.",
                listed(&names)
            ),
        )
    } else if answer.has_more() {
        Judgement::new(
            Level::Bad,
            "more-pages",
            format!(
                "No webhook among {} integrations, but there are more pages: paste those too.",
                all.len()
            ),
        )
    } else {
        Judgement::new(
            Level::Good,
            "none",
            format!(
                "No webhook among {} integrations, by name and type.",
                all.len()
            ),
        )
    };
    judgement.with(readings)
}

/// Whether name or type speak of a webhook.
fn is_webhook(entity: Value<'_, '_>) -> bool {
    let says = |text: &str| text.to_ascii_lowercase().contains("webhook");
    says(&text(entity, "name"))
        || entity
            .get("integrationType")
            .is_some_and(|kind| says(&text(kind, "id")) || says(&text(kind, "name")))
}
