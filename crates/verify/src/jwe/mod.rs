//! JWE (RFC 7516) decrypted with a key that was given.
//!
//! Decryption happens on the machine of whoever has the key, for that person: nobody else can ask it
//! questions and measure the answers. That is why padding oracles are not what is defended against here.

mod content;
mod read;
mod unwrap;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::Serialize;

pub(crate) use self::read::{Jwe, Recipient, compact, json};
use crate::keys::{Key, KeySet, Material, excerpt};
use crate::outcome::{Crypto, Outcome, Policy};
use crate::reason::{Code, Reason};

/// How many keys are tried, for all recipients together.
const MAX_TRIED: usize = 40;

/// What a JWE held.
#[derive(Clone, Debug, Serialize)]
pub struct Decrypted {
    /// The key management algorithm: `RSA-OAEP-256`.
    pub algorithm: String,
    /// The content encryption: `A256GCM`.
    pub encryption: String,
    /// The key that did it: an index into [`crate::KeySet::keys`].
    pub key: usize,
    /// The content, where it is text.
    pub text: Option<String>,
    /// The content.
    #[serde(skip)]
    pub content: Vec<u8>,
}

/// Decrypts, with the first key that does.
pub(crate) fn decrypt(jwe: &Jwe, keys: &KeySet) -> Outcome {
    let mut outcome = Outcome {
        crypto: Crypto::Invalid,
        policy: Policy::Invalid,
        reasons: jwe.faults.clone(),
        ..Outcome::default()
    };
    if !outcome.reasons.is_empty() {
        return outcome;
    }
    if keys.is_empty() {
        outcome.crypto = Crypto::NotChecked;
        outcome.policy = Policy::NotChecked;
        let needed = jwe
            .recipients
            .first()
            .map_or("a key", |recipient| unwrap::needs(&recipient.header.alg));
        outcome.reasons.push(Reason::new(
            Code::NoKey,
            format!("To decrypt it, give {needed}."),
        ));
        return outcome;
    }
    let mut failures: Vec<Reason> = Vec::new();
    let mut budget = unwrap::Budget::default();
    let mut tried = 0;
    for recipient in &jwe.recipients {
        let header = &recipient.header;
        let named = |key: &Key| header.kid.is_some() && key.kid == header.kid;
        let all = || keys.keys.iter().enumerate();
        let ordered = all()
            .filter(|(_, key)| named(key))
            .chain(all().filter(|(_, key)| !named(key)));
        let before = tried;
        for (at, key) in ordered {
            if !unwrap::fits(&header.alg, key) || tried >= MAX_TRIED {
                continue;
            }
            tried += 1;
            let opened = unwrap::content_key(recipient, key, &mut budget)
                .and_then(|content_key| content::open(jwe, header, content_key.expose()));
            match opened {
                Ok(content) => {
                    succeed(&mut outcome, recipient, (at, key), content);
                    return outcome;
                }
                Err(reason) => failures.push(reason),
            }
        }
        if tried == before {
            failures.push(Reason::new(
                Code::KeyType,
                format!(
                    "The header says {}, which needs {}.",
                    excerpt(&header.alg),
                    unwrap::needs(&header.alg)
                ),
            ));
        }
    }
    outcome.reasons.extend(failures.into_iter().take(1));
    outcome
}

fn succeed(
    outcome: &mut Outcome,
    recipient: &Recipient,
    (at, key): (usize, &Key),
    content: Vec<u8>,
) {
    outcome.crypto = Crypto::Decrypted;
    outcome.reasons = policy(recipient, key);
    outcome.policy = if outcome.reasons.iter().any(|reason| reason.code.is_policy()) {
        Policy::Invalid
    } else {
        Policy::Valid
    };
    outcome.decrypted = Some(Decrypted {
        algorithm: recipient.header.alg.clone(),
        encryption: recipient.header.enc.clone(),
        key: at,
        text: core::str::from_utf8(&content).ok().map(ToString::to_string),
        content,
    });
}

/// Whether the key says that it is for this.
fn policy(recipient: &Recipient, key: &Key) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let header = &recipient.header;
    let named = key.named();
    if let Some(alg) = &key.alg {
        // Of a key that is used as it is, `alg` names the encryption (RFC 7520 §5.6).
        let is_direct = header.alg == "dir" && *alg == header.enc;
        if *alg != header.alg && !is_direct {
            reasons.push(Reason::new(
                Code::KeyAlg,
                format!(
                    "{named} says it is for {}, and the header says {}.",
                    excerpt(alg),
                    excerpt(&header.alg)
                ),
            ));
        }
    }
    if let Some(usage) = key.usage.as_deref().filter(|usage| *usage != "enc") {
        reasons.push(Reason::new(
            Code::KeyUse,
            format!(
                "{named} says its use is {}, where encryption needs enc.",
                excerpt(usage)
            ),
        ));
    }
    if let Some(operations) = &key.operations
        && !operations.iter().any(|operation| {
            matches!(
                operation.as_str(),
                "decrypt" | "unwrapKey" | "deriveKey" | "deriveBits"
            )
        })
    {
        reasons.push(Reason::new(
            Code::KeyOps,
            format!("The operations of {named} do not hold decrypt, unwrapKey or deriveKey."),
        ));
    }
    if let (Some(wanted), Some(kid)) = (&header.kid, &key.kid)
        && wanted != kid
    {
        reasons.push(Reason::new(
            Code::KeyKid,
            format!(
                "The header names the key \u{201C}{}\u{201D}, and it decrypts with {named}.",
                excerpt(wanted)
            ),
        ));
    }
    if let Material::Rsa { n, .. } = &key.material
        && crate::check::rsa_bits(n) < 2048
    {
        reasons.push(Reason::new(
            Code::RsaShort,
            "The modulus has fewer than 2048 bits.",
        ));
    }
    reasons
}
