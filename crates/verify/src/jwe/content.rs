//! The content (RFC 7518 §5): AES-CBC with HMAC, AES-GCM, and what was compressed before.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use aes::{Aes128, Aes192, Aes256};
use aes_gcm::aead::consts::U12;
use aes_gcm::aead::{Aead as _, KeyInit as _, Payload};
use aes_gcm::{AesGcm, Nonce};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt as _, KeyIvInit as _};
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use subtle::ConstantTimeEq as _;

use super::read::{Header, Jwe};
use crate::algorithm::Hash;
use crate::check::mac;
use crate::keys::excerpt;
use crate::reason::{Code, Reason};

/// How much compressed content may grow to.
const MAX_INFLATED: usize = 16 << 20;

fn failed(sentence: impl Into<String>) -> Reason {
    Reason::new(Code::DecryptionFailed, sentence)
}

/// How many bytes of key an encryption needs; none for one that is not known.
pub(super) fn key_size(enc: &str) -> Option<usize> {
    Some(match enc {
        "A128GCM" => 16,
        "A192GCM" => 24,
        "A256GCM" | "A128CBC-HS256" => 32,
        "A192CBC-HS384" => 48,
        "A256CBC-HS512" => 64,
        _ => return None,
    })
}

/// Checks the tag and decrypts.
pub(super) fn open(jwe: &Jwe, header: &Header, key: &[u8]) -> Result<Vec<u8>, Reason> {
    let enc = header.enc.as_str();
    let size = key_size(enc).ok_or_else(|| {
        Reason::new(
            Code::EncryptionUnsupported,
            format!("enc \u{201C}{}\u{201D} is not known here.", excerpt(enc)),
        )
    })?;
    if key.len() != size {
        return Err(failed(format!(
            "The content key has {} bytes, and {enc} needs {size}.",
            key.len()
        )));
    }
    let content = match enc {
        "A128CBC-HS256" => cbc(Hash::Sha256, jwe, key)?,
        "A192CBC-HS384" => cbc(Hash::Sha384, jwe, key)?,
        "A256CBC-HS512" => cbc(Hash::Sha512, jwe, key)?,
        _ => gcm(key, &jwe.iv, &jwe.ciphertext, &jwe.tag, &jwe.aad).ok_or_else(|| {
            failed("The authentication tag does not match: another key, or it was changed.")
        })?,
    };
    match header.zip.as_deref() {
        None => Ok(content),
        Some("DEF") => decompress_to_vec_with_limit(&content, MAX_INFLATED).map_err(|_| {
            Reason::new(
                Code::Limit,
                "The content is no DEFLATE stream, or one of more than 16 MB: it was not taken apart.",
            )
        }),
        Some(zip) => Err(Reason::new(
            Code::EncryptionUnsupported,
            format!("zip \u{201C}{}\u{201D} is not known here.", excerpt(zip)),
        )),
    }
}

/// AES-GCM with an initialization vector of 12 bytes and a tag of 16 (RFC 7518 §5.3); none where the tag does not match.
pub(super) fn gcm(
    key: &[u8],
    iv: &[u8],
    ciphertext: &[u8],
    tag: &[u8],
    aad: &[u8],
) -> Option<Vec<u8>> {
    if tag.len() != 16 {
        return None;
    }
    let nonce = Nonce::<U12>::try_from(iv).ok()?;
    let message = [ciphertext, tag].concat();
    let payload = Payload { msg: &message, aad };
    match key.len() {
        16 => AesGcm::<Aes128, U12>::new_from_slice(key)
            .ok()?
            .decrypt(&nonce, payload),
        24 => AesGcm::<Aes192, U12>::new_from_slice(key)
            .ok()?
            .decrypt(&nonce, payload),
        32 => AesGcm::<Aes256, U12>::new_from_slice(key)
            .ok()?
            .decrypt(&nonce, payload),
        _ => return None,
    }
    .ok()
}

/// AES-CBC, then HMAC (RFC 7518 §5.2.2.2): the tag first, and nothing is decrypted that it does not cover.
fn cbc(hash: Hash, jwe: &Jwe, key: &[u8]) -> Result<Vec<u8>, Reason> {
    let (mac_key, key) = key
        .split_at_checked(key.len() / 2)
        .ok_or_else(|| failed("The content key is too short."))?;
    let bits = u64::try_from(jwe.aad.len())
        .unwrap_or(u64::MAX)
        .saturating_mul(8);
    let covered = [
        jwe.aad.as_slice(),
        &jwe.iv,
        &jwe.ciphertext,
        &bits.to_be_bytes(),
    ]
    .concat();
    let code = mac(hash, mac_key, &covered);
    let expected = code.get(..code.len() / 2).unwrap_or_default();
    if !bool::from(expected.ct_eq(&jwe.tag)) {
        return Err(failed(
            "The authentication tag does not match: another key, or it was changed.",
        ));
    }
    macro_rules! open {
        ($cipher:ty) => {
            cbc::Decryptor::<$cipher>::new_from_slices(key, &jwe.iv)
                .ok()
                .and_then(|cipher| cipher.decrypt_padded_vec::<Pkcs7>(&jwe.ciphertext).ok())
        };
    }
    match hash {
        Hash::Sha256 => open!(Aes128),
        Hash::Sha384 => open!(Aes192),
        Hash::Sha512 => open!(Aes256),
    }
    .ok_or_else(|| failed("The initialization vector or the padding is not as AES-CBC has it."))
}
