//! What the recognised sort of token requires: claims that must be there, and its explicit type.

use alloc::string::String;
use alloc::vec::Vec;

use crate::fill::fill;
use crate::report::{Blame, Facts, Profile, Rule, Severity, ValueKind};

use super::sink::Sink;
use super::view::{View, list, verb};

/// The rules about missing claims differ in the sort of token and its standard.
const fn missing(
    code: &'static str,
    title: &'static str,
    help: &'static str,
    reference: &'static str,
) -> Rule {
    Rule {
        code,
        severity: Severity::Warning,
        blame: Blame::AgainstStandard,
        title,
        help,
        reference,
    }
}

static ACCESS_MISSING: Rule = missing(
    "profile.access_token.missing",
    "A JWT access token lacks a required claim.",
    "Let the authorization server add the claim, or not call the token `at+jwt`.",
    "RFC 9068 §2.2",
);
static ID_MISSING: Rule = missing(
    "profile.id_token.missing",
    "An ID token lacks a required claim.",
    "Let the OpenID Provider add the claim: an ID token must have it, and clients refuse one without.",
    "OpenID Connect Core §2",
);
static LOGOUT_MISSING: Rule = missing(
    "profile.logout_token.missing",
    "A logout token lacks a required claim.",
    "Let the OpenID Provider add the claim: a client must refuse the token without it.",
    "OpenID Connect Back-Channel Logout §2.4, §2.6",
);
static DPOP_MISSING: Rule = missing(
    "profile.dpop_proof.missing",
    "A DPoP proof lacks a required claim.",
    "Add the claim: a server must refuse the proof without it.",
    "RFC 9449 §4.2, §4.3",
);
static ASSERTION_MISSING: Rule = missing(
    "profile.client_assertion.missing",
    "A client assertion lacks a required claim.",
    "Add the claim: the authorization server must refuse the assertion without it.",
    "RFC 7523 §3",
);
static EVENT_MISSING: Rule = missing(
    "profile.security_event.missing",
    "A Security Event Token lacks a required claim.",
    "Let the transmitter add the claim: a Security Event Token must have it, and receivers refuse one without.",
    "RFC 8417 §2.2",
);
static LOGOUT_NONCE: Rule = Rule {
    code: "profile.logout_token.nonce",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A logout token carries a nonce."),
    help: "Leave `nonce` out: it is forbidden so that nobody can pass a logout token off as an ID token.",
    reference: "OpenID Connect Back-Channel Logout §2.4",
};
static LOGOUT_EVENT: Rule = Rule {
    code: "profile.logout_token.event",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The events of a logout token do not name the logout."),
    help: "Add the member http://schemas.openid.net/event/backchannel-logout with an empty object to `events`.",
    reference: "OpenID Connect Back-Channel Logout §2.4",
};
static LOGOUT_SUBJECT: Rule = Rule {
    code: "profile.logout_token.subject",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A logout token does not say who or which session."),
    help: "Add `sub`, `sid` or both.",
    reference: "OpenID Connect Back-Channel Logout §2.4",
};
static DPOP_TYP: Rule = Rule {
    code: "dpop.typ",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A DPoP proof is not typed as one."),
    help: "Set `typ` to `dpop+jwt`: a server must refuse the proof without it.",
    reference: "RFC 9449 §4.2, §4.3",
};
static DPOP_ALG: Rule = Rule {
    code: "dpop.alg",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("A DPoP proof is signed with a shared secret."),
    help: "Sign it with a key pair: the public half travels in the proof, so the algorithm must be asymmetric.",
    reference: "RFC 9449 §4.2",
};
static DPOP_HTU: Rule = Rule {
    code: "dpop.htu",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("The address in a DPoP proof has a query or a fragment."),
    help: "Leave off `?` and `#` and what follows them.",
    reference: "RFC 9449 §4.2",
};
static DPOP_HTM: Rule = Rule {
    code: "dpop.htm",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("The method in a DPoP proof is not in capitals."),
    help: "Write the HTTP method as the request line has it, such as POST: methods are case-sensitive.",
    reference: "RFC 9449 §4.2, RFC 9110 §9.1",
};
static TYP: Rule = Rule {
    code: "profile.typ",
    severity: Severity::Advice,
    blame: Blame::Advice,
    title: title!("The token could be taken for another sort, and has no type of its own."),
    help: "Set `typ` to the type of this sort of token, so that no receiver takes it for an ID token or an access token.",
    reference: "RFC 8725 §3.11",
};

pub(super) static RULES: &[&Rule] = &[
    &ACCESS_MISSING,
    &ID_MISSING,
    &LOGOUT_MISSING,
    &DPOP_MISSING,
    &ASSERTION_MISSING,
    &EVENT_MISSING,
    &LOGOUT_NONCE,
    &LOGOUT_EVENT,
    &LOGOUT_SUBJECT,
    &DPOP_TYP,
    &DPOP_ALG,
    &DPOP_HTU,
    &DPOP_HTM,
    &TYP,
];

/// A sort of token, its name, the rule that speaks for it, and the claims it must have.
type Required = (
    Profile,
    &'static str,
    &'static Rule,
    &'static [&'static str],
);

static REQUIRED: &[Required] = &[
    (
        Profile::AccessToken,
        "A JWT access token",
        &ACCESS_MISSING,
        &["iss", "exp", "aud", "sub", "client_id", "iat", "jti"],
    ),
    (
        Profile::IdToken,
        "An ID token",
        &ID_MISSING,
        &["iss", "sub", "aud", "exp", "iat"],
    ),
    (
        Profile::LogoutToken,
        "A logout token",
        &LOGOUT_MISSING,
        &["iss", "aud", "iat", "exp", "jti", "events"],
    ),
    (
        Profile::DpopProof,
        "A DPoP proof",
        &DPOP_MISSING,
        &["jti", "htm", "htu", "iat"],
    ),
    (
        Profile::ClientAssertion,
        "A client assertion",
        &ASSERTION_MISSING,
        &["iss", "sub", "aud", "exp"],
    ),
    (
        Profile::SecurityEvent,
        "A Security Event Token",
        &EVENT_MISSING,
        &["iss", "iat", "jti", "events"],
    ),
];

/// The event that makes a token a logout token.
const LOGOUT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// What the profile asks of the claims.
pub(super) fn claims(view: &View<'_, '_>, facts: &Facts, sink: &mut Sink<'_>) {
    for (profile, what, rule, required) in REQUIRED {
        if *profile != facts.profile {
            continue;
        }
        let absent: Vec<&str> = required
            .iter()
            .copied()
            .filter(|name| view.get(name).is_none())
            .collect();
        let Some(first) = absent.first() else {
            continue;
        };
        let message = fill(
            "{} must have {}; {}{}",
            &[
                what,
                &list(required),
                &list(&absent),
                verb(absent.len(), " is missing.", " are missing."),
            ],
        );
        sink.add(rule, first, view.span(view.object), message);
    }
    match facts.profile {
        Profile::LogoutToken => logout(view, sink),
        Profile::DpopProof => dpop(view, sink),
        _ => {}
    }
}

fn logout(view: &View<'_, '_>, sink: &mut Sink<'_>) {
    if let Some(nonce) = view.get("nonce") {
        let message = "A nonce is there; a logout token must have none.";
        sink.add(
            &LOGOUT_NONCE,
            "nonce",
            view.span(nonce),
            String::from(message),
        );
    }
    if let Some(events) = view.get("events")
        && events.kind() == ValueKind::Object
        && events.get(LOGOUT).is_none()
    {
        let message = fill("events has no member {}; it must.", &[LOGOUT]);
        sink.add(&LOGOUT_EVENT, "events", view.span(events), message);
    }
    if view.get("sub").is_none() && view.get("sid").is_none() {
        let message = "Neither sub nor sid is there; a logout token must have one of them.";
        sink.add(
            &LOGOUT_SUBJECT,
            "sub",
            view.span(view.object),
            String::from(message),
        );
    }
}

fn dpop(view: &View<'_, '_>, sink: &mut Sink<'_>) {
    if let Some(htu) = view.text("htu")
        && htu.contains(['?', '#'])
    {
        let message = fill(
            "htu is {q}; it must be the address without query and fragment.",
            &[&htu],
        );
        sink.add(&DPOP_HTU, "htu", view.span_of("htu"), message);
    }
    if let Some(htm) = view.text("htm")
        && htm.bytes().any(|byte| byte.is_ascii_lowercase())
    {
        let message = fill("htm is {q}; HTTP methods are written in capitals.", &[&htm]);
        sink.add(&DPOP_HTM, "htm", view.span_of("htm"), message);
    }
}

/// What the profile asks of the header. Explicit typing is spoken of only where one sort of token has
/// the claims of another.
pub(super) fn typ(view: &View<'_, '_>, facts: &Facts, sink: &mut Sink<'_>) {
    let typ = view.typ();
    let is_dpop = typ.as_deref() == Some("dpop+jwt");
    let found = match &typ {
        Some(typ) => fill("typ is {q}", &[typ]),
        None => String::from("There is no typ"),
    };
    let span = view.span_of("typ");
    if facts.profile == Profile::DpopProof || is_dpop {
        if !is_dpop {
            let message = fill("{}; a DPoP proof must have \"dpop+jwt\".", &[&found]);
            sink.add(&DPOP_TYP, "typ", span, message);
        }
        if let Some(alg) = view.text("alg")
            && matches!(&*alg, "HS256" | "HS384" | "HS512")
        {
            let message = fill(
                "alg is {q}; a DPoP proof must be signed with a private key.",
                &[&alg],
            );
            sink.add(&DPOP_ALG, "alg", view.span_of("alg"), message);
        }
        return;
    }
    let wanted = match facts.profile {
        Profile::LogoutToken => "logout+jwt",
        Profile::SecurityEvent => "secevent+jwt",
        _ => return,
    };
    // Any type of its own tells the token apart.
    if typ.is_none_or(|typ| typ == "jwt") {
        let message = fill(
            "{}; this sort of token has the type \"{}\".",
            &[&found, wanted],
        );
        sink.add(&TYP, "typ", span, message);
    }
}
