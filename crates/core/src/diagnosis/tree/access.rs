//! B, C and D: the API knows the token or does not, and says so in its code.

use super::super::signs::Sign;
use super::source::*;
use super::{ANY, Case, Cause, Side, When, cause, code, says};

const FROM: &str = "the Genesys Cloud Platform API";
pub(super) const ASK: &str = r#"curl -sS -w '\n%{http_code}\n' -H "Authorization: Bearer $TOKEN" "https://api.{}/api/v2/tokens/me?preserveIdleTTL=true""#;
pub(super) const ASK_TEXT: &str = "Ask for a new token and ask the API about it. If the new one works, it was age or idling; if not, it is the region or the address rules:";

pub(super) const NO_HEADER: Cause = cause(
    "api.401.header",
    "The header Authorization is missing, or a gateway or redirect took it off.",
    (
        "The request shows no Authorization header.",
        "Send Authorization: Bearer and the token, and follow no redirect with it.",
    ),
    LIVE_ERRORS,
)
.first_if(&[Sign::NoAuthorization])
.not_if(&[Sign::BearerSent]);

const NOT_BEARER: Cause = cause(
    "api.401.scheme",
    "The word Bearer is missing before the token, or it says Basic.",
    (
        "The header's value begins with the token itself, or with Basic.",
        "Write Authorization: Bearer, a space, and the token.",
    ),
    BEARER,
)
.first_if(&[Sign::NotBearer])
.not_if(&[Sign::BearerSent]);

pub(super) const NOT_A_TOKEN: Cause = cause(
    "api.401.not_a_token",
    "What was sent is no access token of Genesys Cloud: those have no dots.",
    (
        "A JWT is perhaps the identity provider's ID token; a UUID is a client id.",
        "Exchange the credentials at the token endpoint and send access_token.",
    ),
    UTILS,
)
.only_if(&[Sign::BearerJwt, Sign::BearerUuid]);

pub(super) const EXPIRED: Cause = cause(
    "api.401.expired",
    "The token is expired: a day after it was issued, if nothing else is set.",
    (
        "A new token works. The client's setting accessTokenValiditySeconds says how long tokens live.",
        "Renew it before expires_in is over; client credentials tokens are not renewed by the SDKs.",
    ),
    CREATE_CLIENT,
);

pub(super) const IDLE_OUT: Cause = cause(
    "api.401.idle",
    "The token was not used for longer than the organization's inactivity timeout: that holds for tokens of service clients too.",
    (
        "It works at once after it was issued and fails after a pause. GET /api/v2/tokens/timeout shows the setting.",
        "Ask for a new token on a 401, and try once more.",
    ),
    IDLE,
);

pub(super) const OTHER_REGION: Cause = cause(
    "api.401.region",
    "The token was issued in another region than the one that was called.",
    (
        "login. and api. have different domains in the set-up.",
        "Use one domain for both hosts.",
    ),
    LIVE_ERRORS,
)
.first_if(&[Sign::TwoRegions, Sign::NoRegion]);

pub(super) const REVOKED: Cause = cause(
    "api.401.revoked",
    "The token was revoked, or its client was disabled or deleted.",
    (
        "A new token is refused as well, or cannot be had.",
        "Look at the client's state under Admin > Integrations > OAuth.",
    ),
    OAUTH_CLIENT,
);

pub(super) const ADDRESS: Cause = cause(
    "api.401.address",
    "The call comes from an address that is not on the organization's allowlist; it holds for API callers too.",
    (
        "The same token works from another network.",
        "Have an administrator add the IPv4 address the calls come from.",
    ),
    ALLOWLIST,
);

const ROLE: Cause = cause(
    "api.403.role",
    "No role of the caller holds the permission. For client credentials the roles are those of the client itself: there is no user behind it.",
    (
        "GET /api/v2/tokens/me shows the client's roleDivisions; GET /api/v2/authorization/subjects/{client id} shows its grants.",
        "Add a role with the permission to the client, or to the user for a user's token. One can only give roles one holds.",
    ),
    CLIENT_CREDENTIALS,
);

const DIVISION: Cause = cause(
    "api.403.division",
    "A role holds it, but in another division than the thing's.",
    (
        "The call works for a thing of another division.",
        "Grant the role in the right division, or in all.",
    ),
    DERIVED,
);

const LATE: Cause = cause(
    "api.403.late",
    "The role was added a moment ago: such changes take some seconds to arrive.",
    (
        "It works after ten seconds.",
        "Wait and try again; whether a new token is needed is not known, so ask for one as well.",
    ),
    TERRAFORM_CLIENT,
);

const CHECKS: Cause = cause(
    "api.403.user_management",
    "Calls that manage users ask for more permissions of a client since 2025-12-01.",
    (
        "The path is below /api/v2/users, and the call worked before.",
        "Add the permission that is named to the client.",
    ),
    USER_CHECKS,
)
.first_if(&[Sign::UserManagement]);

pub(super) const SCOPE: Cause = cause(
    "api.403.scopes",
    "The organization enforces scopes, and the application lacks one or is not approved. Scopes do not concern client credentials.",
    (
        "It is a user's token; Admin > Integrations > Authorized Applications lists what is approved.",
        "Have an administrator approve the application, and give it the scope.",
    ),
    SCOPES,
);

pub(super) const CASES: &[Case] = &[
    Case {
        id: "api.user_context",
        branch: 'D',
        when: says("", "requires a user context"),
        from: FROM,
        means: "the call is about the signed-in user, and a client credentials token has none",
        causes: &[
            cause(
                "api.user_context.path",
                "The path is one for users only, such as /api/v2/users/me.",
                (
                    "The path holds /me, or the documentation says logged-in user.",
                    "Call another resource; to test a client credentials token, ask /api/v2/tokens/me.",
                ),
                BLOG_USER,
            )
            .first_if(&[Sign::UserPath]),
            cause(
                "api.user_context.grant",
                "The job needs a person, and the client has none.",
                (
                    "Somebody must be named in the audit, or the call is for my things.",
                    "Use the code grant, with PKCE where no secret can be kept.",
                ),
                CLIENT_CREDENTIALS,
            ),
        ],
        step: "Call another resource, or use a token of a user (code grant). To test a client credentials token, ask tokens/me:",
        line: ASK,
        mark: BLOG_USER.0,
        source: BLOG_USER.1,
        look_alike: false,
    },
    Case {
        id: "api.authentication_required",
        branch: 'B',
        when: code("authentication.required"),
        from: FROM,
        means: "no bearer token was sent (401)",
        causes: &[NO_HEADER, NOT_BEARER],
        step: "Send the header Authorization: Bearer and the token.",
        line: ASK,
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: false,
    },
    Case {
        id: "api.bad_credentials",
        branch: 'B',
        when: code("bad.credentials"),
        from: FROM,
        means: "the token is not taken (401)",
        causes: &[EXPIRED, IDLE_OUT, OTHER_REGION, REVOKED, NOT_BEARER, NOT_A_TOKEN],
        step: ASK_TEXT,
        line: ASK,
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: true,
    },
    Case {
        id: "api.credentials_expired",
        branch: 'B',
        when: code("credentials.expired"),
        from: FROM,
        means: "the token is expired (401)",
        causes: &[EXPIRED, IDLE_OUT],
        step: "Ask for a new token; keep expires_in with it, since the API does not tell it later.",
        line: ASK,
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: true,
    },
    Case {
        id: "api.ip_not_authorized",
        branch: 'B',
        when: code("ip.not.authorized"),
        from: FROM,
        means: "the caller's address is not on the organization's allowlist (401)",
        causes: &[
            cause(
                "api.ip_not_authorized.list",
                "The call comes from an address that is not on the list: a new server, a VPN, another way out.",
                (
                    "The same call works from the old address.",
                    "Have an administrator add the IPv4 address the calls come from to the allowlist.",
                ),
                SWAGGER,
            ),
            cause(
                "api.ip_not_authorized.client",
                "The client has addresses of its own that it may come from.",
                (
                    "Other clients work from the same machine.",
                    "Look whether the client's settings name addresses; that was announced and may not be there yet.",
                ),
                CLIENT_ADDRESSES,
            ),
        ],
        step: "Have an administrator add the address the calls come from to the organization's allowlist.",
        line: "",
        mark: SWAGGER.0,
        source: SWAGGER.1,
        look_alike: true,
    },
    Case {
        id: "api.unauthorized",
        branch: 'B',
        when: When {
            code: "unauthorized",
            side: Side::Api,
            ..ANY
        },
        from: FROM,
        means: "the token is not taken (401)",
        causes: &[EXPIRED, IDLE_OUT, OTHER_REGION, REVOKED, NO_HEADER],
        step: ASK_TEXT,
        line: ASK,
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: true,
    },
    Case {
        id: "api.missing_permissions",
        branch: 'C',
        when: code("missing.permissions"),
        from: FROM,
        means: "the token is good but lacks a permission (403)",
        causes: &[ROLE, DIVISION, LATE, CHECKS],
        step: "Add a role with the named permission, in the right division: to the client for client credentials, to the user otherwise. Changes take some seconds.",
        line: "",
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: true,
    },
    Case {
        id: "api.missing_any_permissions",
        branch: 'C',
        when: code("missing.any.permissions"),
        from: FROM,
        means: "the token is good but holds none of the permissions of which one is needed (403)",
        causes: &[ROLE, DIVISION, LATE, CHECKS],
        step: "Add a role with one of the named permissions, in the right division: to the client for client credentials, to the user otherwise.",
        line: "",
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: true,
    },
    Case {
        id: "api.missing_permissions_text",
        branch: 'C',
        when: says("", "following permission"),
        from: FROM,
        means: "the token is good but lacks a permission (403)",
        causes: &[ROLE, DIVISION, LATE, CHECKS],
        step: "Add a role with the named permission, in the right division: to the client for client credentials, to the user otherwise.",
        line: "",
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: true,
    },
    Case {
        id: "api.not_authorized",
        branch: 'C',
        when: code("not.authorized"),
        from: FROM,
        means: "the token is good but may not do this (403)",
        causes: &[SCOPE, ROLE, DIVISION, CHECKS],
        step: "Look at the roles and divisions of the client or user; for a user's token also at Admin > Integrations > Authorized Applications.",
        line: ASK,
        mark: LIVE_ERRORS.0,
        source: LIVE_ERRORS.1,
        look_alike: true,
    },
];
