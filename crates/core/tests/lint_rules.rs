//! The golden table of the lint: for every rule a token that it speaks of, and a near miss of which it
//! says nothing.

#[path = "lint_rules/cases/mod.rs"]
mod cases;
#[path = "lint_rules/clean.rs"]
mod clean;
#[path = "lint_rules/properties.rs"]
mod properties;
#[path = "lint_rules/support.rs"]
mod support;
#[path = "lint_rules/vectors.rs"]
mod vectors;

use claimlens_core::lint;
use claimlens_core::report::{Blame, Profile, Severity};

use cases::{Case, cases};
use support::Sample;

#[test]
fn every_rule_speaks_where_it_should_and_nowhere_near() {
    for Case { code, hit, miss } in cases() {
        let found = hit.codes();
        assert!(found.contains(&code), "{code} is not among {found:?}");
        let found = miss.codes();
        assert!(!found.contains(&code), "{code} is among {found:?}");
    }
}

/// The codes of other areas, which need more than one token to be shown: their tests stand beside them.
/// `tests/paste_rules.rs` shows these on whole pastes, at a time; `tests/kinds_rules.rs` those about keys.
static ELSEWHERE: &[&str] = &[
    "claims.clock.skew",
    "claims.dpop.stale",
    "claims.exp.expired",
    "claims.exp.leeway",
    "claims.exp.soon",
    "claims.iat.future",
    "claims.nbf.future",
    "jws.json.form",
    "jws.nesting",
];

/// The rules about keys by themselves: `tests/kinds_rules.rs`.
static KEYS: &[&str] = &[
    "jwk.coordinate.length",
    "jwk.kty.unknown",
    "jwk.member.missing",
    "jwk.private_key",
    "jwk.rsa.short",
    "jwk.symmetric",
];

/// The areas whose rules belong to the lint.
static AREAS: &[&str] = &[
    "encoding.",
    "json.",
    "jws.",
    "jwe.",
    "jwk.",
    "token.",
    "header.",
    "dpop.",
    "profile.",
    "text.",
    "claims.",
];

#[test]
fn every_rule_has_a_case_a_text_and_a_source() {
    let cases = cases();
    for rule in lint::rules() {
        let code = rule.code;
        if AREAS.iter().any(|area| code.starts_with(area))
            && !ELSEWHERE.contains(&code)
            && !KEYS.contains(&code)
        {
            let has_case = cases.iter().any(|case| case.code == code);
            assert!(has_case, "{code} has no case in the golden table");
        }
        for text in [rule.title, rule.help] {
            assert!(text.ends_with('.'), "{code}: {text}");
            assert!(!text.contains(['!', '\n']), "{code}: {text}");
        }
        let has_source = !rule.reference.is_empty() || rule.blame == Blame::Unsupported;
        assert!(has_source, "{code} has no reference");
    }
    for case in &cases {
        let known = lint::rules().any(|rule| rule.code == case.code);
        assert!(known, "{} is in the table and no rule", case.code);
    }
}

#[test]
fn codes_are_unique_lower_case_and_dotted() {
    let mut codes: Vec<_> = lint::rules().map(|rule| rule.code).collect();
    for code in &codes {
        let is_plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.');
        assert!(code.bytes().all(is_plain), "{code}");
        assert!(code.contains('.') && !code.contains(".."), "{code}");
    }
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count, "a code stands twice");
}

/// The messages of the findings with this code.
fn messages(sample: &Sample, code: &str) -> Vec<String> {
    let findings = sample.lint();
    let of_code = findings.into_iter().filter(|finding| finding.code == code);
    of_code.map(|finding| finding.message).collect()
}

#[test]
fn messages_carry_both_facts() {
    let check = |sample: Sample, code: &str, message: &str| {
        assert_eq!(messages(&sample, code), [message]);
    };
    check(
        Sample::claims(r#"{"exp":"1700000000"}"#),
        "claims.time.text",
        "exp is \"1700000000\", a string; a NumericDate is a number: 1700000000.",
    );
    check(
        Sample::claims(r#"{"exp":1700000000123}"#),
        "claims.time.unit",
        "exp is 1700000000123, which looks like milliseconds; in seconds it would be 1700000000.",
    );
    check(
        Sample::header(r#"{"alg":"HS265"}"#),
        "header.alg.misspelt",
        "alg is \"HS265\", which is not registered; probably \"HS256\" is meant.",
    );
    check(
        Sample::with_signature(r#"{"alg":"HS256"}"#, "{}", 31),
        "jws.signature.length",
        "The signature has 31 bytes; one of HS256 has 32.",
    );
    check(
        Sample::claims(r#"{"iss":"a","iss":"b"}"#),
        "claims.duplicate",
        "\"iss\" stands twice in the payload: \"a\", and later \"b\". Most readers take the last one, some the first.",
    );
    check(
        Sample::claims(r#"{"id":12345678901234567890}"#),
        "claims.unsafe_integer",
        "id is 12345678901234567890, which JavaScript reads as 12345678901234567000.",
    );
    check(
        Sample::claims(r#"{"iss":"a","iat":1700000000}"#).taken_for(Profile::IdToken),
        "profile.id_token.missing",
        "An ID token must have iss, sub, aud, exp and iat; sub, aud and exp are missing.",
    );
}

#[test]
fn misspelt_algorithms_are_read_as_meant() {
    let check = |name: &str, meant: &str| {
        let found = messages(
            &Sample::header(&format!(r#"{{"alg":"{name}"}}"#)),
            "header.alg.misspelt",
        );
        let wanted = format!("probably \"{meant}\" is meant");
        assert!(
            found.iter().any(|m| m.contains(&wanted)),
            "{name}: {found:?}"
        );
    };
    check("rs256", "RS256");
    check("RSA256", "RS256");
    check("RS-256", "RS256");
    check("ES521", "ES512");
    check("hmac-sha256", "HS256");
    check("eddsa", "EdDSA");
    check("ED25519", "Ed25519");
    check("ES256k", "ES256K");
    check("PS25", "PS256");
    check("Direct", "dir");
    check("RSA_OAEP_256", "RSA-OAEP-256");
}

#[test]
fn private_keys_are_named_and_never_repeated() {
    let jwk = r#"{"kty":"oct","k":"c2VjcmV0c2VjcmV0"}"#;
    let header = format!(r#"{{"alg":"HS256","jwk":{jwk}}}"#);
    let findings = Sample::header(&header).lint();
    assert_eq!(findings[0].code, "jwk.private", "the worst stands first");
    for finding in findings {
        assert!(!finding.message.contains("c2VjcmV0"), "{finding:?}");
    }
    let claims = format!(r#"{{"cnf":{{"jwk":{jwk}}},"jwks":{{"keys":[{jwk}]}},"sub_jwk":{jwk}}}"#);
    assert_eq!(messages(&Sample::claims(&claims), "jwk.private").len(), 3);
}

#[test]
fn messages_do_not_do_what_they_warn_of() {
    let sample = Sample::claims("{\"sub\":\"a\u{202E}b\u{200B}\u{7}\",\"\u{202E}x\":1}");
    for finding in sample.lint() {
        let bad = |c: char| c.is_control() || ('\u{200B}'..='\u{202E}').contains(&c);
        assert!(!finding.message.contains(bad), "{finding:?}");
        assert!(!finding.subject.contains(bad), "{finding:?}");
    }
}

#[test]
fn spans_lead_to_the_bytes() {
    let payload = "{\"sub\":\"abcdefg\u{200B}\"}";
    let sample = Sample::claims(payload);
    let findings = sample.lint();
    let span = findings[0].span.unwrap();
    assert_eq!(findings[0].code, "text.invisible");
    let start = sample.text.find('.').unwrap() + 1;
    let at = payload.find('\u{200B}').unwrap();
    assert_eq!(span.start, start + at * 4 / 3);
    assert_eq!(span.end, start + ((at + 3) * 4).div_ceil(3));
}

#[test]
fn one_rule_lists_twenty_and_says_how_many_more() {
    let members: Vec<_> = (0..50).map(|n| format!(r#""m{n}":"<b>""#)).collect();
    let found = messages(
        &Sample::claims(&format!("{{{}}}", members.join(","))),
        "text.markup",
    );
    assert_eq!(found.len(), lint::LISTED + 1);
    assert!(found.iter().any(|message| message.starts_with("30 more ")));
}

#[test]
fn findings_are_sorted_by_weight_then_cause_then_place() {
    let sample = Sample::claims(r#"{"sub":7,"exp":"1","id":9007199254740993,"note":"<b>x"}"#);
    let codes: Vec<_> = sample.lint().iter().map(|finding| finding.code).collect();
    assert_eq!(
        codes,
        [
            "claims.type",
            "claims.time.text",
            "text.markup",
            "claims.unsafe_integer"
        ]
    );
    let mut twice = sample.lint();
    twice.extend(sample.lint());
    lint::sort(&mut twice);
    assert_eq!(twice, sample.lint(), "what is there twice is kept once");
}

#[test]
fn the_profile_decides_what_personal_data_weighs() {
    let severity = |profile| {
        let findings = Sample::claims(r#"{"name":"Ann","email":"a@b.example"}"#)
            .taken_for(profile)
            .lint();
        let found = findings
            .iter()
            .find(|finding| finding.code == "claims.personal");
        found.unwrap().severity
    };
    assert_eq!(severity(Profile::LikelyAccessToken), Severity::Advice);
    assert_eq!(severity(Profile::IdToken), Severity::Info);
    assert_eq!(severity(Profile::Unknown), Severity::Info);
}

#[test]
fn hidden_claims_are_no_personal_data() {
    let hidden = Sample::claims(r#"{"address":{"_sd":["AA"]}}"#);
    assert!(messages(&hidden, "claims.personal").is_empty());
    let shown = Sample::claims(r#"{"address":{"_sd":["AA"],"country":"DE"}}"#);
    assert_eq!(messages(&shown, "claims.personal").len(), 1);
}
