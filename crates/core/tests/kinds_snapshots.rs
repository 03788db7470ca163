//! Whole artefacts of the kinds that are no JOSE token, as a person reads them.

#[path = "support/kinds.rs"]
mod support;

use claimlens_core::paste::{JsonShape, SamlForm, Shape};
use claimlens_core::report::Kind;
use support::{artefact, shown};

fn opaque(name: &'static str, issuer: &'static str, reason: &'static str) -> Shape {
    Shape::Opaque {
        name,
        issuer,
        reason,
    }
}

macro_rules! snapshot {
    ($name:ident, $kind:ident, $shape:expr, $text:expr) => {
        #[test]
        fn $name() {
            let artefact = artefact($shape, $text);
            assert_eq!(artefact.kind, Kind::$kind);
            assert!((1..=3).contains(&artefact.next_steps.len()));
            insta::assert_snapshot!(stringify!($name), shown(&artefact));
        }
    };
}

snapshot!(
    opaque_genesys,
    Opaque,
    opaque(
        "Genesys Cloud access token",
        "Genesys Cloud",
        "80 characters, no dots"
    ),
    "Vb3-QmZk0s8XcYt1LrWpE_7uHaJn5dGf2oKiTzSxCvBy9RwMqPl4eDh6gNjUaOcIkFsLtZxVbQwErTyUi"
);
snapshot!(
    opaque_github,
    Opaque,
    opaque(
        "GitHub personal access token (classic)",
        "GitHub",
        "starts with ghp_"
    ),
    "ghp_0123456789abcdefghijABCDEFGHIJ012345"
);
snapshot!(
    opaque_stripe_live,
    Opaque,
    opaque(
        "Stripe secret key, live mode",
        "Stripe",
        "starts with sk_live_"
    ),
    "sk_live_EXAMPLEexampleEXAMPLE00"
);
snapshot!(
    opaque_aws_key_id,
    Opaque,
    opaque("AWS access key id", "AWS", "starts with AKIA"),
    "AKIAIOSFODNN7EXAMPLE"
);
snapshot!(
    opaque_of_nobody,
    Opaque,
    opaque("Opaque token", "", ""),
    "2YotnFZFEjr1zCsicMWpAA"
);
snapshot!(
    uuid_4,
    Uuid,
    Shape::Uuid,
    "919108f7-52d1-4320-9bac-f847db4148a8"
);
snapshot!(
    uuid_7,
    Uuid,
    Shape::Uuid,
    "017F22E2-79B0-7CC3-98C4-DC0C0C07398F"
);
snapshot!(
    base64url_43,
    Secret,
    Shape::Base64url43,
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
);
snapshot!(
    basic_client,
    BasicCredentials,
    Shape::Basic,
    "OTE5MTA4ZjctNTJkMS00MzIwLTliYWMtZjg0N2RiNDE0OGE4OlN1UGVyLVNlY3JldA=="
);
snapshot!(
    basic_newline,
    BasicCredentials,
    Shape::Basic,
    "dXNlcjpwYXNzd29yZAo="
);
snapshot!(
    token_response_genesys,
    TokenResponse,
    Shape::Json(JsonShape::TokenResponse),
    r#"{"access_token":"Vb3-QmZk0s8XcYt1LrWpE_7uHaJn5dGf2oKiTzSxCvBy9RwMqPl4eDh6gNjU","token_type":"bearer","expires_in":86399}"#
);
snapshot!(
    token_response_odd,
    TokenResponse,
    Shape::Json(JsonShape::TokenResponse),
    r#"{
  "access_token": "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2ln",
  "token_type": "mac",
  "expires_in": "3600",
  "refresh_token": "tGzv3JOkF0XG5Qx2TlKWIA",
  "id_token": "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2ln",
  "scope": "openid profile email"
}"#
);
snapshot!(
    error_genesys_secret,
    ErrorResponse,
    Shape::Json(JsonShape::Error),
    r#"{"error":"invalid_client","description":"authentication failed","error_description":"authentication failed"}"#
);
snapshot!(
    error_genesys_permission,
    ErrorResponse,
    Shape::Json(JsonShape::Error),
    r#"{"message":"Unable to perform the requested action. You are missing the following permission(s): routing:queue:view","code":"missing.permissions","status":403,"messageParams":{"permissions":"routing:queue:view"},"contextId":"a1b2c3d4-0000-4000-8000-000000000000","details":[],"errors":[]}"#
);
snapshot!(
    error_genesys_credentials,
    ErrorResponse,
    Shape::Json(JsonShape::Error),
    r#"{"message":"Invalid login credentials.","code":"bad.credentials","status":401,"contextId":"a1b2c3d4-0000-4000-8000-000000000000","details":[],"errors":[]}"#
);
snapshot!(
    error_entra,
    ErrorResponse,
    Shape::Json(JsonShape::Error),
    r#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.","error_codes":[7000215],"timestamp":"2026-11-21 14:02:05Z","trace_id":"11111111-0000-0000-0000-000000000000","correlation_id":"22222222-0000-0000-0000-000000000000"}"#
);
snapshot!(
    error_graph,
    ErrorResponse,
    Shape::Json(JsonShape::Error),
    r#"{"error":{"code":"InvalidAuthenticationToken","message":"Access token has expired or is not yet valid."}}"#
);
snapshot!(
    error_spring,
    ErrorResponse,
    Shape::Json(JsonShape::Error),
    r#"{"timestamp":"2026-11-21T14:02:05Z","status":403,"error":"Forbidden","path":"/api"}"#
);
snapshot!(
    error_unknown_code,
    ErrorResponse,
    Shape::Json(JsonShape::Error),
    r#"{"error":"flux_capacitor_empty"}"#
);
snapshot!(
    error_parameters,
    ErrorResponse,
    Shape::ErrorParameters,
    "error=access_denied&error_description=The+user%20said+no%21&state=xyz&code=SECRETCODE"
);
snapshot!(
    challenge_invalid_token,
    Challenge,
    Shape::Challenge,
    r#"Bearer realm="example", error="invalid_token", error_description="The access token expired", resource_metadata="https://api.example.com/.well-known/oauth-protected-resource""#
);
snapshot!(
    challenge_step_up,
    Challenge,
    Shape::Challenge,
    r#"Bearer error="insufficient_user_authentication", error_description="A different authentication level is required", acr_values="myACR", max_age="300""#
);
snapshot!(
    challenge_dpop,
    Challenge,
    Shape::Challenge,
    r#"DPoP error="use_dpop_nonce", error_description="Resource server requires nonce in DPoP proof", algs="ES256 PS256", Basic realm="a, \"b\"""#
);
snapshot!(challenge_bare, Challenge, Shape::Challenge, "Bearer");
snapshot!(
    introspection_active,
    Introspection,
    Shape::Json(JsonShape::Introspection),
    r#"{"active":true,"scope":"read write dolphin","client_id":"l238j323ds-23ij4","username":"jdoe","token_type":"Bearer","sub":"Z5O3upPC88QrAjx00dis","aud":"https://protected.example.net/resource","iss":"https://server.example.com/","exp":1419356238,"iat":1419350238}"#
);
snapshot!(
    introspection_inactive,
    Introspection,
    Shape::Json(JsonShape::Introspection),
    r#"{"active":false}"#
);
snapshot!(
    userinfo,
    UserInfo,
    Shape::Json(JsonShape::UserInfo),
    r#"{"sub":"248289761001","name":"Jane Doe","email":"janedoe@example.com","email_verified":false}"#
);
snapshot!(
    discovery,
    Discovery,
    Shape::Json(JsonShape::Discovery),
    r#"{"issuer":"https://server.example.com","authorization_endpoint":"https://server.example.com/connect/authorize","token_endpoint":"http://server.example.com/connect/token","jwks_uri":"https://server.example.com/jwks.json","grant_types_supported":["authorization_code","refresh_token"],"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256","ES256"],"code_challenge_methods_supported":["plain"]}"#
);
snapshot!(
    jwk_public,
    Jwk,
    Shape::Json(JsonShape::Jwk),
    r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"}"#
);
snapshot!(
    jwk_private,
    Jwk,
    Shape::Json(JsonShape::Jwk),
    r#"{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE","use":"enc","kid":"1"}"#
);
snapshot!(
    jwk_set,
    JwkSet,
    Shape::Json(JsonShape::JwkSet),
    r#"{"keys":[{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ","kid":"a"},{"kty":"RSA","n":"AQAB","e":"AQAB","kid":"a"},{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#
);
snapshot!(
    claims_json,
    ClaimsJson,
    Shape::Json(JsonShape::Claims),
    r#"{"iss":"https://dev-1.okta.com/oauth2/default","aud":"api://default","sub":"u","exp":1419356238,"scp":["read"]}"#
);
snapshot!(
    header_json,
    ClaimsJson,
    Shape::Json(JsonShape::Claims),
    r#"{"alg":"RS256","typ":"JWT","kid":"k1"}"#
);
snapshot!(
    json_other,
    Json,
    Shape::Json(JsonShape::Other),
    r#"{"name":"x","settings":{"client_secret":"SECRETSECRET"}}"#
);
snapshot!(
    saml_response,
    Saml,
    Shape::Saml(SamlForm::Xml),
    r#"<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_8e8d" Version="2.0" IssueInstant="2026-11-21T14:02:05Z" Destination="https://login.mypurecloud.com/saml"><saml:Issuer>https://idp.example.com</saml:Issuer></samlp:Response>"#
);
snapshot!(
    saml_base64,
    Saml,
    Shape::Saml(SamlForm::Base64),
    "PHNhbWxwOkF1dGhuUmVxdWVzdCBJRD0iX2EiPjxzYW1sOklzc3Vlcj5zcDwvc2FtbDpJc3N1ZXI+PC9zYW1scDpBdXRoblJlcXVlc3Q+"
);
snapshot!(
    saml_deflated,
    Saml,
    Shape::Saml(SamlForm::Deflated),
    "fZFfa8IwFMXfBb9DyXvaJtZ1BqsURRC2Mabbw95ivc5Am3TJrXPffmm"
);
snapshot!(
    pem_private,
    Pem,
    Shape::Pem {
        label: "PRIVATE KEY".to_owned()
    },
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----"
);
snapshot!(
    pem_certificate,
    Pem,
    Shape::Pem {
        label: "CERTIFICATE".to_owned()
    },
    "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n-----END CERTIFICATE-----"
);
snapshot!(
    paseto_public,
    Paseto,
    Shape::Paseto,
    "v4.public.eyJkYXRhIjoidGhpcyBpcyBhIHNpZ25lZCBtZXNzYWdlIiwiZXhwIjoiMjAyMi0wMS0wMVQwMDowMDowMCswMDowMCJ9v3Jt8mx_TdM2ceTGoqwrh4yDFn0XsHvvV_D0DtwQxVrJEBMl0F2caAdgnpKlt4p7xBnx1HcO-SPo8FPp214HDw.eyJraWQiOiJ6VmhNaVBCUDlmUmYyc25FY1Q3Z0ZUaW9lQTlDT2NOeTlEZmdMMVc2MGhhTiJ9"
);
snapshot!(
    paseto_local,
    Paseto,
    Shape::Paseto,
    "v2.local.97TTOvgwIxNGvV80XKiGZg_kD3tsXM_-qB4dZGHOeN1cTkgQ4PnW8888l802W8d9AvEGnoNBY3BnqHORy8a5cC8aKpbA0En8XELw2yDk2f1sVODyfnDbi6rEGMY3pSfCbLWMM2oHJxvlEl2XbQ"
);
snapshot!(
    biscuit,
    Biscuit,
    Shape::Biscuit,
    "En0KEwoEMTIzNBgDIgkKBwgKEgMYgAgSJAgAEiCp8D9laR_CXmFmiUlo6zi8L63iapXDxX1evELp4HVaBRpAx3Mkwu2f2AcNq48IZwu"
);
snapshot!(
    unknown_email,
    Unknown,
    Shape::Unknown,
    "someone@example.com"
);

#[test]
fn unknown_texts_are_told_apart() {
    for (text, like) in [
        ("", "There is nothing here but white space."),
        ("hello there my dear friend", "prose"),
        ("https://example.com/path", "a URL with no token in it"),
        ("192.168.0.1", "an IP address"),
        ("1700000000", "a time in seconds since 1970"),
        ("d41d8cd98f00b204e9800998ecf8427e", "hex of 16 bytes"),
        (
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "hex of 32 bytes",
        ),
        (
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
            "the first part of a JWT",
        ),
        (
            "QUJDeyJhbGciOiJIUzI1NiJ9eyJzdWIiOiIxMjM0NTY3ODkwIn0dozjgNryP4J3jVmNHl0w5N",
            "a JWT without dots",
        ),
        (
            "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ",
            "base64 of binary data, 24 bytes",
        ),
        ("SGVsbG8gd29ybGQsIHRoaXMgaXMgdGV4dC4x", "base64 of text"),
        ("{\"a\": ", "damaged JSON"),
        ("<html><body>no</body></html>", "an HTML page"),
        ("hunter2", "a word, a name or a password"),
        ("internationalization", "a word or an identifier"),
    ] {
        let artefact = artefact(Shape::Unknown, text);
        assert!(
            artefact.headline.lead.contains(like),
            "{text}: {}",
            artefact.headline.lead
        );
        assert!(
            text.len() < 7 || !format!("{artefact:?}").contains(text),
            "{text} is not repeated"
        );
    }
}
