//! The rules about code that asks for a token.

use crate::report::{Blame, Rule, Severity};

/// Every rule of this module's.
pub(crate) static RULES: &[&Rule] = &[
    &SECRET,
    &ADDRESS,
    &PACKAGE,
    &IMPORT_CASE,
    &NAME,
    &BODY_SECRET,
    &JSON,
    &SCOPE,
    &PASSWORD,
    &USER_CONTEXT,
    &DECODES,
    &ENCODING,
    &EXPIRY,
    &RETRY,
    &HEADER,
];

macro_rules! rules {
    ($($name:ident $code:literal $severity:ident $blame:ident $title:literal $help:literal $source:literal;)*) => {
        $(pub(super) static $name: Rule = Rule {
            code: $code,
            severity: Severity::$severity,
            blame: Blame::$blame,
            title: title!($title),
            help: $help,
            reference: $source,
        };)*
    };
}

rules! {
    SECRET "snippet.secret" Error Advice
        "A secret stands in the code."
        "Read it from the environment or a vault. Whoever saw the code has it, so reset it."
        "RFC 6819 §5.1.1.3";
    ADDRESS "snippet.address" Error AgainstStandard
        "The token is not asked for at the token endpoint."
        "Tokens come from https://login. and your region's domain, path /oauth/token; there is none below api. or /api/v2."
        "developer.genesys.cloud, Use client credentials";
    PACKAGE "snippet.package" Error Advice
        "The package does not exist."
        "Install PureCloudPlatformClientV2 and no package with a guessed name: whoever takes that name runs code on your machine."
        "PyPI, Genesys Cloud Python SDK 269.0.0";
    IMPORT_CASE "snippet.import_case" Error AgainstStandard
        "The import is written in small letters."
        "Write import PureCloudPlatformClientV2. pip takes any letters, Python does not."
        "Genesys Cloud Python SDK 269.0.0";
    NAME "snippet.name" Error AgainstStandard
        "The SDK has no such class or method."
        "Use api_client.ApiClient().get_client_credentials_token, then UsersApi, TokensApi and the like."
        "Genesys Cloud Python SDK 269.0.0";
    BODY_SECRET "snippet.body_secret" Warning AgainstStandard
        "The secret is sent in the body."
        "Send id and secret in the Basic header: nothing else is documented."
        "developer.genesys.cloud, Use client credentials";
    JSON "snippet.json" Error AgainstStandard
        "The request for a token is JSON."
        "Send a form: application/x-www-form-urlencoded."
        "RFC 6749 §4.4.2";
    SCOPE "snippet.scope" Advice Advice
        "A scope is sent with client credentials."
        "Leave it out: what such a client may do is decided by its roles and divisions."
        "Genesys Cloud SDKs, model OAuthClient";
    PASSWORD "snippet.password" Warning Advice
        "A user's password is used."
        "Use client credentials, or the code grant where a user is needed: with SSO enforced, passwords do not work."
        "RFC 9700 §2.4";
    USER_CONTEXT "snippet.user_context" Warning AgainstStandard
        "A call for users is made with client credentials."
        "That answers 400 always. To test the token, ask /api/v2/tokens/me."
        "Genesys developer center blog, 2022-02-11";
    DECODES "snippet.decodes" Error AgainstStandard
        "The token is decoded or checked like a JWT."
        "Access tokens of Genesys Cloud are opaque. Keep expires_in, and ask /api/v2/tokens/me."
        "Genesys Cloud SDKs, API clients";
    ENCODING "snippet.encoding" Warning Malformed
        "The Basic header is made in a way that breaks it."
        "Use printf '%s' and base64 -w0, or let curl make the header with -u."
        "RFC 7617 §2";
    EXPIRY "snippet.expiry" Advice Advice
        "Nothing looks at when the token ends."
        "Keep the token until a minute before expires_in is over, and ask for a new one on a 401: the SDKs do not renew client credentials tokens."
        "Genesys Cloud Python SDK 269.0.0";
    RETRY "snippet.retry" Advice Advice
        "It tries again without reading Retry-After."
        "Wait as long as Retry-After says. The Python SDK does that by itself."
        "RFC 9110 §10.2.3";
    HEADER "snippet.header" Warning AgainstStandard
        "The header does not exist."
        "Read inin-ratelimit-count, inin-ratelimit-allowed and inin-ratelimit-reset, and Retry-After on a 429."
        "Genesys developer center blog, 2021-05-06";
}
