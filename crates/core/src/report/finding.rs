//! One finding: a rule that spoke, where, and the facts.

use alloc::borrow::Cow;
use alloc::string::String;

use serde::Serialize;

use crate::span::Span;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A receiver must or will refuse it, or it is dangerous as it stands.
    Error,
    /// Likely wrong, or wrong for the profile that was recognised.
    Warning,
    /// Works, and could be better.
    Advice,
    /// Worth knowing; nothing to do.
    Info,
}

/// Whose fault a finding is.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Blame {
    /// The bytes are not what the format says: cut off, mangled, mistyped.
    Malformed,
    /// Well-formed, and against a standard.
    AgainstStandard,
    /// Allowed, and advised against.
    Advice,
    /// Against what you said you expect.
    Policy,
    /// A limit of this tool, or something it does not do.
    Unsupported,
}

/// A rule is data plus one function elsewhere that applies it. All rules are listed by
/// [`crate::lint::rules`]; the documentation's table is generated from them.
#[derive(Debug, Eq, PartialEq)]
pub struct Rule {
    /// The stable code: lower-case words joined by dots, such as `jws.alg.none`.
    pub code: &'static str,
    /// How much it matters, unless the recognised profile says otherwise.
    pub severity: Severity,
    /// Whose fault it is.
    pub blame: Blame,
    /// What the rule says, in one short sentence, for the table of rules. Written `title!("…")`: empty
    /// in WebAssembly, where nothing shows it.
    pub title: &'static str,
    /// What to do about it, in one or two sentences.
    pub help: &'static str,
    /// Where it is written: `RFC 8725 §3.1`. Empty only for this tool's own limits.
    pub reference: &'static str,
}

/// A rule that spoke.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// The rule's stable code.
    pub code: &'static str,
    /// How much it matters here.
    pub severity: Severity,
    /// Whose fault it is.
    pub blame: Blame,
    /// Where in the pasted text, if it has a place.
    pub span: Option<Span>,
    /// What it is about: a claim, a header parameter, a segment (`exp`, `alg`, `payload`). May be empty.
    pub subject: String,
    /// What was found and what was expected, in a sentence: both facts.
    pub message: String,
    /// What to do.
    pub help: Cow<'static, str>,
    /// Where it is written.
    pub reference: &'static str,
}

impl Finding {
    /// A finding of `rule` about `subject`, with the rule's own severity and help.
    #[must_use]
    pub fn new(
        rule: &'static Rule,
        subject: impl Into<String>,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code: rule.code,
            severity: rule.severity,
            blame: rule.blame,
            span: span.into(),
            subject: subject.into(),
            message: message.into(),
            help: Cow::Borrowed(rule.help),
            reference: rule.reference,
        }
    }

    /// The same finding, weighed otherwise: the recognised profile makes it matter more or less.
    #[must_use]
    pub fn weighed(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}
