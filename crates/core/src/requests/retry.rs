//! When to ask again: told waits as told, doubling ones otherwise, and never for an answer that will not change.

use alloc::format;
use alloc::string::String;

use super::{Answer, Planned, http_date};
use crate::calls::{Body, Method};
use crate::jose::json::{self, Limits};
use crate::time::duration;

/// How often a call is made at most.
const TRIES: u32 = 5;

/// The longest wait that is waited by itself, in seconds. Longer ones are told.
const LONGEST: u32 = 120;

/// The first of the doubling waits, in seconds.
const FIRST: u32 = 2;

/// What to do with an answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Next {
    /// It is to be read: it is not one that asking again changes.
    Done,
    /// Wait so long, then ask again.
    Wait {
        /// How long, in seconds.
        seconds: u32,
        /// Why, in a sentence.
        why: String,
        /// Which try the next one is, of [`Retry::tries`].
        attempt: u32,
    },
    /// Do not ask again by itself; the answer is to be read.
    GiveUp {
        /// Why, in a sentence.
        why: String,
        /// After how many seconds it may be asked again, if that was told.
        after: Option<u32>,
    },
}

/// The rules of asking again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Retry {
    /// How often a call is made at most, the first time included; never more than five.
    pub tries: u32,
    /// The longest wait in seconds that is waited by itself.
    pub longest: u32,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            tries: TRIES,
            longest: LONGEST,
        }
    }
}

/// Why a call may be made again.
enum Reason {
    /// The service says that there were too many.
    Throttled,
    /// The service failed, and the call only reads.
    Failed,
}

impl Retry {
    /// What to do with an answer. `attempt` is the number of the try that was answered, from 1; `now` is in
    /// seconds since 1970; `jitter` is any number that differs between callers, so that they do not all
    /// come back at once.
    #[must_use]
    pub fn next(
        self,
        planned: &Planned,
        answer: &Answer,
        attempt: u32,
        now: i64,
        jitter: u32,
    ) -> Next {
        let Some(reason) = reason(planned, answer) else {
            return Next::Done;
        };
        let told = told(answer, now, &reason);
        let tries = self.tries.min(TRIES);
        if attempt >= tries {
            return Next::GiveUp {
                why: format!("It was asked {attempt} times; it is not asked again by itself."),
                after: told.as_ref().map(|told| told.0),
            };
        }
        let (seconds, who) =
            told.unwrap_or_else(|| (backoff(attempt, jitter), "nobody said how long"));
        if seconds > self.longest {
            return Next::GiveUp {
                why: format!(
                    "It may be asked again in {} ({who}); that is too long to wait here.",
                    duration(i64::from(seconds))
                ),
                after: Some(seconds),
            };
        }
        let what = match reason {
            Reason::Throttled => "Too many requests",
            Reason::Failed => "The service failed",
        };
        let waits = duration(i64::from(seconds));
        Next::Wait {
            seconds,
            why: format!("{what}: asked again in {waits} ({who})."),
            attempt: attempt.saturating_add(1),
        }
    }

    /// What to do where no answer came at all: the connection broke, or nobody was there.
    #[must_use]
    pub fn lost(self, planned: &Planned, attempt: u32, jitter: u32) -> Next {
        if !reads(planned) {
            return Next::GiveUp {
                why: String::from(
                    "No answer came. Whether the request was worked on is not known, so it is not sent again by itself.",
                ),
                after: None,
            };
        }
        if attempt >= self.tries.min(TRIES) {
            return Next::GiveUp {
                why: format!("No answer came, {attempt} times."),
                after: None,
            };
        }
        let seconds = backoff(attempt, jitter);
        Next::Wait {
            seconds,
            why: format!(
                "No answer came: asked again in {}.",
                duration(i64::from(seconds))
            ),
            attempt: attempt.saturating_add(1),
        }
    }
}

/// Whether asking again may change the answer.
fn reason(planned: &Planned, answer: &Answer) -> Option<Reason> {
    if answer.status < 400 {
        return None;
    }
    // The token endpoint throttles with a 400 that says so in its words.
    if answer.status == 429 || planned.call.body == Body::TokenForm && is_throttled(answer) {
        return Some(Reason::Throttled);
    }
    let own = own_code(answer);
    // The companion had no room, and passed nothing on.
    if own.as_deref() == Some("busy") {
        return Some(Reason::Throttled);
    }
    // 501 says that it will never work.
    let failed = matches!(answer.status, 500 | 502..=504);
    let again = own.is_none_or(|code| !FINAL.contains(&code.as_str()));
    (reads(planned) && failed && again).then_some(Reason::Failed)
}

/// Whether a call only reads. Any other may have been worked on: of a failure that is not clear it is not
/// sent again.
fn reads(planned: &Planned) -> bool {
    matches!(planned.method, Method::Get | Method::Head) || planned.call.body == Body::Aggregate
}

/// Failures of the companion that the next try meets as well.
const FINAL: [&str; 5] = [
    "panic",
    "upstream_address",
    "upstream_redirect",
    "upstream_tls",
    "upstream_too_large",
];

/// `rate limit exceeded` in an error of the token endpoint.
fn is_throttled(answer: &Answer) -> bool {
    if answer.status != 400 {
        return false;
    }
    let document = json::read(answer.body.expose().as_bytes(), Limits::DEFAULT);
    let Some(body) = document.object() else {
        return false;
    };
    body.get_str("error").as_deref() == Some("invalid_request")
        && ["error_description", "description"].iter().any(|name| {
            body.get_str(name)
                .is_some_and(|text| text.to_ascii_lowercase().contains("rate limit exceeded"))
        })
}

/// The code of an answer of the companion's own.
fn own_code(answer: &Answer) -> Option<String> {
    let document = json::read(answer.body.expose().as_bytes(), Limits::DEFAULT);
    let body = document.object()?;
    let own = body.get_str("source").as_deref() == Some("claimlens-proxy");
    own.then(|| body.get_str("code").unwrap_or_default().into_owned())
}

/// How long the answer says to wait, and where it says so.
fn told(answer: &Answer, now: i64, reason: &Reason) -> Option<(u32, &'static str)> {
    if let Some(value) = answer.header("retry-after") {
        let seconds = if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
            // A number that is too large is a very long wait.
            Some(value.parse().unwrap_or(u32::MAX))
        } else {
            http_date::read(value).map(|at| {
                let left = at.saturating_sub(now).max(0);
                u32::try_from(left).unwrap_or(u32::MAX)
            })
        };
        if let Some(seconds) = seconds {
            // At once is as soon as a second can be told apart.
            return Some((seconds.max(1), "Retry-After says so"));
        }
    }
    // On other answers it says when the count begins anew, which is no reason to wait.
    if matches!(reason, Reason::Throttled)
        && let Some(seconds) = answer
            .header("inin-ratelimit-reset")
            .and_then(|value| value.parse::<u32>().ok())
    {
        return Some((seconds.max(1), "inin-ratelimit-reset says so"));
    }
    None
}

/// 2, 4, 8, 16 seconds, each up to half as long again.
fn backoff(attempt: u32, jitter: u32) -> u32 {
    let doubled = attempt.saturating_sub(1).min(8);
    let base = FIRST.saturating_mul(1_u32.checked_shl(doubled).unwrap_or(1));
    let half = base / 2;
    base.saturating_add(jitter.checked_rem(half.saturating_add(1)).unwrap_or(0))
}
