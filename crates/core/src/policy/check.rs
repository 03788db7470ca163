//! Each expectation held against a token, phrased as the API would answer (RFC 6750 §3.1): 401
//! `invalid_token` for a token that is wrong, 403 `insufficient_scope` for one that is not enough.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Policy;
use super::near::near_miss;
use crate::claims::{brief, plain_type, shortened};
use crate::context::Context;
use crate::judge::date;
use crate::order;
use crate::report::{
    Answer, Artefact, CheckState, Kind, PolicyCheck, Profile, StructureState, TimeUnit,
};
use crate::time::{duration, utc};

/// Holds a token against what the caller expects; nothing if nothing is expected. The dates count too
/// then, with the policy's leeway.
#[must_use]
pub fn check(artefact: &Artefact, context: &Context) -> Vec<PolicyCheck> {
    let policy = &context.policy;
    if !policy.is_set() {
        return Vec::new();
    }
    let checker = Checker {
        artefact,
        unseen: unseen(artefact),
    };
    let mut checks = Vec::new();
    let issuer = policy.issuer.as_deref();
    checks.extend(issuer.map(|expected| checker.issuer(expected)));
    let audience = policy.audience.as_deref();
    checks.extend(audience.map(|expected| checker.audience(expected)));
    if !policy.scopes.is_empty() {
        checks.push(checker.scopes(&policy.scopes));
    }
    let client = policy.client_id.as_deref();
    checks.extend(client.map(|expected| checker.client(expected)));
    let token_type = policy.token_type.as_deref();
    checks.extend(token_type.map(|expected| checker.token_type(expected)));
    if !policy.algorithms.is_empty() {
        checks.push(checker.algorithm(&policy.algorithms));
    }
    checks.extend(policy.max_lifetime.map(|longest| checker.lifetime(longest)));
    checks.push(checker.expiry(policy, context.now));
    checks.extend(checker.not_before(policy, context.now));
    checks
}

/// Why a claim that is missing may yet be there.
fn unseen(artefact: &Artefact) -> Option<&'static str> {
    if matches!(artefact.kind, Kind::Jwe | Kind::JweJson) {
        return Some("the claims are encrypted, only the recipient can tell");
    }
    (artefact.verdicts.structure.state == StructureState::Damaged)
        .then_some("the token is damaged and could not be read whole")
}

/// The answer to a token that is wrong.
const INVALID: Answer = Answer {
    status: 401,
    error: "invalid_token",
};

/// The answer to a token that is good but does not allow enough.
const INSUFFICIENT: Answer = Answer {
    status: 403,
    error: "insufficient_scope",
};

struct Checker<'a> {
    artefact: &'a Artefact,
    unseen: Option<&'static str>,
}

impl Checker<'_> {
    fn issuer(&self, expected: &str) -> PolicyCheck {
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

    fn audience(&self, expected: &str) -> PolicyCheck {
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

    fn scopes(&self, expected: &[String]) -> PolicyCheck {
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

    fn client(&self, expected: &str) -> PolicyCheck {
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

    fn token_type(&self, expected: &str) -> PolicyCheck {
        let facts = &self.artefact.facts;
        let wanted = plain_type(expected);
        let typ = facts.token_type.as_deref();
        let found = typ.map(plain_type).unwrap_or_default();
        let by_profile = match &*wanted {
            "id_token" | "id token" => Some(facts.profile == Profile::IdToken),
            "access_token" | "access token" => Some(matches!(
                facts.profile,
                Profile::AccessToken | Profile::LikelyAccessToken
            )),
            "refresh_token" => Some(facts.profile == Profile::RefreshToken),
            _ => None,
        };
        let is_met = by_profile.unwrap_or(found == wanted);
        let actual = match typ {
            Some(typ) => format!("typ {}", brief(typ)),
            None => String::from("no typ"),
        };
        let because = if facts.profile_reason.is_empty() {
            actual.as_str()
        } else {
            &facts.profile_reason
        };
        if is_met {
            let message = format!("It is {}: {because}.", brief(expected));
            return met("token type", expected, &actual, message);
        }
        if self.unseen.is_some() && by_profile.is_some() {
            return self.missing("token type", expected, "does not tell its type");
        }
        let reason = match (facts.profile, &*wanted) {
            (Profile::IdToken, "at+jwt" | "access_token" | "access token") => {
                Some("It looks like an ID token: send the access token of the same answer instead.")
            }
            (Profile::LikelyAccessToken, "at+jwt") => Some(
                "By its claims it is an access token; its issuer does not follow RFC 9068, or not for this API.",
            ),
            (Profile::AccessToken | Profile::LikelyAccessToken, "id_token" | "id token") => Some(
                "It looks like an access token: the ID token stands beside it in the same answer.",
            ),
            _ => None,
        };
        let message = format!("Expected {}, found {actual} ({because}).", brief(expected));
        not_met(
            "token type",
            expected,
            &actual,
            with_reason(message, reason),
            INVALID,
        )
    }

    fn algorithm(&self, expected: &[String]) -> PolicyCheck {
        let wanted = listed(expected);
        // The header is never encrypted: what is missing here is missing.
        let Some(found) = self.artefact.facts.algorithm.as_deref() else {
            let message = format!("The header names no algorithm, expected {wanted}.");
            return not_met("algorithm", &wanted, "", message, INVALID);
        };
        if expected.iter().any(|algorithm| algorithm == found) {
            let message = format!("{} is an algorithm that is taken.", brief(found));
            return met("algorithm", &wanted, found, message);
        }
        let near = expected
            .iter()
            .any(|algorithm| algorithm.eq_ignore_ascii_case(found));
        let reason = near.then_some("They differ only in upper and lower case, which counts.");
        let message = format!("The algorithm is {}, expected {wanted}.", brief(found));
        not_met(
            "algorithm",
            &wanted,
            found,
            with_reason(message, reason),
            INVALID,
        )
    }

    fn lifetime(&self, longest: i64) -> PolicyCheck {
        let facts = &self.artefact.facts;
        let wanted = format!("at most {}", duration(longest));
        let Some(expires) = facts.expires else {
            return self.missing("lifetime", &wanted, "names no expiry (exp)");
        };
        // Without iat, nbf is the earliest moment that the token itself vouches for.
        let Some(start) = facts.issued_at.or(facts.not_before) else {
            let message = "The lifetime cannot be told: the token says no iat.";
            return undecided("lifetime", &wanted, message.into());
        };
        let lifetime = expires.saturating_sub(start);
        let actual = duration(lifetime);
        if lifetime <= longest {
            let message = format!("It lives for {actual}; allowed: {}.", duration(longest));
            return met("lifetime", &wanted, &actual, message);
        }
        let message = format!("It lives for {actual}, expected {wanted}.");
        not_met("lifetime", &wanted, &actual, message, INVALID)
    }

    fn expiry(&self, policy: &Policy, now: i64) -> PolicyCheck {
        const SUBJECT: &str = "expiry";
        let wanted = format!("after {}", utc(now));
        if let Some(check) = self.unclear(SUBJECT, "exp", &wanted) {
            return check;
        }
        let Some(expires) = self.artefact.facts.expires else {
            let why = self
                .unseen
                .unwrap_or("the token names no expiry (exp), the API decides");
            return undecided(SUBJECT, &wanted, format!("Not decided: {why}."));
        };
        let actual = utc(expires);
        let leeway = policy.leeway.max(0);
        if now < expires {
            return met(SUBJECT, &wanted, &actual, format!("It expires {actual}."));
        }
        if now < expires.saturating_add(leeway) {
            let message = format!("It expired {actual}, within the leeway of {leeway} s.");
            return met(SUBJECT, &wanted, &actual, message);
        }
        let message = format!("It expired {actual}, now it is {}.", utc(now));
        not_met(SUBJECT, &wanted, &actual, message, INVALID)
    }

    fn not_before(&self, policy: &Policy, now: i64) -> Option<PolicyCheck> {
        const SUBJECT: &str = "not before";
        let wanted = format!("until {}", utc(now));
        if let Some(check) = self.unclear(SUBJECT, "nbf", &wanted) {
            return Some(check);
        }
        let start = self.artefact.facts.not_before?;
        let actual = utc(start);
        let leeway = policy.leeway.max(0);
        Some(if start <= now {
            met(
                SUBJECT,
                &wanted,
                &actual,
                format!("It holds since {actual}."),
            )
        } else if start <= now.saturating_add(leeway) {
            let message = format!("It holds from {actual} on, within the leeway of {leeway} s.");
            met(SUBJECT, &wanted, &actual, message)
        } else {
            let message = format!("It holds only from {actual} on, now it is {}.", utc(now));
            not_met(SUBJECT, &wanted, &actual, message, INVALID)
        })
    }

    /// A date that is no NumericDate: text is refused, another unit is read as another time.
    fn unclear(&self, subject: &'static str, name: &str, wanted: &str) -> Option<PolicyCheck> {
        let reading = date(self.artefact, name)?;
        let note = reading.note.clone().unwrap_or_default();
        match reading.unit {
            TimeUnit::Seconds => None,
            TimeUnit::Text | TimeUnit::Unreadable => Some(not_met(
                subject,
                wanted,
                &reading.utc,
                format!("{name}: {note}"),
                INVALID,
            )),
            TimeUnit::Milliseconds | TimeUnit::Microseconds | TimeUnit::Nanoseconds => {
                Some(undecided(subject, wanted, format!("{name}: {note}")))
            }
        }
    }

    /// What is expected is not there: not met, or not to be told.
    fn missing(&self, subject: &'static str, expected: &str, what: &str) -> PolicyCheck {
        if let Some(why) = self.unseen {
            return undecided(subject, expected, format!("Not decided: {why}."));
        }
        let message = format!("The token {what}, expected {}.", brief(expected));
        not_met(subject, expected, "", message, INVALID)
    }
}

/// The application id of Microsoft Graph.
const GRAPH: &str = "00000003-0000-0000-c000-000000000000";

fn met(subject: &'static str, expected: &str, actual: &str, message: String) -> PolicyCheck {
    PolicyCheck {
        subject,
        state: CheckState::Met,
        expected: shortened(expected, 300),
        actual: shortened(actual, 300),
        answer: None,
        message,
    }
}

fn not_met(
    subject: &'static str,
    expected: &str,
    actual: &str,
    message: String,
    answer: Answer,
) -> PolicyCheck {
    PolicyCheck {
        state: CheckState::NotMet,
        answer: Some(answer),
        ..met(subject, expected, actual, message)
    }
}

fn undecided(subject: &'static str, expected: &str, message: String) -> PolicyCheck {
    PolicyCheck {
        state: CheckState::Undecided,
        ..met(subject, expected, "", message)
    }
}

fn with_reason(mut message: String, reason: Option<&str>) -> String {
    if let Some(reason) = reason {
        message.push(' ');
        message.push_str(reason);
    }
    message
}

/// At most five names, then how many more.
fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let mut out = String::new();
    for name in names.iter().take(5) {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(&brief(name.as_ref()));
    }
    if names.len() > 5 {
        out.push_str(&format!(" and {} more", names.len() - 5));
    }
    out
}
