//! Each expectation held against a token, phrased as the API would answer (RFC 6750 §3.1): 401
//! `invalid_token` for a token that is wrong, 403 `insufficient_scope` for one that is not enough.

mod dates;
mod form;
mod outcome;
mod parties;

use alloc::format;
use alloc::vec::Vec;

use self::outcome::{INVALID, not_met, undecided};
use crate::claims::brief;
use crate::context::Context;
use crate::report::{Artefact, Kind, PolicyCheck, StructureState};

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

struct Checker<'a> {
    artefact: &'a Artefact,
    unseen: Option<&'static str>,
}

impl Checker<'_> {
    /// What is expected is not there: not met, or not to be told.
    fn missing(&self, subject: &'static str, expected: &str, what: &str) -> PolicyCheck {
        if let Some(why) = self.unseen {
            return undecided(subject, expected, format!("Not decided: {why}."));
        }
        let message = format!("The token {what}, expected {}.", brief(expected));
        not_met(subject, expected, "", message, INVALID)
    }
}
