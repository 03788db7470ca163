//! The checks, one after the other.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::RangeInclusive;

use super::{Check, Field, Mended, Severity};
use crate::basic;
use crate::order;
use crate::requests::Secret;
use crate::text::is_uuid;

/// What is as long may be a secret; the name of a client in one word is hardly ever.
const SECRET_LENGTH: usize = 20;

/// How long access tokens are, about; secrets have 43 characters in all samples that Genesys publishes.
const TOKEN_LENGTH: RangeInclusive<usize> = 64..=128;

/// How long a field may be before it is no id and no secret of any kind.
const LONGEST: usize = 16 * 1024;

pub(super) fn of(client_id: &str, secret: &str) -> Vec<Check> {
    let mut found = Vec::new();
    if client_id.len() > LONGEST || secret.len() > LONGEST {
        found.push(stops(
            "too-long",
            Field::Both,
            "One of the fields holds far more than an id or a secret.",
            "Look what was pasted: it is perhaps a whole file.",
        ));
        return found;
    }
    // What is in the wrong place altogether says more than its form: one such thing is enough.
    if let Some(misplaced) = misplaced(client_id.trim(), secret.trim()) {
        found.push(misplaced);
        return found;
    }
    empty(client_id, secret, &mut found);
    white_space(client_id, secret, &mut found);
    // What is looked at here is what is left when that is taken out.
    form(&bare(client_id), &bare(secret), &mut found);
    order::sort_by(&mut found, |a, b| a.severity.cmp(&b.severity));
    found
}

/// A header, a pair, a token or the id where the secret belongs, or the secret where the id does.
fn misplaced(id: &str, secret: &str) -> Option<Check> {
    for (field, text) in [(Field::Secret, secret), (Field::ClientId, id)] {
        if let Some(check) = header(field, text, id) {
            return Some(check);
        }
    }
    if is_id(secret) && !id.is_empty() && !is_id(id) {
        return Some(id_in_secret(id, secret));
    }
    if let Some(check) = pair(id, secret) {
        return Some(check);
    }
    if is_id(secret) && is_id(id) {
        let text = if secret.eq_ignore_ascii_case(id) {
            "The client id stands in both fields."
        } else {
            "What stands for the secret is a UUID: that is the form of ids, not of secrets."
        };
        return Some(warns(
            "uuid-secret",
            Field::Secret,
            text,
            "Copy the secret itself. It is shown once, when it is made; after that it can only be reset.",
        ));
    }
    if jwt(secret) {
        return Some(stops(
            "token",
            Field::Secret,
            "What stands for the secret is a token (a JWT), not a secret.",
            "Paste a token into Inspect; here the secret of the client is asked for.",
        ));
    }
    None
}

/// The client id stands where the secret belongs; where the id belongs, the secret or something else.
fn id_in_secret(id: &str, secret: &str) -> Check {
    if id.len() >= SECRET_LENGTH && !id.contains(char::is_whitespace) {
        let check = stops(
            "swapped",
            Field::Both,
            "Client id and secret have changed places: what stands for the secret is a UUID, as client ids are.",
            "Swap them.",
        );
        return check.mended("Swap them", secret, id);
    }
    let check = stops(
        "id-in-secret",
        Field::Both,
        "What stands for the secret is a UUID, as client ids are, and what stands for the client id is none.",
        "Put the UUID where the client id belongs, then copy the secret.",
    );
    check.mended("Put it there", secret, "")
}

/// A whole `Authorization` header, or its value, in a field.
fn header(field: Field, text: &str, id: &str) -> Option<Check> {
    let lower: String = text
        .chars()
        .take(32)
        .collect::<String>()
        .to_ascii_lowercase();
    let value = lower
        .strip_prefix("authorization")
        .map_or(lower.as_str(), |rest| {
            rest.trim_start().trim_start_matches(':').trim_start()
        });
    if value.starts_with("bearer ") {
        return Some(stops(
            "bearer",
            field,
            "This is a header with an access token, not an id or a secret.",
            "A token is not needed here: one is asked for. Paste it into Inspect to see what it is.",
        ));
    }
    let inside = basic::split(text);
    // Its base64 alone is one too, where what is in it begins with a client id.
    let bare = inside.as_ref().is_some_and(|(known, _)| is_id(known));
    if !value.starts_with("basic ") && !bare {
        return None;
    }
    let check = stops(
        "basic",
        field,
        "This is a whole Basic header: client id and secret, encoded together.",
        "Put the id and the secret that are in it into the two fields.",
    );
    Some(match inside {
        Some((known, secret)) => check.mended("Take it apart", &known, secret.expose()),
        None => {
            let mut check = check;
            check.todo = if id.is_empty() {
                "It cannot be read as one: copy id and secret by themselves."
            } else {
                "It cannot be read as one: copy the secret by itself."
            };
            check
        }
    })
}

/// `id:secret` in one field.
fn pair(id: &str, secret: &str) -> Option<Check> {
    let split = |text: &'_ str| {
        let (left, right) = text.split_once(':')?;
        (is_id(left.trim()) && !right.trim().is_empty())
            .then(|| (String::from(left.trim()), Secret::new(right.trim())))
    };
    let (field, (known, part)) = match (split(secret), split(id)) {
        (Some(found), _) => (Field::Secret, found),
        (None, Some(found)) => (Field::ClientId, found),
        (None, None) => return None,
    };
    let check = stops(
        "pair",
        field,
        "Client id and secret stand in one field, with a colon between them.",
        "Put each into its own field.",
    );
    Some(check.mended("Split them", &known, part.expose()))
}

fn empty(id: &str, secret: &str, found: &mut Vec<Check>) {
    if id.trim().is_empty() {
        found.push(stops(
            "no-id",
            Field::ClientId,
            "There is no client id.",
            "Copy it from Admin > Integrations > OAuth: it is a UUID.",
        ));
    }
    if secret.trim().is_empty() {
        found.push(stops(
            "no-secret",
            Field::Secret,
            "There is no secret.",
            "Paste the client's secret; it is sent only where the page says.",
        ));
    }
}

/// White space and what cannot be seen, at the ends or inside: it counts as part of the value.
fn white_space(id: &str, secret: &str, found: &mut Vec<Check>) {
    let (clean_id, clean_secret) = (bare(id), bare(secret));
    for (field, text, clean) in [
        (Field::ClientId, id, &clean_id),
        (Field::Secret, secret, &clean_secret),
    ] {
        if text.trim().is_empty() || text == clean.as_str() {
            continue;
        }
        let (name, says) = if text.trim_end_matches(['\n', '\r']) == clean.as_str() {
            (
                "line-break",
                if field == Field::Secret {
                    basic::Warning::SecretNewline.text()
                } else {
                    "The client id ends with a line break."
                },
            )
        } else if text.chars().any(|c| !c.is_whitespace() && is_hidden(c)) {
            ("hidden", basic::Warning::Control.text())
        } else if field == Field::Secret {
            ("white-space", basic::Warning::SecretSpace.text())
        } else {
            (
                "white-space",
                "The client id holds white space, mostly from copying.",
            )
        };
        let check = stops(
            name,
            field,
            says,
            "Take it out: no id and no secret has any.",
        );
        found.push(check.mended("Take it out", &clean_id, &clean_secret));
    }
}

/// What the form of id and secret says.
fn form(id: &str, secret: &str, found: &mut Vec<Check>) {
    if !id.is_empty() && !is_id(id) {
        found.push(warns(
            "id-form",
            Field::ClientId,
            "The client id is no UUID. Those of Genesys Cloud are.",
            "Look whether it is the client's name, or was cut off in copying.",
        ));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if TOKEN_LENGTH.contains(&secret.len()) && secret.chars().all(plain) {
        found.push(warns(
            "token-form",
            Field::Secret,
            "The secret is as long as access tokens are, and longer than secrets are.",
            "Look whether it is a token: that belongs into Inspect. Here the secret of the client is asked for.",
        ));
    }
    let built = basic::build(id, secret);
    for warning in built.warnings {
        let (name, todo) = match warning {
            basic::Warning::NotAscii => (
                "not-ascii",
                "Copy it again, from where it was made and not from a document or a mail.",
            ),
            basic::Warning::Quoted => ("quoted", "Take the quotation marks out."),
            basic::Warning::PercentEscape => (
                "escaped",
                "Use it as it was shown when it was made, without escapes.",
            ),
            // The others are looked for above, where they can be mended.
            _ => continue,
        };
        let field = field_of(warning, id);
        let mut check = warns(name, field, warning.text(), todo);
        if warning == basic::Warning::Quoted {
            check = check.mended("Take them out", unquoted(id), unquoted(secret));
        }
        found.push(check);
    }
}

/// Where a warning of [`basic`] belongs: to the id if that alone would cause it.
fn field_of(warning: basic::Warning, id: &str) -> Field {
    if basic::build(id, "x").warnings.contains(&warning) {
        Field::ClientId
    } else {
        Field::Secret
    }
}

fn is_id(text: &str) -> bool {
    is_uuid(text.as_bytes())
}

/// Whether it has the three parts of a JWT.
fn jwt(text: &str) -> bool {
    text.starts_with("eyJ") && text.matches('.').count() >= 2
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
        )
}

/// The text without white space and what cannot be seen.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|&c| !c.is_whitespace() && !is_hidden(c))
        .collect()
}

fn unquoted(text: &str) -> &str {
    text.trim_matches([
        '"', '\'', '`', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}',
    ])
}

fn stops(id: &'static str, field: Field, text: &'static str, todo: &'static str) -> Check {
    one(id, field, Severity::Stops, text, todo)
}

fn warns(id: &'static str, field: Field, text: &'static str, todo: &'static str) -> Check {
    one(id, field, Severity::Warns, text, todo)
}

fn one(
    id: &'static str,
    field: Field,
    severity: Severity,
    text: &'static str,
    todo: &'static str,
) -> Check {
    Check {
        id,
        field,
        severity,
        text,
        todo,
        mended: None,
    }
}

impl Check {
    fn mended(mut self, label: &'static str, client_id: &str, secret: &str) -> Self {
        self.mended = Some(Mended {
            label,
            client_id: String::from(client_id),
            secret: Secret::new(secret),
        });
        self
    }
}
