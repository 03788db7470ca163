//! What an object is, by the names of its members and what their values begin with.

use crate::paste::candidate::JsonShape;

/// What a member's value must begin with to count.
#[derive(Clone, Copy)]
pub(super) enum Wants {
    Any,
    Text,
    Number,
    Boolean,
    Array,
    Object,
}

macro_rules! members {
    ($($bit:ident $name:literal $wants:ident,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[derive(Clone, Copy)]
        pub(super) enum Bit { $($bit,)* HasKey, HasError }
        pub(super) static MEMBERS: &[(&str, Wants, Bit)] = &[$(($name, Wants::$wants, Bit::$bit),)*];
    };
}

members! {
    AccessToken "access_token" Text,
    IdToken "id_token" Text,
    RefreshToken "refresh_token" Text,
    TokenType "token_type" Text,
    ExpiresIn "expires_in" Any,
    Scope "scope" Any,
    Error "error" Text,
    ErrorObject "error" Object,
    ErrorDescription "error_description" Any,
    Message "message" Text,
    MessageUpper "Message" Text,
    Code "code" Any,
    Status "status" Any,
    ContextId "contextId" Any,
    ErrorCode "errorCode" Any,
    ErrorSummary "errorSummary" Any,
    Title "title" Text,
    Detail "detail" Text,
    Type "type" Text,
    Active "active" Boolean,
    ClientId "client_id" Text,
    Username "username" Text,
    Sub "sub" Text,
    Name "name" Text,
    Email "email" Text,
    GivenName "given_name" Text,
    FamilyName "family_name" Text,
    Preferred "preferred_username" Text,
    Picture "picture" Text,
    EmailVerified "email_verified" Any,
    Issuer "issuer" Text,
    AuthorizationEndpoint "authorization_endpoint" Text,
    TokenEndpoint "token_endpoint" Text,
    JwksUri "jwks_uri" Text,
    Kty "kty" Text,
    Keys "keys" Array,
    Iss "iss" Text,
    Aud "aud" Any,
    Exp "exp" Number,
    Iat "iat" Number,
    Nbf "nbf" Number,
    Jti "jti" Text,
    Alg "alg" Text,
    Typ "typ" Text,
    Kid "kid" Text,
    Enc "enc" Text,
    Payload "payload" Text,
    Signature "signature" Text,
    Signatures "signatures" Array,
    Protected "protected" Text,
    Header "header" Object,
    Ciphertext "ciphertext" Text,
    Recipients "recipients" Array,
    Unprotected "unprotected" Object,
}

impl Bit {
    #[expect(
        clippy::as_conversions,
        reason = "the number of a variant without fields"
    )]
    pub(super) fn mask(self) -> u64 {
        1 << (self as u64)
    }
}

/// Which members an object has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Has(pub(super) u64);

impl Has {
    pub(super) fn set(&mut self, bit: Bit) {
        self.0 |= bit.mask();
    }

    pub(super) fn all(self, bits: &[Bit]) -> bool {
        bits.iter().all(|&bit| self.0 & bit.mask() != 0)
    }

    pub(super) fn any(self, bits: &[Bit]) -> bool {
        bits.iter().any(|&bit| self.0 & bit.mask() != 0)
    }

    fn count(self, bits: &[Bit]) -> usize {
        bits.iter().filter(|&&bit| self.0 & bit.mask() != 0).count()
    }
}

/// What the members say an object is; none where they say nothing.
pub(super) fn shape(has: Has, members: usize) -> Option<JsonShape> {
    use Bit::*;
    use JsonShape as Shape;
    let claims = [Iss, Sub, Aud, Exp, Iat, Nbf, Jti];
    let person = [
        Name,
        Email,
        GivenName,
        FamilyName,
        Preferred,
        Picture,
        EmailVerified,
    ];
    let found = if has.all(&[Ciphertext]) && has.any(&[Protected, Recipients, Unprotected]) {
        Shape::Jwe
    } else if has.all(&[Payload]) && has.any(&[Signature, Signatures])
        || has.all(&[Protected, Signature])
    {
        Shape::Jws
    } else if has.any(&[AccessToken, IdToken])
        && has.any(&[TokenType, ExpiresIn, RefreshToken, Scope])
    {
        Shape::TokenResponse
    } else if has.all(&[Active])
        && (members == 1 || has.any(&[ClientId, Username, TokenType, Exp, Iat, Iss, Scope, Jti]))
    {
        Shape::Introspection
    } else if has.all(&[Issuer]) && has.any(&[AuthorizationEndpoint, TokenEndpoint, JwksUri]) {
        Shape::Discovery
    } else if has.all(&[Kty]) {
        Shape::Jwk
    } else if has.all(&[Keys]) && (has.any(&[HasKey]) || members == 1) {
        Shape::JwkSet
    } else if has.any(&[Error])
        || has.all(&[ErrorObject, HasError])
        || has.all(&[ErrorCode]) && has.any(&[ErrorSummary, Message])
        || has.all(&[Message, Code]) && (members == 2 || has.any(&[Status, ContextId]))
        || has.all(&[Title, Status]) && has.any(&[Type, Detail])
        || members == 1 && has.any(&[Message, MessageUpper])
    {
        Shape::Error
    } else if has.all(&[Sub]) && has.any(&person) && !has.any(&[Exp, Iat, Nbf]) {
        Shape::UserInfo
    } else if has.count(&claims) >= 2 && has.any(&[Exp, Iat, Nbf, Iss])
        || has.all(&[Alg]) && (members == 1 || has.any(&[Typ, Kid, Enc]))
    {
        Shape::Claims
    } else {
        return None;
    };
    Some(found)
}
