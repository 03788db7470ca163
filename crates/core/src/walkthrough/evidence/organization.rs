//! The organization: that the region is right, and its short name.

use alloc::format;
use alloc::vec::Vec;

use super::answer::{Answer, text};
use super::{Judgement, Level, Reading, refusal};

pub(super) fn judge(answer: &Answer<'_>) -> Judgement {
    if let Some(refused) = refusal::judge(answer) {
        return refused;
    }
    let Some(body) = answer.with("thirdPartyOrgName").or_else(|| {
        answer
            .objects()
            .find(|body| body.get("id").is_some() && body.get("name").is_some())
    }) else {
        return Judgement::unread(
            "This is no answer about the organization: JSON with id, name and thirdPartyOrgName.",
        );
    };
    let (name, short) = (text(body, "name"), text(body, "thirdPartyOrgName"));
    let readings: Vec<Reading> = [
        ("organization id", text(body, "id")),
        ("organization", name.clone()),
        ("short name", short.clone()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| Reading::new(name, value.as_ref()))
    .collect();
    let says = if short.is_empty() {
        format!(
            "The region is right: it is the organization “{name}”. Its short name is not in the answer; OrganizationName needs it."
        )
    } else {
        format!(
            "The region is right: it is the organization “{name}”. OrganizationName is “{short}”."
        )
    };
    Judgement::new(Level::Good, "known", says).with(readings)
}
