//! Text that is nothing known: what it looks like, why, and what to paste instead.
//!
//! The text itself is never repeated: it may be a password.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use crate::jose::base64url;
use crate::kinds::draft::{draft, explained, field, fields, headline, policy, step, structure};
use crate::kinds::words::{Classes, alphabet, count};
use crate::paste::Candidate;
use crate::report::{Artefact, Kind, Role, StructureState, ValueKind};
use crate::text::beginning;

/// What a text looks like.
struct Look {
    /// Follows "This looks like ".
    like: String,
    /// Why, in a sentence.
    why: String,
    /// What to paste instead, or to do.
    instead: &'static str,
}

fn look(like: impl Into<String>, why: impl Into<String>, instead: &'static str) -> Look {
    Look {
        like: like.into(),
        why: why.into(),
        instead,
    }
}

/// How many bytes of an unknown text are looked at, to say what it looks like: megabytes would say no more,
/// and a page must not stand still for them.
const LOOKED_AT: usize = 256 << 10;

const PASTE: &str = "Paste a token, a whole HTTP answer, a curl command, an error or a log line: what is known in it is found.";

/// The artefact of an unknown text.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let whole = candidate.text.trim();
    let text = beginning(whole, LOOKED_AT);
    let cut = text.len() < whole.len();
    let classes = Classes::of(text);
    let mut look = examine(text, classes);
    if cut {
        look.why
            .push_str(" Only its first 256 kB were looked at for this.");
    }
    let mut artefact = draft(candidate, Kind::Unknown, "Nothing known");
    let place = artefact.span;
    artefact.headline = headline(
        if text.is_empty() {
            String::from("There is nothing here but white space.")
        } else {
            format!("No token was recognised. This looks like {}.", look.like)
        },
        format!("{} {}", look.why, look.instead),
    );
    artefact.verdicts.structure = structure(
        StructureState::Unknown,
        "It has the shape of nothing that is known here.",
    );
    artefact.verdicts.signature.detail = "Nothing was recognised that could be signed.".into();
    artefact.verdicts.time.detail = "Nothing was recognised that could expire.".into();
    artefact.verdicts.policy =
        policy("Nothing was recognised that could be held against expectations.");
    let mut length = match cut {
        true => field("bytes", whole.len().to_string(), place),
        false => field("length", classes.total().to_string(), place),
    };
    length.kind = ValueKind::Number;
    let mut members = Vec::from([
        explained(
            "looks like",
            look.like,
            place,
            "What it looks like",
            look.why,
            "",
        ),
        length,
        field("alphabet", alphabet(text), place),
    ]);
    // Counts of a part would be taken for those of the whole.
    if !cut {
        members.push(field("lines", text.lines().count().to_string(), place));
    }
    if classes.total() > 0 && !cut {
        members.push(field("characters", classes.in_words(), place));
    }
    artefact.parts.push(fields(
        candidate,
        Role::Other,
        "What it looks like",
        members,
    ));
    artefact.next_steps.push(step(look.instead));
    artefact
}

fn examine(text: &str, classes: Classes) -> Look {
    let total = classes.total();
    if total == 0 {
        return look("white space", "There is no visible character.", PASTE);
    }
    let first = text.chars().next().unwrap_or(' ');
    if first == '<' {
        let lower: String = text
            .chars()
            .take(200)
            .collect::<String>()
            .to_ascii_lowercase();
        return if lower.contains("<html") || lower.contains("<!doctype html") {
            look(
                "an HTML page",
                "It begins with an HTML tag. A login or error page of a gateway often stands where JSON was expected.",
                "Look at the address that was called and at the status code; paste the answer with its headers.",
            )
        } else {
            look(
                "XML",
                "It begins with a tag, and is no SAML message.",
                PASTE,
            )
        };
    }
    if first == '{' || first == '[' {
        return look(
            "damaged JSON",
            "It begins like JSON and cannot be read as such.",
            "Copy it again, from the first bracket to the last.",
        );
    }
    if classes.space == 0
        && let Some(found) = one_word(text, classes)
    {
        return found;
    }
    let words = text.split_whitespace().count();
    let letters = classes.upper + classes.lower + classes.other;
    if words >= 3 && letters * 2 > total {
        return look(
            "prose",
            format!(
                "It has {}, mostly letters, and no token among them.",
                count(words, "word")
            ),
            PASTE,
        );
    }
    if text.contains('=') || text.contains(':') {
        return look(
            "settings or a log",
            "There are names with values in it, and no value is a token that is known here.",
            "Paste the value on its own, or the line with the name of its member (access_token, Authorization).",
        );
    }
    look(
        "plain text",
        format!("It has {}.", count(words, "word")),
        PASTE,
    )
}

/// A text without white space.
fn one_word(text: &str, classes: Classes) -> Option<Look> {
    let total = classes.total();
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return Some(look(
            "a URL with no token in it",
            "Neither its query nor its fragment holds a token or an error.",
            "Paste the address that the browser was sent back to: code, error or token stand behind ? or # there.",
        ));
    }
    if let Some((user, host)) = text.split_once('@')
        && !user.is_empty()
        && host.contains('.')
        && !host.contains('@')
        && !host.ends_with('.')
    {
        return Some(look(
            "an e-mail address",
            "There is one @ with a domain after it.",
            PASTE,
        ));
    }
    let dots = text.matches('.').count();
    if dots == 3 && text.split('.').all(|part| part.parse::<u8>().is_ok()) {
        return Some(look(
            "an IP address",
            "It is four numbers up to 255 with dots between.",
            PASTE,
        ));
    }
    if classes.digit == total {
        return Some(if (9..=11).contains(&total) {
            look(
                "a time in seconds since 1970",
                format!("It is a number of {total} digits."),
                "Paste the token it comes from: times in it are explained there.",
            )
        } else if total == 13 {
            look(
                "a time in milliseconds since 1970",
                "It is a number of 13 digits.",
                "Paste the token it comes from: times in it are explained there.",
            )
        } else {
            look(
                "a number",
                format!("It has {}.", count(total, "digit")),
                PASTE,
            )
        });
    }
    if text.bytes().all(|b| b.is_ascii_hexdigit()) && total >= 16 {
        let bytes = total / 2;
        let what = match total {
            32 => "hex of 16 bytes: an MD5 hash, a key, or a UUID without dashes",
            40 => "hex of 20 bytes: a SHA-1 hash or a certificate thumbprint",
            64 => "hex of 32 bytes: a SHA-256 hash, or a key",
            _ if total.is_multiple_of(2) => {
                return Some(look(
                    format!("hex of {bytes} bytes"),
                    "It is an even number of hexadecimal digits.",
                    SECRET,
                ));
            }
            _ => {
                return Some(look(
                    "hex with a digit missing",
                    "It is an odd number of hexadecimal digits.",
                    "Copy it again.",
                ));
            }
        };
        return Some(look(
            what,
            format!("It is {total} hexadecimal digits."),
            SECRET,
        ));
    }
    if text.starts_with("eyJ") && dots == 0 {
        return Some(look(
            "the first part of a JWT, without the rest",
            "It begins with eyJ, which is base64url of {\", and there is no dot in it.",
            "Copy the whole token: three parts with dots between, five if it is encrypted.",
        ));
    }
    if total >= 60 && text.contains("eyJ") && dots == 0 {
        return Some(look(
            "a JWT without dots",
            "There is eyJ inside it, with which the parts of a JWT begin, and no dot between the parts.",
            "Copy the token again from where it came: something took the dots out.",
        ));
    }
    let is_base64 = text
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'+' | b'/' | b'='));
    if is_base64 && total >= 16 {
        return Some(base64_look(text, classes));
    }
    if dots == 2 && total >= 20 {
        return Some(look(
            "three parts with dots, but no JWT",
            "The first part does not decode to a JOSE Header.",
            "If it should be a JWT, copy it again from its beginning, which is eyJ as a rule.",
        ));
    }
    if dots >= 1
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
    {
        return Some(look(
            "a host or file name",
            "It is letters, digits, dots and dashes.",
            PASTE,
        ));
    }
    if total <= 64 {
        return Some(look(
            "a word, a name or a password",
            format!("It is {} without white space.", count(total, "character")),
            "If it is a password or a secret, take it out of the box. To inspect a token, paste the whole token.",
        ));
    }
    None
}

const SECRET: &str = "If it is a key or an opaque token, it is a secret: nothing can be read from it, so ask its issuer instead.";

fn base64_look(text: &str, classes: Classes) -> Look {
    let decoded = base64url::decode(text);
    let total = classes.total();
    let bytes = decoded.bytes.as_slice();
    let strict_alphabet = decoded.deviations.iter().all(|d| !d.kind.loses());
    let mixed = classes.upper > 0 && classes.lower > 0 && classes.digit > 0;
    if let Ok(inner) = core::str::from_utf8(bytes) {
        let printable = inner
            .chars()
            .all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
        if printable && strict_alphabet && !inner.is_empty() {
            let first = inner.trim_start().chars().next().unwrap_or(' ');
            let what = match first {
                '{' | '[' => "base64 of JSON",
                '<' => "base64 of XML",
                _ if !mixed && classes.upper + classes.lower == total => return plain_word(total),
                _ => "base64 of text",
            };
            return look(
                what,
                format!(
                    "It decodes to {} of readable text.",
                    count(inner.chars().count(), "character")
                ),
                "Decode it and paste what is inside, if that is what you want to look at.",
            );
        }
    }
    if mixed && strict_alphabet {
        return look(
            format!("base64 of binary data, {}", count(bytes.len(), "byte")),
            format!(
                "It is {total} base64 characters that decode to bytes and not to text: a key, a hash, a ciphertext or an opaque token."
            ),
            SECRET,
        );
    }
    if classes.mark == 0 && !mixed {
        return plain_word(total);
    }
    look(
        "an identifier or an opaque token",
        format!(
            "It is {total} characters of letters, digits and dashes without a known beginning."
        ),
        SECRET,
    )
}

fn plain_word(total: usize) -> Look {
    look(
        "a word or an identifier",
        format!(
            "It is {} of one kind, without the mixture that keys and tokens have.",
            count(total, "character")
        ),
        PASTE,
    )
}
