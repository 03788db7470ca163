//! JWK and JWK Set (RFC 7517, RFC 7518 §6, RFC 8037 §2, RFC 9964 §3).

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use claimlens_core::jose::base64url;
use claimlens_core::jose::json::Value;
use claimlens_core::report::ValueKind;

use super::{Form, Key, Material, Private, excerpt};
use crate::algorithm::{Algorithm, Curve, OkpCurve};
use crate::check;
use crate::secret::Secret;

/// Reads one key.
pub(crate) fn from_value(jwk: Value<'_, '_>) -> Key {
    if jwk.kind() != ValueKind::Object {
        return Key::unusable("it is no JSON object");
    }
    let mut members = Members {
        jwk,
        malformed: Vec::new(),
    };
    let (material, private) = members.material();
    let material = material.unwrap_or_else(|why| Material::Unusable { why });
    let form = if matches!(material, Material::Unusable { .. }) {
        Form::Unreadable
    } else {
        Form::Jwk
    };
    let mut key = Key::new(material, form);
    let text = |name: &str| jwk.get_str(name).map(Cow::into_owned);
    key.kid = text("kid");
    key.alg = text("alg");
    key.usage = text("use");
    key.operations = jwk
        .get("key_ops")
        .filter(|operations| operations.kind() == ValueKind::Array)
        .map(|operations| {
            let words = operations.items().filter_map(|word| word.as_str());
            words.take(20).map(Cow::into_owned).collect()
        });
    key.private = private;
    key.malformed = members.malformed;
    if jwk.entries().any(|entry| entry.duplicate) {
        key.malformed
            .push(String::from("a member stands more than once"));
    }
    key
}

/// The members of a key, and what is odd about them.
struct Members<'d, 't> {
    jwk: Value<'d, 't>,
    malformed: Vec<String>,
}

impl Members<'_, '_> {
    /// The bytes of a member.
    fn bytes(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let text = self
            .jwk
            .get_str(name)
            .ok_or_else(|| format!("it has no member {name} that is text"))?;
        let decoded = base64url::decode(&text);
        if !decoded.is_complete() {
            return Err(format!("its member {name} is not base64url"));
        }
        if let Some(deviation) = decoded.deviations.first() {
            self.malformed.push(format!(
                "{name} is not strict base64url: {}",
                deviation.kind
            ));
        }
        Ok(decoded.bytes)
    }

    /// The bytes of a coordinate, as long as they must be.
    fn coordinate(&mut self, name: &str, size: usize) -> Result<Vec<u8>, String> {
        let bytes = self.bytes(name)?;
        if bytes.len() == size {
            return Ok(bytes);
        }
        let found = bytes.len();
        let padded = check::padded(&bytes, size)
            .filter(|_| found > 0)
            .ok_or_else(|| {
                format!("its member {name} has {found} bytes, and the curve has {size}")
            })?;
        // Off by the zeros at the front that some programs leave off, and others add. Much shorter is another curve.
        if found + 4 < size {
            return Err(format!(
                "its member {name} has {found} bytes, and the curve has {size}"
            ));
        }
        self.malformed
            .push(format!("{name} has {found} bytes, expected {size}"));
        Ok(padded)
    }

    /// A number, without zeros at its front.
    fn number(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let bytes = self.bytes(name)?;
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        let digits = bytes.get(zeros..).unwrap_or_default().to_vec();
        if digits.is_empty() {
            return Err(format!("its member {name} is 0"));
        }
        if zeros > 0 {
            self.malformed
                .push(format!("{name} has a zero at its front"));
        }
        Ok(digits)
    }

    /// A private member, if it is there.
    fn secret(&mut self, name: &str) -> Option<Secret> {
        self.jwk.get(name)?;
        self.bytes(name).ok().map(Secret::new)
    }

    fn material(&mut self) -> (Result<Material, String>, Option<Private>) {
        let kty = self.jwk.get_str("kty").unwrap_or_default();
        match kty.as_ref() {
            "RSA" => {
                let private = self.secret("d").map(|d| Private::Rsa {
                    d,
                    primes: ["p", "q"]
                        .into_iter()
                        .filter_map(|name| self.secret(name))
                        .collect(),
                });
                (self.rsa(), private)
            }
            "EC" => {
                let private = self.secret("d").map(Private::Scalar);
                (self.ec(), private)
            }
            "OKP" => {
                let private = self.secret("d").map(Private::Scalar);
                (self.okp(), private)
            }
            "oct" => {
                let secret = self.bytes("k");
                (secret.map(|k| Material::Secret(Secret::new(k))), None)
            }
            "AKP" => {
                let private = self.secret("priv").map(Private::Scalar);
                (self.akp(), private)
            }
            "" => (Err("it has no member kty that is text".to_string()), None),
            other => (
                Err(format!(
                    "its kty is \u{201C}{}\u{201D}, expected RSA, EC, OKP, AKP or oct",
                    excerpt(other)
                )),
                None,
            ),
        }
    }

    fn rsa(&mut self) -> Result<Material, String> {
        Ok(Material::Rsa {
            n: self.number("n")?,
            e: self.number("e")?,
        })
    }

    fn ec(&mut self) -> Result<Material, String> {
        let name = self.jwk.get_str("crv").unwrap_or_default();
        let curve = Curve::from_name(&name).ok_or_else(|| {
            format!(
                "its crv is \u{201C}{}\u{201D}, expected P-256, P-384, P-521 or secp256k1",
                excerpt(&name)
            )
        })?;
        Ok(Material::Ec {
            curve,
            x: self.coordinate("x", curve.size())?,
            y: self.coordinate("y", curve.size())?,
        })
    }

    fn okp(&mut self) -> Result<Material, String> {
        let name = self.jwk.get_str("crv").unwrap_or_default();
        let curve = OkpCurve::from_name(&name).ok_or_else(|| {
            format!(
                "its crv is \u{201C}{}\u{201D}, expected Ed25519, Ed448, X25519 or X448",
                excerpt(&name)
            )
        })?;
        let x = self.bytes("x")?;
        if x.len() != curve.size() {
            return Err(format!(
                "its member x has {} bytes, and {} has {}",
                x.len(),
                curve.name(),
                curve.size()
            ));
        }
        Ok(Material::Okp { curve, x })
    }

    fn akp(&mut self) -> Result<Material, String> {
        let name = self.jwk.get_str("alg").unwrap_or_default();
        let set = Algorithm::from_name(&name)
            .filter(|set| set.ml_dsa_key_size().is_some())
            .ok_or_else(|| {
                format!(
                    "its alg is \u{201C}{}\u{201D}, expected ML-DSA-44, ML-DSA-65 or ML-DSA-87",
                    excerpt(&name)
                )
            })?;
        let public = self.bytes("pub")?;
        if Some(public.len()) != set.ml_dsa_key_size() {
            return Err(format!(
                "its member pub has {} bytes, which {} does not have",
                public.len(),
                set.name()
            ));
        }
        Ok(Material::MlDsa { set, public })
    }
}
