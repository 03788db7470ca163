//! The tree as data: every case can be reached, every cause says all it must.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::tree::{Cause, LOOK_ALIKES, cases};

fn causes() -> Vec<&'static Cause> {
    let mut all: Vec<&Cause> = cases().flat_map(|case| case.causes).collect();
    all.extend(LOOK_ALIKES);
    all
}

#[test]
fn every_cause_has_its_words_its_mark_and_its_source() {
    for cause in causes() {
        for text in [cause.text, cause.tell, cause.fix] {
            assert!(
                text.ends_with('.') && text.len() > 5,
                "{}: {text}",
                cause.id
            );
        }
        assert!(
            !cause.source.is_empty() && !cause.mark.label().is_empty(),
            "{}",
            cause.id
        );
        assert!(!cause.source.contains("facts"), "{}", cause.id);
        assert!(!cause.only_seen || !cause.signs.is_empty(), "{}", cause.id);
    }
}

#[test]
fn names_are_unique_and_one_name_is_one_cause() {
    let mut ids = BTreeSet::new();
    for case in cases() {
        assert!(ids.insert(case.id), "{} stands twice", case.id);
        assert!(
            !case.causes.is_empty() && !case.source.is_empty(),
            "{}",
            case.id
        );
        assert!(case.step.ends_with(['.', ':']), "{}", case.id);
        assert!(
            !case.means.ends_with('.') && !case.from.is_empty(),
            "{}",
            case.id
        );
        let own: BTreeSet<_> = case.causes.iter().map(|cause| cause.id).collect();
        assert_eq!(own.len(), case.causes.len(), "{}", case.id);
    }
    for cause in causes() {
        let same = causes().into_iter().filter(|other| other.id == cause.id);
        for other in same {
            assert_eq!(other.text, cause.text, "{}", cause.id);
        }
    }
}

#[test]
fn every_branch_of_the_tree_is_there() {
    let branches: BTreeSet<char> = cases().map(|case| case.branch).collect();
    for branch in 'A'..='H' {
        assert!(branches.contains(&branch), "{branch}");
    }
}
