//! Walks as a JSON text: to keep in the browser, and to hand on.
//!
//! ```json
//! {"format": "claimlens-walks", "version": 1, "walks": [{"name": "…", "checklist": "enforce-sso", …}]}
//! ```

use alloc::string::String;

use super::client::Client;
use super::evidence::Reading;
use super::state::{Record, Verdict, Walk};
use crate::json_out::Json;

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
    json.text_with_end()
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
