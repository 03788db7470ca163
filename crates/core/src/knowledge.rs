//! What an inspection can do without at first: readers, rules, meanings and checks that a page may load later.
//!
//! They are reached through this table alone. A build that never names [`ALL`] does not contain them, and
//! a page that names it in a part that is loaded later contains them there. What is always there finds
//! tokens in Compact Serialization, decodes them, and says which issuer and audience they name and when
//! they expire. A report that was made without the rest says so in its structure verdict: a token that was
//! looked at without its rules must not look sound.

use alloc::string::String;
use alloc::vec::Vec;

use crate::claims;
use crate::context::Context;
use crate::genesys::{self, Tables};
use crate::jose::json::Value;
use crate::jose::{Encoded, Token, build, sd_jwt, serialization};
use crate::judge;
use crate::kinds;
use crate::lint;
use crate::paste::{Candidate, FURTHER, Further, JsonShape, Shape};
use crate::policy;
use crate::report::{
    Artefact, CheckState, Facts, Finding, Kind, NextStep, PolicyCheck, ScopeGroup, StructureState,
    Verdict,
};

/// A table of what may be loaded later: [`ALL`] of it, or one of its two stand-ins.
#[derive(Debug)]
pub struct Knowledge {
    /// What is looked for besides tokens in Compact Serialization.
    pub(crate) find: Option<&'static Further>,
    /// Reads everything but tokens in Compact Serialization; with it the token inside, if there is one.
    pub(crate) read: Read,
    /// Adds to what a token says whose product issued it, and what sort of token it is.
    pub(crate) recognise: Recognise,
    /// Finds the faults of a token; of a JWE with the parts behind its header.
    pub(crate) lint: Lint,
    /// Puts the findings of a token in order and says what they make of its structure.
    pub(crate) weigh: fn(Kind, &mut Vec<Finding>) -> Verdict<StructureState>,
    /// Lists what a Claims Set allows.
    pub(crate) scopes: for<'d, 't> fn(Value<'d, 't>) -> Vec<ScopeGroup>,
    /// Gives a token's claims and header parameters their meanings.
    pub(crate) explain: fn(&mut Artefact),
    /// Finds what is to be noted because of the time it is.
    pub(crate) timely: fn(&Artefact, &Context) -> Vec<Finding>,
    /// Holds a token against what the caller expects.
    pub(crate) check: fn(&Artefact, &Context) -> Vec<PolicyCheck>,
    /// Says what to do next.
    pub(crate) steps: fn(&Artefact, &Context) -> Vec<NextStep>,
}

/// See [`Knowledge::read`]: the candidate, and the reference data if it is there.
type Read = fn(&Candidate, Option<&'static Tables>) -> (Artefact, Option<Candidate>);

/// See [`Knowledge::recognise`]: the facts, the header, the Claims Set.
type Recognise = for<'d, 't> fn(&mut Facts, Option<Value<'d, 't>>, Option<Value<'d, 't>>);

/// See [`Knowledge::lint`].
type Lint = for<'t> fn(&Token<'t>, &[Encoded<'t>], &Facts, &mut Vec<Finding>);

/// All there is to know.
pub static ALL: Knowledge = Knowledge {
    find: Some(&FURTHER),
    read,
    recognise: claims::recognise,
    lint: lint::compact,
    weigh: build::weigh,
    scopes: claims::scopes,
    explain: claims::explain,
    timely: judge::timely,
    check: policy::check,
    steps: judge::steps,
};

/// Stands in for [`ALL`] while a page loads it: says so where something is not explained.
pub static AWAITED: Knowledge = Knowledge {
    find: None,
    read: |candidate, _| (kinds::unread(candidate, true), None),
    recognise: |_, _, _| (),
    lint: |_, _, _, _| (),
    weigh: |_, _| {
        undecided("Decoded. The part of this page that looks for faults is being loaded.")
    },
    scopes: |_| Vec::new(),
    explain: |_| (),
    timely: |_, _| Vec::new(),
    check: |_, context| unchecked(context, "is still being loaded"),
    steps: |_, _| Vec::new(),
};

/// Stands in for [`ALL`] where it could not be loaded: says so where something is not explained.
pub static MISSING: Knowledge = Knowledge {
    read: |candidate, _| (kinds::unread(candidate, false), None),
    weigh: |_, _| {
        undecided("Decoded. The part of this page that looks for faults could not be loaded.")
    },
    check: |_, context| unchecked(context, "could not be loaded: load the page again"),
    steps: |_, _| {
        Vec::from([NextStep {
            text: String::from(
                "Load the page again: a part of it is missing, and faults were not looked for.",
            ),
            command: None,
        }])
    },
    ..AWAITED
};

/// The verdict on a structure whose faults nothing looked for.
fn undecided(detail: &str) -> Verdict<StructureState> {
    Verdict::new(StructureState::Decoded, "Decoded only", detail)
}

fn read(candidate: &Candidate, tables: Option<&'static Tables>) -> (Artefact, Option<Candidate>) {
    match candidate.shape {
        Shape::SdJwt => sd_jwt::read(candidate),
        Shape::Json(JsonShape::Jws) => (serialization::read_jws(candidate), None),
        Shape::Json(JsonShape::Jwe) => (serialization::read_jwe(candidate), None),
        Shape::Unknown => (genesys::artefact(candidate, tables), None),
        _ => (kinds::artefact(candidate), None),
    }
}

/// The one answer to all expectations while nothing can check them.
fn unchecked(context: &Context, why: &str) -> Vec<PolicyCheck> {
    let mut checks = Vec::new();
    if context.policy.is_set() {
        let mut message = String::from("Not checked: the part of the page that checks this ");
        message.push_str(why);
        message.push('.');
        checks.push(PolicyCheck {
            subject: "expectations",
            state: CheckState::Undecided,
            expected: String::new(),
            actual: String::new(),
            answer: None,
            message,
        });
    }
    checks
}
