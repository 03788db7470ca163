//! Outcomes as the checker gives them, and what is said of them.

use claimlens_core::report::{SignatureState, TimeState, Verdict};

use super::{headline_rest, key, key_name, lead, onto_tiles, signature, time_apart};
use crate::view_model::outcome::{
    Checked, Crypto, Explanation, Key, Outcome, Policy, Reason, Signature,
};
use crate::view_model::states::{Tone, tiles};
use crate::view_model::testing;

fn checked() -> Checked {
    Checked {
        keys: vec![
            Key {
                index: 0,
                what: "RSA, 2048 bits".into(),
                kid: Some("2026-1".into()),
                ..Key::default()
            },
            Key {
                index: 1,
                what: "shared secret, 32 bytes".into(),
                is_secret: true,
                ..Key::default()
            },
        ],
        ..Checked::default()
    }
}

fn one(crypto: Crypto, policy: Policy, key: Option<usize>) -> Outcome {
    Outcome {
        crypto,
        policy,
        signatures: vec![Signature {
            crypto,
            policy,
            key,
            algorithm: Some("RS256".into()),
            ..Signature::default()
        }],
        ..Outcome::default()
    }
}

fn because(code: &str, sentence: &str) -> Reason {
    Reason {
        code: code.into(),
        sentence: sentence.into(),
    }
}

#[test]
fn what_verifies_names_the_key() {
    let outcome = one(Crypto::Holds, Policy::Fits, Some(0));
    let said = signature(&outcome, &checked(), false);
    assert_eq!((said.tone, said.label), (Tone::Good, "Verifies"));
    assert_eq!(
        said.detail,
        "RS256, with the key “2026-1” (RSA, 2048 bits)."
    );
    let (tone, words, rest) = lead(&outcome, &checked(), false);
    assert_eq!(
        words,
        "The signature verifies with the key “2026-1” (RSA, 2048 bits)."
    );
    assert_eq!((tone, rest.as_str()), (Tone::Good, ""));
    assert_eq!(key(&outcome, &checked()).label, "Fits");
}

#[test]
fn a_secret_says_how_it_was_read_where_that_was_chosen() {
    for (form, name) in [
        ("secret, as text", "the shared secret (32 bytes)"),
        ("JWK", "the shared secret (32 bytes)"),
        (
            "secret, as base64",
            "the shared secret (32 bytes, as base64)",
        ),
    ] {
        let mut checked = checked();
        checked.keys[1].form = form.into();
        assert_eq!(key_name(&checked, Some(1)), name);
    }
}

#[test]
fn the_name_of_a_key_turns_nothing_around() {
    let mut checked = checked();
    checked.keys[0].kid = Some("a\u{202e}b".into());
    assert_eq!(
        key_name(&checked, Some(0)),
        "the key “a\u{FFFD}b” (RSA, 2048 bits)"
    );
}

#[test]
fn a_failure_says_first_what_would_mend_it() {
    let mut outcome = one(Crypto::Fails, Policy::Unfit, None);
    outcome.reasons = vec![because("mismatch", "The signature does not match.")];
    let (tone, words, rest) = lead(&outcome, &checked(), false);
    assert_eq!(
        (tone, words.as_str()),
        (Tone::Bad, "The signature does not verify.")
    );
    assert_eq!(rest, "", "the reason stands in the list below");
    assert_eq!(
        signature(&outcome, &checked(), false).detail,
        "The signature does not match."
    );
    outcome.explanation = Some(Explanation {
        sentence: "It verifies when the secret is read as base64.".into(),
        verifies: true,
        remedy: None,
    });
    assert_eq!(
        lead(&outcome, &checked(), false).2,
        "It verifies when the secret is read as base64."
    );
    assert_eq!(key(&outcome, &checked()).label, "No verdict");
    assert_eq!(key(&outcome, &checked()).tone, Tone::Neutral);
}

#[test]
fn an_unfit_key_is_never_green_in_the_lead() {
    let mut outcome = one(Crypto::Holds, Policy::Unfit, Some(1));
    outcome.reasons = vec![
        because("private_key", "It was given with its private half."),
        because(
            "hmac_short",
            "The secret has 3 bytes; HS256 needs 32 or more.",
        ),
    ];
    let (tone, words, rest) = lead(&outcome, &checked(), false);
    assert_eq!(tone, Tone::Warn);
    assert_eq!(
        words,
        "The signature verifies with the shared secret (32 bytes)."
    );
    assert!(rest == "But the key is unfit for it.", "{rest}");
    let said = key(&outcome, &checked());
    assert_eq!((said.tone, said.label), (Tone::Bad, "Unfit"));
    assert!(
        said.detail.starts_with("The secret has 3"),
        "{}",
        said.detail
    );
}

#[test]
fn what_a_token_says_of_itself_proves_nothing() {
    let outcome = one(Crypto::SelfAsserted, Policy::Unfit, None);
    let (tone, words, _) = lead(&outcome, &checked(), false);
    assert!(
        tone == Tone::Warn && words.contains("proves nothing"),
        "{words}"
    );
    assert_eq!(
        signature(&outcome, &checked(), false).label,
        "Self-asserted: proves nothing"
    );
    assert!(
        headline_rest("Signature not checked: a. Nothing.", &outcome, false)
            .contains("proves nothing")
    );
}

#[test]
fn of_several_signatures_the_number_is_said() {
    let mut outcome = one(Crypto::Fails, Policy::Unfit, None);
    outcome.signatures = [Crypto::Holds, Crypto::Fails]
        .into_iter()
        .map(|crypto| Signature {
            crypto,
            ..Signature::default()
        })
        .collect();
    assert_eq!(
        lead(&outcome, &checked(), false).1,
        "1 of 2 signatures verifies, and not all."
    );
}

#[test]
fn a_decrypted_token_with_a_bad_one_inside_is_not_green() {
    let mut outcome = Outcome {
        crypto: Crypto::Decrypted,
        policy: Policy::Fits,
        ..Outcome::default()
    };
    outcome.nested = Some(Box::new(one(Crypto::Fails, Policy::Unfit, None)));
    let (tone, words, rest) = lead(&outcome, &checked(), true);
    assert_eq!(tone, Tone::Warn);
    assert!(
        words.starts_with("Decrypted with") && rest == "The token inside does not verify.",
        "{rest}"
    );
}

#[test]
fn time_stays_apart() {
    let (_, mut report) = testing::report("", "");
    let verdicts = &mut report.artefacts[0].verdicts;
    verdicts.time = Verdict::new(TimeState::Expired, "Expired", "14 minutes ago.");
    let good = one(Crypto::Holds, Policy::Fits, Some(0));
    assert_eq!(
        time_apart(&good, verdicts).as_deref(),
        Some("Time is another matter: expired. 14 minutes ago.")
    );
    assert!(time_apart(&one(Crypto::Fails, Policy::Unfit, None), verdicts).is_none());
    let mut shown = tiles(verdicts);
    onto_tiles(&mut shown, verdicts, &good, &checked(), false);
    let words: Vec<_> = shown.iter().map(|tile| (tile.name, &*tile.label)).collect();
    assert_eq!(
        words,
        [
            ("Structure", "Well-formed"),
            ("Signature", "Verifies"),
            ("Time", "Expired"),
            ("Policy", "Not set"),
            ("Key", "Fits"),
        ]
    );
}

#[test]
fn an_unsigned_token_stays_called_so() {
    let (_, mut report) = testing::report("", "");
    let verdicts = &mut report.artefacts[0].verdicts;
    verdicts.signature = Verdict::new(SignatureState::Unsecured, "Unsigned", "Nobody vouches.");
    let mut shown = tiles(verdicts);
    onto_tiles(
        &mut shown,
        verdicts,
        &one(Crypto::Fails, Policy::Unfit, None),
        &checked(),
        false,
    );
    assert_eq!(&*shown[1].label, "Unsigned");
}

#[test]
fn the_headline_does_not_contradict() {
    let token = "eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJpc3MiOiJodHRwczovL2EuZXhhbXBsZS8iLCJzdWIiOiJhIiwiYXVkIjoiYiIsImNsaWVudF9pZCI6ImMiLCJpYXQiOjEsImV4cCI6MTAwLCJqdGkiOiJkIn0.";
    let token = &format!("{token}{}", "A".repeat(342));
    for (now, after) in [(50, "Nothing here speaks against it"), (200, "401")] {
        let context = claimlens_core::Context {
            now,
            knowledge: &claimlens_core::knowledge::ALL,
            ..claimlens_core::Context::default()
        };
        let report = claimlens_core::inspect(token, &context);
        let rest = &report.artefacts[0].headline.rest;
        assert!(rest.starts_with(super::headline::UNCHECKED), "{rest}");
        let good = headline_rest(rest, &one(Crypto::Holds, Policy::Fits, Some(0)), false);
        assert!(
            good.starts_with("Its signature verifies.") && good.contains(after),
            "{good}"
        );
        let bad = headline_rest(rest, &one(Crypto::Fails, Policy::Unfit, None), false);
        assert!(
            bad.starts_with("Its signature does not verify") && bad.contains("refuses")
                || bad.contains("401"),
            "{bad}"
        );
        for words in [good, bad] {
            assert!(
                !words.contains("not checked") && !words.contains("if the signature"),
                "{words}"
            );
        }
    }
}

#[test]
fn a_presentation_is_told_from_the_signature_of_its_issuer() {
    let mut outcome = one(Crypto::Fails, Policy::Unfit, Some(0));
    outcome.signatures[0].crypto = Crypto::Holds;
    outcome.reasons = vec![because(
        "disclosure_unknown",
        "A digest stands nowhere: it was added.",
    )];
    let (_, words, _) = lead(&outcome, &checked(), false);
    assert!(
        words.starts_with("The issuer's signature verifies, and"),
        "{words}"
    );
    let said = signature(&outcome, &checked(), false);
    assert_eq!(
        (said.label, said.detail.as_str()),
        ("Does not hold", "A digest stands nowhere.")
    );
    let rest = headline_rest(
        "Signature not checked: that takes a key. Nothing.",
        &outcome,
        false,
    );
    assert!(
        rest.starts_with("Its issuer's signature verifies, and"),
        "{rest}"
    );
    assert!(key(&outcome, &checked()).detail.contains("presentation"));
}

#[test]
fn a_payload_that_is_not_there_is_asked_for() {
    let mut outcome = one(Crypto::Fails, Policy::Unfit, None);
    outcome.reasons = vec![
        because("mismatch", "No."),
        because("detached", "The payload travels apart."),
    ];
    assert!(lead(&outcome, &checked(), false).2.contains("under “More”"));
}
