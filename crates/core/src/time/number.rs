//! The text of a JSON number taken apart digit by digit: nothing is lost to floating point.

/// A number as far as time needs it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Number {
    /// The whole part, towards zero; none where it is too large for any moment.
    pub(super) whole: Option<i64>,
    /// Whether a fraction other than zero was cut off.
    pub(super) fraction: bool,
    /// Whether it was written with an exponent.
    pub(super) exponent: bool,
}

/// Reads a number as JSON writes it (RFC 8259 §6), a leading `+` and zeros let pass; none where the
/// text is something else. The cost is linear in the length of the text.
pub(super) fn parse(text: &str) -> Option<Number> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, power) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, power)) => (mantissa, Some(power)),
        None => (unsigned, None),
    };
    let (before, after) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits_only = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if before.is_empty() || !digits_only(before) || !digits_only(after) {
        return None;
    }
    // How many digits stand before the point once the exponent is applied.
    let shift = match power {
        Some(power) => exponent(power)?,
        None => 0,
    };
    let point = i64::try_from(before.len()).ok()?.saturating_add(shift);
    let mut whole = Some(0_i64);
    let mut fraction = false;
    let mut place = 0_i64;
    for byte in before.bytes().chain(after.bytes()) {
        if place < point {
            whole = whole.and_then(|sum| push_digit(sum, byte));
        } else {
            fraction |= byte != b'0';
        }
        place += 1;
    }
    // Zeros that only the exponent asks for. Nothing stays nothing; anything else soon grows too large.
    while place < point && whole.is_some_and(|sum| sum != 0) {
        whole = whole.and_then(|sum| push_digit(sum, b'0'));
        place += 1;
    }
    Some(Number {
        whole: whole.map(|sum| if negative { -sum } else { sum }),
        fraction,
        exponent: power.is_some(),
    })
}

/// The power of ten; beyond a million it makes no difference any more.
fn exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() {
        return None;
    }
    let mut sum = 0_i64;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        // Far beyond any text that fits in memory, and far from overflow.
        sum = (sum * 10 + i64::from(byte - b'0')).min(1_000_000_000_000);
    }
    Some(if negative { -sum } else { sum })
}

/// Appends a decimal digit, as long as the number keeps within 63 bits.
fn push_digit(sum: i64, digit: u8) -> Option<i64> {
    // Below this no digit makes it too large: nothing is lost, since far smaller numbers are no moments.
    const LIMIT: i64 = i64::MAX / 10;
    (sum < LIMIT).then(|| sum * 10 + i64::from(digit.wrapping_sub(b'0')))
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_taken_apart() {
        let check = |text: &str, whole: Option<i64>, fraction: bool, exponent: bool| {
            let expect = Number {
                whole,
                fraction,
                exponent,
            };
            assert_eq!(parse(text), Some(expect), "{text}");
        };
        check("0", Some(0), false, false);
        check("-12", Some(-12), false, false);
        check("1516239022.5", Some(1_516_239_022), true, false);
        check("1516239022.000", Some(1_516_239_022), false, false);
        check("1.516239022e9", Some(1_516_239_022), false, true);
        check("1.516239022E+9", Some(1_516_239_022), false, true);
        check("15e-1", Some(1), true, true);
        check("15e-9", Some(0), true, true);
        check("1e2", Some(100), false, true);
        check("0e999999999999999999", Some(0), false, true);
        check("1e999999999999999999", None, false, true);
        check(
            "9007199254740993",
            Some(9_007_199_254_740_993),
            false,
            false,
        );
        check(
            "9223372036854775799",
            Some(9_223_372_036_854_775_799),
            false,
            false,
        );
        check("9223372036854775800", None, false, false);
        check(&"9".repeat(31), None, false, false);
        for text in [
            "", "-", ".", "1.5.2", "abc", "1e", "1e+", "0x10", " 1", "1_000", "e5",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whole_numbers_are_exact(number in -9_223_372_036_854_775_799_i64..9_223_372_036_854_775_800) {
            let parsed = parse(&number.to_string());
            prop_assert_eq!(parsed.and_then(|n| n.whole), Some(number));
        }

        #[test]
        fn any_text_is_taken(text in any::<String>(), like in "[-+0-9.eE]{0,40}") {
            let _ = (parse(&text), parse(&like));
        }
    }
}
