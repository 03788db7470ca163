//! JWK Thumbprints (RFC 7638): a key's name that follows from the key.

use alloc::format;
use alloc::string::String;

use claimlens_core::jose::base64url::encode;

use super::Material;
use crate::algorithm::Hash;
use crate::check::digest;

/// With SHA-256. Of a secret there is none: it would let anyone try guesses.
pub(super) fn of(material: &Material) -> Option<String> {
    let json = match material {
        Material::Rsa { n, e } => {
            format!(
                "{{\"e\":\"{}\",\"kty\":\"RSA\",\"n\":\"{}\"}}",
                encode(e),
                encode(n)
            )
        }
        Material::Ec { curve, x, y } => format!(
            "{{\"crv\":\"{}\",\"kty\":\"EC\",\"x\":\"{}\",\"y\":\"{}\"}}",
            curve.name(),
            encode(x),
            encode(y)
        ),
        Material::Okp { curve, x } => format!(
            "{{\"crv\":\"{}\",\"kty\":\"OKP\",\"x\":\"{}\"}}",
            curve.name(),
            encode(x)
        ),
        Material::MlDsa { set, public } => format!(
            "{{\"alg\":\"{}\",\"kty\":\"AKP\",\"pub\":\"{}\"}}",
            set.name(),
            encode(public)
        ),
        Material::Secret(_) | Material::Unusable { .. } => return None,
    };
    Some(encode(&digest(Hash::Sha256, json.as_bytes())))
}
