//! JSON bodies: read once, shown with secrets masked, faults reported at their places.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::ops::Range;

use super::draft::{draft, headline, part, policy, step, structure, time};
use super::{mask, words};
use crate::claims;
use crate::jose::json::{Document, Limits, Value, read};
use crate::lint;
use crate::members::{self, Names};
use crate::paste::Candidate;
use crate::report::{
    Artefact, Kind, Meaning, Member, PartContent, Role, StructureState, TimeState, ValueKind,
};
use crate::span::Span;

/// One name and what it means, for the tables of response members.
pub(crate) struct Name {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
    pub(crate) source: &'static str,
}

/// A JSON body that was read.
pub(crate) struct Body<'c> {
    pub(crate) candidate: &'c Candidate,
    pub(crate) document: Document<'c>,
}

impl<'c> Body<'c> {
    /// Reads the candidate's text.
    pub(crate) fn new(candidate: &'c Candidate) -> Self {
        Self {
            candidate,
            document: read(candidate.text.as_bytes(), Limits::DEFAULT),
        }
    }

    /// The top-level object.
    pub(crate) fn object(&self) -> Option<Value<'_, 'c>> {
        self.document.object()
    }

    /// A member of the top-level object.
    pub(crate) fn get(&self, name: &str) -> Option<Value<'_, 'c>> {
        self.object()?.get(name)
    }

    /// A string member of the top-level object; an empty one counts as missing.
    pub(crate) fn str(&self, name: &str) -> Option<Cow<'c, str>> {
        self.object()?.get_str(name).filter(|text| !text.is_empty())
    }

    /// Where a value stands in the paste.
    pub(crate) fn span(&self, value: Value<'_, '_>) -> Span {
        let range = value.range();
        self.candidate.map.span(range.start, range.end)
    }

    /// The artefact with the body as its part, its findings about JSON, and the structure verdict.
    ///
    /// `table` says what the names mean; what it does not know is looked up as `names`.
    pub(crate) fn artefact(
        &self,
        kind: Kind,
        title: &str,
        table: &[Name],
        names: Names<'_>,
    ) -> Artefact {
        let mut artefact = draft(self.candidate, kind, title);
        let place = |range: Range<usize>| self.candidate.map.span(range.start, range.end);
        let mut members = match self.document.root() {
            Some(root) => members::of(root, &place, names),
            None => Vec::new(),
        };
        claims::explain_members(&mut members, names);
        explain(&mut members, table);
        collect_times(&members, &mut artefact);
        mask::mask_members(&mut members);
        let text = mask::masked_text(&self.candidate.text, &mask::ranges(&self.document));
        let end = self.candidate.text.len();
        artefact.parts.push(part(
            self.candidate,
            0..end,
            Role::Body,
            "JSON body",
            end,
            PartContent::Json { text, members },
        ));
        self.check(&mut artefact, names);
        artefact
    }

    fn check(&self, artefact: &mut Artefact, names: Names<'_>) {
        let place = |range: Range<usize>| self.candidate.map.span(range.start, range.end);
        let name = match names {
            Names::Header => "header",
            Names::Claims | Names::ClaimsOf(_) => "payload",
            Names::Other => "body",
        };
        lint::json(&self.document, &place, name, &mut artefact.findings);
        let faults = self.document.faults.len();
        let damaged = self
            .document
            .faults
            .iter()
            .any(|fault| !fault.kind.is_limit());
        artefact.verdicts.structure = if damaged {
            structure(
                StructureState::Damaged,
                format!(
                    "JSON with {}; what could be read is shown.",
                    words::count(faults, "fault")
                ),
            )
        } else if faults > 0 {
            structure(
                StructureState::Recognised,
                "JSON beyond the limits of this reader; what was read is shown.",
            )
        } else if !self.document.duplicates.is_empty() {
            structure(
                StructureState::Deviates,
                "JSON in which a member stands more than once.",
            )
        } else {
            structure(StructureState::WellFormed, "JSON to the letter.")
        };
    }
}

/// Gives members the meanings of `table`, before those they were given by other tables.
pub(crate) fn explain(members: &mut [Member], table: &[Name]) {
    for member in members {
        if let Some(name) = table.iter().find(|name| name.name == member.name) {
            member.meaning = Some(Meaning {
                title: name.title,
                text: Cow::Borrowed(name.text),
                source: name.source,
            });
        }
    }
}

fn collect_times(members: &[Member], artefact: &mut Artefact) {
    artefact
        .times
        .extend(members.iter().filter_map(|member| member.time.clone()));
}

/// A whole number, whether it is written as a number or as text in quotes.
pub(crate) fn number(value: Value<'_, '_>) -> Option<i64> {
    value
        .as_i64()
        .or_else(|| value.as_str().and_then(|text| text.trim().parse().ok()))
        .or_else(|| {
            // A fraction counts by its whole part.
            let text = value.as_number()?;
            text.split('.').next()?.parse().ok()
        })
}

/// The strings of an array, or a lone string.
pub(crate) fn strings(value: Value<'_, '_>) -> Vec<String> {
    match value.as_str() {
        Some(text) => Vec::from([text.to_string()]),
        None => value
            .items()
            .filter_map(|item| item.as_str().map(Cow::into_owned))
            .collect(),
    }
}

/// JSON that is nothing known.
pub(crate) fn other(candidate: &Candidate) -> Artefact {
    let body = Body::new(candidate);
    let mut artefact = body.artefact(Kind::Json, "JSON", &[], Names::Other);
    let what = match body.document.root() {
        Some(root) if root.kind() == ValueKind::Object => {
            let members: Vec<_> = root.entries().collect();
            let names: Vec<String> = members
                .iter()
                .take(4)
                .map(|entry| words::excerpt(&entry.name, 40))
                .collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            match members.len() {
                0 => String::from("JSON: an empty object"),
                n if n <= 4 => format!("JSON object with {}", words::and(&names)),
                n => format!(
                    "JSON object with {} and {} more members",
                    names.join(", "),
                    n - 4
                ),
            }
        }
        Some(root) if root.kind() == ValueKind::Array => {
            format!(
                "JSON array with {}",
                words::count(root.items().count(), "element")
            )
        }
        Some(_) => String::from("A single JSON value"),
        None => String::from("Text that should be JSON and holds no value"),
    };
    artefact.headline = headline(
        format!("{what}. It is no token, error or document known here."),
        "Its members are shown as they are, with secrets masked.",
    );
    artefact.verdicts.time = time(
        TimeState::NotApplicable,
        "Nothing says that this JSON expires.",
    );
    artefact.verdicts.policy = policy("It is no token.");
    artefact.next_steps.push(step(
        "If there is a token in it, paste the token alone. If it is an answer of a server, add its status line and headers.",
    ));
    artefact
}
