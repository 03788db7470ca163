//! HMAC over one message with very many secrets: what does not depend on the secret is done once.
//!
//! The message lies ready in padded blocks, and the compression function of the hash is called on whole blocks
//! alone: twice as fast as what is made for any message in any pieces. Whoever finds a secret with it holds it
//! against [`crate::check::mac`] again.

use alloc::vec::Vec;

use sha2::block_api::{compress256, compress512};

use crate::algorithm::Hash;
use crate::check::digest;

/// What every byte of the key is combined with (RFC 2104 §2), eight of them at a time.
const INNER: u64 = 0x3636_3636_3636_3636;
const OUTER: u64 = 0x5C5C_5C5C_5C5C_5C5C;

/// Where a digest begins (FIPS 180-4 §5.3.3 to §5.3.5).
const SHA_256: [u32; 8] = [
    0x6A09_E667,
    0xBB67_AE85,
    0x3C6E_F372,
    0xA54F_F53A,
    0x510E_527F,
    0x9B05_688C,
    0x1F83_D9AB,
    0x5BE0_CD19,
];
const SHA_384: [u64; 8] = [
    0xCBBB_9D5D_C105_9ED8,
    0x629A_292A_367C_D507,
    0x9159_015A_3070_DD17,
    0x152F_ECD8_F70E_5939,
    0x6733_2667_FFC0_0B31,
    0x8EB4_4A87_6858_1511,
    0xDB0C_2E0D_64F9_8FA7,
    0x47B5_481D_BEFA_4FA4,
];
const SHA_512: [u64; 8] = [
    0x6A09_E667_F3BC_C908,
    0xBB67_AE85_84CA_A73B,
    0x3C6E_F372_FE94_F82B,
    0xA54F_F53A_5F1D_36F1,
    0x510E_527F_ADE6_82D1,
    0x9B05_688C_2B3E_6C1F,
    0x1F83_D9AB_FB41_BD6B,
    0x5BE0_CD19_137E_2179,
];

/// A message, and the authentication code that is looked for.
#[derive(Debug)]
pub(super) enum Prepared {
    /// With SHA-256.
    Words32(Ready<u32, 64>),
    /// With SHA-384 or SHA-512, which differ in where they begin and in how much of the end is taken.
    Words64(Ready<u64, 128>),
}

impl Prepared {
    pub(super) fn new(hash: Hash, message: &[u8], wanted: &[u8]) -> Self {
        let wanted = wanted.to_vec();
        match hash {
            Hash::Sha256 => Self::Words32(Ready {
                hash,
                start: SHA_256,
                compress: compress256,
                bytes: |words, into| {
                    for (word, place) in words.iter().zip(into.as_chunks_mut().0) {
                        *place = word.to_be_bytes();
                    }
                },
                message: padded(message),
                wanted,
            }),
            Hash::Sha384 | Hash::Sha512 => Self::Words64(Ready {
                hash,
                start: if hash == Hash::Sha384 {
                    SHA_384
                } else {
                    SHA_512
                },
                compress: compress512,
                bytes: |words, into| {
                    for (word, place) in words.iter().zip(into.as_chunks_mut().0) {
                        *place = word.to_be_bytes();
                    }
                },
                message: padded(message),
                wanted,
            }),
        }
    }

    /// Whether the message has that code under this secret.
    pub(super) fn is_secret(&self, secret: &[u8]) -> bool {
        match self {
            Self::Words32(ready) => ready.is_secret(secret),
            Self::Words64(ready) => ready.is_secret(secret),
        }
    }
}

/// All but the secret, for a hash with those words and blocks of that many bytes.
#[derive(Debug)]
pub(super) struct Ready<Word, const BLOCK: usize> {
    hash: Hash,
    start: [Word; 8],
    compress: fn(&mut [Word; 8], &[[u8; BLOCK]]),
    /// Writes words, highest byte first, as far as there is room.
    bytes: fn(&[Word; 8], &mut [u8]),
    message: Vec<[u8; BLOCK]>,
    wanted: Vec<u8>,
}

impl<Word: Copy, const BLOCK: usize> Ready<Word, BLOCK> {
    fn is_secret(&self, secret: &[u8]) -> bool {
        let mut key = [0; BLOCK];
        if secret.len() > BLOCK {
            put(&mut key, &digest(self.hash, secret));
        } else {
            put(&mut key, secret);
        }
        let mut inner = self.start;
        (self.compress)(&mut inner, &[with(&key, INNER)]);
        (self.compress)(&mut inner, &self.message);
        // The digest of that, behind the other key block: one block more.
        let size = self.hash.size();
        let mut last = [0; BLOCK];
        (self.bytes)(&inner, last.get_mut(..size).unwrap_or_default());
        end(&mut last, size, BLOCK + size);
        let mut outer = self.start;
        (self.compress)(&mut outer, &[with(&key, OUTER), last]);
        let mut code = [0; BLOCK];
        (self.bytes)(&outer, &mut code);
        code.get(..size) == Some(self.wanted.as_slice())
    }
}

/// The blocks behind the key's, with the padding that ends them (FIPS 180-4 §5.1).
fn padded<const BLOCK: usize>(message: &[u8]) -> Vec<[u8; BLOCK]> {
    let (whole, rest) = message.as_chunks::<BLOCK>();
    let mut blocks = whole.to_vec();
    let mut last = [0; BLOCK];
    put(&mut last, rest);
    let hashed = BLOCK + message.len();
    // The mark and the length, which takes an eighth of a block, must have room.
    if rest.len() + 1 + BLOCK / 8 > BLOCK {
        if let Some(mark) = last.get_mut(rest.len()) {
            *mark = 0x80;
        }
        blocks.push(last);
        last = [0; BLOCK];
        length(&mut last, hashed);
    } else {
        end(&mut last, rest.len(), hashed);
    }
    blocks.push(last);
    blocks
}

/// The mark behind `filled` bytes, and the length in bits of all that is hashed.
fn end(block: &mut [u8], filled: usize, hashed: usize) {
    if let Some(mark) = block.get_mut(filled) {
        *mark = 0x80;
    }
    length(block, hashed);
}

/// The length in bits, at the end of the last block. No message here is so long that the upper half is needed.
fn length(block: &mut [u8], hashed: usize) {
    let bits = u64::try_from(hashed).unwrap_or(u64::MAX).saturating_mul(8);
    if let Some(place) = block.last_chunk_mut() {
        *place = bits.to_be_bytes();
    }
}

/// The key block combined with one of the two bytes.
fn with<const BLOCK: usize>(key: &[u8; BLOCK], byte: u64) -> [u8; BLOCK] {
    let mut block = *key;
    for eight in block.as_chunks_mut().0 {
        *eight = (u64::from_ne_bytes(*eight) ^ byte).to_ne_bytes();
    }
    block
}

fn put(block: &mut [u8], bytes: &[u8]) {
    if let Some(place) = block.get_mut(..bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::mac;

    /// Every length of message and of secret around the borders of blocks.
    #[test]
    fn it_agrees_with_hmac() {
        let text: Vec<u8> = (0..=255).cycle().take(700).collect();
        for hash in [Hash::Sha256, Hash::Sha384, Hash::Sha512] {
            for message in (0..300).chain([511, 512, 513]) {
                let message = text.get(..message).expect("long");
                for secret in [0, 1, 31, 63, 64, 65, 127, 128, 129, 300] {
                    let secret = text.get(7..7 + secret).expect("long");
                    let mut code = mac(hash, secret, message);
                    let is_secret =
                        |code: &[u8]| Prepared::new(hash, message, code).is_secret(secret);
                    assert!(
                        is_secret(&code),
                        "{hash:?} {} {}",
                        message.len(),
                        secret.len()
                    );
                    if let Some(last) = code.last_mut() {
                        *last ^= 1;
                    }
                    assert!(!is_secret(&code));
                }
            }
        }
    }
}
