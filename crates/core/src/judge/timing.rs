//! The verdict on the dates, what is noticed because of the time it is, and the timeline.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{claim, date, is_encrypted};
use crate::context::Context;
use crate::order;
use crate::report::{
    Artefact, Blame, Finding, Kind, Profile, Rule, Severity, StructureState, TimeReading,
    TimeState, TimeUnit, Timeline, Verdict,
};
use crate::time::{duration, relative, utc};

/// The rules that speak because of the time it is.
pub(crate) static RULES: &[&Rule] = &[
    &EXPIRED,
    &WITHIN_LEEWAY,
    &EXPIRES_SOON,
    &NOT_YET,
    &ISSUED_AHEAD,
    &CLOCK_SKEW,
    &STALE_PROOF,
];

static EXPIRED: Rule = Rule {
    code: "claims.exp.expired",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The expiry has passed."),
    help: "Get a new token. If it should still be good, compare the clocks of issuer and receiver.",
    reference: "RFC 7519 §4.1.4",
};

static WITHIN_LEEWAY: Rule = Rule {
    code: "claims.exp.leeway",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("The expiry has passed by no more than the leeway."),
    help: "Get a new token: only receivers that allow for clock differences still take this one.",
    reference: "RFC 7519 §4.1.4",
};

static EXPIRES_SOON: Rule = Rule {
    code: "claims.exp.soon",
    severity: Severity::Advice,
    blame: Blame::Advice,
    title: title!("The token expires within the renewal margin."),
    help: "Renew it now rather than on the first refusal.",
    reference: "RFC 7519 §4.1.4",
};

static NOT_YET: Rule = Rule {
    code: "claims.nbf.future",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The not-before time is still to come."),
    help: "Wait until then, or ask the issuer why it was set so late.",
    reference: "RFC 7519 §4.1.5",
};

static ISSUED_AHEAD: Rule = Rule {
    code: "claims.iat.future",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("The token says it was issued in the future."),
    help: "Check the issuer's clock and time zone: NumericDates count in UTC.",
    reference: "RFC 7519 §4.1.6",
};

static CLOCK_SKEW: Rule = Rule {
    code: "claims.clock.skew",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("A date lies a little ahead of now: the clocks differ."),
    help: "Set the clocks by NTP, and give the receiver a leeway of a minute or so.",
    reference: "RFC 7519 §4.1.5",
};

static STALE_PROOF: Rule = Rule {
    code: "claims.dpop.stale",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("A DPoP proof is too old to be taken."),
    help: "Make a new proof for each request: receivers take only those made seconds or minutes ago.",
    reference: "RFC 9449 §11.1",
};

/// How far ahead a date may lie to be taken for a difference between clocks, in seconds.
const SKEW: i64 = 300;

/// Whether now lies inside the validity, with the policy's leeway and renewal margin.
pub(super) fn verdict(artefact: &Artefact, context: &Context) -> Verdict<TimeState> {
    let facts = &artefact.facts;
    let now = context.now;
    let leeway = context.policy.leeway.max(0);
    let shown_now = utc(now);
    let unclear = ["exp", "nbf"]
        .iter()
        .find_map(|name| unclear(artefact, name).map(|time| (*name, time)));
    if let Some((name, time)) = unclear {
        let note = time.note.as_deref().unwrap_or_default();
        let mut detail = format!("{name}: {note}");
        if let Some(seconds) = time.seconds {
            let distance = relative(seconds.saturating_sub(now));
            detail.push_str(&format!(" Read as meant: {} ({distance}).", time.utc));
        }
        return Verdict::new(TimeState::Unreadable, "Not a NumericDate", detail);
    }
    let late = facts.expires.filter(|&expires| now >= expires);
    if let Some(expires) = late {
        let ago = relative(expires.saturating_sub(now).min(-1));
        if now >= expires.saturating_add(leeway) {
            let detail = format!("Expired {}, {ago}; now {shown_now}.", utc(expires));
            return Verdict::new(TimeState::Expired, "Expired", detail);
        }
    }
    if let Some(start) = facts.not_before
        && start.saturating_sub(leeway) > now
    {
        let distance = relative(start.saturating_sub(now));
        let detail = format!(
            "Holds only from {} on, {distance}; now {shown_now}.",
            utc(start)
        );
        return Verdict::new(TimeState::NotYetValid, "Not yet valid", detail);
    }
    if let Some(expires) = late {
        let detail = format!(
            "Expired {}; now {shown_now}. A receiver that allows {leeway} s still takes it.",
            utc(expires)
        );
        return Verdict::new(TimeState::WithinLeeway, "Within leeway", detail);
    }
    let Some(expires) = facts.expires else {
        return without_expiry(artefact, now);
    };
    let left = expires.saturating_sub(now);
    let margin = context.policy.margin();
    if left <= margin {
        let detail = format!(
            "Valid dates, but expires within the renewal margin ({margin} s): {}, {}.",
            utc(expires),
            relative(left)
        );
        return Verdict::new(TimeState::ExpiresSoon, "Expires soon", detail);
    }
    let detail = format!("Until {}, {} left.", utc(expires), duration(left));
    Verdict::new(TimeState::Current, "Current", detail)
}

fn without_expiry(artefact: &Artefact, now: i64) -> Verdict<TimeState> {
    let facts = &artefact.facts;
    if is_encrypted(artefact.kind) {
        let detail = "The dates are encrypted with the rest of the content.";
        return Verdict::new(TimeState::Unknown, "Cannot be seen", detail);
    }
    if artefact.verdicts.structure.state == StructureState::Damaged {
        let detail = "No expiry could be read from what is left of the token.";
        return Verdict::new(TimeState::Unknown, "Cannot be seen", detail);
    }
    if artefact.kind == Kind::Jws && artefact.times.is_empty() {
        let detail = "The payload is not a set of claims: it has no dates.";
        return Verdict::new(TimeState::NotApplicable, "No dates", detail);
    }
    let made = facts
        .issued_at
        .map(|issued| relative(issued.saturating_sub(now)));
    let detail = match (facts.profile, made) {
        (Profile::DpopProof, Some(made)) => {
            format!("A DPoP proof has no expiry: receivers go by iat, which was {made}.")
        }
        (Profile::SecurityEvent | Profile::LogoutToken, _) => {
            String::from("It names no expiry: it reports an event and does not end.")
        }
        _ => String::from(
            "It names no expiry (exp): it is good for ever unless the receiver sets a limit.",
        ),
    };
    Verdict::new(TimeState::NoExpiry, "No expiry", detail)
}

/// The reading of a date that a strict receiver does not take for what it was meant to be.
fn unclear<'a>(artefact: &'a Artefact, name: &str) -> Option<&'a TimeReading> {
    let reading = date(artefact, name)?;
    (reading.unit != TimeUnit::Seconds).then_some(reading)
}

/// What is noticed because of the time it is, most severe first.
pub(crate) fn findings(artefact: &Artefact, context: &Context) -> Vec<Finding> {
    let facts = &artefact.facts;
    let now = context.now;
    let leeway = context.policy.leeway.max(0);
    let mut found = Vec::new();
    let mut note =
        |rule: &'static Rule, name: &str, message: String, severity: Option<Severity>| {
            let span = claim(artefact, name).map(|member| member.span);
            let finding = Finding::new(rule, name, span, message);
            found.push(match severity {
                Some(severity) => finding.weighed(severity),
                None => finding,
            });
        };
    let shown = |seconds: i64| {
        let distance = relative(seconds.saturating_sub(now));
        format!("{} ({distance})", utc(seconds))
    };
    match (artefact.verdicts.time.state, facts.expires) {
        (TimeState::Expired, Some(expires)) => {
            let message = format!("It expired {}.", shown(expires));
            note(&EXPIRED, "exp", message, None);
        }
        (TimeState::Unreadable, Some(expires)) if now >= expires.saturating_add(leeway) => {
            let message = format!("Read as meant, it expired {}.", shown(expires));
            note(&EXPIRED, "exp", message, None);
        }
        (TimeState::WithinLeeway, Some(expires)) => {
            let message = format!(
                "It expired {}, within the leeway of {leeway} s.",
                shown(expires)
            );
            note(&WITHIN_LEEWAY, "exp", message, None);
        }
        (TimeState::ExpiresSoon, Some(expires)) => {
            let margin = context.policy.margin();
            let message = format!(
                "It expires {}, within the renewal margin of {margin} s.",
                shown(expires)
            );
            note(&EXPIRES_SOON, "exp", message, None);
        }
        _ => {}
    }
    // How far a date lies ahead, if it does.
    let ahead = |date: Option<i64>| {
        let date = date?;
        let by = date.saturating_sub(now);
        (by > 0).then_some((date, by))
    };
    let mut skewed = false;
    if let Some((date, by)) = ahead(facts.not_before) {
        let refused = by > leeway;
        skewed = by <= SKEW;
        if skewed {
            let severity = if refused {
                Severity::Error
            } else {
                Severity::Advice
            };
            let message = format!(
                "nbf is {}: the issuer's clock is likely ahead of this one, by {} or more.",
                shown(date),
                duration(by)
            );
            note(&CLOCK_SKEW, "nbf", message, Some(severity));
        } else if refused {
            note(
                &NOT_YET,
                "nbf",
                format!("It holds only from {} on.", shown(date)),
                None,
            );
        }
    }
    match ahead(facts.issued_at) {
        // The same clock is behind both dates: one finding says it.
        Some((_, by)) if by <= SKEW && skewed => {}
        Some((date, by)) if by <= SKEW => {
            let message = format!(
                "iat is {}: the issuer's clock is likely ahead of this one, by {} or more.",
                shown(date),
                duration(by)
            );
            let severity = (by <= leeway).then_some(Severity::Advice);
            note(&CLOCK_SKEW, "iat", message, severity);
        }
        Some((date, _)) => {
            note(
                &ISSUED_AHEAD,
                "iat",
                format!("iat is {}.", shown(date)),
                None,
            );
        }
        None => {}
    }
    if let (Profile::DpopProof, Some(issued)) = (facts.profile, facts.issued_at)
        && now.saturating_sub(issued) > SKEW.saturating_add(leeway)
    {
        let message = format!("The proof was made {}.", shown(issued));
        note(&STALE_PROOF, "iat", message, None);
    }
    order::sort_by(&mut found, |a, b| a.severity.cmp(&b.severity));
    found
}

/// The moments of its life; none if it names none.
pub(super) fn timeline(artefact: &Artefact, context: &Context) -> Option<Timeline> {
    let facts = &artefact.facts;
    let dates = [facts.issued_at, facts.not_before, facts.expires];
    dates.iter().any(Option::is_some).then(|| Timeline {
        issued: facts.issued_at,
        not_before: facts.not_before,
        renewal: facts
            .expires
            .map(|expires| expires.saturating_sub(context.policy.margin())),
        expires: facts.expires,
        now: context.now,
    })
}
