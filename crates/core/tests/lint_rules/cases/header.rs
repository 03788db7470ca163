//! Rules about the header: algorithms, parameters, encryption.

use claimlens_core::jose::base64url::encode;

use super::{Case, EC, OAEP, case, headers, jwe};
use crate::support::Sample;

pub(super) fn algorithms() -> Vec<Case> {
    let ec = r#"{"alg":"ES256"}"#;
    let with = |header: &str, length| Sample::with_signature(header, r#"{"a":1}"#, length);
    vec![
        headers("jws.alg.none", r#"{"alg":"none"}"#, ec),
        headers(
            "jws.alg.none_casing",
            r#"{"alg":"nOnE"}"#,
            r#"{"alg":"none"}"#,
        ),
        case(
            "jws.alg.none_signed",
            with(r#"{"alg":"none"}"#, 64),
            with(r#"{"alg":"none"}"#, 0),
        ),
        headers("header.alg.missing", r#"{"typ":"JWT"}"#, ec),
        headers(
            "header.alg.misspelt",
            r#"{"alg":"HS265"}"#,
            r#"{"alg":"HS256"}"#,
        ),
        headers(
            "header.alg.unknown",
            r#"{"alg":"frobnicate"}"#,
            r#"{"alg":"EdDSA"}"#,
        ),
        headers(
            "header.alg.use",
            r#"{"alg":"RSA-OAEP"}"#,
            r#"{"alg":"PS256"}"#,
        ),
        headers(
            "header.alg.prohibited",
            r#"{"alg":"RS1"}"#,
            r#"{"alg":"RS256"}"#,
        ),
        case("jws.signature.missing", with(ec, 0), with(ec, 64)),
        case(
            "jws.signature.length",
            with(ec, 70),
            with(r#"{"alg":"ES384"}"#, 96),
        ),
        case(
            "token.parts",
            Sample::raw("eyJhbGciOiJFUzI1NiJ9.e30.AA.AA"),
            Sample::raw("eyJhbGciOiJFUzI1NiJ9.e30.AA"),
        ),
        case(
            "header.not_object",
            Sample::raw("WzFd.e30.AA"),
            Sample::raw("e30.e30.AA"),
        ),
        headers(
            "header.type",
            r#"{"alg":"ES256","kid":7}"#,
            r#"{"alg":"ES256","kid":"7"}"#,
        ),
    ]
}

pub(super) fn parameters() -> Vec<Case> {
    let crit = |code, hit: &str, miss: &str| {
        let header = |rest: &str| format!(r#"{{"alg":"ES256","x":1,{rest}}}"#);
        headers(code, &header(hit), &header(miss))
    };
    let kid = |code, hit: &str, miss: &str| {
        let header = |kid: &str| format!(r#"{{"alg":"ES256","kid":"{kid}"}}"#);
        headers(code, &header(hit), &header(miss))
    };
    let key = |typ: &str, jwk: &str| format!(r#"{{"alg":"ES256","typ":"{typ}","jwk":{jwk}}}"#);
    let private = EC.replace("\"kty\"", "\"d\":\"AA\",\"kty\"");
    let b64 = |typ: &str, crit: &str| {
        let header = format!(r#"{{"alg":"ES256","typ":"{typ}","b64":false{crit}}}"#);
        Sample::raw(format!(
            "{}.hello.{}",
            encode(header.as_bytes()),
            encode(&[1; 64])
        ))
    };
    let listed = r#","crit":["b64"]"#;
    vec![
        crit("header.crit.malformed", r#""crit":[]"#, r#""crit":["x"]"#),
        crit(
            "header.crit.standard",
            r#""crit":["alg"]"#,
            r#""crit":["x"]"#,
        ),
        crit("header.crit.absent", r#""crit":["y"]"#, r#""crit":["x"]"#),
        crit(
            "header.crit.unknown",
            r#""crit":["x"]"#,
            r#""b64":true,"crit":["b64"]"#,
        ),
        case("header.b64.crit", b64("text", ""), b64("text", listed)),
        case("header.b64.jwt", b64("JWT", listed), b64("text", listed)),
        case("header.b64.false", b64("text", listed), b64("JWT", listed)),
        kid("header.kid.injection", "../../etc/passwd", "ab/cd+ef--gh=="),
        kid(
            "header.kid.url",
            "https://keys.example/1",
            "did:web:keys.example#1",
        ),
        kid("header.kid.long", &"k".repeat(600), &"k".repeat(500)),
        headers("header.jwk", &key("JWT", EC), &key("dpop+jwt", EC)),
        headers(
            "jwk.private",
            &key("dpop+jwt", &private),
            &key("dpop+jwt", EC),
        ),
        headers(
            "dpop.jwk.missing",
            r#"{"alg":"ES256","typ":"dpop+jwt"}"#,
            &key("dpop+jwt", EC),
        ),
        headers(
            "header.jku",
            r#"{"alg":"ES256","jku":"https://a.example"}"#,
            r#"{"alg":"ES256"}"#,
        ),
        headers(
            "header.x5u",
            r#"{"alg":"ES256","x5u":"https://a.example"}"#,
            r#"{"alg":"ES256"}"#,
        ),
        headers(
            "header.x5c",
            r#"{"alg":"ES256","x5c":["AA=="]}"#,
            r#"{"alg":"ES256","x5t":"AA"}"#,
        ),
    ]
}

pub(super) fn encryption() -> Vec<Case> {
    let p2 = |count: &str| {
        format!(
            r#"{{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2s":"AAAAAAAAAAA","p2c":{count}}}"#
        )
    };
    let direct = r#"{"alg":"dir","enc":"A128GCM"}"#;
    let zip = |zip: &str| format!(r#"{{"alg":"RSA-OAEP-256","enc":"A128GCM","zip":"{zip}"}}"#);
    vec![
        jwe("jwe.enc.missing", r#"{"alg":"RSA-OAEP-256"}"#, OAEP),
        jwe(
            "jwe.enc.unknown",
            r#"{"alg":"RSA-OAEP-256","enc":"A128CBC"}"#,
            OAEP,
        ),
        jwe(
            "jwe.alg.rsa1_5",
            r#"{"alg":"RSA1_5","enc":"A128GCM"}"#,
            OAEP,
        ),
        jwe("jwe.zip", &zip("DEF"), OAEP),
        jwe("jwe.zip.unknown", &zip("GZIP"), &zip("DEF")),
        jwe("jwe.p2c.large", &p2("1000001"), &p2("1000000")),
        jwe("jwe.p2c.small", &p2("999"), &p2("1000")),
        jwe(
            "jwe.parameter.missing",
            r#"{"alg":"A128GCMKW","enc":"A128GCM","iv":"AA"}"#,
            &p2("4096"),
        ),
        case(
            "jwe.key.not_empty",
            Sample::encrypted(direct, 16, 12, 16),
            Sample::encrypted(direct, 0, 12, 16),
        ),
        case(
            "jwe.key.missing",
            Sample::encrypted(OAEP, 0, 12, 16),
            Sample::encrypted(OAEP, 256, 12, 16),
        ),
        case(
            "jwe.part.length",
            Sample::encrypted(OAEP, 256, 12, 15),
            Sample::encrypted(OAEP, 256, 12, 16),
        ),
    ]
}
