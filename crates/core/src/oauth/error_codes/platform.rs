//! Codes of the Genesys Cloud Platform API.

use super::{GENESYS, Known};

const PLATFORM: &str = "the Genesys Cloud Platform API";
const OBSERVED: &str = "Genesys Cloud Platform API, observed by others";
const ASK: &str = r#"curl -sS -w '\n%{http_code}\n' -H "Authorization: Bearer $TOKEN" "https://api.mypurecloud.com/api/v2/tokens/me?preserveIdleTTL=true""#;
const ASK_TEXT: &str = "Ask the API about the token, at your region's domain instead of mypurecloud.com. If a new token works there, it was age or idling; if not, it is the region or the address rules:";

const fn code(
    code: &'static str,
    says: &'static str,
    means: &'static str,
    causes: &'static [&'static str],
    step: &'static str,
    line: &'static str,
) -> Known {
    Known {
        code,
        says,
        from: PLATFORM,
        vendor: GENESYS,
        means,
        causes,
        step,
        line,
        reference: OBSERVED,
    }
}

/// Codes of the Platform API's `ErrorBody`.
pub(crate) const PLATFORM_CODES: &[Known] = &[
    code(
        "",
        "requires a user context",
        "the call is about the signed-in user, and a client credentials token has none",
        &["The path is one for users only, such as /api/v2/users/me."],
        "Call another resource, or use a token of a user (code grant). To test a client credentials token, ask /api/v2/tokens/me.",
        ASK,
    ),
    code(
        "authentication.required",
        "",
        "no bearer token was sent (401)",
        &[
            "The header Authorization is missing.",
            "The word Bearer is missing before the token.",
            "A gateway or redirect took the header off.",
        ],
        "Send the header Authorization: Bearer and the token.",
        ASK,
    ),
    code(
        "bad.credentials",
        "",
        "the token is not taken (401)",
        &[
            "It is expired: a day after it was issued, if nothing else is set.",
            "It was not used for longer than the idle timeout.",
            "It was issued in another region.",
            "It was revoked, or its client was disabled.",
        ],
        ASK_TEXT,
        ASK,
    ),
    code(
        "credentials.expired",
        "",
        "the token is expired (401)",
        &[
            "Its lifetime has passed.",
            "It was not used for longer than the idle timeout.",
        ],
        "Ask for a new token; keep expires_in with it, since the API does not tell it later.",
        "",
    ),
    code(
        "ip.not.authorized",
        "",
        "the caller's address is not on the organization's allowlist (401)",
        &[
            "The call comes from an address that is not on the list: a new server, a VPN, another way out.",
        ],
        "Have an administrator add the address the calls come from to the organization's allowlist.",
        "",
    ),
    code(
        "unauthorized",
        "",
        "the token is not taken (401)",
        &["It is expired, revoked or of another region."],
        ASK_TEXT,
        ASK,
    ),
    code(
        "missing.permissions",
        "",
        "the token is good but lacks a permission (403)",
        &[
            "The role of the client or user does not hold the permission.",
            "The role holds it in another division.",
        ],
        "Add a role with the named permission, in the right division: to the client for client credentials, to the user otherwise. Changes take some seconds.",
        "",
    ),
    code(
        "missing.any.permissions",
        "",
        "the token is good but holds none of the permissions of which one is needed (403)",
        &[
            "No role of the client or user holds one of them.",
            "A role holds one in another division.",
        ],
        "Add a role with one of the named permissions, in the right division: to the client for client credentials, to the user otherwise.",
        "",
    ),
    code(
        "not.authorized",
        "",
        "the token is good but may not do this (403)",
        &[
            "A permission or division is missing.",
            "The organization enforces scopes, and the application lacks one or is not approved.",
        ],
        "Look at the roles and divisions of the client or user; for a user's token also at Admin > Integrations > Authorized Applications.",
        "",
    ),
    code(
        "not.found",
        "",
        "there is nothing at this path or with this id (404)",
        &[
            "The id is of another organization, or was deleted.",
            "The path lacks /api/v2, or the host is wrong.",
            "The thing is in a division the caller cannot see.",
        ],
        "Check path, id and host.",
        "",
    ),
    code(
        "too.many.requests",
        "",
        "too many requests (429)",
        &[
            "More calls a minute than the limit of the token or client allows.",
            "Several jobs share one token.",
        ],
        "Wait as long as the header Retry-After says (or inin-ratelimit-reset), then spread the calls.",
        "",
    ),
    code(
        "too.many.requests.retry.after",
        "",
        "too many requests (429)",
        &["More calls than this resource allows."],
        "Wait as long as the header Retry-After says.",
        "",
    ),
    code(
        "bad.request",
        "",
        "the request is not understood (400)",
        &[
            "A parameter or the body is malformed.",
            "The resource needs a user's token.",
        ],
        "Read the message and details for the field's name.",
        "",
    ),
    code(
        "invalid.value",
        "",
        "a value is not allowed (400)",
        &["A field has a value that is not among the allowed ones."],
        "Read details for the field's name.",
        "",
    ),
    code(
        "invalid.date",
        "",
        "a date is not understood (400)",
        &["The date is not written as ISO 8601 says."],
        "Write dates as 2026-01-31T00:00:00Z, intervals as two with a slash between.",
        "",
    ),
    code(
        "general.conflict",
        "",
        "it was changed in between (409)",
        &["The version sent is not the current one."],
        "Read it again and repeat the change on the new version.",
        "",
    ),
    code(
        "general.resource.conflict",
        "",
        "it conflicts with something that exists (409)",
        &["The version or name is taken."],
        "Read it again and repeat the change.",
        "",
    ),
    code(
        "request.entity.too.large",
        "",
        "the body is too large (413)",
        &["More was sent than the API takes at once."],
        "Send less at once.",
        "",
    ),
    code(
        "response.entity.too.large",
        "",
        "the answer would be too large (400)",
        &["The interval or page asked for is too large."],
        "Ask for less: a shorter interval, smaller pages.",
        "",
    ),
    code(
        "unsupported.media.type",
        "",
        "the body's type is not taken (415)",
        &["Content-Type is not application/json."],
        "Send Content-Type: application/json.",
        "",
    ),
    code(
        "client.timeout",
        "",
        "the request took too long to arrive (408)",
        &["The connection is slow or was cut."],
        "Try again.",
        "",
    ),
    code(
        "internal.server.error",
        "",
        "the service failed (500)",
        &["A fault inside the service."],
        "Try again later; quote the contextId in a support case if it stays.",
        "",
    ),
    code(
        "service.unavailable",
        "",
        "the service is not available (503)",
        &["Overload or maintenance."],
        "Try again with growing pauses.",
        "",
    ),
    code(
        "request.timeout",
        "",
        "the service took too long (504)",
        &["The request is heavy, or the service is overloaded."],
        "Ask for less at once, and try again.",
        "",
    ),
    code(
        "authentication.request.timeout",
        "",
        "checking the token took too long (504)",
        &["The service that checks tokens is overloaded."],
        "Try again with growing pauses.",
        "",
    ),
];
