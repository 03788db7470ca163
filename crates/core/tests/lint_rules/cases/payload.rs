//! Rules about claims, about what each sort of token must have, and about texts.

use claimlens_core::report::Profile::{
    self, AccessToken, ClientAssertion, DpopProof, IdToken, LogoutToken, SecurityEvent,
};

use super::{ANY, Case, EC, case, claims};
use crate::support::Sample;

pub(super) fn claim_rules() -> Vec<Case> {
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

pub(super) fn profiles() -> Vec<Case> {
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

pub(super) fn texts() -> Vec<Case> {
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
