//! Secrets that people use: what documentation and frameworks begin with, plain words, walks over the
//! keyboard, and what people make of them. Made by this program from a few hundred words, in an order of
//! likelihood, the same every time.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::defaults::DEFAULTS;
use super::words::{ENDS, ROWS, WORDS};

/// The list, without repetition.
pub fn common_secrets() -> impl Iterator<Item = String> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let plain = DEFAULTS.iter().map(|secret| (*secret).to_string());
    let all = plain
        .chain(WORDS.iter().flat_map(|word| cases(word)))
        .chain(walks())
        .chain(repeated())
        .chain(digits())
        .chain(endings())
        .chain(substituted())
        .chain(pairs());
    all.filter(move |secret| seen.insert(secret.clone()))
}

/// A word as people write it.
fn cases(word: &str) -> [String; 3] {
    [word.to_string(), capital(word), word.to_uppercase()]
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

/// Stretches of every row from its beginning, and from each place with a usual length.
fn walks() -> impl Iterator<Item = String> {
    ROWS.iter().flat_map(|row| {
        let characters: Vec<char> = row.chars().collect();
        let mut walks: Vec<String> = (3..=characters.len())
            .map(|length| characters.iter().take(length).collect())
            .collect();
        for length in [4, 6, 8] {
            walks.extend(
                characters
                    .windows(length)
                    .map(|window| window.iter().collect::<String>()),
            );
        }
        walks
    })
}

/// One character, or a short word, again and again: to the lengths that libraries ask for.
fn repeated() -> impl Iterator<Item = String> {
    let characters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!*.x-_#";
    let singles = characters.chars().flat_map(|c| {
        [1, 2, 3, 4, 6, 8, 16, 32, 48, 64]
            .into_iter()
            .map(move |length| core::iter::repeat_n(c, length).collect::<String>())
    });
    let words = [
        "secret",
        "password",
        "test",
        "key",
        "abc",
        "1234567890",
        "jwt",
    ];
    let words = words.into_iter().flat_map(|word| {
        [16, 32, 48, 64].into_iter().map(move |length| {
            let long = word.repeat(length / word.len() + 1);
            long.chars().take(length).collect::<String>()
        })
    });
    singles.chain(words)
}

/// Short numbers, and years.
fn digits() -> impl Iterator<Item = String> {
    (0..1000)
        .map(|number| format!("{number:03}"))
        .chain((1950..2031).map(|year| year.to_string()))
}

/// Every word with what people add to it.
fn endings() -> impl Iterator<Item = String> {
    WORDS.iter().flat_map(|word| {
        ENDS.iter()
            .flat_map(move |end| [format!("{word}{end}"), format!("{}{end}", capital(word))])
    })
}

/// Digits and signs for letters that look like them.
fn substituted() -> impl Iterator<Item = String> {
    WORDS.iter().flat_map(|word| {
        let exchange = |pairs: &[(char, char)]| -> String {
            word.chars()
                .map(|c| {
                    let pair = pairs.iter().find(|(from, _)| *from == c);
                    pair.map_or(c, |(_, to)| *to)
                })
                .collect()
        };
        [
            exchange(&[('o', '0')]),
            exchange(&[('e', '3')]),
            exchange(&[('a', '@')]),
            exchange(&[('s', '$')]),
            exchange(&[('i', '1'), ('o', '0')]),
            exchange(&[('e', '3'), ('o', '0'), ('a', '4'), ('i', '1')]),
            exchange(&[('a', '@'), ('o', '0'), ('s', '$')]),
        ]
    })
}

/// Two words, as settings are named.
fn pairs() -> impl Iterator<Item = String> {
    let firsts = WORDS.iter().take(60);
    firsts.flat_map(|first| {
        let seconds = ["secret", "key", "token", "password", "jwt", "auth"];
        seconds.into_iter().flat_map(move |second| {
            [
                format!("{first}{second}"),
                format!("{first}-{second}"),
                format!("{first}_{second}"),
                format!("{first}{}", capital(second)),
                format!("my-{first}-{second}"),
                format!("{}_{}", first.to_uppercase(), second.to_uppercase()),
            ]
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_long_enough_and_repeats_nothing() {
        let list: Vec<String> = common_secrets().collect();
        let set: BTreeSet<&String> = list.iter().collect();
        assert_eq!(set.len(), list.len());
        assert!(list.len() >= 10_000, "{}", list.len());
        for wanted in [
            "secret",
            "your-256-bit-secret",
            "qwerty",
            "Password123",
            "p@ssw0rd",
        ] {
            assert!(set.contains(&wanted.to_string()), "{wanted}");
        }
    }
}
