//! What changes in the same week as SSO is enforced, and looks as if SSO had done it.
//!
//! A client credentials exchange has no user, so enforcing SSO does not concern it.

use super::super::signs::Sign;
use super::source::*;
use super::{Cause, cause};

/// Listed under "If it began with SSO", likeliest first.
pub(crate) const LOOK_ALIKES: &[Cause] = &[
    cause(
        "sso.secret_reset",
        "A clean-up reset a secret, or deleted or deactivated a client.",
        (
            "The token endpoint says client not found or authentication failed.",
            "Restore the client within seven days if it was deactivated; else reset the secret or make a new client.",
        ),
        DELETED,
    ).not_if(&[Sign::Forbidden]),
    cause(
        "sso.allowlist",
        "The IP allowlist was switched on: it holds for programs that call the API, too.",
        (
            "The code is ip.not.authorized, or tokens die when the address changes.",
            "Add every address that integrations come from; IPv4 only. Data Actions are exempt.",
        ),
        ALLOWLIST,
    ).first_if(&[Sign::IpRefused])
    .not_if(&[Sign::Forbidden]),
    cause(
        "sso.inactivity",
        "The inactivity timeout was switched on: tokens of service clients idle out, and code grants get no refresh token.",
        (
            "It fails after pauses only. GET /api/v2/tokens/timeout shows it.",
            "Ask for a new token on a 401.",
        ),
        IDLE,
    ).not_if(&[Sign::Forbidden, Sign::AtTokenEndpoint]),
    cause(
        "sso.scopes",
        "Enforce Scopes was switched on: applications with users' tokens stop until they are approved.",
        (
            "403 with a user's token, never with client credentials.",
            "Approve them under Admin > Integrations > Authorized Applications.",
        ),
        SCOPES,
    ).not_if(&[Sign::Unauthenticated]),
    cause(
        "sso.password_login",
        "Something logs in as a person with a password: that is what enforced SSO does switch off.",
        (
            "grant_type=password, a scripted login, or the chat notification webhooks.",
            "Move it to client credentials, or to the code grant where a user is needed.",
        ),
        SSO_ONLY,
    ).first_if(&[Sign::GrantPassword]),
    cause(
        "sso.secret_hidden",
        "The secret is not shown any more after the client was made, so a wrong copy was stored.",
        (
            "Whoever stored it read it later from the page or the API.",
            "Reset it once, and store it at once.",
        ),
        SECRET_HIDDEN,
    ).not_if(&[Sign::Forbidden, Sign::AtApi]),
    cause(
        "sso.user_management",
        "Calls that manage users check the client's permissions more strictly since 2025-12-01.",
        (
            "403 on calls below /api/v2/users that worked before.",
            "Add the permission that is named to the client.",
        ),
        USER_CHECKS,
    ).first_if(&[Sign::UserManagement])
    .not_if(&[Sign::Unauthenticated, Sign::AtTokenEndpoint]),
    cause(
        "sso.client_addresses",
        "The client is held to addresses of its own.",
        (
            "Other clients work from the same machine.",
            "Look at the client's settings; that was announced and may not be there yet.",
        ),
        CLIENT_ADDRESSES,
    ).not_if(&[Sign::Forbidden]),
];
