//! OAuth and OpenID Connect around the token: credentials, responses, errors, challenges, documents.

pub(crate) mod basic;
pub(crate) mod challenge;
mod challenge_parser;
pub(crate) mod claims_json;
pub(crate) mod discovery;
pub(crate) mod error;
mod error_body;
mod error_codes;
mod error_entra;
pub(crate) mod introspection;
mod names;
mod rules;
pub(crate) mod token_response;
pub(crate) mod userinfo;

pub(crate) use rules::RULES;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::report::ScopeGroup;

/// A space-separated scope value as a group, sorted, without repetition.
fn scope_group(claim: &str, value: &str) -> Option<ScopeGroup> {
    let mut values: Vec<String> = value
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|scope| !scope.is_empty())
        .map(ToString::to_string)
        .collect();
    crate::order::sort(&mut values);
    values.dedup();
    let note = (value.contains(',') && !value.contains(' ')).then(|| {
        "Written with commas; a scope value is separated by spaces (RFC 6749 §3.3).".to_string()
    });
    (!values.is_empty()).then(|| ScopeGroup {
        claim: claim.to_string(),
        values,
        note,
    })
}

/// What the members of a JWK mean.
pub(crate) fn jwk_names() -> &'static [crate::kinds::body::Name] {
    names::JWK
}
