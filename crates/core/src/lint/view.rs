//! A JSON object as the rules see it: the members they know by name, and words for values.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::jose::json::Value;
use crate::report::ValueKind;
use crate::span::Span;

/// The header parameters that rules ask for.
pub(super) static HEADER: &[&str] = &[
    "alg",
    "apu",
    "apv",
    "b64",
    "crit",
    "cty",
    "enc",
    "epk",
    "iv",
    "jku",
    "jwk",
    "jwt",
    "kid",
    "nonce",
    "p2c",
    "p2s",
    "tag",
    "trust_chain",
    "typ",
    "url",
    "x5c",
    "x5t",
    "x5t#S256",
    "x5u",
    "zip",
];

/// The claims that rules ask for.
pub(super) static CLAIMS: &[&str] = &[
    "acr",
    "act",
    "address",
    "amr",
    "ath",
    "at_hash",
    "aud",
    "auth_time",
    "azp",
    "birthdate",
    "c_hash",
    "client_id",
    "cnf",
    "email",
    "events",
    "exp",
    "family_name",
    "gender",
    "given_name",
    "htm",
    "htu",
    "iat",
    "ipaddr",
    "iss",
    "jti",
    "jwks",
    "may_act",
    "middle_name",
    "name",
    "nbf",
    "nonce",
    "phone_number",
    "picture",
    "preferred_username",
    "scope",
    "scp",
    "sid",
    "sub",
    "sub_jwk",
    "unique_name",
    "upn",
];

/// An object, its place in the paste, and those of its members that rules ask for. One pass gathers
/// them, so that asking costs nothing even in an object of 100,000 members.
pub(super) struct View<'s, 't> {
    /// The object.
    pub(super) object: Value<'s, 't>,
    /// From a range of the document to a span of the paste.
    pub(super) place: &'s dyn Fn(Range<usize>) -> Span,
    found: Vec<(&'static str, Value<'s, 't>)>,
}

impl<'s, 't> View<'s, 't> {
    pub(super) fn new(
        object: Value<'s, 't>,
        place: &'s dyn Fn(Range<usize>) -> Span,
        names: &'static [&'static str],
    ) -> Self {
        let mut found: Vec<(&'static str, Value<'s, 't>)> = Vec::new();
        for entry in object.entries() {
            let Some(name) = names.iter().find(|name| **name == entry.name) else {
                continue;
            };
            // Of several the last one counts, as for most readers (RFC 8259 §4).
            match found.iter_mut().find(|(known, _)| known == name) {
                Some((_, value)) => *value = entry.value,
                None => found.push((name, entry.value)),
            }
        }
        Self {
            object,
            place,
            found,
        }
    }

    /// The member of that name.
    pub(super) fn get(&self, name: &str) -> Option<Value<'s, 't>> {
        let (_, value) = self.found.iter().find(|(known, _)| *known == name)?;
        Some(*value)
    }

    /// The string member of that name.
    pub(super) fn text(&self, name: &str) -> Option<Cow<'t, str>> {
        self.get(name)?.as_str()
    }

    /// Where a value stands in the paste.
    pub(super) fn span(&self, value: Value<'_, '_>) -> Option<Span> {
        Some((self.place)(value.range()))
    }

    /// Where the member of that name stands, or else the whole object.
    pub(super) fn span_of(&self, name: &str) -> Option<Span> {
        self.span(self.get(name).unwrap_or(self.object))
    }

    /// The value of `typ` in lower case without `application/`, which may be left off (RFC 7515 §4.1.9).
    pub(super) fn typ(&self) -> Option<String> {
        let typ = self.text("typ")?.to_ascii_lowercase();
        Some(match typ.strip_prefix("application/") {
            Some(rest) => String::from(rest),
            None => typ,
        })
    }
}

/// What kind of value it is, in words that follow "is".
pub(super) fn kind_words(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Object => "an object",
        ValueKind::Array => "an array",
        ValueKind::String => "a string",
        ValueKind::Number => "a number",
        ValueKind::Boolean => "a boolean",
        ValueKind::Null => "null",
        ValueKind::Missing => "no readable value",
    }
}

/// A value as it is written, shortened, for a message.
pub(super) fn shown(value: Value<'_, '_>) -> String {
    // 60 characters take at most 240 bytes: the rest of a long value is not looked at.
    let raw = value.raw();
    let head = raw.get(..raw.len().min(256)).unwrap_or(raw);
    plain(&String::from_utf8_lossy(head))
}

/// A text in quotes, shortened, for a message.
pub(crate) fn quoted_into(text: &str, out: &mut String) {
    out.push('"');
    plain_into(text, out);
    out.push('"');
}

/// [`plain_into`] as a text of its own.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    plain_into(text, &mut out);
    out
}

/// At most 60 characters of `text`; those that cannot be seen or turn the text around are written as
/// `\u{…}`, so that a message never does what it warns of.
#[inline(never)]
fn plain_into(text: &str, out: &mut String) {
    let mut characters = text.chars();
    for character in characters.by_ref().take(60) {
        if character.is_control() || super::characters::is_hidden(character) {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    if characters.next().is_some() {
        out.push('…');
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list(names: &[&str]) -> String {
    let mut out = String::new();
    for (index, name) in names.iter().enumerate() {
        if index > 0 {
            out.push_str(if index + 1 == names.len() {
                " and "
            } else {
                ", "
            });
        }
        out.push_str(name);
    }
    out
}

/// `one` for 1, else the number with the plural.
pub(super) fn verb(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}
