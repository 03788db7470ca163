//! What a token may do: `tokens/me`, or any read that worked or was refused.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::answer::{Answer, text};
use super::refusal::STATUS;
use super::{Judgement, Level, Reading, refusal, token};
use crate::jose::json::Value;
use crate::order;
use crate::walkthrough::client::{Client, Grant};

pub(super) fn judge(answer: &Answer<'_>, client: Option<&Client>) -> Judgement {
    read(answer, client).unwrap_or_else(|| {
        Judgement::unread("This is no answer of the API that is known here: JSON, with the status above or below it.")
    })
}

/// The judgement on an answer of the API; none where there is none.
pub(super) fn read(answer: &Answer<'_>, client: Option<&Client>) -> Option<Judgement> {
    let me = answer.objects().find_map(|object| {
        object
            .get("OAuthClient")
            .or_else(|| object.get("oAuthClient"))
    });
    // A refused read counts, also where tokens/me was pasted before it.
    if let Some(refused) = refusal::judge(answer) {
        // The token endpoint's errors look different, and are no answer of the API.
        if let Some(refused) = answer.with("error").and_then(|_| token::read(answer)) {
            return Some(refused);
        }
        let mut readings = me.map(readings).unwrap_or_default();
        readings.retain(|reading| reading.name != STATUS);
        readings.extend(refused.readings.iter().cloned());
        return Some(refused.with(readings));
    }
    if let Some(me) = me {
        return Some(judge_token(me, client).with(readings(me)));
    }
    // Any other read: its status is what tells. A token alone is not an answer of the API.
    let status = answer
        .status
        .filter(|_| answer.with("access_token").is_none())?;
    Some(
        Judgement::new(Level::Good, "ok", "The call was answered.")
            .with(Vec::from([Reading::new(STATUS, status.to_string())])),
    )
}

fn judge_token(me: Value<'_, '_>, client: Option<&Client>) -> Judgement {
    let name = text(me, "name");
    let state = text(me, "state");
    let grant = text(me, "authorizedGrantType");
    let is_service = Grant::of(&grant) == Some(Grant::ClientCredentials);
    let bad = |outcome, says: String| Judgement::new(Level::Bad, outcome, says);
    let id = text(me, "id");
    if let Some(client) = client
        && !client.id.is_empty()
        && !id.is_empty()
        && !client.id.eq_ignore_ascii_case(&id)
    {
        return bad(
            "other-client",
            format!(
                "This is the token of another client, “{name}”, not of “{}”.",
                client.name
            ),
        );
    }
    let owner = me.get("organization").map(|org| text(org, "id"));
    if owner.is_some_and(|id| id == "purecloud-builtin") {
        return bad(
            "builtin",
            String::from(
                "This token comes from a client that Genesys built in: a user's login, not your integration's.",
            ),
        );
    }
    if !state.is_empty() && state != "active" {
        return bad(
            "inactive",
            format!("The client “{name}” is {state}: it gets no tokens any more."),
        );
    }
    if !grant.is_empty() && !is_service {
        return Judgement::new(
            Level::Note,
            "user-grant",
            format!(
                "The client “{name}” works for users ({grant}): what it may do depends on the user, and on scopes if they are enforced."
            ),
        );
    }
    let roles = roles(me).len();
    if is_service && roles == 0 {
        return bad(
            "no-roles",
            format!("The client “{name}” has no role: nearly every call will be refused."),
        );
    }
    let plural = if roles == 1 { "" } else { "s" };
    Judgement::new(
        Level::Good,
        "ok",
        format!("The client “{name}” is active and has {roles} role{plural}, each in a division."),
    )
}

fn readings(me: Value<'_, '_>) -> Vec<Reading> {
    let mut readings = Vec::from([Reading::new(STATUS, "200")]);
    for (name, member) in [
        ("client", "name"),
        ("grant", "authorizedGrantType"),
        ("state", "state"),
    ] {
        let value = text(me, member);
        if !value.is_empty() {
            readings.push(Reading::new(name, value.as_ref()));
        }
    }
    readings.push(Reading::new("roles in divisions", roles(me).join(", ")));
    readings
}

/// The roles with their divisions, in an order of their own, so that two answers can be compared.
fn roles(me: Value<'_, '_>) -> Vec<String> {
    let mut roles: Vec<String> = me
        .get("roleDivisions")
        .into_iter()
        .flat_map(|list| list.items())
        .map(|pair| format!("{} in {}", text(pair, "roleId"), text(pair, "divisionId")))
        .collect();
    order::sort(&mut roles);
    roles
}
