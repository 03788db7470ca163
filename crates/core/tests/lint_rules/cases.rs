//! The cases of the golden table, area by area.

use claimlens_core::jose::base64url::encode;
use claimlens_core::report::Profile::{
    self, AccessToken, ClientAssertion, DpopProof, IdToken, LogoutToken, SecurityEvent,
};

use super::support::Sample;

/// A rule's code, a token it speaks of, and a near miss.
pub(crate) struct Case {
    pub(crate) code: &'static str,
    pub(crate) hit: Sample,
    pub(crate) miss: Sample,
}

fn case(code: &'static str, hit: Sample, miss: Sample) -> Case {
    Case { code, hit, miss }
}

/// Two headers.
fn headers(code: &'static str, hit: &str, miss: &str) -> Case {
    case(code, Sample::header(hit), Sample::header(miss))
}

/// Two Claims Sets, taken for the same sort of token.
fn claims(code: &'static str, profile: Profile, hit: &str, miss: &str) -> Case {
    let sample = |payload| Sample::claims(payload).taken_for(profile);
    case(code, sample(hit), sample(miss))
}

/// Two headers of encrypted tokens.
fn jwe(code: &'static str, hit: &str, miss: &str) -> Case {
    let sample = |header: &str| Sample::encrypted(header, 256, 12, 16);
    case(code, sample(hit), sample(miss))
}

/// A header of good standing, then this payload segment as it is, then a signature.
fn payload_segment(segment: &str) -> Sample {
    let header = encode(br#"{"alg":"ES256","typ":"JWT"}"#);
    Sample::raw(format!("{header}.{segment}.{}", encode(&[0xA5; 64])))
}

const ANY: Profile = Profile::Unknown;
const OAEP: &str = r#"{"alg":"RSA-OAEP-256","enc":"A128GCM"}"#;
const EC: &str = r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#;

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = encodings();
    cases.extend(documents());
    cases.extend(algorithms());
    cases.extend(parameters());
    cases.extend(encryption());
    cases.extend(claim_rules());
    cases.extend(profiles());
    cases.extend(texts());
    cases
}

fn encodings() -> Vec<Case> {
    // {"a":1} is seven bytes: ten characters, two bits unused in the last one.
    let strict = payload_segment("eyJhIjoxfQ");
    let segment = |code, text| case(code, payload_segment(text), strict.clone());
    vec![
        segment("encoding.padding", "eyJhIjoxfQ=="),
        case(
            "encoding.alphabet",
            payload_segment(&encode(r#"{"a":"????>>>>"}"#.as_bytes()).replace(['-', '_'], "/")),
            payload_segment(&encode(r#"{"a":"????>>>>"}"#.as_bytes())),
        ),
        segment("encoding.whitespace", "eyJhIj\noxfQ"),
        segment("encoding.stray", "eyJhIj!oxfQ"),
        segment("encoding.length", "eyJhIjoxfQAAA"),
        segment("encoding.unused_bits", "eyJhIjoxfR"),
    ]
}

fn documents() -> Vec<Case> {
    let deep = |depth: usize| {
        let text = format!(r#"{{"a":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
        Sample::claims(&text)
    };
    let wide = |count: usize| Sample::claims(&format!(r#"{{"a":[{}0]}}"#, "0,".repeat(count)));
    let bytes = |bytes: &[u8]| payload_segment(&encode(bytes));
    vec![
        claims(
            "json.unexpected",
            ANY,
            r#"{"a":1 "b":2}"#,
            r#"{"a":1, "b":2}"#,
        ),
        claims("json.cut_off", ANY, r#"{"a":1"#, r#"{"a":1}"#),
        claims("json.unmatched", ANY, r#"{"a":1]}"#, r#"{"a":[1]}"#),
        claims("json.trailing", ANY, r#"{"a":1}{}"#, "{\"a\":1} \n"),
        claims("json.literal", ANY, r#"{"a":NaN}"#, r#"{"a":"NaN"}"#),
        claims("json.control", ANY, "{\"a\":\"x\ty\"}", r#"{"a":"x\ty"}"#),
        claims("json.escape", ANY, r#"{"a":"\x"}"#, r#"{"a":"\\x"}"#),
        claims(
            "json.surrogate",
            ANY,
            r#"{"a":"\ud83d"}"#,
            r#"{"a":"\ud83d\ude00"}"#,
        ),
        case(
            "json.utf8",
            bytes(b"{\"a\":\"\xFF\"}"),
            bytes("{\"a\":\"ÿ\"}".as_bytes()),
        ),
        case(
            "json.bom",
            Sample::raw("77u_e30.e30."),
            Sample::raw("e30.e30."),
        ),
        case("json.depth", deep(200), deep(100)),
        case("json.members", wide(100_001), wide(1_000)),
        headers(
            "header.duplicate",
            r#"{"alg":"ES256","alg":"none"}"#,
            r#"{"alg":"ES256","kid":"alg"}"#,
        ),
        claims(
            "claims.duplicate",
            ANY,
            r#"{"iss":"a","iss":"b"}"#,
            r#"{"iss":"a","b":{"iss":"b"}}"#,
        ),
        claims(
            "json.duplicate",
            ANY,
            r#"{"a":{"b":1,"b":2}}"#,
            r#"{"a":{"b":1},"b":2}"#,
        ),
    ]
}

fn algorithms() -> Vec<Case> {
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

fn parameters() -> Vec<Case> {
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

fn encryption() -> Vec<Case> {
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

fn claim_rules() -> Vec<Case> {
    let any = |code, hit, miss| claims(code, ANY, hit, miss);
    vec![
        any("claims.not_object", "[1]", "{}"),
        any("claims.type", r#"{"sub":42}"#, r#"{"sub":"42"}"#),
        any(
            "claims.scope.array",
            r#"{"scope":["a"]}"#,
            r#"{"scp":["a"]}"#,
        ),
        any(
            "claims.scope.commas",
            r#"{"scope":"a,b"}"#,
            r#"{"scope":"a b"}"#,
        ),
        any(
            "claims.scope.chars",
            r#"{"scope":"a  b"}"#,
            r#"{"scope":"a:x/y b"}"#,
        ),
        any(
            "claims.iss.http",
            r#"{"iss":"http://as.example"}"#,
            r#"{"iss":"http://localhost:8080/x"}"#,
        ),
        any(
            "claims.time.unit",
            r#"{"exp":1700000000000}"#,
            r#"{"exp":17000000000}"#,
        ),
        any(
            "claims.time.text",
            r#"{"exp":"1700000000"}"#,
            r#"{"exp":1700000000}"#,
        ),
        any("claims.time.relative", r#"{"exp":3600}"#, r#"{"exp":0}"#),
        any(
            "claims.nbf.after_exp",
            r#"{"nbf":1700000001,"exp":1700000000}"#,
            r#"{"nbf":1700000000,"exp":1700000001}"#,
        ),
        any(
            "claims.iat.after_exp",
            r#"{"iat":1700000001,"exp":1700000000}"#,
            r#"{"iat":1700000000,"exp":1700000001}"#,
        ),
        claims(
            "claims.lifetime.long",
            Profile::LikelyAccessToken,
            r#"{"iat":1700000000,"exp":1700086401}"#,
            r#"{"iat":1700000000,"exp":1700086400}"#,
        ),
        any(
            "claims.unsafe_integer",
            r#"{"id":9007199254740993}"#,
            r#"{"id":9007199254740991}"#,
        ),
        any(
            "claims.personal",
            r#"{"email":"a@b.example"}"#,
            r#"{"preferred_username":"jdoe"}"#,
        ),
    ]
}

fn profiles() -> Vec<Case> {
    let full = |profile: Profile| match profile {
        AccessToken => {
            r#"{"iss":"a","exp":1700000600,"aud":"b","sub":"c","client_id":"d","iat":1700000000,"jti":"e"}"#
        }
        LogoutToken => {
            r#"{"iss":"a","aud":"b","iat":1700000000,"exp":1700000120,"jti":"c","sub":"s","events":{"http://schemas.openid.net/event/backchannel-logout":{}}}"#
        }
        DpopProof => {
            r#"{"jti":"a","htm":"POST","htu":"https://as.example/token","iat":1700000000}"#
        }
        SecurityEvent => r#"{"iss":"a","iat":1700000000,"jti":"c","events":{"urn:x":{}}}"#,
        _ => r#"{"iss":"a","sub":"b","aud":"c","exp":1700000600,"iat":1700000000}"#,
    };
    let without = |code, profile, from: &str, to: &str| {
        let payload = full(profile);
        let changed = payload.replace(from, to);
        assert_ne!(payload, changed, "{code}");
        claims(code, profile, &changed, payload)
    };
    let typed = |code, profile: Profile, hit: &str, miss: &str| {
        let sample = |header: &str| Sample::signed(header, full(profile)).taken_for(profile);
        case(code, sample(hit), sample(miss))
    };
    let dpop = |alg: &str, typ: &str| format!(r#"{{"alg":"{alg}","typ":"{typ}","jwk":{EC}}}"#);
    vec![
        without(
            "profile.access_token.missing",
            AccessToken,
            r#","jti":"e""#,
            "",
        ),
        without("profile.id_token.missing", IdToken, r#""sub":"b","#, ""),
        without(
            "profile.logout_token.missing",
            LogoutToken,
            r#""jti":"c","#,
            "",
        ),
        without("profile.dpop_proof.missing", DpopProof, r#""jti":"a","#, ""),
        without(
            "profile.client_assertion.missing",
            ClientAssertion,
            r#""sub":"b","#,
            "",
        ),
        without(
            "profile.security_event.missing",
            SecurityEvent,
            r#""jti":"c","#,
            "",
        ),
        without(
            "profile.logout_token.nonce",
            LogoutToken,
            r#""sub":"s","#,
            r#""sub":"s","nonce":"n","#,
        ),
        without(
            "profile.logout_token.event",
            LogoutToken,
            "backchannel-logout",
            "other",
        ),
        without(
            "profile.logout_token.subject",
            LogoutToken,
            r#""sub":"s","#,
            "",
        ),
        without("dpop.htu", DpopProof, "/token", "/token?x=1"),
        without("dpop.htm", DpopProof, "POST", "post"),
        typed(
            "dpop.typ",
            DpopProof,
            &dpop("ES256", "JWT"),
            &dpop("ES256", "dpop+jwt"),
        ),
        typed(
            "dpop.alg",
            DpopProof,
            &dpop("HS256", "dpop+jwt"),
            &dpop("ES256", "dpop+jwt"),
        ),
        typed(
            "profile.typ",
            LogoutToken,
            r#"{"alg":"ES256","typ":"JWT"}"#,
            r#"{"alg":"ES256","typ":"logout+jwt"}"#,
        ),
    ]
}

fn texts() -> Vec<Case> {
    let any = |code, hit, miss| claims(code, ANY, hit, miss);
    vec![
        any(
            "text.bidi",
            r#"{"note":"a\u202eb"}"#,
            r#"{"note":"שלום\u200f!"}"#,
        ),
        any(
            "text.invisible",
            "{\"sub\":\"a\u{200B}b\"}",
            "{\"note\":\"👩\u{200D}💻\"}",
        ),
        any(
            "text.control",
            r#"{"sub":"a\u0000b"}"#,
            r#"{"note":"a\nb"}"#,
        ),
        any(
            "text.homoglyph",
            "{\"aud\":\"р\u{430}ypal\"}",
            r#"{"aud":"почта"}"#,
        ),
        any(
            "text.markup",
            r#"{"note":"<img src=x>"}"#,
            r#"{"note":"Ann <a@b.example>, 1 <b"}"#,
        ),
    ]
}
