//! The headline, once something is known of the signature.

use super::is_mixed;
use crate::view_model::outcome::{Crypto, Outcome, Policy};

/// How the core says that a signature was not checked.
pub(super) const UNCHECKED: &str = "Signature not checked";

/// The rest of a headline, now that something is known of the signature.
#[must_use]
pub fn headline_rest(rest: &str, outcome: &Outcome, encrypted: bool) -> String {
    if outcome.crypto == Crypto::NotChecked {
        return rest.to_owned();
    }
    let after = match rest.strip_prefix(UNCHECKED) {
        Some(after) => after.split_once('.').map_or("", |(_, after)| after).trim(),
        None => rest,
    };
    let (words, after) = match outcome.crypto {
        Crypto::Holds if outcome.policy == Policy::Unfit => (
            "Its signature verifies, with a key that is unfit for it.",
            after.replace(", if the signature holds", " but the key"),
        ),
        Crypto::Holds => (
            "Its signature verifies.",
            after.replace(", if the signature holds", ""),
        ),
        Crypto::Decrypted => ("It was decrypted with your key.", String::new()),
        Crypto::SelfAsserted => (
            "Its signature verifies with its own key only, which proves nothing.",
            after.replace("if the signature holds", "if its maker is who it says"),
        ),
        Crypto::Fails if encrypted => (
            "It could not be decrypted with what was given.",
            after.to_owned(),
        ),
        // Whatever else holds: it is refused.
        _ if outcome.is_presentation_at_fault() => (
            "Its issuer's signature verifies, and what is presented with it does not hold.",
            "Its receiver must refuse it.".to_owned(),
        ),
        _ => {
            let refused = if after.contains("401") || after.contains("refuse") {
                after.to_owned()
            } else {
                "A receiver with these keys refuses it.".to_owned()
            };
            let words = if is_mixed(outcome) {
                "Not all of its signatures verify with the keys given."
            } else {
                "Its signature does not verify with the keys given."
            };
            (words, refused)
        }
    };
    match (
        rest.starts_with(UNCHECKED) || rest.is_empty() || encrypted,
        after.is_empty(),
    ) {
        (true, true) => words.to_owned(),
        (true, false) => format!("{words} {after}"),
        // What the core said of it (unsigned, cut off) stands.
        (false, _) => rest.to_owned(),
    }
}
