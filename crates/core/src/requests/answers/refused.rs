//! A call that was refused: by whom, and the text that the diagnosis reads.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Answer, Planned, companion, json, text};
use crate::kinds::mask;
use crate::oauth::error::permissions_in;
use crate::text::beginning;
use crate::walkthrough::masked;

/// Who refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Origin {
    /// Genesys Cloud.
    Genesys,
    /// The companion, before anything was sent or because nothing came back.
    Companion,
    /// There is no companion: something else serves this page.
    NoCompanion,
    /// It cannot be told: something between, perhaps.
    Unknown,
}

/// A call that was refused. It holds no secret.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
    /// By whom.
    pub origin: Origin,
    /// The status; 0 where nothing answered.
    pub status: u16,
    /// The error's code, as it was written.
    pub code: String,
    /// Its words, as they were written.
    pub message: String,
    /// What it means, in a sentence.
    pub says: String,
    /// What to do; empty where the diagnosis says it.
    pub todo: String,
    /// The permissions that it names.
    pub permissions: Vec<String>,
    /// What identifies the call to Genesys' support.
    pub correlation: Option<String>,
    /// The exchange as a text without secrets: what [`crate::inspect`] diagnoses, as a pasted error. None
    /// where there is nothing of Genesys' to diagnose.
    pub exchange: Option<String>,
}

impl Refusal {
    /// Whether the token that was sent is of no use any more: it is to be dropped. A call from an address that
    /// is not allowed says nothing against the token.
    #[must_use]
    pub fn ends_token(&self) -> bool {
        self.origin == Origin::Genesys
            && self.status == 401
            && !matches!(
                self.code.as_str(),
                "ip.not.authorized" | "authentication.required"
            )
    }
}

/// How much of a body is passed on to the diagnosis, in bytes.
const BODY: usize = 16 * 1024;

/// What an answer that was not expected says.
#[must_use]
pub fn refusal(planned: &Planned, answer: &Answer) -> Refusal {
    let document = json(answer.body.expose());
    let body = document.object();
    if let Some(mut own) = body.and_then(|body| companion::own(body, answer.status)) {
        own.message = scrubbed(planned, &own.message);
        return own;
    }
    let is_page = answer.is_html()
        && answer
            .header("content-type")
            .is_none_or(|kind| kind.to_ascii_lowercase().contains("html"));
    let no_body = answer.body.expose().trim().is_empty();
    // Servers of files answer 404 or 405, and 501; some answer every path with their page.
    if is_page && matches!(answer.status, 200 | 404 | 405 | 501)
        || no_body && matches!(answer.status, 404 | 405 | 501) && answer.correlation().is_none()
    {
        return Refusal {
            status: answer.status,
            ..companion::no_companion()
        };
    }
    let (mut code, mut message) = (String::new(), String::new());
    if let Some(body) = body {
        code = text(body, "error");
        if code.is_empty() {
            code = text(body, "code");
        }
        for name in ["error_description", "description", "message"] {
            if message.is_empty() {
                message = text(body, name);
            }
        }
    }
    let known = !code.is_empty() || answer.correlation().is_some();
    Refusal {
        origin: if known {
            Origin::Genesys
        } else {
            Origin::Unknown
        },
        status: answer.status,
        says: says(answer, &code, &message, &planned.ends_at()),
        todo: String::new(),
        permissions: permissions_in(&scrubbed(planned, &message)),
        code: scrubbed(planned, &code),
        message: scrubbed(planned, &message),
        correlation: answer.correlation().map(String::from),
        exchange: Some(exchange(planned, answer)),
    }
}

/// What a status and a code mean, in a sentence; the diagnosis says more.
fn says(answer: &Answer, code: &str, message: &str, host: &str) -> String {
    let lower = message.to_ascii_lowercase();
    let says = match (answer.status, code) {
        (_, "invalid_client") if lower.contains("not found") => {
            "The client id is not known in this region."
        }
        (_, "invalid_client") => "The client is known, and this is not its secret.",
        (_, "unauthorized_client") => {
            "Id and secret are right, and the client is set up for another grant."
        }
        (400, "invalid_request") if lower.contains("rate limit") => {
            "Tokens were asked for too often; this endpoint says so with a 400."
        }
        (401, "ip.not.authorized") => {
            "The address that the call came from is not in the organization's allowlist."
        }
        (401, "authentication.required") => "No token arrived.",
        (401, _) => {
            "The token was refused: it has expired or idled out, was revoked, or is of another region."
        }
        (403, "missing.permissions" | "missing.any.permissions") => {
            "The token works, and a permission is missing."
        }
        (403, _) => "The token works, and the call is not allowed.",
        (404, _) => "It was not found there.",
        (429, _) => "Too many requests.",
        (500.., _) => "The service itself failed.",
        (200..300, _) => "The answer is not of the form that was expected.",
        _ => return format!("{host} refused the call with status {}.", answer.status),
    };
    String::from(says)
}

/// Request and answer as a text, as `curl -v` would show it, without secrets: what the diagnosis reads.
#[must_use]
pub fn exchange(planned: &Planned, answer: &Answer) -> String {
    let mut lines = planned.shown();
    lines.push('\n');
    lines.push_str(&answer_text(planned, answer));
    lines
}

/// An answer as a text, to show: status, the headers that are passed on, the body without secrets.
#[must_use]
pub fn answer_text(planned: &Planned, answer: &Answer) -> String {
    let mut lines = format!("HTTP/1.1 {}\n", answer.status);
    for (name, value) in &answer.headers {
        let lower = name.to_ascii_lowercase();
        let known = matches!(
            lower.as_str(),
            "content-type" | "retry-after" | "inin-correlation-id"
        ) || lower.starts_with("inin-ratelimit-");
        if known && !value.contains(['\n', '\r']) {
            lines.push_str(&format!("{name}: {}\n", masked(value.trim()).text));
        }
    }
    lines.push('\n');
    let whole = answer.body.expose();
    let body = beginning(whole, BODY);
    let document = json(body);
    let masked = mask::masked_text(body, &mask::ranges(&document));
    lines.push_str(&masked);
    if body.len() < whole.len() {
        let left = whole.len().saturating_sub(body.len());
        lines.push_str(&format!("\n… and {left} bytes more"));
    }
    lines.push('\n');
    scrubbed(planned, &lines)
}

/// A text without the secrets that were sent, should an answer repeat them.
fn scrubbed(planned: &Planned, text: &str) -> String {
    let mut text = String::from(text);
    for secret in planned.secrets() {
        // What is shorter is in every text by chance.
        if secret.len() >= 6 && text.contains(secret) {
            text = text.replace(secret, &mask::mask(secret.chars().count()));
        }
    }
    text
}
