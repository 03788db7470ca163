//! From a text and keys to verdicts.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::ToString;
use alloc::vec::Vec;

use claimlens_core::report::Finding;

use crate::algorithm::Algorithm;
use crate::check;
use crate::context::Context;
use crate::explain::{Change, explain};
use crate::header::is_none;
use crate::jwe;
use crate::keys::{Key, KeySet, excerpt, rules};
use crate::outcome::{Crypto, Outcome, Policy, SignatureOutcome};
use crate::policy;
use crate::proofs;
use crate::reason::{Code, Reason};
use crate::sd_jwt;
use crate::token::{self, Jws, Token};
use crate::tried::{Tried, try_keys};

/// How many keys of a large set are listed in an outcome.
const MAX_LISTED: usize = 100;

/// How many tokens may lie inside one another.
const MAX_NESTING: usize = 8;

/// Checks the token in `text` with `keys`. Total: any text and any keys give an outcome. The bytes are
/// judged as they stand; white space at the ends of the text is the only thing that is not part of them.
#[must_use]
pub fn verify(text: &str, keys: &KeySet, context: &Context) -> Outcome {
    let mut outcome = verdicts(text, keys, context);
    outcome.explanation = explain(text, keys, context, &outcome);
    if let Some(explanation) = &outcome.explanation {
        let sentence = explanation.sentence.clone();
        match explanation.change {
            Change::PublicKeyAsSecret => {
                outcome
                    .findings
                    .push(Finding::new(&rules::ALG_CONFUSION, "alg", None, sentence))
            }
            // What is wrong with the parts follows from that.
            Change::TokenCleaned => outcome
                .reasons
                .insert(0, Reason::new(Code::Surrounded, sentence)),
            _ => {}
        }
    }
    outcome.findings.extend(keys.findings.iter().cloned());
    outcome.findings.extend(keys.dates(context.now));
    outcome.keys = keys
        .keys
        .iter()
        .take(MAX_LISTED)
        .map(Key::summary)
        .collect();
    outcome
}

/// The verdicts alone, of the token and of those inside it.
pub(crate) fn verdicts(text: &str, keys: &KeySet, context: &Context) -> Outcome {
    layer(text, keys, context, 0)
}

fn layer(text: &str, keys: &KeySet, context: &Context, depth: usize) -> Outcome {
    if sd_jwt::is_one(text) {
        return sd_jwt::presented(text, keys, context);
    }
    let read = token::read(text, context);
    let content = match &read {
        Token::Jws(signatures) => signatures.first().map(|jws| jws.content.clone()),
        Token::Jwe(_) | Token::Broken(_) => None,
    };
    let mut outcome = token(read, keys, context);
    let inner = content.and_then(|content| {
        if text.trim_start().starts_with('{') {
            sd_jwt::in_json(text, &content, context, &mut outcome);
        }
        nested(&content).map(ToString::to_string)
    });
    let inner = inner.or_else(|| {
        let decrypted = outcome.decrypted.as_ref()?;
        nested(&decrypted.content).map(ToString::to_string)
    });
    if let Some(inner) = inner.filter(|_| depth < MAX_NESTING) {
        // What was given beside the token belongs to the outermost.
        let context = Context {
            detached: None,
            ..context.clone()
        };
        outcome.nested = Some(Box::new(layer(&inner, keys, &context, depth + 1)));
    }
    outcome
}

/// The token that a payload is (RFC 7519 §5.2).
fn nested(content: &[u8]) -> Option<&str> {
    let text = core::str::from_utf8(content).ok()?;
    let dots = text.bytes().filter(|byte| *byte == b'.').count();
    (text.starts_with("eyJ") && matches!(dots, 2 | 4)).then_some(text)
}

/// The verdicts on what was read.
pub(crate) fn token(read: Token, keys: &KeySet, context: &Context) -> Outcome {
    match read {
        Token::Jws(signatures) => {
            let mut outcome = signed(&signatures, keys, context);
            if let [jws] = signatures.as_slice() {
                if proofs::is_dpop(&signatures) {
                    proofs::dpop(jws, context, &mut outcome);
                } else {
                    proofs::hashes(jws, context, &mut outcome);
                }
            }
            outcome
        }
        Token::Jwe(jwe) => jwe::decrypt(&jwe, keys),
        Token::Broken(reasons) => refused(reasons),
    }
}

/// What cannot be checked, whatever the key.
pub(crate) fn refused(reasons: Vec<Reason>) -> Outcome {
    Outcome {
        crypto: Crypto::Invalid,
        policy: Policy::Invalid,
        reasons,
        ..Outcome::default()
    }
}

pub(crate) fn signed(signatures: &[Jws], keys: &KeySet, context: &Context) -> Outcome {
    let is_only = signatures.len() == 1;
    let kinds = policy::kinds(signatures);
    let mut outcome = Outcome::default();
    for jws in signatures {
        let one = signature(jws, keys, context, is_only, kinds);
        for reason in &one.reasons {
            if !outcome.reasons.contains(reason) {
                outcome.reasons.push(reason.clone());
            }
        }
        for name in &jws.header.brings {
            outcome.findings.push(Finding::new(
                &rules::HEADER_KEY,
                *name,
                None,
                format!("The header has {name}: it says with what it is to be checked, and it was not asked."),
            ));
        }
        outcome.signatures.push(one);
    }
    let has = |state: Crypto| outcome.signatures.iter().any(|one| one.crypto == state);
    outcome.crypto = [
        Crypto::Invalid,
        Crypto::Valid,
        Crypto::SelfAsserted,
        Crypto::NotChecked,
    ]
    .into_iter()
    .find(|state| has(*state))
    .unwrap_or_default();
    let has = |state: Policy| outcome.signatures.iter().any(|one| one.policy == state);
    outcome.policy = [Policy::Invalid, Policy::Valid, Policy::NotChecked]
        .into_iter()
        .find(|state| has(*state))
        .unwrap_or_default();
    outcome
}

/// The verdicts on one signature.
fn signature(
    jws: &Jws,
    keys: &KeySet,
    context: &Context,
    is_only: bool,
    kinds: policy::Kinds,
) -> SignatureOutcome {
    let mut outcome = SignatureOutcome {
        crypto: Crypto::Invalid,
        policy: Policy::Invalid,
        kid: jws.header.kid.clone(),
        ..SignatureOutcome::default()
    };
    outcome.reasons.extend(jws.faults.iter().cloned());
    outcome.reasons.extend(jws.header.faults.iter().cloned());
    let algorithm = match algorithm(jws) {
        Ok(algorithm) => algorithm,
        Err(reason) => {
            outcome.reasons.push(reason);
            return outcome;
        }
    };
    outcome.algorithm = Some(algorithm);
    if jws.signature.is_empty() && outcome.reasons.is_empty() {
        outcome.reasons.push(Reason::new(
            Code::SignatureMissing,
            format!(
                "The header says {}, and there is no signature.",
                algorithm.name()
            ),
        ));
    }
    // What is not written to the letter is refused before any key is tried.
    if !outcome.reasons.is_empty() {
        return outcome;
    }
    let input = jws.signing_input();
    let tried = try_keys(algorithm, jws, &input, keys, kinds);
    conclude(&mut outcome, tried, algorithm, is_only);
    if outcome.crypto == Crypto::Valid {
        return outcome;
    }
    if jws.is_detached && outcome.crypto == Crypto::Invalid {
        outcome.reasons.push(Reason::new(
            Code::Detached,
            "The payload is empty: if it travels apart from the token, give it too.",
        ));
    }
    if context.try_own_keys
        && let Some(own) = &jws.header.own_key
        && check(algorithm, &own.material, &input, &jws.signature).is_ok()
    {
        outcome.crypto = Crypto::SelfAsserted;
        outcome.policy = Policy::Invalid;
        outcome.reasons.push(Reason::new(
            Code::SelfAsserted,
            "It verifies with the key that the token itself brings: whoever made the token has that key, and that is all it says.",
        ));
    }
    outcome
}

/// What follows from trying the keys; `outcome` is one that failed.
fn conclude(outcome: &mut SignatureOutcome, tried: Tried, algorithm: Algorithm, is_only: bool) {
    match tried {
        Tried::Verified { key, reasons } => {
            outcome.crypto = Crypto::Valid;
            outcome.policy = if reasons.iter().any(|reason| reason.code.is_policy()) {
                Policy::Invalid
            } else {
                Policy::Valid
            };
            outcome.reasons = reasons;
            outcome.key = Some(key);
        }
        Tried::NoneGiven => {
            outcome.crypto = Crypto::NotChecked;
            outcome.policy = Policy::NotChecked;
            outcome.reasons.push(Reason::new(
                Code::NoKey,
                format!("To check it, give {}.", algorithm.needs()),
            ));
        }
        Tried::Failed(reason) => {
            // Of several signatures, one for which no key was given is left open.
            if !is_only && matches!(reason.code, Code::KeyType | Code::AlgConfusion) {
                outcome.crypto = Crypto::NotChecked;
                outcome.policy = Policy::NotChecked;
            }
            outcome.reasons.push(reason);
        }
    }
}

/// The algorithm of the header, if it is one that can be checked.
pub(crate) fn algorithm(jws: &Jws) -> Result<Algorithm, Reason> {
    let Some(alg) = &jws.header.alg else {
        return Err(Reason::new(
            Code::AlgMissing,
            "The header has no alg that is text.",
        ));
    };
    if is_none(alg) {
        return Err(Reason::new(
            Code::AlgNone,
            format!(
                "The header says \u{201C}{}\u{201D}: there is no signature, and anyone can have written it.",
                excerpt(alg)
            ),
        ));
    }
    Algorithm::from_name(alg).ok_or_else(|| {
        let near = Algorithm::ALL
            .into_iter()
            .find(|known| known.name().eq_ignore_ascii_case(alg));
        let hint = near.map_or_else(
            || " is not a signature algorithm that is known here.".to_string(),
            |near| format!(" is not {}: names are case-sensitive.", near.name()),
        );
        Reason::new(
            Code::AlgUnknown,
            format!("alg \u{201C}{}\u{201D}{hint}", excerpt(alg)),
        )
    })
}
