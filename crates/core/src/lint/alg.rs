//! The algorithm a token names, and whether its parts can be of that algorithm.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::jose::Token;
use crate::report::{Blame, Kind, Rule, Severity};

use super::sink::Sink;
use super::view::{View, quoted};

static NONE: Rule = Rule {
    code: "jws.alg.none",
    severity: Severity::Error,
    blame: Blame::Advice,
    title: "The token says that it is not signed.",
    help: "Have it signed, and let the receiver take only the algorithms it expects. Anybody can write a token like this one.",
    reference: "RFC 8725 §3.2, RFC 7518 §3.6",
};
static NONE_CASING: Rule = Rule {
    code: "jws.alg.none_casing",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: "The algorithm is `none` in another casing.",
    help: "Refuse it. Names of algorithms are case-sensitive, so this one does not exist; a receiver that blocks only `none` may let it through unsigned.",
    reference: "RFC 8725 §3.1, RFC 7515 §4.1.1",
};
static NONE_SIGNED: Rule = Rule {
    code: "jws.alg.none_signed",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: "The token says that it is not signed and carries a signature.",
    help: "Find out who changed it: a signed token whose `alg` was replaced by `none` looks like this. Refuse it.",
    reference: "RFC 7518 §3.6",
};
static MISSING: Rule = Rule {
    code: "header.alg.missing",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: "The header names no algorithm.",
    help: "Add `alg` to the header: no receiver can check the token without it.",
    reference: "RFC 7515 §4.1.1, RFC 7516 §4.1.1",
};
static MISSPELT: Rule = Rule {
    code: "header.alg.misspelt",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: "The algorithm is not registered, and reads like one that is.",
    help: "Write the registered name, letter by letter: names of algorithms are case-sensitive.",
    reference: "RFC 7515 §4.1.1",
};
static UNKNOWN: Rule = Rule {
    code: "header.alg.unknown",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: "The algorithm is not in the registry.",
    help: "Use a registered algorithm, or make sure that every receiver knows this private name.",
    reference: "RFC 7515 §4.1.1",
};
static USE: Rule = Rule {
    code: "header.alg.use",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: "The algorithm is for the other kind of token.",
    help: "Use a signature algorithm in a signed token (JWS) and a key management algorithm in an encrypted one (JWE).",
    reference: "RFC 7518 §3.1, §4.1",
};
static PROHIBITED: Rule = Rule {
    code: "header.alg.prohibited",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: "The algorithm is registered as prohibited.",
    help: "Use another algorithm: the registry lists this name only so that nobody takes it for something else.",
    reference: "RFC 7518 §7.1",
};
static NO_SIGNATURE: Rule = Rule {
    code: "jws.signature.missing",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: "The header names a signature algorithm, and there is no signature.",
    help: "Copy the whole token: its end is missing. If it came like this, somebody took the signature off; refuse it.",
    reference: "RFC 7515 §5.2",
};
static LENGTH: Rule = Rule {
    code: "jws.signature.length",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: "The signature has a length that its algorithm never gives.",
    help: "Copy the whole token again. If it is complete, the signer writes signatures in another form than JOSE wants.",
    reference: "RFC 7518 §3",
};
static PARTS: Rule = Rule {
    code: "token.parts",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: "The token has a number of parts that no token has.",
    help: "Copy the token again: a signed one has three parts with dots between them, an encrypted one five.",
    reference: "RFC 7515 §7.1, RFC 7516 §7.1",
};

pub(super) static RULES: &[&Rule] = &[
    &NONE,
    &NONE_CASING,
    &NONE_SIGNED,
    &MISSING,
    &MISSPELT,
    &UNKNOWN,
    &USE,
    &PROHIBITED,
    &NO_SIGNATURE,
    &LENGTH,
    &PARTS,
];

/// How long a signature is, in bytes.
#[derive(Clone, Copy)]
enum Length {
    /// Always this long.
    Fixed(usize),
    /// One of two, by the curve.
    Either(usize, usize),
    /// As long as the RSA modulus.
    Rsa,
}

/// The signature algorithms of the IANA registry (RFC 7518 §3.1, RFC 8037, RFC 8812, RFC 9864) and the
/// length of their signatures.
static SIGNATURES: &[(&str, Length)] = &[
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

/// The key management algorithms of the IANA registry (RFC 7518 §4.1).
static KEY_MANAGEMENT: &[&str] = &[
    "RSA1_5",
    "RSA-OAEP",
    "RSA-OAEP-256",
    "RSA-OAEP-384",
    "RSA-OAEP-512",
    "A128KW",
    "A192KW",
    "A256KW",
    "dir",
    "ECDH-ES",
    "ECDH-ES+A128KW",
    "ECDH-ES+A192KW",
    "ECDH-ES+A256KW",
    "A128GCMKW",
    "A192GCMKW",
    "A256GCMKW",
    "PBES2-HS256+A128KW",
    "PBES2-HS384+A192KW",
    "PBES2-HS512+A256KW",
];

/// What libraries and people call an algorithm that has another name in the registry.
static OTHER_NAMES: &[(&str, &str)] = &[
    ("RSA", "RS256"),
    ("RSA256", "RS256"),
    ("RSA384", "RS384"),
    ("RSA512", "RS512"),
    ("RSASHA256", "RS256"),
    ("SHA256WITHRSA", "RS256"),
    ("RSAPSS", "PS256"),
    ("HMAC", "HS256"),
    ("HMAC256", "HS256"),
    ("HMAC384", "HS384"),
    ("HMAC512", "HS512"),
    ("HMACSHA256", "HS256"),
    ("HMACSHA384", "HS384"),
    ("HMACSHA512", "HS512"),
    ("SHA256", "HS256"),
    ("SHA384", "HS384"),
    ("SHA512", "HS512"),
    ("ECDSA", "ES256"),
    ("ECDSA256", "ES256"),
    ("ECDSASHA256", "ES256"),
    ("SECP256K1", "ES256K"),
    ("DIRECT", "dir"),
];

/// The rules about `alg`, and about the signature it asks for.
pub(super) fn check(
    view: &View<'_, '_>,
    token: Option<&Token<'_>>,
    is_jwe: bool,
    sink: &mut Sink<'_>,
) {
    let Some(value) = view.get("alg") else {
        // In the JSON serialisations `alg` may stand in another header.
        if token.is_some_and(|token| is_compact(token.kind)) {
            let message = String::from("The header has no alg; every token names its algorithm.");
            sink.add(&MISSING, "alg", view.span(view.object), message);
        }
        return;
    };
    // Another type than text is said by `header.type`.
    let Some(name) = value.as_str() else { return };
    let span = view.span(value);
    let signature = SIGNATURES.iter().find(|(known, _)| *known == name);
    let quoted_name = quoted(&name);
    let says = |rest: &str| ["alg is ", quoted_name.as_str(), rest].concat();

    if !is_jwe && name.trim().eq_ignore_ascii_case("none") {
        none(&name, span, token, sink);
    } else if is_jwe && (signature.is_some() || name == "none") {
        let rest = ", a signature algorithm; this token is encrypted (JWE) and needs one that manages keys.";
        sink.add(&USE, "alg", span, says(rest));
    } else if !is_jwe && KEY_MANAGEMENT.contains(&&*name) {
        let rest = ", which manages keys for encryption; this token is signed (JWS) and needs a signature algorithm.";
        sink.add(&USE, "alg", span, says(rest));
    } else if name == "RS1" {
        let rest = ": RSA with SHA-1, which the registry prohibits.";
        sink.add(&PROHIBITED, "alg", span, says(rest));
    } else if signature.is_none() && !KEY_MANAGEMENT.contains(&&*name) {
        match meant(&name) {
            Some(known) => {
                let rest = [
                    ", which is not registered; probably \"",
                    known,
                    "\" is meant.",
                ]
                .concat();
                sink.add(&MISSPELT, "alg", span, says(&rest));
            }
            // HPKE names are being registered while this is written.
            None if name.starts_with("HPKE-") || name.starts_with("SLH-DSA-") => {}
            None => {
                let rest = ", which the registry of JOSE algorithms does not have.";
                sink.add(&UNKNOWN, "alg", span, says(rest));
            }
        }
    }
    if let (Some((known, length)), Some(token), false) = (signature, token, is_jwe) {
        signature_of(known, *length, token, sink);
    }
}

fn is_compact(kind: Kind) -> bool {
    matches!(kind, Kind::Jwt | Kind::Jws | Kind::Jwe | Kind::SdJwt)
}

fn none(
    name: &str,
    span: Option<crate::span::Span>,
    token: Option<&Token<'_>>,
    sink: &mut Sink<'_>,
) {
    if name == "none" {
        let message = "alg is \"none\": there is no signature, so nobody vouches for what it says.";
        sink.add(&NONE, "alg", span, message.to_string());
    } else {
        let message = [
            "alg is ",
            quoted(name).as_str(),
            "; the registered name of no signature is \"none\", and a receiver that compares without regard to case takes this for it.",
        ]
        .concat();
        sink.add(&NONE_CASING, "alg", span, message);
    }
    let Some(token) = token else { return };
    let Some(signature) = token.signature.filter(|part| !part.text.is_empty()) else {
        return;
    };
    let message = [
        "alg is ",
        quoted(name).as_str(),
        " and a signature of ",
        signature.bytes().len().to_string().as_str(),
        " bytes follows; with \"none\" it must be empty.",
    ]
    .concat();
    let span = signature.span(token.header.map);
    sink.add(&NONE_SIGNED, "signature", Some(span), message);
}

fn signature_of(name: &str, length: Length, token: &Token<'_>, sink: &mut Sink<'_>) {
    let Some(part) = token.signature.filter(|part| !part.text.is_empty()) else {
        let message = [
            "alg is \"",
            name,
            if token.signature.is_some() {
                "\", and nothing follows the last dot where the signature should be."
            } else {
                "\", and the token ends before its signature."
            },
        ]
        .concat();
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
            [a.to_string().as_str(), " or ", b.to_string().as_str()].concat()
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
    let message = [
        "The signature has ",
        found.to_string().as_str(),
        " bytes; one of ",
        name,
        " has ",
        wanted.as_str(),
        ".",
        hint,
    ]
    .concat();
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
    let message = [
        "The token has ",
        token.parts.to_string().as_str(),
        super::view::verb(token.parts, " part; ", " parts; "),
        words,
        ", even where a part is empty.",
    ]
    .concat();
    sink.add(&PARTS, "", Some(token.header.span()), message);
}

/// The registered name that was probably meant: the same letters in another casing or with other
/// punctuation, another name for it, or one slip of the keyboard where only one name is that near.
fn meant(name: &str) -> Option<&'static str> {
    if name.len() > 40 {
        return None;
    }
    let written = fold(name);
    let known = || {
        SIGNATURES
            .iter()
            .map(|(known, _)| *known)
            .chain(KEY_MANAGEMENT.iter().copied())
    };
    if let Some(same) = known().find(|known| fold(known) == written) {
        return Some(same);
    }
    if let Some((_, same)) = OTHER_NAMES
        .iter()
        .find(|(other, _)| other.as_bytes() == written)
    {
        return Some(same);
    }
    for slip in [is_swapped, is_one_off] {
        let mut near = known().filter(|known| slip(&fold(known), &written));
        if let (Some(only), None) = (near.next(), near.next()) {
            return Some(only);
        }
    }
    None
}

/// Upper case letters and digits only.
fn fold(name: &str) -> Vec<u8> {
    name.bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|byte| byte.to_ascii_uppercase())
        .collect()
}

/// Whether two neighbours changed places.
fn is_swapped(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let Some(at) = a.iter().zip(b).position(|(x, y)| x != y) else {
        return false;
    };
    match (a.get(at..), b.get(at..)) {
        (Some([p, q, rest @ ..]), Some([r, s, other @ ..])) => p == s && q == r && rest == other,
        _ => false,
    }
}

/// Whether one character was added, left out or replaced.
fn is_one_off(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 || short.len() < 4 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let skip = usize::from(short.len() == long.len());
    short.get(same + skip..) == long.get(same + 1..)
}
