//! SAML messages and metadata: as XML, in base64, in the parameters of a redirect.

use super::candidate::{SamlForm, Shape};
use super::chars::{ALNUM, WORD, byte, is, logical, run, slice};
use super::finder::Finder;
use super::grab::{Grab, gap};
use crate::jose::base64url;

/// The elements a SAML document may begin with (SAML core §3, bindings, metadata).
static ELEMENTS: &[&str] = &[
    "Response",
    "Assertion",
    "EncryptedAssertion",
    "AuthnRequest",
    "LogoutRequest",
    "LogoutResponse",
    "ArtifactResolve",
    "ArtifactResponse",
    "AttributeQuery",
    "NameIDMappingRequest",
    "ManageNameIDRequest",
    "EntityDescriptor",
    "EntitiesDescriptor",
    "IDPSSODescriptor",
    "SPSSODescriptor",
];

const NAMESPACE: &str = "urn:oasis:names:tc:SAML";

/// XML whose first name is the word `start..end`, behind `<`.
pub(super) fn xml(finder: &mut Finder<'_>, start: usize, end: usize) -> Option<usize> {
    let bytes = finder.bytes;
    let mut name_end = end;
    let mut local = start;
    if byte(bytes, end) == b':' {
        local = end + 1;
        name_end = run(bytes, local, WORD);
    }
    let element = slice(finder.text, local, name_end);
    if !ELEMENTS.contains(&element) {
        return None;
    }
    // Its namespace stands in its start tag.
    let tag = slice(finder.text, start, start + (16 << 10));
    let tag_end = tag.find(['<', '>'])?;
    if byte(tag.as_bytes(), tag_end) == b'<' {
        return None;
    }
    // A fragment cut out of a message has only the usual prefix.
    if !tag.get(..tag_end)?.contains(NAMESPACE) && !tag.starts_with("saml") {
        return None;
    }
    let qualified = slice(finder.text, start, name_end);
    let open = start - 1;
    let window = slice(finder.text, start, start + super::rules::MAX_ARTEFACT_BYTES);
    let stop = closing(window, qualified).map_or(window.trim_end().len(), |at| at);
    let stop = if tag.get(..tag_end)?.ends_with('/') {
        tag_end + 1
    } else {
        stop
    };
    // The XML declaration before it belongs to it.
    let head = slice(finder.text, open.saturating_sub(2048), open);
    let from = match head.rfind("<?xml") {
        Some(at) if only_prolog(head.get(at..).unwrap_or_default()) => open - (head.len() - at),
        _ => open,
    };
    let grab = super::compact::verbatim(finder.text, from, start + stop);
    let next = grab.at;
    finder.add_around(Shape::Saml(SamlForm::Xml), grab);
    Some(next)
}

/// Where the last closing tag of that name ends that belongs to the element: nested ones counted.
fn closing(window: &str, name: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    let bytes = window.as_bytes();
    // The window starts behind the first `<`.
    loop {
        let rest = window.get(at..)?;
        let closes = rest.starts_with('/');
        let tail = if closes { rest.get(1..)? } else { rest };
        if tail.starts_with(name)
            && !is(byte(tail.as_bytes(), name.len()), WORD)
            && byte(tail.as_bytes(), name.len()) != b':'
        {
            if closes {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + rest.find('>')? + 1);
                }
            } else if !tail.get(..tail.find('>')?)?.ends_with('/') {
                depth += 1;
            }
        }
        at += bytes.get(at..)?.iter().position(|&b| b == b'<')? + 1;
    }
}

/// Nothing but declarations, comments and white space.
fn only_prolog(head: &str) -> bool {
    let mut rest = head;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return true;
        }
        let end = if rest.starts_with("<?") {
            rest.find("?>").map(|at| at + 2)
        } else if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else {
            None
        };
        let Some(next) = end.and_then(|at| rest.get(at..)) else {
            return false;
        };
        rest = next;
    }
}

/// Base64 that decodes to SAML, from the word at `start` on.
pub(super) fn base64(finder: &mut Finder<'_>, start: usize) -> Option<usize> {
    // `<` and an ASCII character begin with `P` and one of the first sixteen letters.
    if !matches!(byte(finder.bytes, start + 1), b'A'..=b'P') {
        return None;
    }
    if start < finder.tried_until {
        return None;
    }
    let head = take(finder.text, start, 4096);
    if head.text.len() < 40 || !is_saml(&base64url::decode(&head.text).bytes) {
        finder.tried_until = head.at;
        return None;
    }
    let grab = take(finder.text, start, super::rules::MAX_ARTEFACT_BYTES);
    let next = grab.at;
    finder.add_around(Shape::Saml(SamlForm::Base64), grab);
    Some(next)
}

/// Whether decoded bytes begin like a SAML document.
fn is_saml(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(3000)).unwrap_or_default();
    let namespace = NAMESPACE.as_bytes();
    head.trim_ascii_start().first() == Some(&b'<')
        && head
            .windows(namespace.len())
            .any(|window| window == namespace)
}

/// The value of `SAMLRequest` and `SAMLResponse`, whose name is the word `start..end`.
pub(super) fn parameter(finder: &mut Finder<'_>, start: usize, end: usize) -> Option<usize> {
    if !finder.is_word(start, end, "samlrequest") && !finder.is_word(start, end, "samlresponse") {
        return None;
    }
    let at = match finder.value_at(end) {
        Some(at) => at,
        // `name="SAMLResponse" value="…"` of an HTML form.
        None => form_value(finder, end)?,
    };
    let at = form_value(finder, end).unwrap_or(at);
    let grab = take(finder.text, at, super::rules::MAX_ARTEFACT_BYTES);
    if grab.text.len() < 40 {
        return None;
    }
    let decoded = base64url::decode(&grab.text).bytes;
    let form = if decoded.trim_ascii_start().first() == Some(&b'<') {
        SamlForm::Base64
    } else if matches!(decoded.first().map(|first| first & 7), Some(2..=5)) {
        // The first block of a deflated text: its last or not, its kind (RFC 1951 §3.2.3).
        SamlForm::Deflated
    } else {
        return None;
    };
    let next = grab.at;
    finder.add_around(Shape::Saml(form), grab);
    Some(next)
}

/// The value of the form field whose name ends at `end`.
fn form_value(finder: &Finder<'_>, end: usize) -> Option<usize> {
    let rest = slice(finder.text, end, end + 200);
    let at = rest.find("value=")?;
    let between = rest.get(..at)?;
    if between.contains('>') || !between.starts_with(['"', '\'']) {
        return None;
    }
    finder.value_at(end + at + 5)
}

/// Takes base64 of either alphabet from `start` on, line breaks and escapes left out.
fn take(text: &str, start: usize, max: usize) -> Grab {
    let bytes = text.as_bytes();
    let mut grab = Grab::new(start);
    let mut padded = 0;
    while grab.text.len() < max {
        let end = run(bytes, grab.at, ALNUM).min(grab.at + max);
        if end > grab.at && padded == 0 {
            grab.take(text, end);
            continue;
        }
        let found = logical(bytes, grab.at);
        let one_of = is(found.byte, WORD) || matches!(found.byte, b'+' | b'/');
        if one_of && padded == 0 || found.byte == b'=' && padded < 2 {
            padded += usize::from(found.byte == b'=');
            grab.take_logical(found);
            continue;
        }
        let Some(gap) = gap(bytes, grab.at).filter(|_| padded == 0) else {
            break;
        };
        let next = logical(bytes, gap.end).byte;
        let follows = is(next, ALNUM) || matches!(next, b'+' | b'/' | b'=');
        let piece = line_end(bytes, gap.end);
        if !follows || gap.breaks == 0 && !gap.unseen || !piece {
            break;
        }
        grab.skip(&gap);
    }
    grab
}

/// Whether the base64 at `at` goes up to something that may end a line or a value.
fn line_end(bytes: &[u8], at: usize) -> bool {
    let mut at = at;
    loop {
        let found = logical(bytes, at);
        if !(is(found.byte, WORD) || matches!(found.byte, b'+' | b'/')) {
            break;
        }
        at += found.len;
    }
    let mut padded = 0;
    while logical(bytes, at).byte == b'=' && padded < 2 {
        padded += 1;
        at += logical(bytes, at).len;
    }
    matches!(
        logical(bytes, at).byte,
        0 | b'\n' | b'\r' | b' ' | b'\t' | b'"' | b'\'' | b'<' | b'&' | b'\\' | b',' | b';'
    )
}
