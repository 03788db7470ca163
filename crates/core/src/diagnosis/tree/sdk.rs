//! What SDKs say themselves, before or instead of the service.

use super::super::signs::Sign;
use super::source::*;
use super::token::ASK;
use super::{Case, cause, sign};

pub(super) const CASES: &[Case] = &[
    Case {
        id: "sdk.refresh_token",
        branch: 'S',
        when: sign(Sign::NoRefreshToken),
        from: "the Python SDK",
        means: "the answer to the code holds no refresh token, and the SDK expects one",
        causes: &[
            cause(
                "sdk.refresh_token.inactivity",
                "The organization's inactivity timeout is on: then code grants get no refresh token.",
                (
                    "GET /api/v2/tokens/timeout says enableIdleTokenTimeout: true.",
                    "Exchange the code yourself and do without the refresh token, or have the timeout switched off.",
                ),
                PYTHON,
            ),
            cause(
                "sdk.refresh_token.grant",
                "The client or flow is one without refresh tokens: PKCE in this SDK, implicit, client credentials.",
                (
                    "Admin > Integrations > OAuth shows another Grant Type than Code Authorization.",
                    "Use the method made for the flow.",
                ),
                SDKS,
            ),
        ],
        step: "Look whether the inactivity timeout is on: GET /api/v2/tokens/timeout, member enableIdleTokenTimeout.",
        line: r#"curl -sS -H "Authorization: Bearer $TOKEN" "https://api.{}/api/v2/tokens/timeout""#,
        mark: PYTHON.0,
        source: PYTHON.1,
        look_alike: true,
    },
    Case {
        id: "sdk.browser",
        branch: 'S',
        when: sign(Sign::BrowserSecret),
        from: "the JavaScript SDK",
        means: "a flow with a secret was begun in a browser, and the SDK refuses that on purpose",
        causes: &[cause(
            "sdk.browser.secret",
            "Client credentials, SAML2 bearer or a code with a secret are used where window exists.",
            (
                "The code runs in a page, or a test environment that pretends to be one.",
                "Run it in Node on a server, or use PKCE in the page.",
            ),
            JAVASCRIPT,
        )],
        step: "Move it to a server, or use the code grant with PKCE.",
        line: "",
        mark: JAVASCRIPT.0,
        source: JAVASCRIPT.1,
        look_alike: false,
    },
    Case {
        id: "sdk.package",
        branch: 'S',
        when: sign(Sign::NoSuchPackage),
        from: "Python or npm",
        means: "a package or name was asked for that the SDK does not have",
        causes: &[
            cause(
                "sdk.package.name",
                "The package does not exist: PyPI has no genesyscloud and no platformsdkpython. Installing a guessed name is how typosquatting works.",
                (
                    "The error names another package than PureCloudPlatformClientV2.",
                    "pip install PureCloudPlatformClientV2, and nothing with a similar name.",
                ),
                PYTHON,
            )
            .first_if(&[Sign::WrongPackage]),
            cause(
                "sdk.package.case",
                "The import is written in small letters: pip does not mind, Python does.",
                (
                    "pip list shows the package.",
                    "import PureCloudPlatformClientV2, with exactly these capitals.",
                ),
                PYTHON,
            )
            .first_if(&[Sign::WrongCase]),
            cause(
                "sdk.package.class",
                "The class or method does not exist: PlatformClient, UserApi, AuthenticationApi, set_oauth_client_credentials and post_oauth_token are invented.",
                (
                    "dir(PureCloudPlatformClientV2) does not list it.",
                    "Use api_client.ApiClient().get_client_credentials_token, UsersApi and TokensApi.",
                ),
                PYTHON,
            )
            .first_if(&[Sign::WrongName]),
        ],
        step: "Install PureCloudPlatformClientV2 and import it with these capitals; ask for a token with get_client_credentials_token.",
        line: "pip install PureCloudPlatformClientV2",
        mark: PYTHON.0,
        source: PYTHON.1,
        look_alike: false,
    },
    Case {
        id: "token.opaque",
        branch: 'F',
        when: sign(Sign::CannotDecode),
        from: "a program that reads JWTs",
        means: "the token is no JWT; those of Genesys Cloud are opaque, and that is normal",
        causes: &[
            cause(
                "token.opaque.normal",
                "Access tokens of Genesys Cloud hold nothing that could be read: no expiry, no scopes, no keys to check them with.",
                (
                    "It has no dots.",
                    "Keep expires_in of the answer, and ask GET /api/v2/tokens/me what the token is.",
                ),
                UTILS,
            ),
            cause(
                "token.opaque.cut",
                "It should be a JWT of somebody else, and was cut off.",
                (
                    "It begins with eyJ.",
                    "Copy it again: three parts with dots between.",
                ),
                DERIVED,
            ),
        ],
        step: "Ask the API what the token is, instead of decoding it:",
        line: super::access::ASK,
        mark: UTILS.0,
        source: UTILS.1,
        look_alike: false,
    },
    Case {
        id: "sdk.wrong_host_name",
        branch: 'S',
        when: sign(Sign::UnknownRegion),
        from: "the Terraform provider or CLI",
        means: "the region's name is not one it knows",
        causes: &[cause(
            "sdk.wrong_host_name.form",
            "The region is written in another form than wanted: an AWS name with dashes, such as eu-west-1, for Terraform.",
            (
                "GENESYSCLOUD_REGION or the profile holds a domain or a short code.",
                "Write the AWS name with dashes.",
            ),
            TERRAFORM,
        )],
        step: "Write the region as its AWS name, such as us-east-1.",
        line: ASK,
        mark: TERRAFORM.0,
        source: TERRAFORM.1,
        look_alike: false,
    },
];
