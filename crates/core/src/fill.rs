//! Sentences with gaps, filled by one function.
//!
//! Hundreds of messages are put together from facts. Joining the pieces where they are needed, or
//! formatting them, costs a hundred bytes of WebAssembly in each place, and the first load pays for
//! it: here a place passes one text and its facts.

use alloc::string::String;

use crate::lint::quoted_into;

/// Fills the gaps of `sentence` with `facts`, in order: `{}` takes one as it is, `{q}` in quotes,
/// shortened and with what cannot be seen spelt out. A gap without a fact stays empty; no other
/// braces may stand in the sentence.
#[inline(never)]
pub(crate) fn fill(sentence: &str, facts: &[&str]) -> String {
    let mut filled = String::new();
    let mut facts = facts.iter();
    for (at, piece) in sentence.split('{').enumerate() {
        let mut rest = piece;
        if at > 0 {
            let fact = facts.next().copied().unwrap_or_default();
            match piece.strip_prefix("q}") {
                Some(behind) => {
                    quoted_into(fact, &mut filled);
                    rest = behind;
                }
                None => {
                    filled.push_str(fact);
                    rest = piece.strip_prefix('}').unwrap_or(piece);
                }
            }
        }
        filled.push_str(rest);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_in_order() {
        assert_eq!(fill("", &[]), "");
        assert_eq!(fill("No gap.", &["x"]), "No gap.");
        assert_eq!(fill("{} is {}; {}", &["a", "", "b"]), "a is ; b");
        assert_eq!(fill("{}{}", &["{}", "{q}"]), "{}{q}");
        assert_eq!(
            fill("typ is {q}.", &["a\u{202e}b"]),
            "typ is \"a\\u{202e}b\"."
        );
        assert_eq!(fill("{} and {}", &["a"]), "a and ");
    }
}
