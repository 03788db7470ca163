//! The artefact of an exchange or an error text: what happened, why, what to do next.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::evidence::{self, Caller, Evidence, Tool};
use super::tree::{Case, Side};
use super::{causes, find, look_alikes, snippet};
use crate::kinds::draft::{
    draft, explained, field, fields, headline, list, policy, signature, step, step_with, structure,
    time,
};
use crate::kinds::words::{and, excerpt};
use crate::oauth::error::{missing_group, status_items};
use crate::paste::Candidate;
use crate::report::{
    Artefact, Kind, Member, NextStep, Role, SignatureState, StructureState, TimeState,
};
use crate::span::Span;

/// The title of the list of causes, and of the list about SSO.
pub(crate) const CAUSES: &str = "Likely causes, the likeliest first";
pub(crate) const SSO: &str = "If it began with SSO: what changes in the same week";

/// The artefact of a whole exchange, or of what a program says about one.
pub(crate) fn artefact(candidate: &Candidate, kind: Kind) -> Artefact {
    let seen = evidence::read(&candidate.text);
    let case = find(&seen);
    let whose = if seen.is_genesys { "Genesys Cloud" } else { "" };
    let title = match (kind, seen.is_genesys) {
        (Kind::Exchange, true) => "HTTP exchange with Genesys Cloud",
        (Kind::Exchange, false) => "HTTP exchange",
        (_, true) => "Error text about Genesys Cloud",
        (_, false) => "Error text",
    };
    let mut artefact = draft(candidate, kind, title);
    artefact.facts.vendor = seen.is_genesys.then_some("Genesys Cloud");
    if snippet::is_one(&candidate.text) {
        artefact.findings = snippet::findings(candidate, &seen);
    }
    let lead = match case {
        Some(case) => format!("Error from {}: {}.", case.from, case.means),
        None => unknown(&seen, whose),
    };
    artefact.headline = headline(lead, facts(&seen));
    let place = artefact.span;
    let mut members = members(&seen, place);
    if let Some(case) = case {
        members.push(explained(
            "case",
            case.id,
            place,
            "What it means",
            format!("{} ({}).", case.means, case.mark),
            case.source,
        ));
    }
    match case {
        Some(case) => explain(&mut artefact, candidate, case, &seen),
        None => {
            let items = status_items(seen.status);
            if !items.is_empty() {
                artefact.parts.push(list(candidate, CAUSES, items));
            }
            artefact.next_steps.push(step(
                "Look it up in the documentation of the server that answered, and note status, code and address.",
            ));
        }
    }
    // Behind the causes: one looks there to check what they were told from.
    if !members.is_empty() {
        artefact.parts.push(fields(
            candidate,
            Role::Parameters,
            "What was read",
            members,
        ));
    }
    if !seen.correlation.is_empty() {
        artefact.next_steps.push(quote(&seen));
    }
    artefact.next_steps.truncate(3);
    artefact.scopes.extend(missing_group(&seen.permissions));
    artefact.verdicts.structure = structure(
        StructureState::Recognised,
        "Read line by line for what tells about the error; the rest was passed over.",
    );
    artefact.verdicts.signature =
        signature(SignatureState::NotApplicable, "An error is not signed.");
    artefact.verdicts.time = time(TimeState::NotApplicable, "An error has no validity.");
    artefact.verdicts.policy = policy("It is no token: nothing was granted.");
    artefact
}

/// The parts and steps that a case brings.
pub(crate) fn explain(
    artefact: &mut Artefact,
    candidate: &Candidate,
    case: &Case,
    seen: &Evidence,
) {
    let items = causes(case, seen);
    // What was seen to be the cause is said first, with what to do about it.
    if let Some(first) = items
        .first()
        .filter(|item| !item.seen.is_empty() && !item.fix.is_empty())
    {
        artefact
            .next_steps
            .push(step(format!("{} {}", first.seen, first.fix)));
    }
    let line = case.line.replace("{}", seen.domain_or_first());
    let mut text = String::from(case.step);
    if !line.is_empty()
        && line != case.line
        && seen.domain().is_none()
        && line.contains("mypurecloud.com")
    {
        let text_end = text.trim_end_matches(':').len();
        text.truncate(text_end);
        text.push_str(" (replace mypurecloud.com with your region's domain):");
    }
    artefact.next_steps.push(step_with(text, &line));
    if let Some(wait) = wait(seen).filter(|_| case.branch == 'E') {
        artefact.next_steps.insert(0, wait);
    }
    if !items.is_empty() {
        artefact.parts.push(list(candidate, CAUSES, items));
    }
    if case.look_alike {
        artefact.parts.push(list(candidate, SSO, look_alikes(seen)));
    }
}

/// How long to wait, where the answer says so.
fn wait(seen: &Evidence) -> Option<NextStep> {
    let reset = seen.rate.iter().find(|(name, _)| name.ends_with("reset"));
    let (name, value) = if seen.retry_after.is_empty() {
        reset.map(|(name, value)| (*name, value.as_str()))?
    } else {
        ("Retry-After", seen.retry_after.as_str())
    };
    Some(step(format!(
        "Wait {} seconds: the answer says so in {name}.",
        excerpt(value, 20)
    )))
}

/// What to quote for support.
pub(crate) fn quote(seen: &Evidence) -> NextStep {
    step(format!(
        "For a support case, quote the correlation id: {}.",
        excerpt(&seen.correlation, 80)
    ))
}

/// What is said of an error that is not known: what can be read, and no more.
fn unknown(seen: &Evidence, whose: &str) -> String {
    let from = match (seen.side(), whose) {
        (Side::Token, _) => "the token endpoint",
        (Side::Api, "Genesys Cloud") => "the Genesys Cloud Platform API",
        (_, "") => "a server",
        _ => "Genesys Cloud",
    };
    match (seen.status, seen.code.is_empty()) {
        (0, true) => format!("Error from {from}. Its cause is not known here."),
        (status, true) => {
            format!("Answer {status} from {from}. Nothing in it says why, as far as is known here.")
        }
        (_, false) => format!(
            "Error from {from} with the code {}, which is none that is known here.",
            excerpt(&seen.code, 60)
        ),
    }
}

/// The facts in a line: status, code, words, address.
fn facts(seen: &Evidence) -> String {
    let mut facts = String::new();
    if seen.status != 0 {
        facts.push_str(&seen.status.to_string());
    }
    if !seen.code.is_empty() {
        facts.push_str(if facts.is_empty() { "" } else { " " });
        facts.push_str(&excerpt(&seen.code, 60));
    }
    if !seen.text.is_empty() {
        facts.push_str(if facts.is_empty() { "" } else { ": " });
        facts.push_str(&format!("“{}”", excerpt(&seen.text, 160)));
    }
    if !facts.is_empty() {
        facts.push('.');
    }
    if !seen.permissions.is_empty() {
        let words: Vec<&str> = seen.permissions.iter().map(String::as_str).collect();
        facts.push_str(&format!(" Missing: {}.", excerpt(&and(&words), 200)));
    }
    if !seen.host.is_empty() {
        facts.push_str(&format!(
            " Asked: {}{}.",
            excerpt(&seen.host, 80),
            excerpt(&seen.path, 80)
        ));
    }
    String::from(facts.trim())
}

/// What was read of the exchange, as fields.
fn members(seen: &Evidence, place: Span) -> Vec<Member> {
    let mut members = Vec::new();
    let mut add = |name: &'static str, value: &str| {
        if !value.is_empty() {
            members.push(field(name, excerpt(value, 160), place));
        }
    };
    if !seen.host.is_empty() || !seen.path.is_empty() {
        add(
            "request",
            format!("{} {}{}", seen.method, seen.host, seen.path).trim(),
        );
    }
    add("region's domain", seen.domain().unwrap_or_default());
    add("grant type", &seen.grant);
    add(
        "caller",
        match seen.caller {
            Caller::Unseen => "",
            Caller::Nobody => "no Authorization header",
            Caller::Basic => "Basic credentials",
            Caller::Bearer => "a bearer token",
            Caller::Other => "an Authorization header that is neither Basic nor Bearer",
        },
    );
    add(
        "said by",
        match seen.tool {
            Tool::Unknown => "",
            Tool::Curl => "curl",
            Tool::Python => "Python",
            Tool::Go => "the Go SDK, or a tool built on it",
            Tool::Terraform => "Terraform",
            Tool::JavaScript => "JavaScript",
            Tool::Browser => "a browser",
        },
    );
    if seen.status != 0 {
        add("status", &seen.status.to_string());
    }
    add("code", &seen.code);
    add("message", &seen.text);
    for (name, value) in &seen.rate {
        add(name, value);
    }
    if !seen.retry_after.is_empty() {
        members.push(explained(
            "Retry-After",
            excerpt(&seen.retry_after, 40),
            place,
            "Wait",
            "Seconds to wait before the next try.",
            "RFC 9110 §10.2.3",
        ));
    }
    if !seen.correlation.is_empty() {
        members.push(explained(
            "correlation id",
            excerpt(&seen.correlation, 80),
            place,
            "Correlation id",
            "Names the request; support asks for it.",
            "Genesys developer center blog, 2021-05-06",
        ));
    }
    members
}
