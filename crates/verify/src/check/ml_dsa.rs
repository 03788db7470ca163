//! ML-DSA (FIPS 204), with the empty context (RFC 9964 §3).

use alloc::vec::Vec;

use ml_dsa::{
    EncodedVerifyingKey, Keypair as _, MlDsa44, MlDsa65, MlDsa87, Signature, SigningKey,
    VerifyingKey,
};

use super::Failure;
use crate::algorithm::Algorithm;

pub(super) fn verify(
    set: Algorithm,
    public: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), Failure> {
    macro_rules! run {
        ($set:ty) => {{
            let key = EncodedVerifyingKey::<$set>::try_from(public)
                .map_err(|_| Failure::KeyUnusable("it is not as long as its algorithm has them"))?;
            let key = VerifyingKey::<$set>::decode(&key);
            super::length(signature, set.signature_size().unwrap_or(0))?;
            let signature =
                Signature::<$set>::try_from(signature).map_err(|_| Failure::Mismatch)?;
            key.verify_with_context(message, &[], &signature)
        }};
    }
    let holds = match set {
        Algorithm::MlDsa44 => run!(MlDsa44),
        Algorithm::MlDsa65 => run!(MlDsa65),
        Algorithm::MlDsa87 => run!(MlDsa87),
        _ => return Err(Failure::KeyType),
    };
    if holds {
        Ok(())
    } else {
        Err(Failure::Mismatch)
    }
}

/// The public key of a seed (FIPS 204 §5.1: the private key in its short form).
pub(crate) fn public_of_seed(set: Algorithm, seed: &[u8]) -> Option<Vec<u8>> {
    let seed: [u8; 32] = seed.try_into().ok()?;
    macro_rules! run {
        ($set:ty) => {
            SigningKey::<$set>::from_seed(&seed.into())
                .verifying_key()
                .encode()
                .to_vec()
        };
    }
    Some(match set {
        Algorithm::MlDsa44 => run!(MlDsa44),
        Algorithm::MlDsa65 => run!(MlDsa65),
        Algorithm::MlDsa87 => run!(MlDsa87),
        _ => return None,
    })
}
