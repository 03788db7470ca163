//! JSON Serialization, flattened and general (RFC 7515 §7.2).

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use claimlens_core::jose::json::{Limits, Value, read as read_json};
use claimlens_core::report::ValueKind;

use super::{Jws, Token, decode_part, detached};
use crate::context::Context;
use crate::header::Header;
use crate::jwe;
use crate::reason::{Code, Reason};

/// How many signatures of one token are checked.
const MAX_SIGNATURES: usize = 32;

fn broken(sentence: impl Into<String>) -> Token {
    Token::Broken(Vec::from([Reason::new(Code::JsonForm, sentence)]))
}

pub(super) fn read(text: &str, context: &Context) -> Token {
    let document = read_json(text.as_bytes(), Limits::DEFAULT);
    if let Some(fault) = document.faults.first() {
        return broken(format!(
            "The token is not JSON to the letter: {}.",
            fault.kind
        ));
    }
    if !document.duplicates.is_empty() {
        return broken("A name stands more than once in the token.");
    }
    let Some(root) = document.object() else {
        return broken("The token is no JSON object.");
    };
    if root.get("ciphertext").is_some() {
        return Token::Jwe(Box::new(jwe::json(root)));
    }
    let signers: Vec<Value<'_, '_>> = match (root.get("signatures"), root.get("signature")) {
        (Some(_), Some(_)) => {
            return broken(
                "Both signature and signatures are there; a token has one or the other.",
            );
        }
        (Some(list), None) if list.kind() == ValueKind::Array => list.items().collect(),
        (Some(_), None) => return broken("signatures is no array."),
        (None, Some(_)) => Vec::from([root]),
        (None, None) => return broken("There is no signature, and no signatures."),
    };
    if signers.is_empty() {
        return broken("signatures is empty.");
    }
    if signers.len() > MAX_SIGNATURES {
        return Token::Broken(Vec::from([Reason::new(
            Code::Limit,
            format!("The token has more than {MAX_SIGNATURES} signatures."),
        )]));
    }
    Token::Jws(
        signers
            .into_iter()
            .map(|signer| signature(root, signer, context))
            .collect(),
    )
}

fn signature(root: Value<'_, '_>, signer: Value<'_, '_>, context: &Context) -> Jws {
    let mut faults = Vec::new();
    let mut text = |object: Value<'_, '_>, name: &str| -> Option<String> {
        let value = object.get(name)?;
        let text = value.as_str().map(Cow::into_owned);
        if text.is_none() {
            faults.push(Reason::new(Code::JsonForm, format!("{name} is no text.")));
        }
        text
    };
    let protected = text(signer, "protected");
    let encoded_signature = text(signer, "signature");
    let payload = text(root, "payload");
    let open = signer.get("header");
    if open.is_some_and(|open| open.kind() != ValueKind::Object) {
        faults.push(Reason::new(Code::JsonForm, "header is no object."));
    }
    let bytes = protected
        .as_deref()
        .filter(|text| !text.is_empty())
        .map(|text| decode_part(text, "protected header", &mut faults));
    let header = Header::read(bytes.as_deref(), open);
    let mut jws = Jws {
        protected: protected.unwrap_or_default(),
        ..Jws::default()
    };
    match payload.filter(|payload| !payload.is_empty() || context.detached.is_none()) {
        Some(payload) => {
            jws.content = if header.unencoded {
                payload.as_bytes().to_vec()
            } else {
                decode_part(&payload, "payload", &mut faults)
            };
            jws.payload = payload.into_bytes();
        }
        None => match detached(context, header.unencoded) {
            Some((payload, content)) => (jws.payload, jws.content) = (payload, content),
            None => jws.is_detached = true,
        },
    }
    jws.signature = decode_part(
        encoded_signature.as_deref().unwrap_or_default(),
        "signature",
        &mut faults,
    );
    jws.header = header;
    jws.faults = faults;
    jws
}
