//! Three made-up pastes to try the page with.
//!
//! They are built when asked for, so that the good one is current whenever that is. Their signatures
//! are words, not signatures, and say so when decoded.

use claimlens_core::jose::base64url::encode;

/// The labels of the samples, in order.
pub const LABELS: [&str; 3] = ["Access token", "Broken token", "Opaque token"];

/// What every sample's signature decodes to, over and over: one of RS256 has 256 bytes.
const SIGNATURE: &str = "This is a sample: it was made up, and nobody signed it. ";

/// The text of a sample; empty for a number there is none of. `now` in seconds since 1970.
#[must_use]
pub fn text(number: usize, now: i64) -> String {
    match number {
        0 => good(now),
        1 => broken(now),
        2 => opaque(),
        _ => String::new(),
    }
}

/// An access token as RFC 9068 wants it, ten minutes old, good for fifty more.
fn good(now: i64) -> String {
    let header = r#"{"typ":"at+jwt","alg":"RS256","kid":"sample-2026-1"}"#;
    let payload = format!(
        concat!(
            r#"{{"iss":"https://login.example.com/","sub":"248289761001","#,
            r#""aud":"https://api.example.com","client_id":"s6BhdRkqt3","#,
            r#""iat":{},"nbf":{},"exp":{},"jti":"d3b07384-d113-4ec6-a5a9-2f0bce1d8f5e","#,
            r#""scope":"orders:read orders:write profile"}}"#
        ),
        now - 600,
        now - 600,
        now + 3000
    );
    format!("Authorization: Bearer {}", token(header, &payload))
}

/// A token as it looks after too many hands: wrapped, unsigned, expired, times in milliseconds.
fn broken(now: i64) -> String {
    let header = r#"{"alg":"none","typ":"JWT"}"#;
    let payload = format!(
        r#"{{"iss":"https://login.example.com/","sub":"248289761001","admin":true,"iat":{},"exp":{}000,"exp":{}}}"#,
        now - 90_000,
        now - 86_400,
        now - 86_400
    );
    let token = format!(
        "{}.{}.",
        encode(header.as_bytes()),
        encode(payload.as_bytes())
    );
    let cut = token.len() / 2;
    let (first, second) = token.split_at(cut);
    format!("\"{first}\n{second}\",")
}

/// A token that says nothing to a reader, of the shape Genesys Cloud's have.
fn opaque() -> String {
    // 86 characters, no dots; made of a sentence so that it cannot be somebody's.
    let sentence = "made-up sample, opaque like a Genesys Cloud access token; not issued";
    let text: String = encode(sentence.as_bytes()).chars().take(86).collect();
    format!("Bearer {text}")
}

fn token(header: &str, payload: &str) -> String {
    let signature: String = SIGNATURE.chars().cycle().take(256).collect();
    let [header, payload, signature] =
        [header, payload, &signature].map(|part| encode(part.as_bytes()));
    format!("{header}.{payload}.{signature}")
}

#[cfg(test)]
mod tests {
    use super::{LABELS, text};

    #[test]
    fn every_label_has_a_sample_of_ascii() {
        for number in 0..LABELS.len() {
            let sample = text(number, 1_800_000_000);
            assert!(sample.len() > 40 && sample.is_ascii(), "{sample}");
        }
        assert_eq!(text(3, 0), "");
    }

    #[test]
    fn the_opaque_one_has_the_length_and_no_dots() {
        let sample = text(2, 0);
        assert_eq!(sample.len(), "Bearer ".len() + 86);
        assert!(!sample.contains('.'));
    }
}
