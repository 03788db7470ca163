//! A walk as Markdown: for a ticket.

use alloc::format;
use alloc::string::{String, ToString as _};

use super::checklist::{Checklist, Step, StepKind};
use super::client::Client;
use super::compare::{Compared, compare};
use super::state::{Record, StepState, Walk};
use crate::report::escaped;
use crate::text::runs_left;

/// Writes a walk with its checklist as Markdown. What somebody wrote is escaped, so that nothing in it
/// becomes markup, and stands in a direction of its own; nothing secret is in a walk.
#[must_use]
pub fn to_markdown(walk: &Walk, checklist: &Checklist, now: i64) -> String {
    let progress = walk.progress(checklist);
    let mut out = format!("# {}: {}\n\n", escaped(&checklist.title), own(&walk.name));
    out.push_str(&format!(
        "As of {}: {} of {} steps settled, {} blocked. Begun {}.\n\n",
        crate::time::utc(now),
        progress.settled(),
        progress.total(),
        progress.blocked,
        crate::time::utc(walk.begun),
    ));
    if !walk.domain.is_empty() {
        out.push_str(&format!("- Region: {}\n", own(&walk.domain)));
    }
    if let Some(idp) = walk.idp {
        out.push_str(&format!("- Identity provider: {}\n", idp.label()));
    }
    blockers(&mut out, walk, checklist);
    clients(&mut out, walk);
    for phase in &checklist.phases {
        out.push_str(&format!("\n## {}\n", escaped(&phase.title)));
        for step in &phase.steps {
            write_step(&mut out, walk, checklist, step);
        }
    }
    out
}

fn blockers(out: &mut String, walk: &Walk, checklist: &Checklist) {
    let blockers = walk.blockers(checklist);
    if blockers.is_empty() {
        return;
    }
    out.push_str("\n## In the way\n\n");
    for blocker in blockers {
        let title = checklist
            .step(&blocker.place.step)
            .map_or("", |step| step.title.as_str());
        let client = blocker
            .place
            .client
            .and_then(|key| walk.client(&key))
            .map(|client| format!(" ({})", own(&client.name)))
            .unwrap_or_default();
        let stop = if blocker.stop { "**Stop.** " } else { "" };
        out.push_str(&format!(
            "- {stop}{}{client}: {}\n",
            escaped(title),
            own(&blocker.why)
        ));
    }
}

fn clients(out: &mut String, walk: &Walk) {
    if walk.clients.is_empty() {
        return;
    }
    out.push_str("\n## OAuth clients\n\n| Client | Id | Grant | State |\n|---|---|---|---|\n");
    for Client {
        id,
        name,
        grant,
        state,
        ..
    } in &walk.clients
    {
        row(out, &[name, id, grant, state].map(|cell| own(cell)));
    }
}

fn write_step(out: &mut String, walk: &Walk, checklist: &Checklist, step: &Step) {
    let state = walk.step_state(step);
    let tick = match state {
        StepState::Done => "x",
        _ => " ",
    };
    let kind = match step.kind {
        StepKind::Change => " **CHANGE**",
        StepKind::ReadOnly => "",
    };
    out.push_str(&format!(
        "\n### [{tick}] {}. {}{kind}\n\n{}\n",
        checklist.number(&step.id).unwrap_or_default(),
        escaped(&step.title),
        state.label(),
    ));
    if let Some(record) = walk.record(&step.id, None) {
        out.push_str(&format!("\n- {}\n", line(record)));
    }
    let mut head = "\n| Client | State | What was found | Note |\n|---|---|---|---|\n";
    for client in walk.clients_in(step) {
        if let Some(record) = walk.record(&step.id, Some(&client.key)) {
            out.push_str(head);
            head = "";
            let says = record.verdict.as_ref().map_or("", |verdict| &verdict.says);
            let note = format!(
                "{} ({}{})",
                own(&record.note),
                by(record),
                crate::time::utc(record.when)
            );
            let cells = [
                own(&client.name),
                record.state.label().to_string(),
                own(says),
                note.trim().to_string(),
            ];
            row(out, &cells);
        }
    }
    let compared = compare(walk, checklist, &step.id);
    if compared.iter().any(|row| row.after.is_some()) {
        out.push_str("\n| Client | Reading | Before | After | |\n|---|---|---|---|---|\n");
        for row in &compared {
            compared_row(out, walk, row);
        }
    }
}

fn compared_row(out: &mut String, walk: &Walk, compared: &Compared) {
    let client = compared
        .client
        .as_deref()
        .and_then(|key| walk.client(key))
        .map_or("", |client| &client.name);
    let not_read = "not read".to_string();
    let changed = if compared.is_change() { "CHANGED" } else { "" };
    let cells = [
        client,
        &compared.name,
        compared.before.as_ref().unwrap_or(&not_read),
        compared.after.as_ref().unwrap_or(&not_read),
        changed,
    ];
    row(out, &cells.map(own));
}

/// A record in a line: who, when, what was found, the note.
fn line(record: &Record) -> String {
    let mut text = format!(
        "{}: {}{}",
        record.state.label(),
        by(record),
        crate::time::utc(record.when)
    );
    if let Some(verdict) = &record.verdict {
        text.push_str(&format!(
            ". Found {}: {}",
            crate::time::utc(verdict.when),
            own(&verdict.says)
        ));
    }
    if !record.note.is_empty() {
        text.push_str(&format!(". Note: {}", own(&record.note)));
    }
    text
}

/// Who it was, before the moment it was at.
fn by(record: &Record) -> String {
    if record.who.is_empty() {
        String::new()
    } else {
        format!("{}, ", own(&record.who))
    }
}

/// What somebody wrote, as text. Letters that run the other way are isolated (UAX #9 §2.4): else the number behind them,
/// often a moment, is shown before them.
fn own(text: &str) -> String {
    let text = escaped(text);
    if runs_left(&text) {
        format!("\u{2068}{text}\u{2069}")
    } else {
        text
    }
}

fn row(out: &mut String, cells: &[String]) {
    out.push('|');
    for cell in cells {
        out.push_str(&format!(" {cell} |"));
    }
    out.push('\n');
}
