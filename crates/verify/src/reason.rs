//! Why a verdict is what it is: a stable code, and a sentence with the facts.

use alloc::string::String;

use serde::Serialize;

/// One list for the codes, what they mean to whoever reads the code, and what the documentation says of them.
macro_rules! codes {
    ($(#[doc = $meaning:literal] $code:ident,)+) => {
        /// The stable code of a reason: why *crypto* does not hold, why *policy* does not, or what else is to be said.
        #[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Code {
            $(#[doc = $meaning] $code,)+
        }

        impl Code {
            /// Every code with what it says, for the table in the documentation.
            #[cfg(not(target_arch = "wasm32"))]
            pub const ALL: &'static [(Self, &'static str)] =
                &[$((Self::$code, $meaning.trim_ascii_start())),+];
        }
    };
}

codes! {
    // Why *crypto* does not hold.
    /// There is no text.
    Empty,
    /// A number of parts that no token has.
    Parts,
    /// Something stands around or before the token: `Bearer `, quotes.
    Surrounded,
    /// White space stands inside.
    WhiteSpace,
    /// Base64 padding, which JOSE leaves off.
    Padding,
    /// The alphabet of plain base64.
    Alphabet,
    /// A character of no alphabet.
    StrayCharacter,
    /// A number of base64url characters that no bytes give.
    Length,
    /// The last character of a part has bits set that carry nothing.
    UnusedBits,
    /// A part that must not be empty is.
    PartMissing,
    /// The header is no JSON object, to the letter.
    HeaderJson,
    /// A header parameter stands more than once.
    DuplicateMember,
    /// The JSON Serialization is not as the standard says.
    JsonForm,
    /// The header names no algorithm.
    AlgMissing,
    /// `alg` is `none`: nobody vouches.
    AlgNone,
    /// `alg` is not one that is known here.
    AlgUnknown,
    /// An HMAC algorithm, and a public key given to check it with.
    AlgConfusion,
    /// `crit` names something that is not understood here.
    CritUnknown,
    /// `crit` is not as the standard says.
    CritForm,
    /// `b64` is there and not listed as critical.
    B64NotCritical,
    /// There is no signature.
    SignatureMissing,
    /// The signature has a length that the algorithm never gives with this key.
    SignatureLength,
    /// No key was given.
    NoKey,
    /// The keys that were given are not of the type that the algorithm needs.
    KeyType,
    /// A key could not be read, or is no key at all (a point off its curve).
    KeyUnusable,
    /// The signature does not match.
    Mismatch,
    /// The payload is not there: it travels apart.
    Detached,
    /// The key came out of the token.
    SelfAsserted,
    /// What was encrypted could not be decrypted with the keys given.
    DecryptionFailed,
    /// An algorithm of encryption that is not done here, or is refused.
    EncryptionUnsupported,
    /// More work than is done for one token.
    Limit,

    // Why *policy* does not.
    /// The key says that it is for another algorithm.
    KeyAlg,
    /// The key says that it is not for signatures.
    KeyUse,
    /// The key's operations do not hold `verify`.
    KeyOps,
    /// The key's name is not the one in the header.
    KeyKid,
    /// Two keys of the set answer to the name in the header.
    KidAmbiguous,
    /// A set with shared secrets beside public keys.
    SetMixed,
    /// An RSA modulus of fewer than 2048 bits.
    RsaShort,
    /// An RSA exponent that is 1, even or far too large.
    RsaExponent,
    /// An RSA modulus of the shape that ROCA gives.
    Roca,
    /// A secret shorter than the digest.
    HmacShort,
    /// The key is not written as its standard says.
    KeyMalformed,

    // What else is to be said.
    /// The key is a private one; its public half was used.
    PrivateKey,
    /// A Disclosure whose digest stands nowhere in the token.
    DisclosureUnknown,
    /// A Disclosure that is there twice, or whose digest is.
    DisclosureDuplicate,
    /// The Key Binding JWT does not hold.
    KeyBinding,
    /// A DPoP proof that does not hold.
    Dpop,
    /// `at_hash`, `c_hash` or `ath` does not match.
    HashMismatch,
}

impl Code {
    /// Whether it is about the key rather than about the bytes.
    #[must_use]
    pub fn is_policy(self) -> bool {
        matches!(
            self,
            Self::KeyAlg
                | Self::KeyUse
                | Self::KeyOps
                | Self::KeyKid
                | Self::KidAmbiguous
                | Self::SetMixed
                | Self::RsaShort
                | Self::RsaExponent
                | Self::Roca
                | Self::HmacShort
                | Self::KeyMalformed
        )
    }
}

/// One reason.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Reason {
    /// Its stable code.
    pub code: Code,
    /// What was found and what was needed, in a sentence.
    pub sentence: String,
}

impl Reason {
    /// A reason from its code and sentence.
    #[must_use]
    pub fn new(code: Code, sentence: impl Into<String>) -> Self {
        Self {
            code,
            sentence: sentence.into(),
        }
    }
}
