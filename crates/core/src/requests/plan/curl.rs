//! A call as a curl line. Secrets are variables of the shell: nothing secret is in the line or its history.

use alloc::format;
use alloc::string::String;

use super::{OWN_HEADER, Planned};
use crate::calls::{Body, Method};

pub(super) fn straight(planned: &Planned) -> Option<String> {
    let url = planned.url()?;
    Some(line(planned, &url, &planned.arrives, false))
}

pub(super) fn through(planned: &Planned, address: &str) -> String {
    let url = format!("{}{}", address.trim_end_matches('/'), planned.path);
    line(planned, &url, &planned.body, true)
}

fn line(planned: &Planned, url: &str, body: &str, own: bool) -> String {
    let mut line = String::from(r"curl -sS -w '\n%{http_code}\n'");
    match planned.method {
        // --head, not -X HEAD: curl would wait for a body that never comes.
        Method::Head => line.push_str(" --head"),
        Method::Delete => line.push_str(" -X DELETE"),
        // With a body curl makes it a POST by itself.
        Method::Post if body.is_empty() => line.push_str(" -X POST"),
        Method::Get | Method::Post => {}
    }
    line.push_str(match planned.call.body {
        Body::TokenForm => r#" -u "$CLIENT_ID:$CLIENT_SECRET""#,
        Body::None | Body::Aggregate => r#" -H "Authorization: Bearer $TOKEN""#,
    });
    if own {
        line.push_str(&format!(" -H '{}: {}'", OWN_HEADER.0, OWN_HEADER.1));
    }
    if body.starts_with('{') {
        line.push_str(" -H 'Content-Type: application/json'");
    }
    if !body.is_empty() {
        line.push_str(&format!(" -d {}", quoted(body)));
    }
    line.push(' ');
    line.push_str(&quoted(url));
    line
}

/// A word for a POSIX shell: as it is where nothing in it means anything to the shell.
fn quoted(word: &str) -> String {
    let plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | ':' | '.' | '-' | '_' | '=');
    if !word.is_empty() && word.chars().all(plain) {
        return String::from(word);
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
