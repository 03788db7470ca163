//! What an API says of the token it was sent.

use super::{API, Known, std};

/// RFC 6750 §3.1 and its extensions.
pub(super) const CODES: &[Known] = &[
    std(
        "invalid_token",
        API,
        "the access token is expired, revoked, malformed or not for this API",
        &[
            "It is expired.",
            "It was issued by another issuer, or for another audience, than the API expects.",
            "It was cut off or changed on its way, or an ID token was sent.",
            "It was revoked, or its signing key is no longer published.",
        ],
        "Paste the token: the report shows its expiry, issuer and audience. Then ask for a new one.",
        "RFC 6750 §3.1",
    ),
    std(
        "insufficient_scope",
        API,
        "the token is good but lacks a scope (403)",
        &[
            "The scope was not asked for.",
            "The scope was asked for and not granted.",
            "The token is an old one from before the scope was added.",
        ],
        "Ask for a new token with the scope the API names, and compare it with the token's scopes.",
        "RFC 6750 §3.1",
    ),
    std(
        "invalid_dpop_proof",
        API,
        "the DPoP proof is not taken",
        &[
            "The proof's htm or htu is not the method and address of the request.",
            "Its iat is too far from the server's clock.",
            "It was used before, or is signed with another key than the token is bound to.",
        ],
        "Paste the proof from the DPoP header: the report shows htm, htu, iat and ath.",
        "RFC 9449 §5, §7.1",
    ),
    std(
        "use_dpop_nonce",
        API,
        "the server wants a nonce of its own in the DPoP proof",
        &[
            "It is the first request, which is normal: no nonce was known yet.",
            "The nonce that was used is too old.",
        ],
        "Take the value of the response header DPoP-Nonce, put it into the proof as nonce, and send the request again.",
        "RFC 9449 §8, §9",
    ),
    std(
        "insufficient_user_authentication",
        API,
        "the user's sign-in is too weak or too long ago (step-up)",
        &[
            "The API wants a second factor or another sign-in method (acr_values).",
            "The sign-in is older than the API allows (max_age).",
        ],
        "Send the user through the authorization endpoint again with the acr_values and max_age of the challenge, then call with the new token.",
        "RFC 9470 §3",
    ),
];
