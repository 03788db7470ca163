//! Token type and algorithm.

use alloc::vec;

use super::{checked, expect, some};
use crate::policy::Policy;
use crate::report::CheckState::{Met, NotMet, Undecided};

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
