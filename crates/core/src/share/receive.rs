//! Links that were received: hostile until everything about them was looked at.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::limits::{DEPTH, VALUES};
use super::read::Node;
use super::shared::{
    Section, SharedArtefact, SharedFinding, SharedMasked, SharedReport, SharedRow, SharedTime,
    SharedVerdict,
};
use super::{Fault, MOST, POLICY_PREFIX, REPORT_PREFIX, Received, check, policy_form, write};
use crate::claims::brief;
use crate::jose::base64url;
use crate::jose::json::{self, Document, Limits, Value};
use crate::redaction::Class;
use crate::report::Word;

const WHOLE: &str = "Copy the whole link again: it may have been cut off or changed on the way.";
const NEWER: &str =
    "Load this page again while online, so that it is the newest; the sender's is newer.";
const SECRET: &str = "Do not pass the link on. If it is a real token or secret, have it revoked where it was issued.";

pub(super) fn is_link(fragment: &str) -> bool {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    fragment.starts_with("share/") || fragment.starts_with("policy/")
}

pub(super) fn read(fragment: &str) -> Result<Received, Fault> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    if fragment.len() >= MOST {
        return Err(Fault {
            at: String::new(),
            found: format!("a link of {} characters", fragment.len().saturating_add(1)),
            expected: format!("at most {MOST}"),
            todo: "Ask the sender for a shorter link, or for the report as a file.",
        });
    }
    if let Some(body) = fragment.strip_prefix(REPORT_PREFIX) {
        return opened(body, |text, root| report(text, root).map(Received::Report));
    }
    if let Some(body) = fragment.strip_prefix(POLICY_PREFIX) {
        return opened(body, |text, root| policy(text, root).map(Received::Policy));
    }
    let version = fragment
        .strip_prefix("share/")
        .or_else(|| fragment.strip_prefix("policy/"))
        .and_then(|rest| rest.split('/').next());
    Err(match version {
        Some(version) => Fault {
            at: String::new(),
            found: format!("version {} of the link's form", brief(version)),
            expected: String::from("version 1"),
            todo: NEWER,
        },
        None => Fault {
            at: String::new(),
            found: String::from("an address that is no link to a report or a policy"),
            expected: format!("one that begins with #{REPORT_PREFIX} or #{POLICY_PREFIX}"),
            todo: WHOLE,
        },
    })
}

fn damaged(found: impl Into<String>, expected: &str) -> Fault {
    Fault {
        at: String::new(),
        found: found.into(),
        expected: String::from(expected),
        todo: WHOLE,
    }
}

/// Decodes what stands behind the prefix, and reads it.
fn opened<T>(
    body: &str,
    read: impl Fn(&str, Value<'_, '_>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let decoded = base64url::decode(body);
    if let Some(deviation) = decoded.deviations.first() {
        return Err(damaged(
            format!(
                "{} at character {}",
                deviation.kind,
                deviation.at.saturating_add(1)
            ),
            "base64url and nothing else behind the version",
        ));
    }
    let Ok(text) = core::str::from_utf8(&decoded.bytes) else {
        return Err(damaged("bytes that are no text", "text in UTF-8"));
    };
    let limits = Limits {
        depth: DEPTH,
        members: VALUES,
    };
    let document: Document<'_> = json::read(text.as_bytes(), limits);
    if let Some(fault) = document.faults.first() {
        return Err(damaged(
            format!("{}, at byte {}", fault.kind, fault.start),
            "the JSON that this program writes",
        ));
    }
    let Some(root) = document.root() else {
        return Err(damaged("nothing", "the JSON that this program writes"));
    };
    read(text, root)
}

/// What is read must be what would be written: one report has one link.
fn same(text: &str, written: &str) -> Result<(), Fault> {
    match text == written {
        true => Ok(()),
        false => Err(damaged(
            "the right members, written in another way",
            "the JSON to the letter as this program writes it",
        )),
    }
}

fn secret(found: Option<(String, &'static str)>) -> Result<(), Fault> {
    match found {
        Some((at, like)) => Err(Fault {
            at,
            found: format!("what looks like {like}"),
            expected: String::from("a link without tokens, secrets and keys"),
            todo: SECRET,
        }),
        None => Ok(()),
    }
}

fn policy(text: &str, root: Value<'_, '_>) -> Result<crate::policy::Policy, Fault> {
    let policy = policy_form::read(root)?;
    same(text, &write::policy(&policy))?;
    secret(policy_form::secret(&policy))?;
    Ok(policy)
}

fn report(text: &str, root: Value<'_, '_>) -> Result<SharedReport, Fault> {
    let names = [
        "made",
        "now",
        "by",
        "primary",
        "artefacts",
        "findings",
        "masked",
        "left_out",
    ];
    let root = Node::root(root, &names)?;
    let report = SharedReport {
        made: root.member("made")?.number()?,
        now: root.member("now")?.number()?,
        by: root.member("by")?.text()?,
        primary: root.maybe("primary").map(|node| node.index()).transpose()?,
        artefacts: root.list_of("artefacts", artefact)?,
        findings: root.list_of("findings", finding)?,
        masked: root.list_of("masked", masked)?,
        left_out: root.list_of("left_out", Node::word::<Section>)?,
    };
    check::report(&report)?;
    same(text, &write::report(&report))?;
    secret(check::secret(&report))?;
    Ok(report)
}

fn artefact(node: &Node<'_, '_>) -> Result<SharedArtefact, Fault> {
    let node = node.with(&[
        "kind",
        "title",
        "parent",
        "lead",
        "rest",
        "structure",
        "signature",
        "time",
        "policy",
        "next",
        "findings",
        "claims",
        "times",
    ])?;
    Ok(SharedArtefact {
        kind: node.member("kind")?.word()?,
        title: node.member("title")?.text()?,
        parent: node.maybe("parent").map(|node| node.index()).transpose()?,
        lead: node.member("lead")?.text()?,
        rest: node.member("rest")?.text()?,
        structure: verdict(&node.member("structure")?)?,
        signature: verdict(&node.member("signature")?)?,
        time: verdict(&node.member("time")?)?,
        policy: verdict(&node.member("policy")?)?,
        next_steps: node.list_of("next", Node::text)?,
        findings: node.list_of("findings", finding)?,
        claims: node.list_of("claims", row)?,
        times: node.list_of("times", time)?,
    })
}

fn verdict<S: Word>(node: &Node<'_, '_>) -> Result<SharedVerdict<S>, Fault> {
    let [state, detail] = node.row()?;
    Ok(SharedVerdict {
        state: state.word()?,
        detail: detail.text()?,
    })
}

fn finding(node: &Node<'_, '_>) -> Result<SharedFinding, Fault> {
    let [code, severity, subject, message] = node.row()?;
    Ok(SharedFinding {
        severity: severity.word()?,
        subject: subject.text()?,
        message: message.text()?,
        ..SharedFinding::of(&code.text()?)
    })
}

fn row(node: &Node<'_, '_>) -> Result<SharedRow, Fault> {
    let [part, name, value] = node.row()?;
    Ok(SharedRow {
        part: part.text()?,
        name: name.text()?,
        value: value.text()?,
    })
}

fn time(node: &Node<'_, '_>) -> Result<SharedTime, Fault> {
    let [name, seconds] = node.row()?;
    Ok(SharedTime {
        name: name.text()?,
        seconds: seconds.maybe_number()?,
    })
}

fn masked(node: &Node<'_, '_>) -> Result<SharedMasked, Fault> {
    let [artefact, path, class] = node.row()?;
    let word = class.text()?;
    let class = Class::of_word(&word).ok_or_else(|| {
        let known: Vec<&str> = Class::ALL.into_iter().map(Class::word).collect();
        check::fault("masked", brief(&word), known.join(", "))
    })?;
    Ok(SharedMasked {
        artefact: artefact.index()?,
        path: path.text()?,
        class,
    })
}
