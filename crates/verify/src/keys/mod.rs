//! Keys, in every form people have them.

mod asn1;
pub(crate) mod der;
mod jwk;
mod pem;
mod read;
mod reading;
pub mod rules;
mod ssh;
mod strength;
pub(crate) mod text;
mod thumbprint;
mod x509;

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use claimlens_core::is_turning;
use claimlens_core::report::Finding;
use serde::Serialize;

pub(crate) use self::asn1::read as read_der;
pub(crate) use self::jwk::from_value as jwk_from_value;
pub use self::read::read_keys;
pub(crate) use self::read::{is_mixed, is_public_key};
pub use self::reading::SecretReading;
pub(crate) use self::strength::{is_odd_exponent, is_roca};
pub use self::x509::Certificate;
use crate::algorithm::{Algorithm, Curve, OkpCurve};
use crate::check;
use crate::outcome::KeySummary;
use crate::policy;
use crate::secret::Secret;

/// The form in which a key was given.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// SubjectPublicKeyInfo.
    Spki,
    /// RSAPublicKey.
    Pkcs1,
    /// A certificate.
    Certificate,
    /// RSAPrivateKey.
    Pkcs1Private,
    /// PrivateKeyInfo.
    Pkcs8,
    /// ECPrivateKey.
    Sec1,
    /// A JWK.
    Jwk,
    /// An OpenSSH public key.
    OpenSsh,
    /// A shared secret.
    Secret(SecretReading),
    /// It was recognised, and could not be read.
    Unreadable,
}

impl Form {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Spki => "public key (SPKI)",
            Self::Pkcs1 => "RSA public key (PKCS #1)",
            Self::Certificate => "X.509 certificate",
            Self::Pkcs1Private => "RSA private key (PKCS #1)",
            Self::Pkcs8 => "private key (PKCS #8)",
            Self::Sec1 => "EC private key (SEC 1)",
            Self::Jwk => "JWK",
            Self::OpenSsh => "OpenSSH public key",
            Self::Secret(SecretReading::Text) => "secret, as text",
            Self::Secret(SecretReading::Trimmed) => "secret, without the white space at its ends",
            Self::Secret(SecretReading::Unquoted) => "secret, without the quotes around it",
            Self::Secret(SecretReading::LineBreak) => "secret, with a line break after it",
            Self::Secret(SecretReading::Base64) => "secret, as base64",
            Self::Secret(SecretReading::Base64url) => "secret, as base64url",
            Self::Secret(SecretReading::Hex) => "secret, as hexadecimal",
            Self::Secret(SecretReading::Verbatim) => "secret, as it stands",
            Self::Unreadable => "could not be read",
        }
    }
}

/// What a signature is checked with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Material {
    /// An RSA public key: modulus and exponent, highest byte first.
    Rsa {
        /// The modulus.
        n: Vec<u8>,
        /// The exponent.
        e: Vec<u8>,
    },
    /// A point on a curve, each coordinate as long as the curve has them.
    Ec {
        /// The curve.
        curve: Curve,
        /// Its first coordinate.
        x: Vec<u8>,
        /// Its second coordinate.
        y: Vec<u8>,
    },
    /// A key of type OKP.
    Okp {
        /// The curve.
        curve: OkpCurve,
        /// The public key.
        x: Vec<u8>,
    },
    /// An ML-DSA public key.
    MlDsa {
        /// The parameter set.
        set: Algorithm,
        /// The public key.
        public: Vec<u8>,
    },
    /// A shared secret.
    Secret(Secret),
    /// Something that was meant as a key and could not be read.
    Unusable {
        /// Why, in a phrase.
        why: String,
    },
}

impl Material {
    /// Whether it is a public key, which is no secret to anyone.
    #[must_use]
    pub fn is_public(&self) -> bool {
        matches!(
            self,
            Self::Rsa { .. } | Self::Ec { .. } | Self::Okp { .. } | Self::MlDsa { .. }
        )
    }

    /// In words: `RSA, 2048 bits`.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Rsa { n, .. } => format!("RSA, {} bits", check::rsa_bits(n)),
            Self::Ec { curve, .. } => format!("EC, {}", curve.name()),
            Self::Okp { curve, .. } => format!("OKP, {}", curve.name()),
            Self::MlDsa { set, .. } => set.name().to_string(),
            Self::Secret(secret) => format!("shared secret, {} bytes", secret.len()),
            Self::Unusable { why } => format!("not usable: {why}"),
        }
    }
}

/// The private half, which decryption alone needs.
#[derive(Clone, Debug)]
pub(crate) enum Private {
    /// The private exponent, and the primes where they are there.
    Rsa { d: Secret, primes: Vec<Secret> },
    /// A scalar, or a seed.
    Scalar(Secret),
}

/// One key.
#[derive(Clone, Debug)]
pub struct Key {
    /// What a signature is checked with.
    pub material: Material,
    /// The form it was given in.
    pub form: Form,
    /// Its name.
    pub kid: Option<String>,
    /// The algorithm it says it is for.
    pub alg: Option<String>,
    /// What it says it is used for: `sig`, `enc`.
    pub usage: Option<String>,
    /// The operations it says it may do.
    pub operations: Option<Vec<String>>,
    /// Which JWK Set it stood in, of several.
    pub set: Option<usize>,
    /// What a certificate says of it.
    pub certificate: Option<Certificate>,
    /// What is against the standard in the way it is written: phrases.
    pub malformed: Vec<String>,
    pub(crate) private: Option<Private>,
}

impl Key {
    pub(crate) fn new(material: Material, form: Form) -> Self {
        Self {
            material,
            form,
            kid: None,
            alg: None,
            usage: None,
            operations: None,
            set: None,
            certificate: None,
            malformed: Vec::new(),
            private: None,
        }
    }

    pub(crate) fn unusable(why: impl Into<String>) -> Self {
        Self::new(Material::Unusable { why: why.into() }, Form::Unreadable)
    }

    /// Whether the private half was given too.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.private.is_some()
    }

    /// Its JWK Thumbprint with SHA-256 (RFC 7638), as base64url; none for a secret or what is no key.
    #[must_use]
    pub fn thumbprint(&self) -> Option<String> {
        thumbprint::of(&self.material)
    }

    /// For people to recognise it by.
    #[must_use]
    pub fn summary(&self) -> KeySummary {
        KeySummary {
            what: self.material.words(),
            form: self.form.words(),
            kid: self.kid.clone(),
            thumbprint: self.thumbprint(),
            alg: self.alg.clone(),
            usage: self.usage.clone(),
            private: self.is_private(),
            secret: matches!(self.material, Material::Secret(_)),
            usable: !matches!(self.material, Material::Unusable { .. }),
            certificate: self.certificate.clone(),
        }
    }

    /// To name it in a sentence: `the RSA key “a”`.
    pub(crate) fn named(&self) -> String {
        match &self.kid {
            Some(kid) => format!(
                "the key \u{201C}{}\u{201D} ({})",
                excerpt(kid),
                self.material.words()
            ),
            None => format!("the key ({})", self.material.words()),
        }
    }
}

/// A text that keys were read from.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// As it was given.
    pub(crate) text: Secret,
    /// How it was read, where it has no form of a key.
    pub(crate) reading: Option<SecretReading>,
}

/// Every key that was given, and what is to be said about them.
#[derive(Clone, Debug, Default)]
pub struct KeySet {
    /// The keys, in the order they were given.
    pub keys: Vec<Key>,
    /// What is to be said about them.
    pub findings: Vec<Finding>,
    /// How many JWK Sets they came in.
    pub(crate) sets: usize,
    /// What was given, as it was given: somebody may have signed with that.
    pub(crate) given: Vec<Given>,
}

impl KeySet {
    /// Whether nothing was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// What the dates of its certificates say at that moment. Time is no verdict here; it is told.
    #[must_use]
    pub fn dates(&self, now: i64) -> Vec<Finding> {
        policy::certificate_dates(self, now)
    }

    /// Adds the keys of another reading.
    pub fn add(&mut self, other: Self) {
        let sets = self.sets;
        self.keys.extend(other.keys.into_iter().map(|mut key| {
            key.set = key.set.map(|set| set + sets);
            key
        }));
        self.sets += other.sets;
        self.findings.extend(other.findings);
        self.given.extend(other.given);
    }
}

/// At most sixty characters of a name that somebody else chose, none of which turns the sentence around it.
pub(crate) fn excerpt(text: &str) -> String {
    let mut out: String = text
        .chars()
        .map(|c| {
            if c.is_control() || is_turning(c) {
                '\u{FFFD}'
            } else {
                c
            }
        })
        .take(60)
        .collect();
    if text.chars().nth(60).is_some() {
        out.push('\u{2026}');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn a_name_in_a_sentence_is_short_and_turns_nothing_around() {
        assert_eq!(excerpt("2026-1"), "2026-1");
        assert_eq!(
            excerpt("a\u{202e}b\nc\u{2069}"),
            "a\u{FFFD}b\u{FFFD}c\u{FFFD}"
        );
        assert_eq!(excerpt(&"é".repeat(61)).chars().count(), 61);
    }
}
