//! Nothing of a secret or a masked value is left, whatever stands around it.

use super::super::{Class, redacted};
use super::{redact, report, written};
use crate::jose::base64url::encode;
use proptest::prelude::*;
use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

/// The first piece of eight characters of `secret` that is in `text`.
fn survives<'s>(text: &str, secret: &'s str) -> Option<&'s str> {
    let starts: Vec<usize> = secret.char_indices().map(|(at, _)| at).collect();
    let ends = starts.iter().copied().skip(8).chain([secret.len()]);
    let mut pieces = starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(from, to)| &secret[from..to]);
    pieces.find(|piece| piece.chars().count() == 8 && text.contains(piece))
}

fn without_backslashes(text: &str) -> String {
    text.replace('\\', "")
}

/// Values of persons that share nothing with this program's own words.
fn person() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z0-9]{4}[a-z0-9_*|<>. ]{8,40}",
        "[0-9]{9,20}",
        "[äöüßéèñ]{3}[0-9a-zé ]{8,20}",
        "[a-z0-9]{12}@[a-z0-9]{6}\\.example",
        "[A-Z0-9\"\\\\/\u{202e}\n]{9,30}",
    ]
}

fn sensitive() -> impl Strategy<Value = &'static str> {
    prop::sample::select(std::vec![
        "sub",
        "email",
        "name",
        "given_name",
        "preferred_username",
        "phone_number",
        "picture",
        "oid",
        "upn",
        "birthdate",
        "username",
        "address",
    ])
}

/// A paste around a token: as it is found.
fn wrapped(token: &str, how: u8) -> String {
    match how % 6 {
        0 => String::from(token),
        1 => format!("Authorization: Bearer {token}"),
        2 => format!("{{\"access_token\":\"{token}\",\"token_type\":\"Bearer\"}}"),
        3 => format!("https://app.example/cb#id_token={token}&state=0123456789abcdef"),
        4 => token.replace('.', ".\n "),
        _ => format!(
            "curl -H 'Authorization: Bearer {token}' https://api.example.com/x\n{{\"error\":\"invalid_token\"}}"
        ),
    }
}

proptest! {
    #[test]
    fn no_piece_of_a_masked_value_is_left(
        claims in prop::collection::vec((sensitive(), person()), 1..4),
        elsewhere in "[a-z]{3,8}",
        signature in prop::collection::vec(any::<u8>(), 32..80),
        how in any::<u8>(),
        bad in any::<bool>(),
    ) {
        let mut object = serde_json::Map::new();
        let mut secrets: Vec<String> = Vec::new();
        for (name, value) in &claims {
            // The same value where nobody looks for it: as a group, as a name, inside another text.
            object.insert(format!("x_{elsewhere}"), serde_json::json!([value, { "y": format!("<{value}>"), value: 1 }]));
            object.insert("iss".into(), format!("https://as.example/{value}").into());
            object.insert("aud".into(), value.as_str().into());
            object.insert("scope".into(), format!("a:b {value}").into());
            object.insert((*name).into(), value.as_str().into());
        }
        for (name, _) in &claims {
            let value = object.get(*name).and_then(|value| value.as_str()).unwrap_or_default();
            secrets.push(value.split('@').next().unwrap_or_default().into());
        }
        if bad {
            object.insert("exp".into(), claims.first().map_or("", |claim| claim.1.as_str()).into());
        }
        let signature = encode(&signature);
        let payload = serde_json::Value::Object(object).to_string();
        let header = r#"{"alg":"RS256","typ":"JWT","kid":"k1"}"#;
        let token = [encode(header.as_bytes()), encode(payload.as_bytes()), signature.clone()].join(".");
        let text = wrapped(&token, how);
        let redacted = redact(&text, &[]);
        for part in token.split('.') {
            secrets.push(part.into());
        }
        for text in written(&redacted) {
            let bare = without_backslashes(&text);
            for secret in &secrets {
                for text in [&text, &bare] {
                    let left = survives(text, secret);
                    prop_assert!(left.is_none(), "{left:?} of {secret:?} in {text}");
                }
            }
        }
    }

    #[test]
    fn redacting_twice_changes_nothing(
        names in prop::collection::vec("(sub|email|jti|x|note|state|\\PC{0,6})", 1..5),
        values in prop::collection::vec("(\\PC{0,40}|[a-zA-Z0-9_-]{20,50}|[a-z]{1,5}@[a-z]{1,5}\\.[a-z]{2}|•••• \\([0-9]{1,3} characters\\)|[0-9.:]{7,20})", 1..5),
        how in any::<u8>(),
        keep in prop::sample::subsequence(Class::ALL.to_vec(), 0..4),
    ) {
        let object: serde_json::Map<String, serde_json::Value> = names.iter().zip(&values)
            .map(|(name, value)| (name.clone(), serde_json::json!(value)))
            .chain([(String::from("list"), serde_json::json!([&values, { "nested": &values }]))])
            .collect();
        let payload = serde_json::Value::Object(object).to_string();
        let token = [encode(br#"{"alg":"ES256"}"#), encode(payload.as_bytes()), encode(&[9; 64])].join(".");
        let text = wrapped(&token, how);
        let once = redacted(&report(&text), &text, &keep);
        let twice = redacted(&once.report, &text, &keep);
        prop_assert_eq!(&twice.report, &once.report);
    }

    #[test]
    fn any_text_is_redacted(text in "\\PC{0,300}") {
        let once = redacted(&report(&text), &text, &[]);
        let _ = written(&once);
        prop_assert_eq!(redacted(&once.report, "", &[]).report, once.report);
        // With another paste than the report's, too.
        let _ = redacted(&report(&text), "é", &[]);
    }
}
