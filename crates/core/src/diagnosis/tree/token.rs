//! A, the token endpoint: what its own wording says.

use super::super::signs::Sign;
use super::source::*;
use super::{Case, cause, says};

const FROM: &str = "the token endpoint";
pub(super) const ASK: &str = r#"curl -sS -w '\n%{http_code}\n' -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials https://login.{}/oauth/token"#;

pub(super) const CASES: &[Case] = &[
    Case {
        id: "token.client_not_found",
        branch: 'A',
        when: says("invalid_client", "client not found"),
        from: FROM,
        means: "the client id is not known there",
        causes: &[
            cause(
                "token.client_not_found.region",
                "The client belongs to another region: each region has its own login host.",
                (
                    "The address bar after login shows apps. and your region's domain; the request must go to login. and the same domain.",
                    "Send the request to the login host of the organization's own region.",
                ),
                LIVE_TESTS,
            )
            .first_if(&[Sign::TwoRegions, Sign::NoRegion]),
            cause(
                "token.client_not_found.id",
                "The client id is mistyped or cut off, or something else stands in its place: it is a UUID.",
                (
                    "Compare it with Admin > Integrations > OAuth, digit by digit.",
                    "Copy the id again.",
                ),
                LIVE_TESTS,
            )
            .first_if(&[Sign::IdNotUuid]),
            cause(
                "token.client_not_found.deleted",
                "The client was deleted, or deactivated in a clean-up.",
                (
                    "It is not listed under Admin > Integrations > OAuth, or its state is inactive.",
                    "One older than 30 days is deactivated first and can be restored for seven days; a younger one is gone and has to be made anew.",
                ),
                DELETED,
            ),
        ],
        step: "Compare the region in the address with the one your organization is in, then the client id with Admin > Integrations > OAuth. To try again:",
        line: ASK,
        mark: LIVE_TESTS.0,
        source: LIVE_TESTS.1,
        look_alike: true,
    },
    Case {
        id: "token.secret",
        branch: 'A',
        when: says("invalid_client", "authentication failed"),
        from: FROM,
        means: "the client id is known, and the secret is wrong (or belongs to another region)",
        causes: &[
            cause(
                "token.secret.newline",
                "A line break was encoded with the secret.",
                (
                    "Paste the Basic header here: what it decodes to is looked at.",
                    "Use printf '%s' or echo -n instead of echo and base64 -w0, or let curl make the header with -u.",
                ),
                BASIC,
            )
            .only_if(&[Sign::BasicNewline]),
            cause(
                "token.secret.colon",
                "The colon between id and secret is missing in the Basic header.",
                (
                    "The header decodes to one word without a colon.",
                    "Encode id, colon and secret together.",
                ),
                BASIC,
            )
            .only_if(&[Sign::BasicNoColon]),
            cause(
                "token.secret.stale",
                "The secret is mistyped, cut off, or was reset since it was stored.",
                (
                    "Ask whether somebody reset it: the page shows a secret only when it is made, so a copy cannot be compared.",
                    "Take it from the vault and try once more; if it is lost, reset it and change every place that holds it.",
                ),
                LIVE_TESTS,
            )
            .first_if(&[Sign::BasicSpace]),
            cause(
                "token.secret.pair",
                "Id and secret are of two different clients.",
                (
                    "Both were copied at different times or from different rows.",
                    "Take both from the same client.",
                ),
                DERIVED,
            ),
            cause(
                "token.secret.region",
                "The client is of another region than the address.",
                (
                    "One reporter's set-up named two domains when this came.",
                    "Use the login host of the organization's own region.",
                ),
                VISUALIZER,
            )
            .first_if(&[Sign::TwoRegions, Sign::NoRegion]),
            cause(
                "token.secret.encoding",
                "The Basic header was built wrongly: a line break from echo, base64 wrapped at 76 columns, or no colon.",
                (
                    "curl -u with the same id and secret works.",
                    "Let curl or the SDK make the header.",
                ),
                BASIC,
            )
            .not_if(&[Sign::BasicNewline, Sign::BasicNoColon, Sign::BasicClean]),
        ],
        step: "Take the secret from where it is kept and try once more; curl makes the Basic header itself:",
        line: ASK,
        mark: LIVE_TESTS.0,
        source: LIVE_TESTS.1,
        look_alike: true,
    },
    Case {
        id: "token.grant_type",
        branch: 'A',
        when: says("unauthorized_client", "client is not authorized to use"),
        from: FROM,
        means: "the credentials are right, but the client is set up for another grant type",
        causes: &[
            cause(
                "token.grant_type.other",
                "The client's Grant Type is not the one that was used.",
                (
                    "Admin > Integrations > OAuth shows one Grant Type for each client.",
                    "Make a client of the right type; there is no switch between confidential and public.",
                ),
                UTILS,
            ),
            cause(
                "token.grant_type.client",
                "The id and secret of another client were used.",
                (
                    "The name beside the id is not the one you meant.",
                    "Use the client that was made for this.",
                ),
                DERIVED,
            ),
        ],
        step: "Look at the client's Grant Type under Admin > Integrations > OAuth; make a client of the right type if need be.",
        line: "",
        mark: UTILS.0,
        source: UTILS.1,
        look_alike: false,
    },
    Case {
        id: "token.throttled",
        branch: 'A',
        when: says("invalid_request", "rate limit exceeded"),
        from: FROM,
        means: "too many tokens were asked for; this is throttling, although the status is 400 and not 429",
        causes: &[
            cause(
                "token.throttled.cache",
                "A new token is asked for with every call or in every process.",
                (
                    "Count the requests to the token endpoint: one a day is enough for each job.",
                    "Keep the token and use it until a minute before expires_in is over.",
                ),
                TERRAFORM,
            ),
            cause(
                "token.throttled.pool",
                "Terraform mints a token for each place of its pool at the start.",
                (
                    "token_pool_size or GENESYSCLOUD_TOKEN_POOL_SIZE is set, or several runs start at once.",
                    "Make the pool smaller, and let runs follow one another.",
                ),
                TERRAFORM,
            )
            .first_if(&[Sign::Terraform]),
            cause(
                "token.throttled.jobs",
                "Many jobs of one client start at the same moment.",
                (
                    "It happens at full hours and not in between.",
                    "Spread the starts, or share one token.",
                ),
                DERIVED,
            ),
        ],
        step: "Wait, then keep one token and use it until shortly before its end (expires_in less a minute).",
        line: "",
        mark: TERRAFORM.0,
        source: TERRAFORM.1,
        look_alike: false,
    },
];
