//! Baselines from a JSON text: all of them, or none and a reason. Every text is masked again.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::export::{FORMAT, VERSION};
use super::{Baseline, ReadNote, Seen};
use crate::jose::json::{self, Limits, Value};
use crate::report::ValueKind;
use crate::requests::{Organization, Outcome, RoleDivision};
use crate::walkthrough::masked;

/// Why a text was not taken. Nothing of it was.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum BaselineFault {
    /// It is no JSON, or damaged.
    NotJson,
    /// It is JSON, but no export of baselines.
    NotBaselines,
    /// It was written by a newer Claimlens; its version.
    Newer(String),
    /// It is an export, and something in it is not as it should be: where, and what.
    Damaged(String),
}

impl BaselineFault {
    /// What a reader is told.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::NotJson => String::from(
                "This is not JSON, or it is damaged or cut off. Nothing was taken from it.",
            ),
            Self::NotBaselines => String::from(
                "This is JSON, and no export of a baseline. Nothing was taken from it.",
            ),
            Self::Newer(version) => format!(
                "This export has version {version}; this page reads up to {VERSION}. Nothing was taken from it. Load the page again while online, so that it is the newest."
            ),
            Self::Damaged(what) => {
                format!("This export is damaged: {what}. Nothing was taken from it.")
            }
        }
    }
}

const LIMITS: Limits = Limits {
    depth: 16,
    members: 1_000_000,
};

type Read<T> = Result<T, BaselineFault>;

/// Baselines from a text that [`super::baseline_to_json`] wrote.
///
/// # Errors
/// Where the text is no export, a newer one, or damaged. It is all or nothing.
pub fn baseline_from_json(text: &str) -> Read<Vec<Baseline>> {
    // Editors put a byte order mark in front.
    let text = text.trim_start_matches('\u{feff}');
    let document = json::read(text.as_bytes(), LIMITS);
    if !document.is_strict() {
        return Err(BaselineFault::NotJson);
    }
    let root = document.object().ok_or(BaselineFault::NotBaselines)?;
    if root.get_str("format").as_deref() != Some(FORMAT) {
        return Err(BaselineFault::NotBaselines);
    }
    let version = root.get("version").ok_or(BaselineFault::NotBaselines)?;
    match version.as_i64() {
        Some(1..=VERSION) => {}
        Some(..1) => return Err(damaged("version", "is no version")),
        _ => return Err(BaselineFault::Newer(masked(&version.raw_text()).text)),
    }
    list(root, "baselines", baseline)
}

fn baseline(value: Value<'_, '_>) -> Read<Baseline> {
    let organization = object(value, "organization")?;
    Ok(Baseline {
        when: whole(value, "when")?.ok_or_else(|| damaged("when", "is missing"))?,
        region: text(value, "region")?,
        client_id: text(value, "clientId")?,
        client_name: text(value, "clientName")?,
        grant: text(value, "grant")?,
        state: text(value, "state")?,
        expires_in: whole(value, "expiresIn")?,
        idle: whole(value, "idle")?,
        roles: list(value, "roles", |pair| {
            Ok(RoleDivision {
                role: text(pair, "role")?,
                division: text(pair, "division")?,
            })
        })?,
        role_names: texts(value, "roleNames")?,
        permissions: texts(value, "permissions")?,
        organization: match organization {
            Some(found) => Organization {
                id: text(found, "id")?,
                name: text(found, "name")?,
                short_name: text(found, "shortName")?,
                domain: text(found, "domain")?,
            },
            None => Organization::default(),
        },
        token: object(value, "token")?.map(seen).transpose()?,
        me: object(value, "tokensMe")?.map(seen).transpose()?,
        reads: list(value, "reads", |read| {
            let outcome = text(read, "outcome")?;
            Ok(ReadNote {
                call: text(read, "call")?,
                outcome: Outcome::of(&outcome)
                    .ok_or_else(|| damaged("outcome", "is a word that is not known"))?,
                seen: seen(read)?,
            })
        })?,
    })
}

fn seen(value: Value<'_, '_>) -> Read<Seen> {
    let status = whole(value, "status")?.and_then(|status| u16::try_from(status).ok());
    Ok(Seen {
        status: status.ok_or_else(|| damaged("status", "is none"))?,
        code: text(value, "code")?,
        message: text(value, "message")?,
    })
}

/// A text; empty where there is none. It is masked: a file may have been edited by hand.
fn text(value: Value<'_, '_>, name: &str) -> Read<String> {
    let Some(member) = value.get(name) else {
        return Ok(String::new());
    };
    match member.as_str() {
        Some(text) => Ok(masked(&text).text),
        None => Err(damaged(name, "is no text")),
    }
}

fn texts(value: Value<'_, '_>, name: &str) -> Read<Vec<String>> {
    list(value, name, |item| match item.as_str() {
        Some(text) => Ok(masked(&text).text),
        None => Err(damaged(name, "holds something that is no text")),
    })
}

fn whole(value: Value<'_, '_>, name: &str) -> Read<Option<i64>> {
    match value.get(name) {
        None => Ok(None),
        Some(member) => match member.as_i64() {
            Some(number) => Ok(Some(number)),
            None => Err(damaged(name, "is no whole number")),
        },
    }
}

fn object<'d, 't>(value: Value<'d, 't>, name: &str) -> Read<Option<Value<'d, 't>>> {
    match value.get(name) {
        None => Ok(None),
        Some(member) if member.kind() == ValueKind::Object => Ok(Some(member)),
        Some(_) => Err(damaged(name, "is no object")),
    }
}

fn list<T>(
    value: Value<'_, '_>,
    name: &str,
    read: impl Fn(Value<'_, '_>) -> Read<T>,
) -> Read<Vec<T>> {
    match value.get(name) {
        None => Ok(Vec::new()),
        Some(list) if list.kind() == ValueKind::Array => list.items().map(read).collect(),
        Some(_) => Err(damaged(name, "is no list")),
    }
}

fn damaged(what: &str, is: &str) -> BaselineFault {
    BaselineFault::Damaged(format!("{what} {is}"))
}
