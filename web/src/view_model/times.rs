//! How far away a moment is, in words.

/// A span of time in its two largest units: `2 d 4 h`, `59 min 12 s`, `8 s`. `seconds` must not be
/// negative; the sign is the caller's.
#[must_use]
pub fn span(seconds: u64) -> String {
    const UNITS: [(u64, &str); 5] = [
        (365 * 86_400, "y"),
        (86_400, "d"),
        (3600, "h"),
        (60, "min"),
        (1, "s"),
    ];
    let largest = UNITS.iter().position(|(unit, _)| seconds >= *unit);
    let Some(largest) = largest else {
        return "0 s".into();
    };
    let mut text = String::new();
    let mut rest = seconds;
    // Adjoining units only: "1 y 3 s" would claim an exactness nobody reads.
    for (unit, name) in UNITS.iter().skip(largest).take(2) {
        let number = rest / unit;
        rest %= unit;
        if number > 0 {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&number.to_string());
            text.push(' ');
            text.push_str(name);
        }
    }
    text
}

/// Where `moment` lies as seen from `now`: `in 59 min 12 s`, `14 min ago`, `now`.
#[must_use]
pub fn relative(moment: i64, now: i64) -> String {
    match moment.cmp(&now) {
        std::cmp::Ordering::Equal => "now".into(),
        std::cmp::Ordering::Greater => format!("in {}", span(moment.abs_diff(now))),
        std::cmp::Ordering::Less => format!("{} ago", span(moment.abs_diff(now))),
    }
}

/// Where a moment stands on a line from `first` to `last`, in thousandths.
#[must_use]
pub fn position(moment: i64, first: i64, last: i64) -> u64 {
    let whole = last.abs_diff(first).max(1);
    let part = moment.clamp(first, last).abs_diff(first);
    // u128: an `exp` in the year 50000 times a thousand is more than u64 needs to promise.
    let thousandths = u128::from(part) * 1000 / u128::from(whole);
    u64::try_from(thousandths).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use super::{position, relative, span};

    #[test]
    fn spans_have_two_adjoining_units() {
        assert_eq!(span(0), "0 s");
        assert_eq!(span(59), "59 s");
        assert_eq!(span(3552), "59 min 12 s");
        assert_eq!(span(3600), "1 h");
        assert_eq!(span(86_400 + 61), "1 d");
        assert_eq!(span(365 * 86_400 + 3 * 86_400), "1 y 3 d");
    }

    #[test]
    fn moments_lie_before_or_after_now() {
        assert_eq!(relative(100, 100), "now");
        assert_eq!(relative(160, 100), "in 1 min");
        assert_eq!(relative(40, 100), "1 min ago");
        assert!(relative(i64::MIN, 100).contains("ago"));
    }

    #[test]
    fn places_on_a_line_stay_on_it() {
        assert_eq!(position(5, 0, 10), 500);
        assert_eq!(position(-5, 0, 10), 0);
        assert_eq!(position(50, 0, 10), 1000);
        assert_eq!(position(1, 1, 1), 0);
        assert_eq!(position(i64::MAX, i64::MIN, i64::MAX), 1000);
    }
}
