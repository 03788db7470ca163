//! Walks as a JSON text: to keep in the browser, and to hand on.
//!
//! ```json
//! {"format": "claimlens-walks", "version": 1, "walks": [{"name": "…", "checklist": "enforce-sso", …}]}
//! ```

use alloc::string::{String, ToString as _};
use core::fmt::Write as _;

use super::client::Client;
use super::evidence::Reading;
use super::state::{Record, Verdict, Walk};

/// What the text says it is.
pub const FORMAT: &str = "claimlens-walks";

/// The version of the form. A reader takes this one and all before it.
pub const VERSION: i64 = 1;

/// Walks as JSON. [`from_json`](super::from_json) gives the same walks again.
#[must_use]
pub fn to_json(walks: &[Walk]) -> String {
    let mut json = Json::default();
    json.object(|json| {
        json.text("format", FORMAT);
        json.number("version", VERSION);
        json.list("walks", walks, walk);
    });
    json.out.push('\n');
    json.out
}

fn walk(json: &mut Json, walk: &Walk) {
    json.text("name", &walk.name);
    json.text("checklist", &walk.checklist);
    json.text("domain", &walk.domain);
    if let Some(idp) = walk.idp {
        json.text("idp", idp.word());
    }
    json.number("begun", walk.begun);
    json.list("clients", &walk.clients, client);
    json.list("records", &walk.records, record);
}

fn client(json: &mut Json, client: &Client) {
    json.text("key", &client.key);
    json.text("id", &client.id);
    json.text("name", &client.name);
    json.text("grant", &client.grant);
    json.text("state", &client.state);
}

fn record(json: &mut Json, record: &Record) {
    json.text("step", &record.step);
    if let Some(client) = &record.client {
        json.text("client", client);
    }
    json.text("state", record.state.word());
    json.text("note", &record.note);
    json.text("who", &record.who);
    json.number("when", record.when);
    if let Some(found) = &record.verdict {
        json.name("verdict");
        json.object(|json| verdict(json, found));
    }
}

fn verdict(json: &mut Json, verdict: &Verdict) {
    json.text("level", verdict.level.word());
    json.text("outcome", &verdict.outcome);
    json.text("says", &verdict.says);
    json.number("when", verdict.when);
    json.list("readings", &verdict.readings, reading);
}

fn reading(json: &mut Json, reading: &Reading) {
    json.text("name", &reading.name);
    json.text("value", &reading.value);
}

/// Writes JSON, with a line for each member.
#[derive(Default)]
struct Json {
    out: String,
    depth: usize,
    /// Whether the next member of the open container is its first.
    first: bool,
}

impl Json {
    fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.container('{', '}', members);
    }

    fn list<T>(&mut self, name: &str, items: &[T], write: fn(&mut Self, &T)) {
        self.name(name);
        self.container('[', ']', |json| {
            for item in items {
                json.next();
                json.object(|json| write(json, item));
            }
        });
    }

    fn container(&mut self, open: char, close: char, inside: impl FnOnce(&mut Self)) {
        self.out.push(open);
        self.depth = self.depth.saturating_add(1);
        self.first = true;
        inside(self);
        self.depth = self.depth.saturating_sub(1);
        if !self.first {
            self.line();
        }
        self.first = false;
        self.out.push(close);
    }

    fn next(&mut self) {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
        self.line();
    }

    fn line(&mut self) {
        self.out.push('\n');
        for _ in 0..self.depth {
            self.out.push(' ');
        }
    }

    fn name(&mut self, name: &str) {
        self.next();
        quoted(&mut self.out, name);
        self.out.push_str(": ");
    }

    fn text(&mut self, name: &str, text: &str) {
        self.name(name);
        quoted(&mut self.out, text);
    }

    fn number(&mut self, name: &str, number: i64) {
        self.name(name);
        self.out.push_str(&number.to_string());
    }
}

/// A JSON string (RFC 8259 §7).
fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                // Control characters all lie below U+00A0. Writing to a String does not fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
