//! Before and after.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::{Baseline, Seen};
use crate::time::duration;

/// How many seconds of a token's life are no difference: the service counts from another moment.
const SLACK: u64 = 5;

/// One thing before and after.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Changed {
    /// What it is.
    pub name: String,
    /// What it was; none where it was not read.
    pub before: Option<String>,
    /// What it is; none where it was not read.
    pub after: Option<String>,
    /// Whether it was read both times and is not the same.
    pub is_change: bool,
    /// Of a list, what is gone.
    pub lost: Vec<String>,
    /// Of a list, what is new.
    pub gained: Vec<String>,
}

/// Compares two baselines of one client: all that was read before or after, the changes first.
#[must_use]
pub fn compare(before: &Baseline, after: &Baseline) -> Vec<Changed> {
    let mut rows = Vec::new();
    let some = |text: &str| (!text.is_empty()).then(|| text.to_string());
    let mut text = |name: &str, before: Option<String>, after: Option<String>| {
        if before.is_some() || after.is_some() {
            rows.push(row(name, before, after));
        }
    };
    let seen = |seen: &Option<Seen>| seen.as_ref().map(Seen::text);
    text("region", some(&before.region), some(&after.region));
    text("client id", some(&before.client_id), some(&after.client_id));
    text("token", seen(&before.token), seen(&after.token));
    text("tokens/me", seen(&before.me), seen(&after.me));
    text("grant", some(&before.grant), some(&after.grant));
    text("state", some(&before.state), some(&after.state));
    text(
        "organization",
        some(&before.organization.name),
        some(&after.organization.name),
    );
    text(
        "organization id",
        some(&before.organization.id),
        some(&after.organization.id),
    );
    text("idle timeout", before.idle.map(idle), after.idle.map(idle));
    for read in &before.reads {
        let later = after.reads.iter().find(|other| other.call == read.call);
        text(
            &format!("read {}", read.call),
            Some(read.seen.text()),
            later.map(|later| later.seen.text()),
        );
    }
    for read in &after.reads {
        if !before.reads.iter().any(|other| other.call == read.call) {
            text(&format!("read {}", read.call), None, Some(read.seen.text()));
        }
    }
    life(before, after, &mut rows);
    let pairs = |of: &Baseline| -> Vec<String> {
        let roles = of.roles.iter();
        roles
            .map(|pair| format!("{} in {}", pair.role, pair.division))
            .collect()
    };
    // Names where both have them: ids mean nothing to a reader.
    if before.role_names.is_empty() || after.role_names.is_empty() {
        let read = (is_read(before), is_read(after));
        list(
            "roles",
            (&pairs(before), read.0),
            (&pairs(after), read.1),
            &mut rows,
        );
    } else {
        list(
            "roles",
            (&before.role_names, true),
            (&after.role_names, true),
            &mut rows,
        );
    }
    let has = |of: &Baseline| !of.permissions.is_empty() || !of.role_names.is_empty();
    list(
        "permissions",
        (&before.permissions, has(before)),
        (&after.permissions, has(after)),
        &mut rows,
    );
    crate::order::sort_by(&mut rows, |a, b| b.is_change.cmp(&a.is_change));
    rows
}

/// Whether `tokens/me` was answered.
fn is_read(of: &Baseline) -> bool {
    of.me.as_ref().is_some_and(Seen::is_ok)
}

fn row(name: &str, before: Option<String>, after: Option<String>) -> Changed {
    Changed {
        name: name.to_string(),
        is_change: before.is_some() && after.is_some() && before != after,
        before,
        after,
        lost: Vec::new(),
        gained: Vec::new(),
    }
}

fn life(before: &Baseline, after: &Baseline, rows: &mut Vec<Changed>) {
    let (old, new) = (before.expires_in, after.expires_in);
    if old.is_none() && new.is_none() {
        return;
    }
    let mut row = row("life of a token", old.map(duration), new.map(duration));
    row.is_change = match (old, new) {
        (Some(old), Some(new)) => old.abs_diff(new) > SLACK,
        _ => false,
    };
    rows.push(row);
}

fn idle(seconds: i64) -> String {
    if seconds == 0 {
        String::from("off")
    } else {
        duration(seconds)
    }
}

/// A list before and after, each with whether it was read.
fn list(
    name: &str,
    (before, was_read): (&[String], bool),
    (after, is_read): (&[String], bool),
    rows: &mut Vec<Changed>,
) {
    if !was_read && !is_read {
        return;
    }
    let count = |items: &[String], read: bool| read.then(|| items.len().to_string());
    let mut row = row(name, count(before, was_read), count(after, is_read));
    if was_read && is_read {
        let without = |items: &[String], other: &[String]| -> Vec<String> {
            let items = items.iter().filter(|item| !other.contains(item));
            items.cloned().collect()
        };
        row.lost = without(before, after);
        row.gained = without(after, before);
        row.is_change = !row.lost.is_empty() || !row.gained.is_empty();
    }
    rows.push(row);
}
