//! What can be said about a signature without checking it: whether there is one, and what checking needs.

use alloc::format;
use alloc::string::String;

use crate::claims::brief;
use crate::report::{SignatureState, Verdict};

/// The verdict on a signature that was not checked, by the algorithm the header names: what would be
/// needed to check it.
#[must_use]
pub fn signature_verdict(alg: Option<&str>, has_signature: bool) -> Verdict<SignatureState> {
    if alg.is_some_and(|alg| alg.eq_ignore_ascii_case("none")) {
        let more = if has_signature {
            " What stands where a signature would be means nothing."
        } else {
            ""
        };
        let detail = format!(
            "The header says {}: nobody vouches for what it says, anyone can have written it.{more}",
            brief(alg.unwrap_or_default())
        );
        return Verdict::new(SignatureState::Unsecured, "Unsigned", detail);
    }
    let named = alg.map_or_else(|| String::from("no algorithm"), brief);
    if !has_signature {
        let detail = format!(
            "The header says {named}, and the signature is missing: cut off or taken away. A receiver refuses it."
        );
        return Verdict::new(SignatureState::Missing, "Missing", detail);
    }
    let detail = match key_needed(alg) {
        Some(key) => format!("Signed with {named}, as it says. To check it: {key}."),
        None => format!(
            "The header says {named}, which is not a registered signature algorithm: \
             whoever issued it has to say how to check it."
        ),
    };
    Verdict::new(SignatureState::NotChecked, "Not checked", detail)
}

/// Which key checks a signature of that algorithm (RFC 7518 §3.1, RFC 8037, RFC 8812, RFC 9864); none
/// for unknown algorithms.
pub(super) fn key_needed(alg: Option<&str>) -> Option<&'static str> {
    Some(match alg? {
        "HS256" | "HS384" | "HS512" => "the secret that the issuer and the receiver share",
        "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512"
        | "ES256K" | "EdDSA" | "Ed25519" | "Ed448" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87" => {
            "the issuer's public key"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_is_said() {
        let check = |alg: Option<&str>, there: bool, state: SignatureState, words: &str| {
            let verdict = signature_verdict(alg, there);
            assert_eq!(verdict.state, state, "{alg:?}");
            assert!(verdict.detail.contains(words), "{}", verdict.detail);
        };
        check(
            Some("RS256"),
            true,
            SignatureState::NotChecked,
            "the issuer's public key",
        );
        check(
            Some("HS256"),
            true,
            SignatureState::NotChecked,
            "the secret that the issuer",
        );
        check(
            Some("EdDSA"),
            true,
            SignatureState::NotChecked,
            "public key",
        );
        check(
            Some("XX1"),
            true,
            SignatureState::NotChecked,
            "not a registered",
        );
        check(None, true, SignatureState::NotChecked, "no algorithm");
        check(Some("RS256"), false, SignatureState::Missing, "is missing");
        check(
            Some("nOnE"),
            false,
            SignatureState::Unsecured,
            "The header says nOnE",
        );
        check(
            Some("none"),
            true,
            SignatureState::Unsecured,
            "means nothing",
        );
    }
}
