//! Lifetime, expiry and start.

use alloc::format;
use alloc::string::String;

use super::{NOW, checked, expect};
use crate::policy::Policy;
use crate::report::CheckState::{Met, NotMet, Undecided};

#[test]
fn lifetimes_and_dates() {
    let check = |subject: &str, payload: String, state, status, message: &str| {
        let policy = Policy {
            max_lifetime: Some(3600),
            leeway: 60,
            ..Policy::default()
        };
        expect(
            &checked(subject, "{}", &payload, policy),
            state,
            status,
            message,
        );
    };
    let dates = |iat: i64, exp: i64| format!(r#"{{"iat":{},"exp":{}}}"#, NOW + iat, NOW + exp);
    check(
        "lifetime",
        dates(-100, 3500),
        Met,
        0,
        "It lives for 1 hour; allowed: 1 hour.",
    );
    check(
        "lifetime",
        dates(-100, 7100),
        NotMet,
        401,
        "It lives for 2 hours, expected at most 1 hour.",
    );
    check(
        "lifetime",
        "{}".into(),
        NotMet,
        401,
        "The token names no expiry (exp), expected at most 1 hour.",
    );
    check(
        "lifetime",
        r#"{"exp":5}"#.into(),
        Undecided,
        0,
        "The lifetime cannot be told: the token says no iat.",
    );
    check(
        "expiry",
        dates(0, 3500),
        Met,
        0,
        "It expires 2026-11-21 15:14:30 UTC.",
    );
    check(
        "expiry",
        dates(0, -59),
        Met,
        0,
        "It expired 2026-11-21 14:15:11 UTC, within the leeway of 60 s.",
    );
    check(
        "expiry",
        dates(0, -60),
        NotMet,
        401,
        "It expired 2026-11-21 14:15:10 UTC, now it is 2026-11-21 14:16:10 UTC.",
    );
    check(
        "expiry",
        "{}".into(),
        Undecided,
        0,
        "Not decided: the token names no expiry (exp), the API decides.",
    );
    check(
        "expiry",
        r#"{"exp":"1795274170"}"#.into(),
        NotMet,
        401,
        "exp: \"1795274170\" is text, where a NumericDate is a JSON number. A strict receiver refuses it.",
    );
    check(
        "expiry",
        r#"{"exp":1795274170000}"#.into(),
        Undecided,
        0,
        "exp: 1795274170000 is milliseconds: 1,000 times too large for a NumericDate. A strict receiver reads year 58859.",
    );
    let start = |by: i64| format!(r#"{{"nbf":{}}}"#, NOW + by);
    check(
        "not before",
        start(-5),
        Met,
        0,
        "It holds since 2026-11-21 14:16:05 UTC.",
    );
    check(
        "not before",
        start(60),
        Met,
        0,
        "It holds from 2026-11-21 14:17:10 UTC on, within the leeway of 60 s.",
    );
    check(
        "not before",
        start(61),
        NotMet,
        401,
        "It holds only from 2026-11-21 14:17:11 UTC on, now it is 2026-11-21 14:16:10 UTC.",
    );
}
