//! Whether the finder takes a text for a token, a secret or a key: the second line of defence.

use crate::jose::base64url;
use crate::paste::{self, JsonShape, SamlForm, Shape};

/// How much of a text the finder looks at. No text that is handed on is longer.
const MOST: usize = 64 << 10;

/// What of a text looks like a token, a secret or a key; none where nothing does. `named` says that it
/// stands under a name whose values are known to be none (a client id, a key id), so that its length alone
/// says nothing.
pub(crate) fn secret(text: &str, named: bool) -> Option<&'static str> {
    if text.len() < 16 {
        return None;
    }
    paste::find(crate::text::beginning(text, MOST))
        .into_iter()
        .find_map(|candidate| match candidate.shape {
            Shape::Compact => is_token(&candidate.text).then_some("a token (JWT)"),
            Shape::SdJwt => Some("a token (SD-JWT)"),
            Shape::Paseto => Some("a PASETO"),
            Shape::Biscuit => Some("a Biscuit"),
            Shape::Opaque { issuer, .. } if !issuer.is_empty() => {
                Some("a token or a key of a vendor")
            }
            Shape::Opaque { .. } => (!named).then_some("a token or a hash"),
            Shape::Base64url43 => (!named).then_some("32 bytes, perhaps a secret"),
            Shape::Basic => Some("the credentials of a Basic header"),
            Shape::Saml(SamlForm::Xml | SamlForm::Base64 | SamlForm::Deflated) => {
                Some("a SAML message")
            }
            Shape::Pem { .. } => Some("a PEM block"),
            Shape::Json(JsonShape::Jws | JsonShape::Jwe | JsonShape::TokenResponse) => {
                Some("a token in JSON")
            }
            Shape::Json(JsonShape::Jwk | JsonShape::JwkSet) => Some("a key (JWK)"),
            _ => None,
        })
}

/// Whether three to five parts with dots between are more than the name of a host.
fn is_token(text: &str) -> bool {
    let head = text.split('.').next().unwrap_or_default();
    head.starts_with("eyJ")
        || base64url::decode(head)
            .bytes
            .trim_ascii_start()
            .starts_with(b"{")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::base64url::encode;
    use std::format;

    #[test]
    fn tokens_secrets_and_keys_are_known() {
        let jwt = format!(
            "{}.{}.{}",
            encode(br#"{"alg":"HS256"}"#),
            encode(b"{}"),
            encode(&[7; 32])
        );
        for text in [
            jwt.as_str(),
            &format!("The token is {jwt}, look."),
            &jwt[..jwt.len() - 43],
            "Authorization: Basic dXNlcjpwYXNzd29yZA==",
            "ghp_0123456789abcdefghijABCDEFGHIJ012345",
            "-----BEGIN PRIVATE KEY-----\nMIIC\n-----END PRIVATE KEY-----",
            r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMko"}"#,
            r#"{"access_token":"x","token_type":"Bearer"}"#,
        ] {
            assert!(secret(text, true).is_some(), "{text}");
        }
        let hash = "4d9f0c1ab2e37788c0ffee0011223344";
        let key = "Zk3vQ9sT1mB7xY2cW8nR4pL6dF0hJ5gK3aE1uI9oV7q";
        for text in [hash, key] {
            assert!(
                secret(text, false).is_some() && secret(text, true).is_none(),
                "{text}"
            );
        }
        for text in [
            "",
            "https://login.microsoftonline.com/9f3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9c/v2.0",
            "1234567890-abcdefgh12345678ijkl.apps.googleusercontent.com",
            "Access token from Okta for api.example.com. Expired 14 minutes ago (14:02 UTC).",
            "orders:read users:read",
            "9f3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9c",
        ] {
            assert_eq!(secret(text, false), None, "{text}");
        }
    }
}
