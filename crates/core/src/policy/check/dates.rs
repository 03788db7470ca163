//! How long the token lives, until when and from when on.

use alloc::format;

use super::Checker;
use super::outcome::{INVALID, met, not_met, undecided};
use crate::judge::date;
use crate::policy::Policy;
use crate::report::{PolicyCheck, TimeUnit};
use crate::time::{duration, utc};

impl Checker<'_> {
    pub(super) fn lifetime(&self, longest: i64) -> PolicyCheck {
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

    pub(super) fn expiry(&self, policy: &Policy, now: i64) -> PolicyCheck {
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

    pub(super) fn not_before(&self, policy: &Policy, now: i64) -> Option<PolicyCheck> {
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
}
