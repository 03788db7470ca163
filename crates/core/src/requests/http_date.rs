//! The date of an HTTP header (RFC 9110 §5.6.7), in its preferred form alone.

use crate::time::seconds_of;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// `Sun, 06 Nov 1994 08:49:37 GMT` in seconds since 1970.
pub(super) fn read(text: &str) -> Option<i64> {
    let (_, rest) = text.trim().split_once(',')?;
    let mut words = rest.split_ascii_whitespace();
    let day = number(words.next()?, 1)?;
    let month = words.next()?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|known| *known == month)?;
    let month = i64::try_from(month).ok()?.saturating_add(1);
    let year = number(words.next()?, 4)?;
    let mut time = words.next()?.split(':');
    let hour = number(time.next()?, 2)?;
    let minute = number(time.next()?, 2)?;
    let second = number(time.next()?, 2)?;
    let zone = words.next()?;
    if !matches!(zone, "GMT" | "UTC") || words.next().is_some() || time.next().is_some() {
        return None;
    }
    seconds_of(year, month, day, hour, minute, second)
}

/// Digits alone, at least so many and at most four.
fn number(text: &str, least: usize) -> Option<i64> {
    let plain = (least..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::rfc3339;

    #[test]
    fn the_preferred_form_is_read() {
        let check = |text: &str, expect: Option<&str>| {
            let read = read(text).map(rfc3339);
            assert_eq!(read.as_deref(), expect, "{text}");
        };
        check(
            "Sun, 06 Nov 1994 08:49:37 GMT",
            Some("1994-11-06T08:49:37Z"),
        );
        check(
            "Sat, 21 Nov 2026 14:02:05 GMT",
            Some("2026-11-21T14:02:05Z"),
        );
        check(
            "Sat, 29 Feb 2028 23:59:59 GMT",
            Some("2028-02-29T23:59:59Z"),
        );
        check("Mon, 29 Feb 2027 23:59:59 GMT", None);
        check("Sun, 06 Nov 1994 24:49:37 GMT", None);
        check("Sun, 06 Nov 1994 08:49:37 CET", None);
        check("Sunday, 06-Nov-94 08:49:37 GMT", None);
        check("soon", None);
        check("", None);
        check("120", None);
    }
}
