//! The rules about keys: data, like every rule of the core.

use claimlens_core::report::{Blame, Rule, Severity};

/// Every rule of this crate.
pub static RULES: &[&Rule] = &[
    &PRIVATE,
    &UNREADABLE,
    &LABEL,
    &CHAIN,
    &CERTIFICATE_DATES,
    &SHORT_RSA,
    &EXPONENT,
    &ROCA,
    &MIXED_SET,
    &SAME_KID,
    &MALFORMED,
    &TOO_MANY,
    &HEADER_KEY,
    &ALG_CONFUSION,
];

pub(crate) static PRIVATE: Rule = Rule {
    code: "key.private",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("A private key was given; its public half was used."),
    help: "Checking needs the public half only. Keep the private one where it signs, and replace it if it left that place.",
    reference: "RFC 7517 §9.2",
};
pub(crate) static UNREADABLE: Rule = Rule {
    code: "key.unreadable",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: title!("Something that looks like a key cannot be read as one."),
    help: "Copy the whole key again, from its first line to its last.",
    reference: "RFC 7517 §4, RFC 7468, RFC 5280 §4.1",
};
pub(crate) static LABEL: Rule = Rule {
    code: "key.pem.label",
    severity: Severity::Warning,
    blame: Blame::Malformed,
    title: title!("The label of a PEM block says something else than its content."),
    help: "Libraries that go by the label refuse it. Write the label that belongs to the content.",
    reference: "RFC 7468 §4",
};
pub(crate) static CHAIN: Rule = Rule {
    code: "key.certificate.chain",
    severity: Severity::Info,
    blame: Blame::Advice,
    title: title!("A chain of certificates was given; the key of the first was used."),
    help: "The chain is not verified here. To check with another of its keys, give that certificate alone.",
    reference: "RFC 5280 §6",
};
pub(crate) static CERTIFICATE_DATES: Rule = Rule {
    code: "key.certificate.dates",
    severity: Severity::Warning,
    blame: Blame::Policy,
    title: title!("Now lies outside the dates of the certificate."),
    help: "Take the issuer's current certificate, and see whether the token was signed while this one was good.",
    reference: "RFC 5280 §4.1.2.5",
};
pub(crate) static SHORT_RSA: Rule = Rule {
    code: "key.rsa.short",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("RSA keys have 2048 bits or more."),
    help: "Make a new key of 2048 bits or more.",
    reference: "RFC 7518 §3.3",
};
pub(crate) static EXPONENT: Rule = Rule {
    code: "key.rsa.exponent",
    severity: Severity::Error,
    blame: Blame::Advice,
    title: title!("The RSA exponent is odd, more than 1, and usually 65537."),
    help: "With an exponent of 1 anyone can make signatures. Make a new key with the exponent 65537.",
    reference: "RFC 8017 §3.1",
};
pub(crate) static ROCA: Rule = Rule {
    code: "key.rsa.roca",
    severity: Severity::Error,
    blame: Blame::Advice,
    title: title!(
        "The RSA modulus has the shape that ROCA gives: its private key can be computed."
    ),
    help: "Replace the key now: a faulty library made it, and its private half can be worked out from the public one.",
    reference: "CVE-2017-15361",
};
pub(crate) static MIXED_SET: Rule = Rule {
    code: "key.set.mixed",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("A set holds shared secrets beside public keys."),
    help: "A set that is published must not hold secrets; one that is not is open to mix-ups. Keep them apart.",
    reference: "RFC 7517 §9.2, RFC 8725 §3.1",
};
pub(crate) static SAME_KID: Rule = Rule {
    code: "key.set.kid",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("Two keys of one type in a set have the same name."),
    help: "Give every key a kid of its own.",
    reference: "RFC 7517 §4.5",
};
pub(crate) static MALFORMED: Rule = Rule {
    code: "key.malformed",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("A member of a JWK is not written as the standard says."),
    help: "Strict libraries refuse it. Look at the program that wrote the key.",
    reference: "RFC 7518 §6",
};
pub(crate) static TOO_MANY: Rule = Rule {
    code: "key.limit",
    severity: Severity::Warning,
    blame: Blame::Unsupported,
    title: title!("More keys than are read at once."),
    help: "Give the keys that the token names.",
    reference: "",
};
pub(crate) static HEADER_KEY: Rule = Rule {
    code: "header.key",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("The token brings a key or an address of one, which was not used."),
    help: "Check with a key you already trust: who writes a token can write any key beside it.",
    reference: "RFC 8725 §3.8, §3.10",
};
pub(crate) static ALG_CONFUSION: Rule = Rule {
    code: "jws.alg_confusion",
    severity: Severity::Error,
    blame: Blame::Advice,
    title: title!("The token is signed with the public key as a shared secret."),
    help: "It is an attack, or made with the wrong key. A receiver must fix the algorithm it expects and not take it from the header.",
    reference: "CVE-2015-9235, CVE-2016-5431, RFC 8725 §3.1",
};
