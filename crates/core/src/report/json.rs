//! The report as JSON: the form of `docs/report.schema.json`, the same that serde gives.
//!
//! Written by hand, member by member, for a page that has no serialiser. A test holds it against serde's.

use alloc::string::String;

use super::words::Word;
use super::{
    Artefact, Command, Facts, Finding, Found, Item, Meaning, Member, NextStep, Part, PartContent,
    PolicyCheck, Report, ScopeGroup, Stripped, TimeReading, Timeline, Verdict, Verdicts,
};
use crate::json_out::Json;
use crate::report::Answer;
use crate::span::Span;

/// Writes the report as JSON, a line for each member.
#[must_use]
pub fn to_json(report: &Report) -> String {
    let mut json = Json::default();
    json.object(|json| write(json, report));
    json.text_with_end()
}

/// The members of the report's object.
pub(crate) fn write(json: &mut Json, report: &Report) {
    json.number("version", i64::from(report.version));
    json.number("now", report.now);
    json.count("input_bytes", report.input_bytes);
    json.count("inspected_bytes", report.inspected_bytes);
    json.list("artefacts", &report.artefacts, artefact);
    index(json, "primary", report.primary);
    json.list("findings", &report.findings, finding);
}

fn artefact(json: &mut Json, artefact: &Artefact) {
    json.text("kind", artefact.kind.word());
    json.text("title", &artefact.title);
    index(json, "parent", artefact.parent);
    place(json, "span", artefact.span);
    json.list("pieces", &artefact.pieces, span);
    json.member("found", |json| found(json, &artefact.found));
    json.member("headline", |json| {
        json.text("lead", &artefact.headline.lead);
        json.text("rest", &artefact.headline.rest);
    });
    json.member("verdicts", |json| verdicts(json, &artefact.verdicts));
    json.list("next_steps", &artefact.next_steps, next_step);
    json.list("findings", &artefact.findings, finding);
    json.list("timely", &artefact.timely, finding);
    json.list("parts", &artefact.parts, part);
    json.list("times", &artefact.times, time);
    json.maybe_member("timeline", artefact.timeline.as_ref(), timeline);
    json.list("scopes", &artefact.scopes, scopes);
    json.list("policy_checks", &artefact.policy_checks, check);
    json.member("facts", |json| facts(json, &artefact.facts));
}

fn found(json: &mut Json, found: &Found) {
    json.text("place", &found.place);
    json.list("stripped", &found.stripped, |json, stripped: &Stripped| {
        json.text("what", &stripped.what);
        place(json, "span", stripped.span);
    });
}

fn verdicts(json: &mut Json, verdicts: &Verdicts) {
    json.member("structure", |json| verdict(json, &verdicts.structure));
    json.member("signature", |json| verdict(json, &verdicts.signature));
    json.member("time", |json| verdict(json, &verdicts.time));
    json.member("policy", |json| verdict(json, &verdicts.policy));
}

fn verdict<S: Word>(json: &mut Json, verdict: &Verdict<S>) {
    json.text("state", verdict.state.word());
    json.text("label", &verdict.label);
    json.text("detail", &verdict.detail);
}

fn next_step(json: &mut Json, step: &NextStep) {
    json.text("text", &step.text);
    json.maybe_member(
        "command",
        step.command.as_ref(),
        |json, command: &Command| {
            json.text("label", command.label);
            json.text("text", &command.text);
        },
    );
}

fn finding(json: &mut Json, finding: &Finding) {
    json.text("code", finding.code);
    json.text("severity", finding.severity.word());
    json.text("blame", finding.blame.word());
    match finding.span {
        Some(span) => place(json, "span", span),
        None => json.null("span"),
    }
    json.text("subject", &finding.subject);
    json.text("message", &finding.message);
    json.text("help", &finding.help);
    json.text("reference", finding.reference);
}

fn part(json: &mut Json, part: &Part) {
    json.text("role", part.role.word());
    json.text("title", &part.title);
    place(json, "span", part.span);
    json.list("pieces", &part.pieces, span);
    json.count("bytes", part.bytes);
    json.member("content", |json| content(json, &part.content));
}

fn content(json: &mut Json, content: &PartContent) {
    match content {
        PartContent::Json { text, members } => {
            json.text("type", "json");
            json.text("text", text);
            json.list("members", members, member);
        }
        PartContent::Fields { members } => {
            json.text("type", "fields");
            json.list("members", members, member);
        }
        PartContent::List { items } => {
            json.text("type", "list");
            json.list("items", items, item);
        }
        PartContent::Text { text } => {
            json.text("type", "text");
            json.text("text", text);
        }
        PartContent::Bytes { hex, more } => {
            json.text("type", "bytes");
            json.text("hex", hex);
            json.flag("more", *more);
        }
        PartContent::Empty => json.text("type", "empty"),
    }
}

// Members nest no deeper than the reader does: 128 levels.
fn member(json: &mut Json, member: &Member) {
    json.text("name", &member.name);
    json.text("kind", member.kind.word());
    json.text("value", &member.value);
    json.maybe_text("text", member.text.as_deref());
    place(json, "span", member.span);
    json.maybe_member(
        "meaning",
        member.meaning.as_ref(),
        |json, meaning: &Meaning| {
            json.text("title", meaning.title);
            json.text("text", &meaning.text);
            json.text("source", meaning.source);
        },
    );
    json.maybe_member("time", member.time.as_ref(), time);
    json.flag("duplicate", member.duplicate);
    json.list("children", &member.children, self::member);
}

fn item(json: &mut Json, item: &Item) {
    json.text("id", item.id);
    json.text("text", item.text);
    json.text("seen", &item.seen);
    json.text("tell", item.tell);
    json.text("fix", &item.fix);
    json.text("mark", item.mark.word());
    json.text("source", item.source);
}

fn time(json: &mut Json, time: &TimeReading) {
    json.text("name", &time.name);
    json.text("unit", time.unit.word());
    json.maybe_number("seconds", time.seconds);
    json.text("utc", &time.utc);
    json.maybe_text("note", time.note.as_deref());
}

fn timeline(json: &mut Json, line: &Timeline) {
    json.maybe_number("issued", line.issued);
    json.maybe_number("not_before", line.not_before);
    json.maybe_number("renewal", line.renewal);
    json.maybe_number("expires", line.expires);
    json.number("now", line.now);
}

fn scopes(json: &mut Json, group: &ScopeGroup) {
    json.text("claim", &group.claim);
    json.texts("values", &group.values);
    json.maybe_text("note", group.note.as_deref());
}

fn check(json: &mut Json, check: &PolicyCheck) {
    json.text("subject", check.subject);
    json.text("state", check.state.word());
    json.text("expected", &check.expected);
    json.text("actual", &check.actual);
    json.maybe_member("answer", check.answer.as_ref(), |json, answer: &Answer| {
        json.number("status", i64::from(answer.status));
        json.text("error", answer.error);
    });
    json.text("message", &check.message);
}

fn facts(json: &mut Json, facts: &Facts) {
    json.text("profile", facts.profile.word());
    json.text("profile_reason", &facts.profile_reason);
    json.maybe_text("issuer", facts.issuer.as_deref());
    json.maybe_text("vendor", facts.vendor);
    json.texts("audience", &facts.audience);
    json.maybe_text("subject", facts.subject.as_deref());
    json.maybe_text("client_id", facts.client_id.as_deref());
    json.maybe_text("algorithm", facts.algorithm.as_deref());
    json.maybe_text("key_id", facts.key_id.as_deref());
    json.maybe_text("token_type", facts.token_type.as_deref());
    json.maybe_number("issued_at", facts.issued_at);
    json.maybe_number("not_before", facts.not_before);
    json.maybe_number("expires", facts.expires);
}

fn index(json: &mut Json, name: &str, index: Option<usize>) {
    match index {
        Some(index) => json.count(name, index),
        None => json.null(name),
    }
}

fn place(json: &mut Json, name: &str, at: Span) {
    json.member(name, |json| span(json, &at));
}

fn span(json: &mut Json, span: &Span) {
    json.count("start", span.start);
    json.count("end", span.end);
}
