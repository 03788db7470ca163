//! The companion that the settings name, held against the policy of the page: a file cannot widen a policy.

use crate::platform::dom;

use super::house;

/// What becomes of the origin that is set.
#[derive(Debug, Eq, PartialEq)]
pub enum Set {
    /// It is called: empty for the page's own origin.
    Taken(String),
    /// The policy does not name it: why nothing is sent there, and what to do.
    Refused(String),
}

/// What becomes of an origin on a page of `own` origin whose policy names `allowed`.
#[must_use]
pub fn held(origin: &str, own: &str, allowed: &[String], is_file: bool) -> Set {
    if is_file {
        return Set::Refused(format!(
            "The settings name a companion at `{origin}`. Nothing is sent there: this page is one file, and its policy allows no request at all."
        ));
    }
    if origin == own {
        return Set::Taken(String::new());
    }
    if allowed.iter().any(|one| one == origin) {
        return Set::Taken(origin.to_owned());
    }
    Set::Refused(format!(
        "`config.json` names a companion at `{origin}`. Nothing is sent there: the policy of this page does not name it, and a file cannot widen a policy. Whoever serves the page can build it with `cargo xtask dist --proxy {origin}`, or serve it with `claimlens-proxy --connect {origin}`."
    ))
}

/// What becomes of the origin that is set here; none where none is.
#[must_use]
pub fn set() -> Option<Set> {
    let origin = house()?.read.config.proxy.as_deref()?;
    let allowed = dom::allowed_origins();
    Some(held(origin, &dom::origin(), &allowed, dom::is_file()))
}

/// Why the origin that is set is not called; empty where it is, or none is set.
#[must_use]
pub fn refused() -> String {
    match set() {
        Some(Set::Refused(words)) => words,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Set, held};

    #[test]
    fn only_what_the_policy_names_is_called() {
        let own = "https://tools.example";
        let allowed = ["https://proxy.example:8443".to_owned()];
        for (origin, is_file, taken) in [
            (
                "https://proxy.example:8443",
                false,
                Some("https://proxy.example:8443"),
            ),
            (own, false, Some("")),
            ("https://proxy.example", false, None),
            ("https://proxy.example:84", false, None),
            ("https://proxy.example:8443", true, None),
        ] {
            match (held(origin, own, &allowed, is_file), taken) {
                (Set::Taken(found), Some(wanted)) => assert_eq!(found, wanted),
                (Set::Refused(words), None) => assert!(words.contains(origin), "{words}"),
                (other, _) => panic!("{origin}: {other:?}"),
            }
        }
        let words = held("https://other.example", own, &[], false);
        assert!(
            matches!(&words, Set::Refused(words) if words.contains("--proxy https://other.example")),
            "{words:?}"
        );
    }
}
