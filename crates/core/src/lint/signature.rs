//! The signature held against its algorithm, and the number of parts.

use alloc::string::ToString;

use crate::fill::fill;
use crate::jose::Token;
use crate::report::{Blame, Kind, Rule, Severity};

use super::sink::Sink;

static NO_SIGNATURE: Rule = Rule {
    code: "jws.signature.missing",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: title!("The header names a signature algorithm, and there is no signature."),
    help: "Copy the whole token: its end is missing. If it came like this, somebody took the signature off; refuse it.",
    reference: "RFC 7515 §5.2",
};
static LENGTH: Rule = Rule {
    code: "jws.signature.length",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: title!("The signature has a length that its algorithm never gives."),
    help: "Copy the whole token again. If it is complete, the signer writes signatures in another form than JOSE wants.",
    reference: "RFC 7518 §3",
};
static PARTS: Rule = Rule {
    code: "token.parts",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: title!("The token has a number of parts that no token has."),
    help: "Copy the token again: a signed one has three parts with dots between them, an encrypted one five.",
    reference: "RFC 7515 §7.1, RFC 7516 §7.1",
};

pub(super) static RULES: &[&Rule] = &[&NO_SIGNATURE, &LENGTH, &PARTS];

/// How long a signature is, in bytes.
#[derive(Clone, Copy)]
pub(super) enum Length {
    /// Always this long.
    Fixed(usize),
    /// One of two, by the curve.
    Either(usize, usize),
    /// As long as the RSA modulus.
    Rsa,
}

/// The signature algorithms of the IANA registry (RFC 7518 §3.1, RFC 8037, RFC 8812, RFC 9864, RFC 9964)
/// and the length of their signatures.
pub(super) static SIGNATURES: &[(&str, Length)] = &[
    ("HS256", Length::Fixed(32)),
    ("HS384", Length::Fixed(48)),
    ("HS512", Length::Fixed(64)),
    ("RS256", Length::Rsa),
    ("RS384", Length::Rsa),
    ("RS512", Length::Rsa),
    ("PS256", Length::Rsa),
    ("PS384", Length::Rsa),
    ("PS512", Length::Rsa),
    ("ES256", Length::Fixed(64)),
    ("ES384", Length::Fixed(96)),
    ("ES512", Length::Fixed(132)),
    ("ES256K", Length::Fixed(64)),
    ("EdDSA", Length::Either(64, 114)),
    ("Ed25519", Length::Fixed(64)),
    ("Ed448", Length::Fixed(114)),
    ("ML-DSA-44", Length::Fixed(2420)),
    ("ML-DSA-65", Length::Fixed(3309)),
    ("ML-DSA-87", Length::Fixed(4627)),
];

/// Whether there is a signature, and whether it is as long as one of the algorithm `name`.
pub(super) fn check(name: &str, length: Length, token: &Token<'_>, sink: &mut Sink<'_>) {
    let Some(part) = token.signature.filter(|part| !part.text.is_empty()) else {
        let message = fill(
            "alg is \"{}{}",
            &[
                name,
                if token.signature.is_some() {
                    "\", and nothing follows the last dot where the signature should be."
                } else {
                    "\", and the token ends before its signature."
                },
            ],
        );
        sink.add(
            &NO_SIGNATURE,
            "signature",
            Some(token.header.span()),
            message,
        );
        return;
    };
    // Where characters were lost the encoding is the cause, and said so.
    if !part.decoded.is_complete() {
        return;
    }
    let bytes = part.bytes();
    let found = bytes.len();
    let wanted = match length {
        Length::Fixed(wanted) if found != wanted => wanted.to_string(),
        Length::Either(a, b) if found != a && found != b => {
            fill("{} or {}", &[&a.to_string(), &b.to_string()])
        }
        Length::Rsa if found < 256 => "at least 256 (a key of 2048 bits)".to_string(),
        // The modulus of an RSA key has a whole number of 128-bit blocks in every key one meets.
        Length::Rsa if found % 16 != 0 => {
            "as many as the key has, 256, 384 or 512 as a rule".to_string()
        }
        _ => return,
    };
    let is_der = name.starts_with("ES") && bytes.first() == Some(&0x30) && found > 64;
    let hint = if is_der {
        " It looks like ASN.1 DER, where JOSE has R and S one after the other (RFC 7518 §3.4)."
    } else {
        ""
    };
    let message = fill(
        "The signature has {} bytes; one of {} has {}.{}",
        &[&found.to_string(), name, &wanted, hint],
    );
    let span = part.span(token.header.map);
    sink.add(&LENGTH, "signature", Some(span), message);
}

/// Whether the number of parts is one that the Compact Serializations have.
pub(super) fn parts(token: &Token<'_>, sink: &mut Sink<'_>) {
    let (wanted, words) = match token.kind {
        Kind::Jwt | Kind::Jws => (3, "a signed token (JWS) has three"),
        Kind::Jwe => (5, "an encrypted token (JWE) has five"),
        _ => return,
    };
    if token.parts == wanted {
        return;
    }
    // Two parts and a real algorithm: said as the missing signature.
    let alg = token
        .header
        .object()
        .and_then(|object| object.get_str("alg"));
    let is_signed = alg.is_some_and(|alg| SIGNATURES.iter().any(|(known, _)| *known == alg));
    if wanted == 3 && token.parts == 2 && is_signed {
        return;
    }
    let message = fill(
        "The token has {}{}{}, even where a part is empty.",
        &[
            &token.parts.to_string(),
            super::view::verb(token.parts, " part; ", " parts; "),
            words,
        ],
    );
    sink.add(&PARTS, "", Some(token.header.span()), message);
}
