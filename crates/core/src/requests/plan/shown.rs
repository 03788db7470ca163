//! The exact text of a request, with its credentials masked.

use alloc::format;
use alloc::string::String;

use super::Planned;

/// What the companion calls itself. Its own tests hold what is shown here against what arrives.
const USER_AGENT: &str = concat!("claimlens-proxy/", env!("CARGO_PKG_VERSION"));

/// As it arrives at Genesys Cloud: the companion writes this request anew, in this order, and adds nothing.
pub(super) fn at_genesys(planned: &Planned) -> String {
    let host = planned.host.as_deref().unwrap_or("demo");
    let mut lines = format!(
        "{} {} HTTP/1.1\nHost: {host}\n",
        planned.method.name(),
        planned.target
    );
    for header in &planned.headers {
        if header.name == super::AUTHORIZATION {
            line(&mut lines, header.name, &header.shown);
        }
    }
    if !planned.arrives.is_empty() {
        let json = planned.arrives.starts_with('{');
        let kind = if json {
            "application/json"
        } else {
            super::FORM
        };
        line(&mut lines, "Content-Type", kind);
    }
    line(&mut lines, "Accept", "application/json");
    line(&mut lines, "User-Agent", USER_AGENT);
    body(&mut lines, &planned.arrives);
    lines
}

/// As it goes to the companion; a browser adds headers of its own.
pub(super) fn at_companion(planned: &Planned, address: &str) -> String {
    let address = address.trim_end_matches('/');
    let (_, place) = address.split_once("://").unwrap_or(("", address));
    let at = place.find('/').unwrap_or(place.len());
    let (host, below) = place.split_at_checked(at).unwrap_or((place, ""));
    let mut lines = format!(
        "{} {below}{} HTTP/1.1\nHost: {host}\n",
        planned.method.name(),
        planned.path
    );
    for header in &planned.headers {
        line(&mut lines, header.name, &header.shown);
    }
    body(&mut lines, &planned.body);
    lines
}

fn line(lines: &mut String, name: &str, value: &str) {
    lines.push_str(name);
    lines.push_str(": ");
    lines.push_str(value);
    lines.push('\n');
}

fn body(lines: &mut String, body: &str) {
    if body.is_empty() {
        return;
    }
    line(lines, "Content-Length", &format!("{}", body.len()));
    lines.push('\n');
    lines.push_str(body);
    lines.push('\n');
}
