//! Spans of time in words: how long, how long ago, in how long.

use alloc::format;
use alloc::string::String;

/// The units, largest first: seconds, the name, and up to how many of them the next smaller unit is
/// still worth naming beside it (`1 day 3 hours`, but `12 days`).
const UNITS: [(u64, &str, u64); 5] = [
    (31_556_952, "year", 10),
    (86_400, "day", 7),
    (3_600, "hour", 10),
    (60, "minute", 2),
    (1, "second", 0),
];

/// A span of time in at most two units: `1 hour`, `23 hours 59 minutes`. A negative one begins with `minus`.
#[must_use]
pub fn duration(seconds: i64) -> String {
    let words = in_units(seconds.unsigned_abs(), u64::MAX);
    if seconds < 0 {
        format!("minus {words}")
    } else {
        words
    }
}

/// How far a moment lies from now, `delta_seconds` being the moment less now: `14 minutes ago`,
/// `in 1 day 3 hours`, `now`. Rounded towards now.
#[must_use]
pub fn relative(delta_seconds: i64) -> String {
    if delta_seconds == 0 {
        return String::from("now");
    }
    let words = in_units(delta_seconds.unsigned_abs(), 0);
    if delta_seconds < 0 {
        format!("{words} ago")
    } else {
        format!("in {words}")
    }
}

/// The largest unit that fits and, where there are no more of it than it says or `fine`, the next one.
fn in_units(seconds: u64, fine: u64) -> String {
    let mut units = UNITS.iter();
    while let Some(&(size, name, limit)) = units.next() {
        let count = seconds / size;
        if count == 0 {
            continue;
        }
        let mut words = counted(count, name);
        if let Some(&(smaller, smaller_name, _)) = units.next() {
            let rest = seconds % size / smaller;
            if rest > 0 && count <= limit.max(fine) {
                words.push(' ');
                words.push_str(&counted(rest, smaller_name));
            }
        }
        return words;
    }
    String::from("0 seconds")
}

/// `1 hour`, `2 hours`.
pub(crate) fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spans_are_said_in_two_units() {
        let check = |seconds: i64, expect: &str| assert_eq!(duration(seconds), expect);
        check(0, "0 seconds");
        check(1, "1 second");
        check(61, "1 minute 1 second");
        check(3_600, "1 hour");
        check(86_399, "23 hours 59 minutes");
        check(172_800, "2 days");
        check(-300, "minus 5 minutes");
        check(31_556_952 + 86_400, "1 year 1 day");
    }

    #[test]
    fn distances_are_said_with_their_direction() {
        let check = |seconds: i64, expect: &str| assert_eq!(relative(seconds), expect);
        check(0, "now");
        check(-1, "1 second ago");
        check(-845, "14 minutes ago");
        check(65, "in 1 minute 5 seconds");
        check(7_200, "in 2 hours");
        check(97_200, "in 1 day 3 hours");
        check(86_400 * 12 + 7_200, "in 12 days");
        check(-86_399, "23 hours ago");
    }

    proptest! {
        #[test]
        fn any_span_has_words(seconds in any::<i64>()) {
            prop_assert!(!duration(seconds).is_empty());
            prop_assert!(!relative(seconds).is_empty());
        }
    }
}
