//! OAuth error codes: who sends them, what they mean, likely causes in order, and the next step.
//!
//! Entries with `says` hold only where the description contains that text; they stand before the
//! general entry of their code. Codes: RFC 6749 §4.1.2.1 and §5.2, RFC 6750 §3.1, RFC 7009, RFC 7591,
//! RFC 8628 §3.5, RFC 8707, RFC 9101, RFC 9126, RFC 9396, RFC 9449, RFC 9470, OpenID Connect Core §3.1.2.6.

/// What an error means.
pub(crate) struct Known {
    /// The code; empty in entries that are found by their description alone.
    pub(crate) code: &'static str,
    /// What the description must contain, in lower case; empty for any.
    pub(crate) says: &'static str,
    /// Who sends it: follows "Error from ".
    pub(crate) from: &'static str,
    /// Whose wording it is; empty for the standard's.
    pub(crate) vendor: &'static str,
    /// What it means: follows a colon.
    pub(crate) means: &'static str,
    /// Likely causes, most likely first.
    pub(crate) causes: &'static [&'static str],
    /// What to do.
    pub(crate) step: &'static str,
    /// A line to copy, or empty.
    pub(crate) line: &'static str,
    /// Where it is written.
    pub(crate) reference: &'static str,
}

pub(crate) const TOKEN_ENDPOINT: &str = "the token endpoint";
const AUTHORIZATION: &str = "the authorization endpoint";
pub(crate) const API: &str = "the API";

pub(crate) const GENESYS: &str = "Genesys Cloud";
const GENESYS_TOKEN: &str = r#"curl -sS -w '\n%{http_code}\n' -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials https://login.mypurecloud.com/oauth/token"#;
const OBSERVED: &str = "Genesys Cloud, observed by others";

const fn known(
    (code, says): (&'static str, &'static str),
    from: &'static str,
    vendor: &'static str,
    means: &'static str,
    causes: &'static [&'static str],
    (step, line): (&'static str, &'static str),
    reference: &'static str,
) -> Known {
    Known {
        code,
        says,
        from,
        vendor,
        means,
        causes,
        step,
        line,
        reference,
    }
}

/// An entry of the standards.
const fn std(
    code: &'static str,
    from: &'static str,
    means: &'static str,
    causes: &'static [&'static str],
    step: &'static str,
    reference: &'static str,
) -> Known {
    known((code, ""), from, "", means, causes, (step, ""), reference)
}

pub(crate) const CODES: &[Known] = &[
    // Genesys Cloud's wording.
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
    // RFC 6749 §5.2: the token endpoint.
    std(
        "invalid_client",
        TOKEN_ENDPOINT,
        "the client could not be authenticated",
        &[
            "The client secret is wrong, expired or was reset.",
            "The client id is wrong, or unknown to this server or tenant.",
            "The credentials were sent another way than the server expects: in the Basic header or in the body.",
            "A client assertion is expired, badly signed or for another audience.",
        ],
        "Check client id and secret against the server's settings, and how it wants them sent (token_endpoint_auth_methods_supported).",
        "RFC 6749 §5.2",
    ),
    std(
        "invalid_grant",
        TOKEN_ENDPOINT,
        "the code, refresh token or assertion is not taken",
        &[
            "It was used before, or is expired: codes live minutes at most and work once.",
            "redirect_uri or code_verifier differ from those of the authorization request.",
            "The refresh token was revoked: by signing out, by a new password, or by its successor.",
            "It was issued to another client.",
            "With the password grant: user name or password is wrong.",
        ],
        "Begin the flow again and redeem the new code at once, with the same redirect_uri and verifier.",
        "RFC 6749 §5.2",
    ),
    std(
        "unauthorized_client",
        TOKEN_ENDPOINT,
        "the client may not use this grant or response type",
        &[
            "The grant type is not enabled for the client.",
            "The wrong client id was used.",
        ],
        "Enable the grant type in the client's settings at the server, or use the client made for it.",
        "RFC 6749 §5.2, §4.1.2.1",
    ),
    std(
        "unsupported_grant_type",
        TOKEN_ENDPOINT,
        "the server does not know or does not allow this grant type",
        &[
            "grant_type is mistyped.",
            "The body is JSON where a form is expected, so that grant_type was not seen.",
            "The server does not offer the grant.",
        ],
        "Send a form (application/x-www-form-urlencoded) and compare grant_type with grant_types_supported.",
        "RFC 6749 §5.2",
    ),
    std(
        "invalid_request",
        TOKEN_ENDPOINT,
        "a parameter is missing, repeated or malformed",
        &[
            "A required parameter is missing, grant_type, code or redirect_uri for instance.",
            "The body is JSON where a form is expected.",
            "A value was not percent-encoded, so that + or & cut it.",
            "Client credentials were sent twice, in the header and in the body.",
        ],
        "Read the description for the name of the parameter, and send the body as a form.",
        "RFC 6749 §5.2, RFC 6750 §3.1",
    ),
    std(
        "invalid_scope",
        TOKEN_ENDPOINT,
        "a scope is unknown, malformed or more than was granted",
        &[
            "A scope is mistyped or not defined at this server.",
            "Scopes are separated by commas; they must be separated by spaces.",
            "The client may not have it, or a refresh asks for more than was first granted.",
        ],
        "Compare the scopes with the server's list (scopes_supported) and with those the client may have.",
        "RFC 6749 §5.2, §3.3",
    ),
    // RFC 6749 §4.1.2.1: the authorization endpoint.
    std(
        "access_denied",
        AUTHORIZATION,
        "the user or the server refused",
        &[
            "The person pressed Cancel or did not consent.",
            "A rule refuses this person or this application.",
            "An administrator must approve the application first.",
        ],
        "Ask what the person saw; then look at the application's approval and the rules at the server.",
        "RFC 6749 §4.1.2.1",
    ),
    std(
        "unsupported_response_type",
        AUTHORIZATION,
        "the server does not offer this response type",
        &[
            "response_type=token (implicit) is switched off.",
            "response_type is mistyped.",
        ],
        "Use response_type=code with PKCE.",
        "RFC 6749 §4.1.2.1",
    ),
    std(
        "server_error",
        AUTHORIZATION,
        "the server failed",
        &[
            "A fault inside the server.",
            "A rule or hook at the server failed.",
        ],
        "Try again once; if it stays, look at the server's log for the time of the error.",
        "RFC 6749 §4.1.2.1",
    ),
    std(
        "temporarily_unavailable",
        AUTHORIZATION,
        "the server is overloaded or in maintenance",
        &[
            "Overload or maintenance.",
            "Too many requests of this client.",
        ],
        "Wait and try again, with growing pauses.",
        "RFC 6749 §4.1.2.1",
    ),
    // RFC 6750 §3.1 and its extensions: the API.
    std(
        "invalid_token",
        API,
        "the access token is expired, revoked, malformed or not for this API",
        &[
            "It is expired.",
            "It was issued by another issuer, or for another audience, than the API expects.",
            "It was cut off or changed on its way, or an ID token was sent.",
            "It was revoked, or its signing key is no longer published.",
        ],
        "Paste the token: the report shows its expiry, issuer and audience. Then ask for a new one.",
        "RFC 6750 §3.1",
    ),
    std(
        "insufficient_scope",
        API,
        "the token is good but lacks a scope (403)",
        &[
            "The scope was not asked for.",
            "The scope was asked for and not granted.",
            "The token is an old one from before the scope was added.",
        ],
        "Ask for a new token with the scope the API names, and compare it with the token's scopes.",
        "RFC 6750 §3.1",
    ),
    std(
        "invalid_dpop_proof",
        API,
        "the DPoP proof is not taken",
        &[
            "The proof's htm or htu is not the method and address of the request.",
            "Its iat is too far from the server's clock.",
            "It was used before, or is signed with another key than the token is bound to.",
        ],
        "Paste the proof from the DPoP header: the report shows htm, htu, iat and ath.",
        "RFC 9449 §5, §7.1",
    ),
    std(
        "use_dpop_nonce",
        API,
        "the server wants a nonce of its own in the DPoP proof",
        &[
            "It is the first request, which is normal: no nonce was known yet.",
            "The nonce that was used is too old.",
        ],
        "Take the value of the response header DPoP-Nonce, put it into the proof as nonce, and send the request again.",
        "RFC 9449 §8, §9",
    ),
    std(
        "insufficient_user_authentication",
        API,
        "the user's sign-in is too weak or too long ago (step-up)",
        &[
            "The API wants a second factor or another sign-in method (acr_values).",
            "The sign-in is older than the API allows (max_age).",
        ],
        "Send the user through the authorization endpoint again with the acr_values and max_age of the challenge, then call with the new token.",
        "RFC 9470 §3",
    ),
    // RFC 8628 §3.5: the device grant.
    std(
        "authorization_pending",
        TOKEN_ENDPOINT,
        "the person has not finished yet; this is normal",
        &["The person has not typed in the code or has not consented yet."],
        "Ask again after the interval the device response named, 5 seconds if it named none.",
        "RFC 8628 §3.5",
    ),
    std(
        "slow_down",
        TOKEN_ENDPOINT,
        "the client asks too often",
        &["The client polls faster than the interval allows."],
        "Add 5 seconds to the interval for this and all later questions.",
        "RFC 8628 §3.5",
    ),
    std(
        "expired_token",
        TOKEN_ENDPOINT,
        "the device code has expired",
        &["The person took too long."],
        "Begin again with a new device code.",
        "RFC 8628 §3.5",
    ),
    // OpenID Connect Core §3.1.2.6.
    std(
        "login_required",
        AUTHORIZATION,
        "the user is not signed in, and prompt=none forbids asking",
        &[
            "There is no session at the server.",
            "The browser blocks the server's cookies in frames of other sites.",
        ],
        "Send the user to the authorization endpoint without prompt=none.",
        "OpenID Connect Core §3.1.2.6",
    ),
    std(
        "interaction_required",
        AUTHORIZATION,
        "the user has to do something, and prompt=none forbids asking",
        &["A second factor, new terms or another screen is due."],
        "Send the user to the authorization endpoint without prompt=none.",
        "OpenID Connect Core §3.1.2.6",
    ),
    std(
        "consent_required",
        AUTHORIZATION,
        "the user has not consented, and prompt=none forbids asking",
        &[
            "A scope is new to this user.",
            "An administrator's consent is missing.",
        ],
        "Send the user to the authorization endpoint without prompt=none, or have an administrator consent.",
        "OpenID Connect Core §3.1.2.6",
    ),
    std(
        "account_selection_required",
        AUTHORIZATION,
        "the user has several sessions, and prompt=none forbids asking which",
        &["The user is signed in with more than one account."],
        "Send the user without prompt=none, or with login_hint.",
        "OpenID Connect Core §3.1.2.6",
    ),
    std(
        "invalid_request_uri",
        AUTHORIZATION,
        "the request_uri is not taken",
        &["It is expired, was used before, or cannot be fetched."],
        "Push the request again and use the new request_uri at once.",
        "RFC 9101 §7",
    ),
    std(
        "invalid_request_object",
        AUTHORIZATION,
        "the request object (a JWT) is not taken",
        &["Its signature, audience or expiry is wrong."],
        "Paste the request object to see its claims.",
        "RFC 9101 §7",
    ),
    std(
        "request_not_supported",
        AUTHORIZATION,
        "the server takes no request objects",
        &["The parameter request is not supported."],
        "Send the parameters in the query, or push them.",
        "OpenID Connect Core §3.1.2.6",
    ),
    std(
        "request_uri_not_supported",
        AUTHORIZATION,
        "the server takes no request_uri",
        &["The parameter request_uri is not supported."],
        "Send the parameters in the query.",
        "OpenID Connect Core §3.1.2.6",
    ),
    std(
        "registration_not_supported",
        AUTHORIZATION,
        "the server does not take registration in the request",
        &["The parameter registration is not supported."],
        "Register the client first.",
        "OpenID Connect Core §3.1.2.6",
    ),
    // Resources, details, exchange, registration, revocation.
    std(
        "invalid_target",
        TOKEN_ENDPOINT,
        "the requested resource or audience is unknown or not allowed",
        &[
            "resource or audience is mistyped.",
            "The client may not have tokens for it.",
        ],
        "Compare it with the API's identifier at the server.",
        "RFC 8707 §2, RFC 8693 §2.2.2",
    ),
    std(
        "invalid_authorization_details",
        TOKEN_ENDPOINT,
        "the authorization details are not taken",
        &["A type is unknown, or a field is missing."],
        "Compare them with authorization_details_types_supported.",
        "RFC 9396 §5",
    ),
    std(
        "unsupported_token_type",
        "the revocation endpoint",
        "the server does not revoke tokens of this kind",
        &["Access tokens that are JWTs often cannot be taken back."],
        "Revoke the refresh token instead.",
        "RFC 7009 §2.2.1",
    ),
    std(
        "invalid_redirect_uri",
        "the registration endpoint",
        "a redirect address is not taken",
        &["It is not https, has a fragment, or breaks a rule of the server's."],
        "Register the exact address the client uses.",
        "RFC 7591 §3.2.2",
    ),
    std(
        "invalid_client_metadata",
        "the registration endpoint",
        "a value of the registration is not taken",
        &["A value is unknown or contradicts another."],
        "Read the description for the name of the value.",
        "RFC 7591 §3.2.2",
    ),
    // Not of a standard, and common.
    std(
        "redirect_uri_mismatch",
        AUTHORIZATION,
        "the redirect address is not registered for the client",
        &["Scheme, host, port, path or a closing slash differs."],
        "Register exactly the address that is sent as redirect_uri.",
        "Google and others",
    ),
    std(
        "mfa_required",
        TOKEN_ENDPOINT,
        "a second factor is required",
        &["The grant cannot show a second factor, and the account or tenant demands one."],
        "Use a grant that goes through the browser.",
        "Auth0",
    ),
];
