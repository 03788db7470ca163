//! HMAC (RFC 2104), compared in constant time.

use alloc::vec::Vec;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Sha256, Sha384, Sha512};
use subtle::ConstantTimeEq as _;

use super::Failure;
use crate::algorithm::Hash;

/// The authentication code of `message`.
pub(crate) fn mac(hash: Hash, secret: &[u8], message: &[u8]) -> Vec<u8> {
    // A key of any length is taken, so none is refused (RFC 2104 §2); the code of nothing would match nothing.
    macro_rules! code {
        ($digest:ty) => {
            Hmac::<$digest>::new_from_slice(secret)
                .map(|mut mac| {
                    mac.update(message);
                    mac.finalize().into_bytes().to_vec()
                })
                .unwrap_or_default()
        };
    }
    match hash {
        Hash::Sha256 => code!(Sha256),
        Hash::Sha384 => code!(Sha384),
        Hash::Sha512 => code!(Sha512),
    }
}

pub(super) fn verify(
    hash: Hash,
    secret: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), Failure> {
    super::length(signature, hash.size())?;
    let code = mac(hash, secret, message);
    if code.ct_eq(signature).into() {
        return Ok(());
    }
    Err(Failure::Mismatch)
}
