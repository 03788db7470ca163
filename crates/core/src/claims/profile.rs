//! What sort of token it is: by what it says it is (`typ`), then by claims that only one sort has.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;

use super::brief;
use super::wanted::Wanted;
use crate::report::{Facts, Profile};

/// The sort of token and why it was taken for that, in a phrase.
pub(super) fn of(
    facts: &Facts,
    claims: &Wanted<'_, '_>,
    visible: bool,
    has_key: bool,
) -> (Profile, String) {
    let named = facts.token_type.as_deref().and_then(of_type);
    if let Some((profile, what)) = named {
        let typ = brief(facts.token_type.as_deref().unwrap_or_default());
        return (profile, format!("typ is {typ}: {what}"));
    }
    if !visible {
        return (
            Profile::Unknown,
            "its claims are encrypted or missing".to_owned(),
        );
    }
    if let Some((profile, reason)) = of_claims(facts, claims, has_key) {
        return (profile, reason);
    }
    match facts.token_type.as_deref() {
        Some(typ) if !is_plain(typ) => (
            Profile::OtherNamed,
            format!("typ is {}, which is not a known type", brief(typ)),
        ),
        _ => (
            Profile::Unknown,
            "neither a type nor its claims tell".to_owned(),
        ),
    }
}

/// The name of a sort of token, to begin a sentence with; none where it does not tell.
#[must_use]
pub fn profile_name(profile: Profile) -> Option<&'static str> {
    Some(match profile {
        Profile::AccessToken | Profile::LikelyAccessToken => "Access token",
        Profile::IdToken => "ID token",
        Profile::LogoutToken => "Logout token",
        Profile::DpopProof => "DPoP proof",
        Profile::ClientAssertion => "Client assertion",
        Profile::RefreshToken => "Refresh token",
        Profile::SecurityEvent => "Security event token",
        Profile::OtherNamed | Profile::Unknown => return None,
    })
}

/// `typ` without `application/`, which may be left off (RFC 7515 §4.1.9), in lower case.
pub(crate) fn plain_type(typ: &str) -> String {
    let lower = typ.to_ascii_lowercase();
    match lower.strip_prefix("application/") {
        Some(rest) => rest.to_owned(),
        None => lower,
    }
}

/// A type that only says that it is a JWT or a JWS.
fn is_plain(typ: &str) -> bool {
    matches!(
        &*plain_type(typ),
        "" | "jwt" | "jws" | "jose" | "jose+json" | "jwe"
    )
}

/// The explicit types (RFC 8725 §3.11) of the media type registry.
fn of_type(typ: &str) -> Option<(Profile, &'static str)> {
    Some(match &*plain_type(typ) {
        "at+jwt" => (Profile::AccessToken, "an access token (RFC 9068)"),
        "dpop+jwt" => (Profile::DpopProof, "a DPoP proof (RFC 9449)"),
        "logout+jwt" => (
            Profile::LogoutToken,
            "a logout token (OpenID Connect Back-Channel Logout)",
        ),
        "secevent+jwt" => (Profile::SecurityEvent, "a security event token (RFC 8417)"),
        "client-authentication+jwt" => (Profile::ClientAssertion, "a client assertion (RFC 7523)"),
        "id_token+jwt" | "id+jwt" => (Profile::IdToken, "an ID token"),
        "oauth-authz-req+jwt" => (Profile::OtherNamed, "a request object (RFC 9101)"),
        "token-introspection+jwt" => (
            Profile::OtherNamed,
            "a signed introspection answer (RFC 9701)",
        ),
        "passport" => (Profile::OtherNamed, "a PASSporT of a phone call (RFC 8225)"),
        "kb+jwt" => (
            Profile::OtherNamed,
            "the key binding of an SD-JWT (RFC 9901)",
        ),
        "dc+sd-jwt" | "vc+sd-jwt" => (Profile::OtherNamed, "a verifiable credential (SD-JWT VC)"),
        "vc+jwt" | "vp+jwt" => (
            Profile::OtherNamed,
            "a verifiable credential or presentation (W3C)",
        ),
        "statuslist+jwt" => (Profile::OtherNamed, "a token status list"),
        "entity-statement+jwt" | "trust-mark+jwt" => {
            (Profile::OtherNamed, "a statement of OpenID Federation")
        }
        "eat+jwt" => (Profile::OtherNamed, "an attestation (RFC 9711)"),
        _ => return None,
    })
}

/// The claims that give a sort of token away, surest first.
fn of_claims(facts: &Facts, claims: &Wanted<'_, '_>, has_key: bool) -> Option<(Profile, String)> {
    let say = |profile, reason: &str| Some((profile, reason.to_owned()));
    if let Some(events) = claims.get("events") {
        return if events.get(LOGOUT_EVENT).is_some() {
            say(Profile::LogoutToken, "its event is a back-channel logout")
        } else {
            say(Profile::SecurityEvent, "it carries events (RFC 8417)")
        };
    }
    if let Some(typ) = claims.text("typ") {
        // Keycloak writes the sort of token into its claims.
        let profile = match &*typ {
            "Bearer" | "DPoP" => Some(Profile::LikelyAccessToken),
            "ID" => Some(Profile::IdToken),
            "Refresh" | "Offline" => Some(Profile::RefreshToken),
            "Logout" => Some(Profile::LogoutToken),
            _ => None,
        };
        if let Some(profile) = profile {
            return Some((
                profile,
                format!("its claim typ is {typ}, as Keycloak writes it"),
            ));
        }
    }
    match claims.text("token_use").as_deref() {
        Some("access") => {
            return say(
                Profile::LikelyAccessToken,
                "its claim token_use is access (Amazon Cognito)",
            );
        }
        Some("id") => {
            return say(
                Profile::IdToken,
                "its claim token_use is id (Amazon Cognito)",
            );
        }
        _ => {}
    }
    if claims.has("htm") && claims.has("htu") {
        let key = if has_key {
            " and a key in its header"
        } else {
            ""
        };
        return Some((
            Profile::DpopProof,
            format!("it carries htm and htu{key}, without the type dpop+jwt"),
        ));
    }
    if claims.has("token_introspection") {
        return say(
            Profile::OtherNamed,
            "it carries token_introspection (RFC 9701)",
        );
    }
    if claims.has("response_type") && claims.has("client_id") {
        return say(
            Profile::OtherNamed,
            "it carries the parameters of a request object (RFC 9101)",
        );
    }
    if claims.has("kubernetes.io") || claims.has("kubernetes.io/serviceaccount/namespace") {
        return say(
            Profile::LikelyAccessToken,
            "it names a Kubernetes service account",
        );
    }
    if claims.has("job_workflow_ref") {
        return say(
            Profile::OtherNamed,
            "it names a GitHub Actions job: a workload's identity token",
        );
    }
    if let Some(hash) = claims.first(&["at_hash", "c_hash", "s_hash"]) {
        return Some((
            Profile::IdToken,
            format!("it carries {hash}, which only ID tokens have"),
        ));
    }
    let access = claims.first(&ACCESS);
    if let (Some("nonce"), None) = (claims.first(&["nonce"]), access) {
        return say(
            Profile::IdToken,
            "it carries the nonce of a sign-in and no scope",
        );
    }
    if let Some(reason) = assertion(facts, claims, access) {
        return Some((Profile::ClientAssertion, reason));
    }
    if let Some(name) = access {
        return Some((
            Profile::LikelyAccessToken,
            format!("it carries {name}, as access tokens do"),
        ));
    }
    // From here on the issuer is named as audience or as party; nothing says what may be done.
    if let (Some(azp), [audience]) = (claims.text("azp"), facts.audience.as_slice())
        && azp == **audience
    {
        return say(
            Profile::IdToken,
            "its audience is the client it was issued to",
        );
    }
    let person = claims.first(&["email", "preferred_username", "name", "family_name"]);
    let signed_in = claims.first(&["auth_time", "amr", "acr", "tid"]);
    let for_a_client = facts
        .audience
        .first()
        .is_some_and(|audience| !audience.contains("://"));
    if let (Some(what), true) = (person.or(signed_in), for_a_client) {
        return Some((
            Profile::IdToken,
            format!("it carries {what}, no scope, and an audience that looks like a client"),
        ));
    }
    claims.first(&["client_id", "azp"]).map(|name| {
        (
            Profile::LikelyAccessToken,
            format!("it carries {name} and nothing of an ID token"),
        )
    })
}

/// Whether a client vouches for itself at a token endpoint (RFC 7523 §3), and why it seems so.
fn assertion(facts: &Facts, claims: &Wanted<'_, '_>, access: Option<&str>) -> Option<String> {
    let same = facts.issuer.is_some() && facts.issuer == facts.subject;
    let endpoint = facts.audience.iter().any(|audience| {
        let path = super::vendor::host_and_path(audience).map_or("", |(_, path)| path);
        ["/token", "/oauth", "/openid-connect", "/realms/", "/par"]
            .iter()
            .any(|part| path.contains(part))
    });
    if !same || access.is_some() {
        return None;
    }
    if endpoint {
        return Some("iss and sub are the same, and aud is a token endpoint".to_owned());
    }
    let dated = claims.has("jti") && claims.has("exp");
    let web = facts
        .issuer
        .as_deref()
        .is_some_and(|issuer| issuer.contains("://"));
    (dated && !web && !facts.audience.is_empty())
        .then(|| "iss and sub are the same client".to_owned())
}

/// Claims that say what may be done or how a client got the token, and so stand in access tokens.
const ACCESS: [&str; 12] = [
    "scope",
    "scp",
    "scopes",
    "permissions",
    "idtyp",
    "azpacr",
    "appidacr",
    "appid",
    "cid",
    "gty",
    "realm_access",
    "resource_access",
];

/// OpenID Connect Back-Channel Logout §2.4.
const LOGOUT_EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

#[cfg(test)]
mod tests;
