//! Each expectation met, missed, nearly missed and undecided.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::*;
use crate::context::Context;
use crate::judge::tests::artefact;
use crate::report::CheckState::{self, Met, NotMet, Undecided};
use crate::report::PolicyCheck;

const NOW: i64 = 1_795_270_570;

/// The check of one subject.
fn checked(subject: &str, header: &str, payload: &str, policy: Policy) -> PolicyCheck {
    let artefact = artefact(header, payload);
    let checks = check(
        &artefact,
        &Context {
            now: NOW,
            policy,
            ..Context::default()
        },
    );
    let subjects: Vec<&str> = checks.iter().map(|check| check.subject).collect();
    let found = checks.iter().find(|check| check.subject == subject);
    found
        .unwrap_or_else(|| panic!("{subject} in {subjects:?}"))
        .clone()
}

fn expect(check: &PolicyCheck, state: CheckState, status: u16, message: &str) {
    assert_eq!(check.state, state, "{check:?}");
    assert_eq!(
        check.answer.map_or(0, |answer| answer.status),
        status,
        "{check:?}"
    );
    assert_eq!(check.message, message);
}

fn some(text: &str) -> Option<String> {
    Some(text.into())
}

#[test]
fn nothing_is_checked_where_nothing_is_expected() {
    let dates_only = Policy {
        leeway: 60,
        renewal_margin: Some(5),
        ..Policy::default()
    };
    let artefact = artefact("{}", "{}");
    assert_eq!(
        check(
            &artefact,
            &Context {
                now: NOW,
                policy: dates_only,
                ..Context::default()
            }
        ),
        []
    );
}

#[test]
fn issuers() {
    let check = |iss: &str, expected: &str, state, status, message: &str| {
        let policy = Policy {
            issuer: some(expected),
            ..Policy::default()
        };
        expect(
            &checked("issuer", "{}", iss, policy),
            state,
            status,
            message,
        );
    };
    let a = r#"{"iss":"https://a.example"}"#;
    check(
        a,
        "https://a.example",
        Met,
        0,
        "The issuer is https://a.example.",
    );
    check(
        a,
        "https://a.example/",
        NotMet,
        401,
        "The issuer is https://a.example, expected https://a.example/. \
         They differ only by the slash at the end, which the token lacks.",
    );
    check(
        a,
        "http://a.example",
        NotMet,
        401,
        "The issuer is https://a.example, expected http://a.example. They differ only by http and https.",
    );
    check(
        "{}",
        "i",
        NotMet,
        401,
        "The token names no issuer (iss), expected i.",
    );
    check(
        r#"{"iss":"https://sts.windows.net/9c/"}"#,
        "https://login.microsoftonline.com/9c/v2.0",
        NotMet,
        401,
        "The issuer is https://sts.windows.net/9c/, expected https://login.microsoftonline.com/9c/v2.0. \
         These are Entra ID's issuers of versions 2.0 and 1.0: the API's registration decides which one it gets (requestedAccessTokenVersion).",
    );
}

#[test]
fn audiences() {
    let check = |payload: &str, state, status, message: &str| {
        let policy = Policy {
            audience: some("api"),
            ..Policy::default()
        };
        expect(
            &checked("audience", "{}", payload, policy),
            state,
            status,
            message,
        );
    };
    check(
        r#"{"aud":["x","api"]}"#,
        Met,
        0,
        "api is among the audiences.",
    );
    check(
        r#"{"aud":"x"}"#,
        NotMet,
        401,
        "The audience is x, expected api.",
    );
    check(
        r#"{"aud":"API"}"#,
        NotMet,
        401,
        "The audience is API, expected api. They differ only in upper and lower case, which counts.",
    );
    check(
        r#"{"aud":"api://api"}"#,
        NotMet,
        401,
        "The audience is api://api, expected api. They differ by the scheme at the beginning, which the token has.",
    );
    check(
        r#"{"aud":"web","nonce":"n"}"#,
        NotMet,
        401,
        "The audience is web, expected api. The audience is the client itself: you may hold an ID token, which is not for an API.",
    );
    check(
        r#"{"aud":"00000003-0000-0000-c000-000000000000","scp":"User.Read"}"#,
        NotMet,
        401,
        "The audience is 00000003-0000-0000-c000-000000000000, expected api. \
         That audience is Microsoft Graph: the token was requested for Graph, not for your API.",
    );
    check(
        "{}",
        NotMet,
        401,
        "The token names no audience (aud), expected api.",
    );
    check(
        "",
        Undecided,
        0,
        "Not decided: the claims are encrypted, only the recipient can tell.",
    );
}

#[test]
fn scopes() {
    let check = |payload: &str, state, status, message: &str| {
        let policy = Policy {
            scopes: vec!["orders.read".into()],
            ..Policy::default()
        };
        expect(
            &checked("scopes", "{}", payload, policy),
            state,
            status,
            message,
        );
    };
    check(
        r#"{"scope":"orders.read x"}"#,
        Met,
        0,
        "Every scope that is expected is there.",
    );
    check(
        r#"{"roles":["orders.read"]}"#,
        Met,
        0,
        "Every scope that is expected is there. orders.read stands in roles: an API that looks only at scope or scp answers 403.",
    );
    check(
        r#"{"scope":"orders.read,x"}"#,
        Met,
        0,
        "Every scope that is expected is there. Commas between the scopes, where spaces belong (RFC 6749 §3.3): a receiver may read one long scope.",
    );
    check(
        r#"{"scope":"x"}"#,
        NotMet,
        403,
        "orders.read missing; there: x.",
    );
    check("{}", NotMet, 403, "orders.read missing; there: none.");
    check(
        r#"{"scope":"Orders.Read"}"#,
        NotMet,
        403,
        "orders.read missing; there: Orders.Read. One is there that differs only in upper and lower case, which counts.",
    );
    check(
        r#"{"scope":"https://api.example/orders.read"}"#,
        NotMet,
        403,
        "orders.read missing; there: https://api.example/orders.read. One is there that differs only by the API's address in front of it.",
    );
    check(
        "",
        Undecided,
        0,
        "Not decided: the claims are encrypted, only the recipient can tell.",
    );
}

#[test]
fn clients() {
    let check = |payload: &str, state, status, message: &str| {
        let policy = Policy {
            client_id: some("web"),
            ..Policy::default()
        };
        expect(
            &checked("client id", "{}", payload, policy),
            state,
            status,
            message,
        );
    };
    check(r#"{"azp":"web"}"#, Met, 0, "The client is web.");
    check(
        r#"{"aud":"web","nonce":"n"}"#,
        Met,
        0,
        "An ID token is for its client: web is the audience.",
    );
    check(
        r#"{"cid":"app"}"#,
        NotMet,
        401,
        "The client is app, expected web.",
    );
    check(
        r#"{"cid":"app","aud":"web"}"#,
        NotMet,
        401,
        "The client is app, expected web. The expected client is the audience, not the client.",
    );
    check(
        "{}",
        NotMet,
        401,
        "The token names no client (client_id, azp, appid or cid), expected web.",
    );
}

#[test]
fn token_types() {
    let check = |expected: &str, header: &str, payload: &str, state, status, message: &str| {
        let policy = Policy {
            token_type: some(expected),
            ..Policy::default()
        };
        expect(
            &checked("token type", header, payload, policy),
            state,
            status,
            message,
        );
    };
    let at = r#"{"typ":"application/at+jwt"}"#;
    let jwt = r#"{"typ":"JWT"}"#;
    let (scope, nonce) = (r#"{"scope":"a"}"#, r#"{"nonce":"n","aud":"c"}"#);
    check(
        "at+jwt",
        at,
        "{}",
        Met,
        0,
        "It is at+jwt: typ is application/at+jwt: an access token (RFC 9068).",
    );
    check(
        "jwt",
        jwt,
        "{}",
        Met,
        0,
        "It is jwt: neither a type nor its claims tell.",
    );
    check(
        "id_token",
        jwt,
        nonce,
        Met,
        0,
        "It is id_token: it carries the nonce of a sign-in and no scope.",
    );
    check(
        "access_token",
        jwt,
        scope,
        Met,
        0,
        "It is access_token: it carries scope, as access tokens do.",
    );
    check(
        "at+jwt",
        jwt,
        nonce,
        NotMet,
        401,
        "Expected at+jwt, found typ JWT (it carries the nonce of a sign-in and no scope). \
         It looks like an ID token: send the access token of the same answer instead.",
    );
    check(
        "at+jwt",
        "{}",
        scope,
        NotMet,
        401,
        "Expected at+jwt, found no typ (it carries scope, as access tokens do). \
         By its claims it is an access token; its issuer does not follow RFC 9068, or not for this API.",
    );
    check(
        "id_token",
        "{}",
        "",
        Undecided,
        0,
        "Not decided: the claims are encrypted, only the recipient can tell.",
    );
}

#[test]
fn algorithms() {
    let check = |header: &str, state, status, message: &str| {
        let policy = Policy {
            algorithms: vec!["RS256".into(), "ES256".into()],
            ..Policy::default()
        };
        expect(
            &checked("algorithm", header, "{}", policy),
            state,
            status,
            message,
        );
    };
    check(
        r#"{"alg":"ES256"}"#,
        Met,
        0,
        "ES256 is an algorithm that is taken.",
    );
    check(
        r#"{"alg":"HS256"}"#,
        NotMet,
        401,
        "The algorithm is HS256, expected RS256, ES256.",
    );
    check(
        r#"{"alg":"rs256"}"#,
        NotMet,
        401,
        "The algorithm is rs256, expected RS256, ES256. They differ only in upper and lower case, which counts.",
    );
    check(
        "{}",
        NotMet,
        401,
        "The header names no algorithm, expected RS256, ES256.",
    );
}

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
