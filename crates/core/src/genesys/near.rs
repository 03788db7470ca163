//! Scopes whose area is spelt nearly like a word.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Scope, Tables};

/// The scopes of the area that `word` names but for capital letters, underscores and a plural; where
/// there is none, those of areas one letter off (two in a long word). In the order of their names.
pub(super) fn near<'t>(tables: &'t Tables, word: &str) -> Vec<&'t Scope> {
    let bare = bare(word);
    if bare.is_empty() {
        return Vec::new();
    }
    let of = |close: &dyn Fn(&str) -> bool| -> Vec<&'t Scope> {
        let scopes = tables.scopes.iter();
        scopes
            .filter(|scope| close(&self::bare(&scope.area)))
            .collect()
    };
    let same = of(&|area| area == bare);
    if !same.is_empty() {
        return same;
    }
    let allowed = match bare.len() {
        0..5 => return same,
        5..9 => 1,
        _ => 2,
    };
    of(&|area| area.len().abs_diff(bare.len()) <= allowed && distance(area, &bare) <= allowed)
}

/// A name without what people write differently.
fn bare(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let mut bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    if bare.len() > 2 && bare.ends_with('s') {
        bare.pop();
    }
    bare
}

/// How many letters have to be added, taken away or changed to get from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (at, a) in from.bytes().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        for (cell, b) in row.iter_mut().skip(1).zip(to.bytes()) {
            let up = *cell;
            let changed = diagonal + usize::from(a != b);
            left = changed.min(up + 1).min(left + 1);
            diagonal = up;
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_apart_are_counted() {
        for (a, b, apart) in [
            ("routing", "routing", 0),
            ("routng", "routing", 1),
            ("kitten", "sitting", 3),
            ("", "abc", 3),
            ("abc", "", 3),
        ] {
            assert_eq!(distance(a, b), apart, "{a} {b}");
        }
    }
}
