//! Moments in every way that issuers write them.

use alloc::format;

use proptest::prelude::*;

use super::*;
use crate::jose::json::{Limits, read};

fn read_time(name: &str, json: &str) -> Option<TimeReading> {
    let document = read(json.as_bytes(), Limits::DEFAULT);
    reading(name, document.root()?)
}

fn check(json: &str, unit: TimeUnit, seconds: Option<i64>, note: &str) {
    let reading = read_time("exp", json).expect("exp is a time");
    assert_eq!(reading.unit, unit, "{json}");
    assert_eq!(reading.seconds, seconds, "{json}");
    assert_eq!(reading.note.as_deref().unwrap_or_default(), note, "{json}");
    assert_eq!(reading.utc.is_empty(), seconds.is_none(), "{json}");
}

#[test]
fn the_table_of_names_is_sorted() {
    assert!(NAMES.is_sorted());
    assert_eq!(read_time("expiry", "1"), None);
}

#[test]
fn numbers_are_read_in_the_unit_they_seem_to_have() {
    use TimeUnit::{Microseconds, Milliseconds, Nanoseconds, Seconds, Unreadable};
    let now = Some(1_516_239_022);
    check("1516239022", Seconds, now, "");
    check("253402300799", Seconds, Some(253_402_300_799), "");
    check(
        "1516239022123",
        Milliseconds,
        now,
        "1516239022123 is milliseconds: 1,000 times too large for a NumericDate. \
         A strict receiver reads year 50017.",
    );
    check(
        "1516239022123456",
        Microseconds,
        now,
        "1516239022123456 is microseconds: 1,000,000 times too large for a NumericDate. \
         A strict receiver reads year 48049671.",
    );
    check(
        "1516239022123456789",
        Nanoseconds,
        now,
        "1516239022123456789 is nanoseconds: 1,000,000,000 times too large for a NumericDate. \
         A strict receiver reads year 48047703855.",
    );
    check(
        "9223372036854775807",
        Unreadable,
        None,
        "9223372036854775807 is too large for a moment in any unit: probably meant as \"never\". \
         Receivers may overflow and refuse it.",
    );
    check(
        "1516239022.75",
        Seconds,
        now,
        "Has a fraction of a second: allowed (RFC 7519 §2), but some receivers take only whole seconds.",
    );
    check(
        "1.516239022e9",
        Seconds,
        now,
        "Written with an exponent: allowed (RFC 7519 §2), but some receivers take only whole seconds.",
    );
    check(
        "0",
        Seconds,
        Some(0),
        "0 is the first second of 1970: probably never filled in.",
    );
    check(
        "-5",
        Seconds,
        Some(-5),
        "-5 is negative: a moment before 1970.",
    );
    check(
        "3600",
        Seconds,
        Some(3600),
        "3600 lies close to 1970: it looks like a duration (1 hour), \
         where a moment in seconds since 1970 belongs.",
    );
}

#[test]
fn text_is_read_and_said_to_be_text() {
    use TimeUnit::{Milliseconds, Text, Unreadable};
    let now = Some(1_516_239_022);
    check(
        "\"1516239022\"",
        Text,
        now,
        "\"1516239022\" is text, where a NumericDate is a JSON number. A strict receiver refuses it.",
    );
    check(
        "\"1516239022000\"",
        Milliseconds,
        now,
        "\"1516239022000\" is text, where a NumericDate is a JSON number. \
         1516239022000 is milliseconds: 1,000 times too large for a NumericDate. \
         A strict receiver reads year 50017.",
    );
    let iso = |text: &str| {
        format!(
            "\"{text}\" is a date as text, where a NumericDate has a number of seconds since 1970."
        )
    };
    for text in [
        "2018-01-18T01:30:22Z",
        "2018-01-18T01:30:22.999Z",
        "2018-01-18 01:30:22 UTC",
        "2018-01-18T02:30:22+01:00",
        "2018-01-17T20:00:22-0530",
        "2018-01-18T03:30:22+02",
    ] {
        check(&format!("\"{text}\""), Text, now, &iso(text));
    }
    for (text, seconds) in [
        ("2018-01-18", 1_516_233_600),
        ("2018-01-18T01:30", 1_516_239_000),
    ] {
        let note = iso(text) + " It names no time zone: read as UTC.";
        check(&format!("\"{text}\""), Text, Some(seconds), &note);
    }
    for text in [
        "2018-02-30",
        "2018-13-01",
        "2018-01-18T25:00",
        "2018-01-18X",
        "soon",
        "",
        "2018-01-1é",
    ] {
        let note = format!("\"{text}\" is text that is neither a number nor an ISO 8601 date.");
        check(&format!("\"{text}\""), Unreadable, None, &note);
    }
}

#[test]
fn other_kinds_of_values_are_no_time() {
    for (json, found) in [
        ("{}", "an object"),
        ("[1]", "a list"),
        ("true", "true or false"),
        ("null", "null"),
    ] {
        let note = format!("Found {found}, expected a number of seconds since 1970.");
        check(json, TimeUnit::Unreadable, None, &note);
    }
}

proptest! {
    #[test]
    fn any_value_is_read(text in any::<String>(), number in "-?[0-9]{1,40}(\\.[0-9]{1,9})?([eE][-+]?[0-9]{1,20})?") {
        prop_assert!(read_time("exp", &number).is_some());
        let quoted = serde_json::to_string(&text).expect("serialises");
        prop_assert!(read_time("iat", &quoted).is_some());
    }

    #[test]
    fn iso_dates_come_back(seconds in -60_000_000_000_i64..250_000_000_000) {
        let text = utc(seconds);
        prop_assert_eq!(date(&text), Some((seconds, true)));
    }

    #[test]
    fn any_text_is_no_date_or_one(text in "[-0-9T:. Z+é]{0,30}") {
        let _ = date(&text);
    }
}
