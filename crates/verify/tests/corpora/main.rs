//! Every corpus held against what it says itself, and the JWS against an independent verifier besides:
//! no difference that is not listed with its reason, and no panic.

#![allow(dead_code, reason = "the table is made by the example")]

mod run;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;

use run::{Listed, Ran};
use support::summary;

/// Nothing panics, differs without being listed, or is refused without a reason; gives the cases that
/// are listed.
fn hold<'c>(all: &'c [Ran], listed: &mut Listed) -> Vec<&'c Ran> {
    let mut wrong = Vec::new();
    let mut differing = Vec::new();
    let mut corpora: BTreeMap<&str, usize> = BTreeMap::new();
    for case in all {
        *corpora.entry(case.corpus).or_default() += 1;
        if case.found.lacks_reason {
            wrong.push(format!("{}: refused without a reason", case.id));
        }
        if case.agrees() {
            continue;
        }
        differing.push(case);
        if case.found.has_panicked || listed.reason(case).is_none() {
            let (label, word) = (&case.label, case.word());
            wrong.push(format!(
                "{}: {word}, labelled {label}: {}",
                case.id, case.found.why
            ));
        }
    }
    for (corpus, run) in corpora {
        summary(&corpus.to_lowercase().replace(' ', "-"), run, 0);
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    differing
}

#[test]
fn the_corpora_agree_but_for_what_is_listed() {
    let mut listed = Listed::new();
    let inner = run::inner();
    hold(&inner, &mut listed);
    for corpus in [
        "ECDSA",
        "EdDSA",
        "MAC",
        "RSASSA-PKCS1-v1_5",
        "RSASSA-PSS",
        "ML-DSA",
    ] {
        let name = format!("wycheproof {corpus}");
        let count = inner.iter().filter(|case| case.corpus == name).count();
        assert!(count > 100, "{corpus}: {count}");
    }
    for unused in run::unused() {
        assert!(
            listed.not_run(unused.set).is_some(),
            "{}: why not",
            unused.set
        );
    }
    let Some(all) = run::from_the_folder() else {
        return;
    };
    let differing = hold(&all, &mut listed);
    assert!(
        listed.unmet().is_empty(),
        "these do not differ: {:?}",
        listed.unmet()
    );
    // The ten labels that are wrong, and the two Key Binding JWTs.
    let signed = differing.iter().filter(|case| case.verdicts.is_some());
    assert_eq!(signed.count(), 10);
    assert_eq!(differing.len(), 12);
}

#[test]
fn every_jws_has_the_verdicts_of_an_independent_verifier() {
    let Some(all) = run::jws() else {
        return;
    };
    assert_eq!(all.len(), 517);
    for case in &all {
        let verdicts = case.verdicts.as_ref().expect("verdicts");
        assert_eq!(
            verdicts.found, verdicts.expected,
            "{}: {}",
            case.id, case.found.why
        );
        let is_refused = verdicts.found.contains(&"invalid");
        assert!(
            !is_refused || !case.found.lacks_reason,
            "{}: it says why",
            case.id
        );
    }
}
