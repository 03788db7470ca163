//! What the members of a token endpoint's answer mean.
use super::n;
use crate::kinds::body::Name;

/// A token endpoint's successful answer.
pub(crate) const TOKEN_RESPONSE: &[Name] = &[
    n(
        "access_token",
        "Access token",
        "What the client sends to the API. Masked here; it stands in the list as an artefact of its own.",
        "RFC 6749 §5.1",
    ),
    n(
        "token_type",
        "Token type",
        "How the token is sent. Bearer: whoever has it may use it. The word's case does not matter.",
        "RFC 6749 §7.1",
    ),
    n(
        "expires_in",
        "Lifetime",
        "How many seconds the access token lives, counted from this answer.",
        "RFC 6749 §5.1",
    ),
    n(
        "refresh_token",
        "Refresh token",
        "Buys the next access token at the token endpoint. A secret of the client's; masked here.",
        "RFC 6749 §1.5",
    ),
    n(
        "scope",
        "Scopes granted",
        "What the token may do. May be left out where it is what was asked for.",
        "RFC 6749 §3.3",
    ),
    n(
        "id_token",
        "ID token",
        "Says who signed in. Masked here; it stands in the list as an artefact of its own.",
        "OpenID Connect Core §3.1.3.3",
    ),
    n(
        "state",
        "State",
        "The value the client sent, given back so that it can tell its own requests.",
        "RFC 6749 §4.1.2",
    ),
    n(
        "issued_token_type",
        "Issued token type",
        "What sort of token came out of a token exchange.",
        "RFC 8693 §2.2.1",
    ),
    n(
        "authorization_details",
        "Authorization details",
        "What was granted, in more detail than scopes allow.",
        "RFC 9396 §7",
    ),
    n(
        "refresh_expires_in",
        "Lifetime of the refresh token",
        "How many seconds the refresh token lives.",
        "Keycloak",
    ),
    n(
        "refresh_token_expires_in",
        "Lifetime of the refresh token",
        "How many seconds the refresh token lives.",
        "GitHub and others",
    ),
    n(
        "not-before-policy",
        "Not-before policy",
        "Tokens issued before this time are no longer taken; 0 for none.",
        "Keycloak",
    ),
    n(
        "session_state",
        "Session",
        "Names the user's session at the server.",
        "OpenID Connect Session Management",
    ),
    n(
        "ext_expires_in",
        "Extended lifetime",
        "How long the token may be used if the server cannot be reached.",
        "Microsoft Entra ID",
    ),
    n(
        "expires_on",
        "Expiry",
        "The expiry as seconds since 1970.",
        "Microsoft Entra ID",
    ),
    n(
        "resource",
        "Resource",
        "The API the token is for.",
        "Microsoft Entra ID",
    ),
    n(
        "client_info",
        "Client information",
        "The user's and the tenant's id, for the client's cache.",
        "Microsoft Entra ID",
    ),
    n(
        "foci",
        "Family of clients",
        "The refresh token works for other applications of the same family.",
        "Microsoft Entra ID",
    ),
    n(
        "device_secret",
        "Device secret",
        "Binds tokens of several apps on one device.",
        "OpenID Connect Native SSO",
    ),
    n(
        "device_code",
        "Device code",
        "The client asks for the token with it. A secret; masked here.",
        "RFC 8628 §3.2",
    ),
    n(
        "user_code",
        "User code",
        "What the person types in on another device.",
        "RFC 8628 §3.2",
    ),
    n(
        "verification_uri",
        "Address for the person",
        "Where the person types the code in.",
        "RFC 8628 §3.2",
    ),
    n(
        "interval",
        "Interval",
        "How many seconds to wait between two questions.",
        "RFC 8628 §3.2",
    ),
    n(
        "instance_url",
        "Instance",
        "Where to call the API.",
        "Salesforce",
    ),
    n(
        "id",
        "Identity address",
        "Where to ask about the user.",
        "Salesforce",
    ),
    n(
        "bot_user_id",
        "Bot user",
        "The user the bot token acts as.",
        "Slack",
    ),
    n(
        "error",
        "Error",
        "An error beside a token: see the findings.",
        "RFC 6749 §5.2",
    ),
];
