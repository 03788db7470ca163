//! What the test runners report at their end, read from their output and summed.

use std::fmt;
use std::ops::AddAssign;

/// Tests that passed, failed and were skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Counts {
    /// Reads every summary in `output`: those of cargo test and wasm-bindgen-test
    /// (`test result: ok. 3 passed; 0 failed; 1 ignored; …`), and of node (`ℹ pass 3`, `# pass 3`).
    pub(crate) fn in_output(output: &str) -> Self {
        let mut total = Self::default();
        for line in output.lines() {
            let line = line.trim();
            if let Some((_, result)) = line.split_once("test result: ") {
                total += Self::in_cargo_line(result);
            } else if let Some(entry) = line.strip_prefix("ℹ ").or(line.strip_prefix("# ")) {
                total += Self::in_node_line(entry);
            }
        }
        total
    }

    /// `ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out`
    fn in_cargo_line(result: &str) -> Self {
        let mut counts = Self::default();
        let (_, numbers) = result.split_once(". ").unwrap_or_default();
        for part in numbers.split(';') {
            let mut words = part.split_whitespace();
            let Some(number) = words.next().and_then(|word| word.parse().ok()) else {
                continue;
            };
            match words.next() {
                Some("passed") => counts.passed = number,
                Some("failed") => counts.failed = number,
                Some("ignored") => counts.skipped = number,
                _ => {}
            }
        }
        counts
    }

    /// `pass 3`; what was cancelled did not pass, what is to do was not run.
    fn in_node_line(entry: &str) -> Self {
        let number = |prefix: &str| -> u64 {
            entry
                .strip_prefix(prefix)
                .and_then(|rest| rest.parse().ok())
                .unwrap_or(0)
        };
        Self {
            passed: number("pass "),
            failed: number("fail ") + number("cancelled "),
            skipped: number("skipped ") + number("todo "),
        }
    }

    /// For the end of a step's line; nothing when nothing was counted.
    pub(crate) fn in_words(&self) -> String {
        if *self == Self::default() {
            String::new()
        } else {
            format!("  ({self})")
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} passed, {} failed, {} skipped",
            self.passed, self.failed, self.skipped
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_summaries_are_added_up() {
        let output = "running 2 tests\ntest a ... ok\n\n\
            test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s\n\
            test result: FAILED. 10 passed; 3 failed; 1 ignored; 0 measured; 5 filtered out\n";
        let counts = Counts::in_output(output);
        assert_eq!(
            counts,
            Counts {
                passed: 12,
                failed: 3,
                skipped: 1
            }
        );
        assert_eq!(counts.to_string(), "12 passed, 3 failed, 1 skipped");
    }

    #[test]
    fn node_summaries_are_read_in_both_notations() {
        let spec =
            "ℹ tests 9\nℹ suites 1\nℹ pass 5\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 1\n";
        let wanted = Counts {
            passed: 5,
            failed: 2,
            skipped: 2,
        };
        assert_eq!(Counts::in_output(spec), wanted);
        assert_eq!(Counts::in_output(&spec.replace('ℹ', "#")), wanted);
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(
            Counts::in_output("pass 3\n# a heading\nfail 2 of them"),
            Counts::default()
        );
        assert_eq!(Counts::default().in_words(), "");
    }
}
