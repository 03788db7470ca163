//! What the members of a JWK mean.
use super::n;
use crate::kinds::body::Name;

/// A JWK.
pub(crate) const JWK: &[Name] = &[
    n(
        "kty",
        "Key type",
        "RSA, EC (elliptic curve), OKP (Ed25519, X25519 …), AKP (ML-DSA) or oct (a shared secret).",
        "RFC 7517 §4.1",
    ),
    n(
        "use",
        "Use",
        "sig: signatures; enc: encryption.",
        "RFC 7517 §4.2",
    ),
    n(
        "key_ops",
        "Operations",
        "What the key may be used for.",
        "RFC 7517 §4.3",
    ),
    n(
        "alg",
        "Algorithm",
        "The algorithm it is meant for.",
        "RFC 7517 §4.4",
    ),
    n(
        "kid",
        "Key id",
        "The name tokens call it by, in kid of their header.",
        "RFC 7517 §4.5",
    ),
    n("crv", "Curve", "The curve.", "RFC 7518 §6.2.1.1"),
    n(
        "x",
        "Public point, x",
        "The public key: its x coordinate, or all of it for OKP.",
        "RFC 7518 §6.2.1.2",
    ),
    n(
        "y",
        "Public point, y",
        "The public key: its y coordinate.",
        "RFC 7518 §6.2.1.3",
    ),
    n(
        "n",
        "Modulus",
        "The public RSA modulus.",
        "RFC 7518 §6.3.1.1",
    ),
    n(
        "e",
        "Exponent",
        "The public RSA exponent; AQAB is 65537.",
        "RFC 7518 §6.3.1.2",
    ),
    n(
        "d",
        "Private key",
        "The private part. Masked.",
        "RFC 7518 §6.2.2.1, §6.3.2.1",
    ),
    n("p", "First prime", "Private. Masked.", "RFC 7518 §6.3.2.2"),
    n("q", "Second prime", "Private. Masked.", "RFC 7518 §6.3.2.3"),
    n(
        "dp",
        "First exponent",
        "Private. Masked.",
        "RFC 7518 §6.3.2.4",
    ),
    n(
        "dq",
        "Second exponent",
        "Private. Masked.",
        "RFC 7518 §6.3.2.5",
    ),
    n("qi", "Coefficient", "Private. Masked.", "RFC 7518 §6.3.2.6"),
    n(
        "oth",
        "Other primes",
        "Private. Masked.",
        "RFC 7518 §6.3.2.7",
    ),
    n(
        "k",
        "Shared secret",
        "The key itself. Masked.",
        "RFC 7518 §6.4.1",
    ),
    n("pub", "Public key", "The public key.", "RFC 9964 §3"),
    n("priv", "Private key", "Private. Masked.", "RFC 9964 §3"),
    n(
        "x5u",
        "Certificate address",
        "Where a certificate for the key is.",
        "RFC 7517 §4.6",
    ),
    n(
        "x5c",
        "Certificates",
        "The key's certificate and those above it.",
        "RFC 7517 §4.7",
    ),
    n(
        "x5t",
        "Certificate thumbprint",
        "SHA-1 of the certificate.",
        "RFC 7517 §4.8",
    ),
    n(
        "x5t#S256",
        "Certificate thumbprint",
        "SHA-256 of the certificate.",
        "RFC 7517 §4.9",
    ),
    n("keys", "Keys", "The keys of the set.", "RFC 7517 §5.1"),
];
