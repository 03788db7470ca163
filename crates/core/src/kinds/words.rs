//! Numbers and texts in words: lifetimes, counts, excerpts, what characters a text is made of.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

/// `1 member`, `3 members`: the noun takes an `s` unless there is one.
pub(crate) fn count(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{plural}")
}

/// A lifetime in words: `24 hours`, `1 hour 30 minutes`, `45 seconds`. One second short of a whole
/// minute counts as the whole: servers answer 86399 for a day.
pub(crate) fn lifetime(seconds: i64) -> String {
    let seconds = if seconds > 60 && seconds % 60 == 59 {
        seconds + 1
    } else {
        seconds
    };
    let units = [
        (86_400, "day"),
        (3_600, "hour"),
        (60, "minute"),
        (1, "second"),
    ];
    if seconds <= 0 {
        return format!("{seconds} seconds");
    }
    let mut rest = seconds;
    let mut words: Vec<String> = Vec::new();
    for (size, name) in units {
        // Up to two days are said in hours: lifetimes of tokens are.
        if size == 86_400 && seconds <= 2 * 86_400 {
            continue;
        }
        let whole = rest / size;
        rest %= size;
        if whole > 0 && words.len() < 2 {
            words.push(count(usize::try_from(whole).unwrap_or(usize::MAX), name));
        }
    }
    words.join(" ")
}

/// A text shortened to `limit` characters with an ellipsis, control characters replaced by spaces.
pub(crate) fn excerpt(text: &str, limit: usize) -> String {
    let mut short: String = text
        .trim()
        .chars()
        .take(limit)
        .map(|c| match c {
            c if c.is_control() => ' ',
            // Characters that turn the direction of their neighbours, or that nobody sees.
            '\u{AD}'
            | '\u{61C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect();
    if text.trim().chars().nth(limit).is_some() {
        short.push('…');
    }
    short
}

/// `a, b and c`.
pub(crate) fn and(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_string(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// How many characters of each class a text has.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Classes {
    pub(crate) upper: usize,
    pub(crate) lower: usize,
    pub(crate) digit: usize,
    /// Every visible ASCII character that is neither letter nor digit.
    pub(crate) mark: usize,
    pub(crate) space: usize,
    /// Anything outside ASCII, and control characters.
    pub(crate) other: usize,
}

impl Classes {
    /// Counts the characters of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut classes = Self::default();
        for c in text.chars() {
            let class = match c {
                'A'..='Z' => &mut classes.upper,
                'a'..='z' => &mut classes.lower,
                '0'..='9' => &mut classes.digit,
                '!'..='~' => &mut classes.mark,
                ' ' | '\t' | '\n' | '\r' => &mut classes.space,
                _ => &mut classes.other,
            };
            *class += 1;
        }
        classes
    }

    /// All characters.
    pub(crate) fn total(self) -> usize {
        self.upper + self.lower + self.digit + self.mark + self.space + self.other
    }

    /// `31 capital letters, 28 small letters, 19 digits and 2 marks`.
    pub(crate) fn in_words(self) -> String {
        let words: Vec<String> = [
            (self.upper, "capital letter"),
            (self.lower, "small letter"),
            (self.digit, "digit"),
            (self.mark, "mark"),
            (self.space, "space"),
            (self.other, "other character"),
        ]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, noun)| count(n, noun))
        .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        and(&words)
    }
}

/// The smallest well-known alphabet that holds every character of `text`, in words.
pub(crate) fn alphabet(text: &str) -> &'static str {
    let all = |allowed: fn(u8) -> bool| !text.is_empty() && text.bytes().all(allowed);
    if all(|b| b.is_ascii_digit()) {
        "decimal digits"
    } else if all(|b| b.is_ascii_hexdigit()) {
        "hexadecimal digits"
    } else if all(|b| b.is_ascii_alphanumeric()) {
        "letters and digits"
    } else if all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') {
        "base64url (letters, digits, - and _)"
    } else if all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=')) {
        "base64 (letters, digits, +, / and =)"
    } else if all(|b| {
        b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'+' | b'/' | b'=')
    }) {
        "bearer token characters (RFC 6750 §2.1)"
    } else if text.is_ascii() {
        "other ASCII characters"
    } else {
        "characters outside ASCII too"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lifetimes_are_said_as_people_say_them() {
        for (seconds, words) in [
            (0, "0 seconds"),
            (-5, "-5 seconds"),
            (1, "1 second"),
            (45, "45 seconds"),
            (59, "59 seconds"),
            (299, "5 minutes"),
            (3600, "1 hour"),
            (5400, "1 hour 30 minutes"),
            (86399, "24 hours"),
            (172_800, "48 hours"),
            (2_592_000, "30 days"),
            (i64::MAX, "106751991167300 days 15 hours"),
        ] {
            assert_eq!(lifetime(seconds), words, "{seconds}");
        }
    }

    #[test]
    fn characters_are_counted_and_named() {
        assert_eq!(
            Classes::of("aB1-é x").in_words(),
            "1 capital letter, 2 small letters, 1 digit, 1 mark, 1 space and 1 other character"
        );
        assert_eq!(alphabet("0123"), "decimal digits");
        assert_eq!(alphabet("00ff"), "hexadecimal digits");
        assert_eq!(alphabet("a-z_"), "base64url (letters, digits, - and _)");
        assert_eq!(alphabet("a+/="), "base64 (letters, digits, +, / and =)");
        assert_eq!(alphabet(""), "other ASCII characters");
    }

    #[test]
    fn excerpts_are_cut_at_characters() {
        assert_eq!(excerpt("  héllo\nyou ", 6), "héllo …");
        assert_eq!(excerpt("short", 6), "short");
        assert_eq!(excerpt("a\u{202E}b", 6), "a\u{FFFD}b");
    }
}
