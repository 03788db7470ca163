//! Error answers: OAuth's, the Genesys Cloud Platform API's, and other APIs', as JSON or as parameters.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::error_body::{Said, read};
use super::error_codes::{GENESYS, Known, codes, of_status, status_of_word};
use super::error_entra as entra;
use super::{names, rules};
use crate::diagnosis;
use crate::diagnosis::artefact::CAUSES;
use crate::diagnosis::evidence::{BodyForm, Evidence};
use crate::kinds::body::{Body, explain, strings};
use crate::kinds::draft::{
    draft, field, headline, list, part, policy, signature, step, structure, time,
};
use crate::kinds::mask::{is_secret_name, mask};
use crate::kinds::words::{and, excerpt};
use crate::members::Names;
use crate::paste::Candidate;
use crate::report::{
    Artefact, Finding, Item, Kind, Meaning, Member, PartContent, Role, ScopeGroup, SignatureState,
    StructureState, TimeState,
};

/// How many parameters of a redirect are read.
const MAX_PARAMETERS: usize = 1000;

/// The artefact of an error in JSON.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let body = Body::new(candidate);
    let mut artefact = body.artefact(Kind::ErrorResponse, "Error", names::ERROR, Names::Other);
    let said = read(&body);
    if body.get("access_token").is_some() && said.is_oauth {
        artefact.findings.push(Finding::new(
            &rules::ERROR_WITH_TOKEN,
            "access_token",
            body.get("access_token").map(|value| body.span(value)),
            "The body has the member access_token beside an error.",
        ));
    }
    let missing = missing_permissions(&body, &said);
    let code_span = body
        .get(said.code_name)
        .map_or(artefact.span, |value| body.span(value));
    conclude(candidate, &mut artefact, &said, code_span, &missing);
    artefact
}

/// The artefact of an error in form parameters, behind `?` or `#` of a redirect.
pub(crate) fn parameters_artefact(candidate: &Candidate) -> Artefact {
    let mut artefact = draft(candidate, Kind::ErrorResponse, "Error");
    let text = candidate.text.as_str();
    let mut said = Said {
        is_oauth: true,
        code_name: "error",
        ..Said::default()
    };
    let mut members: Vec<Member> = Vec::new();
    let mut code_span = artefact.span;
    let mut at = 0;
    for pair in text.split('&').take(MAX_PARAMETERS) {
        let start = at;
        at += pair.len() + 1;
        if pair.is_empty() {
            continue;
        }
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = form_decode(name.trim_start_matches(['?', '#']));
        let value = form_decode(value);
        let span = candidate.map.span(start, start + pair.len());
        match name.as_str() {
            "error" => {
                said.code.clone_from(&value);
                code_span = span;
            }
            "error_description" => said.text.clone_from(&value),
            _ => {}
        }
        let is_secret = name == "code" || is_secret_name(&name);
        let shown = if is_secret {
            mask(value.chars().count())
        } else {
            value
        };
        members.push(field(name, shown, span));
    }
    if members.iter().any(|m| m.name == "access_token") {
        artefact.findings.push(Finding::new(
            &rules::ERROR_WITH_TOKEN,
            "access_token",
            artefact.span,
            "The parameters hold access_token beside an error.",
        ));
    }
    explain(&mut members, names::ERROR);
    for member in members.iter_mut().filter(|m| m.name == "code") {
        // In a redirect `code` is an authorization code, not an error's.
        member.meaning = None;
    }
    let end = text.len();
    artefact.parts.push(part(
        candidate,
        0..end,
        Role::Body,
        "Error parameters",
        end,
        PartContent::Fields { members },
    ));
    artefact.verdicts.structure = structure(
        StructureState::WellFormed,
        "Form parameters with the member error, as a server puts them behind ? or # of a redirect.",
    );
    conclude(candidate, &mut artefact, &said, code_span, &[]);
    artefact
}

/// Decodes `application/x-www-form-urlencoded` text: plus is a space, `%41` is `A`; what is broken stays.
fn form_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let decoded = match byte {
            b'+' => b' ',
            b'%' => {
                let mut ahead = rest.clone();
                let digit = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
                match (digit(ahead.next()), digit(ahead.next())) {
                    (Some(high), Some(low)) => {
                        rest = ahead;
                        u8::try_from(high * 16 + low).unwrap_or(b'?')
                    }
                    _ => b'%',
                }
            }
            _ => byte,
        };
        bytes.push(decoded);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What is known about an error of no vendor in particular.
fn find(said: &Said) -> Option<&'static Known> {
    let by_code = || codes().find(|known| known.code == said.code);
    if said.is_oauth {
        return by_code();
    }
    by_code().or_else(|| of_status(said.status.or_else(|| status_of_word(&said.code))?))
}

/// Puts what a body says into the evidence; what is there of its surroundings stays.
pub(crate) fn tell(candidate: &Candidate, seen: &mut Evidence) {
    let body = Body::new(candidate);
    let said = read(&body);
    let missing = missing_permissions(&body, &said);
    let cut = !body.document.is_strict();
    enter(&said, missing, cut, seen);
}

/// The same, for a body that was read.
fn enter(said: &Said, missing: Vec<String>, cut: bool, seen: &mut Evidence) {
    if let Some(status) = said.status.and_then(|status| u16::try_from(status).ok()) {
        seen.status = status;
    }
    seen.code.clone_from(&said.code);
    seen.text.clone_from(&said.text);
    seen.is_oauth = said.is_oauth;
    seen.cut = cut;
    seen.body = BodyForm::Json;
    seen.is_genesys |= said.vendor == Some(GENESYS);
    seen.permissions = missing;
    if let Some((_, value)) = &said.trace
        && seen.correlation.is_empty()
    {
        seen.correlation.clone_from(value);
    }
}

/// The causes behind a status alone, as a report lists them.
pub(crate) fn status_items(status: u16) -> Vec<Item> {
    of_status(i64::from(status)).map_or_else(Vec::new, Known::items)
}

/// The permissions an error names, as a group.
pub(crate) fn missing_group(missing: &[String]) -> Option<ScopeGroup> {
    (!missing.is_empty()).then(|| ScopeGroup {
        claim: String::from("missing permissions"),
        values: missing.to_vec(),
        note: Some(String::from(
            "Named by the error; a permission is domain:entity:action.",
        )),
    })
}

fn conclude(
    candidate: &Candidate,
    artefact: &mut Artefact,
    said: &Said,
    code_span: crate::span::Span,
    missing: &[String],
) {
    let mut seen = Evidence::default();
    enter(
        said,
        missing.to_vec(),
        artefact.verdicts.structure.state == StructureState::Damaged,
        &mut seen,
    );
    let case = diagnosis::find(&seen);
    let known = if case.is_some() { None } else { find(said) };
    let number = (said.vendor == Some("Microsoft Entra ID") || said.text.contains("AADSTS"))
        .then(|| entra::find(&said.text))
        .flatten();
    artefact.facts.vendor = said
        .vendor
        .or_else(|| case.map(|_| GENESYS))
        .or(number.map(|_| "Microsoft Entra ID"));
    artefact.facts.profile_reason = said.vendor_reason.to_string();

    let by_number = number.and_then(|(_, entry)| entry);
    let from = case.map(|case| case.from).or(known.map(|known| known.from));
    let from = from.unwrap_or(if said.is_oauth {
        "an OAuth server"
    } else {
        "an API"
    });
    let means = case
        .map(|case| case.means)
        .or(known.map(|known| known.means));
    let lead = match (by_number, means) {
        (Some(entry), _) => format!("Error from {from} (Microsoft Entra ID): {}.", entry.means),
        (None, Some(means)) => format!("Error from {from}: {means}."),
        (None, None) if said.code.is_empty() => {
            String::from("Error of an API, in a shape that is not known here.")
        }
        (None, None) => format!(
            "Error with the code {}, which is none that is known here.",
            excerpt(&said.code, 60)
        ),
    };
    artefact.title = String::from(match (said.is_oauth, artefact.facts.vendor) {
        (true, _) => "OAuth error",
        (false, Some(GENESYS)) => "Genesys Cloud API error",
        (false, _) => "API error",
    });

    // The facts as they stand in the body: status, code, words.
    let mut facts = String::new();
    if let Some(status) = said.status {
        facts.push_str(&status.to_string());
    }
    if let Some((number, _)) = number {
        push_word(&mut facts, &format!("AADSTS{number}"));
    }
    if !said.code.is_empty() {
        push_word(&mut facts, &excerpt(&said.code, 60));
    }
    if !said.text.is_empty() {
        if !facts.is_empty() {
            facts.push_str(": ");
        }
        facts.push_str(&format!("“{}”", excerpt(&said.text, 160)));
    }
    if !facts.is_empty() && !facts.ends_with('.') {
        facts.push('.');
    }
    if !missing.is_empty() {
        let words: Vec<&str> = missing.iter().map(String::as_str).collect();
        facts.push_str(&format!(" Missing: {}.", excerpt(&and(&words), 200)));
    }
    artefact.headline = headline(lead, facts);

    if let Some(entry) = by_number {
        artefact.next_steps.push(step(entry.step));
    }
    match (case, known) {
        (Some(case), _) => {
            diagnosis::artefact::explain(artefact, candidate, case, &seen);
            let means = format!("{} ({})", case.means, case.mark);
            set_code_meaning(artefact, said, (case.from, &means, case.source));
        }
        (None, Some(known)) => {
            if by_number.is_none() {
                artefact.next_steps.push(step(known.step));
                artefact.parts.push(list(candidate, CAUSES, known.items()));
            }
            set_code_meaning(artefact, said, (known.from, known.means, known.reference));
        }
        (None, None) => {
            if !said.code.is_empty() {
                artefact.findings.push(Finding::new(
                    &rules::ERROR_UNKNOWN,
                    said.code_name,
                    code_span,
                    format!(
                        "The code {} is of no standard and of no vendor that is known here.",
                        excerpt(&said.code, 60)
                    ),
                ));
            }
            artefact.next_steps.push(step(
                "Look the code up in the documentation of the server that sent it, and note the status code and the address that was called.",
            ));
        }
    }
    artefact.scopes.extend(missing_group(missing));
    if let Some((name, value)) = &said.trace {
        artefact.next_steps.push(step(format!(
            "For a support case, quote {name}: {}.",
            excerpt(value, 80)
        )));
    }
    artefact.next_steps.truncate(3);

    artefact.verdicts.signature = signature(
        SignatureState::NotApplicable,
        "An error answer is not signed.",
    );
    artefact.verdicts.time = time(TimeState::NotApplicable, "An error has no validity.");
    artefact.verdicts.policy = policy("It is no token: nothing was granted.");
}

fn push_word(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

/// Puts what the code means beside the member that holds it.
fn set_code_meaning(
    artefact: &mut Artefact,
    said: &Said,
    (from, means, source): (&str, &str, &'static str),
) {
    for part in &mut artefact.parts {
        let (PartContent::Json { members, .. } | PartContent::Fields { members }) =
            &mut part.content
        else {
            continue;
        };
        for member in members
            .iter_mut()
            .filter(|member| !said.code.is_empty() && member.name == said.code_name)
        {
            member.meaning = Some(Meaning {
                title: "Error code",
                text: Cow::Owned(format!("From {from}: {means}.")),
                source,
            });
        }
    }
}

/// The permissions a 403 of the Platform API names: `domain:entity:action`, in its message or its
/// parameters. Sorted, without repetition.
fn missing_permissions(body: &Body<'_>, said: &Said) -> Vec<String> {
    if !said.code.starts_with("missing.") {
        return Vec::new();
    }
    let mut texts = Vec::from([said.text.clone()]);
    if let Some(params) = body.get("messageParams") {
        for entry in params.entries() {
            texts.extend(strings(entry.value));
        }
    }
    permissions_in(&texts.join(" "))
}

/// The permissions a text names. Sorted, without repetition.
pub(crate) fn permissions_in(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    {
        let is_inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '*');
        for word in text.split(|c: char| !is_inside(c)) {
            let parts = || word.split(':');
            if parts().count() == 3 && parts().all(|part| !part.is_empty()) {
                found.push(word.to_string());
            }
        }
    }
    crate::order::sort(&mut found);
    found.dedup();
    found
}
