//! The Basic header of a token request: made from id and secret, and read back.
//!
//! Both directions look for what goes wrong with it in practice: line breaks that became part of the
//! secret, spaces, a colon in the wrong place, base64 that was wrapped. The secret itself is never in
//! what [`read`] answers.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

use crate::jose::base64url::{decode, encode_standard};
use crate::order;
use crate::requests::Secret;
use crate::text::is_uuid;

#[cfg(test)]
mod tests;

/// The most that is looked at: no header is longer.
const LIMIT: usize = 16 * 1024;

/// A header that was made.
#[derive(Clone, Eq, PartialEq)]
pub struct Built {
    /// The value of `Authorization`: `Basic `, then base64 on one line. It holds the secret.
    pub header: String,
    /// What is odd about id or secret. They are in the header as they were given, all the same.
    pub warnings: Vec<Warning>,
}

/// A header that was read. The secret is not in it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Credentials {
    /// What stands before the first colon.
    pub client_id: String,
    /// How many characters follow it.
    pub secret_characters: usize,
    /// What is odd about header, id or secret.
    pub warnings: Vec<Warning>,
}

/// The secret stays out of logs.
impl core::fmt::Debug for Built {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Built")
            .field("warnings", &self.warnings)
            .finish_non_exhaustive()
    }
}

/// What is odd about credentials.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Warning {
    /// There is no client id.
    NoId,
    /// There is no secret.
    NoSecret,
    /// The client id is not of the form of a UUID.
    IdNotUuid,
    /// A colon in the client id: what follows it would be read as the secret.
    IdColon,
    /// White space at an end of the client id, or in it.
    IdSpace,
    /// The secret ends with a line break.
    SecretNewline,
    /// White space at an end of the secret, or in it.
    SecretSpace,
    /// A character in id or secret that cannot be seen.
    Control,
    /// A character outside of ASCII in id or secret.
    NotAscii,
    /// Quotation marks around id or secret.
    Quoted,
    /// Percent-escapes such as `%2B` in id or secret.
    PercentEscape,
    /// The secret looks like a client id: the two may have changed places.
    Swapped,
    /// The secret holds the client id and a colon: it may be the pair already.
    SecretIsPair,
    /// The base64 stands on more than one line.
    Wrapped,
    /// The base64 is of the alphabet for addresses, with `-` or `_`.
    UrlAlphabet,
    /// The base64 lacks its padding.
    NoPadding,
    /// The word `Basic` was missing.
    NoScheme,
}

/// Why a text was not read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unreadable {
    /// It is empty, or longer than any header.
    Size,
    /// It is of another scheme, `Bearer` for one.
    OtherScheme,
    /// It is not base64.
    NotBase64,
    /// What was decoded is no UTF-8 text.
    NotText,
    /// What was decoded holds no colon, so id and secret cannot be told apart.
    NoColon,
}

impl Warning {
    /// What it means, and what to do.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::NoId => "There is no client id before the colon.",
            Self::NoSecret => "There is no secret behind the colon.",
            Self::IdNotUuid => {
                "The client id is no UUID. Those of Genesys Cloud are: look whether it is the client's name, or the secret."
            }
            Self::IdColon => {
                "The client id holds a colon. A server splits at the first one, so the rest of the id would count as secret."
            }
            Self::IdSpace => "The client id holds white space, mostly from copying. Take it out.",
            Self::SecretNewline => {
                "The secret ends with a line break, which counts as part of it: the server answers 401. It comes from echo without -n, or from a file's last line."
            }
            Self::SecretSpace => {
                "The secret holds white space, mostly from copying. It counts as part of the secret."
            }
            Self::Control => {
                "There is a character that cannot be seen, mostly from copying out of a document or a mail."
            }
            Self::NotAscii => {
                "There is a character outside of ASCII, such as a typographic hyphen. Ids and secrets have none."
            }
            Self::Quoted => "There are quotation marks around it. They count: take them out.",
            Self::PercentEscape => {
                "There is a percent-escape such as %2B. Genesys' SDKs encode id and secret as they are, without escaping them first."
            }
            Self::Swapped => {
                "What stands for the secret looks like a client id: the two may have changed places."
            }
            Self::SecretIsPair => {
                "The secret begins with the client id and a colon: it is the pair already, so the id would be in it twice."
            }
            Self::Wrapped => {
                "The base64 was broken into lines. A header is one line: use base64 -w0, or let curl -u make it."
            }
            Self::UrlAlphabet => {
                "The base64 uses - or _, the alphabet for addresses. Basic asks for + and /."
            }
            Self::NoPadding => "The base64 lacks the = at its end.",
            Self::NoScheme => "The word Basic and a space have to stand before it in the header.",
        }
    }
}

impl Unreadable {
    /// What it means.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Size => "There is nothing to read, or too much for a header.",
            Self::OtherScheme => "This is a header of another scheme than Basic.",
            Self::NotBase64 => "This is not base64, so it is no Basic header.",
            Self::NotText => "What was decoded is no text, so it is no id and secret.",
            Self::NoColon => {
                "What was decoded holds no colon: id and secret cannot be told apart. Encode id, colon and secret together."
            }
        }
    }
}

/// Makes the header from id and secret as they are given; nothing is trimmed.
#[must_use]
pub fn build(client_id: &str, secret: &str) -> Built {
    let mut pair = String::with_capacity(client_id.len() + secret.len() + 1);
    pair.push_str(client_id);
    pair.push(':');
    pair.push_str(secret);
    let mut header = String::from("Basic ");
    header.push_str(&encode_standard(pair.as_bytes()));
    let mut warnings = Vec::new();
    if client_id.contains(':') {
        warnings.push(Warning::IdColon);
    }
    look_at(client_id, secret, &mut warnings);
    Built {
        header,
        warnings: in_order(warnings),
    }
}

/// Reads a header: with or without its name, with or without the word `Basic`.
///
/// # Errors
/// When it is none.
pub fn read(text: &str) -> Result<Credentials, Unreadable> {
    let (pair, mut warnings) = taken_apart(text)?;
    let (client_id, secret) = pair.split_once(':').ok_or(Unreadable::NoColon)?;
    look_at(client_id, secret, &mut warnings);
    Ok(Credentials {
        client_id: client_id.to_owned(),
        secret_characters: secret.chars().count(),
        warnings: in_order(warnings),
    })
}

/// Id and secret of a header, for a field that the header was put into by mistake.
pub(crate) fn split(text: &str) -> Option<(String, Secret)> {
    let (pair, _) = taken_apart(text).ok()?;
    let (client_id, secret) = pair.split_once(':')?;
    Some((client_id.to_owned(), Secret::new(secret)))
}

/// The text that was encoded, and what is odd about the way it was.
fn taken_apart(text: &str) -> Result<(String, Vec<Warning>), Unreadable> {
    let text = text.trim();
    if text.is_empty() || text.len() > LIMIT {
        return Err(Unreadable::Size);
    }
    let text = text.trim_matches(['"', '\'']).trim();
    let value = match text.split_once(':') {
        Some((name, value))
            if name.trim().eq_ignore_ascii_case("authorization")
                || name.trim().eq_ignore_ascii_case("proxy-authorization") =>
        {
            value.trim()
        }
        _ => text,
    };
    let mut warnings = Vec::new();
    let encoded = match value.split_once(char::is_whitespace) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("basic") => rest.trim(),
        Some((scheme, _)) if is_scheme(scheme) => return Err(Unreadable::OtherScheme),
        _ => {
            warnings.push(Warning::NoScheme);
            value
        }
    };
    let joined: String = encoded.chars().filter(|c| !c.is_whitespace()).collect();
    if joined.len() < encoded.len() {
        warnings.push(Warning::Wrapped);
    }
    if joined.contains(['-', '_']) {
        warnings.push(Warning::UrlAlphabet);
    }
    if !joined.len().is_multiple_of(4) {
        warnings.push(Warning::NoPadding);
    }
    let decoded = decode(&joined);
    if decoded.deviations.iter().any(|found| found.kind.loses()) {
        return Err(Unreadable::NotBase64);
    }
    let pair = String::from_utf8(decoded.bytes).map_err(|_| Unreadable::NotText)?;
    Ok((pair, warnings))
}

/// Notes what is odd about id and secret.
fn look_at(client_id: &str, secret: &str, warnings: &mut Vec<Warning>) {
    let mut note = |yes: bool, warning: Warning| {
        if yes {
            warnings.push(warning);
        }
    };
    let both = [client_id, secret];
    let ending = |text: &str| text.ends_with(['\n', '\r']);
    let hidden = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\r' | '\t')
            || matches!(
                c,
                '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
            )
    };
    note(client_id.trim().is_empty(), Warning::NoId);
    note(secret.trim().is_empty(), Warning::NoSecret);
    note(
        !client_id.trim().is_empty() && !is_uuid(client_id.trim().as_bytes()),
        Warning::IdNotUuid,
    );
    note(client_id.contains(char::is_whitespace), Warning::IdSpace);
    note(ending(secret), Warning::SecretNewline);
    let before_break = secret.trim_end_matches(['\n', '\r']);
    note(
        before_break.contains(char::is_whitespace),
        Warning::SecretSpace,
    );
    note(
        both.iter().any(|text| text.contains(hidden)),
        Warning::Control,
    );
    note(both.iter().any(|text| !text.is_ascii()), Warning::NotAscii);
    note(
        both.iter().any(|text| is_quoted(text.trim())),
        Warning::Quoted,
    );
    note(
        both.iter().any(|text| has_escape(text)),
        Warning::PercentEscape,
    );
    note(
        is_uuid(secret.trim().as_bytes()) && !is_uuid(client_id.trim().as_bytes()),
        Warning::Swapped,
    );
    let id = client_id.trim();
    let repeats = secret
        .trim()
        .strip_prefix(id)
        .is_some_and(|rest| rest.starts_with(':'));
    note(!id.is_empty() && repeats, Warning::SecretIsPair);
}

/// Once each, in the order they are declared.
fn in_order(mut warnings: Vec<Warning>) -> Vec<Warning> {
    order::sort(&mut warnings);
    warnings.dedup();
    warnings
}

/// Whether it can be the name of a scheme; base64 that a space fell into is mostly longer.
fn is_scheme(word: &str) -> bool {
    ["bearer", "digest", "negotiate", "dpop", "ntlm", "hmac"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

fn is_quoted(text: &str) -> bool {
    [
        '"', '\'', '`', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}',
    ]
    .iter()
    .any(|mark| text.starts_with(*mark) || text.ends_with(*mark))
}

/// Whether a percent sign with two hexadecimal digits stands in the text.
fn has_escape(text: &str) -> bool {
    text.as_bytes()
        .windows(3)
        .any(|w| matches!(w, [b'%', a, b] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit()))
}
