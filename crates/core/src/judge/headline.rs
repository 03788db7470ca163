//! The answer in a sentence or two: what it is, from whom, for whom, its state; and what follows.

use alloc::format;
use alloc::string::{String, ToString};

use super::answer::{Outlook, outlook};
use super::{claim, is_encrypted};
use crate::claims::{brief, host_and_path, profile_name};
use crate::context::Context;
use crate::report::{Artefact, Headline, Kind, Profile, SignatureState, StructureState, TimeState};
use crate::time::{clock, relative, utc};

/// The headline of a JOSE token.
pub(super) fn of(artefact: &Artefact, context: &Context) -> Headline {
    let mut lead = name(artefact);
    if let Some(issuer) = issuer(artefact) {
        lead.push_str(" from ");
        lead.push_str(&issuer);
    }
    if let Some(audience) = audience(artefact) {
        lead.push_str(" for ");
        lead.push_str(&audience);
    }
    lead.push('.');
    if let Some(state) = state(artefact, context) {
        lead.push(' ');
        lead.push_str(&state);
    }
    let mut rest = signature(artefact).unwrap_or_default();
    let consequence = consequence(artefact);
    if !rest.is_empty() && !consequence.is_empty() {
        rest.push(' ');
    }
    rest.push_str(&consequence);
    Headline { lead, rest }
}

/// What it is.
fn name(artefact: &Artefact) -> String {
    let facts = &artefact.facts;
    if let Some(name) = profile_name(facts.profile) {
        return match artefact.kind {
            Kind::JwsJson => format!("{name} in JSON form"),
            Kind::Jwe | Kind::JweJson => format!("{name}, encrypted,"),
            _ => name.to_string(),
        };
    }
    let plain = match artefact.kind {
        Kind::Jwe => "Encrypted token (JWE)",
        Kind::JweJson => "Encrypted message in JSON form (JWE)",
        Kind::Jws => "Signed message (JWS)",
        Kind::JwsJson => "Signed message in JSON form (JWS)",
        Kind::SdJwt if claim(artefact, "vct").is_some() => "Verifiable credential (SD-JWT)",
        Kind::SdJwt => "Token with claims to disclose one by one (SD-JWT)",
        _ if claim(artefact, "job_workflow_ref").is_some() => "Identity token of a workflow job",
        _ => "JWT",
    };
    match (facts.profile, facts.token_type.as_deref()) {
        (Profile::OtherNamed, Some(typ)) if !typ.eq_ignore_ascii_case("jwt") => {
            format!("{plain} of type {}", brief(typ))
        }
        _ => plain.to_string(),
    }
}

/// From whom: the product if it is known, else the issuer's host, else the issuer as it stands.
fn issuer(artefact: &Artefact) -> Option<String> {
    let facts = &artefact.facts;
    if let (Profile::ClientAssertion, Some(client)) = (facts.profile, facts.subject.as_deref()) {
        return Some(format!("client {}", brief(client)));
    }
    if let Some(vendor) = facts.vendor {
        return Some(vendor.to_string());
    }
    let issuer = facts
        .issuer
        .as_deref()
        .filter(|issuer| !issuer.is_empty())?;
    Some(match host_and_path(issuer) {
        Some((host, _)) => brief(&host),
        None => brief(issuer),
    })
}

/// For whom: the first audience without its scheme, and how many more there are.
fn audience(artefact: &Artefact) -> Option<String> {
    let facts = &artefact.facts;
    let first = facts.audience.first().filter(|first| !first.is_empty())?;
    let shown = first.strip_prefix("https://").unwrap_or(first);
    let shown = brief(shown.strip_suffix('/').unwrap_or(shown));
    let client = if facts.profile == Profile::IdToken {
        "the client "
    } else {
        ""
    };
    Some(match facts.audience.len() {
        1 => format!("{client}{shown}"),
        count => format!("{client}{shown} and {} more", count - 1),
    })
}

/// Its state in time.
fn state(artefact: &Artefact, context: &Context) -> Option<String> {
    let facts = &artefact.facts;
    let now = context.now;
    let distance = |seconds: i64| relative(seconds.saturating_sub(now));
    // Within a day of now the time of day tells enough.
    let moment = |seconds: i64| {
        if seconds.saturating_sub(now).unsigned_abs() < 86_400 {
            clock(seconds)
        } else {
            utc(seconds)
        }
    };
    Some(match artefact.verdicts.time.state {
        TimeState::Expired => {
            let expires = facts.expires?;
            // Expired in this very second: "now" would not be a time ago.
            match expires.saturating_sub(now) {
                0 => format!("Expired just now ({}).", moment(expires)),
                _ => format!("Expired {} ({}).", distance(expires), moment(expires)),
            }
        }
        TimeState::WithinLeeway => {
            let expires = facts.expires?;
            format!(
                "Expired {} ({}), still within the leeway of {} s.",
                distance(expires),
                moment(expires),
                context.policy.leeway
            )
        }
        TimeState::NotYetValid => {
            let start = facts.not_before?;
            format!(
                "Not to be accepted before {} ({}).",
                moment(start),
                distance(start)
            )
        }
        TimeState::ExpiresSoon => {
            let expires = facts.expires?;
            format!(
                "Valid dates, but expires {} ({}), within the renewal margin ({} s).",
                distance(expires),
                moment(expires),
                context.policy.margin()
            )
        }
        TimeState::Current => {
            let expires = facts.expires?;
            format!("Expires {} ({}).", distance(expires), moment(expires))
        }
        TimeState::Unreadable => {
            let mut words = String::from("Its dates are not written as seconds since 1970.");
            if let Some(expires) = facts.expires.filter(|&expires| expires < now) {
                words.push_str(&format!(" As meant, it expired {}.", distance(expires)));
            }
            words
        }
        TimeState::NoExpiry => match (facts.profile, facts.issued_at) {
            (Profile::DpopProof | Profile::SecurityEvent | Profile::LogoutToken, Some(issued)) => {
                format!("Made {} ({}).", distance(issued), moment(issued))
            }
            _ => String::from("It names no expiry."),
        },
        TimeState::Unknown if is_encrypted(artefact.kind) => {
            String::from("Its content is encrypted.")
        }
        TimeState::Unknown | TimeState::NotApplicable => return None,
    })
}

/// What is known of its signature.
fn signature(artefact: &Artefact) -> Option<String> {
    Some(match artefact.verdicts.signature.state {
        SignatureState::NotChecked => {
            match super::signature::key_needed(artefact.facts.algorithm.as_deref()) {
                Some(key) => format!("Signature not checked: that takes {key}."),
                None => String::from("Signature not checked."),
            }
        }
        SignatureState::Unsecured => String::from("It is not signed: anyone can have written it."),
        SignatureState::Missing => String::from("Its signature is missing."),
        SignatureState::NotApplicable => return None,
    })
}

/// What the receiver would say.
fn consequence(artefact: &Artefact) -> String {
    let facts = &artefact.facts;
    let outlook = outlook(artefact);
    // The policy may expect an ID token: then its receiver is the client, and it is in its place.
    let expects_it = artefact
        .policy_checks
        .iter()
        .any(|check| check.subject == "token type" && check.answer.is_none());
    let api = match facts.profile {
        Profile::AccessToken | Profile::LikelyAccessToken | Profile::Unknown => {
            !matches!(artefact.kind, Kind::Jws | Kind::JwsJson)
        }
        Profile::IdToken if !expects_it => {
            return String::from("It is for its client, not for an API: an API would answer 401.");
        }
        _ => false,
    };
    let refused = if api {
        "Your API would answer 401."
    } else {
        "Its receiver must refuse it."
    };
    match outlook {
        Outlook::Refused if artefact.verdicts.structure.state == StructureState::Damaged => {
            format!("It is damaged. {refused}")
        }
        Outlook::Refused => String::from(refused),
        Outlook::RefusedIfStrict if api => String::from("A strict API would answer 401."),
        Outlook::RefusedIfStrict => String::from("A strict receiver refuses it."),
        Outlook::NotEnough => String::from("Your API would answer 403: it does not allow enough."),
        Outlook::Open if artefact.verdicts.structure.state == StructureState::Decoded => {
            String::from("Its faults have not been looked for yet.")
        }
        Outlook::Open if is_encrypted(artefact.kind) => {
            String::from("What its receiver would say cannot be told without decrypting it.")
        }
        Outlook::Open => String::from("What your API would say cannot be told from it."),
        Outlook::Clear if artefact.verdicts.signature.state == SignatureState::NotChecked => {
            String::from("Nothing here speaks against it, if the signature holds.")
        }
        Outlook::Clear => String::from("Nothing here speaks against it."),
    }
}
