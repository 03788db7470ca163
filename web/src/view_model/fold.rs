//! Long values cut to what a table can hold, and numbers a person can read.

/// How many characters of a value a table shows before it folds.
pub const SHOWN: usize = 200;

/// A value as a table shows it.
#[derive(Debug, Eq, PartialEq)]
pub struct Folded<'t> {
    /// What is shown.
    pub shown: &'t str,
    /// How many characters the whole has, where not all are shown.
    pub total: Option<usize>,
}

/// Cuts `text` to [`SHOWN`] characters. A value that is only a little longer stays whole: a fold must
/// save more room than its own button takes.
#[must_use]
pub fn fold(text: &str) -> Folded<'_> {
    fold_at(text, SHOWN, SHOWN / 4)
}

/// Cuts `text` to `limit` characters unless at most `slack` more are left.
#[must_use]
pub fn fold_at(text: &str, limit: usize, slack: usize) -> Folded<'_> {
    let whole = Folded {
        shown: text,
        total: None,
    };
    if text.len() <= limit + slack || text.chars().nth(limit + slack).is_none() {
        return whole;
    }
    let Some((cut, _)) = text.char_indices().nth(limit) else {
        return whole;
    };
    Folded {
        shown: text.get(..cut).unwrap_or_default(),
        total: Some(text.chars().count()),
    }
}

/// A whole number with its thousands apart: `1,048,576`.
#[must_use]
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of bytes: `812 bytes`, `20.5 kB`, `10.0 MB` (powers of ten).
#[must_use]
pub fn size(bytes: usize) -> String {
    let tenths = |unit: usize, name: &str| {
        let tenths = (bytes + unit / 20) / (unit / 10);
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    };
    match bytes {
        1 => "1 byte".into(),
        0..1000 => format!("{bytes} bytes"),
        // From here on the tenths would round up to a thousand.
        1000..999_950 => tenths(1000, "kB"),
        _ => tenths(1_000_000, "MB"),
    }
}

/// A count with its noun: `1 claim`, `12 claims`.
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

#[cfg(test)]
mod tests {
    use super::{count, fold, fold_at, grouped, size};

    #[test]
    fn short_and_slightly_long_values_stay_whole() {
        assert_eq!(fold("abc").total, None);
        assert_eq!(fold(&"x".repeat(250)).total, None);
    }

    #[test]
    fn a_long_value_is_cut_between_characters_and_counted() {
        let text = "é".repeat(1000);
        let folded = fold(&text);
        assert_eq!(folded.shown.chars().count(), 200);
        assert_eq!(folded.total, Some(1000));
        assert_eq!(fold_at("abcdef", 2, 0).shown, "ab");
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(1_048_576), "1,048,576");
        assert_eq!(size(999), "999 bytes");
        assert_eq!(size(20_480), "20.5 kB");
        assert_eq!(size(999_949), "999.9 kB");
        assert_eq!(size(999_999), "1.0 MB", "not 1000.0 kB");
        assert_eq!(size(10_000_000), "10.0 MB");
        assert_eq!(count(1, "claim"), "1 claim");
        assert_eq!(count(5000, "claim"), "5,000 claims");
    }
}
