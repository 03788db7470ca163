//! Answers that are as they should be.

use std::format;

use super::*;

#[test]
fn a_token_that_was_given() {
    let read = read_token(&for_token(), &given()).unwrap();
    assert_eq!(read.token.expose(), TOKEN);
    assert_eq!(read.expires_in, Some(86_399));
    assert!(!read.has_refresh && read.scope.is_none());
    assert!(read.notes.is_empty(), "{:?}", read.notes);
}

#[test]
fn what_is_odd_about_a_token() {
    for (members, expect) in [
        (r#""token_type":"bearer""#, "expires_in is missing"),
        (
            r#""token_type":"bearer","expires_in":"86399","scope":"users""#,
            "names a scope",
        ),
        (r#""token_type":"bearer","expires_in":38880000"#, "SCIM"),
        (r#""token_type":"bearer","expires_in":60"#, "5 minutes"),
        (r#""token_type":"mac","expires_in":86399"#, "not bearer"),
        (
            r#""token_type":"bearer","expires_in":86399,"refresh_token":"r""#,
            "refresh token",
        ),
    ] {
        let body = format!(r#"{{"access_token":"{TOKEN}",{members}}}"#);
        let read = read_token(&for_token(), &answer(200, &body)).unwrap();
        let texts: Vec<_> = read.notes.iter().map(|note| note.text).collect();
        assert_eq!(texts.len(), 1, "{members} {texts:?}");
        assert!(texts[0].contains(expect), "{texts:?}");
        assert!(read.notes.iter().all(|note| !note.source.is_empty()));
    }
    // 48 hours, and what the service counts down of it, are not odd.
    for seconds in [300, 299, 172_800, 172_799] {
        let body =
            format!(r#"{{"access_token":"{TOKEN}","token_type":"Bearer","expires_in":{seconds}}}"#);
        let read = read_token(&for_token(), &answer(200, &body)).unwrap();
        assert!(read.notes.is_empty(), "{seconds}");
    }
}

#[test]
fn whose_token_it_is() {
    let me = read_me(&api("tokens-me"), &me_answer()).unwrap();
    assert_eq!(
        (me.client_id.as_str(), me.client_name.as_str()),
        (ID, "ETL")
    );
    assert!(me.is_service() && me.grant_text.starts_with("Client credentials"));
    assert_eq!(me.state, ClientState::Active);
    assert_eq!(me.organization.name, "Acme");
    assert_eq!(me.roles.len(), 2);
    assert_eq!(me.roles[0].division, "*");
    assert!(!me.is_built_in && me.idles_at.is_none() && me.notes.is_empty());
    // The other spelling of the member is taken as well.
    let body = me_answer()
        .body
        .expose()
        .replace("OAuthClient", "oAuthClient");
    assert_eq!(read_me(&api("tokens-me"), &answer(200, &body)).unwrap(), me);
}

#[test]
fn a_client_that_is_not_as_it_should_be() {
    let read = |from: &str, to: &str| {
        let body = me_answer().body.expose().replace(from, to);
        read_me(&api("tokens-me"), &answer(200, &body)).unwrap()
    };
    let inactive = read(
        r#""state":"active""#,
        r#""state":"inactive","dateToDelete":"2027-02-01T00:00:00.000Z""#,
    );
    assert_eq!(inactive.state, ClientState::Inactive);
    assert!(
        inactive.state_text().contains("2027-02-01"),
        "{}",
        inactive.state_text()
    );
    assert_eq!(
        read("\"active\"", "\"disabled\"").state,
        ClientState::Disabled
    );
    assert_eq!(
        read("\"active\"", "\"odd\"").state,
        ClientState::Other("odd".to_string())
    );
    let built_in = read(
        r#""organization":{"id":"org-1"}"#,
        r#""organization":{"id":"purecloud-builtin"}"#,
    );
    assert!(built_in.is_built_in && built_in.notes[0].text.contains("built in"));
    let bare = read(
        r#"[{"roleId":"r-1","divisionId":"*"},{"roleId":"r-2","divisionId":"d-1"}]"#,
        "[]",
    );
    assert!(bare.notes[0].text.contains("no role"));
    let idle = read(
        r#""authorizedScope":[]"#,
        r#""authorizedScope":["users"],"dateTokenIdles":"2026-11-21T14:02:05.000Z""#,
    );
    assert_eq!(idle.idles_at, Some(1_795_269_725));
    assert_eq!(idle.notes.len(), 2);
    assert!(!read("CLIENT-CREDENTIALS", "CODE").is_service());
}

#[test]
fn organization_timeout_and_user() {
    let body = r#"{"id":"o","name":"Acme","thirdPartyOrgName":"acme","domain":"acme"}"#;
    let found = read_organization(&api("organizations-me"), &answer(200, body)).unwrap();
    assert_eq!(
        (found.name.as_str(), found.short_name.as_str()),
        ("Acme", "acme")
    );
    let idle = |body| read_timeout(&api("tokens-timeout"), &answer(200, body)).unwrap();
    let on = idle(r#"{"idleTokenTimeoutSeconds":900,"enableIdleTokenTimeout":true}"#);
    assert!(on.is_on && on.text.contains("15 minutes"), "{}", on.text);
    let off = idle(r#"{"idleTokenTimeoutSeconds":900,"enableIdleTokenTimeout":false}"#);
    assert!(!off.is_on);
    let needs = api_error(
        400,
        "bad.request",
        "This request requires a user context. Client credentials cannot be used for requests to this resource.",
    );
    let no_user = read_user(&api("users-me"), &needs).unwrap();
    let UserAnswer::NoUser(statement) = no_user else {
        panic!("{no_user:?}");
    };
    assert!(statement.text.starts_with("400 is the right answer"));
    let user = answer(200, r#"{"id":"u","name":"Ann"}"#);
    let user = read_user(&api("users-me"), &user).unwrap();
    assert!(matches!(user, UserAnswer::User { name, .. } if name == "Ann"));
    let other = api_error(400, "bad.request", "The request could not be understood.");
    assert!(read_user(&api("users-me"), &other).is_err());
    assert!(read_revoked(&api("tokens-me"), &answer(200, "")).is_ok());
    assert!(read_revoked(&api("tokens-me"), &answer(204, "")).is_ok());
}

#[test]
fn one_real_read() {
    let read = |answer: &Answer| read_real(&api("routing-queues"), answer);
    let works = read(&answer(
        200,
        r#"{"entities":[],"pageSize":1,"total":7,"pageCount":7}"#,
    ));
    assert_eq!((works.outcome, works.total), (Outcome::Works, Some(7)));
    let named = read(&api_error(
        403,
        "missing.permissions",
        "Unable to perform the requested action. You are missing the following permission(s): routing:queue:view",
    ));
    assert_eq!(named.outcome, Outcome::MissingPermission);
    assert_eq!(named.permissions, ["routing:queue:view"]);
    assert!(named.says.contains("routing:queue:view"));
    // Where the answer names none, the table does.
    let bare = read(&api_error(403, "not.authorized", "You are not authorized."));
    assert_eq!(bare.permissions, ["routing:queue:view"]);
    let needs = api_error(400, "bad.request", "This request requires a user context.");
    assert_eq!(read(&needs).outcome, Outcome::NeedsUser);
    assert_eq!(
        read(&api_error(429, "too.many.requests", "x")).outcome,
        Outcome::Throttled
    );
    assert_eq!(
        read(&api_error(401, "bad.credentials", "x")).outcome,
        Outcome::TokenRefused
    );
    assert_eq!(
        read(&api_error(500, "internal.server.error", "x")).outcome,
        Outcome::Failed
    );
    assert_eq!(read(&answer(200, "<html>")).outcome, Outcome::Failed);
    // A count of conversations has no total, and works all the same.
    let count = read_real(&api("conversation-aggregates"), &answer(200, "{}"));
    assert_eq!((count.outcome, count.total), (Outcome::Works, None));
}

#[test]
fn what_the_companion_can_do() {
    let body = r#"{"name":"claimlens-proxy","version":"0.1.0","regions":["mypurecloud.com","evil.example","demo"],"demo":true,"grants":["client_credentials"]}"#;
    let found = read_companion(&answer(200, body)).unwrap();
    assert_eq!(found.regions, ["mypurecloud.com", "demo"]);
    assert!(found.has_demo && found.has_client_credentials());
    for nothing in [
        with(
            200,
            &[("content-type", "text/html")],
            "<!doctype html><title>x</title>",
        ),
        answer(404, ""),
        answer(200, "{}"),
        answer(200, ""),
    ] {
        let refusal = read_companion(&nothing).unwrap_err();
        assert_eq!(refusal.origin, Origin::NoCompanion);
        assert!(refusal.todo.contains(START));
    }
    let refused = answer(
        403,
        r#"{"source":"claimlens-proxy","code":"origin","message":"m","do":"d"}"#,
    );
    let refusal = read_companion(&refused).unwrap_err();
    assert_eq!(
        (refusal.origin, refusal.code.as_str()),
        (Origin::Companion, "origin")
    );
}
