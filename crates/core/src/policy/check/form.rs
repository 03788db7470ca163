//! What sort of token it is, and by which algorithm it was signed.

use alloc::format;
use alloc::string::String;

use super::Checker;
use super::outcome::{INVALID, listed, met, not_met, with_reason};
use crate::claims::{brief, plain_type};
use crate::report::{PolicyCheck, Profile};

impl Checker<'_> {
    pub(super) fn token_type(&self, expected: &str) -> PolicyCheck {
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

    pub(super) fn algorithm(&self, expected: &[String]) -> PolicyCheck {
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
}
