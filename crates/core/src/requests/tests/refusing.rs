//! Refusals: who refused, and that the diagnosis can read them.

use std::format;

use proptest::prelude::*;

use super::*;
use crate::report::{Kind, Report};
use crate::{Context, inspect};

fn diagnosed(refusal: &Refusal) -> Report {
    let context = Context {
        now: NOW,
        ..Context::default()
    };
    inspect(refusal.exchange.as_deref().unwrap(), &context)
}

#[test]
fn what_genesys_refuses_is_diagnosed_as_a_pasted_error_is() {
    let missing = "Unable to perform the requested action. You are missing the following permission(s): routing:queue:view";
    let page = with(
        502,
        &[("content-type", "text/html")],
        "<html><body>Bad gateway</body></html>",
    );
    for (planned, answer, says, headline) in [
        (
            for_token(),
            token_error(400, "invalid_client", "client not found"),
            "not known in this region",
            "client id",
        ),
        (
            for_token(),
            token_error(401, "invalid_client", "authentication failed"),
            "not its secret",
            "secret",
        ),
        (
            for_token(),
            token_error(
                400,
                "unauthorized_client",
                "client is not authorized to use the client_credential grant type",
            ),
            "another grant",
            "grant",
        ),
        (
            for_token(),
            token_error(400, "invalid_request", "rate limit exceeded; try later"),
            "too often",
            "throttling",
        ),
        (
            api("tokens-me"),
            api_error(401, "bad.credentials", "Invalid login credentials."),
            "token was refused",
            "token",
        ),
        (
            api("tokens-me"),
            api_error(401, "ip.not.authorized", "x"),
            "allowlist",
            "address",
        ),
        (
            api("routing-queues"),
            api_error(403, "missing.permissions", missing),
            "permission is missing",
            "permission",
        ),
        (
            api("users"),
            api_error(
                429,
                "too.many.requests",
                "Rate limit exceeded the maximum [300] requests within [60] seconds",
            ),
            "Too many",
            "many",
        ),
        (api("users"), page, "service itself failed", ""),
    ] {
        let refusal = refusal(&planned, &answer);
        assert!(refusal.says.contains(says), "{}", refusal.says);
        let report = diagnosed(&refusal);
        let first = report
            .artefacts
            .first()
            .unwrap_or_else(|| panic!("{:?}", refusal.exchange));
        let lead = first.headline.lead.to_lowercase();
        assert!(
            matches!(
                first.kind,
                Kind::Exchange | Kind::ErrorText | Kind::ErrorResponse
            ),
            "{:?}: {lead}",
            first.kind
        );
        assert!(lead.contains(headline), "{lead}");
    }
}

#[test]
fn the_demos_errors_are_diagnosed_too() {
    let mut answer = token_error(401, "invalid_client", "authentication failed");
    let id = "6c9d0c0e-52cb-4d6a-8a39-000000000001".to_string();
    answer.headers.push(("inin-correlation-id".to_string(), id));
    let planned = Ask::token(DEMO, ID, &secret()).plan(NOW).unwrap();
    let report = diagnosed(&refusal(&planned, &answer));
    let lead = &report.artefacts[0].headline.lead;
    assert!(lead.contains("secret"), "{lead}");
}

#[test]
fn a_token_that_was_refused_is_dropped() {
    for (status, code, ends) in [
        (401, "bad.credentials", true),
        (401, "credentials.expired", true),
        (401, "ip.not.authorized", false),
        (401, "authentication.required", false),
        (403, "missing.permissions", false),
        (429, "too.many.requests", false),
    ] {
        let refusal = refusal(&api("tokens-me"), &api_error(status, code, "x"));
        assert_eq!(refusal.ends_token(), ends, "{code}");
    }
    assert!(!no_companion().ends_token());
}

#[test]
fn the_exchange_is_request_and_answer() {
    let answer = with(
        400,
        &[
            ("Content-Type", "application/json"),
            ("Set-Cookie", "session=abc"),
            (
                "ININ-Correlation-Id",
                "6c9d0c0e-52cb-4d6a-8a39-000000000001",
            ),
        ],
        r#"{"error":"invalid_client","error_description":"client not found"}"#,
    );
    let text = exchange(&for_token(), &answer);
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        text,
        format!(
            "POST /oauth/token HTTP/1.1\nHost: login.mypurecloud.ie\nAuthorization: Basic •••• (108 characters)\n\
             Content-Type: application/x-www-form-urlencoded\nAccept: application/json\n\
             User-Agent: claimlens-proxy/{version}\nContent-Length: 29\n\ngrant_type=client_credentials\n\n\
             HTTP/1.1 400\nContent-Type: application/json\nININ-Correlation-Id: 6c9d0c0e-52cb-4d6a-8a39-000000000001\n\n\
             {{\"error\":\"invalid_client\",\"error_description\":\"client not found\"}}\n"
        )
    );
}

#[test]
fn the_companions_own_refusals_are_told_apart() {
    for (status, code, says) in [
        (403, "origin", "does not take calls from this page"),
        (404, "not_found", "does not forward"),
        (429, "rate", "own limit"),
        (502, "upstream_tls", "prove"),
        (502, "upstream_address", "private address"),
        (504, "upstream_deadline", "in time"),
        (500, "panic", "failed in itself"),
        (400, "anything", "refused the call"),
    ] {
        let body = format!(
            r#"{{"source":"claimlens-proxy","code":"{code}","message":"One sentence.","do":"Do it."}}"#
        );
        let refusal = refusal(&for_token(), &answer(status, &body));
        assert_eq!(refusal.origin, Origin::Companion);
        assert!(refusal.says.contains(says), "{}", refusal.says);
        assert_eq!(refusal.todo, "Do it.");
        assert_eq!(refusal.exchange, None);
    }
}

#[test]
fn where_there_is_no_companion_it_is_said_how_to_start_one() {
    let html = ("content-type", "text/html; charset=utf-8");
    for answer in [
        with(404, &[html], "<html><body>404</body></html>"),
        with(405, &[html], "<!DOCTYPE html><title>405</title>"),
        with(
            501,
            &[html],
            "<!DOCTYPE HTML><html>Unsupported method</html>",
        ),
        with(
            200,
            &[html],
            "<!doctype html><title>A page for every path</title>",
        ),
        with(405, &[], ""),
        with(404, &[], ""),
    ] {
        let refusal = refusal(&for_token(), &answer);
        assert_eq!(refusal.origin, Origin::NoCompanion, "{answer:?}");
        assert!(refusal.todo.contains(START));
    }
    // A 404 of the API is the API's; and the companion passes web pages on as plain text.
    let own = refusal(
        &api("users"),
        &api_error(404, "not.found", "The requested resource was not found."),
    );
    assert_eq!(own.origin, Origin::Genesys);
    let passed = with(
        404,
        &[("content-type", "text/plain; charset=utf-8")],
        "<html>404</html>",
    );
    assert_eq!(refusal(&for_token(), &passed).origin, Origin::Unknown);
}

#[test]
fn what_repeats_a_secret_is_masked() {
    let encoded = crate::basic::build(ID, SECRET).header;
    let encoded = encoded.strip_prefix("Basic ").unwrap();
    let body = format!(
        r#"{{"error":"odd {SECRET}","description":"you sent {encoded}","client_secret":"x"}}"#
    );
    let refused = refusal(&for_token(), &answer(400, &body));
    let all = format!("{refused:?}");
    assert!(!all.contains(SECRET) && !all.contains(encoded), "{all}");
    let body = format!(r#"{{"message":"token {TOKEN} is bad","code":"{TOKEN}"}}"#);
    let refused = refusal(&api("users"), &answer(401, &body));
    assert!(!format!("{refused:?}").contains(TOKEN));
}

proptest! {
    /// Any answer is read by every reader.
    #[test]
    fn readers_are_total(status in any::<u16>(), header in "\\PC{0,30}", body in "\\PC{0,200}", cut in 0_usize..600) {
        let whole = me_answer();
        let cut = whole.body.expose().chars().take(cut).collect::<String>();
        for body in [body.as_str(), cut.as_str()] {
            let answer = with(status, &[("retry-after", &header), ("inin-ratelimit-reset", &header)], body);
            let token = for_token();
            let _ = (read_token(&token, &answer), read_companion(&answer));
            for call in ["tokens-me", "tokens-timeout", "organizations-me", "users-me", "authorization-subject", "users"] {
                let planned = api(call);
                let _ = (read_me(&planned, &answer), read_timeout(&planned, &answer), read_user(&planned, &answer));
                let _ = (read_subject(&planned, &answer), read_organization(&planned, &answer), read_real(&planned, &answer));
                let _ = (refusal(&planned, &answer), Retry::default().next(&planned, &answer, 1, NOW, 7));
            }
        }
    }
}
