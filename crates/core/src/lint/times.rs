//! Times: written as NumericDate, and in an order that lets the token be valid at all.

use alloc::string::{String, ToString};

use crate::fill::fill;
use crate::report::{Blame, Facts, Profile, Rule, Severity, ValueKind};

use super::numbers::whole;
use super::sink::Sink;
use super::view::{View, shown};

static UNIT: Rule = Rule {
    code: "claims.time.unit",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A time is not in seconds."),
    help: "Divide by 1,000 for milliseconds, 1,000,000 for microseconds, 1,000,000,000 for nanoseconds: receivers read the number as seconds since 1970.",
    reference: "RFC 7519 §2",
};
static TEXT: Rule = Rule {
    code: "claims.time.text",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A time is written as text."),
    help: "Write it as a number of seconds since 1970, without quotes: strict receivers refuse text.",
    reference: "RFC 7519 §2",
};
static RELATIVE: Rule = Rule {
    code: "claims.time.relative",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("A time looks like a number of seconds from now."),
    help: "Add the current time: the claim is a moment, in seconds since 1970, and not a duration.",
    reference: "RFC 7519 §2",
};
static NEVER_VALID: Rule = Rule {
    code: "claims.nbf.after_exp",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The token expires before it becomes valid."),
    help: "Correct `nbf` or `exp` at the issuer: there is no moment at which a receiver takes this token.",
    reference: "RFC 7519 §4.1.4, §4.1.5",
};
static EXPIRED_AT_BIRTH: Rule = Rule {
    code: "claims.iat.after_exp",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The token expires before it was issued."),
    help: "Correct the clock or the lifetime at the issuer: the token was never valid.",
    reference: "RFC 7519 §4.1.4, §4.1.6",
};
static LONG: Rule = Rule {
    code: "claims.lifetime.long",
    severity: Severity::Advice,
    blame: Blame::Advice,
    title: title!("An access token lives longer than a day."),
    help: "Issue access tokens for an hour or less and renew them: until it expires, whoever finds the token can use it.",
    reference: "RFC 6750 §5.3",
};

pub(super) static RULES: &[&Rule] = &[
    &UNIT,
    &TEXT,
    &RELATIVE,
    &NEVER_VALID,
    &EXPIRED_AT_BIRTH,
    &LONG,
];

/// The claims that are NumericDates everywhere.
static TIMES: &[&str] = &["exp", "nbf", "iat", "auth_time"];

/// The longest lifetime of an access token that passes without advice, in seconds.
const DAY: i64 = 86_400;

pub(super) fn check(view: &View<'_, '_>, facts: &Facts, sink: &mut Sink<'_>) {
    for name in TIMES {
        form(name, view, sink);
    }
    let (issued, starts, ends) = (
        seconds(view, "iat"),
        seconds(view, "nbf"),
        seconds(view, "exp"),
    );
    let Some(ends) = ends else { return };
    let span = view.span_of("exp");
    let pair = |other: &str, rest: &str| -> String {
        let (a, b) = (view.get("exp").map(shown), view.get(other).map(shown));
        fill(
            "exp is {} and {} is {}{}",
            &[&a.unwrap_or_default(), other, &b.unwrap_or_default(), rest],
        )
    };
    if starts.is_some_and(|starts| starts >= ends) {
        let rest = "; a token must start before it ends.";
        sink.add(&NEVER_VALID, "nbf", span, pair("nbf", rest));
    }
    let Some(issued) = issued else { return };
    if issued >= ends {
        // The same fault at the same place is not said twice.
        if starts != Some(issued) {
            let rest = "; a token must be issued before it ends.";
            sink.add(&EXPIRED_AT_BIRTH, "iat", span, pair("iat", rest));
        }
        return;
    }
    let is_access = matches!(
        facts.profile,
        Profile::AccessToken | Profile::LikelyAccessToken
    );
    let lifetime = ends.saturating_sub(issued);
    if is_access && lifetime > DAY {
        let message = fill(
            "exp is {} after iat; access tokens live minutes or hours.",
            &[&in_words(lifetime)],
        );
        sink.add(&LONG, "exp", span, message);
    }
}

/// Whether one time is written as it must be.
fn form(name: &str, view: &View<'_, '_>, sink: &mut Sink<'_>) {
    let Some(value) = view.get(name) else { return };
    let say = |rest: &[&str]| {
        let mut message = fill("{} is {}", &[name, &shown(value)]);
        message.extend(rest.iter().copied());
        message
    };
    if value.kind() == ValueKind::String {
        let text = value.as_str().unwrap_or_default();
        let text = text.trim();
        let is_digits =
            !text.is_empty() && text.len() < 20 && text.bytes().all(|b| b.is_ascii_digit());
        let message = if is_digits {
            say(&[", a string; a NumericDate is a number: ", text, "."])
        } else {
            say(&[", a string; a NumericDate is a number of seconds since 1970."])
        };
        sink.add(&TEXT, name, view.span(value), message);
        return;
    }
    let Some(number) = value.as_number().and_then(whole) else {
        return;
    };
    if let Some((unit, words)) = unit(number) {
        let meant = (number / unit).to_string();
        let message = say(&[
            ", which looks like ",
            words,
            "; in seconds it would be ",
            &meant,
            ".",
        ]);
        sink.add(&UNIT, name, view.span(value), message);
    } else if name == "exp" && (1..100_000_000).contains(&number) {
        let message = say(&[
            ", a moment before 1974; as a duration it would be ",
            in_words(number).as_str(),
            ".",
        ]);
        sink.add(&RELATIVE, name, view.span(value), message);
    }
}

/// How many of the unit make a second, where the number is too large for seconds.
fn unit(number: i64) -> Option<(i64, &'static str)> {
    match number {
        100_000_000_000_000_001.. => Some((1_000_000_000, "nanoseconds")),
        100_000_000_000_001.. => Some((1_000_000, "microseconds")),
        100_000_000_001.. => Some((1_000, "milliseconds")),
        _ => None,
    }
}

/// A time in seconds since 1970, as its writer seems to have meant it; none where it is no number or
/// is written as a duration.
fn seconds(view: &View<'_, '_>, name: &str) -> Option<i64> {
    let number = whole(view.get(name)?.as_number()?)?;
    // Zero means "never" at some issuers; small numbers are spoken of above.
    if number < 100_000_000 {
        return None;
    }
    Some(unit(number).map_or(number, |(unit, _)| number / unit))
}

/// A duration in the largest unit that fits it.
fn in_words(seconds: i64) -> String {
    let (count, unit) = match seconds {
        172_800.. => (seconds / 86_400, " days"),
        7_200.. => (seconds / 3_600, " hours"),
        120.. => (seconds / 60, " minutes"),
        _ => (seconds, " seconds"),
    };
    fill("{}{}", &[&count.to_string(), unit])
}
