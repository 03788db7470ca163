//! Where each end-to-end suite runs: everywhere, unless it says here why not.

use std::fmt;

/// Where the page is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At `/` of its server.
    Top,
    /// Below a path of a server that has other tools beside it.
    Below,
    /// As one file, from the disk.
    File,
}

/// All of them, in the order they are run.
pub(super) const PLACES: [Place; 3] = [Place::Top, Place::Below, Place::File];

impl Place {
    /// For the name of a log.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Below => "below",
            Self::File => "file",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Top => "at /",
            Self::Below => "at /tools/claimlens/",
            Self::File => "claimlens.html from file://",
        })
    }
}

/// A suite, where it does not run, and why it does not.
pub(super) struct Exception {
    suite: &'static str,
    not: &'static [Place],
    why: &'static str,
}

const fn except(suite: &'static str, not: &'static [Place], why: &'static str) -> Exception {
    Exception { suite, not, why }
}

/// Suites that do not run everywhere. A single test that makes no sense in one place says so itself, and is skipped there.
pub(super) const EXCEPTIONS: &[Exception] = &[
    except("access", &[Place::Below], SHOWN),
    except(
        "config",
        &[Place::File],
        "settings beside a page need a server; those within the one file are in single.spec",
    ),
    except(
        "cross-origin",
        &[Place::Below, Place::File],
        "starts pages and companions of its own, each at an origin of its own",
    ),
    except(
        "integrity",
        &[Place::File],
        "changes files on their way, and one file loads no other; a damaged one is in single.spec",
    ),
    except("hostile", &[Place::Below], SHOWN),
    except("jobs", &[Place::Below], SHOWN),
    except("keys-panel", &[Place::Below], SHOWN),
    except("large", &[Place::Below, Place::File], MEASURES),
    except("lighthouse", &[Place::Below, Place::File], MEASURES),
    except("look", &[Place::Below], SHOWN),
    except("memory", &[Place::Below, Place::File], MEASURES),
    except(
        "offline",
        &[Place::File],
        "a file has no service worker and needs no network",
    ),
    except(
        "oracles",
        &[Place::Below, Place::File],
        "asks the checker alone, whose bytes are the same everywhere; keys.spec and checker.spec ask it there",
    ),
    except("policy", &[Place::Below], SHOWN),
    except("print", &[Place::Below], SHOWN),
    except("request", &[Place::File], ASKS_NOBODY),
    except("request-leaves", &[Place::File], ASKS_NOBODY),
    except(
        "request-states",
        &[Place::Below, Place::File],
        "looks at answers of a companion, which a path does not change; request.spec gets them there",
    ),
    except(
        "shift",
        &[Place::Below, Place::File],
        "brings the files of a page one by one, and late; one file comes all at once, and below a path they come the same way",
    ),
    except(
        "single",
        &[Place::Top, Place::Below],
        "is about what only the one file has",
    ),
    except(
        "trust",
        &[Place::File],
        "tries what servers could do, and nobody serves a file",
    ),
    except(
        "update",
        &[Place::File],
        "a file has no service worker that could find a newer one",
    ),
];

const ASKS_NOBODY: &str =
    "the policy of one file allows no request; what Request shows instead is in single.spec";
/// A path changes addresses, caches and what is stored, not what is seen. These would be half of the time there.
const SHOWN: &str =
    "looks at what is shown, which a path does not change; it runs at / and on the one file";

const MEASURES: &str = "measures, which is done once, with nothing else beside it";

/// Suites that measure time or memory, or share what the demo counts: they run one after the other.
pub(super) const ALONE: &[&str] = &["checker", "large", "lighthouse", "memory", "request-states"];

/// Why a suite does not run in a place; nothing where it does.
pub(super) fn left_out(suite: &str, place: Place) -> Option<&'static str> {
    EXCEPTIONS
        .iter()
        .find(|exception| exception.suite == suite && exception.not.contains(&place))
        .map(|exception| exception.why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::root;

    #[test]
    fn an_exception_names_a_suite_that_is_there_and_runs_somewhere() {
        for Exception { suite, not, why } in EXCEPTIONS {
            assert!(is_there(suite), "{suite}");
            assert!(!not.is_empty() && not.len() < PLACES.len(), "{suite}");
            assert!(why.len() > 10, "{suite}: {why}");
            let entries = EXCEPTIONS.iter().filter(|other| other.suite == *suite);
            assert_eq!(entries.count(), 1, "{suite}");
        }
        for suite in ALONE {
            assert!(is_there(suite), "{suite}");
        }
    }

    #[test]
    fn what_has_no_entry_runs_everywhere() {
        for place in PLACES {
            assert_eq!(left_out("paste", place), None);
        }
        assert_eq!(left_out("memory", Place::Top), None);
        assert_eq!(left_out("memory", Place::File), Some(MEASURES));
    }

    fn is_there(suite: &str) -> bool {
        root().join(format!("tests/e2e/{suite}.spec.mjs")).is_file()
    }
}
