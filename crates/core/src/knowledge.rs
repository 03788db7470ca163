//! What an inspection can do without at first: readers, meanings and checks that a page may load later.
//!
//! They are reached through this table alone. A build that never names [`ALL`] does not contain them, and
//! a page that names it in a part that is loaded later contains them there. What finds faults in a token
//! is not among them: a token that was looked at without its rules would look sound.

use alloc::string::String;
use alloc::vec::Vec;

use crate::claims;
use crate::context::Context;
use crate::jose::{sd_jwt, serialization};
use crate::kinds;
use crate::paste::{Candidate, JsonShape, Shape};
use crate::policy;
use crate::report::{Artefact, CheckState, PolicyCheck};

/// A table of what may be loaded later: [`ALL`] of it, or one of its two stand-ins.
#[derive(Debug)]
pub struct Knowledge {
    /// Reads everything but tokens in Compact Serialization; with it the token inside, if there is one.
    pub(crate) read: fn(&Candidate) -> (Artefact, Option<Candidate>),
    /// Gives a token's claims and header parameters their meanings.
    pub(crate) explain: fn(&mut Artefact),
    /// Holds a token against what the caller expects.
    pub(crate) check: fn(&Artefact, &Context) -> Vec<PolicyCheck>,
}

/// All there is to know.
pub static ALL: Knowledge = Knowledge {
    read,
    explain: claims::explain,
    check: policy::check,
};

/// Stands in for [`ALL`] while a page loads it: says so where something is not explained.
pub static AWAITED: Knowledge = Knowledge {
    read: |candidate| (kinds::unread(candidate, true), None),
    explain: |_| (),
    check: |_, context| unchecked(context, "is still being loaded"),
};

/// Stands in for [`ALL`] where it could not be loaded: says so where something is not explained.
pub static MISSING: Knowledge = Knowledge {
    read: |candidate| (kinds::unread(candidate, false), None),
    explain: |_| (),
    check: |_, context| unchecked(context, "could not be loaded: load the page again"),
};

fn read(candidate: &Candidate) -> (Artefact, Option<Candidate>) {
    match candidate.shape {
        Shape::SdJwt => sd_jwt::read(candidate),
        Shape::Json(JsonShape::Jws) => (serialization::read_jws(candidate), None),
        Shape::Json(JsonShape::Jwe) => (serialization::read_jwe(candidate), None),
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
