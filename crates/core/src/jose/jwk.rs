//! JWK and JWK Set (RFC 7517): recognised and named; private members are warned of and masked.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::base64url::decode;
use super::json::Value;
use crate::kinds::body::{Body, Name};
use crate::kinds::draft::{field, fields, headline, policy, signature, step, structure, time};
use crate::kinds::words::{and, count, excerpt};
use crate::members::Names;
use crate::oauth;
use crate::paste::Candidate;
use crate::report::{
    Artefact, Blame, Finding, Kind, PartContent, Role, Rule, Severity, SignatureState,
    StructureState, TimeState, ValueKind,
};
use crate::span::Span;

/// Every rule of this module's.
pub(crate) static RULES: &[&Rule] = &[
    &PRIVATE,
    &SYMMETRIC,
    &INCOMPLETE,
    &UNKNOWN_TYPE,
    &SHORT_RSA,
    &COORDINATE,
    &SAME_KID,
    &EMPTY_SET,
];

static PRIVATE: Rule = Rule {
    code: "jwk.private_key",
    severity: Severity::Error,
    blame: Blame::Advice,
    title: title!("The JWK holds a private key."),
    help: "Do not share it: anyone who saw it can sign or decrypt. If it left its place, replace the pair. To check signatures the public members are enough.",
    reference: "RFC 7517 §9.2",
};
static SYMMETRIC: Rule = Rule {
    code: "jwk.symmetric",
    severity: Severity::Error,
    blame: Blame::Advice,
    title: title!("The JWK holds a shared secret."),
    help: "Whoever can check with it can sign with it. It must never be published; if it was pasted anywhere else, replace it.",
    reference: "RFC 7517 §9.2, RFC 7518 §6.4",
};
static INCOMPLETE: Rule = Rule {
    code: "jwk.member.missing",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A member that this type of key must have is missing."),
    help: "Copy the whole key again; without the member nothing can be checked with it.",
    reference: "RFC 7518 §6, RFC 8037 §2, RFC 9964 §3",
};
static UNKNOWN_TYPE: Rule = Rule {
    code: "jwk.kty.unknown",
    severity: Severity::Warning,
    blame: Blame::Unsupported,
    title: title!("The key type is none that is known here."),
    help: "Receivers pass over keys whose type they do not know. Names are case-sensitive: RSA, EC, OKP, AKP, oct.",
    reference: "RFC 7517 §4.1, §5",
};
static SHORT_RSA: Rule = Rule {
    code: "jwk.rsa.short",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("RSA keys have 2048 bits or more."),
    help: "Make a new key of 2048 bits or more; many libraries refuse shorter ones.",
    reference: "RFC 7518 §3.3",
};
static COORDINATE: Rule = Rule {
    code: "jwk.coordinate.length",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("Coordinates have exactly the length of their curve."),
    help: "Zeros at the front must not be left off. Look at the program that wrote the key.",
    reference: "RFC 7518 §6.2.1.2, RFC 8037 §2",
};
static SAME_KID: Rule = Rule {
    code: "jwks.kid.duplicate",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("Two keys of the set have the same name."),
    help: "Receivers that look a key up by kid may take the wrong one. Give every key a kid of its own.",
    reference: "RFC 7517 §4.5",
};
static EMPTY_SET: Rule = Rule {
    code: "jwks.empty",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("The set holds no key."),
    help: "No signature can be checked with it. Look whether the server has made its keys yet.",
    reference: "RFC 7517 §5.1",
};

/// What is known of one key.
struct Key {
    /// `RSA, 2048 bits`, `EC, P-256`.
    what: String,
    kid: Option<String>,
    /// `for signatures`, `RS256`, joined.
    purpose: String,
    is_private: bool,
    is_symmetric: bool,
}

fn bits(value: Option<Cow<'_, str>>) -> usize {
    let bytes = decode(&value.unwrap_or_default()).bytes;
    let mut rest = bytes.iter().skip_while(|byte| **byte == 0);
    match rest.next() {
        Some(first) => {
            let zeros = usize::try_from(first.leading_zeros()).unwrap_or(0);
            8usize.saturating_sub(zeros) + rest.count() * 8
        }
        None => 0,
    }
}

/// The length of a coordinate in bytes (RFC 7518 §6.2.1.2, RFC 8037 §2).
fn coordinate(curve: &str) -> Option<usize> {
    Some(match curve {
        "P-256" | "secp256k1" | "Ed25519" | "X25519" => 32,
        "P-384" => 48,
        "P-521" => 66,
        "Ed448" => 57,
        "X448" => 56,
        _ => return None,
    })
}

/// Reads one key and reports what is wrong with it.
fn examine(
    key: Value<'_, '_>,
    place: &dyn Fn(Value<'_, '_>) -> Span,
    findings: &mut Vec<Finding>,
) -> Key {
    let kty = key.get_str("kty").unwrap_or_default();
    let crv = key.get_str("crv").unwrap_or_default();
    let kid = key.get_str("kid").map(Cow::into_owned);
    let named = kid
        .as_deref()
        .map_or(String::new(), |kid| format!(" “{}”", excerpt(kid, 60)));
    let here = place(key);
    let required: &[&str] = match kty.as_ref() {
        "RSA" => &["n", "e"],
        "EC" => &["crv", "x", "y"],
        "OKP" => &["crv", "x"],
        "oct" => &["k"],
        "AKP" => &["alg", "pub"],
        _ => &[],
    };
    let what = match kty.as_ref() {
        "RSA" => {
            let size = bits(key.get_str("n"));
            if size > 0 && size < 2048 {
                findings.push(Finding::new(
                    &SHORT_RSA,
                    "n",
                    key.get("n").map(place),
                    format!(
                        "The modulus of the key{named} has {size} bits, expected 2048 or more."
                    ),
                ));
            }
            format!("RSA, {size} bits")
        }
        "EC" | "OKP" => {
            if let Some(expected) = coordinate(&crv) {
                for name in ["x", "y"] {
                    let Some(value) = key.get(name) else { continue };
                    let found = decode(&value.as_str().unwrap_or_default()).bytes.len();
                    if found != expected {
                        findings.push(Finding::new(
                            &COORDINATE,
                            name,
                            place(value),
                            format!(
                                "{name} of the key{named} has {}, {crv} has {expected}.",
                                count(found, "byte")
                            ),
                        ));
                    }
                }
            }
            format!("{kty}, {}", excerpt(&crv, 30))
        }
        "oct" => String::from("shared secret"),
        "AKP" => String::from("AKP, algorithm key pair"),
        other => {
            findings.push(Finding::new(
                &UNKNOWN_TYPE,
                "kty",
                key.get("kty").map_or(here, place),
                if other.is_empty() {
                    format!("The key{named} has no kty that is text.")
                } else {
                    format!(
                        "kty of the key{named} is {}, expected RSA, EC, OKP, AKP or oct.",
                        excerpt(other, 40)
                    )
                },
            ));
            String::from("unknown type")
        }
    };
    let missing: Vec<&str> = required
        .iter()
        .copied()
        .filter(|name| key.get_str(name).is_none_or(|value| value.is_empty()))
        .collect();
    if !missing.is_empty() {
        findings.push(Finding::new(
            &INCOMPLETE,
            missing.join(", "),
            here,
            format!("The {kty} key{named} does not have {}.", and(&missing)),
        ));
    }
    let is_symmetric = kty == "oct" && key.get("k").is_some();
    let is_private = !is_symmetric
        && ["d", "p", "q", "dp", "dq", "qi", "oth", "priv"]
            .iter()
            .any(|name| key.get(name).is_some());
    if is_private {
        findings.push(Finding::new(
            &PRIVATE,
            "d",
            key.get("d").map_or(here, place),
            format!("The key{named} holds private members: this is a private key."),
        ));
    }
    if is_symmetric {
        findings.push(Finding::new(
            &SYMMETRIC,
            "k",
            key.get("k").map(place),
            format!("The key{named} is a secret that is shared by signer and checker."),
        ));
    }
    let mut purpose: Vec<String> = Vec::new();
    if let Some(alg) = key.get_str("alg") {
        purpose.push(excerpt(&alg, 30));
    }
    match key.get_str("use").as_deref() {
        Some("sig") => purpose.push(String::from("for signatures")),
        Some("enc") => purpose.push(String::from("for encryption")),
        _ => {}
    }
    Key {
        what,
        kid,
        purpose: purpose.join(", "),
        is_private,
        is_symmetric,
    }
}

fn with_names() -> &'static [Name] {
    oauth::jwk_names()
}

/// The artefact of a single JWK.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let body = Body::new(candidate);
    let mut artefact = body.artefact(Kind::Jwk, "JWK", with_names(), Names::Other);
    let mut findings = Vec::new();
    let place = |value: Value<'_, '_>| {
        let range = value.range();
        candidate.map.span(range.start, range.end)
    };
    let Some(root) = body.object() else {
        artefact.headline = headline(
            "This should be a JWK and is no JSON object.",
            "A JWK is an object with kty and the members of its key type.",
        );
        finish(&mut artefact);
        artefact
            .next_steps
            .push(step("Copy the whole key again, from { to }."));
        return artefact;
    };
    let key = examine(root, &place, &mut findings);
    artefact.findings.extend(findings);
    artefact.facts.key_id.clone_from(&key.kid);
    artefact.facts.algorithm = body.str("alg").map(Cow::into_owned);
    let kid = key
        .kid
        .as_deref()
        .map_or(String::new(), |kid| format!(", kid {}", excerpt(kid, 80)));
    let purpose = if key.purpose.is_empty() {
        String::new()
    } else {
        format!(", {}", key.purpose)
    };
    if key.is_symmetric {
        artefact.title = String::from("Shared secret (JWK)");
        artefact.headline = headline(
            format!("Shared secret as a JWK{purpose}{kid}. Do not share it further."),
            "Whoever has it can check and sign alike. Its value is masked here.",
        );
    } else if key.is_private {
        artefact.title = String::from("Private key (JWK)");
        artefact.headline = headline(
            format!(
                "Private key as a JWK: {}{purpose}{kid}. Do not share it.",
                key.what
            ),
            "Anyone who saw it can sign in its owner's name. Its private members are masked here.",
        );
    } else {
        artefact.title = String::from("Public key (JWK)");
        artefact.headline = headline(
            format!("Public key as a JWK: {}{purpose}{kid}.", key.what),
            "It checks signatures, or encrypts for its owner; it is no secret.",
        );
    }
    if key.is_private || key.is_symmetric {
        artefact.next_steps.push(step(
            "If it was pasted, mailed or logged anywhere, make a new key and retire this one.",
        ));
        if key.is_private {
            artefact.next_steps.push(step("To check signatures, give the public members only: kty, crv, x and y, or kty, n and e."));
        }
    } else {
        artefact.next_steps.push(step(
            "Paste a token whose header names this kid to look at the two together.",
        ));
    }
    finish(&mut artefact);
    artefact
}

/// The artefact of a JWK Set.
pub(crate) fn set_artefact(candidate: &Candidate) -> Artefact {
    let body = Body::new(candidate);
    let mut artefact = body.artefact(Kind::JwkSet, "JWK Set", with_names(), Names::Other);
    // The members of the keys lie two levels down.
    for part in &mut artefact.parts {
        let PartContent::Json { members, .. } = &mut part.content else {
            continue;
        };
        for keys in members.iter_mut().filter(|member| member.name == "keys") {
            for key in &mut keys.children {
                crate::kinds::body::explain(&mut key.children, with_names());
            }
        }
    }
    let place = |value: Value<'_, '_>| {
        let range = value.range();
        candidate.map.span(range.start, range.end)
    };
    let mut findings: Vec<Finding> = Vec::new();
    let mut rows = Vec::new();
    let mut kids: Vec<(String, Span)> = Vec::new();
    let (mut private, mut symmetric) = (0usize, 0usize);
    let keys = body
        .get("keys")
        .filter(|keys| keys.kind() == ValueKind::Array);
    for (at, value) in keys.iter().flat_map(|keys| keys.items()).enumerate() {
        let key = examine(value, &place, &mut findings);
        private += usize::from(key.is_private);
        symmetric += usize::from(key.is_symmetric);
        let name = match &key.kid {
            Some(kid) => {
                kids.push((kid.clone(), place(value)));
                excerpt(kid, 80)
            }
            None => format!("key {} (no kid)", at + 1),
        };
        let mut shown = key.what;
        if key.is_private {
            shown.push_str(", private");
        }
        if !key.purpose.is_empty() {
            shown.push_str(", ");
            shown.push_str(&key.purpose);
        }
        rows.push(field(name, shown, place(value)));
    }
    let total = rows.len();
    // The sort is stable: of two keys with one name the later in the text is reported.
    crate::order::sort_by(&mut kids, |a, b| a.0.cmp(&b.0));
    for pair in kids.windows(2) {
        if let [(first, _), (second, span)] = pair
            && first == second
        {
            findings.push(Finding::new(
                &SAME_KID,
                "kid",
                *span,
                format!("The kid {} names more than one key.", excerpt(second, 60)),
            ));
        }
    }
    findings.truncate(200);
    if total == 0 {
        findings.push(Finding::new(
            &EMPTY_SET,
            "keys",
            artefact.span,
            "keys is missing, no array, or empty.",
        ));
    }
    artefact.findings.extend(findings);
    if total > 0 {
        artefact
            .parts
            .push(fields(candidate, Role::Other, "Keys of the set", rows));
    }
    let secret = private + symmetric;
    artefact.headline = if secret > 0 {
        headline(
            format!(
                "JWK Set with {}, {} of them private or secret. Do not share it.",
                count(total, "key"),
                secret
            ),
            "A published set holds public members only. The private members are masked here.",
        )
    } else {
        headline(
            format!(
                "JWK Set with {}.",
                if total == 0 {
                    "no key".to_string()
                } else {
                    count(total, "public key")
                }
            ),
            "It is what a server publishes for checking its signatures (jwks_uri). A token's header names its key by kid.",
        )
    };
    artefact.next_steps.push(if secret > 0 {
        step("If this set is published, take it down, make new keys, and publish only their public members.")
    } else {
        step("Paste the token to check beside it: its kid must be among these.")
    });
    finish(&mut artefact);
    artefact
}

fn finish(artefact: &mut Artefact) {
    let wrong = artefact.findings.iter().any(|finding| {
        [INCOMPLETE.code, COORDINATE.code, UNKNOWN_TYPE.code].contains(&finding.code)
    });
    if wrong && artefact.verdicts.structure.state == StructureState::WellFormed {
        artefact.verdicts.structure = structure(
            StructureState::Deviates,
            "JSON to the letter, but a key in it is not as the standard says.",
        );
    }
    artefact.verdicts.signature = signature(
        SignatureState::NotApplicable,
        "A key is not signed; where it came from vouches for it.",
    );
    artefact.verdicts.time = time(TimeState::NotApplicable, "A JWK names no dates of its own.");
    artefact.verdicts.policy = policy("It is a key, no token.");
}
