//! Reports put together by hand, for the tests beside the view model.

use claimlens_core::jose::base64url::encode;
use claimlens_core::report::*;
use claimlens_core::span::Span;

/// The moment the made reports are for.
pub(crate) const NOW: i64 = 1_800_000_000;

static RULE: Rule = Rule {
    code: "test.rule",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: "A rule for tests",
    help: "Do something about it.",
    reference: "RFC 7519 §4.1.4",
};

pub(crate) fn finding(severity: Severity) -> Finding {
    Finding::new(&RULE, "exp", None, "something was found").weighed(severity)
}

/// Members `claim0` to `claim<n-1>`, without places.
pub(crate) fn members(n: usize) -> Vec<Member> {
    (0..n)
        .map(|number| member(&format!("claim{number}"), "\"value\"", Span::default()))
        .collect()
}

fn member(name: &str, value: &str, span: Span) -> Member {
    Member {
        name: name.into(),
        kind: ValueKind::String,
        value: value.into(),
        text: None,
        span,
        meaning: None,
        time: None,
        duplicate: false,
        children: Vec::new(),
    }
}

/// A text with one JWT between `before` and `after`, and the report about it: current, ten minutes
/// old, with one claim.
pub(crate) fn report(before: &str, after: &str) -> (String, Report) {
    let parts = [r#"{"alg":"RS256"}"#, r#"{"sub":"a"}"#, "signature"];
    let encoded = parts.map(|part| encode(part.as_bytes()));
    let text = format!("{before}{}{after}", encoded.join("."));
    let mut at = before.len();
    let spans = encoded.map(|part| {
        let span = Span::new(at, at + part.len());
        at = span.end + 1;
        span
    });
    let part = |number: usize, role, title: &str, content| Part {
        role,
        title: title.into(),
        span: spans[number],
        pieces: vec![spans[number]],
        bytes: parts[number].len(),
        content,
    };
    let claims = |number: usize, members| PartContent::Json {
        text: parts[number].into(),
        members,
    };
    let inner = |number: usize| Span::new(spans[number].start + 1, spans[number].end - 1);
    let artefact = Artefact {
        kind: Kind::Jwt,
        title: "Access token (JWT)".into(),
        parent: None,
        span: spans[0].cover(spans[2]),
        pieces: vec![spans[0].cover(spans[2])],
        found: Found::default(),
        headline: Headline {
            lead: "Access token. Current.".into(),
            rest: "Signature not checked: give a key.".into(),
        },
        verdicts: Verdicts {
            structure: Verdict::new(
                StructureState::WellFormed,
                "Well-formed",
                "As it should be.",
            ),
            signature: Verdict::new(SignatureState::NotChecked, "Not checked", "Give a key."),
            time: Verdict::new(TimeState::Current, "Current", "Expires in 1 h."),
            policy: Verdict::new(PolicyState::NotSet, "Not set", "Say what you expect."),
        },
        next_steps: Vec::new(),
        findings: Vec::new(),
        timely: Vec::new(),
        parts: vec![
            part(
                0,
                Role::Header,
                "JOSE Header",
                claims(0, vec![member("alg", "\"RS256\"", inner(0))]),
            ),
            part(
                1,
                Role::Payload,
                "JWT Claims Set",
                claims(1, vec![member("sub", "\"a\"", inner(1))]),
            ),
            part(
                2,
                Role::Signature,
                "JWS Signature",
                PartContent::Bytes {
                    hex: "7369".into(),
                    more: true,
                },
            ),
        ],
        times: Vec::new(),
        timeline: Some(Timeline {
            issued: Some(NOW - 600),
            not_before: None,
            renewal: Some(NOW + 3300),
            expires: Some(NOW + 3600),
            now: NOW,
        }),
        scopes: Vec::new(),
        policy_checks: Vec::new(),
        facts: Facts::default(),
    };
    let report = Report {
        version: REPORT_VERSION,
        now: NOW,
        input_bytes: text.len(),
        inspected_bytes: text.len(),
        artefacts: vec![artefact],
        primary: Some(0),
        findings: Vec::new(),
    };
    (text, report)
}
