//! The outcome of a check in words and tones: what stands first, in the verdict bar and in the headline.

mod headline;
#[cfg(test)]
mod tests;

use claimlens_core::is_turning;
use claimlens_core::report::{Kind, SignatureState, TimeState, Verdicts};

pub use headline::headline_rest;

use super::outcome::{Checked, Crypto, Key, Outcome, Policy, Reason, Signature};
use super::states::{Tile, Tone};

/// A verdict in a word or two, with what it rests on.
#[derive(Debug)]
pub struct Said {
    /// How it looks.
    pub tone: Tone,
    /// In two or three words.
    pub label: &'static str,
    /// Why.
    pub detail: String,
}

/// Whether artefacts of that kind can be checked.
#[must_use]
pub fn is_token(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Jwt | Kind::Jws | Kind::JwsJson | Kind::Jwe | Kind::JweJson | Kind::SdJwt
    )
}

/// A key by its name and kind: `“2026-1” (RSA, 2048 bits)`.
#[must_use]
pub fn key_name(checked: &Checked, index: Option<usize>) -> String {
    let key = checked.keys.iter().find(|key| Some(key.index) == index);
    match key {
        Some(key) => match key.kid.as_deref().filter(|kid| !kid.is_empty()) {
            Some(kid) => format!("the key \u{201C}{}\u{201D} ({})", short(kid), key.what),
            None if key.is_secret => secret_name(key),
            None => format!("the key you gave ({})", key.what),
        },
        None => "a key you gave".into(),
    }
}

/// A shared secret by its length, and how it was read where that was chosen: `the shared secret (32 bytes, as base64)`.
fn secret_name(key: &Key) -> String {
    let (what, length) = match key.what.split_once(", ") {
        Some((what, length)) => (what, length),
        None => (key.what.as_str(), ""),
    };
    let read = key.form.strip_prefix("secret, ");
    let read = read.filter(|read| *read != "as text").unwrap_or_default();
    let brackets: Vec<&str> = [length, read]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    if brackets.is_empty() {
        return format!("the {what}");
    }
    format!("the {what} ({})", brackets.join(", "))
}

/// A name that somebody chose, in a sentence: short, and nothing in it turns the words behind it around.
fn short(text: &str) -> String {
    let shown = |c: char| {
        if is_turning(c) {
            char::REPLACEMENT_CHARACTER
        } else {
            c
        }
    };
    let mut out: String = text.chars().take(60).map(shown).collect();
    if text.chars().nth(60).is_some() {
        out.push('…');
    }
    out
}

/// The signature that says most: one that verifies, or else the first.
fn telling(outcome: &Outcome) -> Option<&Signature> {
    let all = &outcome.signatures;
    let holding = all.iter().find(|one| one.crypto == Crypto::Holds);
    holding.or_else(|| all.first())
}

/// Whether of several signatures some verify and some do not.
fn is_mixed(outcome: &Outcome) -> bool {
    let all = &outcome.signatures;
    let holding = all.iter().filter(|one| one.crypto == Crypto::Holds).count();
    holding > 0 && holding < all.len()
}

/// How many of several signatures verify.
fn some_verify(outcome: &Outcome) -> String {
    let all = &outcome.signatures;
    let holding = all.iter().filter(|one| one.crypto == Crypto::Holds).count();
    let verb = if holding == 1 { "verifies" } else { "verify" };
    format!("{holding} of {} signatures {verb}", all.len())
}

fn first(reasons: &[Reason]) -> String {
    let first = reasons.first();
    first
        .map(|reason| reason.sentence.clone())
        .unwrap_or_default()
}

/// The reasons that speak against the key.
fn against_key(outcome: &Outcome) -> impl Iterator<Item = &Reason> {
    const ABOUT_KEYS: [&str; 11] = [
        "key_alg",
        "key_use",
        "key_ops",
        "key_kid",
        "kid_ambiguous",
        "set_mixed",
        "rsa_short",
        "rsa_exponent",
        "roca",
        "hmac_short",
        "key_malformed",
    ];
    let reasons = outcome.reasons.iter();
    reasons.filter(|reason| ABOUT_KEYS.contains(&reason.code.as_str()))
}

/// The crypto verdict.
#[must_use]
pub fn signature(outcome: &Outcome, checked: &Checked, encrypted: bool) -> Said {
    let one = telling(outcome);
    let by = one
        .and_then(|one| one.algorithm.as_deref())
        .map(|name| format!("{name}, "))
        .unwrap_or_default();
    match outcome.crypto {
        Crypto::Holds => Said {
            tone: Tone::Good,
            label: "Verifies",
            detail: format!(
                "{by}with {}.",
                key_name(checked, one.and_then(|one| one.key))
            ),
        },
        Crypto::Fails => Said {
            tone: Tone::Bad,
            label: if encrypted {
                "Not decrypted"
            } else if outcome.is_presentation_at_fault() {
                "Does not hold"
            } else {
                "Does not verify"
            },
            detail: match &outcome.explanation {
                _ if is_mixed(outcome) => format!("{}.", some_verify(outcome)),
                Some(told) => gist(&told.sentence),
                None => gist(&first(&outcome.reasons)),
            },
        },
        Crypto::SelfAsserted => Said {
            tone: Tone::Warn,
            label: "Self-asserted: proves nothing",
            detail: "It verifies with the key that the token itself brings.".into(),
        },
        Crypto::Decrypted => Said {
            tone: Tone::Good,
            label: "Decrypted",
            detail: match &outcome.nested {
                Some(inside) => inside_words(inside),
                None => "Its tag holds: nothing was changed on the way.".into(),
            },
        },
        Crypto::NotChecked => Said {
            tone: Tone::Neutral,
            label: "Not checked",
            detail: first(&outcome.reasons),
        },
    }
}

/// What a sentence says before it goes into detail: a tile has little room.
fn gist(sentence: &str) -> String {
    match sentence.split_once(": ") {
        Some((gist, _)) => format!("{gist}."),
        None => sentence.to_owned(),
    }
}

/// The token inside, in a sentence.
fn inside_words(inside: &Outcome) -> String {
    let words = match inside.crypto {
        Crypto::Holds => "verifies",
        Crypto::Fails => "does not verify",
        Crypto::SelfAsserted => "verifies with its own key only, which proves nothing",
        Crypto::Decrypted => "was decrypted, too",
        Crypto::NotChecked => "was not checked",
    };
    format!("The token inside {words}.")
}

fn lower(label: &str) -> String {
    label.to_ascii_lowercase()
}

/// The policy verdict: whether the key may be used for what it verified.
#[must_use]
pub fn key(outcome: &Outcome, checked: &Checked) -> Said {
    let works = matches!(outcome.crypto, Crypto::Holds | Crypto::Decrypted);
    match outcome.policy {
        Policy::Fits if works => {
            let used = telling(outcome).and_then(|one| one.key);
            let used = used.or(outcome.decrypted.as_ref().and_then(|one| one.key));
            let key = checked.keys.iter().find(|key| Some(key.index) == used);
            Said {
                tone: Tone::Good,
                label: "Fits",
                detail: match key {
                    Some(key) => format!("{}: nothing speaks against using it.", key.what),
                    None => "Nothing speaks against using it.".into(),
                },
            }
        }
        Policy::Unfit if works => Said {
            tone: Tone::Bad,
            label: "Unfit",
            detail: against_key(outcome)
                .next()
                .map_or_else(|| first(&outcome.reasons), |reason| reason.sentence.clone()),
        },
        _ => Said {
            tone: Tone::Neutral,
            label: "No verdict",
            detail: match outcome.crypto {
                Crypto::SelfAsserted => "No key of yours verifies it.".into(),
                Crypto::NotChecked => "No key was given for it.".into(),
                _ if outcome.is_presentation_at_fault() => {
                    "Judged for what holds; this presentation does not.".into()
                }
                _ => "Judged for a key that verifies; none does.".into(),
            },
        },
    }
}

/// The first thing one reads: a sentence, and what would mend it. The reasons follow it.
#[must_use]
pub fn lead(outcome: &Outcome, checked: &Checked, encrypted: bool) -> (Tone, String, String) {
    let said = signature(outcome, checked, encrypted);
    let several = outcome.signatures.len();
    let holding = outcome
        .signatures
        .iter()
        .filter(|one| one.crypto == Crypto::Holds);
    let holding = holding.count();
    let with = key_name(checked, telling(outcome).and_then(|one| one.key));
    let unfit = outcome.policy == Policy::Unfit;
    let mended = outcome.explanation.as_ref();
    let is_apart = outcome
        .reasons
        .iter()
        .any(|reason| reason.code == "detached");
    let mended = match mended {
        Some(told) => told.sentence.clone(),
        None if is_apart => "Its payload travels apart: give it, too, under “More”.".into(),
        None => String::new(),
    };
    let (tone, lead, rest) = match outcome.crypto {
        Crypto::Holds if several > 1 && holding < several => (
            said.tone,
            format!("{}.", some_verify(outcome)),
            "The others could not be checked with these keys.".to_owned(),
        ),
        Crypto::Holds if several > 1 => (
            said.tone,
            format!("All {several} signatures verify."),
            String::new(),
        ),
        Crypto::Holds => (
            said.tone,
            format!("The signature verifies with {with}."),
            String::new(),
        ),
        Crypto::Fails if encrypted => (
            said.tone,
            "It cannot be decrypted with what was given.".into(),
            mended,
        ),
        Crypto::Fails if several > 1 && holding > 0 => (
            said.tone,
            format!("{}, and not all.", some_verify(outcome)),
            "Whether that is enough is for the receiver to say; as a whole it does not verify."
                .into(),
        ),
        Crypto::Fails if outcome.is_presentation_at_fault() => (
            said.tone,
            "The issuer's signature verifies, and the presentation does not hold.".into(),
            mended,
        ),
        Crypto::Fails => (said.tone, "The signature does not verify.".into(), mended),
        Crypto::SelfAsserted => (
            said.tone,
            "It verifies with the key it brings itself, which proves nothing.".into(),
            "Whoever made the token chose that key. Check it with a key you already trust.".into(),
        ),
        Crypto::Decrypted => {
            let how = outcome.decrypted.as_ref();
            let key = key_name(checked, how.and_then(|one| one.key));
            let inside = outcome.nested.as_deref().map(inside_words);
            (
                said.tone,
                format!("Decrypted with {key}."),
                inside.unwrap_or_default(),
            )
        }
        Crypto::NotChecked => (said.tone, "Not checked.".into(), String::new()),
    };
    if unfit && matches!(outcome.crypto, Crypto::Holds | Crypto::Decrypted) {
        let rest = format!("But the key is unfit for it. {rest}");
        return (Tone::Warn, lead, rest.trim_end().to_owned());
    }
    // What is inside is what one came for: where that fails, nothing is green.
    let inside_fails = outcome
        .nested
        .as_ref()
        .is_some_and(|inside| matches!(inside.crypto, Crypto::Fails | Crypto::SelfAsserted));
    (if inside_fails { Tone::Warn } else { tone }, lead, rest)
}

impl Outcome {
    /// Whether the issuer's signature verifies, and what stands beside it does not hold.
    fn is_presentation_at_fault(&self) -> bool {
        let all = &self.signatures;
        !all.is_empty() && all.iter().all(|one| one.crypto == Crypto::Holds)
    }
}

/// Time, where it says something else than a good signature does.
#[must_use]
pub fn time_apart(outcome: &Outcome, verdicts: &Verdicts) -> Option<String> {
    let holds = matches!(outcome.crypto, Crypto::Holds | Crypto::Decrypted);
    let off = matches!(
        verdicts.time.state,
        TimeState::Expired
            | TimeState::NotYetValid
            | TimeState::WithinLeeway
            | TimeState::Unreadable
    );
    (holds && off).then(|| {
        format!(
            "Time is another matter: {}. {}",
            lower(&verdicts.time.label),
            verdicts.time.detail
        )
    })
}

/// Puts the outcome into the verdict bar: the signature's own tile, and one for the key.
pub fn onto_tiles(
    tiles: &mut Vec<Tile<'_>>,
    verdicts: &Verdicts,
    outcome: &Outcome,
    checked: &Checked,
    encrypted: bool,
) {
    // Where there is nothing to check, the core's own words say it best.
    let spoken_for = matches!(
        verdicts.signature.state,
        SignatureState::Unsecured | SignatureState::Missing
    );
    let said = signature(outcome, checked, encrypted);
    if let Some(tile) = tiles.iter_mut().find(|tile| tile.name == "Signature")
        && (!spoken_for || said.tone == Tone::Good)
    {
        *tile = Tile {
            name: tile.name,
            tone: said.tone,
            label: said.label.into(),
            detail: said.detail.into(),
        };
    }
    let said = key(outcome, checked);
    tiles.push(Tile {
        name: "Key",
        tone: said.tone,
        label: said.label.into(),
        detail: said.detail.into(),
    });
}
