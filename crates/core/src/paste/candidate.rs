//! One artefact as it was found: its shape, its cleaned text, and the way back to the paste.

use alloc::string::String;
use alloc::vec::Vec;

use crate::report::Stripped;
use crate::span::SourceMap;

/// One artefact as it was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Candidate {
    /// What its shape says it is.
    pub shape: Shape,
    /// The artefact without what does not belong to it: no line breaks, escapes, quotes, prefixes.
    pub text: String,
    /// The way from offsets in `text` back to the paste.
    pub map: SourceMap,
    /// Where it was found, in words that follow "found in": `the Authorization header`, `the JSON
    /// member access_token`, `the cookie session`, `the URL parameter id_token`. Empty if it stands bare.
    pub place: String,
    /// What was taken off, in the order of the text.
    pub stripped: Vec<Stripped>,
    /// The candidate this one was found inside: an index into the list of candidates.
    pub parent: Option<usize>,
}

/// What the shape of an artefact says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Shape {
    /// Two to five parts with dots between, the first of which looks like a JOSE Header, or three that
    /// could be a damaged token.
    Compact,
    /// A compact JWS followed by `~` and Disclosures (RFC 9901 §4).
    SdJwt,
    /// A JSON object.
    Json(JsonShape),
    /// `v1.local.…` to `v4.public.…`.
    Paseto,
    /// A Biscuit, by its encoding (`En…`, `Eo…`: its first bytes) or its prefix `biscuit:`.
    Biscuit,
    /// A token that says nothing to a reader, with whose it is where the shape tells.
    Opaque {
        /// The name of an entry of the table of known shapes: `Genesys Cloud access token`, `GitHub personal access token`.
        name: &'static str,
        /// Whose it is: `Genesys Cloud`, `GitHub`; empty where the shape does not tell.
        issuer: &'static str,
        /// A few words on how sure that is and what gave it away: `starts with ghp_`.
        reason: &'static str,
    },
    /// A UUID.
    Uuid,
    /// 43 base64url characters: 32 bytes.
    Base64url43,
    /// The credentials of a Basic header, still encoded.
    Basic,
    /// The value of a `WWW-Authenticate` header.
    Challenge,
    /// A SAML message or metadata.
    Saml(SamlForm),
    /// A PEM block, armour and all; its label.
    Pem {
        /// The words between BEGIN and the dashes: `PUBLIC KEY`.
        label: String,
    },
    /// An error in `application/x-www-form-urlencoded` form, as an authorization server puts it behind
    /// `?` or `#` (RFC 6749 §4.1.2.1): `error=access_denied&error_description=…`.
    ErrorParameters,
    /// An HTTP request or answer with an error in it: the whole text.
    Exchange,
    /// What an SDK, a tool or a person says went wrong: the whole text.
    ErrorText,
    /// Code or a command that asks for a token: the whole text.
    Snippet,
    /// Nothing known; the text as it stands (trimmed).
    Unknown,
}

impl Shape {
    /// Whether it is a JOSE token, in any serialisation.
    #[must_use]
    pub fn is_token(&self) -> bool {
        matches!(
            self,
            Self::Compact | Self::SdJwt | Self::Json(JsonShape::Jws | JsonShape::Jwe)
        )
    }
}

/// What the members of a JSON object say it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum JsonShape {
    /// `payload` with `signature` or `signatures` (RFC 7515 §7.2).
    Jws,
    /// `ciphertext` with `protected`, `recipients` or `unprotected` (RFC 7516 §7.2).
    Jwe,
    /// `access_token` or `id_token`, with `token_type` or `expires_in` (RFC 6749 §5.1).
    TokenResponse,
    /// `error` as text, or an API's error body (`message` with `code` and `status`, and the like).
    Error,
    /// `active` as a boolean (RFC 7662 §2.2).
    Introspection,
    /// `sub` with `name`, `email` and the like, without what a token has (OpenID Connect Core §5.3.2).
    UserInfo,
    /// `issuer` with endpoints (OpenID Connect Discovery §3, RFC 8414 §2).
    Discovery,
    /// `kty` (RFC 7517 §4).
    Jwk,
    /// `keys`, an array of objects (RFC 7517 §5).
    JwkSet,
    /// Claims of a token (`iss`, `exp`, `aud` …) or a JOSE Header (`alg`), without a token around them.
    Claims,
    /// None of these.
    Other,
}

/// How a SAML message was written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SamlForm {
    /// XML as it is.
    Xml,
    /// Base64 of XML: the POST binding.
    Base64,
    /// Base64 of deflated XML: the redirect binding.
    Deflated,
}
