//! How a check comes out, and in which words.

use alloc::format;
use alloc::string::String;

use crate::claims::{brief, shortened};
use crate::report::{Answer, CheckState, PolicyCheck};

/// The answer to a token that is wrong.
pub(super) const INVALID: Answer = Answer {
    status: 401,
    error: "invalid_token",
};

/// The answer to a token that is good but does not allow enough.
pub(super) const INSUFFICIENT: Answer = Answer {
    status: 403,
    error: "insufficient_scope",
};

pub(super) fn met(
    subject: &'static str,
    expected: &str,
    actual: &str,
    message: String,
) -> PolicyCheck {
    PolicyCheck {
        subject,
        state: CheckState::Met,
        expected: shortened(expected, 300),
        actual: shortened(actual, 300),
        answer: None,
        message,
    }
}

pub(super) fn not_met(
    subject: &'static str,
    expected: &str,
    actual: &str,
    message: String,
    answer: Answer,
) -> PolicyCheck {
    PolicyCheck {
        state: CheckState::NotMet,
        answer: Some(answer),
        ..met(subject, expected, actual, message)
    }
}

pub(super) fn undecided(subject: &'static str, expected: &str, message: String) -> PolicyCheck {
    PolicyCheck {
        state: CheckState::Undecided,
        ..met(subject, expected, "", message)
    }
}

pub(super) fn with_reason(mut message: String, reason: Option<&str>) -> String {
    if let Some(reason) = reason {
        message.push(' ');
        message.push_str(reason);
    }
    message
}

/// At most five names, then how many more.
pub(super) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let mut out = String::new();
    for name in names.iter().take(5) {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(&brief(name.as_ref()));
    }
    if names.len() > 5 {
        out.push_str(&format!(" and {} more", names.len() - 5));
    }
    out
}
