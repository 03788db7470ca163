//! No secret survives, and no more is masked than has to be.

use super::super::*;
use super::{ID, NOW, sso, walk};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use std::format;
use std::string::String;
use std::vec::Vec;

const SECRET: &str = "Zk3vQ9sT1mB7xY2cW8nR4pL6dF0hJ5gK3aE1uI9oV7q";

#[test]
fn secrets_are_masked_in_every_form() {
    let basic = STANDARD.encode(format!("{ID}:{SECRET}"));
    let wrapped = {
        let (head, tail) = basic.split_at(76);
        format!("{head}\n{tail}")
    };
    for text in [
        SECRET,
        &format!("the secret is {SECRET}."),
        &format!("curl -u {ID}:{SECRET} https://login.mypurecloud.ie/oauth/token"),
        &format!("curl -u '{ID}:{SECRET}' x"),
        &format!("{ID}:{SECRET}"),
        &format!("client_secret={SECRET}&grant_type=client_credentials"),
        &format!("https://x.example/cb?access_token={SECRET}&state=1"),
        &format!("https://kim:{SECRET}@x.example/"),
        &format!("{{\"secret\": \"{SECRET}\"}}"),
        &format!("GENESYSCLOUD_OAUTHCLIENT_SECRET={SECRET}"),
        &format!("Authorization: Basic {basic}"),
        &format!("Authorization: Basic {wrapped}"),
        &format!("authorization: bearer {SECRET}"),
        &format!("“{SECRET}”"),
        &format!("<assertion>{SECRET}</assertion>"),
        &format!("<saml:Assertion ID=\"x\"><Value>{SECRET}</Value>"),
        &format!("-----BEGIN PRIVATE KEY-----\n{SECRET}\n-----END PRIVATE KEY-----"),
        &format!("-----BEGIN EC PRIVATE KEY-----\n{SECRET}"),
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
        "4d9f0c1ab2e37788c0ffee00112233445566778899aabbccddeeff0011223344",
    ] {
        let masked = masked(text);
        assert!(masked.found, "{text}");
        for part in [SECRET, basic.as_str(), &basic[76..], "eyJzdWIi", "c0ffee"] {
            assert!(!masked.text.contains(part), "{text}: {}", masked.text);
        }
    }
}

#[test]
fn short_secrets_are_masked_by_their_names() {
    for text in [
        "password: hunter2",
        "password=hunter2",
        "Password : \"hunter2\"",
        "{\"password\":\"hunter2\"}",
        "{\"token\": \"hunter2\"}",
        "client_secret = hunter2",
        "db-password hunter2 password:hunter2",
        "the secret: hunter2",
        "x-api-key: hunter2, done",
    ] {
        let found = masked(text);
        assert!(
            !found.text.ends_with("hunter2") && found.found,
            "{}",
            found.text
        );
    }
}

#[test]
fn what_is_no_secret_stays() {
    for text in [
        "",
        "Kim",
        "Asked the owner of the nightly export; moved to client credentials on 2026-11-21T14:00:00Z.",
        ID,
        &format!("client {ID} and client-{ID}"),
        "https://api.mypurecloud.ie/api/v2/oauth/clients/0a1b2c3d-1111-2222-3333-444455556666/usage/summary",
        "GET /api/v2/organizations/authentication/settings?preserveIdleTTL=true",
        "The secret was rotated. A new token is needed. Basic authentication. Bearer tokens.",
        "It needs Basic, orgName and assertion; password, notABene",
        "secret: rotated yesterday, token: none",
        "CLIENT-CREDENTIALS: not touched; grant_type=client_credentials",
        "purecloud-data-actions-v2-2024-release, Q3-2026-report-version-17",
        "accessTokenValiditySeconds = 86400, client.credentials.token.rate.per.minute 300",
        "release-2026.11.21-build.4711",
        "Authentifizierungseinstellungen in der Organisationsverwaltung",
        "curl -u \"$CLIENT_ID:$CLIENT_SECRET\" -H \"Authorization: Bearer $T\"",
        "kim.someone@example.com",
        "routing:queue:view, analytics:conversationDetail:view",
        "•••• (43 characters)",
        "password: •••• (7 characters)",
        "パスワードは変更しました。次の手順に進んでください。ありがとうございました。",
    ] {
        let found = masked(text);
        assert_eq!(found.text, text);
        assert!(!found.found, "{text}");
    }
}

#[test]
fn large_texts_take_time_in_proportion() {
    for part in [
        ":",
        "<",
        "=",
        "-----BEGIN",
        "{",
        "a=b&",
        "https://",
        "@",
        "secret:",
        "\"",
        "AB12:",
    ] {
        let text = part.repeat(1_000_000 / part.len());
        let _ = masked(&text);
        let judgement = judge(sso().step("clients").unwrap(), &walk(), None, &text);
        assert_eq!(judgement.level, Level::Unread, "{part}");
    }
    // A page of an error, and a name without end.
    let page = format!("<!doctype html><p>{}</p>", "Lorem ipsum. ".repeat(100_000));
    let long = format!(
        r#"{{"entities":[{{"id":"a","name":"{}","authorizedGrantType":"CODE"}}]}}"#,
        "n ".repeat(500_000)
    );
    let judgement = judge(sso().step("clients").unwrap(), &walk(), None, &page);
    assert_eq!(judgement.level, Level::Unread);
    let mut walk = walk();
    walk.add_clients(&long).unwrap();
    assert!(to_json(&[walk]).len() < 5_000);
}

/// Secrets as they are issued: client secrets, access tokens, hashes, JWTs.
fn secret() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z0-9_-]{43}",
        "[A-Za-z0-9_-]{70,100}",
        "[0-9a-f]{40}",
        "[A-Za-z0-9+/]{64}",
        "eyJ[A-Za-z0-9_-]{20,40}\\.[A-Za-z0-9_-]{30,60}\\.[A-Za-z0-9_-]{43}",
    ]
}

/// Whether a piece of the secret that is long enough to matter is still there.
fn survives(text: &str, secret: &str) -> bool {
    let bytes: Vec<char> = secret.chars().collect();
    bytes
        .windows(12)
        .any(|piece| text.contains(&piece.iter().collect::<String>()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_secret_survives_in_any_text(
        secret in secret(),
        before in "([a-zA-Z ,.]{0,20}[ \n:=\"'(])?",
        after in "([ \n,;\"')][a-zA-Z ,.]{0,20})?",
    ) {
        let found = masked(&format!("{before}{secret}{after}"));
        prop_assert!(found.found && !survives(&found.text, &secret), "{}", found.text);
    }

    #[test]
    fn no_secret_survives_in_a_walk(secret in secret()) {
        let sso = sso();
        let mut walk = walk();
        let told = walk.set(&sso, ("baseline", Some(ID)), StepState::Done, &secret, &secret, NOW);
        prop_assert_eq!(told, Ok(true));
        walk.rename(&secret);
        walk.add_client(&secret, &secret);
        walk.add_clients(&format!(
            r#"{{"entities":[{{"id":"{secret}","name":"x {secret}","authorizedGrantType":"{secret}","state":"{secret}","secret":"{secret}"}}]}}"#
        ));
        for (step, text) in [
            ("baseline", format!(r#"{{"access_token":"{secret}","expires_in":1}}"#)),
            ("baseline", format!(r#"{{"error":"{secret}","error_description":"{secret}"}}"#)),
            ("rights", format!(r#"{{"OAuthClient":{{"id":"{ID}","name":"{secret}","state":"{secret}"}}}}"#)),
            ("rights", format!(r#"{{"code":"{secret}","message":"{secret}","status":403}}"#)),
            ("after", format!(r#"{{"access_token":"{secret}"}} {{"code":"x","message":"{secret}"}}"#)),
        ] {
            let judgement = judge(sso.step(step).unwrap(), &walk, Some(ID), &text);
            prop_assert!(judgement.masked);
            walk.keep(&sso, (step, Some(ID)), &judgement, &secret, NOW).unwrap();
            let json = to_json(&[walk.clone()]);
            prop_assert!(!survives(&json, &secret), "{step}: {json}");
            prop_assert!(!survives(&to_markdown(&walk, &sso, NOW), &secret));
        }
    }

    #[test]
    fn masking_twice_is_masking_once(text in "([A-Za-z0-9_:=/+.\\- \n\"'<>&?@]|secret[:=]|Bearer |password|•|\\PC){0,80}") {
        let once = masked(&text);
        let twice = masked(&once.text);
        prop_assert_eq!(&twice.text, &once.text);
        prop_assert_eq!(once.found, once.text != text);
    }
}
