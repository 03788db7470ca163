//! The codes of the OAuth framework itself: its token endpoint, its authorization endpoint.

use super::{AUTHORIZATION, Known, TOKEN_ENDPOINT, std};

/// RFC 6749.
pub(super) const CODES: &[Known] = &[
    // RFC 6749 §5.2: the token endpoint.
    std(
        "invalid_client",
        TOKEN_ENDPOINT,
        "the client could not be authenticated",
        &[
            "The client secret is wrong, expired or was reset.",
            "The client id is wrong, or unknown to this server or tenant.",
            "The credentials were sent another way than the server expects: in the Basic header or in the body.",
            "A client assertion is expired, badly signed or for another audience.",
        ],
        "Check client id and secret against the server's settings, and how it wants them sent (token_endpoint_auth_methods_supported).",
        "RFC 6749 §5.2",
    ),
    std(
        "invalid_grant",
        TOKEN_ENDPOINT,
        "the code, refresh token or assertion is not taken",
        &[
            "It was used before, or is expired: codes live minutes at most and work once.",
            "redirect_uri or code_verifier differ from those of the authorization request.",
            "The refresh token was revoked: by signing out, by a new password, or by its successor.",
            "It was issued to another client.",
            "With the password grant: user name or password is wrong.",
        ],
        "Begin the flow again and redeem the new code at once, with the same redirect_uri and verifier.",
        "RFC 6749 §5.2",
    ),
    std(
        "unauthorized_client",
        TOKEN_ENDPOINT,
        "the client may not use this grant or response type",
        &[
            "The grant type is not enabled for the client.",
            "The wrong client id was used.",
        ],
        "Enable the grant type in the client's settings at the server, or use the client made for it.",
        "RFC 6749 §5.2, §4.1.2.1",
    ),
    std(
        "unsupported_grant_type",
        TOKEN_ENDPOINT,
        "the server does not know or does not allow this grant type",
        &[
            "grant_type is mistyped.",
            "The body is JSON where a form is expected, so that grant_type was not seen.",
            "The server does not offer the grant.",
        ],
        "Send a form (application/x-www-form-urlencoded) and compare grant_type with grant_types_supported.",
        "RFC 6749 §5.2",
    ),
    std(
        "invalid_request",
        TOKEN_ENDPOINT,
        "a parameter is missing, repeated or malformed",
        &[
            "A required parameter is missing, grant_type, code or redirect_uri for instance.",
            "The body is JSON where a form is expected.",
            "A value was not percent-encoded, so that + or & cut it.",
            "Client credentials were sent twice, in the header and in the body.",
        ],
        "Read the description for the name of the parameter, and send the body as a form.",
        "RFC 6749 §5.2, RFC 6750 §3.1",
    ),
    std(
        "invalid_scope",
        TOKEN_ENDPOINT,
        "a scope is unknown, malformed or more than was granted",
        &[
            "A scope is mistyped or not defined at this server.",
            "Scopes are separated by commas; they must be separated by spaces.",
            "The client may not have it, or a refresh asks for more than was first granted.",
        ],
        "Compare the scopes with the server's list (scopes_supported) and with those the client may have.",
        "RFC 6749 §5.2, §3.3",
    ),
    // RFC 6749 §4.1.2.1: the authorization endpoint.
    std(
        "access_denied",
        AUTHORIZATION,
        "the user or the server refused",
        &[
            "The person pressed Cancel or did not consent.",
            "A rule refuses this person or this application.",
            "An administrator must approve the application first.",
        ],
        "Ask what the person saw; then look at the application's approval and the rules at the server.",
        "RFC 6749 §4.1.2.1",
    ),
    std(
        "unsupported_response_type",
        AUTHORIZATION,
        "the server does not offer this response type",
        &[
            "response_type=token (implicit) is switched off.",
            "response_type is mistyped.",
        ],
        "Use response_type=code with PKCE.",
        "RFC 6749 §4.1.2.1",
    ),
    std(
        "server_error",
        AUTHORIZATION,
        "the server failed",
        &[
            "A fault inside the server.",
            "A rule or hook at the server failed.",
        ],
        "Try again once; if it stays, look at the server's log for the time of the error.",
        "RFC 6749 §4.1.2.1",
    ),
    std(
        "temporarily_unavailable",
        AUTHORIZATION,
        "the server is overloaded or in maintenance",
        &[
            "Overload or maintenance.",
            "Too many requests of this client.",
        ],
        "Wait and try again, with growing pauses.",
        "RFC 6749 §4.1.2.1",
    ),
];
