//! What Genesys Cloud's token endpoint means, by its wording.

use super::{GENESYS, Known, TOKEN_ENDPOINT, known};

const GENESYS_TOKEN: &str = r#"curl -sS -w '\n%{http_code}\n' -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials https://login.mypurecloud.com/oauth/token"#;
const OBSERVED: &str = "Genesys Cloud, observed by others";

/// Stands before the entries of the standards: the same codes, said in more detail.
pub(super) const CODES: &[Known] = &[
    known(
        ("invalid_client", "client not found"),
        TOKEN_ENDPOINT,
        GENESYS,
        "the client id is not known there",
        &[
            "The client belongs to another region: each region has its own login host.",
            "The client id is mistyped or cut off; it is a UUID.",
            "The client was deleted.",
        ],
        (
            "Compare the region in the address with the one your organization is in, then the client id with Admin > Integrations > OAuth. To try again (replace mypurecloud.com with your region's domain):",
            GENESYS_TOKEN,
        ),
        OBSERVED,
    ),
    known(
        ("invalid_client", "authentication failed"),
        TOKEN_ENDPOINT,
        GENESYS,
        "the client secret is wrong (or belongs to another region)",
        &[
            "The secret is mistyped, cut off, or was reset since.",
            "Id and secret are of two different clients.",
            "The Basic header was made with a line break in it (echo without -n) or without the colon.",
            "The client belongs to another region.",
        ],
        (
            "Take the secret from where it is kept and try once more; curl makes the Basic header itself (replace mypurecloud.com with your region's domain):",
            GENESYS_TOKEN,
        ),
        OBSERVED,
    ),
    known(
        ("unauthorized_client", "client is not authorized to use"),
        TOKEN_ENDPOINT,
        GENESYS,
        "the credentials are right, but the client is set up for another grant type",
        &[
            "The client's Grant Type is not the one that was used.",
            "The id of another client was used.",
        ],
        (
            "Look at the client's Grant Type under Admin > Integrations > OAuth; make a client of the right type if need be.",
            "",
        ),
        OBSERVED,
    ),
    known(
        ("invalid_request", "rate limit exceeded"),
        TOKEN_ENDPOINT,
        GENESYS,
        "too many tokens were asked for; this is throttling, although the status is 400",
        &[
            "A new token is asked for with every call or in every process.",
            "Many jobs start at once, such as Terraform with a large token pool.",
        ],
        (
            "Wait, then keep one token and use it until shortly before its end (expires_in less a minute).",
            "",
        ),
        "Genesys Cloud, seen in its Terraform provider",
    ),
];
