//! What version and purpose fix: the algorithms, and how many bytes they add.

/// What the first two parts say.
pub(super) struct Version {
    pub(super) number: char,
    pub(super) is_public: bool,
    /// How the payload is protected.
    pub(super) how: &'static str,
    /// Bytes that the payload carries besides the message: signature, or nonce and tag.
    pub(super) overhead: usize,
}

pub(super) fn version(number: &str, purpose: &str) -> Option<Version> {
    let of = |number, is_public, how, overhead| Version {
        number,
        is_public,
        how,
        overhead,
    };
    // Sizes by the specification of each version: a signature; or nonce and tag.
    Some(match (number, purpose) {
        ("v1", "local") => of('1', false, "AES-256-CTR and HMAC-SHA384", 32 + 48),
        ("v1", "public") => of('1', true, "RSA-PSS with SHA-384, 2048 bits", 256),
        ("v2", "local") => of('2', false, "XChaCha20-Poly1305", 24 + 16),
        ("v2", "public") => of('2', true, "Ed25519", 64),
        ("v3", "local") => of('3', false, "AES-256-CTR and HMAC-SHA384", 32 + 48),
        ("v3", "public") => of('3', true, "ECDSA over P-384", 96),
        ("v4", "local") => of('4', false, "XChaCha20 and BLAKE2b", 32 + 32),
        ("v4", "public") => of('4', true, "Ed25519", 64),
        _ => return None,
    })
}
