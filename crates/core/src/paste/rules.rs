//! The rules about a paste as a whole: the limits of this tool, and nothing else.

use crate::report::{Blame, Rule, Severity};

/// How many bytes of a paste are looked at: 32 MB.
pub const MAX_PASTE_BYTES: usize = 32 << 20;
/// How many bytes one artefact may have: 16 MB.
pub const MAX_ARTEFACT_BYTES: usize = 16 << 20;
/// Of how many lines, or escaped characters, an artefact may be put together: what 16 MB are in lines
/// of 64. Each takes more memory than a byte.
pub(super) const MAX_STRETCHES: usize = MAX_ARTEFACT_BYTES / 64;
/// How many artefacts are listed.
pub const MAX_CANDIDATES: usize = 500;

pub(crate) static TOO_LONG: Rule = Rule {
    code: "paste.too_long",
    severity: Severity::Warning,
    blame: Blame::Unsupported,
    title: "The paste is longer than what is looked at.",
    help: "Paste the part that holds the token, or split the text.",
    reference: "",
};

pub(crate) static ARTEFACT_TOO_LONG: Rule = Rule {
    code: "paste.artefact_too_long",
    severity: Severity::Warning,
    blame: Blame::Unsupported,
    title: "An artefact is longer than what is read of one.",
    help: "What is shown was read from its beginning. Nothing that issues tokens makes them this long: check what was copied.",
    reference: "",
};

pub(crate) static TOO_MANY: Rule = Rule {
    code: "paste.too_many",
    severity: Severity::Warning,
    blame: Blame::Unsupported,
    title: "The paste holds more artefacts than are listed.",
    help: "Paste the part you want to know about, or split the text.",
    reference: "",
};

/// Every rule of this stage.
#[allow(dead_code, reason = "the table of all rules is put together elsewhere")]
pub(crate) static RULES: &[&Rule] = &[&TOO_LONG, &ARTEFACT_TOO_LONG, &TOO_MANY];
