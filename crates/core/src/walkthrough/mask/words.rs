//! Goes through a text word by word: what stands before a word says whether it is a secret.

use alloc::vec::Vec;
use core::ops::Range;

use super::looks::{has_words, is_plain, is_secret};
use crate::kinds::mask;
use crate::text::is_uuid;

/// What the words before say about the next one.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Before {
    Nothing,
    /// A secret's name: what follows after `:` or `=` is one.
    Name,
    /// A secret's name and its `:` or `=`; or `Bearer`, `Basic`.
    Value {
        sure: bool,
    },
    /// `-u` of a curl line: an id, a colon, a secret.
    User,
    /// A secret that ended its line: a wrapped one goes on in the next.
    Wrapped,
}

/// Adds the secrets among the words of a text.
pub(super) fn secrets(text: &str, found: &mut Vec<Range<usize>>) {
    let mut before = Before::Nothing;
    let mut last_end = 0;
    for word in words(text) {
        let gap = text.get(last_end..word.start).unwrap_or_default();
        let wraps = matches!(gap, "\n" | "\r\n" | "\\n");
        last_end = word.end;
        let shown = text.get(word.clone()).unwrap_or_default();
        // A comma ends what was said of the next word.
        let parted = gap.contains([',', ';', '|']);
        if parted || (before == Before::Wrapped && !wraps) {
            before = Before::Nothing;
        }
        before = one(shown, word.start, before, found);
    }
}

/// The words of a text: what stands between spaces, quotes and brackets.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let separates = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\''
                    | '`'
                    | '<'
                    | '>'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '{'
                    | '}'
                    | ','
                    | ';'
                    | '|'
                    | '\\'
            )
    };
    let mut at = 0;
    core::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let skipped = rest.find(|c| !separates(c))?;
        let start = at.saturating_add(skipped);
        let word = text.get(start..)?;
        let end = start.saturating_add(word.find(separates).unwrap_or(word.len()));
        at = end;
        Some(start..end)
    })
}

/// Looks at one word, and says what it says about the next.
fn one(word: &str, at: usize, before: Before, found: &mut Vec<Range<usize>>) -> Before {
    if word.starts_with('•') || is_placeholder(word) {
        return Before::Nothing;
    }
    let all = || at..at.saturating_add(word.len());
    match before {
        Before::Value { sure } => {
            if let Some(scheme) = scheme(word) {
                return scheme;
            }
            if sure || !is_plain(word) {
                found.push(all());
                return ended(word);
            }
        }
        Before::Name if word.starts_with([':', '=']) => {
            let value = word.trim_start_matches([':', '=']);
            if value.is_empty() {
                return Before::Value { sure: true };
            }
            let skipped = word.len().saturating_sub(value.len());
            return one(
                value,
                at.saturating_add(skipped),
                Before::Value { sure: true },
                found,
            );
        }
        Before::User => {
            if let Some((id, secret)) = word.split_once(':')
                && !secret.is_empty()
                && !secret.starts_with(['•', '$'])
            {
                let skipped = id.len().saturating_add(1);
                found.push(at.saturating_add(skipped)..at.saturating_add(word.len()));
                return ended(secret);
            }
        }
        Before::Wrapped if is_base64(word) && !is_plain(word) => {
            found.push(all());
            return Before::Wrapped;
        }
        _ => {}
    }
    if let Some(scheme) = scheme(word) {
        return scheme;
    }
    if matches!(word, "-u" | "--user") {
        return Before::User;
    }
    if let Some(credentials) = word.strip_prefix("--user=") {
        let skipped = word.len().saturating_sub(credentials.len());
        return one(credentials, at.saturating_add(skipped), Before::User, found);
    }
    pieces(word, at, found)
}

/// What a secret leaves behind.
fn ended(word: &str) -> Before {
    if is_base64(word) {
        Before::Wrapped
    } else {
        Before::Nothing
    }
}

/// What says that credentials come next.
fn scheme(word: &str) -> Option<Before> {
    let word = word.trim_end_matches(':');
    let names = ["bearer", "basic", "dpop"];
    if names.iter().any(|name| word.eq_ignore_ascii_case(name)) {
        return Some(Before::Value { sure: false });
    }
    None
}

/// Looks at the pieces of a word: `name=value`, `id:secret`, an address, a run of characters.
fn pieces(word: &str, at: usize, found: &mut Vec<Range<usize>>) -> Before {
    let is_address = word.contains("://")
        || word.contains("/api/")
        || (word.starts_with('/') && has_words(word));
    // A slash parts an address as far as its query; what comes after may be base64.
    let slashes = if is_address {
        word.find(['?', '#']).unwrap_or(word.len())
    } else {
        0
    };
    let mut start = 0;
    let mut last = "";
    let mut before = Before::Nothing;
    while start < word.len() {
        let mut end = piece_end(word, start, slashes);
        let piece = word.get(start..end).unwrap_or_default();
        let shown = piece.is_empty() || piece.starts_with('•') || is_placeholder(piece);
        let joint = word.get(start.saturating_sub(1)..start);
        let is_value =
            matches!(joint, Some(":" | "=")) && (is_secret_name(last) || is_uuid(last.as_bytes()));
        // `https://kim:secret@host`.
        let is_user_info =
            is_address && start > 0 && word.get(end..).is_some_and(|rest| rest.starts_with('@'));
        if !shown && is_value && !is_address {
            // A secret may have any of the signs in it, so it goes on to the next parameter.
            end = word
                .get(start..)
                .and_then(|rest| rest.find('&'))
                .map_or(word.len(), |at| start.saturating_add(at));
        }
        if !shown && (is_value || is_user_info || runs(piece)) {
            found.push(at.saturating_add(start)..at.saturating_add(end));
            before = ended(piece);
        } else if !piece.is_empty() {
            before = Before::Nothing;
        }
        if !piece.is_empty() {
            last = piece;
        }
        start = end.saturating_add(1);
    }
    if before != Before::Nothing {
        return before;
    }
    let name = word.trim_end_matches([':', '=']);
    match is_secret_name(name) {
        true if name.len() < word.len() => Before::Value {
            sure: is_sure(name),
        },
        true => Before::Name,
        false => Before::Nothing,
    }
}

/// Where the piece that begins at `start` ends. The padding of base64 belongs to it. Before `slashes`, a
/// slash ends a piece.
fn piece_end(word: &str, start: usize, slashes: usize) -> usize {
    let rest = word.get(start..).unwrap_or_default();
    let length = rest
        .char_indices()
        .find(|&(at, c)| match c {
            ':' | '=' | '&' | '?' | '#' | '@' => true,
            '/' => start.saturating_add(at) < slashes,
            _ => false,
        })
        .map_or(rest.len(), |(at, _)| at);
    let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
    let is_padding = matches!(after, "=" | "==") && is_secret(piece);
    if is_padding {
        word.len()
    } else {
        start.saturating_add(length)
    }
}

/// Whether a piece, or what stands around a UUID in it, looks like a secret.
fn runs(piece: &str) -> bool {
    if !is_secret(piece) {
        return false;
    }
    // `client-0a1b…`: an id with a word before it.
    let uuid = piece
        .len()
        .checked_sub(36)
        .and_then(|from| Some((piece.get(..from)?, piece.get(from..)?)));
    !uuid.is_some_and(|(head, tail)| is_uuid(tail.as_bytes()) && !is_secret(head))
}

/// Whether a name is a secret's. The name of the grant is none, though it ends like one.
fn is_secret_name(name: &str) -> bool {
    let grant = "client-credentials";
    let is_grant = name.len() == grant.len() && name.replace('_', "-").eq_ignore_ascii_case(grant);
    !is_grant && mask::is_secret_name(name)
}

/// Whether whatever is written under that name is a secret, even a plain word: not so after `token:`, which
/// may be the beginning of a sentence.
fn is_sure(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.contains(['_', '-'])
        || ["password", "passwd", "pwd", "passphrase"]
            .iter()
            .any(|end| name.ends_with(end))
}

/// `$CLIENT_SECRET`: where a secret will stand.
fn is_placeholder(word: &str) -> bool {
    word.strip_prefix('$').is_some_and(|name| {
        !name.is_empty()
            && name.bytes().all(|byte| {
                byte.is_ascii_uppercase() || byte == b'_' || byte == b':' || byte == b'$'
            })
    })
}

fn is_base64(word: &str) -> bool {
    word.bytes().all(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_')
    })
}
