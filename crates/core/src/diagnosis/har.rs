//! A HAR file, or one entry of it: the request and the answer a browser recorded.

use super::evidence::{BodyForm, Evidence};
use super::hosts::urls;
use super::lines;
use crate::jose::json::{Limits, Value, read as read_json};
use crate::kinds::body::number;

/// Reads the first entry that failed, else the first; whether it is a HAR at all.
pub(super) fn read(text: &str, seen: &mut Evidence) -> bool {
    let text = text.trim();
    if !text.starts_with('{') || !text.contains("\"request\"") || !text.contains("\"response\"") {
        return false;
    }
    let document = read_json(text.as_bytes(), Limits::DEFAULT);
    let Some(root) = document.object() else {
        return false;
    };
    let log = root.get("log").unwrap_or(root);
    let entries = log.get("entries");
    let of = |entry: &Value<'_, '_>| {
        entry
            .get("response")
            .and_then(|r| r.get("status"))
            .and_then(number)
    };
    let failed =
        |entry: &Value<'_, '_>| of(entry).is_some_and(|status| status >= 400 || status == 0);
    let entry = match entries {
        Some(list) => list
            .items()
            .find(|entry| failed(entry))
            .or_else(|| list.items().next()),
        None => Some(root),
    };
    let Some((entry, request)) = entry.and_then(|e| Some((e, e.get("request")?))) else {
        return false;
    };
    request_of(request, seen);
    if let Some(response) = entry.get("response") {
        response_of(response, seen);
    }
    true
}

fn request_of(request: Value<'_, '_>, seen: &mut Evidence) {
    seen.method = request.get_str("method").unwrap_or_default().into_owned();
    for (host, path) in urls(&request.get_str("url").unwrap_or_default()) {
        seen.name_host(&host, path);
    }
    headers(request, seen);
    seen.request_seen = true;
    if seen.caller == super::evidence::Caller::Unseen {
        seen.caller = super::evidence::Caller::Nobody;
    }
    if let Some(data) = request.get("postData") {
        let mime = data.get_str("mimeType").unwrap_or_default();
        seen.json_body |= mime.contains("json");
        lines::form(&data.get_str("text").unwrap_or_default(), seen);
    }
}

fn response_of(response: Value<'_, '_>, seen: &mut Evidence) {
    let status = response.get("status").and_then(number);
    seen.status = status
        .and_then(|status| u16::try_from(status).ok())
        .unwrap_or_default();
    seen.response_seen = true;
    headers(response, seen);
    let mime = response
        .get("content")
        .and_then(|content| content.get_str("mimeType"));
    if mime.is_some_and(|mime| mime.contains("html")) {
        seen.body = BodyForm::Html;
    }
    // A request that a browser blocked has the status 0.
    if let Some(error) = response.get_str("_error") {
        seen.words.push('\n');
        seen.words.push_str(&error.to_ascii_lowercase());
    }
}

fn headers(of: Value<'_, '_>, seen: &mut Evidence) {
    let Some(list) = of.get("headers") else {
        return;
    };
    for header in list.items().take(200) {
        let name = header.get_str("name").unwrap_or_default();
        let value = header.get_str("value").unwrap_or_default();
        if !name.eq_ignore_ascii_case("status") {
            lines::header(&name, &value, "", seen);
        }
    }
}
