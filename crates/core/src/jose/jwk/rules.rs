//! The rules about keys and sets of keys.

use crate::report::{Blame, Rule, Severity};

/// Every rule of this module's.
pub(crate) static RULES: &[&Rule] = &[
    &PRIVATE,
    &SYMMETRIC,
    &INCOMPLETE,
    &UNKNOWN_TYPE,
    &SHORT_RSA,
    &COORDINATE,
    &SAME_KID,
    &EMPTY_SET,
];

pub(super) static PRIVATE: Rule = Rule {
    code: "jwk.private_key",
    severity: Severity::Error,
    blame: Blame::Advice,
    title: title!("The JWK holds a private key."),
    help: "Do not share it: anyone who saw it can sign or decrypt. If it left its place, replace the pair. To check signatures the public members are enough.",
    reference: "RFC 7517 §9.2",
};
pub(super) static SYMMETRIC: Rule = Rule {
    code: "jwk.symmetric",
    severity: Severity::Error,
    blame: Blame::Advice,
    title: title!("The JWK holds a shared secret."),
    help: "Whoever can check with it can sign with it. It must never be published; if it was pasted anywhere else, replace it.",
    reference: "RFC 7517 §9.2, RFC 7518 §6.4",
};
pub(super) static INCOMPLETE: Rule = Rule {
    code: "jwk.member.missing",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A member that this type of key must have is missing."),
    help: "Copy the whole key again; without the member nothing can be checked with it.",
    reference: "RFC 7518 §6, RFC 8037 §2, RFC 9964 §3",
};
pub(super) static UNKNOWN_TYPE: Rule = Rule {
    code: "jwk.kty.unknown",
    severity: Severity::Warning,
    blame: Blame::Unsupported,
    title: title!("The key type is none that is known here."),
    help: "Receivers pass over keys whose type they do not know. Names are case-sensitive: RSA, EC, OKP, AKP, oct.",
    reference: "RFC 7517 §4.1, §5",
};
pub(super) static SHORT_RSA: Rule = Rule {
    code: "jwk.rsa.short",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("RSA keys have 2048 bits or more."),
    help: "Make a new key of 2048 bits or more; many libraries refuse shorter ones.",
    reference: "RFC 7518 §3.3",
};
pub(super) static COORDINATE: Rule = Rule {
    code: "jwk.coordinate.length",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("Coordinates have exactly the length of their curve."),
    help: "Zeros at the front must not be left off. Look at the program that wrote the key.",
    reference: "RFC 7518 §6.2.1.2, RFC 8037 §2",
};
pub(super) static SAME_KID: Rule = Rule {
    code: "jwks.kid.duplicate",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("Two keys of the set have the same name."),
    help: "Receivers that look a key up by kid may take the wrong one. Give every key a kid of its own.",
    reference: "RFC 7517 §4.5",
};
pub(super) static EMPTY_SET: Rule = Rule {
    code: "jwks.empty",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("The set holds no key."),
    help: "No signature can be checked with it. Look whether the server has made its keys yet.",
    reference: "RFC 7517 §5.1",
};
