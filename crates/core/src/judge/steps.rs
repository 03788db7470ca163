//! What to do next: one to three steps, most useful first.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::answer::{Outlook, outlook};
use super::{claim, is_encrypted};
use crate::claims::{brief, host_and_path};
use crate::context::Context;
use crate::report::{
    Artefact, CheckState, Command, NextStep, Profile, Severity, SignatureState, StructureState,
    TimeState,
};
use crate::time::{relative, utc};

/// The next steps for a JOSE token.
pub(crate) fn of(artefact: &Artefact, context: &Context) -> Vec<NextStep> {
    let mut steps = Vec::new();
    let verdicts = &artefact.verdicts;
    if verdicts.structure.state == StructureState::Damaged {
        steps.push(step(
            "Copy the token again from where it was issued, whole and without line breaks: a part of it cannot be read.",
        ));
    }
    match verdicts.signature.state {
        SignatureState::Unsecured => steps.push(step(
            "Do not accept it. Make the receiver take only the algorithms you expect (RFC 8725 §3.1), so that an unsigned token never passes.",
        )),
        SignatureState::Missing => steps.push(step(
            "Get the token again: without its signature no receiver may take it.",
        )),
        SignatureState::NotChecked | SignatureState::NotApplicable => {}
    }
    match verdicts.time.state {
        TimeState::Expired | TimeState::WithinLeeway | TimeState::ExpiresSoon => {
            steps.push(renewal(artefact));
        }
        TimeState::NotYetValid => steps.push(not_yet(artefact, context)),
        TimeState::Unreadable => steps.push(step(
            "Have the issuer write its dates as JSON numbers of whole seconds since 1970 (RFC 7519 §2).",
        )),
        _ => {}
    }
    for check in &artefact.policy_checks {
        if check.state == CheckState::NotMet {
            steps.extend(remedy(check.subject, artefact, context));
        }
    }
    if artefact.facts.profile == Profile::IdToken && context.policy.token_type.is_none() {
        steps.push(step(
            "Calling an API? Send the access token of the same answer instead: an ID token only tells the client who signed in.",
        ));
    }
    let fault = artefact
        .findings
        .iter()
        .find(|finding| finding.severity == Severity::Error && !is_said(finding.code, artefact));
    if let Some(fault) = fault {
        steps.push(step(&fault.help));
    }
    if is_encrypted(artefact.kind) {
        steps.push(decryption(artefact));
    } else if verdicts.signature.state == SignatureState::NotChecked {
        steps.push(verification(artefact));
    }
    if outlook(artefact) == Outlook::Clear && !context.policy.is_set() {
        steps.push(step(
            "Say what you expect (issuer, audience, scopes) to see what your API would answer.",
        ));
    }
    if steps.is_empty() {
        steps.push(step("Look at the findings and the content below."));
    }
    steps.truncate(3);
    steps
}

/// Whether a step above has said what the rule `code` would say again.
fn is_said(code: &str, artefact: &Artefact) -> bool {
    let verdicts = &artefact.verdicts;
    let area = code.split('.').next().unwrap_or_default();
    match area {
        "jws" | "token" => !matches!(
            verdicts.signature.state,
            SignatureState::NotChecked | SignatureState::NotApplicable
        ),
        "encoding" | "json" => verdicts.structure.state == StructureState::Damaged,
        "claims" => {
            code.starts_with("claims.time.") && verdicts.time.state == TimeState::Unreadable
        }
        _ => false,
    }
}

/// A new token, and how to get it.
fn renewal(artefact: &Artefact) -> NextStep {
    let facts = &artefact.facts;
    let text = match facts.profile {
        Profile::IdToken => {
            "Sign in again for a new ID token. An expired one does not end the session: the client's own session decides."
        }
        Profile::ClientAssertion => {
            "Have the client sign a new assertion: each is good for one request and a few minutes."
        }
        Profile::RefreshToken => "Sign in again: an expired refresh token gives no new tokens.",
        Profile::LogoutToken | Profile::SecurityEvent | Profile::DpopProof => {
            "Have its sender make a new one: it is good for a short time only."
        }
        _ if acts_for_itself(artefact) => {
            return NextStep {
                text: "Get a new token: the client asks the token endpoint again with its own credentials.".to_string(),
                command: Some(Command {
                    label: "curl",
                    text: "curl -sS -u \"$CLIENT_ID:$CLIENT_SECRET\" -d grant_type=client_credentials \"$TOKEN_ENDPOINT\"".to_string(),
                }),
            };
        }
        _ => {
            "Get a new token: with the refresh token if there is one, else by signing in again. A client acting for itself asks the token endpoint with its credentials."
        }
    };
    step(text)
}

/// Whether the token was got with client credentials, by what the vendors write.
fn acts_for_itself(artefact: &Artefact) -> bool {
    let is = |name: &str, value: &str| claim(artefact, name).is_some_and(|c| c.shown() == value);
    let facts = &artefact.facts;
    let same = facts.client_id.is_some() && facts.client_id == facts.subject;
    let service = claim(artefact, "preferred_username")
        .is_some_and(|name| name.shown().starts_with("service-account-"));
    let by_client = facts
        .subject
        .as_deref()
        .is_some_and(|subject| subject.ends_with("@clients"));
    same || service || by_client || is("gty", "client-credentials") || is("idtyp", "app")
}

fn not_yet(artefact: &Artefact, context: &Context) -> NextStep {
    let start = artefact.facts.not_before.unwrap_or(context.now);
    let ahead = start.saturating_sub(context.now);
    let text = format!(
        "Wait until {} ({}), or compare the clocks: this one, the issuer's and the API's.",
        utc(start),
        relative(ahead)
    );
    NextStep {
        text,
        command: Some(Command {
            label: "clock",
            text: "date -u".to_string(),
        }),
    }
}

/// What to do about an expectation that is not met.
fn remedy(subject: &str, artefact: &Artefact, context: &Context) -> Option<NextStep> {
    let policy = &context.policy;
    let facts = &artefact.facts;
    let text = match subject {
        "audience" => {
            let wanted = brief(policy.audience.as_deref()?);
            let how = match facts.vendor {
                Some("Auth0") => "the request parameter audience",
                Some("Microsoft Entra ID") => "the scope <API>/.default or <API>/<scope>",
                Some("Keycloak") => "an audience mapper in a client scope",
                Some("Okta") => "the authorization server whose audience it is",
                _ => "the request parameter resource (RFC 8707), or audience, as your issuer wants it",
            };
            format!("Request the token for {wanted}: {how}.")
        }
        "scopes" => {
            let missing = policy.scopes.iter().find(|scope| {
                let mut groups = artefact.scopes.iter();
                !groups.any(|group| group.values.binary_search(scope).is_ok())
            })?;
            format!(
                "Request {} with the token, and have it granted to the client or the person.",
                brief(missing)
            )
        }
        "issuer" => "Compare the issuer in the API's settings with the token's, character by character; another tenant or environment looks alike.".to_string(),
        "client id" => "Find out which client got this token: perhaps another application's or another environment's was copied.".to_string(),
        "token type" if facts.profile == Profile::IdToken => {
            "Send the access token of the same answer, not the ID token.".to_string()
        }
        "token type" => "Check which of the tokens was sent, and what the issuer is set to write as typ.".to_string(),
        "algorithm" => "Set the issuer to sign for this API with an algorithm that the API takes; do not widen the list for one token.".to_string(),
        "lifetime" => "Shorten the lifetime of tokens for this API at the issuer.".to_string(),
        // The dates have had their step already.
        _ => return None,
    };
    Some(step(&text))
}

/// Who can decrypt it.
fn decryption(artefact: &Artefact) -> NextStep {
    let facts = &artefact.facts;
    let key = match facts.algorithm.as_deref() {
        Some(alg) if alg == "dir" || alg.starts_with('A') => "the secret key it was encrypted with",
        Some(alg) if alg.starts_with("PBES2") => "the password it was encrypted with",
        _ => "the private key it was encrypted for",
    };
    let which = match facts.key_id.as_deref() {
        Some(kid) => format!(" (kid {})", brief(kid)),
        None => String::new(),
    };
    step(&format!(
        "Only who holds {key}{which} can read it: decrypt it with that, or ask its receiver."
    ))
}

/// How to check the signature.
fn verification(artefact: &Artefact) -> NextStep {
    let facts = &artefact.facts;
    let algorithm = facts.algorithm.as_deref().unwrap_or_default();
    if algorithm.starts_with("HS") {
        return step(
            "Check the signature with the shared secret, where that is known already; do not send the secret about.",
        );
    }
    if facts.profile == Profile::DpopProof {
        return step(
            "Check the signature with the key in the header, and its thumbprint against cnf.jkt of the access token (RFC 9449 §4.3).",
        );
    }
    if facts.profile == Profile::ClientAssertion {
        return step("Check the signature with the public key that the client registered.");
    }
    match discovery(artefact) {
        Some(text) => NextStep {
            text: "Check the signature with the issuer's public keys, if you trust this issuer: its metadata names them as jwks_uri.".to_string(),
            command: Some(Command { label: "curl", text }),
        },
        None => step("Check the signature with the issuer's public key, from a place you trust."),
    }
}

/// A line that fetches the issuer's metadata (OpenID Connect Discovery §4). The issuer is untrusted: only
/// an https address of harmless characters gets into a line that a person pastes into a shell.
fn discovery(artefact: &Artefact) -> Option<String> {
    let issuer = artefact.facts.issuer.as_deref()?;
    let issuer = match issuer {
        "accounts.google.com" => "https://accounts.google.com",
        issuer => issuer,
    };
    let (host, _) = host_and_path(issuer)?;
    let harmless = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/%".contains(&byte);
    let fit = issuer.starts_with("https://")
        && issuer.len() <= 200
        && host.contains('.')
        && issuer.bytes().all(harmless);
    let base = issuer.strip_suffix('/').unwrap_or(issuer);
    fit.then(|| format!("curl -sS '{base}/.well-known/openid-configuration'"))
}

fn step(text: &str) -> NextStep {
    NextStep {
        text: text.to_string(),
        command: None,
    }
}
