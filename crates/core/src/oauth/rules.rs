//! The rules about credentials, responses, errors, challenges and documents.

use crate::report::{Blame, Rule, Severity};

/// Every rule of this module's.
pub(crate) static RULES: &[&Rule] = &[
    &BASIC_ENCODING,
    &BASIC_COLON,
    &BASIC_NEWLINE,
    &BASIC_UTF8,
    &BASIC_PERCENT,
    &BASIC_EMPTY,
    &BASIC_CONTROL,
    &RESPONSE_TOKEN_TYPE,
    &RESPONSE_TOKEN_TYPE_OTHER,
    &RESPONSE_EXPIRES_TEXT,
    &RESPONSE_EXPIRES,
    &RESPONSE_NO_ACCESS_TOKEN,
    &RESPONSE_EMPTY_TOKEN,
    &ERROR_UNKNOWN,
    &ERROR_WITH_TOKEN,
    &CHALLENGE_SYNTAX,
    &CHALLENGE_DUPLICATE,
    &INTROSPECTION_ACTIVE,
    &INTROSPECTION_INACTIVE_MORE,
    &USERINFO_SUB,
    &DISCOVERY_HTTP,
    &DISCOVERY_ISSUER,
    &DISCOVERY_REQUIRED,
    &DISCOVERY_PKCE,
];

const fn rule(
    code: &'static str,
    severity: Severity,
    blame: Blame,
    title: &'static str,
    help: &'static str,
    reference: &'static str,
) -> Rule {
    Rule {
        code,
        severity,
        blame,
        title,
        help,
        reference,
    }
}

pub(crate) static BASIC_ENCODING: Rule = rule(
    "basic.encoding",
    Severity::Error,
    Blame::Malformed,
    "Basic credentials are base64 of user, colon and password.",
    "Encode them again, or let curl do it: -u \"$CLIENT_ID:$CLIENT_SECRET\".",
    "RFC 7617 §2",
);
pub(crate) static BASIC_COLON: Rule = rule(
    "basic.no_colon",
    Severity::Error,
    Blame::AgainstStandard,
    "There is no colon between user and password.",
    "Encode the two with a colon between them, before base64: printf '%s' \"$CLIENT_ID:$CLIENT_SECRET\" | base64 -w0.",
    "RFC 7617 §2",
);
pub(crate) static BASIC_NEWLINE: Rule = rule(
    "basic.newline",
    Severity::Error,
    Blame::Malformed,
    "A line break was encoded with the credentials.",
    "The server takes it as part of the secret. Use printf '%s' or echo -n instead of echo, and base64 -w0.",
    "RFC 7617 §2",
);
pub(crate) static BASIC_UTF8: Rule = rule(
    "basic.not_utf8",
    Severity::Warning,
    Blame::Advice,
    "The credentials are not UTF-8.",
    "Encode them as UTF-8 before base64; a server that expects it reads other characters otherwise.",
    "RFC 7617 §2.1",
);
pub(crate) static BASIC_PERCENT: Rule = rule(
    "basic.percent_encoded",
    Severity::Info,
    Blame::Advice,
    "User or secret holds percent-escapes.",
    "OAuth asks for form-encoding of id and secret before base64, and not every server undoes it. If the server refuses them, try them without.",
    "RFC 6749 §2.3.1",
);
pub(crate) static BASIC_EMPTY: Rule = rule(
    "basic.empty_part",
    Severity::Warning,
    Blame::Advice,
    "User or password is empty.",
    "Look whether the variable it comes from was set where the header was made.",
    "RFC 7617 §2",
);
pub(crate) static BASIC_CONTROL: Rule = rule(
    "basic.control_character",
    Severity::Error,
    Blame::AgainstStandard,
    "User or password holds a control character.",
    "It must not. It usually comes along when a value is copied or read from a file: take it off.",
    "RFC 7617 §2",
);

pub(crate) static RESPONSE_TOKEN_TYPE: Rule = rule(
    "token_response.token_type.missing",
    Severity::Warning,
    Blame::AgainstStandard,
    "A token response must say the token's type.",
    "Clients that follow the standard refuse it. Have the server add token_type, usually Bearer.",
    "RFC 6749 §5.1",
);
pub(crate) static RESPONSE_TOKEN_TYPE_OTHER: Rule = rule(
    "token_response.token_type.unusual",
    Severity::Warning,
    Blame::Advice,
    "The token's type is neither Bearer nor DPoP.",
    "A client must not use a token whose type it does not know. Look up what the server means by it.",
    "RFC 6749 §7.1",
);
pub(crate) static RESPONSE_EXPIRES_TEXT: Rule = rule(
    "token_response.expires_in.text",
    Severity::Warning,
    Blame::AgainstStandard,
    "expires_in is a number, not text in quotes.",
    "Strict clients refuse it or take the token as expired. Have the server write the number without quotes.",
    "RFC 6749 §5.1, §A.14",
);
pub(crate) static RESPONSE_EXPIRES: Rule = rule(
    "token_response.expires_in.value",
    Severity::Warning,
    Blame::AgainstStandard,
    "expires_in is the lifetime in seconds from now.",
    "Have the server send the whole number of seconds the token still lives, not a point in time.",
    "RFC 6749 §5.1",
);
pub(crate) static RESPONSE_NO_ACCESS_TOKEN: Rule = rule(
    "token_response.access_token.missing",
    Severity::Warning,
    Blame::AgainstStandard,
    "A token response must hold an access token.",
    "If only an ID token was asked for, this is the answer of an authorization endpoint. Otherwise look at the request.",
    "RFC 6749 §5.1",
);
pub(crate) static RESPONSE_EMPTY_TOKEN: Rule = rule(
    "token_response.access_token.empty",
    Severity::Error,
    Blame::Malformed,
    "The access token is empty or no text.",
    "Nothing can be called with it. Look at the server's log for why it issued none.",
    "RFC 6749 §5.1",
);

pub(crate) static ERROR_UNKNOWN: Rule = rule(
    "error.code.unknown",
    Severity::Info,
    Blame::Unsupported,
    "The error code is none that is known here.",
    "Read its description, and look the code up in the documentation of the server that sent it.",
    "RFC 6749 §8.5",
);
pub(crate) static ERROR_WITH_TOKEN: Rule = rule(
    "error.with_token",
    Severity::Warning,
    Blame::AgainstStandard,
    "The answer holds an error and a token at once.",
    "An answer is one or the other. Do not use the token before that is cleared up.",
    "RFC 6749 §5",
);

pub(crate) static CHALLENGE_SYNTAX: Rule = rule(
    "challenge.syntax",
    Severity::Warning,
    Blame::Malformed,
    "The challenge is not written as the standard says.",
    "Strict clients may not understand it. Values that are not plain words belong in double quotes, parameters are separated by commas.",
    "RFC 9110 §11.6.1",
);
pub(crate) static CHALLENGE_DUPLICATE: Rule = rule(
    "challenge.duplicate",
    Severity::Warning,
    Blame::AgainstStandard,
    "A parameter stands more than once in a challenge.",
    "It must not. Clients may take either value: have the server send it once.",
    "RFC 9110 §11.2, RFC 6750 §3",
);

pub(crate) static INTROSPECTION_ACTIVE: Rule = rule(
    "introspection.active.type",
    Severity::Error,
    Blame::AgainstStandard,
    "active is true or false and must be there.",
    "Treat the token as not active until the server says so with a boolean.",
    "RFC 7662 §2.2",
);
pub(crate) static INTROSPECTION_INACTIVE_MORE: Rule = rule(
    "introspection.inactive.more",
    Severity::Advice,
    Blame::Advice,
    "The answer says more about a token that is not active.",
    "The server should leave everything else out, so that nobody learns about tokens that are not theirs.",
    "RFC 7662 §2.2",
);
pub(crate) static USERINFO_SUB: Rule = rule(
    "userinfo.sub.missing",
    Severity::Warning,
    Blame::AgainstStandard,
    "A userinfo answer must name the subject.",
    "Without sub a client cannot tell that the answer is about the user of its ID token, and must not use it.",
    "OpenID Connect Core §5.3.2",
);

pub(crate) static DISCOVERY_HTTP: Rule = rule(
    "discovery.http",
    Severity::Warning,
    Blame::AgainstStandard,
    "An endpoint is reached without TLS.",
    "Tokens and secrets would travel in the clear. Have the server publish https addresses; behind a proxy, tell it its public address.",
    "RFC 8414 §2",
);
pub(crate) static DISCOVERY_ISSUER: Rule = rule(
    "discovery.issuer",
    Severity::Warning,
    Blame::AgainstStandard,
    "The issuer is an https address without query or fragment.",
    "Clients compare it character by character with iss in tokens and with the address of this document.",
    "RFC 8414 §2, §3.3",
);
pub(crate) static DISCOVERY_REQUIRED: Rule = rule(
    "discovery.required",
    Severity::Warning,
    Blame::AgainstStandard,
    "A member that clients need is missing.",
    "Clients that configure themselves from this document stop here. Have the server publish it.",
    "OpenID Connect Discovery §3, RFC 8414 §2",
);
pub(crate) static DISCOVERY_PKCE: Rule = rule(
    "discovery.pkce",
    Severity::Advice,
    Blame::Advice,
    "PKCE with S256 is not offered.",
    "Clients that use the code grant should be protected by PKCE with S256. If the server does support it, have it say so.",
    "RFC 9700 §2.1.1",
);
