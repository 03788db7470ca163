//! Every answer that is the proxy's own: one list of codes, each with its status, what happened and what to do.
//! Nothing of the request is repeated in one, and nothing of the network's insides is told.

use axum::http::StatusCode;

use crate::upstream::Fault;

/// Why the proxy itself answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// The path, or its region, is not in the table.
    NotFound,
    /// The path is in the table, the method is not.
    Method,
    /// Who calls is not allowed to.
    Origin,
    /// There are two `Origin`, or one that none can be.
    OriginUnreadable,
    /// The name of the server is not one of its names.
    Host,
    /// The name of the server is missing, there twice, or unreadable.
    HostUnreadable,
    /// Too many requests.
    Rate,
    /// The query has what the call does not take.
    Query,
    /// `Authorization` is missing, there twice, or of another scheme than the call takes.
    Authorization,
    /// The body of a token call is no form.
    ContentType,
    /// The body is compressed.
    ContentEncoding,
    /// The length of the body is not told in the one way that is taken, Content-Length.
    Framing,
    /// The body is larger than what the call takes.
    BodyTooLarge,
    /// The call needs a body.
    BodyExpected,
    /// The call takes no body.
    BodyUnexpected,
    /// The body did not arrive whole, or not in time.
    BodyIncomplete,
    /// The grant is not one that is forwarded.
    Grant,
    /// The form has other fields than its grant has.
    Form,
    /// The proxy has as much to do as it takes.
    Busy,
    /// The upstream cannot be connected to, or hung up.
    UpstreamUnreachable,
    /// The name of the upstream leads to no address.
    UpstreamDns,
    /// The name of the upstream leads to an address that no public service has.
    UpstreamAddress,
    /// The upstream did not prove that it is who it should be.
    UpstreamTls,
    /// The upstream sent a redirect.
    UpstreamRedirect,
    /// The answer of the upstream is cut, broken or none that can be passed on.
    UpstreamAnswer,
    /// The answer of the upstream is larger than what is taken.
    UpstreamTooLarge,
    /// The upstream did not answer in time.
    UpstreamDeadline,
    /// A fault in the proxy.
    Panic,
}

impl Code {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 28] = [
        Self::NotFound,
        Self::Method,
        Self::Origin,
        Self::OriginUnreadable,
        Self::Host,
        Self::HostUnreadable,
        Self::Rate,
        Self::Query,
        Self::Authorization,
        Self::ContentType,
        Self::ContentEncoding,
        Self::Framing,
        Self::BodyTooLarge,
        Self::BodyExpected,
        Self::BodyUnexpected,
        Self::BodyIncomplete,
        Self::Grant,
        Self::Form,
        Self::Busy,
        Self::UpstreamUnreachable,
        Self::UpstreamDns,
        Self::UpstreamAddress,
        Self::UpstreamTls,
        Self::UpstreamRedirect,
        Self::UpstreamAnswer,
        Self::UpstreamTooLarge,
        Self::UpstreamDeadline,
        Self::Panic,
    ];

    /// The word in the answer, the log and the metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Method => "method",
            Self::Origin => "origin",
            Self::OriginUnreadable => "origin_unreadable",
            Self::Host => "host",
            Self::HostUnreadable => "host_unreadable",
            Self::Rate => "rate",
            Self::Query => "query",
            Self::Authorization => "authorization",
            Self::ContentType => "content_type",
            Self::ContentEncoding => "content_encoding",
            Self::Framing => "framing",
            Self::BodyTooLarge => "body_too_large",
            Self::BodyExpected => "body_expected",
            Self::BodyUnexpected => "body_unexpected",
            Self::BodyIncomplete => "body_incomplete",
            Self::Grant => "grant",
            Self::Form => "form",
            Self::Busy => "busy",
            Self::UpstreamUnreachable => "upstream_unreachable",
            Self::UpstreamDns => "upstream_dns",
            Self::UpstreamAddress => "upstream_address",
            Self::UpstreamTls => "upstream_tls",
            Self::UpstreamRedirect => "upstream_redirect",
            Self::UpstreamAnswer => "upstream_answer",
            Self::UpstreamTooLarge => "upstream_too_large",
            Self::UpstreamDeadline => "upstream_deadline",
            Self::Panic => "panic",
        }
    }

    /// The status of the answer.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Origin => StatusCode::FORBIDDEN,
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::Rate => StatusCode::TOO_MANY_REQUESTS,
            Self::ContentType | Self::ContentEncoding => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::BodyIncomplete => StatusCode::REQUEST_TIMEOUT,
            Self::OriginUnreadable
            | Self::HostUnreadable
            | Self::Query
            | Self::Authorization
            | Self::Framing
            | Self::BodyExpected
            | Self::BodyUnexpected
            | Self::Grant
            | Self::Form => StatusCode::BAD_REQUEST,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::UpstreamUnreachable
            | Self::UpstreamDns
            | Self::UpstreamAddress
            | Self::UpstreamTls
            | Self::UpstreamRedirect
            | Self::UpstreamAnswer
            | Self::UpstreamTooLarge => StatusCode::BAD_GATEWAY,
            Self::UpstreamDeadline => StatusCode::GATEWAY_TIMEOUT,
            Self::Panic => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<Fault> for Code {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Unreachable => Self::UpstreamUnreachable,
            Fault::Dns => Self::UpstreamDns,
            Fault::Address => Self::UpstreamAddress,
            Fault::Tls => Self::UpstreamTls,
            Fault::Redirect => Self::UpstreamRedirect,
            Fault::Answer => Self::UpstreamAnswer,
            Fault::TooLarge => Self::UpstreamTooLarge,
            Fault::Deadline => Self::UpstreamDeadline,
            Fault::Busy => Self::Busy,
        }
    }
}
