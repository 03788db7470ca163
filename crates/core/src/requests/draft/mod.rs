//! What was typed, looked at before anything is sent.
//!
//! Most failed token requests fail here: white space from copying, id and secret in each other's field,
//! a whole header in one of them. What is certain to fail stops; what may be meant only warns.

mod checks;

use alloc::string::String;
use alloc::vec::Vec;

use super::Secret;

/// The field that a check is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Field {
    /// The client id.
    ClientId,
    /// The secret.
    Secret,
    /// Both.
    Both,
}

/// What a check does.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// It cannot work: nothing is sent.
    Stops,
    /// It looks wrong, and may be meant: it can be sent all the same.
    Warns,
}

/// Both fields as they were probably meant.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mended {
    /// What the button says: "Swap them", "Take out the white space".
    pub label: &'static str,
    /// The client id.
    pub client_id: String,
    /// The secret.
    pub secret: Secret,
}

/// One thing that is odd about what was typed. It holds no part of the secret but in [`Mended`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Check {
    /// Its stable name: `white-space`, `swapped`, `pair`.
    pub id: &'static str,
    /// Where.
    pub field: Field,
    /// Whether it stops.
    pub severity: Severity,
    /// What is odd, in a sentence.
    pub text: &'static str,
    /// What to do, in a sentence.
    pub todo: &'static str,
    /// What was probably meant, where that can be told.
    pub mended: Option<Mended>,
}

/// Looks at what was typed; what stops comes first. Empty where nothing is odd.
#[must_use]
pub fn check(client_id: &str, secret: &Secret) -> Vec<Check> {
    checks::of(client_id, secret.expose())
}

/// Whether it may be sent: nothing that was found stops.
#[must_use]
pub fn may_send(checks: &[Check]) -> bool {
    checks.iter().all(|check| check.severity != Severity::Stops)
}
