//! Baselines as a JSON text: to keep, and to hand on.
//!
//! ```json
//! {"format": "claimlens-baselines", "version": 1, "baselines": [{"region": "mypurecloud.ie", …}]}
//! ```

use alloc::string::String;

use super::{Baseline, Seen};
use crate::json_out::Json;

/// What the text says it is.
pub(super) const FORMAT: &str = "claimlens-baselines";

/// The version of the form. A reader takes this one and all before it.
pub(super) const VERSION: i64 = 1;

/// Baselines as JSON. [`super::baseline_from_json`] gives the same again.
#[must_use]
pub fn baseline_to_json(baselines: &[Baseline]) -> String {
    let mut json = Json::default();
    json.object(|json| {
        json.text("format", FORMAT);
        json.number("version", VERSION);
        json.list("baselines", baselines, baseline);
    });
    json.text_with_end()
}

fn baseline(json: &mut Json, of: &Baseline) {
    json.number("when", of.when);
    json.text("region", &of.region);
    json.text("clientId", &of.client_id);
    json.text("clientName", &of.client_name);
    json.text("grant", &of.grant);
    json.text("state", &of.state);
    if let Some(seconds) = of.expires_in {
        json.number("expiresIn", seconds);
    }
    if let Some(seconds) = of.idle {
        json.number("idle", seconds);
    }
    json.list("roles", &of.roles, |json, pair| {
        json.text("role", &pair.role);
        json.text("division", &pair.division);
    });
    json.texts("roleNames", &of.role_names);
    json.texts("permissions", &of.permissions);
    json.name("organization");
    json.object(|json| {
        json.text("id", &of.organization.id);
        json.text("name", &of.organization.name);
        json.text("shortName", &of.organization.short_name);
        json.text("domain", &of.organization.domain);
    });
    for (name, seen) in [("token", &of.token), ("tokensMe", &of.me)] {
        if let Some(found) = seen {
            json.name(name);
            json.object(|json| self::seen(json, found));
        }
    }
    json.list("reads", &of.reads, |json, read| {
        json.text("call", &read.call);
        json.text("outcome", read.outcome.word());
        seen(json, &read.seen);
    });
}

fn seen(json: &mut Json, seen: &Seen) {
    json.number("status", i64::from(seen.status));
    json.text("code", &seen.code);
    json.text("message", &seen.message);
}
