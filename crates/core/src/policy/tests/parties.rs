//! Issuer, audience, scopes and client, each met, missed, nearly missed and undecided.

use alloc::vec;

use super::{checked, expect, some};
use crate::policy::Policy;
use crate::report::CheckState::{Met, NotMet, Undecided};

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
