//! Walks from a JSON text: all of them, or none and a reason.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::cases::Idp;
use super::client::Client;
use super::evidence::{Level, Reading};
use super::export::{FORMAT, VERSION};
use super::mask::masked;
use super::state::{Record, StepState, Verdict, Walk};
use crate::jose::json::{self, Limits, Value};

/// Why a text was not taken. Nothing of it was.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ImportFault {
    /// It is no JSON, or damaged.
    NotJson,
    /// It is JSON, but no export of walks.
    NotWalks,
    /// It was written by a newer Claimlens; its version.
    Newer(String),
    /// It is an export, but something in it is not as it should be; where, and what.
    Damaged(String),
}

impl ImportFault {
    /// What a reader is told.
    #[must_use]
    pub fn message(&self) -> String {
        let nothing = "Nothing was imported, and nothing was changed.";
        match self {
            Self::NotJson => format!(
                "This is not JSON, or it is damaged or cut off. {nothing} Export the walk again, or look for another copy."
            ),
            Self::NotWalks => format!("This is JSON, but no export of walks. {nothing}"),
            Self::Newer(version) => format!(
                "This export has version {version}; this page reads up to {VERSION}. {nothing} Load the page again while online, so that it is the newest."
            ),
            Self::Damaged(what) => format!("This export is damaged: {what}. {nothing}"),
        }
    }
}

/// How large an export may be: many walks with many clients are more than a token ever holds.
const LIMITS: Limits = Limits {
    depth: 16,
    members: 2_000_000,
};

/// Walks from a text that [`to_json`](super::to_json) wrote. Texts that look like secrets are masked.
///
/// # Errors
/// Where the text is no export, a newer one, or damaged. It is all or nothing.
pub fn from_json(text: &str) -> Result<Vec<Walk>, ImportFault> {
    // Editors put a byte order mark in front.
    let text = text.trim_start_matches('\u{feff}');
    let document = json::read(text.as_bytes(), LIMITS);
    if !document.is_strict() {
        return Err(ImportFault::NotJson);
    }
    let root = document.object().ok_or(ImportFault::NotWalks)?;
    if root.get_str("format").as_deref() != Some(FORMAT) {
        return Err(ImportFault::NotWalks);
    }
    let version = root.get("version").ok_or(ImportFault::NotWalks)?;
    match version.as_i64() {
        Some(1..=VERSION) => {}
        Some(_) if version.as_i64() < Some(1) => {
            return Err(damaged("version", "is no version"));
        }
        _ => return Err(ImportFault::Newer(version.raw_text().into_owned())),
    }
    list(root, "walks", "", walk)
}

fn walk(value: Value<'_, '_>, path: &str) -> Result<Walk, ImportFault> {
    let idp = maybe(value, "idp", path)?
        .map(|word| {
            Idp::of(&word)
                .ok_or_else(|| damaged(path, "names an identity provider that is not known"))
        })
        .transpose()?;
    Ok(Walk {
        name: text(value, "name", path)?,
        checklist: text(value, "checklist", path)?,
        domain: text(value, "domain", path)?,
        idp,
        begun: number(value, "begun", path)?,
        clients: list(value, "clients", path, client)?,
        records: list(value, "records", path, record)?,
    })
}

fn client(value: Value<'_, '_>, path: &str) -> Result<Client, ImportFault> {
    Ok(Client {
        key: text(value, "key", path)?,
        id: text(value, "id", path)?,
        name: text(value, "name", path)?,
        grant: text(value, "grant", path)?,
        state: text(value, "state", path)?,
    })
}

fn record(value: Value<'_, '_>, path: &str) -> Result<Record, ImportFault> {
    let state = text(value, "state", path)?;
    let found = value.get("verdict");
    Ok(Record {
        step: text(value, "step", path)?,
        client: maybe(value, "client", path)?,
        state: StepState::of(&state)
            .ok_or_else(|| damaged(path, "has a state that is not known"))?,
        note: text(value, "note", path)?,
        who: text(value, "who", path)?,
        when: number(value, "when", path)?,
        verdict: found.map(|found| verdict(found, path)).transpose()?,
    })
}

fn verdict(value: Value<'_, '_>, path: &str) -> Result<Verdict, ImportFault> {
    let level = text(value, "level", path)?;
    Ok(Verdict {
        level: Level::of(&level).ok_or_else(|| damaged(path, "has a verdict that is not known"))?,
        outcome: text(value, "outcome", path)?,
        says: text(value, "says", path)?,
        when: number(value, "when", path)?,
        readings: list(value, "readings", path, reading)?,
    })
}

fn reading(value: Value<'_, '_>, path: &str) -> Result<Reading, ImportFault> {
    Ok(Reading {
        name: text(value, "name", path)?,
        value: text(value, "value", path)?,
    })
}

fn list<T>(
    value: Value<'_, '_>,
    name: &str,
    path: &str,
    read: fn(Value<'_, '_>, &str) -> Result<T, ImportFault>,
) -> Result<Vec<T>, ImportFault> {
    let list = value
        .get(name)
        .filter(|list| list.kind() == crate::report::ValueKind::Array)
        .ok_or_else(|| damaged(path, &format!("has no list {name}")))?;
    list.items()
        .enumerate()
        .map(|(at, item)| read(item, &format!("{path}/{name}/{at}")))
        .collect()
}

fn text(value: Value<'_, '_>, name: &str, path: &str) -> Result<String, ImportFault> {
    maybe(value, name, path)?.ok_or_else(|| damaged(path, &format!("has no text {name}")))
}

/// A text that may be missing; masked, for a file may have been edited by hand.
fn maybe(value: Value<'_, '_>, name: &str, path: &str) -> Result<Option<String>, ImportFault> {
    let Some(member) = value.get(name) else {
        return Ok(None);
    };
    let text = member
        .as_str()
        .ok_or_else(|| damaged(path, &format!("has a member {name} that is no text")))?;
    Ok(Some(masked(&text).text))
}

fn number(value: Value<'_, '_>, name: &str, path: &str) -> Result<i64, ImportFault> {
    value
        .get(name)
        .and_then(|member| member.as_i64())
        .ok_or_else(|| damaged(path, &format!("has no whole number {name}")))
}

fn damaged(path: &str, what: &str) -> ImportFault {
    let path = if path.is_empty() { "the text" } else { path };
    ImportFault::Damaged(format!("{path} {what}"))
}
