//! Tables of what is found in which paste.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::format;

use super::{Candidate, JsonShape, SamlForm, Shape, find};

/// An HS256 token (RFC 7515 A.1, compacted), and another one.
const A: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
const B: &str = "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJodHRwczovL2lkcC5leGFtcGxlIiwiZXhwIjoxfQ.8iEiuHzQVvuG34nVSjWkwF1wcqJzZqqtLYkAVpjdMYlsvGs2YsYR7ym0Be0tTjHZY3uM2Iz7CQlRdd1cWqsaYA";

/// The compact tokens found.
fn tokens(text: &str) -> Vec<String> {
    find(text)
        .into_iter()
        .filter(|c| matches!(c.shape, Shape::Compact | Shape::SdJwt))
        .map(|c| c.text)
        .collect()
}

fn wrap(text: &str, column: usize, line_break: &str) -> String {
    let pieces: Vec<&str> = text
        .as_bytes()
        .chunks(column)
        .map(|piece| core::str::from_utf8(piece).unwrap())
        .collect();
    pieces.join(line_break)
}

/// Exactly this token is found in `text`, at this place, with these things stripped.
#[track_caller]
fn check(text: &str, token: &str, place: &str, stripped: &[&str]) {
    let found = find(text);
    let one: Vec<&Candidate> = found
        .iter()
        .filter(|c| !matches!(c.shape, Shape::Json(_)))
        .collect();
    assert_eq!(one.len(), 1, "{text}\n{found:#?}");
    assert_eq!(one[0].text, token, "{text}");
    assert_eq!(one[0].place, place, "{text}");
    let what: Vec<&str> = one[0].stripped.iter().map(|s| s.what.as_str()).collect();
    assert_eq!(what, stripped, "{text}");
}

#[test]
fn the_nineteen_pastes() {
    check(A, A, "", &[]);
    check(&format!("  {A} \n"), A, "", &[]);
    check(&wrap(A, 64, "\n"), A, "", &["2 line breaks"]);
    check(&format!("Bearer {A}"), A, "", &["the word Bearer"]);
    check(&format!("bearer {A}"), A, "", &["the word bearer"]);
    check(
        &format!("Authorization: Bearer {A}"),
        A,
        "the Authorization header",
        &["the header name Authorization", "the word Bearer"],
    );
    check(&format!("\"{A}\""), A, "", &["quotes"]);
    check(&format!("'{A}'"), A, "", &["quotes"]);
    check(&format!("{A},"), A, "", &["a trailing comma"]);
    check(
        &format!("curl -H \"Authorization: Bearer {A}\" https://api.example.com/v1"),
        A,
        "the Authorization header",
        &[
            "the curl command around it",
            "quotes",
            "the header name Authorization",
            "the word Bearer",
        ],
    );
    check(
        &format!("curl --oauth2-bearer {A} https://api.example.com/v1"),
        A,
        "the option --oauth2-bearer",
        &["the curl command around it", "the option --oauth2-bearer"],
    );
    check(
        &format!("{{\"access_token\":\"{A}\",\"token_type\":\"bearer\",\"expires_in\":86399}}"),
        A,
        "the JSON member access_token",
        &["the JSON around it", "quotes"],
    );
    check(
        &format!("{{\n  \"access_token\": \"{A}\",\n  \"token_type\": \"bearer\"\n}}\n"),
        A,
        "the JSON member access_token",
        &["the JSON around it", "quotes"],
    );
    check(
        &format!("https://app.example.com/cb#access_token={A}&token_type=bearer"),
        A,
        "the URL parameter access_token",
        &["the URL around it"],
    );
    check(
        &format!("Cookie: theme=dark; session={A}; lang=en"),
        A,
        "the cookie session",
        &["the Cookie header around it"],
    );
    check(
        &format!("Bearer {}", wrap(A, 64, "\n")),
        A,
        "",
        &["the word Bearer", "2 line breaks"],
    );
    check(&format!("{A}%0A"), A, "", &["a percent-encoded line break"]);
    assert_eq!(tokens(&format!("{A}\n{B}\n")), [A, B]);
    check(
        &format!("2026-01-02T03:04:05Z INFO auth ok token={A} user=5"),
        A,
        "the field token",
        &["the name token"],
    );
}

#[test]
fn wrapped_at_any_column_with_anything() {
    let breaks = [
        "\n",
        "\r\n",
        "\r",
        "\n    ",
        "\n> ",
        "\n>> ",
        " \\\n",
        "\\\r\n  ",
        "\\n",
        "%0A",
        "%0D%0A",
        "=\n",
        " \n\t",
        "\u{200b}",
        "\" +\n  \"",
    ];
    for token in [A, B] {
        for column in 1..=200 {
            for line_break in breaks {
                for (before, after) in [("", ""), ("Bearer ", "\n"), ("token: \"", "\",\nnext: 1")]
                {
                    let text = format!("{before}{}{after}", wrap(token, column, line_break));
                    assert_eq!(
                        tokens(&text),
                        [token],
                        "column {column}, break {line_break:?}:\n{text}"
                    );
                }
            }
        }
    }
}

#[test]
fn two_tokens_stay_two() {
    for between in [
        "\n", "\r\n", " ", ",", ", ", "\n\n", "\",\"", "\"\n\"", ".\n", "&x=", "%0A", "\\n",
        "; b=", "|",
    ] {
        for (first, second) in [(A, B), (B, A)] {
            let text = format!("{first}{between}{second}");
            assert_eq!(tokens(&text), [first, second], "{between:?}");
        }
    }
    for column in 1..=200 {
        let text = format!("{}\n{}", wrap(A, column, "\n"), wrap(B, column, "\n"));
        assert_eq!(tokens(&text), [A, B], "column {column}");
        let text = format!(
            "{}\nGET / HTTP/1.1\nHost: example.com",
            wrap(B, column, "\n")
        );
        assert_eq!(tokens(&text), [B], "column {column}");
    }
}

#[test]
fn tokens_whole_and_damaged() {
    let parts: Vec<&str> = A.split('.').collect();
    let (h, p, s) = (parts[0], parts[1], parts[2]);
    let none = "eyJhbGciOiJub25lIn0";
    let jwe = "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGe.48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6ji.XFBoMYUZodetZdvTiFvSkQ";
    let direct = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodetZdvTiFvSkQ";
    let padded = format!("{h}.{p}==.{s}=");
    for token in [
        h.to_string(),
        format!("{h}.{p}"),
        format!("{none}.{p}."),
        format!("{h}..{s}"),
        jwe.to_string(),
        direct.to_string(),
        format!("{h}.{}?{}.{s}", &p[..20], &p[20..]),
        format!("{h}.{}\u{e9}{}.{s}", &p[..20], &p[20..]),
        format!("{h}.{p}.{}*{}", &s[..20], &s[20..]),
        padded,
        format!("{h}.{p}.{}+/{}", &s[..20], &s[22..]),
        h[..20].to_string(),
        format!("{h}.{}", &p[..30]),
        "e30.e30.".to_string(),
    ] {
        for (before, after) in [
            ("", ""),
            ("Bearer ", "\n"),
            ("\"", "\","),
            ("(", ")"),
            ("see <", ">"),
        ] {
            let text = format!("{before}{token}{after}");
            assert_eq!(tokens(&text), core::slice::from_ref(&token), "{text}");
        }
    }
    assert_eq!(tokens(&format!("The token is {A}. It ends there.")), [A]);
    assert_eq!(tokens(&format!("https://a.example/{A}/profile?x=1")), [A]);
    assert_eq!(tokens(&format!("{h}...")), [h]);
    assert_eq!(tokens(&format!("{h}.{p}\u{2026}")), [format!("{h}.{p}")]);
    for column in 1..=200 {
        assert_eq!(tokens(&wrap(jwe, column, "\n")), [jwe], "column {column}");
        assert_eq!(
            tokens(&format!("{}\n{A}", wrap(jwe, column, "\r\n"))),
            [jwe, A],
            "column {column}"
        );
    }
}

#[test]
fn names_around_a_token() {
    check(
        &format!("export TOKEN=\"{A}\""),
        A,
        "the variable TOKEN",
        &["the variable name TOKEN", "quotes"],
    );
    check(
        &format!("ACCESS_TOKEN={A}\n"),
        A,
        "the variable ACCESS_TOKEN",
        &["the variable name ACCESS_TOKEN"],
    );
    check(
        &format!("token: {A}"),
        A,
        "the entry token",
        &["the name token"],
    );
    check(
        &format!("token: >-\n  {A}"),
        A,
        "the entry token",
        &["the name token"],
    );
    check(
        &format!("AUTHORIZATION: bearer {A}"),
        A,
        "the AUTHORIZATION header",
        &["the header name AUTHORIZATION", "the word bearer"],
    );
    check(
        &format!("authorization: DPoP {A}"),
        A,
        "the authorization header",
        &["the header name authorization", "the word DPoP"],
    );
    check(
        &format!("DPoP: {A}"),
        A,
        "the DPoP header",
        &["the header name DPoP"],
    );
    check(
        &format!("X-Id-Token: {A}"),
        A,
        "the X-Id-Token header",
        &["the header name X-Id-Token"],
    );
    check(&format!("`{A}`"), A, "", &["backticks"]);
    check(&format!("```\n{A}\n```"), A, "", &["backticks"]);
    check(&format!("\u{201c}{A}\u{201d}"), A, "", &["quotes"]);
    check(&format!("\u{ab}{A}\u{bb}"), A, "", &["quotes"]);
    check(&format!("[{A}]"), A, "", &["brackets"]);
    check(&format!("{A};"), A, "", &["a trailing semicolon"]);
    check(&format!("{A}."), A, "", &["a trailing full stop"]);
    check(
        &format!("https://a.example/cb?x=1&id_token={A}"),
        A,
        "the URL parameter id_token",
        &["the URL around it"],
    );
    check(
        &format!(
            "https://a.example/?u=%2Fcb%3Fid_token%3D{}",
            A.replace('.', "%2E")
        ),
        A,
        "the URL parameter id_token",
        &["the URL around it", "percent-encoding"],
    );
    check(
        &format!("Set-Cookie: sid={A}; Path=/; HttpOnly"),
        A,
        "the cookie sid",
        &["the Set-Cookie header around it"],
    );
    check(
        &format!("curl -b 'sid={A}' https://a.example"),
        A,
        "the cookie sid",
        &["the curl command around it", "the Cookie header around it"],
    );
    check(
        &format!("<access_token>{A}</access_token>"),
        A,
        "the element access_token",
        &["the element access_token"],
    );
    check(
        &format!(
            "{{\"body\":\"{{\\\"access_token\\\":\\\"{}\\\"}}\"}}",
            A.replace('.', "\\u002e")
        ),
        A,
        "the JSON member access_token",
        &["the JSON around it", "quotes", "JSON escapes"],
    );
    check(
        &format!("{{\"headers\":[{{\"name\":\"Authorization\",\"value\":\"Bearer {A}\"}}]}}"),
        A,
        "the Authorization header",
        &["the JSON around it", "quotes", "the word Bearer"],
    );
    check(
        &format!("{A}\nsome\n{A}\nand {A}"),
        A,
        "",
        &["2 exact repeats"],
    );
    check(
        &format!("Authorization%3A%20Bearer%20{A}"),
        A,
        "the Authorization header",
        &["the header name Authorization", "the word Bearer"],
    );
}

/// These shapes with these texts are found, in this order.
#[track_caller]
fn lists(text: &str, expect: &[(&str, &str)]) {
    let found = find(text);
    let found: Vec<(String, &str)> = found
        .iter()
        .map(|c| (label(&c.shape), c.text.as_str()))
        .collect();
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(label, text)| (label.as_str(), *text))
        .collect();
    assert_eq!(found, expect, "{text}");
}

fn label(shape: &Shape) -> String {
    match shape {
        Shape::Opaque { name, .. } => (*name).to_string(),
        Shape::Pem { label } => format!("PEM {label}"),
        other => format!("{other:?}"),
    }
}

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
