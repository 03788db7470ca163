//! What to know about a snippet, beyond its comments.

use alloc::vec::Vec;

use super::Kind;
use crate::grants::statement::{documented, observed};
use crate::grants::{Grant, Statement};

/// The notes for a kind and a grant, those on the kind first.
pub(super) fn of(kind: Kind, grant: Grant) -> Vec<Statement> {
    let of_kind: &[Statement] = match kind {
        Kind::Curl => {
            const {
                &[documented(
                    "The token endpoint is on the login host of the region, never on the api host.",
                    "developer.genesys.cloud: Authorization, Use client credentials",
                )]
            }
        }
        Kind::PythonSdk => {
            const {
                &[
                    documented(
                        "The package is PureCloudPlatformClientV2, in just this spelling when it is imported. There is none called genesyscloud: do not install what answers to that name.",
                        "pypi.org: PureCloudPlatformClientV2 269.0.0",
                    ),
                    observed(
                        "The SDK repeats a request that was answered 429 or 503 by itself when Retry-After is there. It does not renew a token of client credentials, and does not keep expires_in.",
                        "PureCloudPlatformClientV2 269.0.0, run against a local server",
                    ),
                ]
            }
        }
        Kind::PythonRequests => {
            const {
                &[documented(
                    "requests makes the Basic header itself from the pair in auth=, on one line.",
                    "requests: HTTPBasicAuth",
                )]
            }
        }
        Kind::NodeSdk => {
            const {
                &[
                    documented(
                        "On a server only: the SDK refuses grants with a secret when it finds itself in a browser.",
                        "platform-client-sdk-javascript: README.md",
                    ),
                    observed(
                        "The SDK repeats nothing that was answered 429, so the example does. What it throws holds the request with its secret: print the answer only.",
                        "purecloud-platform-client-v2 262.0.0, run against a local server",
                    ),
                ]
            }
        }
        Kind::GoSdk => {
            const {
                &[documented(
                    "The SDK repeats a request only when RetryConfiguration is set, and renews 60 seconds before the end when AutomaticTokenRefresh is. The number in the path of the package changes with each major version.",
                    "platform-client-sdk-go: configuration.go, README.md",
                )]
            }
        }
        Kind::DotNetSdk => {
            const {
                &[documented(
                    "The SDK repeats a request only when a RetryConfiguration is set.",
                    "platform-client-sdk-dotnet: README.md",
                )]
            }
        }
        Kind::Terraform => {
            const {
                &[
                    documented(
                        "The provider reads id, secret and region from the environment by itself; the region is AWS' name with dashes.",
                        "terraform-provider-genesyscloud: genesyscloud/provider/provider.go",
                    ),
                    documented(
                        "Each token of the pool is requested at the start: a large pool runs into the limit of the token endpoint.",
                        "terraform-provider-genesyscloud: genesyscloud/provider/provider.go",
                    ),
                ]
            }
        }
        Kind::Cli => {
            const {
                &[documented(
                    "The environment takes the place of the profile, so that no secret lies in a file. The tool repeats requests and asks for a token by itself.",
                    "platform-client-sdk-cli: README.md",
                )]
            }
        }
        Kind::Postman => {
            const {
                &[documented(
                    "Keep the secret as the local value of its variable (current value in older versions). A shared one goes to Postman's cloud and to everybody in the workspace.",
                    "learning.postman.com: Define variables in Postman",
                )]
            }
        }
    };
    let of_grant: &[Statement] = match grant {
        Grant::ClientCredentials => {
            const {
                &[documented(
                    "A token lasts 24 hours unless the client says otherwise. Asking for one at each call is answered with 400, rate limit exceeded, sooner or later.",
                    "platform-client-sdk-python: models/o_auth_client.py; terraform-provider-genesyscloud: provider.go",
                )]
            }
        }
        Grant::AuthorizationCode => {
            const {
                &[documented(
                    "With the inactivity timeout switched on the answer has no refresh token; the example then asks for a new login.",
                    "Genesys developer forum, topic 12251: idle timeout, questions and answers",
                )]
            }
        }
        Grant::Pkce => {
            const {
                &[documented(
                    "The verifier has to be the one that the address with its hash was made with; it is good for one login.",
                    "platform-client-sdk-javascript: ApiClient.js",
                )]
            }
        }
        Grant::Saml2Bearer => {
            const {
                &[documented(
                    "The assertion is the base64 that the identity provider posts as SAMLResponse, and orgName is the short name of the organisation.",
                    "platform-client-sdk-python: api_client.py",
                )]
            }
        }
    };
    [of_kind, of_grant].concat()
}
