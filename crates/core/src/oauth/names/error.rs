//! What the members of errors mean.
use super::n;
use crate::kinds::body::Name;

/// OAuth errors and APIs' error bodies.
pub(crate) const ERROR: &[Name] = &[
    n(
        "error_description",
        "Description",
        "Written for developers, not for users; servers word it as they like.",
        "RFC 6749 §5.2",
    ),
    n(
        "error_uri",
        "More about it",
        "A page about the error.",
        "RFC 6749 §5.2",
    ),
    n(
        "description",
        "Description",
        "The same text as error_description, as Genesys Cloud sends it (observed by others).",
        "",
    ),
    n(
        "state",
        "State",
        "The value the client sent. It must be the client's own, or the answer belongs to another request.",
        "RFC 6749 §4.1.2.1",
    ),
    n(
        "iss",
        "Issuer",
        "Which server answered: the client must compare it with the one it asked.",
        "RFC 9207 §2",
    ),
    n(
        "error_codes",
        "Error codes",
        "The numbers behind AADSTS in the description.",
        "Microsoft Entra ID",
    ),
    n(
        "timestamp",
        "Time of the error",
        "For finding it in the server's log.",
        "",
    ),
    n(
        "trace_id",
        "Trace id",
        "Names this request in the server's log; give it to support.",
        "Microsoft Entra ID",
    ),
    n(
        "correlation_id",
        "Correlation id",
        "Names this request across services; give it to support.",
        "Microsoft Entra ID",
    ),
    n(
        "suberror",
        "Sub-error",
        "Why in more detail, for programs.",
        "Microsoft Entra ID",
    ),
    n(
        "claims",
        "Claims challenge",
        "What the next request must ask for, such as a second factor.",
        "Microsoft Entra ID",
    ),
    n("message", "Message", "What went wrong, for people.", ""),
    n("code", "Code", "What went wrong, for programs.", ""),
    n("status", "Status", "The HTTP status.", "RFC 9110 §15"),
    n("statusCode", "Status", "The HTTP status.", "RFC 9110 §15"),
    n(
        "contextId",
        "Context id",
        "Names this request; quote it in a support case. The header ININ-Correlation-Id carries the same.",
        "Genesys Cloud, seen in its published SDKs",
    ),
    n(
        "messageWithParams",
        "Message template",
        "The message with places for parameters.",
        "Genesys Cloud, seen in its published SDKs",
    ),
    n(
        "messageParams",
        "Message parameters",
        "What is put into the places of the template.",
        "Genesys Cloud, seen in its published SDKs",
    ),
    n(
        "details",
        "Details",
        "Which fields were wrong, and how.",
        "",
    ),
    n(
        "errors",
        "Errors",
        "Several errors at once, each of the same shape.",
        "",
    ),
    n(
        "limit",
        "Limit",
        "Which limit was reached, and its value.",
        "Genesys Cloud, seen in its published SDKs",
    ),
    n(
        "entityId",
        "Entity",
        "Which thing the error is about.",
        "Genesys Cloud, seen in its published SDKs",
    ),
    n(
        "entityName",
        "Kind of entity",
        "What sort of thing the error is about.",
        "Genesys Cloud, seen in its published SDKs",
    ),
    n(
        "type",
        "Problem type",
        "An address that names the kind of problem.",
        "RFC 9457 §3.1.1",
    ),
    n(
        "title",
        "Title",
        "The kind of problem in words.",
        "RFC 9457 §3.1.3",
    ),
    n(
        "detail",
        "Detail",
        "This occurrence in words.",
        "RFC 9457 §3.1.4",
    ),
    n(
        "instance",
        "Occurrence",
        "Names this occurrence.",
        "RFC 9457 §3.1.5",
    ),
    n(
        "documentation_url",
        "Documentation",
        "A page about the call.",
        "GitHub",
    ),
    n(
        "errorCode",
        "Error code",
        "What went wrong, for programs.",
        "Okta and others",
    ),
    n(
        "errorSummary",
        "Summary",
        "What went wrong, for people.",
        "Okta",
    ),
    n(
        "errorId",
        "Error id",
        "Names this error; give it to support.",
        "Okta",
    ),
];
