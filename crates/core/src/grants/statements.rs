//! What is said about each grant, with its marks and sources.

use super::statement::{documented, inferred, observed, unverified};
use super::{Answer, Grant, Statement};

/// Where the grants are described by Genesys.
const USE_CLIENT_CREDENTIALS: &str =
    "developer.genesys.cloud: Authorization, Use client credentials";
const CREATE_CLIENT: &str = "help.mypurecloud.com: Create an OAuth client";
const CLIENT_MODEL: &str = "platform-client-sdk-python: models/o_auth_client.py";
const PYTHON: &str = "platform-client-sdk-python: api_client.py";
const NODE: &str = "platform-client-sdk-javascript: ApiClient.js";
const DISABLE_LOGIN: &str =
    "help.mypurecloud.com: Use SSO instead of Genesys Cloud login credentials";
const IDLE_FAQ: &str = "Genesys developer forum, topic 12251: idle timeout, questions and answers";
const REFRESH: &str = "Genesys developer forum, topic 7422: refresh tokens";
const IMPLICIT_END: &str = "community.genesys.com: Migrating from implicit grant";
const USER_CONTEXT: &str = "MyPureCloud/developer-center-blog: article of 2022-02-11";
const SCOPES: &str = "help.mypurecloud.com: Enable OAuth scope enforcement";
const RATE: &str = "terraform-provider-genesyscloud: genesyscloud/provider/provider.go";
const TOKENS_ME: &str = "platform-client-sdk-go: tokensapi.go";

/// The recommendation in one sentence.
pub(super) const fn headline(grant: Grant) -> &'static str {
    match grant {
        Grant::ClientCredentials => {
            "Client credentials: the program works in its own name, and no login stands in its way."
        }
        Grant::AuthorizationCode => {
            "Authorization code: the user logs in, and your server exchanges the code with its secret."
        }
        Grant::Pkce => "Authorization code with PKCE: the user logs in, and no secret is needed.",
        Grant::Saml2Bearer => {
            "SAML 2.0 bearer: your server exchanges the assertion it holds for the user's token."
        }
    }
}

/// What an answer adds to the reasons for a grant.
pub(super) fn because(answer: &Answer, grant: Grant) -> Option<Statement> {
    Some(match (answer.question, answer.choice) {
        ("today", "implicit") => documented(
            "The implicit grant is being taken away in 2026 and 2027: first for new clients, then for all. Check the announcement for the dates.",
            IMPLICIT_END,
        ),
        ("today", "password") => inferred(
            "A login with a person's name and password ends with the day on which the login of Genesys Cloud is switched off in favour of SSO.",
            DISABLE_LOGIN,
        ),
        ("person", "yes") => documented(
            "A person has to be named, so a user has to stand behind the token: client credentials have none.",
            USE_CLIENT_CREDENTIALS,
        ),
        ("me", "yes") => documented(
            "A call about the logged-in user answers 400 to a token of client credentials: the request requires a user context.",
            USER_CONTEXT,
        ),
        ("secret", "no") if matches!(grant, Grant::Pkce) => documented(
            "A secret in a browser or on a user's machine is none. Genesys' JavaScript SDK refuses grants with a secret in a browser for that reason.",
            NODE,
        ),
        ("assertion", "yes") if matches!(grant, Grant::Saml2Bearer) => documented(
            "The assertion that is there already takes the place of a second login.",
            PYTHON,
        ),
        _ => return None,
    })
}

/// Why one would choose a grant, whatever was answered.
pub(super) const fn reasons(grant: Grant) -> &'static [Statement] {
    match grant {
        Grant::ClientCredentials => {
            const {
                &[
                    documented(
                        "There is no user in the exchange, only the client's id and secret. What the client may do is said by the roles and divisions on it.",
                        USE_CLIENT_CREDENTIALS,
                    ),
                    documented(
                        "It is what Terraform, the command line tool and the SDKs use for work without a person.",
                        RATE,
                    ),
                ]
            }
        }
        Grant::AuthorizationCode => {
            const {
                &[
                    documented(
                        "The user logs in on Genesys' own page, through the identity provider if there is one; your server sees no password.",
                        PYTHON,
                    ),
                    documented(
                        "The answer brings a refresh token, so that the user need not log in again at each expiry.",
                        PYTHON,
                    ),
                ]
            }
        }
        Grant::Pkce => {
            const {
                &[
                    documented(
                        "A one-time verifier takes the place of the secret: 43 to 128 characters, sent as its SHA-256 hash first and as itself at the exchange.",
                        NODE,
                    ),
                    inferred(
                        "The login host answers such a request from a browser, for Genesys' own SDK sends it from there.",
                        NODE,
                    ),
                ]
            }
        }
        Grant::Saml2Bearer => {
            const {
                &[documented(
                    "The user is known to your server by the assertion; it is exchanged together with the client's id and secret and the short name of the organisation.",
                    PYTHON,
                )]
            }
        }
    }
}

/// What has to be set up in Genesys Cloud, in order.
pub(super) const fn needs(grant: Grant) -> &'static [Statement] {
    match grant {
        Grant::ClientCredentials => {
            const {
                &[
                    documented(
                        "An OAuth client with the grant type Client Credentials: Admin > Integrations > OAuth.",
                        CREATE_CLIENT,
                    ),
                    documented(
                        "Roles on the client, each with its divisions. Scopes do not apply. You can only give roles that you hold yourself.",
                        USE_CLIENT_CREDENTIALS,
                    ),
                    documented(
                        "Its secret in a vault at once: it is shown when it is made, and not again.",
                        CREATE_CLIENT,
                    ),
                ]
            }
        }
        Grant::AuthorizationCode => {
            const {
                &[
                    documented(
                        "An OAuth client with the grant type Code Authorization: Admin > Integrations > OAuth.",
                        CREATE_CLIENT,
                    ),
                    documented(
                        "The address to which the code is sent among its redirect URIs, letter by letter.",
                        PYTHON,
                    ),
                    documented(
                        "The scopes the application needs, and users with the permissions. Both count once the organisation enforces scopes.",
                        SCOPES,
                    ),
                ]
            }
        }
        Grant::Pkce => {
            const {
                &[
                    documented(
                        "An OAuth client with the grant type Code Authorization. Its secret stays unused; keep it out of the application.",
                        "platform-client-sdk-cli: README.md",
                    ),
                    documented(
                        "The application's address among the redirect URIs. For a program on the user's machine http://localhost without a port stands for any port.",
                        "platform-client-sdk-cli: README.md",
                    ),
                    documented(
                        "The scopes the application needs, and users with the permissions. Both count once the organisation enforces scopes.",
                        SCOPES,
                    ),
                ]
            }
        }
        Grant::Saml2Bearer => {
            const {
                &[
                    documented(
                        "An OAuth client for SAML2 bearer (SAML2-BEARER in the API): Admin > Integrations > OAuth.",
                        CLIENT_MODEL,
                    ),
                    documented(
                        "The short name of the organisation, sent as orgName. GET /api/v2/organizations/me calls it thirdPartyOrgName.",
                        PYTHON,
                    ),
                    inferred(
                        "The same identity provider at Genesys Cloud, with the same e-mail address for the user on both sides.",
                        DISABLE_LOGIN,
                    ),
                ]
            }
        }
    }
}

/// What enforcing SSO changes.
pub(super) const fn sso(grant: Grant) -> &'static [Statement] {
    match grant {
        Grant::ClientCredentials => {
            const {
                &[
                    inferred(
                        "Nothing: no user logs in. No page of Genesys says it in one sentence, so prove it: the same token request before and after the switch.",
                        USE_CLIENT_CREDENTIALS,
                    ),
                    documented(
                        "There is no switch that exempts a client from SSO, and none is needed.",
                        DISABLE_LOGIN,
                    ),
                    documented(
                        "What is often changed in the same week does reach it: the list of allowed IP addresses, the idle timeout, a secret that is reset, a client that is deleted.",
                        "help.mypurecloud.com: Restrict access by IP address; Genesys developer forum, topic 12251",
                    ),
                ]
            }
        }
        Grant::AuthorizationCode | Grant::Pkce => {
            const {
                &[
                    documented(
                        "It goes on working: the user is sent on to the identity provider. With org and provider in the authorize address the choice of the provider is left out.",
                        NODE,
                    ),
                    inferred(
                        "A user whom the identity provider does not know cannot log in any more.",
                        DISABLE_LOGIN,
                    ),
                ]
            }
        }
        Grant::Saml2Bearer => {
            const {
                &[inferred(
                    "It goes on working, and depends on the same identity provider and certificate as the login of people: when that breaks, both break.",
                    PYTHON,
                )]
            }
        }
    }
}

/// What to look out for once it runs.
pub(super) const fn watch(grant: Grant) -> &'static [Statement] {
    match grant {
        Grant::ClientCredentials => {
            const {
                &[
                    documented(
                        "A token lasts 24 hours unless the client says otherwise (5 minutes to 48 hours). There is no refresh token: ask for a new one shortly before the end.",
                        CLIENT_MODEL,
                    ),
                    documented(
                        "Keep the token. Too many token requests are answered with 400, rate limit exceeded, which is no 429.",
                        RATE,
                    ),
                    documented(
                        "The idle timeout of the organisation ends these tokens too: on a 401 ask for a new one, once.",
                        IDLE_FAQ,
                    ),
                    documented(
                        "GET /api/v2/users/me answers 400 to it. Test with GET /api/v2/tokens/me.",
                        USER_CONTEXT,
                    ),
                    documented(
                        "Allowed IP addresses for each client are announced, and are to be required for new clients once they are released.",
                        "help.genesys.cloud: announcement of 2026-04-06, allowed IP addresses of client credentials",
                    ),
                ]
            }
        }
        Grant::AuthorizationCode => {
            const {
                &[
                    documented(
                        "With the inactivity timeout switched on there is no refresh token; the user logs in again.",
                        IDLE_FAQ,
                    ),
                    documented(
                        "A refresh token ends with a logout, a change of the password, or when the user's tokens are revoked; it may end without notice.",
                        REFRESH,
                    ),
                    unverified(
                        "That refresh tokens end after 90 days without use is often said; no source for it was found.",
                        "no public source found",
                    ),
                ]
            }
        }
        Grant::Pkce => {
            const {
                &[
                    documented(
                        "Genesys' Python SDK reads no refresh token for it; count on a new login when the token ends.",
                        PYTHON,
                    ),
                    documented(
                        "A single-page application on another host than the redirect page has to be among the redirect URIs as well.",
                        "platform-client-sdk-javascript: README.md",
                    ),
                ]
            }
        }
        Grant::Saml2Bearer => {
            const {
                &[
                    inferred(
                        "An assertion does not last: those of Entra ID for 70 minutes. Exchange it when it comes, and do not keep it.",
                        "MicrosoftDocs/entra-docs: SAML protocol",
                    ),
                    documented(
                        "The clocks of the identity provider and of Genesys Cloud may differ by 10 seconds at most.",
                        "help.mypurecloud.com: About single sign-on",
                    ),
                    observed(
                        "What is in a token is asked with GET /api/v2/tokens/me: it holds nothing that could be read.",
                        TOKENS_ME,
                    ),
                ]
            }
        }
    }
}

/// Why another grant than the one recommended was not.
pub(super) const fn instead(chosen: Grant, other: Grant) -> Statement {
    match (chosen, other) {
        (_, Grant::ClientCredentials) => documented(
            "It has no user: nobody is named, and calls about the logged-in user answer 400. It needs a server that keeps its secret.",
            USER_CONTEXT,
        ),
        (Grant::ClientCredentials, Grant::AuthorizationCode) => documented(
            "It needs a person who logs in, which a program that runs by itself has not.",
            USE_CLIENT_CREDENTIALS,
        ),
        (_, Grant::AuthorizationCode) => documented(
            "It needs a server that keeps the secret, and sends the user through a login.",
            PYTHON,
        ),
        (Grant::ClientCredentials, Grant::Pkce) => documented(
            "It needs a person in front of a browser. Its token does what that person may do, no more.",
            SCOPES,
        ),
        (_, Grant::Pkce) => inferred(
            "It is for programs without a secret. A server that can keep one is better off with the secret.",
            NODE,
        ),
        (Grant::ClientCredentials, Grant::Saml2Bearer) => documented(
            "It needs the assertion of a user who has just logged in.",
            PYTHON,
        ),
        (_, Grant::Saml2Bearer) => documented(
            "It needs a server that already holds the user's assertion, and its secret.",
            PYTHON,
        ),
    }
}
