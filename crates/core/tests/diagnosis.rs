//! What was seen, and the first cause it must lead to: bodies, exchanges, what tools say, symptoms.

use claimlens_core::report::{Artefact, Item, Kind, PartContent, Report};
use claimlens_core::{Context, inspect};

#[path = "diagnosis/inputs.rs"]
mod inputs;

fn report(text: &str) -> Report {
    inspect(text, &Context::default())
}

fn primary(report: &Report) -> &Artefact {
    let at = report.primary.expect("something was found");
    &report.artefacts[at]
}

fn items<'a>(artefact: &'a Artefact, title: &str) -> &'a [Item] {
    let part = artefact
        .parts
        .iter()
        .find(|part| part.title.starts_with(title));
    match part.map(|part| &part.content) {
        Some(PartContent::List { items }) => items,
        _ => &[],
    }
}

#[test]
fn each_input_leads_to_its_first_cause() {
    let mut wrong = Vec::new();
    for (text, expected) in inputs::INPUTS {
        let report = report(text);
        let artefact = primary(&report);
        let first = items(artefact, "Likely causes").first().map(|item| item.id);
        if first != Some(expected) {
            wrong.push(format!(
                "{expected}: got {first:?} in {:?}\n{}\n{text}\n",
                artefact.kind, artefact.headline.lead
            ));
        }
        assert!((1..=3).contains(&artefact.next_steps.len()), "{text}");
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        inputs::INPUTS.len(),
        wrong.join("\n")
    );
    assert!(inputs::INPUTS.len() >= 60, "{}", inputs::INPUTS.len());
}

#[test]
fn every_cause_says_where_it_is_written() {
    for (text, _) in inputs::INPUTS {
        let report = report(text);
        for title in ["Likely causes", "If it began with SSO"] {
            for item in items(primary(&report), title) {
                assert!(!item.source.is_empty() && !item.tell.is_empty(), "{item:?}");
                assert!(!item.fix.is_empty() && item.text.ends_with('.'), "{item:?}");
                assert!(!item.fix.contains("{}"), "{item:?}");
            }
        }
    }
}

#[test]
fn what_is_not_known_is_said_to_be_so() {
    for (text, words) in [
        (
            r#"{"error":"flux_capacitor_empty"}"#,
            "none that is known here",
        ),
        (
            "HTTP/2 418\ninin-correlation-id: 7c1e\n\n{\"message\":\"short and stout\",\"code\":\"teapot.short\",\"status\":418,\"contextId\":\"7c1e\"}",
            "none that is known here",
        ),
        (
            "POST https://login.mypurecloud.de/oauth/token\nHTTP/1.1 422 Unprocessable\n\n",
            "Nothing in it says why",
        ),
    ] {
        let report = report(text);
        let lead = &primary(&report).headline.lead;
        assert!(lead.contains(words), "{lead}");
    }
}

#[test]
fn a_permission_and_a_correlation_id_are_named() {
    let text = "HTTP/1.1 403 Forbidden\nININ-Correlation-Id: 2f0c9c4a-1111\n\n{\"message\":\"Unable to perform the requested action. You are missing the following permission(s): routing:queue:view\",\"code\":\"missing.permissions\",\"status\":403,\"contextId\":\"2f0c9c4a-1111\"}";
    let report = report(text);
    let artefact = primary(&report);
    assert_eq!(artefact.kind, Kind::Exchange);
    assert_eq!(artefact.scopes[0].values, ["routing:queue:view"]);
    assert!(artefact.headline.rest.contains("routing:queue:view"));
    let steps: Vec<_> = artefact
        .next_steps
        .iter()
        .map(|step| step.text.as_str())
        .collect();
    assert!(
        steps.iter().any(|step| step.contains("2f0c9c4a-1111")),
        "{steps:?}"
    );
}

#[test]
fn how_long_to_wait_is_read_from_the_answer() {
    let text = "HTTP/2 429\nretry-after: 37\ninin-ratelimit-allowed: 180\n\n{\"message\":\"Rate limit exceeded the maximum [180] requests within [60] seconds\",\"code\":\"too.many.requests\",\"status\":429,\"contextId\":\"x\"}";
    let report = report(text);
    assert!(primary(&report).next_steps[0].text.contains("37 seconds"));
}

#[test]
fn no_secret_gets_into_the_report() {
    let secret = "Zk3Qs9v-T7yLx0WbN4cRmE8uJhF2aPdG6iKoSqXtYw1";
    let id = "3f2c1d4e-5a6b-4c7d-8e9f-0a1b2c3d4e5f";
    let basic = claimlens_core::jose::base64url::encode(format!("{id}:{secret}").as_bytes());
    for text in [
        format!(
            "curl -i -u {id}:{secret} -d grant_type=client_credentials https://login.mypurecloud.ie/oauth/token\nHTTP/2 401\n\n{{\"error\":\"invalid_client\",\"description\":\"authentication failed\",\"error_description\":\"authentication failed\"}}"
        ),
        format!(
            "> POST /oauth/token HTTP/1.1\n> Host: login.mypurecloud.ie\n> Authorization: Basic {basic}\n< HTTP/1.1 401 Unauthorized\n{{\"error\":\"invalid_client\"}}"
        ),
        format!(
            "POST https://login.mypurecloud.ie/oauth/token\ngrant_type=client_credentials&client_secret={secret}\nHTTP/1.1 400 Bad Request\n"
        ),
        format!(
            "import PureCloudPlatformClientV2\nclient_secret = '{secret}'\napi.get_client_credentials_token('{id}', client_secret)"
        ),
    ] {
        let report = report(&text);
        let shown = format!("{:?}", primary(&report));
        assert!(
            !shown.contains(secret) && !shown.contains(&basic),
            "{shown}"
        );
    }
}

#[test]
fn an_error_page_of_megabytes_is_read_by_its_beginning() {
    let mut page = String::from(
        "HTTP/1.1 404 Not Found\nHost: api.mypurecloud.com\nContent-Type: text/html\n\n<!DOCTYPE html><html>",
    );
    page.push_str(&"<p>nothing here</p>".repeat(300_000));
    let report = report(&page);
    let artefact = primary(&report);
    assert_eq!(artefact.kind, Kind::Exchange);
    assert!(
        artefact.headline.lead.contains("404"),
        "{:?}",
        artefact.headline
    );
}

#[test]
fn other_pastes_are_left_as_they_were() {
    for (text, kind) in [
        (
            "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJtZSJ9.",
            Kind::Jwt,
        ),
        (
            r#"{"error":"invalid_grant","error_description":"expired"}"#,
            Kind::ErrorResponse,
        ),
        (
            "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error=\"invalid_token\"",
            Kind::Challenge,
        ),
        ("hello world, this is prose about nothing", Kind::Unknown),
        (
            r#"{"access_token":"abcdefghijklmnopqrstuvwxyz","token_type":"bearer","expires_in":86399}"#,
            Kind::TokenResponse,
        ),
        (
            "curl -H 'Authorization: Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJtZSJ9.' https://api.example.com/v1/things",
            Kind::Jwt,
        ),
    ] {
        let report = report(text);
        assert_eq!(primary(&report).kind, kind, "{text}");
    }
}

/// What people post and paste about it, with its wrong addresses, packages and scopes.
#[test]
fn a_post_with_code_and_an_error_gets_both_explained() {
    let text = "We enforced SAML SSO and now get 401 Unauthorized.\n\nfrom genesyscloud.platformsdkpython import Configuration\nconfig.client_id = 'OUR_CLIENT_ID'\n\nThe error is {\"code\":\"unauthorized\",\"message\":\"Unauthorized access\"}.\n\ncurl -X POST https://api.mypurecloud.com/api/v2/oauth/token \\\n -d \"grant_type=client_credentials&client_id=A&client_secret=B\"";
    let report = report(text);
    let artefact = primary(&report);
    assert_eq!(artefact.kind, Kind::Exchange);
    let first = items(artefact, "Likely causes").first().map(|item| item.id);
    assert_eq!(first, Some("token.address.host"));
    let codes: Vec<_> = artefact
        .findings
        .iter()
        .map(|finding| finding.code)
        .collect();
    assert!(codes.contains(&"snippet.package"), "{codes:?}");
}

#[test]
fn what_began_with_sso_is_held_against_what_was_seen() {
    let list = |text: &str| -> Vec<&'static str> {
        let report = report(text);
        items(primary(&report), "If it began with SSO")
            .iter()
            .map(|item| item.id)
            .collect()
    };
    let secret = list(
        r#"{"error":"invalid_client","description":"authentication failed","error_description":"authentication failed"}"#,
    );
    assert_eq!(secret.first(), Some(&"sso.secret_reset"));
    assert!(!secret.contains(&"sso.user_management"), "{secret:?}");
    let address =
        list(r#"{"message":"x","code":"ip.not.authorized","status":401,"contextId":"c"}"#);
    assert_eq!(address.first(), Some(&"sso.allowlist"));
    let permission = list(
        r#"{"message":"You are missing the following permission(s): a:b:c","code":"missing.permissions","status":403,"contextId":"c"}"#,
    );
    assert!(!permission.contains(&"sso.secret_reset"), "{permission:?}");
}
