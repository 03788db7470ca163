//! The value of a claim read as a moment, with what is unusual about the way it is written.
//!
//! RFC 7519 §2: a NumericDate is a JSON number of seconds since 1970-01-01T00:00:00Z, leap seconds
//! ignored. Issuers write milliseconds, text and worse; a reader wants to know what was meant and what
//! a receiver makes of it.

use alloc::format;
use alloc::string::{String, ToString};

use super::civil::{self, days_from, days_of_month, utc};
use super::number::{self, Number};
use super::words::duration;
use crate::claims::brief;
use crate::jose::json::Value;
use crate::report::{TimeReading, TimeUnit, ValueKind};

/// The last second of the year 9999: larger numbers are taken for a finer unit.
const LAST: i64 = 253_402_300_799;

/// The first moment of 1973: smaller numbers are taken for a duration that was written by mistake.
const SMALL: i64 = 94_694_400;

/// The claims that hold a moment. Sorted. `xms_tcdt`: Microsoft Entra ID, when the tenant was made;
/// `warnafter`: Kubernetes; the `expires_…`: token answers; `client_…_at`: RFC 7591 §3.2.1.
const NAMES: [&str; 13] = [
    "auth_time",
    "client_id_issued_at",
    "client_secret_expires_at",
    "exp",
    "expires_at",
    "expires_on",
    "iat",
    "issued_at",
    "nbf",
    "toe",
    "updated_at",
    "warnafter",
    "xms_tcdt",
];

/// Reads `value` as a moment if `name` says that it is one; none for every other name.
#[must_use]
pub fn reading(name: &str, value: Value<'_, '_>) -> Option<TimeReading> {
    NAMES.binary_search(&name).ok()?;
    let (unit, seconds, note) = match value.kind() {
        ValueKind::Number => of_number(&value.raw_text()),
        ValueKind::String => of_text(name, value.as_str().unwrap_or_default().trim()),
        kind => {
            let found = match kind {
                ValueKind::Object => "an object",
                ValueKind::Array => "a list",
                ValueKind::Boolean => "true or false",
                ValueKind::Null => "null",
                _ => "no value",
            };
            let note = format!("Found {found}, expected a number of seconds since 1970.");
            (TimeUnit::Unreadable, None, Some(note))
        }
    };
    Some(TimeReading {
        name: name.to_string(),
        unit,
        seconds,
        utc: seconds.map(utc).unwrap_or_default(),
        note,
    })
}

type Read = (TimeUnit, Option<i64>, Option<String>);

fn of_number(text: &str) -> Read {
    let Some(number) = number::parse(text) else {
        let note = format!("{} is no number of seconds.", brief(text));
        return (TimeUnit::Unreadable, None, Some(note));
    };
    let (unit, seconds, note) = measured(text, number);
    if note.is_some() {
        return (unit, seconds, note);
    }
    let note = match number {
        Number { exponent: true, .. } => Some("Written with an exponent"),
        Number { fraction: true, .. } => Some("Has a fraction of a second"),
        _ => None,
    };
    let note = note.map(|what| {
        format!("{what}: allowed (RFC 7519 §2), but some receivers take only whole seconds.")
    });
    (unit, seconds, note)
}

/// The unit by the size of the number: a moment between 1970 and 9999 is the best guess.
fn measured(text: &str, number: Number) -> Read {
    let shown = brief(text);
    let Some(whole) = number.whole else {
        let note = format!(
            "{shown} is too large for a moment in any unit: probably meant as \"never\". \
             Receivers may overflow and refuse it."
        );
        return (TimeUnit::Unreadable, None, Some(note));
    };
    let size = whole.saturating_abs();
    let (unit, name, times, factor) = if size <= LAST {
        return in_seconds(&shown, whole);
    } else if size / 1_000 <= LAST {
        (TimeUnit::Milliseconds, "milliseconds", "1,000", 1_000)
    } else if size / 1_000_000 <= LAST {
        let factor = 1_000_000;
        (TimeUnit::Microseconds, "microseconds", "1,000,000", factor)
    } else {
        let (times, factor) = ("1,000,000,000", 1_000_000_000);
        (TimeUnit::Nanoseconds, "nanoseconds", times, factor)
    };
    let note = format!(
        "{shown} is {name}: {times} times too large for a NumericDate. A strict receiver reads year {}.",
        civil::year(whole)
    );
    (unit, Some(whole / factor), Some(note))
}

fn in_seconds(shown: &str, whole: i64) -> Read {
    let note = match whole {
        0 => Some(String::from(
            "0 is the first second of 1970: probably never filled in.",
        )),
        ..0 => Some(format!("{shown} is negative: a moment before 1970.")),
        1..SMALL => {
            let long = duration(whole);
            Some(format!(
                "{shown} lies close to 1970: it looks like a duration ({long}), \
                 where a moment in seconds since 1970 belongs."
            ))
        }
        _ => None,
    };
    (TimeUnit::Seconds, Some(whole), note)
}

/// A number in quotes, or a date.
fn of_text(name: &str, text: &str) -> Read {
    let shown = brief(text);
    if let Some(number) = number::parse(text) {
        let (unit, seconds, note) = measured(text, number);
        let unit = if unit == TimeUnit::Seconds {
            TimeUnit::Text
        } else {
            unit
        };
        let mut words = format!("\"{shown}\" is text, where a NumericDate is a JSON number.");
        if let Some(note) = note {
            words.push(' ');
            words.push_str(&note);
        } else {
            words.push_str(" A strict receiver refuses it.");
        }
        return (unit, seconds, Some(words));
    }
    let Some((seconds, has_zone)) = date(text) else {
        let note = format!("\"{shown}\" is text that is neither a number nor an ISO 8601 date.");
        return (TimeUnit::Unreadable, None, Some(note));
    };
    let mut note = format!(
        "\"{shown}\" is a date as text, where {} has a number of seconds since 1970.",
        if name == "updated_at" {
            "OpenID Connect (Core §5.1)"
        } else {
            "a NumericDate"
        }
    );
    if !has_zone {
        note.push_str(" It names no time zone: read as UTC.");
    }
    (TimeUnit::Text, Some(seconds), Some(note))
}

/// An ISO 8601 date, with or without a time, a fraction and a zone; whether it names a zone.
fn date(text: &str) -> Option<(i64, bool)> {
    let (year, rest) = (digits(text, 0, 4)?, text.get(4..)?);
    let (month, day) = (digits(rest, 1, 2)?, digits(rest, 4, 2)?);
    let dashes = rest.get(..1)? == "-" && rest.get(3..4)? == "-";
    if !dashes || !(1..=12).contains(&month) || !(1..=days_of_month(year, month)).contains(&day) {
        return None;
    }
    let midnight = days_from(year, month, day) * civil::DAY;
    let rest = rest.get(6..)?;
    if rest.is_empty() {
        return Some((midnight, false));
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (hour, minute) = (digits(rest, 0, 2)?, digits(rest, 3, 2)?);
    let mut second = 0;
    let mut zone = rest.get(5..)?;
    if let Some(seconds) = zone.strip_prefix(':') {
        second = digits(seconds, 0, 2)?;
        zone = seconds.get(2..)?;
        if let Some(fraction) = zone.strip_prefix(['.', ',']) {
            zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    // 60 is a leap second; 24:00 is the end of a day.
    if rest.get(2..3)? != ":" || hour > 24 || minute > 59 || second > 60 {
        return None;
    }
    let moment = midnight + hour * 3600 + minute * 60 + second;
    let zone = zone.trim_start();
    match zone {
        "" => return Some((moment, false)),
        "Z" | "z" | "UTC" | "GMT" => return Some((moment, true)),
        _ => {}
    }
    let east = match zone.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let hours = digits(zone, 1, 2)?;
    let minutes = match zone.get(3..)? {
        "" => 0,
        rest => {
            let rest = rest.strip_prefix(':').unwrap_or(rest);
            digits(rest, 0, 2).filter(|_| rest.len() == 2)?
        }
    };
    Some((moment - east * (hours * 3600 + minutes * 60), true))
}

/// The number that the `count` digits from `start` on say.
fn digits(text: &str, start: usize, count: usize) -> Option<i64> {
    let digits = text.get(start..start + count)?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests;
