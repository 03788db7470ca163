//! OpenSSH public keys (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709): `ssh-ed25519 AAAA… comment`.

use alloc::vec::Vec;

use super::{Form, Key, Material, text};
use crate::algorithm::{Curve, OkpCurve};
use crate::check;

/// The names that such a line begins with.
const NAMES: [&str; 6] = [
    "ssh-rsa",
    "ssh-ed25519",
    "ssh-ed448",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
];

/// Whether a line is one.
pub(super) fn is_line(line: &str) -> bool {
    line.split_ascii_whitespace()
        .next()
        .is_some_and(|word| NAMES.contains(&word) || word == "ssh-dss")
}

/// Reads a line.
pub(super) fn read(line: &str) -> Key {
    let mut words = line.split_ascii_whitespace();
    let (Some(_), Some(blob)) = (words.next(), words.next()) else {
        return Key::unusable("the SSH key ends after its name");
    };
    let Some(bytes) = text::base64(blob) else {
        return Key::unusable("the SSH key is not base64");
    };
    let Some(material) = material(&bytes) else {
        return Key::unusable("the SSH key is cut off, or of a type that JOSE does not have");
    };
    // What follows is a comment; it is no kid, and is not matched as one.
    Key::new(material, Form::OpenSsh)
}

fn material(bytes: &[u8]) -> Option<Material> {
    let (name, rest) = string(bytes)?;
    match name {
        b"ssh-rsa" => {
            let (e, rest) = string(rest)?;
            let (n, rest) = string(rest)?;
            rest.is_empty().then(|| Material::Rsa {
                n: number(n),
                e: number(e),
            })
        }
        b"ssh-ed25519" => okp(OkpCurve::Ed25519, rest),
        b"ssh-ed448" => okp(OkpCurve::Ed448, rest),
        b"ecdsa-sha2-nistp256" => ec(Curve::P256, rest),
        b"ecdsa-sha2-nistp384" => ec(Curve::P384, rest),
        b"ecdsa-sha2-nistp521" => ec(Curve::P521, rest),
        _ => None,
    }
}

fn okp(curve: OkpCurve, rest: &[u8]) -> Option<Material> {
    let (x, rest) = string(rest)?;
    (rest.is_empty() && x.len() == curve.size()).then(|| Material::Okp {
        curve,
        x: x.to_vec(),
    })
}

fn ec(curve: Curve, rest: &[u8]) -> Option<Material> {
    let (_, rest) = string(rest)?;
    let (point, rest) = string(rest)?;
    if !rest.is_empty() {
        return None;
    }
    let (x, y) = check::public_point(curve, point)?;
    Some(Material::Ec { curve, x, y })
}

/// Four bytes of length and as many bytes (RFC 4251 §5).
fn string(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}

/// Without the zeros that keep its sign.
fn number(bytes: &[u8]) -> Vec<u8> {
    bytes
        .iter()
        .copied()
        .skip_while(|byte| *byte == 0)
        .collect()
}
