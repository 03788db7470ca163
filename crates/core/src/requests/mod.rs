//! The request page without a page: what is asked, what the answers say, when to ask again.
//!
//! Plain data and pure functions. Nothing here sends anything: whoever uses it takes a [`Planned`] call,
//! sends it to the companion, and gives back an [`Answer`]. Time is an argument.
//!
//! The way of a request:
//!
//! 1. [`check`] looks at what was typed, before anything is sent.
//! 2. [`Ask::plan`] makes a [`Planned`] call from the table of calls ([`crate::calls`]).
//! 3. [`Retry::next`] says whether an answer is to be waited for and asked for again.
//! 4. [`read_token`], [`read_me`], [`read_subject`] and the others read it; a [`Refusal`] has the text that
//!    [`crate::inspect`] diagnoses.
//! 5. [`TokenStore`] keeps tokens in memory until shortly before they expire.
//! 6. [`needs`] holds a list of permissions against what was granted.
//! 7. A [`Baseline`] is what can be kept of all that, to compare with later: no token and no secret.
//!
//! A secret is a [`Secret`]: it does not show itself, whatever it is in.

mod answer;
mod answers;
mod baseline;
mod draft;
mod http_date;
mod plan;
mod retry;
mod rights;
mod secret;
mod store;
#[cfg(test)]
mod tests;

pub use answer::Answer;
pub use answers::{
    ClientState, Companion, Idle, Me, Organization, Origin, Outcome, REAL_READS, ReadVerdict,
    RealRead, Refusal, RoleDivision, START, TokenAnswer, UserAnswer, answer_text, companion_code,
    exchange, no_companion, read_companion, read_me, read_organization, read_real, read_revoked,
    read_subject, read_timeout, read_token, read_user, refusal,
};
pub use baseline::{
    Baseline, BaselineFault, Changed, Evidence, baseline_from_json, baseline_to_json, compare,
};
pub use draft::{Check, Field, Mended, Severity, check, may_send};
pub use plan::{Ask, Credential, DEMO, Header, OWN_HEADER, PlanFault, Planned};
pub use retry::{Next, Retry};
pub use rights::{Held, Need, NeedState, Permission, RoleGrant, Subject, WantFault, needs, search};
pub use secret::Secret;
pub use store::{Life, LifeState, Reuse, TokenStore};
