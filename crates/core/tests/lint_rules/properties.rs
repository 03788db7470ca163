//! Whatever stands in a token, the lint ends, and points into the paste.

use claimlens_core::jose::base64url::encode;
use claimlens_core::report::Profile;
use proptest::prelude::*;

use super::support::Sample;

static PROFILES: &[Profile] = &[
    Profile::Unknown,
    Profile::AccessToken,
    Profile::IdToken,
    Profile::LogoutToken,
    Profile::DpopProof,
    Profile::SecurityEvent,
];

/// Values that rules look at, and some that are none.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("null".to_string()),
        Just("true".to_string()),
        Just("{\"jwk\":{\"d\":1},\"keys\":[{\"k\":2}]}".to_string()),
        Just("[\"b64\",\"alg\",\"x\",\"x\",7]".to_string()),
        Just("\"nOnE\"".to_string()),
        Just("\"dpop+jwt\"".to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        "-?[0-9]{1,30}(\\.[0-9]{1,5})?([eE]-?[0-9]{1,5})?",
        any::<String>().prop_map(|text| format!("{text:?}")),
        "[<>\\\\/a-z\u{202e}\u{200b}\u{430}\u{1F3F4}\u{E0067} ,]{0,20}"
            .prop_map(|text| format!("\"{text}\"")),
    ]
}

fn object() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        proptest::sample::select(vec![
            "alg", "typ", "crit", "b64", "kid", "jwk", "jku", "x5c", "enc", "zip", "p2c", "exp",
            "nbf", "iat", "iss", "aud", "scope", "cnf", "jwks", "events", "email", "htu",
        ])
        .prop_map(str::to_string),
        "[a-z\u{435}\u{445}\u{440}\u{200b}]{0,6}",
    ];
    let members = prop::collection::vec((name, value()), 0..12);
    members.prop_map(|members| {
        let members: Vec<_> = members
            .iter()
            .map(|(name, value)| format!("\"{name}\":{value}"))
            .collect();
        format!("{{{}}}", members.join(","))
    })
}

fn check(sample: &Sample) -> Result<(), TestCaseError> {
    for finding in sample.lint() {
        if let Some(span) = finding.span {
            prop_assert!(span.start <= span.end, "{:?}", finding);
            prop_assert!(span.end <= sample.text.len(), "{:?}", finding);
        }
        prop_assert!(!finding.message.is_empty());
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_looked_through(text in "[ -~\u{e9}\n]{0,80}(\\.[ -~]{0,80}){0,6}") {
        check(&Sample::raw(text))?;
    }

    #[test]
    fn any_bytes_are_looked_through(
        header in prop::collection::vec(any::<u8>(), 0..60),
        payload in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        check(&Sample::raw(format!("{}.{}.AA", encode(&header), encode(&payload))))?;
    }

    #[test]
    fn any_members_are_looked_through(
        header in object(),
        payload in object(),
        profile in proptest::sample::select(PROFILES),
    ) {
        check(&Sample::signed(&header, &payload).taken_for(profile))?;
        check(&Sample::encrypted(&header, payload.len(), 12, 16))?;
    }

    #[test]
    fn cut_off_objects_are_looked_through(payload in object(), keep in 0.0..1.0_f64) {
        let end = (payload.len() as f64 * keep) as usize;
        let part = &payload.as_bytes()[..end];
        check(&Sample::raw(format!("e30.{}.", encode(part))))?;
    }
}
