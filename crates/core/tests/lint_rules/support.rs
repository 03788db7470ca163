//! Builds tokens out of their parts and asks the lint about them.

use claimlens_core::jose::base64url::encode;
use claimlens_core::jose::{Encoded, Segment, Token};
use claimlens_core::lint;
use claimlens_core::report::{Facts, Finding, Kind, Profile, Severity};
use claimlens_core::span::SourceMap;

/// A token to be looked at, and what it was taken for.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) text: String,
    pub(crate) profile: Profile,
}

impl Sample {
    /// Any text with dots in it.
    pub(crate) fn raw(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            profile: Profile::Unknown,
        }
    }

    /// A signed token whose signature is as long as its algorithm wants.
    pub(crate) fn signed(header: &str, payload: &str) -> Self {
        let length = match header {
            _ if header.contains("HS256") => 32,
            _ if header.contains("RS") || header.contains("PS") => 256,
            _ if header.to_ascii_lowercase().contains("none") => 0,
            _ => 64,
        };
        Self::with_signature(header, payload, length)
    }

    /// A token with a signature of `length` bytes.
    pub(crate) fn with_signature(header: &str, payload: &str, length: usize) -> Self {
        Self::raw(format!(
            "{}.{}.{}",
            encode(header.as_bytes()),
            encode(payload.as_bytes()),
            encode(&vec![0xA5; length])
        ))
    }

    /// A token with a plain header and these claims.
    pub(crate) fn claims(payload: &str) -> Self {
        Self::signed(r#"{"alg":"ES256","typ":"JWT"}"#, payload)
    }

    /// A token with this header and plain claims.
    pub(crate) fn header(header: &str) -> Self {
        Self::signed(header, r#"{"iss":"https://as.example"}"#)
    }

    /// An encrypted token; the parts after the header by their lengths in bytes.
    pub(crate) fn encrypted(header: &str, key: usize, vector: usize, tag: usize) -> Self {
        let part = |length: usize| encode(&vec![0x5A; length]);
        Self::raw(format!(
            "{}.{}.{}.{}.{}",
            encode(header.as_bytes()),
            part(key),
            part(vector),
            part(20),
            part(tag)
        ))
    }

    /// The same token, recognised as `profile`.
    pub(crate) fn taken_for(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// What the lint says about it.
    pub(crate) fn lint(&self) -> Vec<Finding> {
        let mut out = Vec::new();
        let parts: Vec<&str> = self.text.split('.').collect();
        let map = SourceMap::verbatim(0, self.text.len());
        let mut start = 0;
        let mut encoded = Vec::new();
        for part in &parts {
            encoded.push(Encoded::new(part, start));
            start += part.len() + 1;
        }
        let is_jwe = parts.len() == 5;
        let header = Segment::new(&encoded[0], &map, true);
        let is_plain = header
            .object()
            .and_then(|object| object.get("b64")?.as_bool())
            == Some(false);
        let plain = parts
            .get(1)
            .map(|part| Encoded::unencoded(part, parts[0].len() + 1));
        let second = if is_plain {
            plain.as_ref()
        } else {
            encoded.get(1)
        };
        let payload = second
            .filter(|_| !is_jwe)
            .map(|part| Segment::new(part, &map, false));
        let has_claims = payload
            .as_ref()
            .is_some_and(|payload| payload.object().is_some());
        let token = Token {
            kind: match (is_jwe, has_claims) {
                (true, _) => Kind::Jwe,
                (false, true) if !is_plain => Kind::Jwt,
                _ => Kind::Jws,
            },
            header,
            payload,
            signature: encoded.get(2).filter(|_| !is_jwe),
            parts: parts.len(),
        };
        let facts = Facts {
            profile: self.profile,
            ..Facts::default()
        };
        lint::token(&token, &facts, &mut out);
        if is_jwe {
            let parts = lint::JweParts {
                encrypted_key: encoded.get(1),
                initialization_vector: encoded.get(2),
                tag: encoded.get(4),
            };
            lint::jwe_parts(&token.header, &parts, &mut out);
        }
        lint::sort(&mut out);
        out
    }

    /// The codes, once each.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        let mut codes: Vec<_> = self.lint().iter().map(|finding| finding.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// The findings that are more than information.
pub(crate) fn serious(findings: &[Finding]) -> Vec<&Finding> {
    findings
        .iter()
        .filter(|finding| finding.severity != Severity::Info)
        .collect()
}
