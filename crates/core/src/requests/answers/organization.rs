//! The organization, and its idle timeout.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;

use super::{Answer, Planned, Refusal, json, refused, text};
use crate::jose::json::Value;
use crate::time::duration;

/// An organization.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Organization {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its short name, which logins and SAML call `OrganizationName`; empty where the answer has none.
    pub short_name: String,
    /// Its domain, if the answer has it.
    pub domain: String,
}

/// When tokens end for want of use.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Idle {
    /// Whether they do.
    pub is_on: bool,
    /// After how many seconds.
    pub seconds: Option<i64>,
    /// That, in a sentence.
    pub text: String,
}

/// Reads the answer of `organizations/me`.
///
/// # Errors
/// Where it was refused, or is no such answer.
pub fn read_organization(planned: &Planned, answer: &Answer) -> Result<Organization, Box<Refusal>> {
    if !answer.is_ok() {
        return Err(refused(planned, answer));
    }
    let document = json(answer.body.expose());
    let body = document.object().filter(|body| body.get("id").is_some());
    body.map(organization)
        .ok_or_else(|| refused(planned, answer))
}

/// An organization, wherever it stands in an answer.
pub(super) fn organization(body: Value<'_, '_>) -> Organization {
    Organization {
        id: text(body, "id"),
        name: text(body, "name"),
        short_name: text(body, "thirdPartyOrgName"),
        domain: text(body, "domain"),
    }
}

/// Reads the answer of `tokens/timeout`.
///
/// # Errors
/// Where it was refused, or is no such answer.
pub fn read_timeout(planned: &Planned, answer: &Answer) -> Result<Idle, Box<Refusal>> {
    if !answer.is_ok() {
        return Err(refused(planned, answer));
    }
    let document = json(answer.body.expose());
    let read = document.object().and_then(|body| {
        let is_on = body.get("enableIdleTokenTimeout").and_then(|on| on.as_bool());
        let seconds = body
            .get("idleTokenTimeoutSeconds")
            .and_then(|seconds| seconds.as_i64());
        if is_on.is_none() && seconds.is_none() {
            return None;
        }
        let is_on = is_on.unwrap_or(false);
        let text = match (is_on, seconds) {
            (true, Some(seconds)) => format!(
                "A token that is not used for {} ends, those of client credentials too.",
                duration(seconds)
            ),
            (true, None) => String::from(
                "Tokens that are not used end, those of client credentials too; after how long is not in the answer.",
            ),
            (false, _) => String::from("Tokens do not end for want of use."),
        };
        Some(Idle {
            is_on,
            seconds,
            text,
        })
    });
    read.ok_or_else(|| refused(planned, answer))
}
