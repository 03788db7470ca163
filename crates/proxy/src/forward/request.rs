//! What a request brings with it, besides its path: credentials, and a body of which the length is told.

use std::time::Duration;

use axum::http::header::{
    AUTHORIZATION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName,
    HeaderValue, TRANSFER_ENCODING,
};
use bytes::{Bytes, BytesMut};
use claimlens_core::calls;
use http_body_util::BodyExt as _;

use super::{Code, form};

/// How long a body may take to arrive, once the head is there; less where a whole call has less.
const BODY_TIME: Duration = Duration::from_secs(9);
/// How long a credential may be. Tokens have 86 characters, ids and secrets less.
const LONGEST: usize = 4096;

/// A credential of one of the two schemes, whose letters are those of its alphabet.
#[derive(Clone)]
pub(super) struct Credential {
    scheme: &'static str,
    value: HeaderValue,
}

impl Credential {
    /// The header as it is sent on.
    pub(super) fn parts(&self) -> (&'static str, &[u8]) {
        let token = self.value.as_bytes().get(self.scheme.len()..);
        (self.scheme, token.unwrap_or_default())
    }
}

/// What the headers say.
#[derive(Clone)]
pub(super) struct Head {
    pub(super) credential: Option<Credential>,
    pub(super) length: usize,
}

/// Whether a body may follow that this request has no business with.
pub(super) fn may_have_body(headers: &HeaderMap) -> bool {
    let has_length = headers
        .get(CONTENT_LENGTH)
        .is_some_and(|length| length != "0");
    has_length || headers.contains_key(TRANSFER_ENCODING)
}

/// Judges the headers of a call, in the order of the documentation.
pub(super) fn head(headers: &HeaderMap, body: calls::Body) -> Result<Head, Code> {
    let is_form = body == calls::Body::TokenForm;
    let credential = credential(headers, if is_form { "Basic " } else { "Bearer " })?;
    if credential.is_none() && !is_form {
        return Err(Code::Authorization);
    }
    if is_form && !is_form_type(one(headers, &CONTENT_TYPE, Code::ContentType)?) {
        return Err(Code::ContentType);
    }
    if headers.contains_key(CONTENT_ENCODING) {
        return Err(Code::ContentEncoding);
    }
    if headers.contains_key(TRANSFER_ENCODING) {
        return Err(Code::Framing);
    }
    let length = match one(headers, &CONTENT_LENGTH, Code::Framing)? {
        None => 0,
        Some(length) => {
            let digits = length.to_str().ok();
            let length = digits.and_then(|digits| digits.parse::<u64>().ok());
            // A length that no number holds is too large all the more.
            usize::try_from(length.ok_or(Code::BodyTooLarge)?).map_err(|_| Code::BodyTooLarge)?
        }
    };
    match (is_form, length) {
        (true, 0) => Err(Code::BodyExpected),
        (true, length) if length > form::CAP_ASSERTION => Err(Code::BodyTooLarge),
        (false, 1..) => Err(Code::BodyUnexpected),
        _ => Ok(Head { credential, length }),
    }
}

/// The credential, if there is one. Two, or one that is not written as it must be, are refused.
fn credential(headers: &HeaderMap, scheme: &'static str) -> Result<Option<Credential>, Code> {
    let Some(value) = one(headers, &AUTHORIZATION, Code::Authorization)? else {
        return Ok(None);
    };
    let bytes = value.as_bytes();
    let (word, token) = bytes
        .split_at_checked(scheme.len())
        .ok_or(Code::Authorization)?;
    let good = word.eq_ignore_ascii_case(scheme.as_bytes())
        && (1..=LONGEST).contains(&token.len())
        && token.iter().all(is_of_token);
    if !good {
        return Err(Code::Authorization);
    }
    Ok(Some(Credential {
        scheme,
        value: value.clone(),
    }))
}

/// The letters of a token (RFC 9110, section 11.2): base64 and base64url are among them.
fn is_of_token(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~+/=".contains(byte)
}

/// The value of a header that is there once, or not at all.
fn one<'h>(
    headers: &'h HeaderMap,
    name: &HeaderName,
    twice: Code,
) -> Result<Option<&'h HeaderValue>, Code> {
    let mut values = headers.get_all(name).iter();
    let value = values.next();
    if values.next().is_some() {
        return Err(twice);
    }
    Ok(value)
}

/// A form, of which the charset is UTF-8 if it is told.
fn is_form_type(value: Option<&HeaderValue>) -> bool {
    let value = value.map_or(&b""[..], HeaderValue::as_bytes);
    let mut parts = value.split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
    let is_form = parts
        .next()
        .is_some_and(|essence| essence.eq_ignore_ascii_case(form::CONTENT_TYPE.as_bytes()));
    let is_utf8 = |part: &[u8]| {
        part.eq_ignore_ascii_case(b"charset=utf-8")
            || part.eq_ignore_ascii_case(b"charset=\"utf-8\"")
    };
    is_form && parts.all(is_utf8)
}

/// Reads a body of this length.
pub(super) async fn body<B>(body: B, length: usize, deadline: Duration) -> Result<Bytes, Code>
where
    B: hyper::body::Body<Data = Bytes> + Send,
{
    let read = async {
        let mut body = std::pin::pin!(body);
        let mut all = BytesMut::new();
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|_| Code::BodyIncomplete)?;
            let Ok(data) = frame.into_data() else {
                continue;
            };
            if all.is_empty() && data.len() == length {
                return Ok(data);
            }
            if all.len() + data.len() > length {
                return Err(Code::BodyTooLarge);
            }
            all.extend_from_slice(&data);
        }
        if all.len() == length {
            Ok(all.freeze())
        } else {
            Err(Code::BodyIncomplete)
        }
    };
    let in_time = tokio::time::timeout(BODY_TIME.min(deadline), read).await;
    in_time.unwrap_or(Err(Code::BodyIncomplete))
}

#[cfg(test)]
mod tests {
    use super::*;
    use calls::Body::{Aggregate, None as Without, TokenForm};

    fn judge(body: calls::Body, lines: &[(&'static str, &str)]) -> Result<usize, Code> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            let value = HeaderValue::from_str(value).expect("a value");
            headers.append(HeaderName::from_static(name), value);
        }
        head(&headers, body).map(|head| head.length)
    }

    const BASIC: (&str, &str) = ("authorization", "Basic aWQ6c2VjcmV0");
    const BEARER: (&str, &str) = ("authorization", "Bearer abc-_.~");
    const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
    const LENGTH: (&str, &str) = ("content-length", "29");

    #[test]
    fn a_token_call_is_a_form_with_one_basic_or_none() {
        assert_eq!(judge(TokenForm, &[BASIC, FORM, LENGTH]), Ok(29));
        assert_eq!(judge(TokenForm, &[FORM, LENGTH]), Ok(29));
        assert_eq!(
            judge(TokenForm, &[("authorization", "bAsIc YQ=="), FORM, LENGTH]),
            Ok(29)
        );
        let long = format!("Basic {}", "a".repeat(LONGEST + 1));
        for value in [
            "Bearer abc",
            "Basic",
            "Basic ",
            "Basic  YQ==",
            "Basic YQ== YQ==",
            "Basic YQ==,Basic YQ==",
            "Basic a%0d%0aX",
            "Digest username=x",
            "Negotiate YQ==",
            "YQ==",
            "",
            &long,
        ] {
            let lines = [("authorization", value), FORM, LENGTH];
            assert_eq!(
                judge(TokenForm, &lines),
                Err(Code::Authorization),
                "{value}"
            );
        }
        assert_eq!(
            judge(TokenForm, &[BASIC, BASIC, FORM, LENGTH]),
            Err(Code::Authorization)
        );
    }

    #[test]
    fn every_other_call_has_one_bearer_and_no_body() {
        for body in [Without, Aggregate] {
            assert_eq!(judge(body, &[BEARER]), Ok(0));
            assert_eq!(judge(body, &[BEARER, ("content-length", "0")]), Ok(0));
            assert_eq!(judge(body, &[]), Err(Code::Authorization));
            assert_eq!(judge(body, &[BASIC]), Err(Code::Authorization));
            assert_eq!(judge(body, &[BEARER, BEARER]), Err(Code::Authorization));
            assert_eq!(judge(body, &[BEARER, LENGTH]), Err(Code::BodyUnexpected));
            let chunked = ("transfer-encoding", "chunked");
            assert_eq!(judge(body, &[BEARER, chunked]), Err(Code::Framing));
        }
    }

    #[test]
    fn the_type_is_a_form_in_utf_8() {
        let check = |value| judge(TokenForm, &[("content-type", value), LENGTH]);
        for good in [
            "application/x-www-form-urlencoded;charset=UTF-8",
            "Application/X-WWW-Form-Urlencoded ; charset=\"utf-8\"",
        ] {
            assert_eq!(check(good), Ok(29), "{good}");
        }
        for bad in [
            "",
            "application/json",
            "multipart/form-data; boundary=x",
            "text/plain",
            "application/x-www-form-urlencoded; charset=utf-7",
            "application/x-www-form-urlencoded; charset=utf-8; x=y",
            "application/x-www-form-urlencoded, text/plain",
        ] {
            assert_eq!(check(bad), Err(Code::ContentType), "{bad}");
        }
        assert_eq!(judge(TokenForm, &[LENGTH]), Err(Code::ContentType));
        assert_eq!(
            judge(TokenForm, &[FORM, FORM, LENGTH]),
            Err(Code::ContentType)
        );
        let zipped = [FORM, LENGTH, ("content-encoding", "gzip")];
        assert_eq!(judge(TokenForm, &zipped), Err(Code::ContentEncoding));
    }

    #[test]
    fn a_length_is_told_and_is_small() {
        let check = |value| judge(TokenForm, &[FORM, ("content-length", value)]);
        assert_eq!(check("65536"), Ok(65536));
        assert_eq!(check("65537"), Err(Code::BodyTooLarge));
        assert_eq!(check("9223372036854775808"), Err(Code::BodyTooLarge));
        assert_eq!(check("99999999999999999999999999"), Err(Code::BodyTooLarge));
        assert_eq!(check("0"), Err(Code::BodyExpected));
        assert_eq!(judge(TokenForm, &[FORM]), Err(Code::BodyExpected));
        assert_eq!(
            judge(TokenForm, &[FORM, LENGTH, LENGTH]),
            Err(Code::Framing)
        );
    }

    #[tokio::test]
    async fn a_body_is_as_long_as_it_was_told() {
        let read = async |text: &'static str, length| {
            body(
                http_body_util::Full::new(Bytes::from_static(text.as_bytes())),
                length,
                BODY_TIME,
            )
            .await
        };
        assert_eq!(read("abc", 3).await, Ok(Bytes::from_static(b"abc")));
        assert_eq!(read("abc", 4).await, Err(Code::BodyIncomplete));
        assert_eq!(read("abc", 2).await, Err(Code::BodyTooLarge));
    }
}
