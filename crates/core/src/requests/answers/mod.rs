//! What the answers say: one reader a call, each giving plain data or a [`Refusal`].

mod companion;
mod me;
mod organization;
mod real;
mod refused;
mod token;
mod user;

use alloc::boxed::Box;
use alloc::string::String;

use super::{Answer, Planned};
use crate::jose::json::{self, Document, Limits, Value};

pub use companion::{Companion, START, companion_code, no_companion, read_companion};
pub use me::{ClientState, Me, RoleDivision, read_me};
pub use organization::{Idle, Organization, read_organization, read_timeout};
pub use real::{Outcome, REAL_READS, ReadVerdict, RealRead, read_real};
pub use refused::{Origin, Refusal, answer_text, exchange, refusal};
pub use token::{TokenAnswer, read_token};
pub use user::{UserAnswer, read_user};

pub use super::rights::read_subject;

/// How much of an answer is read: a client may have many roles with many permissions each.
const LIMITS: Limits = Limits {
    depth: 32,
    members: 2_000_000,
};

/// An answer as JSON, whatever it is.
pub(super) fn json(text: &str) -> Document<'_> {
    json::read(text.as_bytes(), LIMITS)
}

/// A string member, or nothing.
pub(super) fn text(value: Value<'_, '_>, name: &str) -> String {
    value.get_str(name).unwrap_or_default().into_owned()
}

/// Whether the token was revoked.
///
/// # Errors
/// Where it was refused.
pub fn read_revoked(planned: &Planned, answer: &Answer) -> Result<(), Box<Refusal>> {
    if answer.is_ok() && !answer.is_html() {
        return Ok(());
    }
    Err(Box::new(refusal(planned, answer)))
}

/// A refusal where the answer is none of the kind that was asked for.
fn refused(planned: &Planned, answer: &Answer) -> Box<Refusal> {
    Box::new(refusal(planned, answer))
}
