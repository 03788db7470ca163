//! The rules about opaque tokens, PASETO and strings that may be secrets.

use crate::report::{Blame, Rule, Severity};

/// Every rule of this module's.
pub(crate) static RULES: &[&Rule] = &[
    &LONG_LIVED,
    &PASETO_PARTS,
    &PASETO_ENCODING,
    &PASETO_SHORT,
    &PASETO_VERSION,
];

pub(crate) static LONG_LIVED: Rule = Rule {
    code: "opaque.long_lived_secret",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: "This is a key that lives long, often until someone takes it back.",
    help: "Treat it as a secret. If it was pasted, mailed or logged anywhere else, make a new one and revoke this one.",
    reference: "RFC 6819 §5.1.5.3, §5.1.6",
};

pub(crate) static PASETO_PARTS: Rule = Rule {
    code: "paseto.parts",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: "A PASETO has three or four parts: version, purpose, payload, and perhaps a footer.",
    help: "Copy the token again, from the first character to the last.",
    reference: "PASETO specification, Message Format",
};

pub(crate) static PASETO_ENCODING: Rule = Rule {
    code: "paseto.encoding",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: "Payload and footer of a PASETO are base64url without padding.",
    help: "Copy the token again. If it is complete, look at the program that encoded it: a strict reader refuses it.",
    reference: "PASETO specification, Base64 Encoding",
};

pub(crate) static PASETO_SHORT: Rule = Rule {
    code: "paseto.short",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: "The payload is shorter than what every token of its version must carry.",
    help: "The end is probably missing: copy the token again.",
    reference: "PASETO specification, Versions",
};

pub(crate) static PASETO_VERSION: Rule = Rule {
    code: "paseto.version.deprecated",
    severity: Severity::Advice,
    blame: Blame::Advice,
    title: "Versions 1 and 2 of PASETO are deprecated.",
    help: "Have the issuer move to v4, or to v3 where NIST algorithms are required.",
    reference: "PASETO specification, Versions 1 and 2",
};
