//! Every case of the corpora through this crate: what its corpus says of it, and what was found. The
//! test `corpora` holds the one against the other, and the example `vectors` makes the table of it.

mod inner;
mod jwe;
mod jws;
mod list;
mod sd_jwt;

use std::panic::{AssertUnwindSafe, catch_unwind};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use claimlens_verify::{Algorithm, KeySet, Outcome, SecretReading, read_keys};
use serde_json::Value;

pub(crate) use inner::{inner, unused};
pub(crate) use jwe::{cookbook as jwe_cookbook, wycheproof as jwe_wycheproof};
pub(crate) use jws::{Verdicts, jws};
pub(crate) use list::Listed;
pub(crate) use sd_jwt::sd_jwt;

/// One case that was run.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) corpus: &'static str,
    /// What the header says, or the set.
    pub(crate) algorithm: String,
    pub(crate) id: String,
    /// What the corpus says: `valid`, `invalid` or `acceptable`.
    pub(crate) label: String,
    pub(crate) found: Found,
    /// The kind of case, where all of one kind are judged otherwise than the corpus says.
    pub(crate) rule: Option<&'static str>,
    /// The verdicts of the independent verifier beside those that were found, where it has them.
    pub(crate) verdicts: Option<Verdicts>,
}

/// What was found of one case.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Whether a receiver may take it.
    pub(crate) is_good: bool,
    /// Why not, with codes; or what else there is to know.
    pub(crate) why: String,
    pub(crate) has_panicked: bool,
    /// Whether it was refused without a code that says why.
    pub(crate) lacks_reason: bool,
}

impl Ran {
    pub(crate) fn word(&self) -> &'static str {
        match (&self.found.is_good, self.found.has_panicked) {
            (_, true) => "panicked",
            (true, _) => "valid",
            (false, _) => "invalid",
        }
    }

    /// Whether it was judged as the corpus says.
    pub(crate) fn agrees(&self) -> bool {
        !self.found.has_panicked && (self.label == "acceptable" || self.label == self.word())
    }
}

/// Runs `work`; a panic is a finding like another.
fn caught(work: impl FnOnce() -> Found) -> Found {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Found {
        has_panicked: true,
        why: "it panicked".to_owned(),
        ..Found::default()
    })
}

/// The outcome in short.
fn found(outcome: &Outcome, is_good: bool) -> Found {
    let codes: Vec<_> = outcome.reasons.iter().map(|reason| reason.code).collect();
    Found {
        is_good,
        lacks_reason: !is_good && codes.is_empty(),
        why: format!("{:?}/{:?} {codes:?}", outcome.crypto, outcome.policy),
        has_panicked: false,
    }
}

/// The text as a token, or an object as its text.
fn text(token: &Value) -> String {
    token
        .as_str()
        .map_or_else(|| token.to_string(), str::to_owned)
}

fn keys(key: &Value) -> KeySet {
    read_keys(key.to_string().as_bytes(), SecretReading::Text)
}

/// The name after `alg` in the header of a token, for the table's rows: as loosely as can be, for many
/// are broken on purpose.
fn alg(text: &str) -> Option<String> {
    let decode = |part: &str| {
        let bytes = URL_SAFE_NO_PAD.decode(part.trim_end_matches('=')).ok()?;
        serde_json::from_slice::<Value>(&bytes).ok()
    };
    let header = match serde_json::from_str::<Value>(text) {
        Ok(object) => {
            let first = ["signatures", "recipients"]
                .into_iter()
                .find_map(|list| object[list].get(0))
                .unwrap_or(&object);
            [&object["protected"], &first["protected"]]
                .into_iter()
                .filter_map(|part| decode(part.as_str()?))
                .chain([first["header"].clone(), object["unprotected"].clone()])
                .find(|header| header["alg"].is_string())?
        }
        Err(_) => decode(text.split('.').next()?)?,
    };
    header["alg"].as_str().map(str::to_owned)
}

/// The row of a signed token: a known algorithm, or all others together.
fn signature_alg(text: &str) -> String {
    alg(text)
        .and_then(|name| Algorithm::from_name(&name))
        .map_or_else(|| OTHER.to_owned(), |known| known.name().to_owned())
}

const OTHER: &str = "none, unknown or unreadable";

/// Everything that lies in the folder of vectors; none where it is not there.
pub(crate) fn from_the_folder() -> Option<Vec<Ran>> {
    let mut all = jws()?;
    all.extend(jwe_wycheproof()?);
    all.extend(jwe_cookbook()?);
    all.extend(sd_jwt()?);
    Some(all)
}
