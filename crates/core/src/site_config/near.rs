//! Which known word was meant.

use alloc::string::String;
use alloc::vec::Vec;

use crate::text::distance;

/// The longest word that is compared.
const LONGEST: usize = 64;

/// The known word that is spelt most nearly like this one, if any is near.
pub(super) fn nearest<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    if word.chars().count() > LONGEST {
        return None;
    }
    let wanted = bare(word);
    let most = match wanted.len() {
        0..=3 => 1,
        4..=5 => 2,
        _ => 3,
    };
    known
        .map(|known| (distance(&wanted, &bare(known)), known))
        .filter(|(apart, known)| *apart <= most && *apart < known.len())
        .min_by_key(|(apart, _)| *apart)
        .map(|(_, known)| known)
}

/// Case and what joins words are no difference.
fn bare(word: &str) -> Vec<char> {
    let word: String = word
        .chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .collect();
    word.to_lowercase().chars().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_that_was_meant_is_found() {
        let known = [
            "title",
            "logo_line",
            "region",
            "policies",
            "proxy",
            "checklists",
            "off",
        ];
        for (word, meant) in [
            ("Title", Some("title")),
            ("titel", Some("title")),
            ("logoLine", Some("logo_line")),
            ("logo-lines", Some("logo_line")),
            ("policy", Some("policies")),
            ("proxi", Some("proxy")),
            ("of", Some("off")),
            ("theme", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known.into_iter()), meant, "{word}");
        }
        assert_eq!(nearest(&"x".repeat(100_000), known.into_iter()), None);
    }
}
