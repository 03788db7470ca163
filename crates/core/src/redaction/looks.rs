//! What a value looks like, whatever it is called: masked already, an e-mail address, an IP address.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::net::{Ipv4Addr, Ipv6Addr};
use core::ops::Range;

/// How much of a shortened value is left, in characters: too little to be found by.
const LEFT: usize = 6;

/// A value is shortened from this length on.
pub(super) const LONG: usize = 12;

/// A long value that says nothing by itself: its beginning, and how long it was.
pub(super) fn shortened(text: &str) -> String {
    let beginning: String = text.chars().take(LEFT).collect();
    format!("{beginning}… ({} characters)", text.chars().count())
}

/// Whether a text is what [`mask`](crate::kinds::mask::mask) or [`shortened`] gives.
pub(super) fn is_masked(text: &str) -> bool {
    let counted = |rest: &str| {
        let Some(inner) = rest.strip_suffix(')') else {
            return false;
        };
        let inner = inner.strip_suffix('s').unwrap_or(inner);
        inner.strip_suffix(" character").is_some_and(|digits| {
            !digits.is_empty()
                && digits.len() < 12
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    if let Some(rest) = text.strip_prefix("•••• (") {
        return counted(rest);
    }
    let mut parts = text.splitn(2, "… (");
    match (parts.next(), parts.next()) {
        (Some(head), Some(rest)) => head.chars().take(LEFT + 1).count() <= LEFT && counted(rest),
        _ => false,
    }
}

/// The e-mail addresses in a text; `%40` counts as `@`.
pub(super) fn emails(text: &str) -> Vec<Range<usize>> {
    signs(text)
        .filter_map(|sign| {
            let (local, domain) = around(text, &sign);
            let range = local.start..domain.end;
            (!local.is_empty() && is_domain(text.get(domain).unwrap_or_default())).then_some(range)
        })
        .collect()
}

/// What of a masked value others have as well: domains of e-mail addresses, scheme and host of an address.
pub(super) fn public(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = signs(text)
        .map(|sign| around(text, &sign).1)
        .filter(|domain| is_domain(text.get(domain.clone()).unwrap_or_default()))
        .collect();
    for (at, _) in text.match_indices("://") {
        let before = text.get(..at).unwrap_or_default();
        let scheme = before
            .bytes()
            .rev()
            .take(32)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        let host = at.saturating_add(3);
        let rest = text.get(host..).unwrap_or_default();
        let end = rest
            .find(|c: char| matches!(c, '/' | '?' | '#' | '@') || c.is_whitespace())
            .unwrap_or(rest.len());
        // With the slash behind it, which every address has.
        let end = end.saturating_add(1).min(rest.len());
        found.push(at.saturating_sub(scheme)..host.saturating_add(end));
    }
    found
}

/// Where an `@` stands, or `%40`.
fn signs(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices(['@', '%']).filter_map(|(at, sign)| {
        if sign == "@" {
            return Some(at..at.saturating_add(1));
        }
        text.get(at..)?
            .starts_with("%40")
            .then(|| at..at.saturating_add(3))
    })
}

/// What stands before a sign and behind it that may belong to an e-mail address.
fn around(text: &str, sign: &Range<usize>) -> (Range<usize>, Range<usize>) {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '-' | '\'' | '~');
    let before = text.get(..sign.start).unwrap_or_default();
    let local = before
        .char_indices()
        .rev()
        .take(128)
        .take_while(|&(_, c)| is_local(c))
        .last()
        .map_or(sign.start, |(at, _)| at);
    let after = text.get(sign.end..).unwrap_or_default();
    let domain = after
        .char_indices()
        .take(255)
        .find(|&(_, c)| !(c.is_alphanumeric() || matches!(c, '.' | '-')))
        .map_or_else(
            || {
                after
                    .char_indices()
                    .nth(255)
                    .map_or(after.len(), |(at, _)| at)
            },
            |(at, _)| at,
        );
    let behind = after.get(..domain).unwrap_or_default();
    let domain = behind.trim_end_matches(['.', '-']).len();
    (local..sign.start, sign.end..sign.end.saturating_add(domain))
}

fn is_domain(text: &str) -> bool {
    text.rsplit_once('.').is_some_and(|(name, top)| {
        !name.is_empty()
            && !name.starts_with('.')
            && top.chars().count() >= 2
            && top.chars().all(char::is_alphabetic)
    })
}

/// The IP addresses in a text that are no host of an address: a server's stays.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(skipped) = rest.find(is_of_address) else {
            break;
        };
        let start = at.saturating_add(skipped);
        let run = text.get(start..).unwrap_or_default();
        let length = run.find(|c| !is_of_address(c)).unwrap_or(run.len());
        at = start.saturating_add(length.max(1));
        let before = text.get(..start).unwrap_or_default();
        let after = text.get(start.saturating_add(length)..).unwrap_or_default();
        let is_host = before.ends_with("//") || before.ends_with('@') || before.ends_with("//[");
        let is_word = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'))
            || after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if is_host || is_word {
            continue;
        }
        let run = run.get(..length).unwrap_or_default();
        let address = run.trim_end_matches(['.', ':']);
        let address = match address.split_once(':') {
            Some((alone, port)) if alone.contains('.') && !port.contains(':') => alone,
            _ => address,
        };
        if is_ip(address) {
            found.push(start..start.saturating_add(address.len()));
        }
    }
    found
}

/// How many digits a telephone number has with its country's (ITU-T E.164: at most 15).
const DIGITS: core::ops::RangeInclusive<usize> = 8..=15;

/// The telephone numbers in a text that are written with a plus and their country's number.
pub(super) fn phones(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('+') {
        let before = text.get(..at).unwrap_or_default();
        // A plus within a word is one of base64, or of an e-mail address.
        let is_word = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '+' | '/'));
        if is_word || found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let start = at.saturating_add(1);
        let after = text.get(start..).unwrap_or_default();
        let (mut digits, mut joints, mut end) = (0_usize, 0_usize, start);
        for (offset, c) in after.char_indices() {
            if c.is_ascii_digit() {
                digits = digits.saturating_add(1);
                joints = 0;
                end = start.saturating_add(offset).saturating_add(1);
            } else if matches!(c, ' ' | '-' | '.' | '(' | ')' | '/') && joints < 2 {
                joints = joints.saturating_add(1);
            } else {
                break;
            }
            if digits > *DIGITS.end() {
                break;
            }
        }
        let rest = text.get(end..).unwrap_or_default();
        let is_number = after.starts_with(|c: char| matches!(c, '1'..='9'))
            && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if is_number && DIGITS.contains(&digits) {
            found.push(at..end);
        }
    }
    found
}

/// Whether a text is an IP address.
fn is_ip(text: &str) -> bool {
    (text.len() >= 7 && text.parse::<Ipv4Addr>().is_ok())
        || (text.len() >= 3 && text.len() < 46 && text.parse::<Ipv6Addr>().is_ok())
}

fn is_of_address(c: char) -> bool {
    c.is_ascii_hexdigit() || matches!(c, '.' | ':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::mask::mask;

    fn pieces(text: &str, ranges: Vec<Range<usize>>) -> Vec<&str> {
        ranges.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_mask_is_known_again() {
        for text in [
            mask(1),
            mask(43),
            shortened("0123456789abc"),
            shortened("é"),
        ] {
            assert!(is_masked(&text), "{text}");
        }
        for text in [
            "",
            "••••",
            "•••• ()",
            "•••• (x characters)",
            "•••• (3 characters) kim@x.example",
            "kim",
            "0123456… (9 characters)",
            "a… (9 characters) b",
            "•••• (1234567890123 characters)",
        ] {
            assert!(!is_masked(text), "{text}");
        }
    }

    #[test]
    fn email_addresses_are_found() {
        for (text, found) in [
            ("kim@contoso.com", &["kim@contoso.com"][..]),
            (
                "mailto:kim.o'hara+x@mail.contoso.co.uk.",
                &["kim.o'hara+x@mail.contoso.co.uk"],
            ),
            ("login_hint=kim%40contoso.com&x=1", &["kim%40contoso.com"]),
            ("a@b.example, c@d.example", &["a@b.example", "c@d.example"]),
            ("jürgen@müller.example", &["jürgen@müller.example"]),
            ("@scope/name, a@localhost, x@1.2.3.4, abc@clients", &[]),
            ("100% 40 %4", &[]),
        ] {
            assert_eq!(pieces(text, emails(text)), found, "{text}");
        }
        let many = "a@".repeat(200_000);
        assert!(emails(&many).is_empty());
    }

    #[test]
    fn telephone_numbers_are_found_and_other_numbers_are_not() {
        for (text, found) in [
            ("+49 170 1234567", &["+49 170 1234567"][..]),
            ("tel:+491701234567;ext=1", &["+491701234567"]),
            (
                "call +1 (555) 010-0199 or +44.20.7946.0958.",
                &["+1 (555) 010-0199", "+44.20.7946.0958"],
            ),
            (
                "at 10:00:00 +0100, UTC+01:00, +1 h, +12345, 1.0+20130313",
                &[],
            ),
            ("+1234567890123456 and ab+4912345678/+4912345678", &[]),
            ("+12345678x, ++12345678", &[]),
        ] {
            assert_eq!(pieces(text, phones(text)), found, "{text}");
        }
        assert!(phones(&"+1".repeat(200_000)).is_empty());
    }

    #[test]
    fn ip_addresses_are_found_and_hosts_are_not() {
        for (text, found) in [
            ("203.0.113.7", &["203.0.113.7"][..]),
            (
                "X-Forwarded-For: 203.0.113.7, 2001:db8::1",
                &["203.0.113.7", "2001:db8::1"],
            ),
            ("from 203.0.113.7:443.", &["203.0.113.7"]),
            ("https://203.0.113.7/x and https://[2001:db8::1]/", &[]),
            ("at 14:02:05, 1.2.3, v1.2.3.4, aa:bb:cc:dd:ee:ff, face", &[]),
        ] {
            assert_eq!(pieces(text, addresses(text)), found, "{text}");
        }
    }
}
