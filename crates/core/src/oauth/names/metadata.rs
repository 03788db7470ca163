//! What a server tells about itself, and about a token.
use super::n;
use crate::kinds::body::Name;

/// An introspection answer.
pub(crate) const INTROSPECTION: &[Name] = &[
    n(
        "active",
        "Active",
        "Whether the token is good now, for the one who asked.",
        "RFC 7662 §2.2",
    ),
    n("scope", "Scopes", "What the token may do.", "RFC 7662 §2.2"),
    n(
        "client_id",
        "Client",
        "The client the token was issued to.",
        "RFC 7662 §2.2",
    ),
    n(
        "username",
        "User name",
        "The resource owner, in a form for people.",
        "RFC 7662 §2.2",
    ),
    n(
        "token_type",
        "Token type",
        "How the token is sent: Bearer, DPoP.",
        "RFC 7662 §2.2",
    ),
];

/// A discovery document.
pub(crate) const DISCOVERY: &[Name] = &[
    n(
        "issuer",
        "Issuer",
        "The server's identifier: iss in its tokens must be the same, character by character.",
        "RFC 8414 §2",
    ),
    n(
        "authorization_endpoint",
        "Authorization endpoint",
        "Where the browser is sent to sign in and consent.",
        "RFC 8414 §2",
    ),
    n(
        "token_endpoint",
        "Token endpoint",
        "Where clients get tokens.",
        "RFC 8414 §2",
    ),
    n(
        "userinfo_endpoint",
        "Userinfo endpoint",
        "Tells about the user of an access token.",
        "OpenID Connect Discovery §3",
    ),
    n(
        "jwks_uri",
        "Key set",
        "Where the public keys are that check the server's signatures.",
        "RFC 8414 §2",
    ),
    n(
        "introspection_endpoint",
        "Introspection endpoint",
        "Tells whether a token is active.",
        "RFC 8414 §2",
    ),
    n(
        "revocation_endpoint",
        "Revocation endpoint",
        "Takes tokens back.",
        "RFC 8414 §2",
    ),
    n(
        "end_session_endpoint",
        "Logout endpoint",
        "Where the browser is sent to sign out.",
        "OpenID Connect RP-Initiated Logout §2.1",
    ),
    n(
        "device_authorization_endpoint",
        "Device endpoint",
        "Where devices without a browser begin.",
        "RFC 8628 §4",
    ),
    n(
        "pushed_authorization_request_endpoint",
        "Pushed requests",
        "Where clients leave their request before the browser goes.",
        "RFC 9126 §5",
    ),
    n(
        "registration_endpoint",
        "Registration endpoint",
        "Where clients register themselves.",
        "RFC 8414 §2",
    ),
    n(
        "check_session_iframe",
        "Session frame",
        "A page that tells whether the session changed.",
        "OpenID Connect Session Management",
    ),
    n(
        "scopes_supported",
        "Scopes",
        "Scopes that may be asked for; there may be more.",
        "RFC 8414 §2",
    ),
    n(
        "response_types_supported",
        "Response types",
        "What the authorization endpoint can answer: code, token, id_token.",
        "RFC 8414 §2",
    ),
    n(
        "response_modes_supported",
        "Response modes",
        "How the answer comes back: query, fragment, form_post.",
        "RFC 8414 §2",
    ),
    n(
        "grant_types_supported",
        "Grant types",
        "Ways to get a token. If left out: authorization_code and implicit.",
        "RFC 8414 §2",
    ),
    n(
        "subject_types_supported",
        "Subject types",
        "Whether sub is the same for every client (public) or not (pairwise).",
        "OpenID Connect Discovery §3",
    ),
    n(
        "id_token_signing_alg_values_supported",
        "Signature algorithms",
        "Algorithms ID tokens may be signed with.",
        "OpenID Connect Discovery §3",
    ),
    n(
        "token_endpoint_auth_methods_supported",
        "Client authentication",
        "How clients prove who they are at the token endpoint. If left out: client_secret_basic.",
        "RFC 8414 §2",
    ),
    n(
        "claims_supported",
        "Claims",
        "Claims the server may give.",
        "OpenID Connect Discovery §3",
    ),
    n(
        "code_challenge_methods_supported",
        "PKCE methods",
        "S256 is the one to use.",
        "RFC 8414 §2",
    ),
    n(
        "dpop_signing_alg_values_supported",
        "DPoP algorithms",
        "Algorithms DPoP proofs may be signed with.",
        "RFC 9449 §5.1",
    ),
    n(
        "tls_client_certificate_bound_access_tokens",
        "Certificate-bound tokens",
        "Whether tokens can be bound to the client's certificate.",
        "RFC 8705 §3.3",
    ),
    n(
        "authorization_response_iss_parameter_supported",
        "Issuer in the answer",
        "Whether answers carry iss, against mix-up.",
        "RFC 9207 §3",
    ),
    n(
        "backchannel_logout_supported",
        "Back-channel logout",
        "Whether the server sends logout tokens.",
        "OpenID Connect Back-Channel Logout §2.1",
    ),
    n(
        "mtls_endpoint_aliases",
        "Endpoints with client certificates",
        "Other addresses for clients that use certificates.",
        "RFC 8705 §5",
    ),
    n(
        "resource",
        "Resource",
        "The API this document is about.",
        "RFC 9728 §2",
    ),
    n(
        "authorization_servers",
        "Authorization servers",
        "Issuers whose tokens the API takes.",
        "RFC 9728 §2",
    ),
];
