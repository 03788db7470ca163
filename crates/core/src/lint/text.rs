//! Text that does not read as it is written: characters that cannot be seen, that turn the text
//! around, that look like others, and markup.
//!
//! Each string is looked through once. A string of plain ASCII without `<` and `\` costs one pass
//! over its bytes.

use alloc::string::String;
use alloc::vec;
use core::ops::Range;

use crate::fill::fill;
use crate::jose::json::{Entry, Value};
use crate::report::{Blame, Rule, Severity, ValueKind};
use crate::text::floor;

use super::characters::{code_point, is_hidden, is_tag, latin};
use super::sink::Sink;
use super::view::{View, plain};

static BIDI: Rule = Rule {
    code: "text.bidi",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("A text holds characters that turn its direction around."),
    help: "Refuse or remove them: the text is shown in another order than it is compared in.",
    reference: "Unicode TR 36 §2.5",
};
static INVISIBLE: Rule = Rule {
    code: "text.invisible",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("A text holds characters that cannot be seen."),
    help: "Remove them at the issuer: two texts that look the same are not equal.",
    reference: "Unicode UTS 39 §3.1",
};
static CONTROL: Rule = Rule {
    code: "text.control",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("A text holds control characters."),
    help: "Remove them at the issuer, and escape the text wherever it is logged or shown.",
    reference: "RFC 8725 §3.10",
};
static HOMOGLYPH: Rule = Rule {
    code: "text.homoglyph",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("A name mixes letters of two alphabets that look the same."),
    help: "Compare it character by character with the name you expect: it reads like it and is another.",
    reference: "Unicode TR 36 §2.2, UTS 39 §5.1",
};
static MARKUP: Rule = Rule {
    code: "text.markup",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("A text holds HTML or script."),
    help: "Escape it wherever it is shown: a claim is input from outside, even in a signed token.",
    reference: "RFC 8725 §3.10",
};

pub(super) static RULES: &[&Rule] = &[&BIDI, &INVISIBLE, &CONTROL, &HOMOGLYPH, &MARKUP];

/// The members whose text is compared and not read: nothing unusual belongs there.
static IDENTIFIERS: &[&str] = &[
    "iss",
    "sub",
    "aud",
    "scope",
    "scp",
    "azp",
    "client_id",
    "appid",
    "cid",
    "jti",
    "sid",
    "kid",
    "alg",
    "enc",
    "typ",
    "cty",
    "tid",
    "roles",
    "groups",
    "permissions",
    "entitlements",
    "htu",
    "nonce",
];

/// The names that a lookalike would be made of.
static NAMES: &[&str] = &[
    "iss",
    "sub",
    "aud",
    "exp",
    "nbf",
    "iat",
    "jti",
    "scope",
    "scp",
    "azp",
    "client_id",
    "roles",
    "groups",
    "permissions",
    "alg",
    "kid",
    "typ",
    "crit",
    "jwk",
    "cnf",
    "act",
    "nonce",
    "email",
];

/// Every string and every name of the object, at any depth.
pub(super) fn check(view: &View<'_, '_>, sink: &mut Sink<'_>) {
    // A container, and the name of the top-level member it belongs to.
    let mut open: vec::Vec<(Value<'_, '_>, Option<&'static str>, bool)> =
        vec![(view.object, None, true)];
    while let Some((container, inherited, is_top)) = open.pop() {
        for entry in container.entries() {
            let identifier = if is_top {
                IDENTIFIERS
                    .iter()
                    .find(|name| **name == entry.name)
                    .copied()
            } else {
                inherited
            };
            name(&entry, view, sink);
            match entry.value.kind() {
                ValueKind::Object | ValueKind::Array => {
                    open.push((entry.value, identifier, false));
                }
                ValueKind::String => {
                    let subject = identifier.unwrap_or(&entry.name);
                    value(&entry, subject, identifier.is_some(), view, sink);
                }
                _ => {}
            }
        }
    }
}

/// What was found in a text: the first character of each kind, with its offset.
#[derive(Default)]
struct Seen {
    bidi: Option<(usize, char)>,
    invisible: Option<(usize, char)>,
    control: Option<(usize, char)>,
    lookalike: Option<(usize, char)>,
    markup: Option<usize>,
}

fn name(entry: &Entry<'_, '_>, view: &View<'_, '_>, sink: &mut Sink<'_>) {
    if entry.name.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
        return;
    }
    let span = Some((view.place)(entry.name_range.clone()));
    let shown = plain(&entry.name);
    let subject = shown.as_str();
    let what = fill("the name {q}", &[&entry.name]);
    let seen = look(&entry.name, true);
    let pairs = [
        (&BIDI, seen.bidi, ", which turns the direction of text"),
        (&INVISIBLE, seen.invisible, ", which cannot be seen"),
        (&CONTROL, seen.control, ", a control character"),
    ];
    for (rule, found, rest) in pairs {
        if let Some((_, character)) = found {
            let message = fill("In {} stands {}{}.", &[&what, &code_point(character), rest]);
            sink.add(rule, subject, span, message);
        }
    }
    // No name one could mean is longer.
    let plain: String = entry.name.chars().take(40).map(latin).collect();
    if let Some(known) = NAMES.iter().find(|known| **known == plain) {
        let message = fill(
            "The name {q} looks like {} and is written with other letters.",
            &[&entry.name, known],
        );
        sink.add(&HOMOGLYPH, subject, span, message);
    }
}

fn value(
    entry: &Entry<'_, '_>,
    subject: &str,
    is_identifier: bool,
    view: &View<'_, '_>,
    sink: &mut Sink<'_>,
) {
    let raw = entry.value.raw();
    let is_plain = |byte: &u8| (0x20..0x7F).contains(byte) && *byte != b'\\' && *byte != b'<';
    let unquoted = raw.strip_prefix(b"\"").unwrap_or(raw);
    let begins_script = unquoted
        .get(..11)
        .is_some_and(|head| head.eq_ignore_ascii_case(b"javascript:"));
    if raw.iter().all(is_plain) && !begins_script {
        return;
    }
    let Some(text) = entry.value.as_str() else {
        return;
    };
    let mut seen = look(&text, is_identifier);
    if begins_script {
        seen.markup = Some(0);
    }
    let subject = plain(subject);
    let range = entry.value.range();
    // Without escapes and replacements each byte of the text is where it was written.
    let is_verbatim = text.len() + 2 == raw.len() && !raw.contains(&b'\\');
    let place = |at: usize, len: usize| -> Range<usize> {
        if is_verbatim {
            range.start + 1 + at..range.start + 1 + at + len
        } else {
            range.clone()
        }
    };
    let pairs = [
        (&BIDI, seen.bidi, ", which turns the direction of text."),
        (&INVISIBLE, seen.invisible, ", which cannot be seen."),
        (&CONTROL, seen.control, ", a control character."),
        (
            &HOMOGLYPH,
            seen.lookalike,
            ", which looks like a Latin letter and is none, among Latin letters.",
        ),
    ];
    for (rule, found, rest) in pairs {
        let Some((at, character)) = found else {
            continue;
        };
        if !sink.room(rule) {
            continue;
        }
        let message = fill(
            "{} is {q} with {}{}",
            &[&subject, around(&text, at), &code_point(character), rest],
        );
        let span = (view.place)(place(at, character.len_utf8()));
        let finding = sink.list(rule, &subject, Some(span), message);
        // In prose that people read, a stray invisible character is a flaw and not an attack.
        if let Some(finding) = finding
            && *rule == INVISIBLE
            && !is_identifier
        {
            finding.severity = Severity::Advice;
        }
    }
    if let Some(at) = seen.markup
        && sink.room(&MARKUP)
    {
        let rest = text.get(at..).unwrap_or_default();
        let message = fill(
            "{} holds {q}, which a page that shows it as it is would run or render.",
            &[&subject, rest],
        );
        let span = (view.place)(place(at, 1));
        sink.list(&MARKUP, &subject, Some(span), message);
    }
}

/// The text from a little before `at` on, where the fault is too far in to be quoted from the start.
fn around(text: &str, at: usize) -> &str {
    if at < 40 {
        return text;
    }
    text.get(floor(text, at - 20)..).unwrap_or(text)
}

fn look(text: &str, is_identifier: bool) -> Seen {
    let mut seen = Seen::default();
    let mut word = Word::default();
    // Flags of England and others are spelt with tag characters after this one.
    let mut has_flag = false;
    for (at, character) in text.char_indices() {
        let here = Some((at, character));
        match character {
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                seen.bidi = seen.bidi.or(here);
            }
            '\u{1F3F4}' => has_flag = true,
            '\u{E0000}'..='\u{E007F}' if has_flag && !is_identifier => {}
            '<' if seen.markup.is_none() && is_tag(text.get(at + 1..).unwrap_or_default()) => {
                seen.markup = Some(at);
            }
            '\t' | '\n' | '\r' if !is_identifier => {}
            _ if character.is_control() => seen.control = seen.control.or(here),
            // Marks that scripts other than Latin need, and emoji: only names have no use for them.
            '\u{200C}'..='\u{200F}' | '\u{061C}' if !is_identifier => {}
            _ if is_hidden(character) => seen.invisible = seen.invisible.or(here),
            _ => {}
        }
        if is_identifier && seen.lookalike.is_none() {
            seen.lookalike = word.add(at, character);
        }
    }
    seen
}

/// The letters of the word that is being read.
#[derive(Default)]
struct Word {
    has_latin: bool,
    lookalike: Option<(usize, char)>,
}

impl Word {
    /// Takes in a character; the lookalike of the word as soon as it stands among Latin letters.
    fn add(&mut self, at: usize, character: char) -> Option<(usize, char)> {
        if !character.is_alphanumeric() {
            *self = Self::default();
            return None;
        }
        self.has_latin |= character.is_ascii_alphabetic();
        if self.lookalike.is_none() && latin(character) != character {
            self.lookalike = Some((at, character));
        }
        self.lookalike.filter(|_| self.has_latin)
    }
}
