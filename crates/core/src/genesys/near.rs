//! Scopes whose area is spelt nearly like a word.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Scope, Tables};
use crate::text::distance;

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
    of(&|area| {
        area.len().abs_diff(bare.len()) <= allowed
            && distance(area.as_bytes(), bare.as_bytes()) <= allowed
    })
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
