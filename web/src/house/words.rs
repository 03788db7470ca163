//! The settings in words.

use claimlens_core::policy::Policy;
use claimlens_core::site_config::Feature;

use crate::pages::place::Page;
use crate::view_model::expectations::{FIELDS, values};
use crate::view_model::fold::count;

/// The tab's title on a page of that name, with what was set for it.
#[must_use]
pub fn title(page: &str, set: Option<&str>) -> String {
    match set {
        Some(set) => ["Claimlens (", set, "): ", page].concat(),
        None => ["Claimlens: ", page].concat(),
    }
}

/// How many things are wrong, for the header.
#[must_use]
pub fn faults(number: usize) -> String {
    ["config.json of this site has ", &count(number, "fault")].concat()
}

/// What switches a page off.
#[must_use]
pub fn feature(page: Page) -> Option<Feature> {
    match page {
        Page::Request => Some(Feature::Requests),
        Page::Reference => Some(Feature::Reference),
        Page::Grants => Some(Feature::Chooser),
        Page::Walkthroughs => Some(Feature::Walkthroughs),
        Page::Shared | Page::Expected => Some(Feature::Sharing),
        Page::Inspect | Page::Privacy => None,
    }
}

/// Who switched something off, and where.
#[must_use]
pub fn off(feature: Feature) -> String {
    format!(
        "Whoever runs this site has switched off {}, with the word `{}` in its `config.json`. Ask them if you need it.",
        feature.about(),
        feature.word()
    )
}

/// What a policy expects, field by field.
#[must_use]
pub fn expected(policy: &Policy) -> String {
    let values = values(policy).unwrap_or_default();
    let filled = FIELDS.iter().zip(values);
    let filled = filled.filter(|(_, value)| !value.is_empty());
    let filled: Vec<String> = filled
        .map(|(field, value)| [field.label, ": ", &value].concat())
        .collect();
    if filled.is_empty() {
        "nothing that the fields can say".to_owned()
    } else {
        filled.join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stands_beside_the_name() {
        assert_eq!(title("Request", None), "Claimlens: Request");
        assert_eq!(
            title("Request", Some("Example Corp")),
            "Claimlens (Example Corp): Request"
        );
    }

    #[test]
    fn faults_are_counted() {
        assert_eq!(faults(1), "config.json of this site has 1 fault");
        assert_eq!(faults(12), "config.json of this site has 12 faults");
    }

    #[test]
    fn what_was_switched_off_is_named_with_its_word() {
        for (page, word) in [
            (Page::Request, "`requests`"),
            (Page::Reference, "`reference`"),
            (Page::Grants, "`chooser`"),
            (Page::Walkthroughs, "`walkthroughs`"),
        ] {
            let words = off(feature(page).unwrap());
            assert!(words.contains(word), "{words}");
        }
        assert_eq!(feature(Page::Inspect), None);
        assert_eq!(feature(Page::Privacy), None);
    }

    #[test]
    fn a_policy_is_told_by_the_labels_of_its_fields() {
        let policy = Policy {
            issuer: Some("https://a/".into()),
            scopes: vec!["read".into(), "write".into()],
            ..Policy::default()
        };
        assert_eq!(
            expected(&policy),
            "Issuer: https://a/; Scopes, all of: read write"
        );
        assert_eq!(
            expected(&Policy::default()),
            "nothing that the fields can say"
        );
    }
}
