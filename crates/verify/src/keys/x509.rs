//! Certificates (RFC 5280): the key, the names and the dates. Nothing is verified.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use super::der::{Fault, INTEGER, OID, Reader, SEQUENCE, SET};

/// What a certificate says beside its key. Nothing vouches for it here.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Certificate {
    /// Whose key it is: `CN=login.example.com, O=Example`.
    pub subject: String,
    /// Who says so.
    pub issuer: String,
    /// From when on, in seconds since 1970.
    pub not_before: Option<i64>,
    /// Until when, in seconds since 1970.
    pub not_after: Option<i64>,
    /// The names as they are encoded, to see which certificate issued which.
    #[serde(skip)]
    pub(crate) encoded_names: (Vec<u8>, Vec<u8>),
}

/// Reads the signed part; with it the SubjectPublicKeyInfo.
pub(super) fn read(mut signed: Reader<'_>) -> Result<(Certificate, Reader<'_>), Fault> {
    signed.optional(0xA0)?;
    signed.element(INTEGER)?;
    signed.element(SEQUENCE)?;
    let issuer = signed.element(SEQUENCE)?;
    let mut validity = signed.sequence()?;
    let (not_before, not_after) = (validity.any()?, validity.any()?);
    let subject = signed.element(SEQUENCE)?;
    let info = signed.sequence()?;
    let certificate = Certificate {
        subject: name(subject),
        issuer: name(issuer),
        not_before: moment(not_before.0, not_before.1),
        not_after: moment(not_after.0, not_after.1),
        encoded_names: (subject.to_vec(), issuer.to_vec()),
    };
    Ok((certificate, info))
}

/// The attributes that people know, in the order of the certificate.
fn name(encoded: &[u8]) -> String {
    let mut out = String::new();
    let mut sets = Reader::new(encoded);
    while let Ok(set) = sets.element(SET) {
        let mut attributes = Reader::new(set);
        while let Ok(mut attribute) = attributes.sequence() {
            let (Ok(oid), Ok((_, value))) = (attribute.element(OID), attribute.any()) else {
                break;
            };
            let label = match oid {
                [0x55, 4, 3] => "CN",
                [0x55, 4, 6] => "C",
                [0x55, 4, 7] => "L",
                [0x55, 4, 8] => "ST",
                [0x55, 4, 10] => "O",
                [0x55, 4, 11] => "OU",
                _ => continue,
            };
            if !out.is_empty() {
                out.push_str(", ");
            }
            out.push_str(label);
            out.push('=');
            let text = String::from_utf8_lossy(value);
            out.extend(text.chars().filter(|c| !c.is_control()).take(100));
        }
    }
    out
}

/// UTCTime or GeneralizedTime (RFC 5280 §4.1.2.5).
fn moment(tag: u8, text: &[u8]) -> Option<i64> {
    let text = core::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match tag {
        0x17 => {
            let (digits, rest) = text.split_at_checked(2)?;
            let year: i64 = digits.parse().ok()?;
            (if year < 50 { 2000 + year } else { 1900 + year }, rest)
        }
        0x18 => {
            let (digits, rest) = text.split_at_checked(4)?;
            (digits.parse().ok()?, rest)
        }
        _ => return None,
    };
    let number = |at: usize| -> Option<i64> { rest.get(at..at + 2)?.parse().ok() };
    let (month, day) = (number(0)?, number(2)?);
    let (hour, minute, second) = (number(4)?, number(6)?, number(8)?);
    let days = days_since_1970(year, month, day)?;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

/// Days from 1970-01-01 in the Gregorian calendar. The year begins in March, so that the leap day is its last.
fn days_since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    Some(365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        assert_eq!(moment(0x17, b"700101000000Z"), Some(0));
        assert_eq!(moment(0x17, b"491231235959Z"), Some(2_524_607_999));
        assert_eq!(moment(0x18, b"20240229120000Z"), Some(1_709_208_000));
        assert_eq!(moment(0x18, b"2024022912"), None);
        assert_eq!(moment(0x17, b"991301000000Z"), None);
    }
}
