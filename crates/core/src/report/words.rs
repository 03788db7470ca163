//! The words that enums have in the JSON form: the same that serde writes.

use super::{
    Blame, CheckState, Kind, PolicyState, Profile, Role, Severity, SignatureState, StructureState,
    TimeState, TimeUnit, ValueKind,
};

/// An enum with a word for each of its values.
pub(crate) trait Word: Copy + 'static {
    /// Every value with its word.
    const WORDS: &'static [(Self, &'static str)];

    /// Its word.
    fn word(self) -> &'static str;

    /// The value of that word.
    fn of_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(value, _)| *value)
    }
}

/// One list gives both directions; the match fails to compile where a value is missing.
macro_rules! words {
    ($($type:ident { $($value:ident $word:literal),+ $(,)? })+) => {
        $(impl Word for $type {
            const WORDS: &'static [(Self, &'static str)] = &[$((Self::$value, $word)),+];

            fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word),+
                }
            }
        })+
    };
}

words! {
    Kind {
        Jwt "jwt", Jws "jws", JwsJson "jws_json", Jwe "jwe", JweJson "jwe_json", SdJwt "sd_jwt",
        Paseto "paseto", Biscuit "biscuit", Opaque "opaque", Uuid "uuid", Secret "secret",
        BasicCredentials "basic_credentials", TokenResponse "token_response",
        ErrorResponse "error_response", Exchange "exchange", ErrorText "error_text", Snippet "snippet",
        Challenge "challenge", Introspection "introspection", UserInfo "user_info",
        Discovery "discovery", ClaimsJson "claims_json", Saml "saml", GenesysWord "genesys_word",
        Pem "pem", Jwk "jwk", JwkSet "jwk_set", Json "json", Unknown "unknown",
    }
    Role {
        Header "header", Payload "payload", Signature "signature", EncryptedKey "encrypted_key",
        InitializationVector "initialization_vector", Ciphertext "ciphertext",
        AuthenticationTag "authentication_tag", Disclosure "disclosure", Body "body",
        Parameters "parameters", Other "other",
    }
    ValueKind {
        Object "object", Array "array", String "string", Number "number", Boolean "boolean",
        Null "null", Missing "missing",
    }
    TimeUnit {
        Seconds "seconds", Milliseconds "milliseconds", Microseconds "microseconds",
        Nanoseconds "nanoseconds", Text "text", Unreadable "unreadable",
    }
    Severity { Error "error", Warning "warning", Advice "advice", Info "info" }
    Blame {
        Malformed "malformed", AgainstStandard "against_standard", Advice "advice",
        Policy "policy", Unsupported "unsupported",
    }
    Profile {
        AccessToken "access_token", LikelyAccessToken "likely_access_token", IdToken "id_token",
        LogoutToken "logout_token", DpopProof "dpop_proof", ClientAssertion "client_assertion",
        RefreshToken "refresh_token", SecurityEvent "security_event", OtherNamed "other_named",
        Unknown "unknown",
    }
    StructureState {
        WellFormed "well_formed", Deviates "deviates", Damaged "damaged", Decoded "decoded",
        Recognised "recognised", Unknown "unknown",
    }
    SignatureState {
        NotChecked "not_checked", Unsecured "unsecured", Missing "missing",
        NotApplicable "not_applicable",
    }
    TimeState {
        Current "current", ExpiresSoon "expires_soon", WithinLeeway "within_leeway",
        Expired "expired", NotYetValid "not_yet_valid", Unreadable "unreadable",
        NoExpiry "no_expiry", Unknown "unknown", NotApplicable "not_applicable",
    }
    PolicyState {
        NotSet "not_set", Met "met", NotMet "not_met", Undecided "undecided",
        NotApplicable "not_applicable",
    }
    CheckState { Met "met", NotMet "not_met", Undecided "undecided" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Mark;

    fn as_serde<T: Word + serde::Serialize + PartialEq + core::fmt::Debug>() {
        for (value, word) in T::WORDS {
            assert_eq!(serde_json::to_value(value).unwrap(), *word);
            assert_eq!(value.word(), *word);
            assert_eq!(T::of_word(word), Some(*value));
        }
        assert_eq!(T::of_word("no such word"), None);
    }

    #[test]
    fn the_words_are_those_that_serde_writes() {
        as_serde::<Kind>();
        as_serde::<Role>();
        as_serde::<ValueKind>();
        as_serde::<TimeUnit>();
        as_serde::<Severity>();
        as_serde::<Blame>();
        as_serde::<Profile>();
        as_serde::<StructureState>();
        as_serde::<SignatureState>();
        as_serde::<TimeState>();
        as_serde::<PolicyState>();
        as_serde::<CheckState>();
        for mark in Mark::ALL {
            assert_eq!(serde_json::to_value(mark).unwrap(), mark.word());
        }
    }
}
