//! Who issued the token, for whom, to whom, and with which scopes.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Checker;
use super::outcome::{INSUFFICIENT, INVALID, listed, met, not_met, with_reason};
use crate::claims::brief;
use crate::order;
use crate::policy::near::near_miss;
use crate::report::{PolicyCheck, Profile};

/// The application id of Microsoft Graph.
const GRAPH: &str = "00000003-0000-0000-c000-000000000000";

impl Checker<'_> {
    pub(super) fn issuer(&self, expected: &str) -> PolicyCheck {
        let Some(found) = self.artefact.facts.issuer.as_deref() else {
            return self.missing("issuer", expected, "names no issuer (iss)");
        };
        if found == expected {
            return met(
                "issuer",
                expected,
                found,
                format!("The issuer is {}.", brief(found)),
            );
        }
        let two_versions = expected.contains("login.microsoftonline.com")
            && found.contains("sts.windows.net")
            || expected.contains("sts.windows.net") && found.contains("login.microsoftonline.com");
        let reason = near_miss(expected, found).or(two_versions.then_some(
            "These are Entra ID's issuers of versions 2.0 and 1.0: the API's registration decides \
             which one it gets (requestedAccessTokenVersion).",
        ));
        let message = format!(
            "The issuer is {}, expected {}.",
            brief(found),
            brief(expected)
        );
        not_met(
            "issuer",
            expected,
            found,
            with_reason(message, reason),
            INVALID,
        )
    }

    pub(super) fn audience(&self, expected: &str) -> PolicyCheck {
        let facts = &self.artefact.facts;
        let Some(first) = facts.audience.first() else {
            return self.missing("audience", expected, "names no audience (aud)");
        };
        let shown = listed(&facts.audience);
        if facts.audience.iter().any(|audience| audience == expected) {
            let message = format!("{} is among the audiences.", brief(expected));
            return met("audience", expected, &shown, message);
        }
        let is_client = facts.client_id.as_deref() == Some(first) && facts.audience.len() == 1;
        let near = || {
            facts
                .audience
                .iter()
                .find_map(|found| near_miss(expected, found))
        };
        let reason = if let Some(near) = near() {
            Some(near)
        } else if is_client || facts.profile == Profile::IdToken {
            Some(
                "The audience is the client itself: you may hold an ID token, which is not for an API.",
            )
        } else if first == GRAPH || first.trim_end_matches('/') == "https://graph.microsoft.com" {
            Some(
                "That audience is Microsoft Graph: the token was requested for Graph, not for your API.",
            )
        } else if first == "account" && facts.vendor == Some("Keycloak") {
            Some("account is Keycloak's default: the client needs an audience mapper for your API.")
        } else if first.ends_with("/userinfo") {
            Some("The token is only for the userinfo endpoint: the request named no audience.")
        } else {
            None
        };
        let message = format!("The audience is {shown}, expected {}.", brief(expected));
        not_met(
            "audience",
            expected,
            &shown,
            with_reason(message, reason),
            INVALID,
        )
    }

    pub(super) fn scopes(&self, expected: &[String]) -> PolicyCheck {
        let groups = &self.artefact.scopes;
        let wanted = listed(expected);
        if groups.is_empty() && self.unseen.is_some() {
            return self.missing("scopes", &wanted, "carries no scopes");
        }
        let holder = |scope: &String| {
            groups
                .iter()
                .find(|group| group.values.binary_search(scope).is_ok())
        };
        let all = groups.iter().flat_map(|group| &group.values);
        let shown = {
            let mut names: Vec<&str> = all.clone().map(String::as_str).collect();
            order::sort(&mut names);
            names.dedup();
            listed(&names)
        };
        let missing: Vec<&String> = expected
            .iter()
            .filter(|scope| holder(scope).is_none())
            .collect();
        let Some(first) = missing.first() else {
            let elsewhere = expected.iter().find_map(|scope| {
                holder(scope)
                    .filter(|group| !matches!(&*group.claim, "scope" | "scp" | "scopes"))
                    .map(|group| (scope, group))
            });
            let mut message = String::from("Every scope that is expected is there.");
            if let Some((scope, group)) = elsewhere {
                message.push_str(&format!(
                    " {} stands in {}: an API that looks only at scope or scp answers 403.",
                    brief(scope),
                    brief(&group.claim)
                ));
            }
            let noted = expected
                .iter()
                .filter_map(holder)
                .find_map(|g| g.note.as_deref());
            return met("scopes", &wanted, &shown, with_reason(message, noted));
        };
        let reason = all.clone().find_map(|found| {
            if found.eq_ignore_ascii_case(first) {
                Some("One is there that differs only in upper and lower case, which counts.")
            } else if found.rsplit('/').next() == Some(first)
                || first.rsplit('/').next() == Some(found)
            {
                Some("One is there that differs only by the API's address in front of it.")
            } else {
                None
            }
        });
        let there = if shown.is_empty() { "none" } else { &shown };
        let message = format!("{} missing; there: {there}.", listed(&missing));
        not_met(
            "scopes",
            &wanted,
            &shown,
            with_reason(message, reason),
            INSUFFICIENT,
        )
    }

    pub(super) fn client(&self, expected: &str) -> PolicyCheck {
        let facts = &self.artefact.facts;
        let for_client = facts.audience.iter().any(|audience| audience == expected);
        let is_id = facts.profile == Profile::IdToken;
        match facts.client_id.as_deref() {
            Some(found) if found == expected => {
                let message = format!("The client is {}.", brief(found));
                met("client id", expected, found, message)
            }
            None if is_id && for_client => {
                let message = format!(
                    "An ID token is for its client: {} is the audience.",
                    brief(expected)
                );
                met("client id", expected, expected, message)
            }
            Some(found) => {
                let reason = near_miss(expected, found)
                    .or(for_client
                        .then_some("The expected client is the audience, not the client."));
                let message = format!(
                    "The client is {}, expected {}.",
                    brief(found),
                    brief(expected)
                );
                not_met(
                    "client id",
                    expected,
                    found,
                    with_reason(message, reason),
                    INVALID,
                )
            }
            None => self.missing(
                "client id",
                expected,
                "names no client (client_id, azp, appid or cid)",
            ),
        }
    }
}
