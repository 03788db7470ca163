//! One signature under one key: bytes in, yes or no out. Nothing here knows of tokens.

mod ecdsa;
mod eddsa;
mod hmac;
mod ml_dsa;
mod rsa;

pub(crate) use self::ecdsa::{padded, public_of_scalar, public_point, raw_from_der};
pub(crate) use self::eddsa::{ed448_public, ed25519_public, x25519_public};
pub(crate) use self::hmac::mac;
pub(crate) use self::ml_dsa::public_of_seed as ml_dsa_public;
pub(crate) use self::rsa::{bits as rsa_bits, digest};

use crate::algorithm::{Algorithm, Family, OkpCurve};
use crate::keys::Material;

/// Why a signature does not verify.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Failure {
    /// The key is not of the type that the algorithm needs.
    KeyType,
    /// The key is none: a point off its curve, an even modulus, numbers beyond what is computed with.
    KeyUnusable(&'static str),
    /// The signature has a length that the algorithm does not give with this key.
    Length {
        /// How many bytes there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// The signature is another one.
    Mismatch,
}

/// Checks `signature` over `message` with `algorithm` and the public or shared key in `material`.
///
/// # Errors
///
/// Says why it does not verify.
pub fn check(
    algorithm: Algorithm,
    material: &Material,
    message: &[u8],
    signature: &[u8],
) -> Result<(), Failure> {
    match (algorithm.family(), material) {
        (Family::Hmac(hash), Material::Secret(secret)) => {
            hmac::verify(hash, secret.expose(), message, signature)
        }
        (Family::RsaPkcs1(hash), Material::Rsa { n, e }) => {
            rsa::pkcs1(hash, n, e, message, signature)
        }
        (Family::RsaPss(hash), Material::Rsa { n, e }) => rsa::pss(hash, n, e, message, signature),
        (Family::Ecdsa(needed, hash), Material::Ec { curve, x, y }) if *curve == needed => {
            ecdsa::verify(needed, hash, x, y, message, signature)
        }
        (Family::EdDsa(needed), Material::Okp { curve, x })
            if needed.is_none_or(|needed| needed == *curve) =>
        {
            match curve {
                OkpCurve::Ed25519 => eddsa::ed25519(x, message, signature),
                OkpCurve::Ed448 => eddsa::ed448(x, message, signature),
                OkpCurve::X25519 | OkpCurve::X448 => Err(Failure::KeyType),
            }
        }
        (Family::MlDsa, Material::MlDsa { set, public }) if *set == algorithm => {
            ml_dsa::verify(algorithm, public, message, signature)
        }
        _ => Err(Failure::KeyType),
    }
}

/// Whether a key of that material is of the type that `algorithm` needs.
pub(crate) fn fits(algorithm: Algorithm, material: &Material) -> bool {
    match (algorithm.family(), material) {
        (Family::Hmac(_), Material::Secret(_))
        | (Family::RsaPkcs1(_) | Family::RsaPss(_), Material::Rsa { .. }) => true,
        (Family::Ecdsa(needed, _), Material::Ec { curve, .. }) => *curve == needed,
        (Family::EdDsa(needed), Material::Okp { curve, .. }) => {
            matches!(curve, OkpCurve::Ed25519 | OkpCurve::Ed448)
                && needed.is_none_or(|needed| needed == *curve)
        }
        (Family::MlDsa, Material::MlDsa { set, .. }) => *set == algorithm,
        _ => false,
    }
}

/// Whether there are as many bytes as there should be.
fn length(signature: &[u8], expected: usize) -> Result<(), Failure> {
    if signature.len() == expected {
        return Ok(());
    }
    Err(Failure::Length {
        found: signature.len(),
        expected,
    })
}
