//! Compact Serialization (RFC 7515 §7.1).

use alloc::boxed::Box;
use alloc::format;
use alloc::string::ToString as _;
use alloc::vec::Vec;

use super::{Jws, Token, decode_part, detached};
use crate::context::Context;
use crate::header::Header;
use crate::jwe;
use crate::reason::{Code, Reason};

pub(super) fn read(text: &str, context: &Context) -> Token {
    let parts: Vec<&str> = text.splitn(7, '.').collect();
    let [protected, payload, signature] = parts.as_slice() else {
        if let &[a, b, c, d, e] = parts.as_slice() {
            return Token::Jwe(Box::new(jwe::compact([a, b, c, d, e])));
        }
        let found = text.split('.').count();
        return Token::Broken(Vec::from([Reason::new(
            Code::Parts,
            format!(
                "The token has {found} parts; a signed one has three with dots between, an encrypted one five."
            ),
        )]));
    };
    let mut faults = Vec::new();
    if protected.is_empty() {
        faults.push(Reason::new(
            Code::PartMissing,
            "There is nothing before the first dot, where the header should be.",
        ));
    }
    let bytes = decode_part(protected, "header", &mut faults);
    let mut header = Header::read(Some(&bytes), None);
    if protected.is_empty() {
        header.faults.clear();
    }
    let mut jws = Jws {
        protected: (*protected).to_string(),
        ..Jws::default()
    };
    if payload.is_empty()
        && let Some((payload, content)) = detached(context, header.unencoded)
    {
        (jws.payload, jws.content) = (payload, content);
    } else if header.unencoded {
        jws.payload = payload.as_bytes().to_vec();
        jws.content.clone_from(&jws.payload);
    } else {
        jws.payload = payload.as_bytes().to_vec();
        jws.content = decode_part(payload, "payload", &mut faults);
    }
    jws.is_detached = payload.is_empty() && context.detached.is_none();
    jws.signature = decode_part(signature, "signature", &mut faults);
    jws.header = header;
    jws.faults = faults;
    Token::Jws(Vec::from([jws]))
}
