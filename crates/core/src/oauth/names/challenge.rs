//! What the parameters of a challenge mean.
use super::n;
use crate::kinds::body::Name;

/// Parameters of challenges.
pub(crate) const CHALLENGE: &[Name] = &[
    n(
        "realm",
        "Realm",
        "What is protected, in the server's words.",
        "RFC 9110 §11.5",
    ),
    n(
        "scope",
        "Scopes needed",
        "The request needs a token with these scopes.",
        "RFC 6750 §3",
    ),
    n(
        "error_description",
        "Description",
        "Written for developers.",
        "RFC 6750 §3",
    ),
    n(
        "error_uri",
        "More about it",
        "A page about the error.",
        "RFC 6750 §3",
    ),
    n(
        "algs",
        "Algorithms",
        "Algorithms the server takes for DPoP proofs.",
        "RFC 9449 §7.1",
    ),
    n(
        "acr_values",
        "Authentication wanted",
        "How the user must have signed in, most preferred first.",
        "RFC 9470 §3",
    ),
    n(
        "max_age",
        "Age of the sign-in",
        "The user must have signed in no longer ago than so many seconds.",
        "RFC 9470 §3",
    ),
    n(
        "resource_metadata",
        "Resource metadata",
        "A document about this API: it names the authorization servers whose tokens it takes.",
        "RFC 9728 §5.1",
    ),
    n(
        "charset",
        "Character set",
        "UTF-8: the server expects user and password in it.",
        "RFC 7617 §2.1",
    ),
    n(
        "nonce",
        "Nonce",
        "A value of the server's for the answer.",
        "RFC 7616 §3.3",
    ),
    n("opaque", "Opaque", "Given back unchanged.", "RFC 7616 §3.3"),
    n(
        "qop",
        "Quality of protection",
        "What the answer's hash must cover.",
        "RFC 7616 §3.3",
    ),
    n(
        "algorithm",
        "Algorithm",
        "The hash for the answer.",
        "RFC 7616 §3.3",
    ),
    n(
        "stale",
        "Stale",
        "true: only the nonce was too old.",
        "RFC 7616 §3.3",
    ),
    n(
        "as_uri",
        "Authorization server",
        "Where to get a token.",
        "",
    ),
    n(
        "authorization_uri",
        "Authorization address",
        "Where to sign in.",
        "Microsoft Entra ID",
    ),
    n(
        "client_id",
        "Client",
        "The API's own id.",
        "Microsoft Entra ID",
    ),
    n(
        "claims",
        "Claims challenge",
        "What the next token request must ask for; base64 of JSON.",
        "Microsoft Entra ID",
    ),
];
