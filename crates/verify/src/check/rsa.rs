//! RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 8017 §8).

use alloc::vec::Vec;

use rsa::{BoxedUint, Pkcs1v15Sign, Pss, RsaPublicKey};
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::Failure;
use crate::algorithm::Hash;

/// The largest modulus that is computed with: four times what anyone uses, and still done in a second.
const MAX_MODULUS_BITS: usize = 16_384;

/// The largest exponent. Larger ones are legal up to the modulus, and nobody's: they would only cost time.
const MAX_EXPONENT_BYTES: usize = 8;

/// The digest of a message.
pub(crate) fn digest(hash: Hash, message: &[u8]) -> Vec<u8> {
    match hash {
        Hash::Sha256 => Sha256::digest(message).to_vec(),
        Hash::Sha384 => Sha384::digest(message).to_vec(),
        Hash::Sha512 => Sha512::digest(message).to_vec(),
    }
}

/// How many bits a number has, written with its highest byte first.
pub(crate) fn bits(number: &[u8]) -> usize {
    let mut rest = number.iter().skip_while(|byte| **byte == 0);
    let Some(first) = rest.next() else {
        return 0;
    };
    let zeros = usize::try_from(first.leading_zeros()).unwrap_or(0);
    8usize.saturating_sub(zeros) + rest.count() * 8
}

/// The key, if its numbers can be computed with and the signature is as long as its modulus. Exponents that are 1 or
/// small are taken: whether such a key may be used is a matter of policy.
fn key(n: &[u8], e: &[u8], signature: &[u8]) -> Result<RsaPublicKey, Failure> {
    let size = bits(n);
    if size > MAX_MODULUS_BITS {
        return Err(Failure::KeyUnusable("its modulus has more than 16384 bits"));
    }
    if size < 256 {
        return Err(Failure::KeyUnusable("its modulus has fewer than 256 bits"));
    }
    if n.last().is_none_or(|byte| byte.is_multiple_of(2)) {
        return Err(Failure::KeyUnusable("its modulus is even"));
    }
    if bits(e) == 0 {
        return Err(Failure::KeyUnusable("its exponent is 0"));
    }
    if bits(e) > 8 * MAX_EXPONENT_BYTES {
        return Err(Failure::KeyUnusable("its exponent has more than 64 bits"));
    }
    let number = |bytes: &[u8]| {
        let bits = u32::try_from(bytes.len().saturating_mul(8)).unwrap_or(u32::MAX);
        BoxedUint::from_be_slice(bytes, bits)
            .map_err(|_| Failure::KeyUnusable("its numbers cannot be read"))
    };
    let key = RsaPublicKey::new_unchecked(number(n)?, number(e)?);
    super::length(signature, size.div_ceil(8))?;
    Ok(key)
}

pub(super) fn pkcs1(
    hash: Hash,
    n: &[u8],
    e: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), Failure> {
    let key = key(n, e, signature)?;
    let scheme = match hash {
        Hash::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
        Hash::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
        Hash::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
    };
    key.verify(scheme, &digest(hash, message), signature)
        .map_err(|_| Failure::Mismatch)
}

/// The salt is as long as the digest, as JOSE wants it (RFC 7518 §3.5).
pub(super) fn pss(
    hash: Hash,
    n: &[u8],
    e: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), Failure> {
    let key = key(n, e, signature)?;
    let digest = digest(hash, message);
    match hash {
        Hash::Sha256 => key.verify(Pss::<Sha256>::new(), &digest, signature),
        Hash::Sha384 => key.verify(Pss::<Sha384>::new(), &digest, signature),
        Hash::Sha512 => key.verify(Pss::<Sha512>::new(), &digest, signature),
    }
    .map_err(|_| Failure::Mismatch)
}
