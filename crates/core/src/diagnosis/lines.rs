//! Reads a text line by line: request and status lines, headers, curl commands, what a browser copies.
//!
//! `curl -i` and `-v`, a browser's network panel and raw messages differ in what stands before a line
//! only, so one pass reads them all. It is tolerant: a line it does not know says nothing.

use alloc::string::String;
use alloc::vec::Vec;

use super::evidence::{BodyForm, Caller, Evidence, Tool};
use super::hosts::urls;
use super::shell;
use crate::jose::base64url;
use crate::text::is_uuid;

/// How many lines are read.
const MAX_LINES: usize = 5000;
/// How many hosts are looked at.
const MAX_URLS: usize = 200;

/// Methods a request line begins with.
const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// Reads all of it.
pub(super) fn read(text: &str, seen: &mut Evidence) {
    let mut named = "";
    let mut urls_seen = 0;
    for line in text.lines().take(MAX_LINES) {
        let bare = unmarked(line);
        for (host, path) in urls(line) {
            urls_seen += 1;
            if urls_seen <= MAX_URLS {
                seen.name_host(&host, path);
            }
        }
        bare_hosts(line, seen);
        if !named.is_empty() && !bare.is_empty() {
            // A browser copies a header's value onto the line below its name.
            header(named, bare, line, seen);
            named = "";
            continue;
        }
        if status_line(bare, seen) || request_line(bare, seen) || asked(bare, seen) {
            continue;
        }
        if let Some((name, value)) = split(bare) {
            if value.is_empty() {
                named = name;
            } else {
                header(name, value, line, seen);
            }
        }
        body(bare, seen);
    }
    for command in shell::commands(text) {
        shell::read(&command, seen);
    }
    finish(seen);
}

/// A line without curl's marks.
fn unmarked(line: &str) -> &str {
    let line = line.trim();
    ["> ", "< ", "* "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .unwrap_or(line)
        .trim()
}

/// `HTTP/1.1 400 Bad Request`.
fn status_line(line: &str, seen: &mut Evidence) -> bool {
    let Some(head) = line.get(..5) else {
        return false;
    };
    if !head.eq_ignore_ascii_case("HTTP/") {
        return false;
    }
    let status = line.split_whitespace().nth(1).and_then(number);
    if let Some(status) = status {
        // Of several answers (a redirect, a proxy's own) the last counts.
        seen.status = status;
        seen.response_seen = true;
    }
    status.is_some()
}

/// `POST /oauth/token HTTP/1.1`.
fn request_line(line: &str, seen: &mut Evidence) -> bool {
    let mut words = line.split_whitespace();
    let (Some(method), Some(target), Some(version)) = (words.next(), words.next(), words.next())
    else {
        return false;
    };
    if !METHODS.contains(&method) || !version.starts_with("HTTP/") {
        return false;
    }
    seen.method = String::from(method);
    let path = target.split_once("://").map_or(target, |(_, rest)| {
        rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/")
    });
    seen.path = String::from(path.split('?').next().unwrap_or_default());
    seen.request_seen = true;
    true
}

/// `GET https://api.mypurecloud.ie/api/v2/users`, as consoles and logs write it.
fn asked(line: &str, seen: &mut Evidence) -> bool {
    let mut words = line.split_whitespace();
    let method = words.next().unwrap_or_default();
    let Some((host, path)) = words.next().and_then(|word| urls(word).next()) else {
        return false;
    };
    if !METHODS.contains(&method) || super::hosts::host(&host).is_none() {
        return false;
    }
    seen.method = String::from(method);
    seen.path = String::from(path.split(['?', '#']).next().unwrap_or_default());
    seen.host = host;
    // The rest of the line may say why it failed.
    words.next().is_none()
}

/// Hosts that stand in a line without a scheme.
fn bare_hosts(line: &str, seen: &mut Evidence) {
    if line.len() > 4096 || !line.contains("cloud") {
        return;
    }
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '@');
    for word in line
        .split(|c: char| !part(c))
        .filter(|word| word.contains('.'))
    {
        let word = word.trim_matches('.').to_ascii_lowercase();
        let host = super::hosts::host(&word);
        let begins = ["login.", "api.", "apps."]
            .iter()
            .any(|head| word.starts_with(head));
        if begins && (host.is_some() || super::hosts::is_guessed(&word)) {
            seen.name_host(&word, "");
        } else if host.is_some_and(|host| host.prefix.is_empty()) {
            seen.name_domain(&word);
        }
    }
}

/// A header's name and value.
fn split(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim().trim_matches(['"', '\'']);
    let fits = !name.is_empty()
        && name.len() <= 40
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b' '));
    fits.then_some((name, value.trim()))
}

/// A header, or a line of a browser's panel that is written like one.
pub(super) fn header(name: &str, value: &str, line: &str, seen: &mut Evidence) {
    let value = value.trim_matches(['"', '\'', ',']).trim();
    let name = name.to_ascii_lowercase();
    let answered = line.trim_start().starts_with('<') || seen.response_seen;
    match name.as_str() {
        "host" | ":authority" | "authority" => {
            let path = seen.path.clone();
            let host = value.to_ascii_lowercase();
            let host = host.split(':').next().unwrap_or_default();
            seen.name_host(host, &path);
            if super::hosts::host(host).is_some() {
                seen.host = String::from(host);
                seen.path = path;
            }
        }
        "request url" => {
            if let Some((host, path)) = urls(value).next() {
                seen.host = host;
                seen.path = String::from(path.split('?').next().unwrap_or_default());
            }
        }
        "request method" => seen.method = String::from(value),
        "status code" | "http status" | "status" => {
            if let Some(status) = value.split_whitespace().find_map(number) {
                seen.status = status;
                seen.response_seen = true;
            }
        }
        "authorization" => authorization(value, seen),
        "content-type" if answered => {
            let html = value.to_ascii_lowercase().contains("text/html");
            if html {
                seen.body = BodyForm::Html;
            }
        }
        "content-type" if value.to_ascii_lowercase().contains("json") => seen.json_body = true,
        "retry-after" => seen.retry_after = String::from(value),
        "inin-correlation-id" => {
            seen.correlation = String::from(value);
            seen.is_genesys = true;
        }
        "inin-ratelimit-count" => rate("inin-ratelimit-count", value, seen),
        "inin-ratelimit-allowed" => rate("inin-ratelimit-allowed", value, seen),
        "inin-ratelimit-reset" => rate("inin-ratelimit-reset", value, seen),
        _ => {}
    }
}

fn rate(name: &'static str, value: &str, seen: &mut Evidence) {
    seen.is_genesys = true;
    seen.rate.push((name, String::from(value)));
}

/// What an Authorization header is, without keeping it.
pub(super) fn authorization(value: &str, seen: &mut Evidence) {
    let (scheme, rest) = value.split_once(' ').unwrap_or((value, ""));
    let rest = rest.trim();
    if scheme.eq_ignore_ascii_case("basic") {
        seen.caller = Caller::Basic;
        basic(rest, seen);
    } else if scheme.eq_ignore_ascii_case("bearer") {
        seen.caller = Caller::Bearer;
        seen.bearer_jwt = rest.starts_with("eyJ") && rest.matches('.').count() == 2;
        seen.bearer_uuid = is_uuid(rest.as_bytes());
    } else {
        seen.caller = Caller::Other;
    }
}

/// What Basic credentials decode to: their faults, without keeping them.
fn basic(encoded: &str, seen: &mut Evidence) {
    let plain = encoded
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'-' | b'_'));
    let decoded = base64url::decode(encoded);
    // Placeholders such as <credentials> or *** say nothing.
    let (true, true, Ok(text)) = (
        plain,
        encoded.len() >= 16,
        core::str::from_utf8(&decoded.bytes),
    ) else {
        return;
    };
    credentials(text, seen);
}

/// Id and secret with a colon between, as they were sent.
pub(super) fn credentials(text: &str, seen: &mut Evidence) {
    seen.basic_seen = true;
    seen.basic_newline |= text.contains(['\n', '\r']);
    let trimmed = text.trim_end_matches(['\n', '\r']);
    match trimmed.split_once(':') {
        None => seen.basic_no_colon = true,
        Some((id, secret)) => {
            let ends = |part: &str| part.trim_matches([' ', '\t']).len() < part.len();
            seen.basic_space |= ends(id) || ends(secret);
            let placeholder =
                id.contains(['$', '<', '{', '*']) || id.to_ascii_lowercase().contains("client");
            seen.id_not_uuid |= !is_uuid(id.trim().as_bytes()) && !placeholder;
        }
    }
}

/// What a line of a body says.
fn body(line: &str, seen: &mut Evidence) {
    let lower = line.get(..15).unwrap_or(line).to_ascii_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        seen.body = BodyForm::Html;
    }
    // The status alone, as `curl -w '%{http_code}'` writes it behind the body.
    if line.len() == 3 && seen.status == 0 {
        seen.status = number(line).unwrap_or_default();
    }
    if line.contains("grant_type=") {
        form(line, seen);
    } else if line.contains("\"grant_type\"")
        && line.contains(':')
        && line.trim_start().starts_with(['{', '"'])
    {
        seen.json_body = true;
    }
}

/// The names in a form, and its grant type; values are not kept.
pub(super) fn form(text: &str, seen: &mut Evidence) {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`');
    for run in text.split(ends).filter(|run| run.contains('=')) {
        for pair in run.split('&').take(50) {
            let Some((name, value)) = pair.split_once('=') else {
                continue;
            };
            let name = name.trim_start_matches('?');
            if name == "grant_type" {
                seen.grant = value.replace("%3A", ":").replace("%3a", ":");
            }
            if !seen.parameters.iter().any(|seen| seen == name) && name.len() <= 40 {
                seen.parameters.push(String::from(name));
            }
        }
    }
}

/// A status.
pub(super) fn number(text: &str) -> Option<u16> {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let rest = text.get(digits.len()..)?;
    let status = digits.parse().ok()?;
    ((100..600).contains(&status) && rest.chars().all(|c| !c.is_alphanumeric())).then_some(status)
}

/// What follows from all that was read.
fn finish(seen: &mut Evidence) {
    if seen.request_seen && seen.caller == Caller::Unseen {
        seen.caller = Caller::Nobody;
    }
    let tools: Vec<(&str, Tool)> = Vec::from([
        ("terraform", Tool::Terraform),
        ("genesyscloud_", Tool::Terraform),
        ("registry.terraform.io", Tool::Terraform),
        ("purecloudplatformclientv2.rest", Tool::Python),
        ("traceback (most recent call last)", Tool::Python),
        ("apiexception", Tool::Python),
        ("auth error: ", Tool::Go),
        ("api error: ", Tool::Go),
        ("purecloud-platform-client-v2", Tool::JavaScript),
        ("platformclient", Tool::JavaScript),
        ("net::err_", Tool::Browser),
        ("cors policy", Tool::Browser),
    ]);
    if let Some((_, tool)) = tools.iter().find(|(word, _)| seen.words.contains(word)) {
        seen.tool = *tool;
        seen.is_genesys |= seen.words.contains("genesys") || seen.words.contains("purecloud");
    } else if seen.words.contains("curl") {
        seen.tool = Tool::Curl;
    }
}
