//! What a status says alone, where the body says nothing that is known.

use super::super::signs::Sign;
use super::access::{
    ADDRESS, ASK, ASK_TEXT, EXPIRED, IDLE_OUT, NO_HEADER, NOT_A_TOKEN, OTHER_REGION, REVOKED, SCOPE,
};
use super::api::{NOTHING_THERE, TOO_MANY, WAIT};
use super::source::*;
use super::{Case, Side, cause, status};

const FROM: &str = "the Genesys Cloud Platform API";

pub(super) const CASES: &[Case] = &[
    Case {
        id: "api.400.status",
        branch: 'D',
        when: status(Side::Api, 400),
        from: FROM,
        means: "the request is not understood (400)",
        causes: &[
            cause(
                "api.400.user_context",
                "The path is for users only, and the token is of client credentials.",
                (
                    "The message speaks of a user context, or the path holds /me.",
                    "Ask /api/v2/tokens/me instead, or use a user's token.",
                ),
                BLOG_USER,
            )
            .first_if(&[Sign::UserPath]),
            cause(
                "api.400.parameter",
                "A parameter or the body is malformed.",
                (
                    "The message and details of the body name the field.",
                    "Correct the field.",
                ),
                LIVE_ERRORS,
            ),
        ],
        step: "Read message and details in the body for the field's name.",
        line: "",
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: false,
    },
    Case {
        id: "api.401.status",
        branch: 'B',
        when: status(Side::Api, 401),
        from: FROM,
        means: "the token is not taken, or none was sent (401)",
        causes: &[
            EXPIRED,
            IDLE_OUT,
            OTHER_REGION,
            ADDRESS,
            REVOKED,
            NO_HEADER,
            NOT_A_TOKEN,
        ],
        step: ASK_TEXT,
        line: ASK,
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: true,
    },
    Case {
        id: "api.403.status",
        branch: 'C',
        when: status(Side::Api, 403),
        from: FROM,
        means: "the token is good but may not do this (403)",
        causes: &[
            cause(
                "api.403.permission",
                "A permission is missing, or is held in another division.",
                (
                    "The body of the answer names the permission.",
                    "Add a role with it: to the client for client credentials, to the user otherwise.",
                ),
                LIVE_ERRORS,
            ),
            SCOPE,
        ],
        step: "Look at the body of the answer: it names the permission that is missing.",
        line: "",
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: true,
    },
    Case {
        id: "api.404.status",
        branch: 'G',
        when: status(Side::Api, 404),
        from: FROM,
        means: "there is nothing at this path (404)",
        causes: NOTHING_THERE,
        step: "Check host and path, then the id.",
        line: "",
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: false,
    },
    Case {
        id: "api.429.status",
        branch: 'E',
        when: status(Side::Api, 429),
        from: FROM,
        means: "too many requests (429)",
        causes: TOO_MANY,
        step: WAIT,
        line: "",
        mark: BLOG_TRACE.0,
        source: BLOG_TRACE.1,
        look_alike: false,
    },
];
