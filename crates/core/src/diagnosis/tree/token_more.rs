//! A, the token endpoint: codes whose wording is not known, and answers that are not its own.

use super::super::signs::Sign;
use super::source::*;
use super::token::ASK;
use super::{ANY, Case, Cause, Side, When, cause, code, status};

const FROM: &str = "the token endpoint";

const JSON_BODY: Cause = cause(
    "token.request.json",
    "The body is JSON: the token endpoint takes a form.",
    (
        "Content-Type is application/json, or the body begins with a brace.",
        "Send Content-Type: application/x-www-form-urlencoded and grant_type=… as the body.",
    ),
    FORM,
)
.first_if(&[Sign::JsonBody])
.not_if(&[Sign::FormSent]);

const IN_BODY: Cause = cause(
    "token.request.body_secret",
    "Id and secret were sent in the body: only the Basic header is documented.",
    (
        "The body holds client_secret, and there is no header Authorization.",
        "Send them as Authorization: Basic, which curl -u does.",
    ),
    CLIENT_CREDENTIALS,
)
.first_if(&[Sign::SecretInBody])
.not_if(&[Sign::BasicSent]);

const NO_BASIC: Cause = cause(
    "token.request.no_basic",
    "The header Authorization: Basic is missing.",
    (
        "The request shows no such header, or it says Bearer.",
        "Send id and secret as Basic; curl -u does.",
    ),
    CLIENT_CREDENTIALS,
)
.first_if(&[Sign::NoBasic])
.not_if(&[Sign::BasicSent]);

const CLIENT: Cause = cause(
    "token.request.client",
    "The client id is not known there, or the secret is wrong, reset, or of another client.",
    (
        "The description of the answer says which.",
        "Compare region, id and secret with Admin > Integrations > OAuth.",
    ),
    LIVE_TESTS,
);

pub(super) const CASES: &[Case] = &[
    Case {
        id: "token.invalid_grant",
        branch: 'A',
        when: code("invalid_grant"),
        from: FROM,
        means: "the code, refresh token or assertion is not taken",
        causes: &[
            cause(
                "token.invalid_grant.code",
                "The code was used before, or is too old: it works once.",
                (
                    "The second exchange of the same code always fails.",
                    "Begin at /oauth/authorize again and redeem the code at once.",
                ),
                CODE_GRANT,
            )
            .first_if(&[Sign::GrantCode])
            .not_if(&[Sign::GrantRefresh, Sign::GrantSaml]),
            cause(
                "token.invalid_grant.redirect",
                "redirect_uri differs from the one of the authorization request, a slash at the end for instance.",
                (
                    "Compare both, character by character.",
                    "Send exactly the same redirect_uri.",
                ),
                CODE_GRANT,
            )
            .not_if(&[Sign::GrantRefresh, Sign::GrantSaml]),
            cause(
                "token.invalid_grant.verifier",
                "code_verifier does not fit the code_challenge.",
                (
                    "The verifier was made anew, or S256 was not applied.",
                    "Keep the verifier from the authorization request.",
                ),
                PKCE,
            )
            .not_if(&[Sign::GrantRefresh, Sign::GrantSaml]),
            cause(
                "token.invalid_grant.refresh",
                "The refresh token was revoked: by signing out, by a new password, or with all of the user's tokens.",
                (
                    "The user signed out or changed the password; a clean-up does the same.",
                    "Have the user sign in again.",
                ),
                REFRESH,
            )
            .first_if(&[Sign::GrantRefresh])
            .not_if(&[Sign::GrantSaml]),
            cause(
                "token.invalid_grant.saml",
                "The SAML assertion is expired, not yet valid, signed with another certificate, or orgName is wrong.",
                (
                    "Paste the assertion: its dates are shown. Clocks may differ by ten seconds at most.",
                    "Check clock, certificate and orgName, and use a fresh assertion.",
                ),
                SSO,
            )
            .first_if(&[Sign::GrantSaml])
            .not_if(&[Sign::GrantRefresh]),
        ],
        step: "Begin the flow again and redeem the new code at once, with the same redirect_uri and verifier.",
        line: "",
        mark: RECALLED.0,
        source: RECALLED.1,
        look_alike: false,
    },
    Case {
        id: "token.invalid_client",
        branch: 'A',
        when: code("invalid_client"),
        from: FROM,
        means: "the client could not be authenticated",
        causes: &[CLIENT, NO_BASIC, IN_BODY],
        step: "Read the description: client not found means the id or the region, authentication failed the secret. To try again:",
        line: ASK,
        mark: LIVE_TESTS.0,
        source: LIVE_TESTS.1,
        look_alike: true,
    },
    Case {
        id: "token.request",
        branch: 'A',
        when: code("invalid_request"),
        from: FROM,
        means: "a parameter is missing or malformed",
        causes: &[JSON_BODY, NO_BASIC, IN_BODY],
        step: "Send a form with grant_type in it and the credentials in the Basic header:",
        line: ASK,
        mark: FORM.0,
        source: "RFC 6749 §5.2",
        look_alike: false,
    },
    Case {
        id: "token.unsupported_grant",
        branch: 'A',
        when: code("unsupported_grant_type"),
        from: FROM,
        means: "the grant type is not known there, or was not seen",
        causes: &[
            JSON_BODY,
            cause(
                "token.unsupported_grant.name",
                "grant_type is mistyped, or is one that Genesys Cloud does not offer: JWT bearer and device code are not among them.",
                (
                    "Compare it with client_credentials, authorization_code, refresh_token and the SAML2 bearer's.",
                    "Use one of these.",
                ),
                SDKS,
            ),
        ],
        step: "Send a form, with grant_type spelt as documented.",
        line: ASK,
        mark: FORM.0,
        source: "RFC 6749 §5.2",
        look_alike: false,
    },
    Case {
        id: "token.access_denied",
        branch: 'A',
        when: code("access_denied"),
        from: "the authorization endpoint",
        means: "the organization or the person refused the application",
        causes: &[
            cause(
                "token.access_denied.scopes",
                "The organization enforces scopes, and the application is not authorized there.",
                (
                    "Admin > Integrations > Authorized Applications does not list it as approved.",
                    "Have an administrator approve it.",
                ),
                PREMIUM_APP,
            ),
            cause(
                "token.access_denied.person",
                "The person refused, or closed the page.",
                ("Ask what was on the screen.", "Try again and accept."),
                CODE_GRANT,
            ),
        ],
        step: "Look at Admin > Integrations > Authorized Applications, and ask what the person saw.",
        line: "",
        mark: PREMIUM_APP.0,
        source: PREMIUM_APP.1,
        look_alike: true,
    },
    Case {
        id: "token.address",
        branch: 'A',
        when: When {
            sign: Some(Sign::NotTokenEndpoint),
            ..ANY
        },
        from: "another address than the token endpoint's",
        means: "the request did not reach the token endpoint, so nothing was said about the credentials",
        causes: &[
            cause(
                "token.address.host",
                "The host is not the login host: tokens are issued at login. and your region's domain.",
                (
                    "A body with code and message, a 404 or a page of HTML is not the token endpoint's: its errors have the member error.",
                    "Send it to https://login.{}/oauth/token.",
                ),
                CLIENT_CREDENTIALS,
            )
            .first_if(&[Sign::WrongHost])
            .not_if(&[Sign::LoginHost]),
            cause(
                "token.address.path",
                "The path is not /oauth/token: there is no /v2/oauth/token, /api/v2/oauth/token or tokeninfo.",
                (
                    "Below /api/v2/oauth are clients, scopes, authorizations and usage only.",
                    "Send it to https://login.{}/oauth/token.",
                ),
                SDKS,
            )
            .first_if(&[Sign::WrongPath])
            .not_if(&[Sign::TokenPath]),
            cause(
                "token.address.gateway",
                "A gateway or proxy in between answered.",
                (
                    "The headers name another server, and there is no ININ-Correlation-Id.",
                    "Try from a machine without it.",
                ),
                DERIVED,
            ),
        ],
        step: "Ask the token endpoint itself:",
        line: ASK,
        mark: CLIENT_CREDENTIALS.0,
        source: CLIENT_CREDENTIALS.1,
        look_alike: false,
    },
    Case {
        id: "token.429",
        branch: 'A',
        when: status(Side::Token, 429),
        from: FROM,
        means: "too many tokens were asked for",
        causes: &[cause(
            "token.429.cache",
            "A new token is asked for with every call or in every process.",
            (
                "Count the requests to the token endpoint.",
                "Keep the token until a minute before its end, and wait as long as Retry-After says.",
            ),
            TERRAFORM,
        )],
        step: "Wait, then keep one token and use it until shortly before its end.",
        line: "",
        mark: DERIVED.0,
        source: DERIVED.1,
        look_alike: false,
    },
    Case {
        id: "token.400",
        branch: 'A',
        when: status(Side::Token, 400),
        from: FROM,
        means: "the request is not understood, or the client is not known",
        causes: &[CLIENT, JSON_BODY, NO_BASIC, IN_BODY],
        step: "Look at the body of the answer: its member error says which. To try again:",
        line: ASK,
        mark: FORM.0,
        source: "RFC 6749 §5.2",
        look_alike: true,
    },
    Case {
        id: "token.401",
        branch: 'A',
        when: status(Side::Token, 401),
        from: FROM,
        means: "the client could not be authenticated",
        causes: &[CLIENT, NO_BASIC, IN_BODY],
        step: "Look at the body of the answer: authentication failed means the secret. To try again:",
        line: ASK,
        mark: LIVE_TESTS.0,
        source: LIVE_TESTS.1,
        look_alike: true,
    },
];
