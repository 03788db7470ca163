//! Phrases by which programs say what went wrong, in small letters.

/// A phrase; several pieces with `*` between must follow each other.
pub(super) type Phrase = &'static str;

pub(super) const CORS: &[Phrase] = &[
    "blocked by cors policy",
    "cross-origin request blocked",
    "no 'access-control-allow-origin'",
    "net::err_failed",
    "typeerror: failed to fetch",
    "networkerror when attempting to fetch",
];
pub(super) const NO_SUCH_HOST: &[Phrase] = &[
    "could not resolve host",
    "no such host",
    "enotfound",
    "name or service not known",
    "nameresolutionerror",
    "getaddrinfo failed",
    "err_name_not_resolved",
    "nodename nor servname",
    "temporary failure in name resolution",
];
pub(super) const TIMED_OUT: &[Phrase] = &[
    "operation timed out",
    "connection timed out",
    "connect timeout",
    "connecttimeouterror",
    "etimedout",
    "i/o timeout",
    "context deadline exceeded",
    "read timed out",
    "failed to connect to * after",
];
pub(super) const REFUSED: &[Phrase] = &[
    "connection refused",
    "econnrefused",
    "connection reset by peer",
    "econnreset",
    "remote end closed connection",
];
pub(super) const CERTIFICATE: &[Phrase] = &[
    "certificate verify failed",
    "ssl certificate problem",
    "self signed certificate",
    "self-signed certificate",
    "unable to get local issuer",
    "x509: certificate",
    "sslcertverificationerror",
];
pub(super) const NO_REFRESH_TOKEN: &[Phrase] = &[
    "keyerror: 'refresh_token'",
    "keyerror: \"refresh_token\"",
    "keyerror('refresh_token')",
];
pub(super) const BROWSER_SECRET: &[Phrase] = &[
    "impossible for client credentials to be handled securely in a browser",
    "restricted intentionally because it is impossible",
];
pub(super) const NO_SUCH_PACKAGE: &[Phrase] = &[
    "no module named 'genesyscloud",
    "no module named 'purecloudplatformclientv2",
    "no module named 'platformsdkpython",
    "no module named genesyscloud",
    "no module named purecloudplatformclientv2",
    "no matching distribution found for genesyscloud",
    "no matching distribution found for platformsdkpython",
    "cannot import name * from 'purecloudplatformclientv2",
    "module 'purecloudplatformclientv2' has no attribute",
    "object has no attribute 'set_oauth_client_credentials",
    "object has no attribute 'post_oauth_token",
    "object has no attribute 'get_oauth_token",
    "object has no attribute 'post_users_query",
    "cannot find module 'genesyscloud",
];
pub(super) const WRONG_PACKAGE: &[Phrase] = &[
    "no module named 'genesyscloud",
    "no module named genesyscloud",
    "no module named 'platformsdkpython",
    "no matching distribution found for genesyscloud",
    "no matching distribution found for platformsdkpython",
    "cannot find module 'genesyscloud",
];
pub(super) const WRONG_CASE: &[Phrase] = &[
    "no module named 'purecloudplatformclientv2",
    "no module named purecloudplatformclientv2",
];
pub(super) const WRONG_NAME: &[Phrase] = &["cannot import name", "has no attribute"];
pub(super) const CANNOT_DECODE: &[Phrase] = &[
    "not enough segments",
    "jwt malformed",
    "invalidtokenerror: invalid token specified",
    "invalid token specified",
    "wrong number of segments",
    "token contains an invalid number of segments",
    "invalid compact serialization",
    "idx12741",
    "jwt must have 3 tokens",
];
pub(super) const UNKNOWN_REGION: &[Phrase] = &[
    "invalid region",
    "unknown region",
    "region * is not valid",
    "not a valid region",
];

/// Words by which something is about logging in through SSO, and by which it fails.
const SSO: &[Phrase] = &[
    "saml",
    "sso ",
    "sso.",
    "sso:",
    "sso,",
    "single sign",
    "identity provider",
    "idp ",
];
const FAILS: &[Phrase] = &[
    "cannot log in",
    "can't log in",
    "can not log in",
    "unable to log in",
    "login failed",
    "log in fails",
    "login fails",
    "logins fail",
    "cannot sign in",
    "unable to sign in",
    "authentication failed",
    "invalid audience",
    "audience restriction",
    "assertion is not",
    "assertion rejected",
    "invalid assertion",
    "response is not",
    "not yet valid",
    "certificate expired",
    "certificate has expired",
    "signature validation",
    "invalid signature",
    "clock skew",
    "locked out",
    "not configured for",
    "encrypted assertion",
    "user not found",
    "no such user",
    "could not be authenticated",
    "status:responder",
    "status:requester",
    "authnfailed",
];

/// The first phrase that a text in small letters holds.
pub(super) fn first(words: &str, phrases: &'static [Phrase]) -> Option<Phrase> {
    phrases.iter().copied().find(|phrase| holds(words, phrase))
}

fn holds(words: &str, phrase: &str) -> bool {
    match phrase.split_once('*') {
        None => words.contains(phrase),
        Some((head, tail)) => words.split(head.trim_end()).skip(1).any(|rest| {
            let line = rest.lines().next().unwrap_or_default();
            line.contains(tail.trim_start())
        }),
    }
}

/// The phrase by which a text says that a login through SSO fails.
pub(super) fn sso_login(words: &str) -> Option<Phrase> {
    first(words, SSO)?;
    first(words, FAILS)
}

/// What only these SDKs say.
const OWN: &[&[Phrase]] = &[BROWSER_SECRET, NO_SUCH_PACKAGE, NO_REFRESH_TOKEN];

/// Whether a text is what an SDK says, whatever else stands in it.
pub(super) fn speaks_alone(words: &str) -> bool {
    OWN.iter().any(|group| first(words, group).is_some())
}

/// Every phrase that makes a text worth a diagnosis wherever it stands, with whether it is about
/// Genesys Cloud by itself.
pub(super) fn speaks(words: &str) -> Option<(Phrase, bool)> {
    let others = [
        CORS,
        NO_SUCH_HOST,
        TIMED_OUT,
        REFUSED,
        CERTIFICATE,
        CANNOT_DECODE,
        UNKNOWN_REGION,
    ];
    let of = |groups: &[&'static [Phrase]]| groups.iter().find_map(|group| first(words, group));
    of(OWN)
        .map(|phrase| (phrase, true))
        .or_else(|| of(&others).map(|phrase| (phrase, false)))
}
