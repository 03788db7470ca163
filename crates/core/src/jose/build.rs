//! From a token that was read to its artefact.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{Encoded, Segment, Token};
use crate::claims;
use crate::judge::signature_verdict;
use crate::knowledge::Knowledge;
use crate::lint;
use crate::members::{self, Names};
use crate::paste::Candidate;
use crate::report::{
    Artefact, Blame, Facts, Finding, Found, Headline, Kind, Part, PartContent, PolicyState, Role,
    Rule, ScopeGroup, Severity, SignatureState, StructureState, TimeReading, TimeState, Verdict,
    Verdicts,
};
use crate::span::SourceMap;

/// The rules of the serialisations: what can be wrong with the parts as such.
pub(crate) static RULES: &[&Rule] = &[&JSON_FORM_RULE];

pub(crate) static JSON_FORM_RULE: Rule = Rule {
    code: "jws.json.form",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A JWS in JSON Serialization is either flattened or general."),
    help: "Leave out either `signature` or `signatures`, and see that each signature has a header.",
    reference: "RFC 7515 §7.2",
};

/// An artefact in the making.
pub(crate) struct Draft<'c> {
    candidate: &'c Candidate,
    kind: Kind,
    pub(crate) parts: Vec<Part>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) facts: Facts,
    pub(crate) scopes: Vec<ScopeGroup>,
    pub(crate) signature: Verdict<SignatureState>,
}

impl<'c> Draft<'c> {
    pub(crate) fn new(candidate: &'c Candidate, kind: Kind) -> Self {
        let signature = Verdict::new(
            SignatureState::NotApplicable,
            "Not applicable",
            "An encrypted token carries no signature that can be seen; whoever decrypts it checks its integrity.",
        );
        Self {
            candidate,
            kind,
            parts: Vec::new(),
            findings: Vec::new(),
            facts: Facts::default(),
            scopes: Vec::new(),
            signature,
        }
    }

    /// The artefact, but for what depends on the time and the policy: [`crate::judge`] fills that.
    pub(crate) fn finish(mut self, knowledge: &Knowledge) -> Artefact {
        let map = &self.candidate.map;
        let structure = (knowledge.weigh)(self.kind, &mut self.findings);
        let title = title(self.kind, &self.facts);
        Artefact {
            kind: self.kind,
            title,
            parent: None,
            span: map.span(0, map.len()),
            pieces: map.pieces(0, map.len()),
            found: Found {
                place: self.candidate.place.clone(),
                stripped: self.candidate.stripped.clone(),
            },
            headline: Headline::default(),
            verdicts: Verdicts {
                structure,
                signature: self.signature,
                time: Verdict::new(TimeState::Unknown, "Unknown", ""),
                policy: Verdict::new(PolicyState::NotSet, "Nothing expected", ""),
            },
            next_steps: Vec::new(),
            findings: self.findings,
            timely: Vec::new(),
            times: times(&self.parts),
            parts: self.parts,
            timeline: None,
            scopes: self.scopes,
            policy_checks: Vec::new(),
            facts: self.facts,
        }
    }
}

/// The artefact of a signed token; `more` are parts that come after the payload's (Disclosures), and
/// `findings` what was noticed about them.
pub(crate) fn signed(
    candidate: &Candidate,
    token: &Token<'_>,
    more: Vec<Part>,
    findings: Vec<Finding>,
    knowledge: &Knowledge,
) -> Artefact {
    let map = &candidate.map;
    let mut draft = Draft::new(candidate, token.kind);
    draft.findings = findings;
    let payload = token.payload.as_ref();
    let claims_set = payload.and_then(Segment::object);
    let header = token.header.object();
    draft.facts = claims::plain_facts(header, claims_set);
    (knowledge.recognise)(&mut draft.facts, header, claims_set);
    draft.scopes = claims_set.map(knowledge.scopes).unwrap_or_default();
    draft.parts.push(json_part(
        &token.header,
        Role::Header,
        "JOSE Header",
        Names::Header,
    ));
    if let Some(payload) = payload {
        let title = if claims_set.is_some() {
            "Payload: JWT Claims Set"
        } else {
            "JWS Payload"
        };
        let names = draft.facts.vendor.map_or(Names::Claims, Names::ClaimsOf);
        draft
            .parts
            .push(json_part(payload, Role::Payload, title, names));
    }
    if let Some(signature) = token.signature {
        draft
            .parts
            .push(bytes_part(signature, map, Role::Signature, "JWS Signature"));
    }
    draft.parts.extend(more);
    (knowledge.lint)(token, &[], &draft.facts, &mut draft.findings);
    let has_signature = token
        .signature
        .is_some_and(|signature| !signature.text.is_empty());
    draft.signature = signature_verdict(draft.facts.algorithm.as_deref(), has_signature);
    draft.finish(knowledge)
}

/// A part that is JSON, text or bytes, as its bytes say.
pub(crate) fn json_part(segment: &Segment<'_>, role: Role, title: &str, names: Names<'_>) -> Part {
    let bytes = segment.encoded.bytes();
    let content = match &segment.json {
        Some(document) => PartContent::Json {
            text: String::from_utf8_lossy(bytes).into_owned(),
            members: document
                .object()
                .map(|object| members::of(object, &|range| segment.span_of(range), names))
                .unwrap_or_default(),
        },
        None => plain_content(bytes),
    };
    Part {
        role,
        title: title.to_string(),
        span: segment.span(),
        pieces: segment.encoded.pieces(segment.map),
        bytes: bytes.len(),
        content,
    }
}

/// A part whose bytes say nothing to a reader: a signature, a ciphertext.
pub(crate) fn bytes_part(encoded: &Encoded<'_>, map: &SourceMap, role: Role, title: &str) -> Part {
    let bytes = encoded.bytes();
    Part {
        role,
        title: title.to_string(),
        span: encoded.span(map),
        pieces: encoded.pieces(map),
        bytes: bytes.len(),
        content: if bytes.is_empty() {
            PartContent::Empty
        } else {
            hex_content(bytes)
        },
    }
}

/// Text where the bytes are text a person can read, else hexadecimal.
pub(crate) fn plain_content(bytes: &[u8]) -> PartContent {
    if bytes.is_empty() {
        return PartContent::Empty;
    }
    match core::str::from_utf8(bytes) {
        Ok(text) if !text.chars().any(|c| c.is_control() && !c.is_whitespace()) => {
            PartContent::Text {
                text: text.to_string(),
            }
        }
        _ => hex_content(bytes),
    }
}

fn hex_content(bytes: &[u8]) -> PartContent {
    const SHOWN: usize = 64;
    let mut hex = String::with_capacity(2 * SHOWN);
    for byte in bytes.iter().take(SHOWN) {
        for digit in [byte >> 4, byte & 15] {
            hex.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    PartContent::Bytes {
        hex,
        more: bytes.len() > SHOWN,
    }
}

/// Puts the findings in order. The structure verdict follows from them alone: from the worst of those
/// that blame the bytes.
pub(crate) fn weigh(kind: Kind, findings: &mut Vec<Finding>) -> Verdict<StructureState> {
    lint::sort(findings);
    let bad = |blame: Blame| {
        findings
            .iter()
            .find(|f| f.blame == blame && f.severity == Severity::Error)
    };
    if let Some(finding) = bad(Blame::Malformed) {
        return Verdict::new(StructureState::Damaged, "Damaged", finding.message.clone());
    }
    if let Some(finding) = findings
        .iter()
        .find(|f| f.blame == Blame::Malformed && f.severity == Severity::Warning)
        .or_else(|| bad(Blame::AgainstStandard))
    {
        return Verdict::new(
            StructureState::Deviates,
            "Deviates",
            finding.message.clone(),
        );
    }
    if matches!(kind, Kind::Jwe | Kind::JweJson) {
        return Verdict::new(
            StructureState::WellFormed,
            "Well-formed",
            "Five parts, and a header that can be read. The content is encrypted.",
        );
    }
    Verdict::new(
        StructureState::WellFormed,
        "Well-formed",
        "Every part is what the format says. That says nothing about who made it.",
    )
}

/// What it is, in words.
fn title(kind: Kind, facts: &Facts) -> String {
    let form = match kind {
        Kind::Jwt => "JWT",
        Kind::JwsJson => "JWS in JSON",
        Kind::Jwe => "JWE",
        Kind::JweJson => "JWE in JSON",
        Kind::SdJwt => "SD-JWT",
        _ => "JWS",
    };
    match claims::profile_name(facts.profile) {
        None => match kind {
            Kind::Jwe | Kind::JweJson => format!("Encrypted token ({form})"),
            Kind::Jwt | Kind::SdJwt => format!("Token ({form})"),
            _ => format!("Signed content ({form})"),
        },
        Some(name) => format!("{name} ({form})"),
    }
}

/// The times among the members of all parts, in the order of the text.
fn times(parts: &[Part]) -> Vec<TimeReading> {
    let mut times = Vec::new();
    for part in parts {
        if let PartContent::Json { members, .. } | PartContent::Fields { members } = &part.content {
            times.extend(members.iter().filter_map(|member| member.time.clone()));
        }
    }
    times
}
