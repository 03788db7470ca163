//! EdDSA (RFC 8032): Ed25519 and Ed448, without a context.

use alloc::vec::Vec;

use super::Failure;

const OFF_CURVE: Failure = Failure::KeyUnusable("its bytes are no point of its curve");

/// Strict: keys of small order, for which one signature fits many messages, verify nothing.
pub(super) fn ed25519(x: &[u8], message: &[u8], signature: &[u8]) -> Result<(), Failure> {
    let bytes: &[u8; 32] = x.try_into().map_err(|_| OFF_CURVE)?;
    let key = ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| OFF_CURVE)?;
    super::length(signature, 64)?;
    let signature =
        ed25519_dalek::Signature::from_slice(signature).map_err(|_| Failure::Mismatch)?;
    key.verify_strict(message, &signature)
        .map_err(|_| Failure::Mismatch)
}

pub(super) fn ed448(x: &[u8], message: &[u8], signature: &[u8]) -> Result<(), Failure> {
    let bytes: [u8; 57] = x.try_into().map_err(|_| OFF_CURVE)?;
    let key = ed448_goldilocks::VerifyingKey::from_bytes(&bytes).map_err(|_| OFF_CURVE)?;
    super::length(signature, 114)?;
    // The crate passes over the seven bits of a point that must be zero (RFC 8032 §5.2.2), and then as
    // many signatures fit one message.
    if x.last().is_none_or(|byte| byte & 0x7F != 0) {
        return Err(OFF_CURVE);
    }
    if signature.get(56).is_none_or(|byte| byte & 0x7F != 0) || signature.last() != Some(&0) {
        return Err(Failure::Mismatch);
    }
    let signature =
        ed448_goldilocks::Signature::from_slice(signature).map_err(|_| Failure::Mismatch)?;
    key.verify_raw(&signature, message)
        .map_err(|_| Failure::Mismatch)
}

/// The public key of a private one.
pub(crate) fn ed25519_public(seed: &[u8]) -> Option<Vec<u8>> {
    let seed: &[u8; 32] = seed.try_into().ok()?;
    let key = ed25519_dalek::SigningKey::from_bytes(seed);
    Some(key.verifying_key().to_bytes().to_vec())
}

/// The public key of a private one.
pub(crate) fn ed448_public(seed: &[u8]) -> Option<Vec<u8>> {
    let key = ed448_goldilocks::SigningKey::try_from(seed).ok()?;
    Some(key.verifying_key().to_bytes().to_vec())
}

/// The public key of a private one.
pub(crate) fn x25519_public(scalar: &[u8]) -> Option<Vec<u8>> {
    let scalar: [u8; 32] = scalar.try_into().ok()?;
    let secret = x25519_dalek::StaticSecret::from(scalar);
    Some(x25519_dalek::PublicKey::from(&secret).as_bytes().to_vec())
}
