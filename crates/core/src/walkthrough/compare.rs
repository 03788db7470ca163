//! Before and after: what was read at the baseline, held against what is read now.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::checklist::{Checklist, Step};
use super::evidence::Reading;
use super::state::{Verdict, Walk};

/// One thing that was read before, or after, or both times.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Compared {
    /// The key of the client, in a step that is done for each.
    pub client: Option<String>,
    /// What was read.
    pub name: String,
    /// What it was; none where it was not read.
    pub before: Option<String>,
    /// What it is; none where it was not read.
    pub after: Option<String>,
}

impl Compared {
    /// Whether it was read both times, and is not the same. A token's life that differs by seconds is, and
    /// so is the client's name, which is no more than a name.
    #[must_use]
    pub fn is_change(&self) -> bool {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => !same(&self.name, before, after),
            _ => false,
        }
    }
}

/// How many seconds of a token's life are no difference.
const SLACK: i64 = 5;

fn same(name: &str, before: &str, after: &str) -> bool {
    if name != "expires_in" {
        return before == after || name == "client";
    }
    match (before.parse::<i64>(), after.parse::<i64>()) {
        (Ok(before), Ok(after)) => before.abs_diff(after) <= SLACK.unsigned_abs(),
        _ => before == after,
    }
}

/// Compares what a step found with what the steps found that it repeats, for each client: before and after.
/// Empty for a step that repeats none.
#[must_use]
pub fn compare(walk: &Walk, checklist: &Checklist, step: &str) -> Vec<Compared> {
    let Some(step) = checklist.step(step) else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    for client in walk.clients_in(step) {
        rows.extend(rows_of(step, walk, Some(&client.key)));
    }
    if rows.is_empty() {
        rows.extend(rows_of(step, walk, None));
    }
    rows
}

fn rows_of(step: &Step, walk: &Walk, client: Option<&str>) -> Vec<Compared> {
    let now = verdict(walk, &step.id, client).map_or(&[][..], |verdict| &verdict.readings);
    differences(step, walk, client, now)
}

/// What was read before beside what is read now, for one client or for none.
pub(super) fn differences(
    step: &Step,
    walk: &Walk,
    client: Option<&str>,
    now: &[Reading],
) -> Vec<Compared> {
    let mut rows: Vec<Compared> = Vec::new();
    if step.compare_with.is_empty() {
        return rows;
    }
    let before = step
        .compare_with
        .iter()
        .filter_map(|earlier| verdict(walk, earlier, client))
        .flat_map(|verdict| &verdict.readings);
    for reading in before {
        if rows.iter().any(|row| row.name == reading.name) {
            continue;
        }
        rows.push(Compared {
            client: client.map(ToString::to_string),
            name: reading.name.clone(),
            before: Some(reading.value.clone()),
            after: None,
        });
    }
    for reading in now {
        let known = rows.iter_mut().find(|row| row.name == reading.name);
        if let Some(row) = known {
            row.after.get_or_insert_with(|| reading.value.clone());
        } else {
            rows.push(Compared {
                client: client.map(ToString::to_string),
                name: reading.name.clone(),
                before: None,
                after: Some(reading.value.clone()),
            });
        }
    }
    rows
}

fn verdict<'w>(walk: &'w Walk, step: &str, client: Option<&str>) -> Option<&'w Verdict> {
    walk.record(step, client)?.verdict.as_ref()
}
