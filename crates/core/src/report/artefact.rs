//! One thing that was found in the paste.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;

use super::{Finding, Part, PolicyCheck, TimeReading, Timeline, Verdicts};
use crate::span::Span;

/// One thing that was found in the paste: a token, a credential, an error, a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Artefact {
    /// What it is.
    pub kind: Kind,
    /// What it is, in words: `Access token (JWT)`.
    pub title: String,
    /// The artefact this one was found inside: an index into the report's list.
    pub parent: Option<usize>,
    /// Where it stands in the paste, gaps included.
    pub span: Span,
    /// The stretches of the paste that really hold it: several where it was wrapped.
    pub pieces: Vec<Span>,
    /// Where it was found and what was taken off.
    pub found: Found,
    /// The answer in a sentence or two.
    pub headline: Headline,
    /// The four verdicts.
    pub verdicts: Verdicts,
    /// What to do next, most useful first; one to three.
    pub next_steps: Vec<NextStep>,
    /// What was noticed in the artefact itself, most severe first.
    pub findings: Vec<Finding>,
    /// What was noticed because of the time it is now.
    pub timely: Vec<Finding>,
    /// Its parts, in the order of the text.
    pub parts: Vec<Part>,
    /// The times in it, in the order of the text.
    pub times: Vec<TimeReading>,
    /// The moments of its life, if it says any.
    pub timeline: Option<Timeline>,
    /// Scopes, roles and permissions, grouped by where they were found, each sorted.
    pub scopes: Vec<ScopeGroup>,
    /// Each expectation of the policy held against it; empty where no policy was given.
    pub policy_checks: Vec<PolicyCheck>,
    /// What it says about itself, for programs.
    pub facts: Facts,
}

/// What an artefact is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A JWS in Compact Serialization whose payload is a Claims Set (RFC 7519).
    Jwt,
    /// A JWS in Compact Serialization with another payload (RFC 7515 §3.1).
    Jws,
    /// A JWS in JSON Serialization, flattened or general (RFC 7515 §7.2).
    JwsJson,
    /// A JWE in Compact Serialization (RFC 7516 §3.1).
    Jwe,
    /// A JWE in JSON Serialization (RFC 7516 §7.2).
    JweJson,
    /// An SD-JWT with its Disclosures (RFC 9901).
    SdJwt,
    /// A PASETO.
    Paseto,
    /// A Biscuit.
    Biscuit,
    /// A token that says nothing to a reader.
    Opaque,
    /// A UUID.
    Uuid,
    /// A string that may be a secret.
    Secret,
    /// Basic credentials (RFC 7617).
    BasicCredentials,
    /// A token endpoint's successful answer (RFC 6749 §5.1).
    TokenResponse,
    /// A token endpoint's or an API's error answer.
    ErrorResponse,
    /// An HTTP request and its answer, as a tool or a browser shows them.
    Exchange,
    /// What an SDK, a tool or a person says went wrong.
    ErrorText,
    /// Code or a command that asks for a token.
    Snippet,
    /// A `WWW-Authenticate` challenge.
    Challenge,
    /// An introspection answer (RFC 7662).
    Introspection,
    /// A userinfo answer (OpenID Connect Core §5.3).
    UserInfo,
    /// A discovery document (OpenID Connect Discovery, RFC 8414).
    Discovery,
    /// A bare Claims Set or JOSE Header: JSON without a token around it.
    ClaimsJson,
    /// A SAML message or metadata.
    Saml,
    /// A PEM block.
    Pem,
    /// A JWK (RFC 7517).
    Jwk,
    /// A JWK Set (RFC 7517 §5).
    JwkSet,
    /// JSON that is none of these.
    Json,
    /// Nothing known.
    Unknown,
}

/// Where an artefact was found and what was taken off.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Found {
    /// In words, to follow "found in": `the Authorization header`, `the JSON member access_token`. Empty if bare.
    pub place: String,
    /// What was taken off to get at it, in the order of the text.
    pub stripped: Vec<Stripped>,
}

/// Something that was around or inside an artefact and does not belong to it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stripped {
    /// What, in words: `the word Bearer`, `quotes`, `3 line breaks`.
    pub what: String,
    /// Where; for something that occurs many times, the first place.
    pub span: Span,
}

/// The answer in a sentence or two.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Headline {
    /// What it is, from whom, for whom, its state: `Access token from Okta for api.example.com. Expired 14 minutes ago (14:02 UTC).`
    pub lead: String,
    /// What follows from it: `Signature not checked: give a key. Your API would answer 401.`
    pub rest: String,
}

/// One thing to do next.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextStep {
    /// What to do, in a sentence.
    pub text: String,
    /// A line to copy, if there is one.
    pub command: Option<Command>,
}

/// A line to copy. It never holds a token or a secret, but a variable in its place.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Command {
    /// What it is: `curl`.
    pub label: &'static str,
    /// The line.
    pub text: String,
}

/// Scopes, roles or permissions from one place.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScopeGroup {
    /// The claim they were found in: `scope`, `resource_access.account.roles`.
    pub claim: String,
    /// Sorted, without repetition.
    pub values: Vec<String>,
    /// What is unusual about the way they are written (a string with commas, say).
    pub note: Option<String>,
}

/// What sort of token it is, as far as it tells.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// An access token that says so (RFC 9068 `at+jwt`) .
    AccessToken,
    /// An access token by its claims, without the profile's type.
    LikelyAccessToken,
    /// An ID token (OpenID Connect Core §2).
    IdToken,
    /// A logout token (OpenID Connect Back-Channel Logout §2.4).
    LogoutToken,
    /// A DPoP proof (RFC 9449).
    DpopProof,
    /// A client assertion (RFC 7523).
    ClientAssertion,
    /// A refresh token that is a JWT.
    RefreshToken,
    /// A Security Event Token (RFC 8417).
    SecurityEvent,
    /// A signed introspection answer (RFC 9701), a request object (RFC 9101) or another named type.
    OtherNamed,
    /// It does not tell.
    #[default]
    Unknown,
}

/// What an artefact says about itself, for programs. Nothing here was verified.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Facts {
    /// What sort of token.
    pub profile: Profile,
    /// Why it was taken for that, in a phrase: `typ is at+jwt`.
    pub profile_reason: String,
    /// The issuer claim.
    pub issuer: Option<String>,
    /// Whose product issued it, where the issuer or the claims tell: `Okta`, `Keycloak`, `GitHub`.
    pub vendor: Option<&'static str>,
    /// The audiences, in the order of the text.
    pub audience: Vec<String>,
    /// The subject.
    pub subject: Option<String>,
    /// The client (`client_id`, `azp`, `appid`, `cid`).
    pub client_id: Option<String>,
    /// The `alg` header parameter.
    pub algorithm: Option<String>,
    /// The `kid` header parameter.
    pub key_id: Option<String>,
    /// The `typ` header parameter.
    pub token_type: Option<String>,
    /// `iat`, seconds since 1970.
    pub issued_at: Option<i64>,
    /// `nbf`, seconds since 1970.
    pub not_before: Option<i64>,
    /// `exp`, seconds since 1970.
    pub expires: Option<i64>,
}
