//! An answer as it came: status, headers, body. What it says is read by the functions beside it.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::Secret;

/// An answer to a call.
#[derive(Clone, Default, Eq, PartialEq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, name and value, as they came.
    pub headers: Vec<(String, String)>,
    /// The body. It may hold a token, so it does not show itself.
    pub body: Secret,
}

impl Answer {
    /// An answer from its parts.
    #[must_use]
    pub fn new(status: u16, headers: Vec<(String, String)>, body: impl Into<String>) -> Self {
        Self {
            status,
            headers,
            body: Secret::new(body),
        }
    }

    /// The value of a header; its name in any case. Of several the first.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }

    /// Whether the status says that all went well.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// What identifies the call to Genesys' support, if the answer says so.
    #[must_use]
    pub fn correlation(&self) -> Option<&str> {
        self.header("inin-correlation-id")
            .filter(|id| !id.is_empty())
    }

    /// Whether the body is a web page.
    #[must_use]
    pub fn is_html(&self) -> bool {
        let body = self.body.expose().trim_start();
        let begins = |word: &str| {
            body.get(..word.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(word))
        };
        begins("<html") || begins("<!doctype")
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("headers", &self.headers.len())
            .field("body", &self.body)
            .finish()
    }
}
