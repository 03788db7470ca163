//! Signs: what in the evidence points at a cause, each one a small function that says what was seen.

use alloc::format;
use alloc::string::String;

use super::evidence::{BodyForm, Caller, Evidence, Tool};
use super::hosts;
use super::texts::{self, Phrase};
use super::tree::Side;
use crate::kinds::words::{and, excerpt};

/// What points at a cause, or rules it out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Sign {
    TwoRegions,
    NoRegion,
    IdNotUuid,
    BasicNewline,
    BasicNoColon,
    BasicSpace,
    BasicClean,
    Terraform,
    JsonBody,
    SecretInBody,
    NoBasic,
    GrantCode,
    GrantRefresh,
    GrantSaml,
    GrantPassword,
    AtTokenEndpoint,
    AtApi,
    Forbidden,
    Unauthenticated,
    IpRefused,
    NotTokenEndpoint,
    WrongHost,
    LoginHost,
    ApiHost,
    WrongPath,
    TokenPath,
    FormSent,
    BasicSent,
    BearerSent,
    NoAuthorization,
    NotBearer,
    BearerJwt,
    BearerUuid,
    UserPath,
    UserManagement,
    NoApiPrefix,
    ApiPrefix,
    RateHeaders,
    Cors,
    NoSuchHost,
    TimedOut,
    Refused,
    Certificate,
    NoRefreshToken,
    BrowserSecret,
    NoSuchPackage,
    WrongPackage,
    WrongCase,
    WrongName,
    CannotDecode,
    UnknownRegion,
    SsoLogin,
    SaysCertificate,
    SaysClock,
    SaysAudience,
    SaysEncrypted,
    SaysEmail,
    SaysAttribute,
}

impl Sign {
    /// Whether a body in the token endpoint's form is stronger than this sign.
    pub(super) fn gives_way(self) -> bool {
        matches!(
            self,
            Self::NotTokenEndpoint | Self::SsoLogin | Self::UnknownRegion
        )
    }

    /// Whether it speaks for itself, where nothing says that it is about Genesys Cloud.
    pub(super) fn is_own(self) -> bool {
        matches!(
            self,
            Self::NoRefreshToken
                | Self::BrowserSecret
                | Self::NoSuchPackage
                | Self::CannotDecode
                | Self::SsoLogin
        )
    }

    /// What was seen, in a sentence, where it was; empty where the case itself says it.
    pub(super) fn seen(self, of: &Evidence) -> Option<String> {
        let path = of.path.trim_end_matches('/');
        let prefix = hosts::host(&of.host).map(|host| host.prefix);
        let about_tokens = path.ends_with("oauth/token") || path.contains("tokeninfo");
        let sent = |name: &str| of.parameters.iter().any(|sent| sent == name);
        let grant = |name: &str| {
            let named = of.grant.ends_with(name);
            named.then(|| format!("The request says grant_type={}.", excerpt(&of.grant, 60)))
        };
        let is = |holds: bool, why: &str| holds.then(|| String::from(why));
        let address = || format!("The request went to {}{}.", of.host, excerpt(&of.path, 80));
        match self {
            Self::TwoRegions => (of.domains.len() > 1).then(|| {
                let names: alloc::vec::Vec<&str> = of.domains.iter().map(String::as_str).collect();
                format!("Two regions are named: {}.", and(&names))
            }),
            Self::NoRegion => (!of.guessed.is_empty())
                .then(|| format!("{} is no host of a region.", excerpt(&of.guessed, 80))),
            Self::IdNotUuid => is(of.id_not_uuid, "The client id that was sent is no UUID."),
            Self::BasicNewline => is(
                of.basic_newline,
                "The Basic header decodes to a text with a line break.",
            ),
            Self::BasicNoColon => is(
                of.basic_no_colon,
                "The Basic header decodes to a text without a colon.",
            ),
            Self::BasicSpace => is(
                of.basic_space,
                "The Basic header decodes to a text with spaces at an end.",
            ),
            Self::BasicClean => is(
                of.basic_seen && !of.basic_newline && !of.basic_no_colon && !of.basic_space,
                "The Basic header is well-formed.",
            ),
            Self::Terraform => is(of.tool == Tool::Terraform, "It is Terraform that speaks."),
            Self::JsonBody => is(of.json_body, "The request was sent as JSON."),
            Self::SecretInBody => is(sent("client_secret"), "The body holds client_secret."),
            Self::NoBasic => is(
                of.request_seen && of.caller != Caller::Basic && of.caller != Caller::Unseen,
                "The request has no Basic header.",
            ),
            Self::GrantCode => grant("authorization_code"),
            Self::GrantRefresh => grant("refresh_token"),
            Self::GrantSaml => grant("saml2-bearer"),
            Self::GrantPassword => grant("password"),
            Self::AtTokenEndpoint => is(of.side() == Side::Token, "The token endpoint answered."),
            Self::AtApi => is(of.side() == Side::Api, "The API answered."),
            Self::Forbidden => is(of.status == 403, "The status is 403."),
            Self::Unauthenticated => is(of.status == 401, "The status is 401."),
            Self::IpRefused => is(
                of.code == "ip.not.authorized",
                "The code is ip.not.authorized.",
            ),
            Self::NotTokenEndpoint => {
                let wrong = prefix != Some("login") || path != "/oauth/token";
                (about_tokens && wrong && (prefix.is_some() || !of.guessed.is_empty()))
                    .then(address)
            }
            Self::WrongHost => {
                let wanted = if about_tokens { "login" } else { "api" };
                let known = prefix.is_some() || of.host == of.guessed && !of.guessed.is_empty();
                (known && prefix != Some(wanted)).then(address)
            }
            Self::LoginHost => (prefix == Some("login")).then(address),
            Self::ApiHost => (prefix == Some("api")).then(address),
            Self::WrongPath => (about_tokens && path != "/oauth/token").then(address),
            Self::TokenPath => (path == "/oauth/token").then(address),
            Self::FormSent => is(
                !of.json_body && !of.grant.is_empty(),
                "The request is a form.",
            ),
            Self::BasicSent => is(
                of.caller == Caller::Basic,
                "The request has a Basic header.",
            ),
            Self::BearerSent => is(
                of.caller == Caller::Bearer,
                "The request has a bearer token.",
            ),
            Self::NoAuthorization => is(
                of.request_seen && of.caller == Caller::Nobody,
                "The request has no Authorization header.",
            ),
            Self::NotBearer => is(
                matches!(of.caller, Caller::Basic | Caller::Other) && !about_tokens,
                "The Authorization header does not say Bearer.",
            ),
            Self::BearerJwt => is(of.bearer_jwt, "The bearer token is a JWT."),
            Self::BearerUuid => is(of.bearer_uuid, "The bearer token is a UUID."),
            Self::UserPath => path.split('/').any(|part| part == "me").then(address),
            Self::UserManagement => {
                (path.contains("/users/") && !of.method.eq_ignore_ascii_case("get")).then(address)
            }
            Self::NoApiPrefix => {
                (prefix == Some("api") && !path.is_empty() && !path.contains("/api/v2"))
                    .then(address)
            }
            Self::ApiPrefix => path.contains("/api/v2").then(address),
            Self::RateHeaders => (!of.rate.is_empty()).then(|| {
                let said: alloc::vec::Vec<String> = of
                    .rate
                    .iter()
                    .map(|(name, value)| format!("{name}: {}", excerpt(value, 20)))
                    .collect();
                let said: alloc::vec::Vec<&str> = said.iter().map(String::as_str).collect();
                format!("The answer says {}.", and(&said))
            }),
            Self::Cors => phrase(of, texts::CORS),
            Self::NoSuchHost => phrase(of, texts::NO_SUCH_HOST),
            Self::TimedOut => phrase(of, texts::TIMED_OUT),
            Self::Refused => phrase(of, texts::REFUSED),
            Self::Certificate => phrase(of, texts::CERTIFICATE),
            Self::NoRefreshToken => phrase(of, texts::NO_REFRESH_TOKEN),
            Self::BrowserSecret => phrase(of, texts::BROWSER_SECRET),
            Self::NoSuchPackage => phrase(of, texts::NO_SUCH_PACKAGE),
            Self::WrongPackage => phrase(of, texts::WRONG_PACKAGE),
            Self::WrongCase => phrase(of, texts::WRONG_CASE),
            Self::WrongName => phrase(of, texts::WRONG_NAME),
            Self::CannotDecode => phrase(of, texts::CANNOT_DECODE),
            Self::UnknownRegion => phrase(of, texts::UNKNOWN_REGION),
            Self::SsoLogin => texts::sso_login(&of.words)
                .filter(|_| of.body != BodyForm::Json)
                .map(said),
            Self::SaysCertificate => phrase(of, &["certificate", "signature"]),
            Self::SaysClock => phrase(
                of,
                &[
                    "clock",
                    "skew",
                    "notbefore",
                    "not yet valid",
                    "notonorafter",
                ],
            ),
            Self::SaysAudience => phrase(of, &["audience"]),
            Self::SaysEncrypted => phrase(of, &["encrypted", "encryption"]),
            Self::SaysEmail => phrase(of, &["email", "e-mail", "user not found", "no such user"]),
            Self::SaysAttribute => phrase(of, &["attribute", "organizationname"]),
        }
    }
}

fn phrase(of: &Evidence, phrases: &'static [Phrase]) -> Option<String> {
    texts::first(&of.words, phrases).map(said)
}

fn said(phrase: &str) -> String {
    format!("The text says “{phrase}”.")
}
