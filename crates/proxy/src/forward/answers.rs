//! How an answer is put together: the headers that each one has are made once, at the start.

use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};
use bytes::Bytes;
use claimlens_core::calls;

use super::Code;
use crate::door::Body;
use crate::headers::SecurityHeaders;
use crate::upstream::{Incoming, Kept};

/// Headers a page may read.
const EXPOSED: HeaderValue = HeaderValue::from_static(
    "retry-after, inin-correlation-id, inin-ratelimit-count, inin-ratelimit-allowed, \
     inin-ratelimit-reset",
);
/// Headers a page may set.
const SETTABLE: HeaderValue =
    HeaderValue::from_static("authorization, content-type, claimlens-request");
/// How long a browser need not ask again, in seconds.
const PREFLIGHT_AGE: HeaderValue = HeaderValue::from_static("600");
/// Nothing in an answer is ever a document; should a browser take it for one, it can do nothing.
const NO_DOCUMENT: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");

const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// What is no JSON comes from something in between, and is shown as text.
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

const PRIVATE_NETWORK_ASKED: HeaderName =
    HeaderName::from_static("access-control-request-private-network");
const PRIVATE_NETWORK: HeaderName = HeaderName::from_static("access-control-allow-private-network");
const CORRELATION_ID: HeaderName = HeaderName::from_static("inin-correlation-id");
const RATELIMIT_COUNT: HeaderName = HeaderName::from_static("inin-ratelimit-count");
const RATELIMIT_ALLOWED: HeaderName = HeaderName::from_static("inin-ratelimit-allowed");
const RATELIMIT_RESET: HeaderName = HeaderName::from_static("inin-ratelimit-reset");

/// What answers are made from.
#[derive(Debug)]
pub(super) struct Answers {
    /// For whoever may read it, and for whoever sent no origin.
    base: HeaderMap,
    /// The bodies of refusals, in the order of [`Code::ALL`].
    refusals: Vec<Bytes>,
    about: Bytes,
}

/// What a refusal says besides its code.
#[derive(Debug, Default)]
pub(super) struct Extra {
    /// `Retry-After`, in seconds.
    pub(super) wait: Option<u64>,
    /// `Allow`.
    pub(super) allow: Option<HeaderValue>,
    /// Whether there may be a body on the connection that nobody reads.
    pub(super) close: bool,
}

impl Answers {
    pub(super) fn new(about: Bytes) -> Self {
        let mut base = HeaderMap::with_capacity(32);
        base.extend(SecurityHeaders::new(&HeaderMap::new()).at("/").clone());
        base.insert(header::CONTENT_SECURITY_POLICY, NO_DOCUMENT);
        base.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        base.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
        base.insert(header::VARY, HeaderValue::from_static("Origin"));
        base.insert(header::CONTENT_TYPE, JSON);
        let refusal = |code: Code| {
            let (name, message, remedy) = (code.name(), code.message(), code.remedy());
            Bytes::from(format!(
                r#"{{"source":"claimlens-proxy","code":"{name}","message":"{message}","do":"{remedy}"}}"#
            ))
        };
        Self {
            base,
            refusals: Code::ALL.into_iter().map(refusal).collect(),
            about,
        }
    }

    /// What the upstream said.
    pub(super) fn passed(&self, answer: Incoming, page: Option<&HeaderValue>) -> Response<Body> {
        let Incoming { status, kept, body } = answer;
        let mut response = self.with(status, body, page);
        let headers = response.headers_mut();
        let Kept {
            content_type,
            retry_after,
            correlation_id,
            ratelimit_count,
            ratelimit_allowed,
            ratelimit_reset,
        } = kept;
        match content_type {
            Some(json) if is_json(&json) => headers.insert(header::CONTENT_TYPE, json),
            Some(_) => headers.insert(header::CONTENT_TYPE, TEXT),
            None if response_is_empty(status) => headers.remove(header::CONTENT_TYPE),
            None => headers.insert(header::CONTENT_TYPE, TEXT),
        };
        for (name, value) in [
            (header::RETRY_AFTER, retry_after),
            (CORRELATION_ID, correlation_id),
            (RATELIMIT_COUNT, ratelimit_count),
            (RATELIMIT_ALLOWED, ratelimit_allowed),
            (RATELIMIT_RESET, ratelimit_reset),
        ] {
            if let Some(value) = value {
                headers.insert(name, value);
            }
        }
        response
    }

    /// A refusal.
    pub(super) fn refused(
        &self,
        code: Code,
        extra: Extra,
        page: Option<&HeaderValue>,
    ) -> Response<Body> {
        let body = self.refusals.get(code as usize).cloned();
        let mut response = self.with(code.status(), body.unwrap_or_default(), page);
        let headers = response.headers_mut();
        if let Some(wait) = extra.wait {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(wait));
        }
        if let Some(allow) = extra.allow {
            headers.insert(header::ALLOW, allow);
        }
        if extra.close {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }

    /// What a preflight is told: what the route takes, whatever was asked.
    pub(super) fn preflight(
        &self,
        methods: HeaderValue,
        asked: &HeaderMap,
        page: Option<&HeaderValue>,
    ) -> Response<Body> {
        let mut response = self.with(StatusCode::NO_CONTENT, Bytes::new(), page);
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_TYPE);
        if page.is_some() {
            headers.remove(header::ACCESS_CONTROL_EXPOSE_HEADERS);
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, SETTABLE);
            headers.insert(header::ACCESS_CONTROL_MAX_AGE, PREFLIGHT_AGE);
            if asked
                .get(PRIVATE_NETWORK_ASKED)
                .is_some_and(|value| value == "true")
            {
                headers.insert(PRIVATE_NETWORK, HeaderValue::from_static("true"));
            }
        }
        response
    }

    /// `/proxy.json`.
    pub(super) fn about(&self, page: Option<&HeaderValue>) -> Response<Body> {
        self.with(StatusCode::OK, self.about.clone(), page)
    }

    fn with(&self, status: StatusCode, body: Bytes, page: Option<&HeaderValue>) -> Response<Body> {
        let mut response = Response::new(Body::whole(body));
        *response.status_mut() = status;
        *response.headers_mut() = self.base.clone();
        if let Some(origin) = page {
            let headers = response.headers_mut();
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
        response
    }
}

/// The methods of a route, as `Allow` and `Access-Control-Allow-Methods` write them.
pub(super) fn methods(methods: &[calls::Method], options: bool) -> HeaderValue {
    let mut names: Vec<_> = methods.iter().map(|method| method.name()).collect();
    if options {
        names.push("OPTIONS");
    }
    // Names of methods are letters.
    HeaderValue::from_str(&names.join(", ")).unwrap_or(HeaderValue::from_static(""))
}

/// Whether a type is JSON, by its own name.
fn is_json(value: &HeaderValue) -> bool {
    let essence = value.as_bytes().split(|byte| *byte == b';').next();
    let essence = essence.unwrap_or_default().trim_ascii();
    essence.eq_ignore_ascii_case(b"application/json")
}

fn response_is_empty(status: StatusCode) -> bool {
    status == StatusCode::NO_CONTENT
}
