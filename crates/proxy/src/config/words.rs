//! Reads the values of single options and gathers what is wrong with them.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use crate::problem::Problem;

/// Everything that was found wrong so far.
#[derive(Debug)]
pub(super) struct Words(Vec<Problem>);

impl Words {
    /// Goes on from these problems.
    pub(super) fn new(problems: Vec<Problem>) -> Self {
        Self(problems)
    }

    /// All problems, in the order they were found.
    pub(super) fn problems(self) -> Vec<Problem> {
        self.0
    }

    /// Adds a problem.
    pub(super) fn add(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// The value, if it is good; else its problems are added.
    pub(super) fn keep<T>(&mut self, found: Result<T, Vec<Problem>>) -> Option<T> {
        found.map_err(|problems| self.0.extend(problems)).ok()
    }

    /// A value that is none of this option.
    pub(super) fn wrong(&mut self, key: &'static str, found: &str, expected: &'static str) {
        self.0.push(Problem::Value {
            key,
            found: Some(found.to_owned()),
            expected,
        });
    }

    /// `true` or `false`; false where nothing is said.
    pub(super) fn switch(&mut self, key: &'static str, said: Option<&str>) -> bool {
        match said.map(str::trim) {
            None | Some("false") => false,
            Some("true") => true,
            Some(other) => {
                self.wrong(key, other, "true or false; the flag alone means true");
                false
            }
        }
    }

    /// A whole number within a range. Digits only: no sign, no unit.
    pub(super) fn number<N>(
        &mut self,
        key: &'static str,
        said: Option<&str>,
        usual: N,
        range: RangeInclusive<N>,
        expected: &'static str,
    ) -> N
    where
        N: FromStr + PartialOrd + Display,
    {
        let Some(said) = said.map(str::trim) else {
            return usual;
        };
        let plain = !said.is_empty() && said.bytes().all(|byte| byte.is_ascii_digit());
        match said.parse() {
            Ok(number) if plain && range.contains(&number) => number,
            _ => {
                self.wrong(key, said, expected);
                usual
            }
        }
    }

    /// One of a few words; the last part of `named` is what is said when it is none of them.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        key: &'static str,
        said: Option<&str>,
        usual: T,
        named: &(&[(&str, T)], &'static str),
    ) -> T {
        let (words, expected) = named;
        let Some(said) = said.map(str::trim) else {
            return usual;
        };
        match words.iter().find(|(word, _)| *word == said) {
            Some((_, value)) => *value,
            None => {
                self.wrong(key, said, expected);
                usual
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_digits_within_their_range() {
        for (said, good) in [
            ("1", true),
            ("64", true),
            (" 7 ", true),
            ("0", false),
            ("65", false),
            ("+5", false),
            ("-5", false),
            ("5s", false),
            ("5.0", false),
            ("0x5", false),
            ("", false),
            ("99999999999999999999999", false),
        ] {
            let mut words = Words::new(Vec::new());
            words.number::<usize>("threads", Some(said), 1, 1..=64, "a number");
            assert_eq!(words.problems().is_empty(), good, "{said:?}");
        }
    }

    #[test]
    fn switches_are_true_or_false() {
        for (said, value, good) in [
            (None, false, true),
            (Some("true"), true, true),
            (Some("false"), false, true),
            (Some("yes"), false, false),
            (Some(""), false, false),
        ] {
            let mut words = Words::new(Vec::new());
            assert_eq!(words.switch("demo", said), value, "{said:?}");
            assert_eq!(words.problems().is_empty(), good, "{said:?}");
        }
    }
}
