//! Evidence as people paste it, and what it is judged to be.

use super::super::*;
use super::{ID, NOW, all, sso, walk};
use std::format;
use std::string::{String, ToString as _};

const TOKEN: &str = r#"{"access_token":"pT9xLq2Vd7Rk4Zs8Wm1Yc6Nb3Hg5Jf0Ua-Ee_Io9Pq2Rt4Yu7Iw8Sd1Fg3Hj5Kl6Zx8Cv0Bn2Ma4QwErT","token_type":"bearer","expires_in":86399}"#;

fn me(state: &str, roles: &str) -> String {
    format!(
        r#"{{"organization":{{"id":"o","name":"Acme"}},"OAuthClient":{{"id":"{ID}","name":"ETL","authorizedGrantType":"CLIENT-CREDENTIALS","state":"{state}","roleDivisions":[{roles}],"organization":{{"id":"o"}}}}}}"#
    )
}

const ROLE: &str = r#"{"roleId":"r1","divisionId":"*"}"#;

fn judged(checklist: &Checklist, step: &str, pasted: &str) -> (Level, String) {
    let walk = walk();
    let step = checklist.step(step).unwrap();
    let client = step.per_client.then_some(ID);
    let judgement = judge(step, &walk, client, pasted);
    (judgement.level, judgement.outcome)
}

#[test]
fn evidence_of_the_sso_walk() {
    let sso = sso();
    let active = me("active", ROLE);
    let inactive = me("inactive", ROLE);
    let bare = me("active", "");
    let old_case = active.replace("OAuthClient", "oAuthClient");
    let other = active.replace(ID, "11111111-1111-2222-3333-444455556666");
    let builtin = active.replace(
        r#""organization":{"id":"o"}"#,
        r#""organization":{"id":"purecloud-builtin"}"#,
    );
    let users = active.replace("CLIENT-CREDENTIALS", "CODE");
    let api = |code: &str, status: u16, message: &str| {
        format!(
            r#"{{"message":"{message}","code":"{code}","status":{status},"contextId":"c","details":[],"errors":[]}}"#
        )
    };
    let refused = api("bad.credentials", 401, "Invalid login credentials.");
    let ip = api("ip.not.authorized", 401, "x");
    let missing = api(
        "missing.permissions",
        403,
        "Unable to perform the requested action. You are missing the following permission(s): routing:queue:view",
    );
    let context = api(
        "bad.request",
        400,
        "This request requires a user context. Client credentials cannot be used for requests to this resource.",
    );
    let with_status = format!("{TOKEN}\n200\n");
    let head = "HTTP/2 200\r\ncontent-length: 0\r\n\r\n";
    for (step, pasted, level, outcome) in [
        (
            "region",
            r#"{"id":"x","name":"Acme","thirdPartyOrgName":"acme"}"#,
            Level::Good,
            "known",
        ),
        ("region", refused.as_str(), Level::Bad, "refused"),
        ("region", "hello", Level::Unread, ""),
        ("region", "   \n", Level::Unread, ""),
        (
            "clients",
            r#"{"entities":[{"id":"a","name":"n","authorizedGrantType":"CLIENT-CREDENTIALS"}],"pageCount":1}"#,
            Level::Good,
            "listed",
        ),
        (
            "clients",
            r#"{"entities":[{"id":"a","name":"n","authorizedGrantType":"PASSWORD"}],"pageCount":1}"#,
            Level::Bad,
            "password",
        ),
        (
            "clients",
            r#"{"entities":[{"id":"a","name":"n","authorizedGrantType":"TOKEN"}],"pageCount":1}"#,
            Level::Note,
            "implicit",
        ),
        (
            "clients",
            r#"{"entities":[{"id":"a","name":"n","authorizedGrantType":"CODE","state":"inactive"}]}"#,
            Level::Note,
            "inactive",
        ),
        (
            "clients",
            r#"{"entities":[{"id":"a","name":"n","authorizedGrantType":"CODE"}],"pageCount":2}"#,
            Level::Bad,
            "more-pages",
        ),
        ("clients", missing.as_str(), Level::Bad, "permission"),
        (
            "people",
            r#"{"entities":[{"name":"Data actions","integrationType":{"id":"purecloud-data-actions"}}],"pageCount":1}"#,
            Level::Good,
            "none",
        ),
        (
            "people",
            r#"{"entities":[{"name":"Alerts","integrationType":{"id":"chat-notification-webhook"}}],"pageCount":1}"#,
            Level::Stop,
            "webhooks",
        ),
        (
            "people",
            r#"{"entities":[],"pageCount":3}"#,
            Level::Bad,
            "more-pages",
        ),
        ("baseline", TOKEN, Level::Good, "token"),
        ("baseline", with_status.as_str(), Level::Good, "token"),
        (
            "baseline",
            "{\"error\":\"invalid_client\",\"description\":\"client not found\",\"error_description\":\"client not found\"}\n400",
            Level::Bad,
            "unknown-client",
        ),
        (
            "baseline",
            "{\"error\":\"invalid_client\",\"description\":\"client not found\"}",
            Level::Bad,
            "unknown-client",
        ),
        (
            "baseline",
            "{\"error\":\"invalid_client\",\"error_description\":\"authentication failed\"}\n401",
            Level::Bad,
            "wrong-secret",
        ),
        (
            "baseline",
            "{\"error\":\"unauthorized_client\",\"error_description\":\"client is not authorized to use the client_credential grant type\"}",
            Level::Bad,
            "other-grant",
        ),
        (
            "baseline",
            "{\"error\":\"invalid_request\",\"error_description\":\"rate limit exceeded; retry\"}\n400",
            Level::Bad,
            "throttled",
        ),
        (
            "baseline",
            "<html><body>404 {}</body></html>",
            Level::Bad,
            "elsewhere",
        ),
        ("baseline", refused.as_str(), Level::Bad, "elsewhere"),
        ("baseline", "{\"error\":\"brand_new\"}", Level::Bad, ""),
        ("baseline", "{\"a\":1}", Level::Unread, ""),
        (
            "secrets",
            "{\"error\":\"unauthorized_client\"}",
            Level::Note,
            "other-grant",
        ),
        ("rights", active.as_str(), Level::Good, "ok"),
        ("rights", old_case.as_str(), Level::Good, "ok"),
        ("rights", head, Level::Good, "ok"),
        ("rights", inactive.as_str(), Level::Bad, "inactive"),
        ("rights", bare.as_str(), Level::Bad, "no-roles"),
        ("rights", other.as_str(), Level::Bad, "other-client"),
        ("rights", builtin.as_str(), Level::Bad, "builtin"),
        ("rights", users.as_str(), Level::Note, "user-grant"),
        ("rights", ip.as_str(), Level::Bad, "ip"),
        ("rights", missing.as_str(), Level::Bad, "permission"),
        ("rights", context.as_str(), Level::Bad, "user-context"),
        ("rights", TOKEN, Level::Unread, ""),
        ("rights", "{\"what\":\"ever\"}", Level::Unread, ""),
        (
            "settings",
            r#"{"multifactorAuthenticationRequired":false,"ipAddressAllowlist":[],"domainAllowlist":["x"]}"#,
            Level::Good,
            "plain",
        ),
        (
            "settings",
            r#"{"ipAddressAllowlist":["192.0.2.0/24"]}"#,
            Level::Note,
            "allowlist",
        ),
        (
            "settings",
            "{\"ipAddressAllowlist\":[]}\n{\"enableIdleTokenTimeout\":true,\"idleTokenTimeoutSeconds\":900}",
            Level::Note,
            "idle",
        ),
        (
            "provider",
            r#"{"entities":[{"id":"okta","name":"Okta","disabled":false,"certificates":["a","b"]}]}"#,
            Level::Good,
            "enabled",
        ),
        (
            "provider",
            r#"{"entities":[{"id":"okta","disabled":true}]}"#,
            Level::Bad,
            "disabled",
        ),
        (
            "provider",
            r#"{"entities":[{"id":"purecloud","disabled":false}]}"#,
            Level::Bad,
            "none",
        ),
        (
            "way-back",
            r#"{"entities":[{"id":"okta"},{"id":"adfs"}]}"#,
            Level::Good,
            "spare",
        ),
        (
            "way-back",
            r#"{"entities":[{"id":"okta"}]}"#,
            Level::Note,
            "single",
        ),
        (
            "users",
            r#"{"entities":[{"name":"A","email":"a@b.c","state":"active"},{"name":"B","state":"inactive"}],"pageCount":1}"#,
            Level::Note,
            "complete",
        ),
        (
            "users",
            r#"{"entities":[{"name":"A","state":"active"}],"pageCount":1}"#,
            Level::Bad,
            "no-email",
        ),
        ("after", TOKEN, Level::Note, "no-baseline"),
        ("pilot", "anything", Level::Unread, ""),
    ] {
        let found = judged(&sso, step, pasted);
        assert_eq!(found, (level, outcome.to_string()), "{step}: {pasted}");
    }
}

#[test]
fn a_missing_permission_is_named() {
    let sso = sso();
    let text = r#"{"message":"Unable to perform the requested action. You are missing the following permission(s): routing:queue:view, routing:queue:edit.","code":"missing.permissions","status":403}"#;
    let judgement = judge(sso.step("rights").unwrap(), &walk(), Some(ID), text);
    assert!(
        judgement
            .says
            .contains("routing:queue:view, routing:queue:edit"),
        "{}",
        judgement.says
    );
}

#[test]
fn before_and_after_are_compared() {
    let sso = sso();
    let mut walk = walk();
    let before = me("active", ROLE);
    for (step, text) in [("baseline", TOKEN), ("rights", before.as_str())] {
        let judgement = judge(sso.step(step).unwrap(), &walk, Some(ID), text);
        walk.keep(&sso, (step, Some(ID)), &judgement, "Kim", NOW)
            .unwrap();
    }
    let after = sso.step("after").unwrap();
    let both = |token: &str, me: &str| format!("{token}\n200\n{me}\n200\n");
    let judgement = judge(after, &walk, Some(ID), &both(TOKEN, &before));
    assert_eq!(judgement.outcome, "same", "{}", judgement.says);
    assert!(judgement.masked);
    // Seconds of a token's life are no difference; an hour is.
    let near = TOKEN.replace("86399", "86397");
    assert_eq!(judge(after, &walk, Some(ID), &near).outcome, "same");
    let short = TOKEN.replace("86399", "3600");
    let judgement = judge(after, &walk, Some(ID), &short);
    assert_eq!(judgement.outcome, "different");
    assert!(
        judgement.says.contains("expires_in was 86399, is 3600"),
        "{}",
        judgement.says
    );
    // A role less, an error, a client that is gone.
    let less = me("active", r#"{"roleId":"r2","divisionId":"*"}"#);
    let gone = r#"{"error":"invalid_client","error_description":"client not found"}"#;
    let refused = r#"{"code":"bad.credentials","message":"x","status":401}"#;
    for text in [
        both(TOKEN, &less),
        gone.to_string(),
        refused.to_string(),
        both(TOKEN, refused),
    ] {
        let judgement = judge(after, &walk, Some(ID), &text);
        assert_eq!(
            (judgement.level, judgement.outcome.as_str()),
            (Level::Bad, "different"),
            "{text}"
        );
    }
    let judgement = judge(after, &walk, Some(ID), &both(TOKEN, &less));
    walk.keep(&sso, ("after", Some(ID)), &judgement, "Kim", NOW)
        .unwrap();
    let rows = compare(&walk, &sso, "after");
    let changed: std::vec::Vec<&str> = rows
        .iter()
        .filter(|row| row.is_change())
        .map(|row| row.name.as_str())
        .collect();
    assert_eq!(changed, ["roles in divisions"]);
    assert!(rows.iter().all(|row| row.client.as_deref() == Some(ID)));
    assert!(compare(&walk, &sso, "baseline").is_empty());
    assert!(to_markdown(&walk, &sso, NOW).contains("CHANGED"));
}

#[test]
fn a_jump_stands_where_an_outcome_leads_on() {
    let all = all();
    let sso = all.get("enforce-sso").unwrap();
    let jump = |step: &str, outcome: &str| sso.step(step).unwrap().jump(outcome).cloned();
    assert!(jump("people", "webhooks").unwrap().stop);
    assert_eq!(jump("clients", "password").unwrap().checklist, "robot-user");
    assert_eq!(
        jump("after", "different").unwrap().checklist,
        "client-stopped"
    );
    assert_eq!(jump("region", "known"), None);
}
