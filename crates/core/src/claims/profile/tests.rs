//! What sort of token the recognition takes a token for, and why.

use crate::claims::facts;
use crate::jose::json::{Limits, read};
use crate::report::Profile::{self, *};

fn check(header: &str, payload: &str, profile: Profile, reason: &str) {
    let header = read(header.as_bytes(), Limits::DEFAULT);
    let claims = read(payload.as_bytes(), Limits::DEFAULT);
    let facts = facts(header.root(), claims.root());
    assert_eq!(
        (facts.profile, &*facts.profile_reason),
        (profile, reason),
        "{payload}"
    );
}

#[test]
fn the_type_says_what_it_is() {
    let check = |typ: &str, profile: Profile, what: &str| {
        let header = alloc::format!(r#"{{"typ":"{typ}"}}"#);
        check(
            &header,
            r#"{"nonce":"n","aud":"c"}"#,
            profile,
            &alloc::format!("typ is {typ}: {what}"),
        );
    };
    check("at+jwt", AccessToken, "an access token (RFC 9068)");
    check(
        "application/AT+JWT",
        AccessToken,
        "an access token (RFC 9068)",
    );
    check("dpop+jwt", DpopProof, "a DPoP proof (RFC 9449)");
    check(
        "logout+jwt",
        LogoutToken,
        "a logout token (OpenID Connect Back-Channel Logout)",
    );
    check(
        "secevent+jwt",
        SecurityEvent,
        "a security event token (RFC 8417)",
    );
    check(
        "oauth-authz-req+jwt",
        OtherNamed,
        "a request object (RFC 9101)",
    );
    check(
        "client-authentication+jwt",
        ClientAssertion,
        "a client assertion (RFC 7523)",
    );
}

#[test]
fn the_claims_say_what_it_is() {
    let plain = r#"{"typ":"JWT"}"#;
    let check = |payload: &str, profile, reason: &str| check(plain, payload, profile, reason);
    check(
        r#"{"events":{"http://schemas.openid.net/event/backchannel-logout":{}}}"#,
        LogoutToken,
        "its event is a back-channel logout",
    );
    check(
        r#"{"events":{"https://schemas.example/x":{}}}"#,
        SecurityEvent,
        "it carries events (RFC 8417)",
    );
    check(
        r#"{"typ":"Bearer","nonce":"n"}"#,
        LikelyAccessToken,
        "its claim typ is Bearer, as Keycloak writes it",
    );
    check(
        r#"{"typ":"ID","azp":"a"}"#,
        IdToken,
        "its claim typ is ID, as Keycloak writes it",
    );
    check(
        r#"{"typ":"Refresh"}"#,
        RefreshToken,
        "its claim typ is Refresh, as Keycloak writes it",
    );
    check(
        r#"{"token_use":"access"}"#,
        LikelyAccessToken,
        "its claim token_use is access (Amazon Cognito)",
    );
    check(
        r#"{"token_use":"id"}"#,
        IdToken,
        "its claim token_use is id (Amazon Cognito)",
    );
    check(
        r#"{"htm":"GET","htu":"https://a"}"#,
        DpopProof,
        "it carries htm and htu, without the type dpop+jwt",
    );
    check(
        r#"{"at_hash":"x","scope":"openid"}"#,
        IdToken,
        "it carries at_hash, which only ID tokens have",
    );
    check(
        r#"{"nonce":"n","aud":"c"}"#,
        IdToken,
        "it carries the nonce of a sign-in and no scope",
    );
    check(
        r#"{"nonce":"n","scope":"a"}"#,
        LikelyAccessToken,
        "it carries scope, as access tokens do",
    );
    check(
        r#"{"scp":["a"],"cid":"c"}"#,
        LikelyAccessToken,
        "it carries scp, as access tokens do",
    );
    check(
        r#"{"idtyp":"app","roles":["a"],"azp":"c"}"#,
        LikelyAccessToken,
        "it carries idtyp, as access tokens do",
    );
    check(
        r#"{"iss":"c","sub":"c","aud":"https://as.example/oauth2/token"}"#,
        ClientAssertion,
        "iss and sub are the same, and aud is a token endpoint",
    );
    check(
        r#"{"iss":"c","sub":"c","aud":"https://as.example","jti":"1","exp":1}"#,
        ClientAssertion,
        "iss and sub are the same client",
    );
    check(
        r#"{"azp":"c","aud":"c","sub":"1"}"#,
        IdToken,
        "its audience is the client it was issued to",
    );
    check(
        r#"{"aud":"c","email":"a@b.example"}"#,
        IdToken,
        "it carries email, no scope, and an audience that looks like a client",
    );
    check(
        r#"{"client_id":"c","aud":"https://api"}"#,
        LikelyAccessToken,
        "it carries client_id and nothing of an ID token",
    );
    check(
        r#"{"kubernetes.io":{}}"#,
        LikelyAccessToken,
        "it names a Kubernetes service account",
    );
    check(
        r#"{"job_workflow_ref":"x"}"#,
        OtherNamed,
        "it names a GitHub Actions job: a workload's identity token",
    );
    check(
        r#"{"sub":"1","aud":"https://api.example"}"#,
        Unknown,
        "neither a type nor its claims tell",
    );
    check("{}", Unknown, "neither a type nor its claims tell");
}

#[test]
fn an_unknown_type_is_named_if_the_claims_do_not_tell() {
    check(
        r#"{"typ":"foo+jwt"}"#,
        "{}",
        OtherNamed,
        "typ is foo+jwt, which is not a known type",
    );
    check(
        r#"{"typ":"foo+jwt"}"#,
        r#"{"scope":"a"}"#,
        LikelyAccessToken,
        "it carries scope, as access tokens do",
    );
}
