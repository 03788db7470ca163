//! Numbers: read without floating point, and those that JavaScript cannot hold.

use alloc::string::{String, ToString};
use alloc::vec;

use crate::fill::fill;
use crate::report::{Blame, Rule, Severity, ValueKind};

use super::sink::Sink;
use super::view::{View, plain, shown};

static UNSAFE: Rule = Rule {
    code: "claims.unsafe_integer",
    severity: Severity::Info,
    blame: Blame::Advice,
    title: title!("An integer is too large for readers that hold numbers as doubles."),
    help: "Write large numbers, ids above all, as strings: JavaScript and many other readers round them.",
    reference: "RFC 8259 §6, RFC 7493 §2.2",
};

pub(super) static RULES: &[&Rule] = &[&UNSAFE];

/// 2^53 - 1: up to here every integer is a double of its own.
const SAFE: u128 = 9_007_199_254_740_991;

/// Integers beyond 2^53 - 1, at any depth. Times have rules of their own.
pub(super) fn check(view: &View<'_, '_>, sink: &mut Sink<'_>) {
    let mut open = vec![(view.object, String::new())];
    while let Some((container, path)) = open.pop() {
        let is_top = path.is_empty();
        for entry in container.entries() {
            match entry.value.kind() {
                ValueKind::Object | ValueKind::Array => {
                    // Elements and members are spoken of by the name of the top-level claim.
                    let name = if is_top {
                        plain(&entry.name)
                    } else {
                        path.clone()
                    };
                    open.push((entry.value, name));
                }
                ValueKind::Number => {
                    let is_time =
                        is_top && matches!(&*entry.name, "exp" | "nbf" | "iat" | "auth_time");
                    let text = entry.value.as_number().unwrap_or_default();
                    if is_time || !is_unsafe(text) || !sink.room(&UNSAFE) {
                        continue;
                    }
                    let name = if is_top {
                        plain(&entry.name)
                    } else {
                        path.clone()
                    };
                    let rest = match javascript(text) {
                        Some(read) if read == text => {
                            ", beyond 2^53 - 1: JavaScript cannot tell it from its neighbours."
                                .to_string()
                        }
                        Some(read) => fill(", which JavaScript reads as {}.", &[&read]),
                        None => ", which JavaScript keeps to about 17 digits.".to_string(),
                    };
                    let message = fill("{} is {}{}", &[&name, &shown(entry.value), &rest]);
                    sink.list(&UNSAFE, &name, view.span(entry.value), message);
                }
                _ => {}
            }
        }
    }
}

fn is_unsafe(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.len() < 16 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    digits.parse::<u128>().map_or(true, |number| number > SAFE)
}

/// An integer as JavaScript shows it after reading: the shortest digits that round to the same double,
/// filled up with zeros. None from 1e21 on, where it changes to exponents.
#[expect(
    clippy::as_conversions,
    reason = "what rounding to a double does is the question here"
)]
fn javascript(text: &str) -> Option<String> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let number = digits.parse::<u128>().ok()?;
    if number >= 1_000_000_000_000_000_000_000 {
        return None;
    }
    let double = number as f64;
    let exact = double as u128;
    let mut shortest = exact;
    let mut unit = 10_u128;
    while unit < exact {
        let rounded = (exact + unit / 2) / unit * unit;
        if rounded as f64 != double {
            break;
        }
        shortest = rounded;
        unit *= 10;
    }
    Some(fill("{}{}", &[sign, &shortest.to_string()]))
}

/// The whole part of a number as JSON writes it (`1.7e9`, `1516239022.5`); beyond the range of `i64`
/// its end. None where it is no number.
pub(super) fn whole(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
    let exponent: i64 = exponent.parse().unwrap_or(if exponent.starts_with('-') {
        -1_000
    } else {
        1_000
    });
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut places = i64::try_from(before.len()).ok()?.saturating_add(exponent);
    let mut sum: i64 = 0;
    for byte in before.bytes().chain(after.bytes()) {
        let digit = char::from(byte).to_digit(10)?;
        if places > 0 {
            sum = sum.saturating_mul(10).saturating_add(i64::from(digit));
            places -= 1;
        }
    }
    // What the exponent adds; 19 more digits fill any i64.
    for _ in 0..places.clamp(0, 19) {
        sum = sum.saturating_mul(10);
    }
    Some(sum * sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_part_is_read_exactly() {
        let check = |text: &str, number: i64| assert_eq!(whole(text), Some(number), "{text}");
        check("0", 0);
        check("1516239022", 1_516_239_022);
        check("1516239022.999", 1_516_239_022);
        check("1.7e9", 1_700_000_000);
        check("17000000000E-1", 1_700_000_000);
        check("-1.5e1", -15);
        check("1e400", i64::MAX);
        check("-1e400", -i64::MAX);
        check("1e-400", 0);
        check("0e99999999999999999999", 0);
        check("123456789012345678901234567890", i64::MAX);
        assert_eq!(whole("+a"), None);
    }

    #[test]
    fn javascript_rounds_as_said() {
        let check = |text: &str, read: &str| assert_eq!(javascript(text).as_deref(), Some(read));
        check("9007199254740993", "9007199254740992");
        check("9007199254740994", "9007199254740994");
        check("12345678901234567890", "12345678901234567000");
        check("-9223372036854775807", "-9223372036854776000");
        check("100000000000000000000", "100000000000000000000");
        assert_eq!(javascript("1000000000000000000000"), None);
    }
}
