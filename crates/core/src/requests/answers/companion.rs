//! The companion itself: what it can do, what it refuses, and how it is known to be missing.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::refused::{Origin, Refusal};
use super::{Answer, json, text};
use crate::calls;
use crate::jose::json::Value;
use crate::requests::DEMO;

/// How the companion is started.
pub const START: &str = "claimlens-proxy --site dist";

/// What `/proxy.json` says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Companion {
    /// Its version.
    pub version: String,
    /// The keys of the regions it forwards to, those that are known here; with [`DEMO`] where it has it.
    pub regions: Vec<String>,
    /// Whether it has the demo.
    pub has_demo: bool,
    /// The grants it forwards.
    pub grants: Vec<String>,
}

impl Companion {
    /// Whether it forwards client credentials.
    #[must_use]
    pub fn has_client_credentials(&self) -> bool {
        self.grants
            .iter()
            .any(|grant| grant == "client_credentials")
    }
}

/// Reads the answer of `GET /proxy.json`.
///
/// # Errors
/// Where it is none: there is no companion at that address, or it refuses this page.
pub fn read_companion(answer: &Answer) -> Result<Companion, Box<Refusal>> {
    let document = json(answer.body.expose());
    let body = document.object();
    if let Some(refused) = body.and_then(|body| own(body, answer.status)) {
        return Err(Box::new(refused));
    }
    let body = body
        .filter(|body| answer.is_ok() && text(*body, "name") == "claimlens-proxy")
        .ok_or_else(|| Box::new(no_companion()))?;
    let texts = |name: &str| -> Vec<String> {
        let items = body.get(name).into_iter().flat_map(|list| list.items());
        items
            .filter_map(|item| item.as_str())
            .map(|item| item.into_owned())
            .collect()
    };
    // A region that is not known here is none: a secret goes to no host that only a server names.
    let regions: Vec<String> = texts("regions")
        .into_iter()
        .filter(|key| key == DEMO || calls::domain(key).is_some())
        .collect();
    Ok(Companion {
        version: text(body, "version"),
        has_demo: regions.iter().any(|key| key == DEMO),
        regions,
        grants: texts("grants"),
    })
}

/// What is said where nothing answers at all, or something that is no companion.
#[must_use]
pub fn no_companion() -> Refusal {
    Refusal {
        origin: Origin::NoCompanion,
        status: 0,
        code: String::new(),
        message: String::new(),
        says: String::from(
            "There is no companion here: this page is served by something else, or nothing answered. A secret cannot be sent from a browser without it.",
        ),
        todo: String::from(
            "Start it with “claimlens-proxy --site dist” and open http://127.0.0.1:8080, or use the curl line.",
        ),
        permissions: Vec::new(),
        correlation: None,
        exchange: None,
    }
}

/// A refusal of the companion's own, known by its `source`.
pub(super) fn own(body: Value<'_, '_>, status: u16) -> Option<Refusal> {
    if text(body, "source") != "claimlens-proxy" {
        return None;
    }
    let code = text(body, "code");
    let (says, todo) = companion_code(&code).unwrap_or(UNKNOWN);
    Some(Refusal {
        origin: Origin::Companion,
        status,
        message: text(body, "message"),
        says: String::from(says),
        todo: or(text(body, "do"), todo),
        code,
        permissions: Vec::new(),
        correlation: None,
        exchange: None,
    })
}

fn or(text: String, other: &str) -> String {
    if text.is_empty() {
        String::from(other)
    } else {
        text
    }
}

/// What a code of the companion means, and what to do; none for a code that is not known here.
#[must_use]
pub fn companion_code(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "origin" | "origin_unreadable" => (
            "The companion does not take calls from this page's address. Nothing was sent to Genesys Cloud.",
            "Start it with --origin and the address of this page, or open the page that it serves itself.",
        ),
        "host" | "host_unreadable" => (
            "The companion does not answer to the name it was called by. Nothing was sent to Genesys Cloud.",
            "Open it by 127.0.0.1 or localhost, or start it with --host and that name.",
        ),
        "rate" => (
            "The companion's own limit was reached. Nothing was sent to Genesys Cloud.",
            "Wait as long as it says; --rate-address, --rate-total and --rate-tokens raise the limits.",
        ),
        "busy" => (
            "The companion has as much to do as it takes. Nothing was sent to Genesys Cloud.",
            "Try again in a moment.",
        ),
        "not_found" | "method" | "query" => (
            "The companion does not forward this call. Nothing was sent to Genesys Cloud.",
            "Look whether it was started for this region, and is as new as this page.",
        ),
        "grant" => (
            "The companion was started for other grants. Nothing was sent to Genesys Cloud.",
            "Start it with --grant client_credentials, or without --grant.",
        ),
        "authorization" | "content_type" | "content_encoding" | "framing" | "body_too_large"
        | "body_expected" | "body_unexpected" | "body_incomplete" | "form" => (
            "The companion did not take the request as it arrived. Nothing was sent to Genesys Cloud.",
            "Something on the way has changed it, or the page is not as new as the companion: load the page again.",
        ),
        "upstream_unreachable" => (
            "The companion could not connect to Genesys Cloud, or the connection broke before an answer came.",
            "Look whether the machine may connect outwards; behind a firewall start it with --egress-proxy.",
        ),
        "upstream_dns" => (
            "The companion did not find Genesys Cloud's name. Nothing was sent there.",
            "Look whether the machine can look up names; behind a firewall start it with --egress-proxy.",
        ),
        "upstream_address" => (
            "Genesys Cloud's name led to a private address, and the companion does not connect to those. Nothing was sent there.",
            "If that is meant (a test, a private link), start it with --allow-private and that host.",
        ),
        "upstream_tls" => (
            "The other side could not prove that it is Genesys Cloud, so nothing was sent to it.",
            "Where a firewall opens TLS, give its root certificate with --extra-roots.",
        ),
        "upstream_deadline" => (
            "Genesys Cloud did not answer in time. Whether the request was worked on is not known.",
            "Try again; --deadline makes it wait longer.",
        ),
        "upstream_redirect" | "upstream_answer" | "upstream_too_large" => (
            "What came back is no answer that the companion passes on: it was broken, too large, or a redirect.",
            "Look whether a firewall stands between; the companion's log names the reason.",
        ),
        "panic" => (
            "The companion failed in itself. Whether the request was worked on is not known.",
            "Please report it, with the line of its log.",
        ),
        _ => return None,
    })
}

/// What is said of a code that is not known here.
const UNKNOWN: (&str, &str) = (
    "The companion refused the call.",
    "Look whether it is as new as this page.",
);
