//! What the header says about the rest of the token: how many parts there are, how long the signature is.

use super::Taker;
use crate::jose::base64url;
use crate::jose::json::{Limits, read};

/// How the signature's length stands to what the algorithm makes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Filled {
    Short,
    Whole,
    Unknown,
}

/// The lengths of signatures in base64url characters, by algorithm (RFC 7518 §3, 8037 §3.1, 9864).
static SIGNATURES: &[(&str, &[usize])] = &[
    ("none", &[0]),
    ("HS256", &[43]),
    ("HS384", &[64]),
    ("HS512", &[86]),
    ("ES256", &[86]),
    ("ES256K", &[86]),
    ("ES384", &[128]),
    ("ES512", &[176]),
    ("EdDSA", &[86, 152]),
    ("Ed25519", &[86]),
    ("Ed448", &[152]),
    ("ML-DSA-44", &[3227]),
    ("ML-DSA-65", &[4412]),
    ("ML-DSA-87", &[6170]),
    ("RS", &[342, 171, 512, 683]),
    ("PS", &[342, 171, 512, 683]),
];

/// How long a signature of the header's algorithm can be; none where the header does not tell.
pub(super) fn signature_lengths(header: &str) -> Option<&'static [usize]> {
    let decoded = base64url::decode(header);
    let document = read(&decoded.bytes, Limits::DEFAULT);
    let alg = document.object()?.get_str("alg")?;
    let (_, lengths) = SIGNATURES.iter().find(|(name, _)| {
        // RS256, PS512: the key decides.
        alg.as_ref() == *name || name.len() == 2 && alg.len() == 5 && alg.starts_with(name)
    })?;
    Some(lengths)
}

impl Taker<'_> {
    /// What the header says about the rest of the token.
    pub(super) fn read_header(&mut self) {
        self.header_whole = self.balance.whole();
        if !self.header_whole || self.part_len() > 1 << 16 {
            return;
        }
        let decoded = base64url::decode(&self.grab.text);
        let document = read(&decoded.bytes, Limits::DEFAULT);
        let Some(header) = document.object() else {
            return;
        };
        if header.get("enc").is_some() {
            self.expected = Some(4);
            return;
        }
        self.expected = Some(2);
        self.signature = signature_lengths(&self.grab.text).unwrap_or_default();
    }

    pub(super) fn filled(&self) -> Filled {
        let len = self.part_len();
        if self.signature.contains(&len) {
            Filled::Whole
        } else if self.signature.iter().any(|&whole| len < whole) {
            Filled::Short
        } else {
            Filled::Unknown
        }
    }

    /// A token that has all it should have.
    pub(super) fn complete(&self) -> bool {
        self.tildes == 0
            && self.expected == Some(self.dots)
            && self.dots == 2
            && self.filled() == Filled::Whole
    }
}
