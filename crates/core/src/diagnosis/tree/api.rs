//! E and G: too many calls, and nothing there.

use super::super::signs::Sign;
use super::source::*;
use super::{Case, Cause, cause, code, says};

const FROM: &str = "the Genesys Cloud Platform API";

const MINUTE: Cause = cause(
    "api.429.minute",
    "More calls a minute than the token or client may make: 300 unless set otherwise.",
    (
        "The header inin-ratelimit-allowed says how many, inin-ratelimit-count how many there were.",
        "Wait as long as Retry-After says (else inin-ratelimit-reset), then spread the calls.",
    ),
    LIMITS,
)
.first_if(&[Sign::RateHeaders]);

const SHARED: Cause = cause(
    "api.429.shared",
    "Several jobs share one token or client, and its limit.",
    (
        "It stops when the other job pauses.",
        "Give each job a client of its own.",
    ),
    LIMITS,
);

const RESOURCE: Cause = cause(
    "api.429.resource",
    "The resource has a limit of its own, on top of the token's.",
    (
        "Other resources answer with the same token. GET /api/v2/organizations/limits/namespaces lists limits.",
        "Call it less often; raising a limit takes a support case.",
    ),
    LIMITS,
);

const NO_WAIT: Cause = cause(
    "api.429.retry",
    "The program tries again at once instead of waiting.",
    (
        "Many 429 follow each other within the same second.",
        "Honour Retry-After. The Python SDK does; Go, .NET and Java only where retries are configured.",
    ),
    PYTHON,
);

pub(super) const NO_PREFIX: Cause = cause(
    "api.404.path",
    "The path lacks /api/v2.",
    (
        "Every call is answered with 404, whatever is asked for.",
        "Put /api/v2 before the path.",
    ),
    SDKS,
)
.first_if(&[Sign::NoApiPrefix])
.not_if(&[Sign::ApiPrefix]);

pub(super) const HOST: Cause = cause(
    "api.404.host",
    "The host is not the API's: api. and the region's domain.",
    (
        "The answer is a page of HTML, or every call is answered with 404.",
        "Call https://api.{} instead.",
    ),
    REGION_HOSTS,
)
.first_if(&[Sign::WrongHost])
.not_if(&[Sign::ApiHost]);

const ID: Cause = cause(
    "api.404.id",
    "The id is of another organization or region, or was deleted.",
    (
        "The list of the same resource does not hold it.",
        "Read the list again and take the id from there.",
    ),
    LIVE_ERRORS,
);

const HIDDEN: Cause = cause(
    "api.404.division",
    "The thing is in a division the caller cannot see.",
    (
        "An administrator finds it.",
        "Grant the role in that division.",
    ),
    DERIVED,
);

pub(super) const TOO_MANY: &[Cause] = &[MINUTE, RESOURCE, SHARED, NO_WAIT];
pub(super) const NOTHING_THERE: &[Cause] = &[NO_PREFIX, HOST, ID, HIDDEN];
pub(super) const WAIT: &str =
    "Wait as long as the header Retry-After says (or inin-ratelimit-reset), then spread the calls.";

const fn limit(id: &'static str, code_: &'static str) -> Case {
    Case {
        id,
        branch: 'E',
        when: code(code_),
        from: FROM,
        means: "too many requests (429)",
        causes: TOO_MANY,
        step: WAIT,
        line: "",
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: false,
    }
}

pub(super) const CASES: &[Case] = &[
    limit("api.too_many", "too.many.requests"),
    limit("api.too_many_wait", "too.many.requests.retry.after"),
    Case {
        when: says("", "rate limit exceeded the maximum"),
        ..limit("api.too_many_text", "")
    },
    Case {
        id: "api.not_found",
        branch: 'G',
        when: code("not.found"),
        from: FROM,
        means: "there is nothing at this path or with this id (404)",
        causes: NOTHING_THERE,
        step: "Check host and path, then the id.",
        line: "",
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: false,
    },
];
