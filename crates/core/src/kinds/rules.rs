//! The rules about PEM blocks.

use crate::report::{Blame, Rule, Severity};

/// Every rule of this module's.
pub(crate) static RULES: &[&Rule] = &[&PEM_PRIVATE_KEY, &PEM_ENCRYPTED_KEY, &PEM_UNFINISHED];

pub(crate) static PEM_PRIVATE_KEY: Rule = Rule {
    code: "pem.private_key",
    severity: Severity::Error,
    blame: Blame::Advice,
    title: "This is a private key.",
    help: "Do not share it. Anyone who saw it can sign or decrypt in its owner's name: if it left its place, replace it.",
    reference: "RFC 5958 §6",
};

pub(crate) static PEM_ENCRYPTED_KEY: Rule = Rule {
    code: "pem.private_key.encrypted",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: "This is a private key under a passphrase.",
    help: "It is as safe as its passphrase. Do not paste it around, and replace it if the passphrase is weak or known.",
    reference: "RFC 5958 §3, §6",
};

pub(crate) static PEM_UNFINISHED: Rule = Rule {
    code: "pem.unfinished",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: "The closing line of the PEM block is missing.",
    help: "Copy the block again, from the line with BEGIN to the line with END, both included.",
    reference: "RFC 7468 §2",
};
