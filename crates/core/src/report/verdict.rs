//! The four verdicts. They stay apart: nothing merges them into one "valid".

use alloc::string::String;

use serde::Serialize;

/// One verdict: a state, a short label for it, and the reason with its facts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verdict<S> {
    /// The state.
    pub state: S,
    /// The state in two or three words: `Well-formed`, `Not checked`, `Expired`.
    pub label: String,
    /// Why, with the facts: `Expired 14:02:05 UTC, now 14:16:10 UTC.`
    pub detail: String,
}

impl<S> Verdict<S> {
    /// A verdict from its three parts.
    #[must_use]
    pub fn new(state: S, label: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            state,
            label: label.into(),
            detail: detail.into(),
        }
    }
}

/// Structure, signature, time and policy, each on its own.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verdicts {
    /// Whether the bytes are what the format says.
    pub structure: Verdict<StructureState>,
    /// Whether somebody's key vouches for it. This crate never checks one.
    pub signature: Verdict<SignatureState>,
    /// Whether now lies inside its validity.
    pub time: Verdict<TimeState>,
    /// Whether it is what the caller said they expect.
    pub policy: Verdict<PolicyState>,
}

/// Whether the bytes are what the format says.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StructureState {
    /// Every byte is as the format says.
    WellFormed,
    /// Readable, with deviations that a strict receiver refuses.
    Deviates,
    /// A part could not be read.
    Damaged,
    /// Decoded as far as it goes; its faults were not looked for, because the rules are not loaded.
    Decoded,
    /// Recognised by its shape and not taken apart: opaque or encrypted content.
    Recognised,
    /// Nothing known has this shape.
    Unknown,
}

/// Whether a signature was checked.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SignatureState {
    /// There is one, and it was not checked.
    NotChecked,
    /// The token says it is unsigned (`alg: none`): nobody vouches for it.
    Unsecured,
    /// There should be one, and it is missing.
    Missing,
    /// This kind of artefact carries none.
    NotApplicable,
}

/// Whether now lies inside the validity.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TimeState {
    /// Between *not before* and *expiry*, with more than the renewal margin left.
    Current,
    /// Current, but expires within the renewal margin.
    ExpiresSoon,
    /// The expiry has passed by no more than the leeway: a lenient receiver still takes it.
    WithinLeeway,
    /// The expiry has passed.
    Expired,
    /// The *not before* time is still to come.
    NotYetValid,
    /// A time is there and cannot be read as a NumericDate.
    Unreadable,
    /// It carries no expiry.
    NoExpiry,
    /// Its times cannot be seen: opaque or encrypted.
    Unknown,
    /// This kind of artefact has no validity.
    NotApplicable,
}

/// Whether the token is what the caller said they expect.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PolicyState {
    /// Nothing was said to be expected.
    NotSet,
    /// Everything that was said is met.
    Met,
    /// Something is not met.
    NotMet,
    /// Something could not be decided from this artefact.
    Undecided,
    /// This kind of artefact cannot be held against a policy.
    NotApplicable,
}

/// How one expectation fared.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// Met.
    Met,
    /// Not met.
    NotMet,
    /// Cannot be decided from what the token says.
    Undecided,
}

/// One expectation held against the token, phrased as the API would answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PolicyCheck {
    /// What was checked: `issuer`, `audience`, `scopes`, `client id`, `token type`, `algorithm`, `lifetime`, `expiry`, `not before`.
    pub subject: &'static str,
    /// How it fared.
    pub state: CheckState,
    /// What was expected.
    pub expected: String,
    /// What the token says.
    pub actual: String,
    /// What the API would answer if not met.
    pub answer: Option<Answer>,
    /// The check in one sentence with both facts.
    pub message: String,
}

/// The answer of a protected resource (RFC 6750 §3.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// The HTTP status: 401 or 403.
    pub status: u16,
    /// The error code: `invalid_token` or `insufficient_scope`.
    pub error: &'static str,
}

/// The moments of a token's life, for drawing; seconds since 1970. All optional but `now`.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timeline {
    /// Issued at (`iat`).
    pub issued: Option<i64>,
    /// Not before (`nbf`).
    pub not_before: Option<i64>,
    /// When renewal is due: expiry less the renewal margin.
    pub renewal: Option<i64>,
    /// Expiry (`exp`).
    pub expires: Option<i64>,
    /// The moment of the report.
    pub now: i64,
}
