//! What is decoded is never called valid.

use claimlens_core::jose::base64url::encode;
use claimlens_core::{Context, inspect};

#[test]
fn decoded_is_never_called_valid() {
    let token = |claims: &str| {
        [
            encode(br#"{"alg":"RS256","typ":"at+jwt"}"#),
            encode(claims.as_bytes()),
            encode(&[7; 256]),
        ]
        .join(".")
    };
    let pastes = [
        token(r#"{"iss":"https://as.example","exp":1700003600}"#),
        token(r#"{"exp":1600000000}"#),
        token(r#"{"nbf":1800000000}"#),
        token("{}"),
        "Authorization: Basic dXNlcjpwYXNz".to_owned(),
        r#"{"access_token":"abcdefghijklmnopqrstuvwxyz","token_type":"Bearer","expires_in":60}"#
            .to_owned(),
        r#"{"active":true,"exp":1700003600}"#.to_owned(),
        r#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#.to_owned(),
        "v4.public.eyJ".to_owned(),
        "hello".to_owned(),
    ];
    for paste in pastes {
        let report = inspect(
            &paste,
            &Context {
                now: 1_700_000_000,
                ..Context::default()
            },
        );
        for artefact in &report.artefacts {
            let verdicts = &artefact.verdicts;
            let labels = [
                &verdicts.structure.label,
                &verdicts.signature.label,
                &verdicts.time.label,
                &verdicts.policy.label,
            ];
            for label in labels {
                // "Not yet valid" denies; nothing may affirm.
                let label = label.to_lowercase();
                assert!(
                    !label.starts_with("valid") && !label.contains("verified"),
                    "{label}"
                );
            }
            let headline = [
                artefact.headline.lead.as_str(),
                artefact.headline.rest.as_str(),
            ]
            .join(" ")
            .to_lowercase();
            for claim in ["is valid", "valid token", "is verified", "signature holds."] {
                assert!(
                    !headline.contains(claim) || headline.contains("if the signature holds"),
                    "{headline}"
                );
            }
        }
    }
}
