//! Tokens as the vendors write them: whose they are, and what sort.

use super::facts;
use crate::jose::json::{Limits, read};
use crate::report::Profile::{self, *};

fn check(header: &str, payload: &str, vendor: &str, profile: Profile) {
    let header = read(header.as_bytes(), Limits::DEFAULT);
    let claims = read(payload.as_bytes(), Limits::DEFAULT);
    assert!(claims.is_strict(), "{payload}");
    let facts = facts(header.root(), claims.root());
    let found = (facts.vendor.unwrap_or_default(), facts.profile);
    assert_eq!(
        found,
        (vendor, profile),
        "{payload}\n{}",
        facts.profile_reason
    );
}

#[test]
fn tokens_of_the_vendors_are_told_apart() {
    let jwt = r#"{"alg":"RS256","typ":"JWT","kid":"k"}"#;
    let check = |payload, vendor, profile| check(jwt, payload, vendor, profile);
    // Entra ID: version 2.0 for a person, 1.0 for an application, an ID token.
    check(
        r#"{"aud":"6e74172b-be56-4843-9ff4-e66a39bb12e3","iss":"https://login.microsoftonline.com/72f988bf/v2.0",
            "azp":"c4","azpacr":"0","name":"A","oid":"o","scp":"access_as_user","sub":"s","tid":"t","uti":"u","ver":"2.0"}"#,
        "Microsoft Entra ID",
        LikelyAccessToken,
    );
    check(
        r#"{"aud":"api://6e74","iss":"https://sts.windows.net/72f988bf/","appid":"c","appidacr":"1",
            "oid":"o","roles":["A.All"],"sub":"o","tid":"t","ver":"1.0"}"#,
        "Microsoft Entra ID",
        LikelyAccessToken,
    );
    check(
        r#"{"aud":"6cb04018","iss":"https://login.microsoftonline.com/9122/v2.0","name":"A","oid":"o",
            "preferred_username":"a@b.example","sub":"s","tid":"9122","uti":"u","ver":"2.0"}"#,
        "Microsoft Entra ID",
        IdToken,
    );
    // Okta: an access token, an ID token of the code flow without nonce.
    check(
        r#"{"ver":1,"jti":"AT.0","iss":"https://dev.okta.com/oauth2/default","aud":"api://default",
            "iat":1,"exp":2,"cid":"0oa","uid":"00u","scp":["openid"],"sub":"a@b.example"}"#,
        "Okta",
        LikelyAccessToken,
    );
    check(
        r#"{"sub":"00u","name":"A","ver":1,"iss":"https://dev.okta.com","aud":"0oa","iat":1,"exp":2,
            "amr":["pwd"],"idp":"00o","auth_time":1}"#,
        "Okta",
        IdToken,
    );
    // Auth0: for a client, and an ID token.
    check(
        r#"{"iss":"https://shop.eu.auth0.com/","sub":"c@clients","aud":"https://api","azp":"c","gty":"client-credentials"}"#,
        "Auth0",
        LikelyAccessToken,
    );
    check(
        r#"{"nickname":"a","name":"A","updated_at":"2026-11-21T00:00:00Z","iss":"https://shop.eu.auth0.com/","sub":"auth0|1","aud":"c","iat":1,"exp":2}"#,
        "Auth0",
        IdToken,
    );
    // Keycloak, behind a host of its own.
    check(
        r#"{"iss":"https://id.example/realms/r","aud":"account","typ":"Bearer","azp":"web","realm_access":{"roles":["a"]}}"#,
        "Keycloak",
        LikelyAccessToken,
    );
    check(
        r#"{"iss":"https://id.example/realms/r","aud":"https://id.example/realms/r","typ":"Refresh","azp":"web","scope":"openid"}"#,
        "Keycloak",
        RefreshToken,
    );
    // Cognito.
    check(
        r#"{"sub":"s","iss":"https://cognito-idp.eu-west-1.amazonaws.com/p","client_id":"c","token_use":"access","scope":"x"}"#,
        "Amazon Cognito",
        LikelyAccessToken,
    );
    check(
        r#"{"sub":"s","iss":"https://cognito-idp.eu-west-1.amazonaws.com/p","aud":"c","token_use":"id","cognito:username":"a"}"#,
        "Amazon Cognito",
        IdToken,
    );
    // Google and Firebase.
    check(
        r#"{"iss":"https://accounts.google.com","azp":"c.apps","aud":"c.apps","sub":"1","hd":"example.com","email":"a@example.com"}"#,
        "Google",
        IdToken,
    );
    check(
        r#"{"iss":"https://securetoken.google.com/p","aud":"p","auth_time":1,"user_id":"u","sub":"u","firebase":{"identities":{}}}"#,
        "Firebase",
        IdToken,
    );
    // Workloads.
    check(
        r#"{"iss":"https://token.actions.githubusercontent.com","aud":"https://github.com/o","sub":"repo:o/r:ref:refs/heads/main","job_workflow_ref":"x"}"#,
        "GitHub Actions",
        OtherNamed,
    );
    check(
        r#"{"iss":"https://kubernetes.default.svc.cluster.local","aud":["https://kubernetes.default.svc"],"sub":"system:serviceaccount:a:b","kubernetes.io":{"namespace":"a"}}"#,
        "Kubernetes",
        LikelyAccessToken,
    );
    check(
        r#"{"iss":"https://auth.pingone.eu/e/as","client_id":"c","aud":["https://api.pingone.eu"],"env":"e","scope":"a"}"#,
        "Ping Identity",
        LikelyAccessToken,
    );
}
