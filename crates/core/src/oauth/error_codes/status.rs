//! What an HTTP status says where no code does.

use super::{API, Known};

const fn status(
    code: &'static str,
    means: &'static str,
    causes: &'static [&'static str],
    step: &'static str,
    reference: &'static str,
) -> Known {
    Known {
        code,
        from: API,
        means,
        causes,
        step,
        reference,
    }
}

/// What HTTP statuses say where no code does; `code` is the status.
const STATUSES: &[Known] = &[
    status(
        "400",
        "the request is not understood",
        &["A parameter or the body is malformed or missing."],
        "Read the message for the name of the field.",
        "RFC 9110 §15.5.1",
    ),
    status(
        "401",
        "the API does not know who is calling",
        &[
            "No token was sent, or not as Bearer.",
            "The token is expired, revoked, or of another issuer or audience.",
        ],
        "Paste the token to see its expiry, issuer and audience; then ask for a new one.",
        "RFC 9110 §15.5.2",
    ),
    status(
        "403",
        "the API knows who is calling and refuses",
        &[
            "A scope, role or permission is missing.",
            "A rule about addresses, plans or the resource refuses.",
        ],
        "Find out which permission the call needs, and compare it with the token's. A new token of the same kind does not help.",
        "RFC 9110 §15.5.4",
    ),
    status(
        "404",
        "there is nothing at this path",
        &[
            "The path or id is wrong.",
            "The caller may not see it: some APIs answer 404 then.",
        ],
        "Check path and host, then the permissions.",
        "RFC 9110 §15.5.5",
    ),
    status(
        "405",
        "the method is not allowed at this path",
        &["GET instead of POST, or the other way round."],
        "Check the method; the header Allow names those that are.",
        "RFC 9110 §15.5.6",
    ),
    status(
        "409",
        "it conflicts with the present state",
        &["It was changed in between, or exists already."],
        "Read it again and repeat the change.",
        "RFC 9110 §15.5.10",
    ),
    status(
        "415",
        "the body's type is not taken",
        &["Content-Type is not what the API expects."],
        "Token endpoints take forms, most APIs JSON.",
        "RFC 9110 §15.5.16",
    ),
    status(
        "429",
        "too many requests",
        &["More calls than the limit allows."],
        "Wait as long as the header Retry-After says.",
        "RFC 6585 §4",
    ),
    status(
        "500",
        "the server failed",
        &["A fault inside the server."],
        "Try again later; look at the server's log.",
        "RFC 9110 §15.6.1",
    ),
    status(
        "502",
        "a gateway got no good answer from the server behind it",
        &["The server behind it is down or unreachable."],
        "Try again; look at the gateway's log.",
        "RFC 9110 §15.6.3",
    ),
    status(
        "503",
        "the server is not available",
        &["Overload or maintenance."],
        "Try again with growing pauses.",
        "RFC 9110 §15.6.4",
    ),
    status(
        "504",
        "a gateway waited too long for the server behind it",
        &["The server behind it is slow or unreachable."],
        "Try again; look at the gateway's log.",
        "RFC 9110 §15.6.5",
    ),
];

/// The status behind a code word of Google's APIs and of Microsoft Graph.
pub(crate) fn status_of_word(code: &str) -> Option<i64> {
    Some(match code {
        "UNAUTHENTICATED"
        | "unauthorized"
        | "Unauthorized"
        | "InvalidAuthenticationToken"
        | "AuthenticationFailed" => 401,
        "PERMISSION_DENIED"
        | "Authorization_RequestDenied"
        | "accessDenied"
        | "ErrorAccessDenied"
        | "AuthorizationFailed" => 403,
        "NOT_FOUND" | "itemNotFound" | "Request_ResourceNotFound" => 404,
        "INVALID_ARGUMENT" | "BadRequest" => 400,
        "RESOURCE_EXHAUSTED" | "TooManyRequests" => 429,
        "UNAVAILABLE" | "serviceNotAvailable" => 503,
        _ => return None,
    })
}

/// What a status means.
pub(crate) fn of_status(status: i64) -> Option<&'static Known> {
    STATUSES
        .iter()
        .find(|known| known.code.parse() == Ok(status))
}
