//! Seconds since 1970 as dates of the Gregorian calendar, and back.
//!
//! The calendar is reckoned in eras of 400 years (146,097 days) that start on 1 March, so that the
//! leap day is the last day of a year.

use alloc::format;
use alloc::string::String;

/// The seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// A moment in UTC: `2026-11-21 14:02:05 UTC`; outside the years -9999 to 9999 only the year.
#[must_use]
pub fn utc(seconds: i64) -> String {
    let (year, month, day) = date_of(seconds.div_euclid(DAY));
    if !(-9999..=9999).contains(&year) {
        return format!("year {year}");
    }
    let sign = if year < 0 { "-" } else { "" };
    let (hour, minute, second) = time_of(seconds);
    let year = year.unsigned_abs();
    format!("{sign}{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC")
}

/// A moment as RFC 3339 has it, in UTC: `2026-11-21T14:02:05Z`; for the years 0 to 9999.
#[must_use]
pub fn rfc3339(seconds: i64) -> String {
    let (year, month, day) = date_of(seconds.div_euclid(DAY));
    let (hour, minute, second) = time_of(seconds);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// The time of day in UTC: `14:02 UTC`.
#[must_use]
pub fn clock(seconds: i64) -> String {
    let (hour, minute, _) = time_of(seconds);
    format!("{hour:02}:{minute:02} UTC")
}

/// A moment in UTC from its parts, for the years 0 to 9999; none where there is no such moment. A leap second
/// is the first of the next minute.
pub(crate) fn seconds_of(
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
) -> Option<i64> {
    let fits = (0..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=days_of_month(year, month)).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..=60).contains(&second);
    fits.then(|| days_from(year, month, day) * DAY + hour * 3_600 + minute * 60 + second)
}

/// The year a moment lies in.
pub(crate) fn year(seconds: i64) -> i64 {
    date_of(seconds.div_euclid(DAY)).0
}

/// Hour, minute and second of the day.
fn time_of(seconds: i64) -> (i64, i64, i64) {
    let of_day = seconds.rem_euclid(DAY);
    (of_day / 3600, of_day / 60 % 60, of_day % 60)
}

/// Year, month (1 to 12) and day (1 to 31) of a day counted from 1970-01-01.
fn date_of(days: i64) -> (i64, i64, i64) {
    // From 0000-03-01 on. No overflow: a day count that came from seconds is far from the limits.
    let from_march = days.saturating_add(719_468);
    let era = from_march.div_euclid(146_097);
    let day_of_era = from_march.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// The day of a date, counted from 1970-01-01; the reverse of [`date_of`]. Years up to 9999 either way.
pub(super) fn days_from(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month_from_march = if month > 2 { month - 3 } else { month + 9 };
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    year.div_euclid(400) * 146_097 + day_of_era - 719_468
}

/// How many days a month has.
pub(super) fn days_of_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn moments_are_written_in_utc() {
        let check = |seconds: i64, expect: &str| assert_eq!(utc(seconds), expect, "{seconds}");
        check(0, "1970-01-01 00:00:00 UTC");
        check(-1, "1969-12-31 23:59:59 UTC");
        check(951_782_400, "2000-02-29 00:00:00 UTC");
        check(1_516_239_022, "2018-01-18 01:30:22 UTC");
        check(2_147_483_647, "2038-01-19 03:14:07 UTC");
        check(4_107_542_400, "2100-03-01 00:00:00 UTC");
        check(253_402_300_799, "9999-12-31 23:59:59 UTC");
        check(253_402_300_800, "year 10000");
        check(1_516_239_022_123, "year 50017");
        check(-62_167_219_200, "0000-01-01 00:00:00 UTC");
        check(-62_167_219_201, "-0001-12-31 23:59:59 UTC");
        check(-377_705_116_801, "year -10000");
        check(i64::MAX, "year 292277026596");
        check(i64::MIN, "year -292277022657");
        assert_eq!(clock(1_516_239_022), "01:30 UTC");
    }

    #[test]
    fn every_day_of_eight_centuries_follows_the_one_before() {
        // Counted on by the rules of the calendar alone, without the formulas above.
        let (mut year, mut month, mut day) = (1600, 1, 1);
        let first = days_from(1600, 1, 1);
        for days in first..first + 2 * 146_097 {
            assert_eq!(date_of(days), (year, month, day));
            assert_eq!(days_from(year, month, day), days);
            day += 1;
            if day > days_of_month(year, month) {
                (month, day) = (month + 1, 1);
            }
            if month > 12 {
                (year, month) = (year + 1, 1);
            }
        }
        assert_eq!((year, month, day), (2400, 1, 1));
    }

    proptest! {
        #[test]
        fn dates_come_back(days in -4_000_000_i64..4_000_000) {
            let (year, month, day) = date_of(days);
            prop_assert_eq!(days_from(year, month, day), days);
            prop_assert!((1..=12).contains(&month) && (1..=days_of_month(year, month)).contains(&day));
        }

        #[test]
        fn any_moment_is_written(seconds in any::<i64>()) {
            prop_assert!(utc(seconds).len() <= 32);
            prop_assert!(clock(seconds).ends_with(" UTC"));
        }
    }
}
