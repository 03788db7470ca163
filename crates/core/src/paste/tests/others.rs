//! Everything that is found and is no token in Compact Serialization.

use alloc::vec::Vec;
use std::format;

use super::{A, B, lists, wrap};
use crate::paste::{JsonShape, SamlForm, Shape, find};

const UUID: &str = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
const SECRET: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const GENESYS: &str =
    "Zk3v9QxT_2bLhYwR8nUcJf5sGdKe1oPqMi7aXrVtNy0CzBuHjWl4SgDm6EpOA-IkTqRf3v8YxLh2wNcB5";

#[test]
fn opaque_values_alone_and_named() {
    lists(UUID, &[("Uuid", UUID)]);
    lists(SECRET, &[("Base64url43", SECRET)]);
    lists(GENESYS, &[("Genesys Cloud access token", GENESYS)]);
    lists(
        &format!("Authorization: Bearer {GENESYS}"),
        &[("Genesys Cloud access token", GENESYS)],
    );
    lists(
        &format!("\"{GENESYS}\","),
        &[("Genesys Cloud access token", GENESYS)],
    );
    lists(
        &format!("client_id={UUID}\nclient_secret={SECRET}\n"),
        &[("Uuid", UUID), ("Base64url43", SECRET)],
    );
    lists(
        &format!("{UUID}\n{SECRET}"),
        &[("Uuid", UUID), ("Base64url43", SECRET)],
    );
    let hash = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
    lists(hash, &[("Hash or opaque token", hash)]);
    lists(
        &format!("commit {hash} by someone with {UUID}"),
        &[("Unknown", &format!("commit {hash} by someone with {UUID}"))],
    );
    lists(
        "Authorization: Bearer 7dk39fKq02mLx",
        &[("Opaque token", "7dk39fKq02mLx")],
    );
    lists("Bearer token", &[("Unknown", "Bearer token")]);
    lists(
        "the access token is missing",
        &[("Unknown", "the access token is missing")],
    );
    let github = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
    lists(
        &format!("git clone https://{github}@github.com/a/b"),
        &[("GitHub personal access token", github)],
    );
    // Forms with a JWT behind the prefix, and with a number behind the token, are one token each.
    let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJnaXRodWIifQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";
    let installation = format!("ghs_12345_{jwt}");
    lists(
        &format!("Authorization: Bearer {installation}"),
        &[("GitHub installation access token of an app", &installation)],
    );
    let job = format!("glcbt-{jwt}");
    lists(
        &format!("JOB-TOKEN: {job}"),
        &[("GitLab CI/CD job token", &job)],
    );
    let databricks = "dapi0123456789abcdef0123456789abcdef-2";
    lists(
        &format!("DATABRICKS_TOKEN={databricks}"),
        &[("Databricks personal access token", databricks)],
    );
    // Other services write sk- too.
    let other = format!("sk-or-v1-{}", "0123456789abcdef".repeat(4));
    lists(
        &format!("Authorization: Bearer {other}"),
        &[("OpenRouter API key", &other)],
    );
    let google = "ya29.a0AfH6SMBx_3rVgkq0d-9QxT2bLhYwR8nUcJf5sGd";
    lists(
        &format!("{{\"t\":\"{google}\"}}"),
        &[("Google OAuth access token", google)],
    );
    lists(
        "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
        &[("AWS access key id (long-term)", "AKIAIOSFODNN7EXAMPLE")],
    );
    lists("", &[]);
    lists(" \n\t", &[]);
    lists(" what is this ", &[("Unknown", "what is this")]);
    lists(r#"{"a":1}"#, &[("Json(Other)", r#"{"a":1}"#)]);
}

#[test]
fn credentials_challenges_and_errors() {
    lists(
        "Authorization: Basic dXNlcjpwYXNz",
        &[("Basic", "dXNlcjpwYXNz")],
    );
    lists("basic dXNlcjpwYXNzdzA=", &[("Basic", "dXNlcjpwYXNzdzA=")]);
    lists(
        "a basic understanding",
        &[("Unknown", "a basic understanding")],
    );
    lists(
        "curl -u user:pass https://a.example",
        &[("Basic", "dXNlcjpwYXNz")],
    );
    lists(
        "curl --user 'user:pa ss' https://a.example",
        &[("Basic", "dXNlcjpwYSBzcw==")],
    );
    for names in ["\"$ID:$SECRET\"", "${ID}:${SECRET}", "%ID%:%SECRET%"] {
        let text = format!("curl -u {names} https://a.example");
        lists(&text, &[("Unknown", &text)]);
    }
    let challenge =
        "Bearer realm=\"a\", error=\"invalid_token\", error_description=\"The token expired\"";
    lists(challenge, &[("Challenge", challenge)]);
    lists(
        &format!("HTTP/1.1 401 Unauthorized\r\nwww-authenticate: {challenge}\r\nDate: x\r\n"),
        &[("Challenge", challenge)],
    );
    lists(
        "WWW-Authenticate: DPoP algs=\"ES256\"",
        &[("Challenge", "DPoP algs=\"ES256\"")],
    );
    lists("WWW-Authenticate: Bearer", &[("Challenge", "Bearer")]);
    lists(
        "{\"name\":\"WWW-Authenticate\",\"value\":\"Bearer error=\\\"invalid_token\\\"\"}",
        &[("Challenge", "Bearer error=\"invalid_token\"")],
    );
    let error = "error=access_denied&error_description=No+way&state=1";
    lists(
        &format!("https://a.example/cb?{error}"),
        &[("ErrorParameters", error)],
    );
    lists(
        &format!("Location: https://a.example/cb#state=2&{error}\n"),
        &[("ErrorParameters", &format!("state=2&{error}"))],
    );
    lists(
        "level=info error=timeout",
        &[("Unknown", "level=info error=timeout")],
    );
    let body = "{\"error\":\"invalid_client\",\"description\":\"client not found\"}";
    lists(
        &format!("HTTP/1.1 400 Bad Request\r\n\r\n{body}"),
        &[("Json(Error)", body)],
    );
}

#[test]
fn json_and_what_is_in_it() {
    let response = format!(
        "{{\"access_token\":\"{A}\",\"id_token\":\"{B}\",\"token_type\":\"Bearer\",\"refresh_token\":\"{SECRET}\"}}"
    );
    lists(
        &response,
        &[
            ("Json(TokenResponse)", &response),
            ("Compact", A),
            ("Compact", B),
            ("Base64url43", SECRET),
        ],
    );
    let found = find(&format!("x {response}"));
    assert_eq!(
        found.iter().map(|c| c.parent).collect::<Vec<_>>(),
        [None, Some(0), Some(0), Some(0)]
    );
    let parts: Vec<&str> = A.split('.').collect();
    let jws = format!(
        "{{\"payload\":\"{}\",\"protected\":\"{}\",\"signature\":\"{}\"}}",
        parts[1], parts[0], parts[2]
    );
    lists(&jws, &[("Json(Jws)", &jws)]);
    let key = format!("{{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"{SECRET}\",\"y\":\"{SECRET}\"}}");
    lists(&key, &[("Json(Jwk)", &key)]);
    let escaped = "{\\\"error\\\":\\\"invalid_grant\\\"}";
    let found = find(&format!(
        "{{\"response\":{{\"content\":{{\"text\":\"{escaped}\"}}}}}}"
    ));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].text, "{\"error\":\"invalid_grant\"}");
    assert_eq!(found[0].shape, Shape::Json(JsonShape::Error));
}

#[test]
fn saml_and_pem() {
    let xml = "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"a\"><saml:Issuer>https://idp.example</saml:Issuer></samlp:Response>";
    lists(xml, &[("Saml(Xml)", xml)]);
    lists(&format!("log: {xml} end"), &[("Saml(Xml)", xml)]);
    let mut base64 = crate::jose::base64url::encode(xml.as_bytes())
        .replace('-', "+")
        .replace('_', "/");
    while !base64.len().is_multiple_of(4) {
        base64.push('=');
    }
    lists(&base64, &[("Saml(Base64)", &base64)]);
    lists(&wrap(&base64, 76, "\r\n"), &[("Saml(Base64)", &base64)]);
    let encoded = base64
        .replace('+', "%2B")
        .replace('/', "%2F")
        .replace('=', "%3D");
    lists(
        &format!("SAMLResponse={encoded}&RelayState=x"),
        &[("Saml(Base64)", &base64)],
    );
    let deflated = "fZFfa8IwFMXfBb9DyXvaJtZ1BqsURRC2Mabbw95ivc5Am3TJrXPffmmLY3/A15Pz497DmW7";
    assert_eq!(
        find(&format!("https://idp.example/sso?SAMLRequest={deflated}"))[0].shape,
        Shape::Saml(SamlForm::Deflated)
    );
    let pem = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----";
    lists(pem, &[("PEM PUBLIC KEY", pem)]);
    lists(
        &format!("{{\"key\":\"{}\"}}", pem.replace('\n', "\\n")),
        &[("PEM PUBLIC KEY", pem)],
    );
    lists(&pem[..60], &[("PEM PUBLIC KEY", &pem[..60])]);
}
