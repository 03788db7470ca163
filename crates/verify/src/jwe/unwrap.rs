//! From a recipient's encrypted key and the key that was given to the content key (RFC 7518 §4).

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use aes::cipher::KeyInit as _;
use aes_kw::{KwAes128, KwAes192, KwAes256};
use pbkdf2::pbkdf2_hmac;
use rsa::{BoxedUint, Oaep, Pkcs1v15Encrypt, RsaPrivateKey};
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::content::{gcm, key_size};
use super::read::{Header, Recipient};
use crate::algorithm::{Curve, OkpCurve};
use crate::check::rsa_bits;
use crate::keys::{Key, Material, Private, excerpt};
use crate::reason::{Code, Reason};
use crate::secret::Secret;

/// How many rounds of PBKDF2 are done: more than anyone asks for who means well, and done in seconds.
const MAX_ROUNDS: u64 = 2_000_000;

/// The largest RSA key that is decrypted with: beyond it one try takes many seconds.
const MAX_RSA_BITS: usize = 8192;

fn failed(sentence: impl Into<String>) -> Reason {
    Reason::new(Code::DecryptionFailed, sentence)
}

fn unsupported(sentence: impl Into<String>) -> Reason {
    Reason::new(Code::EncryptionUnsupported, sentence)
}

/// The key that an algorithm needs, in words.
pub(super) fn needs(alg: &str) -> &'static str {
    if alg.starts_with("RSA") {
        "the RSA private key"
    } else if alg.starts_with("ECDH") {
        "the private key on the curve of epk"
    } else if alg.starts_with("PBES2") {
        "the password"
    } else {
        "the shared secret"
    }
}

/// Whether a key is of the kind that an algorithm needs.
pub(super) fn fits(alg: &str, key: &Key) -> bool {
    match (&key.material, &key.private) {
        (Material::Rsa { .. }, Some(_)) => alg.starts_with("RSA"),
        (Material::Ec { .. }, Some(_)) => alg.starts_with("ECDH"),
        (Material::Okp { curve, .. }, Some(_)) => {
            alg.starts_with("ECDH") && *curve == OkpCurve::X25519
        }
        (Material::Secret(_), _) => !alg.starts_with("RSA") && !alg.starts_with("ECDH"),
        _ => false,
    }
}

/// What may still be spent on one token.
#[derive(Debug)]
pub(super) struct Budget {
    rounds: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            rounds: 2 * MAX_ROUNDS,
        }
    }
}

/// The content key.
pub(super) fn content_key(
    recipient: &Recipient,
    key: &Key,
    budget: &mut Budget,
) -> Result<Secret, Reason> {
    let header = &recipient.header;
    let alg = header.alg.as_str();
    let wrapped = recipient.encrypted_key.as_slice();
    match alg {
        "dir" => direct(wrapped, secret(key)?),
        "A128KW" | "A192KW" | "A256KW" => unwrap(kw_size(alg), secret(key)?, wrapped),
        "A128GCMKW" | "A192GCMKW" | "A256GCMKW" => gcm_unwrap(header, secret(key)?, wrapped),
        "RSA-OAEP" | "RSA-OAEP-256" | "RSA1_5" => rsa(alg, key, wrapped),
        "ECDH-ES" => {
            let size = key_size(&header.enc).ok_or_else(|| {
                unsupported(format!("enc {} is not known here.", excerpt(&header.enc)))
            })?;
            if !wrapped.is_empty() {
                return Err(failed(
                    "With ECDH-ES there is no encrypted key, and one is there.",
                ));
            }
            agreed(header, &header.enc, size, key)
        }
        "ECDH-ES+A128KW" | "ECDH-ES+A192KW" | "ECDH-ES+A256KW" => {
            let size = kw_size(alg);
            let agreed = agreed(header, alg, size, key)?;
            unwrap(size, agreed.expose(), wrapped)
        }
        "PBES2-HS256+A128KW" | "PBES2-HS384+A192KW" | "PBES2-HS512+A256KW" => {
            let derived = password(header, secret(key)?, budget)?;
            unwrap(kw_size(alg), derived.expose(), wrapped)
        }
        other => Err(unsupported(format!(
            "alg \u{201C}{}\u{201D} is not an encryption that is known here.",
            excerpt(other)
        ))),
    }
}

/// How many bytes of key the AES at the end of a name has.
fn kw_size(alg: &str) -> usize {
    if alg.contains("A128") {
        16
    } else if alg.contains("A192") {
        24
    } else {
        32
    }
}

fn secret(key: &Key) -> Result<&[u8], Reason> {
    match &key.material {
        Material::Secret(secret) => Ok(secret.expose()),
        _ => Err(failed("The key that was given is no shared secret.")),
    }
}

fn direct(wrapped: &[u8], secret: &[u8]) -> Result<Secret, Reason> {
    if !wrapped.is_empty() {
        return Err(failed(
            "With dir there is no encrypted key, and one is there.",
        ));
    }
    Ok(Secret::new(secret.to_vec()))
}

/// AES Key Wrap (RFC 3394).
fn unwrap(size: usize, key: &[u8], wrapped: &[u8]) -> Result<Secret, Reason> {
    if key.len() != size {
        return Err(failed(format!(
            "The key has {} bytes, and the algorithm needs {size}.",
            key.len()
        )));
    }
    let mut out = vec![0; wrapped.len().saturating_sub(8)];
    let is_opened = match size {
        16 => {
            KwAes128::new_from_slice(key).is_ok_and(|kw| kw.unwrap_key(wrapped, &mut out).is_ok())
        }
        24 => {
            KwAes192::new_from_slice(key).is_ok_and(|kw| kw.unwrap_key(wrapped, &mut out).is_ok())
        }
        _ => KwAes256::new_from_slice(key).is_ok_and(|kw| kw.unwrap_key(wrapped, &mut out).is_ok()),
    };
    if is_opened && !out.is_empty() {
        return Ok(Secret::new(out));
    }
    Err(failed(
        "The encrypted key does not open with this key: another one wrapped it, or it was changed.",
    ))
}

/// AES-GCM as key wrap (RFC 7518 §4.7).
fn gcm_unwrap(header: &Header, key: &[u8], wrapped: &[u8]) -> Result<Secret, Reason> {
    let size = kw_size(&header.alg);
    if key.len() != size {
        return Err(failed(format!(
            "The key has {} bytes, and {} needs {size}.",
            key.len(),
            header.alg
        )));
    }
    gcm(key, &header.iv, wrapped, &header.tag, &[])
        .map(Secret::new)
        .ok_or_else(|| failed("The encrypted key does not open with this key: another one wrapped it, or it was changed."))
}

fn rsa(alg: &str, key: &Key, wrapped: &[u8]) -> Result<Secret, Reason> {
    let (Material::Rsa { n, e }, Some(Private::Rsa { d, primes })) = (&key.material, &key.private)
    else {
        return Err(failed("The key that was given is no RSA private key."));
    };
    if rsa_bits(n) > MAX_RSA_BITS {
        return Err(Reason::new(
            Code::Limit,
            format!("RSA keys of more than {MAX_RSA_BITS} bits are not decrypted with."),
        ));
    }
    let number = |bytes: &[u8]| {
        let bits = u32::try_from(bytes.len().saturating_mul(8)).unwrap_or(u32::MAX);
        BoxedUint::from_be_slice(bytes, bits).ok()
    };
    let primes: Option<Vec<BoxedUint>> =
        primes.iter().map(|prime| number(prime.expose())).collect();
    let private = match (number(n), number(e), number(d.expose()), primes) {
        (Some(n), Some(e), Some(d), Some(primes)) => {
            RsaPrivateKey::from_components(n, e, d, primes).ok()
        }
        _ => None,
    };
    let private = private.ok_or_else(|| {
        Reason::new(
            Code::KeyUnusable,
            "The numbers of the RSA private key do not belong together.",
        )
    })?;
    match alg {
        "RSA-OAEP" => private.decrypt(Oaep::<Sha1>::new(), wrapped),
        "RSA-OAEP-256" => private.decrypt(Oaep::<Sha256>::new(), wrapped),
        _ => private.decrypt(Pkcs1v15Encrypt, wrapped),
    }
    .map(Secret::new)
    .map_err(|_| failed("The encrypted key does not open with this key: another one wrapped it, or it was changed."))
}

/// ECDH-ES (RFC 7518 §4.6): the secret that both sides agree on, and a key derived from it.
fn agreed(header: &Header, name: &str, size: usize, key: &Key) -> Result<Secret, Reason> {
    let Some(Private::Scalar(private)) = &key.private else {
        return Err(failed("The key that was given has no private half."));
    };
    let other_curve = || {
        Reason::new(
            Code::KeyType,
            "epk is not on the curve of the key that was given, or no point of it.",
        )
    };
    let shared = match (&key.material, &header.epk) {
        (
            Material::Ec { curve, .. },
            Some(Material::Ec {
                curve: theirs,
                x,
                y,
            }),
        ) if curve == theirs => on_curve(*curve, private.expose(), x, y),
        (
            Material::Okp {
                curve: OkpCurve::X25519,
                ..
            },
            Some(Material::Okp {
                curve: OkpCurve::X25519,
                x,
            }),
        ) => on_x25519(private.expose(), x),
        _ => None,
    }
    .ok_or_else(other_curve)?;
    Ok(derived(&shared, name, &header.apu, &header.apv, size))
}

fn on_curve(curve: Curve, private: &[u8], x: &[u8], y: &[u8]) -> Option<Secret> {
    let point = [&[4][..], x, y].concat();
    macro_rules! agree {
        ($curve:ident) => {{
            let secret = $curve::SecretKey::from_slice(private).ok()?;
            let theirs = $curve::PublicKey::from_sec1_bytes(&point).ok()?;
            let shared =
                $curve::ecdh::diffie_hellman(secret.to_nonzero_scalar(), theirs.as_affine());
            shared.raw_secret_bytes().to_vec()
        }};
    }
    Some(Secret::new(match curve {
        Curve::P256 => agree!(p256),
        Curve::P384 => agree!(p384),
        Curve::P521 => agree!(p521),
        // No registered algorithm agrees on keys there.
        Curve::Secp256k1 => return None,
    }))
}

fn on_x25519(private: &[u8], theirs: &[u8]) -> Option<Secret> {
    let private: [u8; 32] = private.try_into().ok()?;
    let theirs: [u8; 32] = theirs.try_into().ok()?;
    let shared = x25519_dalek::StaticSecret::from(private)
        .diffie_hellman(&x25519_dalek::PublicKey::from(theirs));
    // A point of small order gives zeros, whatever the key (RFC 7748 §6.1).
    shared
        .was_contributory()
        .then(|| Secret::new(shared.as_bytes().to_vec()))
}

/// Concat KDF with SHA-256 (RFC 7518 §4.6.2).
fn derived(shared: &Secret, name: &str, apu: &[u8], apv: &[u8], size: usize) -> Secret {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_be_bytes();
    let mut out = Vec::with_capacity(size + 32);
    let mut round = 1u32;
    while out.len() < size {
        let mut hash = Sha256::new();
        hash.update(round.to_be_bytes());
        hash.update(shared.expose());
        for part in [name.as_bytes(), apu, apv] {
            hash.update(number(part.len()));
            hash.update(part);
        }
        hash.update(number(size * 8));
        out.extend_from_slice(&hash.finalize());
        round += 1;
    }
    out.truncate(size);
    Secret::new(out)
}

/// PBES2 (RFC 7518 §4.8): a key out of a password, in a bounded number of rounds.
fn password(header: &Header, password: &[u8], budget: &mut Budget) -> Result<Secret, Reason> {
    let alg = header.alg.as_str();
    let rounds = header
        .p2c
        .ok_or_else(|| failed("The header has no p2c, which PBES2 needs."))?;
    if rounds == 0 || rounds > MAX_ROUNDS {
        return Err(Reason::new(
            Code::Limit,
            format!("p2c asks for {rounds} rounds of PBKDF2; between 1 and {MAX_ROUNDS} are done."),
        ));
    }
    budget.rounds = budget.rounds.checked_sub(rounds).ok_or_else(|| {
        Reason::new(
            Code::Limit,
            "The recipients and passwords together ask for more rounds of PBKDF2 than are done.",
        )
    })?;
    let rounds = u32::try_from(rounds).unwrap_or(1);
    let salt = [alg.as_bytes(), &[0], &header.p2s].concat();
    let mut out = vec![0; kw_size(alg)];
    if alg.starts_with("PBES2-HS256") {
        pbkdf2_hmac::<Sha256>(password, &salt, rounds, &mut out);
    } else if alg.starts_with("PBES2-HS384") {
        pbkdf2_hmac::<Sha384>(password, &salt, rounds, &mut out);
    } else {
        pbkdf2_hmac::<Sha512>(password, &salt, rounds, &mut out);
    }
    Ok(Secret::new(out))
}
