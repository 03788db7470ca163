//! Keys in DER: SubjectPublicKeyInfo, PKCS #1, PKCS #8, SEC 1, and certificates, told apart by their structure.

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::der::{BIT_STRING, Fault, INTEGER, OCTET_STRING, OID, Reader, SEQUENCE};
use super::x509;
use super::{Certificate, Material, Private};
use crate::algorithm::{Algorithm, Curve, OkpCurve};
use crate::check;
use crate::secret::Secret;

/// Which structure it was.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Structure {
    Spki,
    Pkcs1,
    Pkcs1Private,
    Pkcs8,
    Sec1,
    Certificate,
}

/// What was read.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) structure: Structure,
    pub(crate) material: Material,
    pub(crate) private: Option<Private>,
    pub(crate) certificate: Option<Certificate>,
}

impl Parsed {
    fn public(structure: Structure, material: Material) -> Self {
        Self {
            structure,
            material,
            private: None,
            certificate: None,
        }
    }
}

/// Why bytes are no key.
#[derive(Debug)]
pub(crate) enum NoKey {
    /// They are nothing like one.
    Unknown,
    /// They begin like one, and then: a sentence.
    Broken(String),
}

fn broken(why: &str) -> NoKey {
    NoKey::Broken(why.to_string())
}

impl From<Fault> for NoKey {
    fn from(fault: Fault) -> Self {
        broken(match fault {
            Fault::Truncated => "it ends before its own lengths say: it is cut off",
            Fault::Tag => "it is not built as a key is",
            Fault::Length => "it holds a length that DER does not have",
        })
    }
}

/// Reads a key in DER.
pub(crate) fn read(der: &[u8]) -> Result<Parsed, NoKey> {
    let mut outer = Reader::new(der);
    if outer.peek() != Some(SEQUENCE) {
        return Err(NoKey::Unknown);
    }
    let body = outer.sequence()?;
    if !outer.is_empty() {
        return Err(broken("something stands after its end"));
    }
    match body.peek() {
        Some(INTEGER) => numbered(body),
        Some(SEQUENCE) => {
            let mut inside = body;
            let first = inside.sequence()?;
            match (first.peek(), inside.peek()) {
                (Some(OID), Some(BIT_STRING)) => {
                    spki(body).map(|material| Parsed::public(Structure::Spki, material))
                }
                (Some(OID), Some(OCTET_STRING)) => Err(broken(
                    "it is a private key under a passphrase, which is not taken off here",
                )),
                (Some(INTEGER | 0xA0), Some(SEQUENCE)) => certificate(first),
                _ => Err(NoKey::Unknown),
            }
        }
        _ => Err(NoKey::Unknown),
    }
}

/// PKCS #1, PKCS #8 and SEC 1 all begin with a number.
fn numbered(mut body: Reader<'_>) -> Result<Parsed, NoKey> {
    let first = body.unsigned()?;
    match body.peek() {
        Some(INTEGER) => {
            let second = body.unsigned()?;
            if body.is_empty() {
                return Ok(Parsed::public(Structure::Pkcs1, rsa(first, second)));
            }
            rsa_private(second, body)
        }
        Some(SEQUENCE) => pkcs8(body),
        Some(OCTET_STRING) => sec1(body, None, Structure::Sec1),
        _ => Err(NoKey::Unknown),
    }
}

fn rsa(n: &[u8], e: &[u8]) -> Material {
    Material::Rsa {
        n: n.to_vec(),
        e: e.to_vec(),
    }
}

/// RSAPrivateKey (RFC 8017 appendix A.1.2), behind its version and modulus.
fn rsa_private(n: &[u8], mut rest: Reader<'_>) -> Result<Parsed, NoKey> {
    let e = rest.unsigned()?;
    let d = rest.unsigned()?;
    let p = rest.unsigned()?;
    let q = rest.unsigned()?;
    Ok(Parsed {
        structure: Structure::Pkcs1Private,
        material: rsa(n, e),
        private: Some(Private::Rsa {
            d: Secret::new(d.to_vec()),
            primes: Vec::from([Secret::new(p.to_vec()), Secret::new(q.to_vec())]),
        }),
        certificate: None,
    })
}

/// What an AlgorithmIdentifier says a key is.
enum Kind {
    Rsa,
    Ec(Curve),
    Okp(OkpCurve),
    MlDsa(Algorithm),
}

fn kind(mut identifier: Reader<'_>) -> Result<Kind, NoKey> {
    let oid = identifier.element(OID)?;
    Ok(match oid {
        // 1.2.840.113549.1.1.1 and .10: rsaEncryption, and RSASSA-PSS keys.
        [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1 | 10] => Kind::Rsa,
        // 1.2.840.10045.2.1
        [0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1] => {
            let named = identifier
                .optional(OID)?
                .ok_or_else(|| broken("its curve is given by numbers and not by name"))?;
            Kind::Ec(curve(named)?)
        }
        // 1.3.101.110 to .113
        [0x2B, 0x65, 0x6E] => Kind::Okp(OkpCurve::X25519),
        [0x2B, 0x65, 0x6F] => Kind::Okp(OkpCurve::X448),
        [0x2B, 0x65, 0x70] => Kind::Okp(OkpCurve::Ed25519),
        [0x2B, 0x65, 0x71] => Kind::Okp(OkpCurve::Ed448),
        // 2.16.840.1.101.3.4.3.17 to .19
        [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 0x11] => Kind::MlDsa(Algorithm::MlDsa44),
        [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 0x12] => Kind::MlDsa(Algorithm::MlDsa65),
        [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 0x13] => Kind::MlDsa(Algorithm::MlDsa87),
        _ => return Err(broken("its type is none that JOSE has")),
    })
}

fn curve(oid: &[u8]) -> Result<Curve, NoKey> {
    Ok(match oid {
        // 1.2.840.10045.3.1.7, 1.3.132.0.34, .35, .10
        [0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7] => Curve::P256,
        [0x2B, 0x81, 4, 0, 0x22] => Curve::P384,
        [0x2B, 0x81, 4, 0, 0x23] => Curve::P521,
        [0x2B, 0x81, 4, 0, 0x0A] => Curve::Secp256k1,
        _ => return Err(broken("its curve is none that JOSE has")),
    })
}

/// SubjectPublicKeyInfo (RFC 5280 §4.1).
fn spki(mut body: Reader<'_>) -> Result<Material, NoKey> {
    let kind = kind(body.sequence()?)?;
    let bytes = body.bit_string()?;
    match kind {
        Kind::Rsa => {
            let mut key = Reader::new(bytes).sequence()?;
            Ok(rsa(key.unsigned()?, key.unsigned()?))
        }
        Kind::Ec(curve) => {
            let (x, y) = check::public_point(curve, bytes)
                .ok_or_else(|| broken("its point does not lie on its curve"))?;
            Ok(Material::Ec { curve, x, y })
        }
        Kind::Okp(curve) if bytes.len() == curve.size() => Ok(Material::Okp {
            curve,
            x: bytes.to_vec(),
        }),
        Kind::MlDsa(set) if Some(bytes.len()) == set.ml_dsa_key_size() => Ok(Material::MlDsa {
            set,
            public: bytes.to_vec(),
        }),
        Kind::Okp(_) | Kind::MlDsa(_) => Err(broken("it is not as long as its type has them")),
    }
}

/// PrivateKeyInfo (RFC 5208, RFC 5958), behind its version.
fn pkcs8(mut body: Reader<'_>) -> Result<Parsed, NoKey> {
    let kind = kind(body.sequence()?)?;
    let bytes = body.element(OCTET_STRING)?;
    let mut inside = Reader::new(bytes);
    let mut parsed = match kind {
        Kind::Rsa => {
            let mut key = inside.sequence()?;
            key.unsigned()?;
            let n = key.unsigned()?;
            rsa_private(n, key)?
        }
        Kind::Ec(curve) => {
            let mut key = inside.sequence()?;
            key.unsigned()?;
            sec1(key, Some(curve), Structure::Pkcs8)?
        }
        Kind::Okp(curve) => okp_private(curve, inside.element(OCTET_STRING)?)?,
        Kind::MlDsa(set) => ml_dsa_private(set, inside)?,
    };
    parsed.structure = Structure::Pkcs8;
    Ok(parsed)
}

/// ECPrivateKey (RFC 5915 §3), behind its version.
fn sec1(mut body: Reader<'_>, known: Option<Curve>, structure: Structure) -> Result<Parsed, NoKey> {
    let scalar = body.element(OCTET_STRING)?;
    let named = match body.optional(0xA0)? {
        Some(parameters) => Some(curve(Reader::new(parameters).element(OID)?)?),
        None => None,
    };
    let curve = known
        .or(named)
        .ok_or_else(|| broken("it does not say which curve it is on"))?;
    // Derived rather than taken from beside it: the two could differ.
    let (x, y) = check::public_of_scalar(curve, scalar)
        .ok_or_else(|| broken("its number is not one of its curve"))?;
    Ok(Parsed {
        structure,
        material: Material::Ec { curve, x, y },
        private: Some(Private::Scalar(Secret::new(scalar.to_vec()))),
        certificate: None,
    })
}

fn okp_private(curve: OkpCurve, bytes: &[u8]) -> Result<Parsed, NoKey> {
    let public = match curve {
        OkpCurve::Ed25519 => check::ed25519_public(bytes),
        OkpCurve::Ed448 => check::ed448_public(bytes),
        OkpCurve::X25519 => check::x25519_public(bytes),
        OkpCurve::X448 => return Err(broken("private keys on X448 are not read here")),
    };
    let x = public.ok_or_else(|| broken("it is not as long as its type has them"))?;
    Ok(Parsed {
        structure: Structure::Pkcs8,
        material: Material::Okp { curve, x },
        private: Some(Private::Scalar(Secret::new(bytes.to_vec()))),
        certificate: None,
    })
}

/// ML-DSA-PrivateKey (RFC 9881 §6): the seed, by itself or with the long form beside it.
fn ml_dsa_private(set: Algorithm, mut inside: Reader<'_>) -> Result<Parsed, NoKey> {
    let seed = match inside.any()? {
        (0x80, seed) => seed,
        (SEQUENCE, both) => Reader::new(both).element(OCTET_STRING)?,
        _ => {
            return Err(broken(
                "it holds the long form of the key without its seed, which is not read here",
            ));
        }
    };
    let public = check::ml_dsa_public(set, seed)
        .ok_or_else(|| broken("its seed is not as long as seeds are"))?;
    Ok(Parsed {
        structure: Structure::Pkcs8,
        material: Material::MlDsa { set, public },
        private: Some(Private::Scalar(Secret::new(seed.to_vec()))),
        certificate: None,
    })
}

/// A certificate (RFC 5280 §4.1), from its signed part on.
fn certificate(signed: Reader<'_>) -> Result<Parsed, NoKey> {
    let (certificate, info) = x509::read(signed)?;
    Ok(Parsed {
        structure: Structure::Certificate,
        material: spki(info)?,
        private: None,
        certificate: Some(certificate),
    })
}
