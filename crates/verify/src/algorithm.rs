//! The signature algorithms of the IANA registry that are checked here, and what each needs.

use serde::Serialize;

/// A digest (FIPS 180-4).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hash {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Hash {
    /// How many bytes it gives.
    #[must_use]
    pub fn size(self) -> usize {
        match self {
            Self::Sha256 => 32,
            Self::Sha384 => 48,
            Self::Sha512 => 64,
        }
    }
}

/// A curve of ECDSA, and of ECDH but for the last (RFC 7518 §6.2.1.1, RFC 8812 §3.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub enum Curve {
    /// NIST P-256.
    #[serde(rename = "P-256")]
    P256,
    /// NIST P-384.
    #[serde(rename = "P-384")]
    P384,
    /// NIST P-521.
    #[serde(rename = "P-521")]
    P521,
    /// The curve of ES256K.
    #[serde(rename = "secp256k1")]
    Secp256k1,
}

impl Curve {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::P256, Self::P384, Self::P521, Self::Secp256k1];

    /// Its name in a JWK.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::Secp256k1 => "secp256k1",
        }
    }

    /// The curve of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|curve| curve.name() == name)
    }

    /// How many bytes a coordinate has.
    #[must_use]
    pub fn size(self) -> usize {
        match self {
            Self::P256 | Self::Secp256k1 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }
}

/// A curve of the key type OKP (RFC 8037 §2).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub enum OkpCurve {
    /// Signs.
    Ed25519,
    /// Signs.
    Ed448,
    /// Agrees on keys.
    X25519,
    /// Agrees on keys; keys on it are read and named, and not used here.
    X448,
}

impl OkpCurve {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Ed25519, Self::Ed448, Self::X25519, Self::X448];

    /// Its name in a JWK.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "Ed25519",
            Self::Ed448 => "Ed448",
            Self::X25519 => "X25519",
            Self::X448 => "X448",
        }
    }

    /// The curve of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|curve| curve.name() == name)
    }

    /// How many bytes a public key has.
    #[must_use]
    pub fn size(self) -> usize {
        match self {
            Self::Ed25519 | Self::X25519 => 32,
            Self::Ed448 => 57,
            Self::X448 => 56,
        }
    }
}

/// What an algorithm works with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Family {
    /// HMAC (RFC 7518 §3.2).
    Hmac(Hash),
    /// RSASSA-PKCS1-v1_5 (RFC 7518 §3.3).
    RsaPkcs1(Hash),
    /// RSASSA-PSS (RFC 7518 §3.5).
    RsaPss(Hash),
    /// ECDSA (RFC 7518 §3.4, RFC 8812).
    Ecdsa(Curve, Hash),
    /// EdDSA (RFC 8037, RFC 9864): on that curve, or on the one the key names.
    EdDsa(Option<OkpCurve>),
    /// ML-DSA (RFC 9964).
    MlDsa,
}

/// A signature algorithm. `none` is not among them: nothing verifies it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub enum Algorithm {
    /// HMAC with SHA-256.
    #[serde(rename = "HS256")]
    Hs256,
    /// HMAC with SHA-384.
    #[serde(rename = "HS384")]
    Hs384,
    /// HMAC with SHA-512.
    #[serde(rename = "HS512")]
    Hs512,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    #[serde(rename = "RS256")]
    Rs256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    #[serde(rename = "RS384")]
    Rs384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    #[serde(rename = "RS512")]
    Rs512,
    /// RSASSA-PSS with SHA-256.
    #[serde(rename = "PS256")]
    Ps256,
    /// RSASSA-PSS with SHA-384.
    #[serde(rename = "PS384")]
    Ps384,
    /// RSASSA-PSS with SHA-512.
    #[serde(rename = "PS512")]
    Ps512,
    /// ECDSA on P-256 with SHA-256.
    #[serde(rename = "ES256")]
    Es256,
    /// ECDSA on P-384 with SHA-384.
    #[serde(rename = "ES384")]
    Es384,
    /// ECDSA on P-521 with SHA-512.
    #[serde(rename = "ES512")]
    Es512,
    /// ECDSA on secp256k1 with SHA-256.
    #[serde(rename = "ES256K")]
    Es256k,
    /// EdDSA on the curve of the key.
    #[serde(rename = "EdDSA")]
    EdDsa,
    /// EdDSA on edwards25519, by its own name (RFC 9864).
    #[serde(rename = "Ed25519")]
    Ed25519,
    /// EdDSA on edwards448, by its own name (RFC 9864).
    #[serde(rename = "Ed448")]
    Ed448,
    /// ML-DSA, the smallest parameter set.
    #[serde(rename = "ML-DSA-44")]
    MlDsa44,
    /// ML-DSA, the middle parameter set.
    #[serde(rename = "ML-DSA-65")]
    MlDsa65,
    /// ML-DSA, the largest parameter set.
    #[serde(rename = "ML-DSA-87")]
    MlDsa87,
}

impl Algorithm {
    /// Every one, in the order of the registry.
    pub const ALL: [Self; 19] = [
        Self::Hs256,
        Self::Hs384,
        Self::Hs512,
        Self::Rs256,
        Self::Rs384,
        Self::Rs512,
        Self::Es256,
        Self::Es384,
        Self::Es512,
        Self::Ps256,
        Self::Ps384,
        Self::Ps512,
        Self::EdDsa,
        Self::Ed25519,
        Self::Ed448,
        Self::Es256k,
        Self::MlDsa44,
        Self::MlDsa65,
        Self::MlDsa87,
    ];

    /// Its name in a header.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hs256 => "HS256",
            Self::Hs384 => "HS384",
            Self::Hs512 => "HS512",
            Self::Rs256 => "RS256",
            Self::Rs384 => "RS384",
            Self::Rs512 => "RS512",
            Self::Ps256 => "PS256",
            Self::Ps384 => "PS384",
            Self::Ps512 => "PS512",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::Es512 => "ES512",
            Self::Es256k => "ES256K",
            Self::EdDsa => "EdDSA",
            Self::Ed25519 => "Ed25519",
            Self::Ed448 => "Ed448",
            Self::MlDsa44 => "ML-DSA-44",
            Self::MlDsa65 => "ML-DSA-65",
            Self::MlDsa87 => "ML-DSA-87",
        }
    }

    /// The algorithm of that name. Names are case-sensitive (RFC 7515 §4.1.1).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|algorithm| algorithm.name() == name)
    }

    /// What it works with.
    #[must_use]
    pub fn family(self) -> Family {
        match self {
            Self::Hs256 => Family::Hmac(Hash::Sha256),
            Self::Hs384 => Family::Hmac(Hash::Sha384),
            Self::Hs512 => Family::Hmac(Hash::Sha512),
            Self::Rs256 => Family::RsaPkcs1(Hash::Sha256),
            Self::Rs384 => Family::RsaPkcs1(Hash::Sha384),
            Self::Rs512 => Family::RsaPkcs1(Hash::Sha512),
            Self::Ps256 => Family::RsaPss(Hash::Sha256),
            Self::Ps384 => Family::RsaPss(Hash::Sha384),
            Self::Ps512 => Family::RsaPss(Hash::Sha512),
            Self::Es256 => Family::Ecdsa(Curve::P256, Hash::Sha256),
            Self::Es384 => Family::Ecdsa(Curve::P384, Hash::Sha384),
            Self::Es512 => Family::Ecdsa(Curve::P521, Hash::Sha512),
            Self::Es256k => Family::Ecdsa(Curve::Secp256k1, Hash::Sha256),
            Self::EdDsa => Family::EdDsa(None),
            Self::Ed25519 => Family::EdDsa(Some(OkpCurve::Ed25519)),
            Self::Ed448 => Family::EdDsa(Some(OkpCurve::Ed448)),
            Self::MlDsa44 | Self::MlDsa65 | Self::MlDsa87 => Family::MlDsa,
        }
    }

    /// How many bytes a signature of it has; none where that depends on the key.
    #[must_use]
    pub fn signature_size(self) -> Option<usize> {
        match self.family() {
            Family::Hmac(hash) => Some(hash.size()),
            Family::RsaPkcs1(_) | Family::RsaPss(_) => None,
            Family::Ecdsa(curve, _) => Some(2 * curve.size()),
            Family::EdDsa(curve) => curve.map(|curve| 2 * curve.size()),
            Family::MlDsa => match self {
                Self::MlDsa44 => Some(2420),
                Self::MlDsa65 => Some(3309),
                _ => Some(4627),
            },
        }
    }

    /// How many bytes an ML-DSA public key has; none for the others.
    #[must_use]
    pub fn ml_dsa_key_size(self) -> Option<usize> {
        match self {
            Self::MlDsa44 => Some(1312),
            Self::MlDsa65 => Some(1952),
            Self::MlDsa87 => Some(2592),
            _ => None,
        }
    }

    /// The key it needs, in words.
    #[must_use]
    pub fn needs(self) -> &'static str {
        match self.family() {
            Family::Hmac(_) => "a shared secret",
            Family::RsaPkcs1(_) | Family::RsaPss(_) => "an RSA key",
            Family::Ecdsa(Curve::P256, _) => "an EC key on P-256",
            Family::Ecdsa(Curve::P384, _) => "an EC key on P-384",
            Family::Ecdsa(Curve::P521, _) => "an EC key on P-521",
            Family::Ecdsa(Curve::Secp256k1, _) => "an EC key on secp256k1",
            Family::EdDsa(Some(OkpCurve::Ed448)) => "an Ed448 key",
            Family::EdDsa(Some(_)) => "an Ed25519 key",
            Family::EdDsa(None) => "an Ed25519 or Ed448 key",
            Family::MlDsa => match self {
                Self::MlDsa44 => "an ML-DSA-44 key",
                Self::MlDsa65 => "an ML-DSA-65 key",
                _ => "an ML-DSA-87 key",
            },
        }
    }
}
