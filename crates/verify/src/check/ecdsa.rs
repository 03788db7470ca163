//! ECDSA (FIPS 186-5 §6): R and S one after the other, each as long as a coordinate (RFC 7518 §3.4).

use alloc::vec;
use alloc::vec::Vec;

use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
use p256::elliptic_curve::sec1::ToSec1Point as _;

use super::Failure;
use super::rsa::digest;
use crate::algorithm::{Curve, Hash};

/// The point as SEC 1 writes it (§2.3.3), not compressed.
fn point(x: &[u8], y: &[u8]) -> Vec<u8> {
    let mut point = vec![4];
    point.extend_from_slice(x);
    point.extend_from_slice(y);
    point
}

/// `$made` with the crate of a curve: each curve has types of its own there.
macro_rules! with_crate_of {
    ($curve:expr, $made:ident) => {
        match $curve {
            Curve::P256 => $made!(p256),
            Curve::P384 => $made!(p384),
            Curve::P521 => $made!(p521),
            Curve::Secp256k1 => $made!(k256),
        }
    };
}

/// The coordinates of a point as SEC 1 writes it, compressed or not; none where it lies off the curve.
pub(crate) fn public_point(curve: Curve, sec1: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    macro_rules! point {
        ($curve:ident) => {{
            let key = $curve::PublicKey::from_sec1_bytes(sec1).ok()?;
            key.to_sec1_point(false).as_bytes().to_vec()
        }};
    }
    let point = with_crate_of!(curve, point);
    halves(point.get(1..)?)
}

/// The public point of a private scalar.
pub(crate) fn public_of_scalar(curve: Curve, scalar: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    macro_rules! point {
        ($curve:ident) => {{
            let key = $curve::SecretKey::from_slice(scalar).ok()?;
            key.public_key().to_sec1_point(false).as_bytes().to_vec()
        }};
    }
    let point = with_crate_of!(curve, point);
    halves(point.get(1..)?)
}

fn halves(bytes: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let (x, y) = bytes.split_at_checked(bytes.len() / 2)?;
    Some((x.to_vec(), y.to_vec()))
}

pub(super) fn verify(
    curve: Curve,
    hash: Hash,
    x: &[u8],
    y: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), Failure> {
    let point = point(x, y);
    let digest = digest(hash, message);
    macro_rules! run {
        ($curve:ident) => {{
            let key = $curve::ecdsa::VerifyingKey::from_sec1_bytes(&point)
                .map_err(|_| Failure::KeyUnusable("its point does not lie on its curve"))?;
            super::length(signature, 2 * curve.size())?;
            let signature =
                $curve::ecdsa::Signature::from_slice(signature).map_err(|_| Failure::Mismatch)?;
            (key, signature)
        }};
    }
    match curve {
        Curve::P256 => {
            let (key, signature) = run!(p256);
            key.verify_prehash(&digest, &signature)
        }
        Curve::P384 => {
            let (key, signature) = run!(p384);
            key.verify_prehash(&digest, &signature)
        }
        Curve::P521 => {
            let (key, signature) = run!(p521);
            key.verify_prehash(&digest, &signature)
        }
        Curve::Secp256k1 => {
            let (key, signature) = run!(k256);
            // The crate takes the lower of the two values of S only, as Bitcoin does. JOSE takes both.
            key.verify_prehash(&digest, &signature.normalize_s())
        }
    }
    .map_err(|_| Failure::Mismatch)
}

/// R and S out of an ASN.1 SEQUENCE of two INTEGERs, as other protocols write them.
pub(crate) fn raw_from_der(der: &[u8], curve: Curve) -> Option<Vec<u8>> {
    let mut reader = crate::keys::der::Reader::new(der);
    let mut sequence = reader.sequence().ok()?;
    let (r, s) = (sequence.unsigned().ok()?, sequence.unsigned().ok()?);
    if !sequence.is_empty() || !reader.is_empty() {
        return None;
    }
    let mut raw = padded(r, curve.size())?;
    raw.extend(padded(s, curve.size())?);
    Some(raw)
}

/// A number with zeros before it up to that length; none if it is longer.
pub(crate) fn padded(number: &[u8], size: usize) -> Option<Vec<u8>> {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let digits = number.get(zeros..)?;
    let mut bytes = vec![0; size.checked_sub(digits.len())?];
    bytes.extend_from_slice(digits);
    Some(bytes)
}
