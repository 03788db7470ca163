//! Goes through a report twice: what is masked is remembered, then every text is freed of it.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::decide::{Around, BYTES, Reason, TEXT, instead};
use super::shingles::{Shingles, merged};
use super::{Class, Masked, Redacted, looks, members, rebuild, sentences};
use crate::kinds::mask::mask;
use crate::report::{Artefact, Facts, Finding, Kind, Part, PartContent, Report, Role, Word};
use crate::span::Span;

/// How often a report is gone through: a mask can part what looked like words from what does not.
const ROUNDS: usize = 4;

pub(super) fn redact(report: &Report, paste: &str, keep: &[Class]) -> Redacted {
    let mut redacted = pass(report, paste, keep);
    for _ in 1..ROUNDS {
        let next = pass(&redacted.report, "", keep);
        if next.report == redacted.report {
            break;
        }
        redacted.report = next.report;
        for more in next.masked {
            if !redacted.masked.contains(&more) {
                redacted.masked.push(more);
            }
        }
    }
    redacted
}

/// What is known while a report is redacted.
#[derive(Debug, Default)]
pub(super) struct Redactor<'k> {
    pub(super) shingles: Shingles,
    keep: &'k [Class],
    masked: Vec<Masked>,
    artefact: usize,
    /// What was noted of sentences of this artefact: few things, each many times.
    told: Vec<Reason>,
    /// The names of times whose claims were masked.
    pub(super) times_gone: Vec<String>,
}

fn pass(report: &Report, paste: &str, keep: &[Class]) -> Redacted {
    let mut redactor = Redactor {
        keep,
        ..Redactor::default()
    };
    for artefact in &report.artefacts {
        redactor.collect(artefact, paste);
    }
    redactor.shingles.seal();
    let mut report = report.clone();
    for (at, artefact) in report.artefacts.iter_mut().enumerate() {
        redactor.artefact = at;
        redactor.told.clear();
        redactor.artefact(artefact);
    }
    let nobody = Around {
        keep,
        ..Around::default()
    };
    for finding in &mut report.findings {
        redactor.finding(finding, nobody);
    }
    Redacted {
        report,
        masked: redactor.masked,
    }
}

/// Whether the values of a part are claims.
fn is_claims(kind: Kind, role: Role) -> bool {
    match role {
        Role::Payload | Role::Disclosure => true,
        Role::Body => matches!(
            kind,
            Kind::UserInfo | Kind::Introspection | Kind::ClaimsJson | Kind::Json
        ),
        _ => false,
    }
}

/// Who the artefact was issued to and by.
fn parties(facts: &Facts) -> Vec<String> {
    facts
        .client_id
        .iter()
        .chain(&facts.issuer)
        .cloned()
        .collect()
}

impl<'k> Redactor<'k> {
    fn around<'r>(&self, kind: Kind, role: Role, parties: &'r [&'r str]) -> Around<'r>
    where
        'k: 'r,
    {
        Around {
            claims: is_claims(kind, role),
            inside: None,
            parties,
            keep: self.keep,
        }
    }

    /// Remembers what of an artefact will be masked.
    fn collect(&mut self, artefact: &Artefact, paste: &str) {
        let parties = parties(&artefact.facts);
        let parties: Vec<&str> = parties.iter().map(String::as_str).collect();
        for part in &artefact.parts {
            let around = self.around(artefact.kind, part.role, &parties);
            self.collect_sentence(&part.title, around, true);
            match &part.content {
                PartContent::Json { text, members } => {
                    members::collect(members, part.role, around, self);
                    if members.is_empty() && !is_nothing(text) && around.masks(Class::Text) {
                        self.shingles.add(text, Class::Text);
                    }
                }
                PartContent::Fields { members } => {
                    members::collect(members, part.role, around, self)
                }
                PartContent::List { items } => {
                    for item in items {
                        self.collect_sentence(&item.seen, around, true);
                    }
                }
                PartContent::Text { text } => {
                    if around.masks(Class::Text) && !looks::is_masked(text) {
                        self.shingles.add(text, Class::Text);
                    } else {
                        self.collect_sentence(text, around, true);
                    }
                }
                PartContent::Bytes { hex, .. } => self.shingles.add(hex, Class::Secret),
                PartContent::Empty => {}
            }
            if is_bytes(part.role) {
                for piece in &part.pieces {
                    let piece = paste.get(piece.start..piece.end).unwrap_or_default();
                    self.shingles.add(piece, Class::Secret);
                }
            }
        }
        let around = self.around(artefact.kind, Role::Other, &parties);
        let mut copy = artefact.clone();
        sentences::each(&mut copy, &mut |text, pasted| {
            self.collect_sentence(text, around, pasted)
        });
    }

    pub(super) fn collect_sentence(&mut self, text: &str, around: Around<'_>, pasted: bool) {
        for (range, reason) in around.sentence(text, pasted) {
            let piece = text.get(range).unwrap_or_default();
            self.shingles.add(piece, reason.class);
        }
    }

    fn artefact(&mut self, artefact: &mut Artefact) {
        let parties = parties(&artefact.facts);
        let parties: Vec<&str> = parties.iter().map(String::as_str).collect();
        let kind = artefact.kind;
        artefact.span = Span::default();
        artefact.pieces.clear();
        for stripped in &mut artefact.found.stripped {
            stripped.span = Span::default();
        }
        self.times_gone.clear();
        for part in &mut artefact.parts {
            let around = self.around(kind, part.role, &parties);
            self.part(part, around);
        }
        let mut gone = core::mem::take(&mut self.times_gone);
        crate::order::sort(&mut gone);
        self.times(artefact, &gone);
        let around = self.around(kind, Role::Other, &parties);
        sentences::each(artefact, &mut |text, pasted| {
            *text = self.sentence(text, around, pasted)
        });
        for group in &mut artefact.scopes {
            self.scopes(&mut group.values);
        }
        for finding in artefact.findings.iter_mut().chain(&mut artefact.timely) {
            self.finding(finding, around);
        }
        self.facts(&mut artefact.facts, around);
    }

    /// Values that were taken apart and are shown side by side: together they may be what was masked.
    fn scopes(&self, values: &mut [String]) {
        let spaced = values.iter().flat_map(|value| [" ", value]);
        let joined: String = spaced.chain([" "]).collect();
        let ranges = self.shingles.ranges(&joined);
        let mut at: usize = 0;
        for value in values {
            let start = at.saturating_add(1);
            at = start.saturating_add(value.len());
            if ranges
                .iter()
                .any(|range| range.start < at && start < range.end)
                && !looks::is_masked(value)
            {
                *value = mask(value.chars().count());
            }
        }
    }

    /// Drops the moments that were read off values that are masked; `gone` is sorted.
    fn times(&self, artefact: &mut Artefact, gone: &[String]) {
        let is_gone = |name: &str| {
            gone.binary_search_by(|gone| gone.as_str().cmp(name))
                .is_ok()
        };
        artefact.times.retain(|time| !is_gone(&time.name));
        let facts = &mut artefact.facts;
        for (name, moment) in [
            ("exp", &mut facts.expires),
            ("nbf", &mut facts.not_before),
            ("iat", &mut facts.issued_at),
        ] {
            if is_gone(name) {
                *moment = None;
                artefact.timeline = None;
            }
        }
    }

    fn part(&mut self, part: &mut Part, around: Around<'_>) {
        part.span = Span::default();
        part.pieces.clear();
        part.title = self.sentence(&part.title, around, true);
        let path = part.role.word();
        match &mut part.content {
            PartContent::Json { text, members } => {
                if !members.is_empty() {
                    let is_array = text.trim_start().starts_with('[');
                    members::apply(members, part.role, around, path, self);
                    *text = rebuild::text(members, is_array);
                } else if !is_nothing(text) {
                    *text = self.unread(text, around, path);
                }
            }
            PartContent::Fields { members } => {
                members::apply(members, part.role, around, path, self)
            }
            PartContent::List { items } => {
                for item in items {
                    item.seen = self.sentence(&item.seen, around, true);
                    if let Cow::Owned(fix) = &mut item.fix {
                        *fix = self.sentence(fix, around, false);
                    }
                }
            }
            PartContent::Text { text } => *text = self.unread(text, around, path),
            PartContent::Bytes { hex, more } => {
                if !hex.is_empty() {
                    hex.clear();
                    *more = true;
                    self.note(path, BYTES);
                }
            }
            PartContent::Empty => {}
        }
    }

    /// A text in which anything may stand.
    fn unread(&mut self, text: &str, around: Around<'_>, path: &str) -> String {
        if looks::is_masked(text) || text.is_empty() {
            return String::from(text);
        }
        if around.masks(Class::Text) {
            self.note(path, TEXT);
            return instead(text, Class::Text);
        }
        // The person chose to keep it; tokens and people in it are masked all the same.
        let text = crate::walkthrough::masked(text).text;
        self.sentence(&text, around, true)
    }

    fn finding(&mut self, finding: &mut Finding, around: Around<'_>) {
        finding.span = None;
        finding.subject = self.sentence(&finding.subject, around, true);
        finding.message = self.sentence(&finding.message, around, false);
        if let Cow::Owned(help) = &mut finding.help {
            *help = self.sentence(help, around, false);
        }
    }

    fn facts(&mut self, facts: &mut Facts, around: Around<'_>) {
        let around = Around {
            claims: true,
            ..around
        };
        let before = self.masked.len();
        for (name, fact) in [
            ("iss", &mut facts.issuer),
            ("sub", &mut facts.subject),
            ("client_id", &mut facts.client_id),
            ("kid", &mut facts.key_id),
            ("alg", &mut facts.algorithm),
            ("typ", &mut facts.token_type),
        ] {
            if let Some(text) = fact {
                *text = self.value(name, text, around, "");
            }
        }
        for audience in &mut facts.audience {
            *audience = self.value("aud", audience, around, "");
        }
        facts.profile_reason = self.sentence(&facts.profile_reason, around, false);
        // They stand among the members, too, and were noted there.
        self.masked.truncate(before);
    }

    /// A sentence without what was masked elsewhere, and without people.
    pub(super) fn sentence(&mut self, text: &str, around: Around<'_>, pasted: bool) -> String {
        let pieces = around.sentence(text, pasted);
        self.without(text, pieces, "text")
    }

    /// A text without these pieces, and without what was masked elsewhere.
    pub(super) fn without(
        &mut self,
        text: &str,
        pieces: Vec<(Range<usize>, Reason)>,
        path: &str,
    ) -> String {
        let mut ranges = match looks::is_masked(text) {
            true => Vec::new(),
            false => self.shingles.ranges(text),
        };
        // In a sentence it is told by what it quotes.
        if pieces.is_empty()
            && !ranges.is_empty()
            && !matches!(path, "" | "text")
            && let Some(class) = self.shingles.class(text)
        {
            self.note(path, Reason::again(class));
        }
        for (range, reason) in pieces {
            self.note(path, reason);
            ranges.push(range);
        }
        let ranges = merged(ranges);
        if ranges.is_empty() {
            return String::from(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for range in ranges {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            let gone = text.get(range.clone()).unwrap_or_default();
            out.push_str(&mask(gone.chars().count()));
            at = range.end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }

    /// Notes that something was masked.
    pub(super) fn note(&mut self, path: &str, reason: Reason) {
        let masked = Masked {
            artefact: self.artefact,
            path: String::from(path),
            class: reason.class,
            why: reason.why,
            source: reason.source,
        };
        // In a sentence once is enough; a member has one path, unless its name stands there twice.
        let is_known = match path {
            "text" => self.told.contains(&reason),
            _ => self.masked.last() == Some(&masked),
        };
        if path == "text" && !is_known {
            self.told.push(reason);
        }
        if !is_known {
            self.masked.push(masked);
        }
    }
}

/// Whether a part is bytes that make a token good, or hide what it says.
fn is_bytes(role: Role) -> bool {
    matches!(
        role,
        Role::Signature
            | Role::EncryptedKey
            | Role::InitializationVector
            | Role::Ciphertext
            | Role::AuthenticationTag
    )
}

/// Whether a JSON text says nothing about anybody.
fn is_nothing(text: &str) -> bool {
    matches!(text.trim(), "" | "{}" | "[]" | "null" | "true" | "false") || looks::is_masked(text)
}
