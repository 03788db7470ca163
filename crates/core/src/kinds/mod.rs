//! Everything that is found and is no JOSE token: from a candidate to its complete artefact.
//!
//! One module a kind, each in the room of its subject: `oauth` for answers, errors and challenges,
//! `opaque` for tokens that are not taken apart, `saml`, and here what belongs to none of them.

pub(crate) mod body;
pub(crate) mod draft;
pub(crate) mod mask;
mod pem;
mod rules;
mod unread;
pub(crate) mod words;

use crate::diagnosis;
use crate::jose::jwk;
use crate::lint;
use crate::oauth;
use crate::opaque;
use crate::paste::{Candidate, JsonShape, Shape};
use crate::report::{Artefact, Kind};
use crate::saml;

pub(crate) use rules::RULES;
pub(crate) use unread::unread;

/// The complete artefact of a candidate that is no JOSE token. Total: any text, any shape.
///
/// Nothing in it holds a secret: values of secret fields are masked, tokens are never repeated. The
/// time verdict of an artefact with `facts.expires` is left for [`crate::judge`], which knows now.
#[must_use]
pub fn artefact(candidate: &Candidate) -> Artefact {
    let mut artefact = match &candidate.shape {
        Shape::Json(JsonShape::TokenResponse) => oauth::token_response::artefact(candidate),
        Shape::Json(JsonShape::Error) => oauth::error::artefact(candidate),
        Shape::Json(JsonShape::Introspection) => oauth::introspection::artefact(candidate),
        Shape::Json(JsonShape::UserInfo) => oauth::userinfo::artefact(candidate),
        Shape::Json(JsonShape::Discovery) => oauth::discovery::artefact(candidate),
        Shape::Json(JsonShape::Jwk) => jwk::artefact(candidate),
        Shape::Json(JsonShape::JwkSet) => jwk::set_artefact(candidate),
        Shape::Json(JsonShape::Claims) => oauth::claims_json::artefact(candidate),
        Shape::Json(JsonShape::Jws | JsonShape::Jwe | JsonShape::Other) => body::other(candidate),
        Shape::Paseto => opaque::paseto::artefact(candidate),
        Shape::Biscuit => opaque::biscuit::artefact(candidate),
        Shape::Opaque {
            name,
            issuer,
            reason,
        } => opaque::token::artefact(candidate, name, issuer, reason),
        Shape::Uuid => opaque::uuid::artefact(candidate),
        Shape::Base64url43 => opaque::secret::artefact(candidate),
        Shape::Basic => oauth::basic::artefact(candidate),
        Shape::Challenge => oauth::challenge::artefact(candidate),
        Shape::ErrorParameters => oauth::error::parameters_artefact(candidate),
        Shape::Saml(form) => saml::artefact(candidate, *form),
        Shape::Pem { label } => pem::artefact(candidate, label),
        Shape::Exchange => diagnosis::artefact::artefact(candidate, Kind::Exchange),
        Shape::ErrorText => diagnosis::artefact::artefact(candidate, Kind::ErrorText),
        Shape::Snippet => diagnosis::snippet::artefact(candidate),
        Shape::Compact | Shape::SdJwt | Shape::Unknown => opaque::unknown::artefact(candidate),
    };
    lint::sort(&mut artefact.findings);
    artefact
}
