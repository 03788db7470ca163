//! The other codes of the Platform API: the request itself, and faults of the service.

use super::source::*;
use super::{Case, Cause, cause, code};

const FROM: &str = "the Genesys Cloud Platform API";

const fn other(
    id: &'static str,
    code_: &'static str,
    means: &'static str,
    causes: &'static [Cause],
    step: &'static str,
) -> Case {
    Case {
        id,
        branch: 'X',
        when: code(code_),
        from: FROM,
        means,
        causes,
        step,
        line: "",
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: false,
    }
}

/// A cause that follows from what the code is called.
const fn plain(
    id: &'static str,
    text: &'static str,
    tell: &'static str,
    fix: &'static str,
) -> Cause {
    cause(id, text, (tell, fix), DERIVED)
}

pub(super) const CASES: &[Case] = &[
    other(
        "api.bad_request",
        "bad.request",
        "the request is not understood (400)",
        &[
            plain(
                "api.bad_request.1",
                "A parameter or the body is malformed.",
                "message and details name the field.",
                "Correct the field.",
            ),
            plain(
                "api.bad_request.2",
                "The resource needs a user's token.",
                "The path holds /me, or the message speaks of a user context.",
                "Use another resource or grant.",
            ),
        ],
        "Read message and details for the field's name.",
    ),
    other(
        "api.invalid_value",
        "invalid.value",
        "a value is not allowed (400)",
        &[plain(
            "api.invalid_value.1",
            "A field has a value that is not among the allowed ones.",
            "details names the field.",
            "Look the values up in the documentation of the call.",
        )],
        "Read details for the field's name.",
    ),
    other(
        "api.invalid_date",
        "invalid.date",
        "a date is not understood (400)",
        &[plain(
            "api.invalid_date.1",
            "The date is not written as ISO 8601 says.",
            "It lacks the T or the Z, or the interval lacks its slash.",
            "Write 2026-01-31T00:00:00Z, and intervals as two with a slash between.",
        )],
        "Write dates as 2026-01-31T00:00:00Z, intervals as two with a slash between.",
    ),
    other(
        "api.response_entity_too_large",
        "response.entity.too.large",
        "the answer would be too large (400)",
        &[plain(
            "api.response_entity_too_large.1",
            "The interval or page asked for is too large.",
            "A shorter interval works.",
            "Ask for less: a shorter interval, smaller pages.",
        )],
        "Ask for less: a shorter interval, smaller pages.",
    ),
    other(
        "api.client_timeout",
        "client.timeout",
        "the request took too long to arrive (408)",
        &[plain(
            "api.client_timeout.1",
            "The connection is slow or was cut.",
            "It happens with large bodies or from one network.",
            "Send less at once, and try again.",
        )],
        "Try again.",
    ),
    other(
        "api.general_conflict",
        "general.conflict",
        "it was changed in between (409)",
        &[plain(
            "api.general_conflict.1",
            "The version sent is not the current one.",
            "Reading it again shows a higher version.",
            "Read it again and repeat the change on the new version.",
        )],
        "Read it again and repeat the change on the new version.",
    ),
    other(
        "api.general_resource_conflict",
        "general.resource.conflict",
        "it conflicts with something that exists (409)",
        &[plain(
            "api.general_resource_conflict.1",
            "The version or name is taken.",
            "A thing of that name is in the list.",
            "Read it again and repeat the change, or take another name.",
        )],
        "Read it again and repeat the change.",
    ),
    other(
        "api.request_entity_too_large",
        "request.entity.too.large",
        "the body is too large (413)",
        &[plain(
            "api.request_entity_too_large.1",
            "More was sent than the API takes at once.",
            "A smaller body works.",
            "Send less at once.",
        )],
        "Send less at once.",
    ),
    other(
        "api.unsupported_media_type",
        "unsupported.media.type",
        "the body's type is not taken (415)",
        &[plain(
            "api.unsupported_media_type.1",
            "Content-Type is not application/json.",
            "Only the token endpoint takes forms.",
            "Send Content-Type: application/json.",
        )],
        "Send Content-Type: application/json.",
    ),
    other(
        "api.internal_server_error",
        "internal.server.error",
        "the service failed (500)",
        &[plain(
            "api.internal_server_error.1",
            "A fault inside the service.",
            "It happens again with the same call.",
            "Quote the contextId in a support case.",
        )],
        "Try again later; quote the contextId in a support case if it stays.",
    ),
    other(
        "api.service_unavailable",
        "service.unavailable",
        "the service is not available (503)",
        &[plain(
            "api.service_unavailable.1",
            "Overload or maintenance.",
            "The status page of Genesys Cloud may say so.",
            "Try again with growing pauses.",
        )],
        "Try again with growing pauses.",
    ),
    other(
        "api.request_timeout",
        "request.timeout",
        "the service took too long (504)",
        &[plain(
            "api.request_timeout.1",
            "The request is heavy, or the service is overloaded.",
            "A smaller request works.",
            "Ask for less at once, and try again.",
        )],
        "Ask for less at once, and try again.",
    ),
    other(
        "api.authentication_request_timeout",
        "authentication.request.timeout",
        "checking the token took too long (504)",
        &[plain(
            "api.authentication_request_timeout.1",
            "The service that checks tokens is overloaded.",
            "The same token works a moment later.",
            "Try again with growing pauses.",
        )],
        "Try again with growing pauses.",
    ),
];
