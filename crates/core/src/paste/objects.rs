//! JSON objects in any text, found by their brackets and told apart by their members' names.
//!
//! One pass, resumable, with an explicit stack. It does not check the grammar (the JSON reader does
//! that later, with every fault); it only wants to know where an object ends and what it is. When
//! brackets do not match, the pass gives up what is open and goes on behind it, so no byte is read twice.

use alloc::vec::Vec;

use super::candidate::JsonShape;
use super::chars::{MORE, SPACE, WORD, byte, is};
use crate::span::Span;

/// How deep objects and arrays may nest; what is deeper starts afresh.
const MAX_DEPTH: usize = 128;
/// Objects kept before inner ones give way to the object around them.
const MAX_OBJECTS: usize = 4096;

/// An object that was recognised.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Object {
    pub(super) span: Span,
    pub(super) shape: JsonShape,
    /// How many layers of JSON string it stands in.
    pub(super) level: usize,
    /// It was never closed.
    pub(super) cut: bool,
}

/// What a member's value must begin with to count.
#[derive(Clone, Copy)]
enum Wants {
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
        enum Bit { $($bit,)* HasKey, HasError }
        static MEMBERS: &[(&str, Wants, Bit)] = &[$(($name, Wants::$wants, Bit::$bit),)*];
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
    fn mask(self) -> u64 {
        1 << (self as u64)
    }
}

/// Which members an object has.
#[derive(Clone, Copy, Debug, Default)]
struct Has(u64);

impl Has {
    fn set(&mut self, bit: Bit) {
        self.0 |= bit.mask();
    }

    fn all(self, bits: &[Bit]) -> bool {
        bits.iter().all(|&bit| self.0 & bit.mask() != 0)
    }

    fn any(self, bits: &[Bit]) -> bool {
        bits.iter().any(|&bit| self.0 & bit.mask() != 0)
    }

    fn count(self, bits: &[Bit]) -> usize {
        bits.iter().filter(|&&bit| self.0 & bit.mask() != 0).count()
    }
}

/// What the members say an object is; none where they say nothing.
fn shape(has: Has, members: usize) -> Option<JsonShape> {
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
        || has.all(&[Message, Code]) && has.any(&[Status, ContextId])
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

#[derive(Clone, Copy, Debug)]
struct Frame {
    start: usize,
    is_object: bool,
    has: Has,
    members: usize,
    /// It is the value of this member of the object around it.
    under_error: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    /// Between values.
    Between,
    /// Inside a string that starts (behind its quote) here; so far only what tokens consist of.
    Text(usize),
}

/// The pass.
#[derive(Debug)]
pub(super) struct Objects {
    at: usize,
    end: usize,
    /// A quote has exactly this many backslashes before it.
    slashes: usize,
    level: usize,
    stack: Vec<Frame>,
    state: State,
    /// Up to where a string with line breaks was seen to be a wrapped token.
    tokenish: usize,
    /// The last member's name, as a range; empty when its value was met.
    name: Option<(usize, usize)>,
    pub(super) found: Vec<Object>,
    /// The outermost object began at the first byte that is not white space, and ended at the last.
    pub(super) outermost: Option<Span>,
}

impl Objects {
    pub(super) fn new(start: usize, end: usize, level: usize) -> Self {
        Self {
            at: start,
            end,
            // Each layer doubles the backslashes and adds the quote's own.
            slashes: (1 << level.min(8)) - 1,
            level,
            stack: Vec::new(),
            state: State::Between,
            tokenish: 0,
            name: None,
            found: Vec::new(),
            outermost: None,
        }
    }

    /// Reads on for about `budget` bytes; whether there is more.
    pub(super) fn step(&mut self, bytes: &[u8], budget: usize) -> bool {
        let bytes = bytes.get(..self.end).unwrap_or(bytes);
        let until = self.at.saturating_add(budget);
        while self.at < self.end {
            if self.at >= until {
                return true;
            }
            match self.state {
                State::Text(start) => self.text(bytes, start, until),
                State::Between if self.stack.is_empty() => self.seek(bytes, until),
                State::Between => self.between(bytes),
            }
        }
        self.cut_off(bytes);
        false
    }

    /// Looks for an object to begin.
    fn seek(&mut self, bytes: &[u8], until: usize) {
        let rest = bytes.get(self.at..until.min(self.end)).unwrap_or_default();
        let Some(at) = rest.iter().position(|&b| b == b'{') else {
            self.at += rest.len();
            return;
        };
        self.at += at + 1;
        let next = skip_space(bytes, self.at, self.slashes);
        let quote = self.quote_at(bytes, next);
        if quote || byte(bytes, next) == b'}' {
            self.open(self.at - 1, true);
        }
    }

    /// Whether this layer's quote stands at `at`.
    fn quote_at(&self, bytes: &[u8], at: usize) -> bool {
        let mut slashes = 0;
        while byte(bytes, at + slashes) == b'\\' && slashes <= self.slashes {
            slashes += 1;
        }
        slashes == self.slashes && byte(bytes, at + slashes) == b'"'
    }

    fn open(&mut self, start: usize, is_object: bool) {
        if self.stack.len() >= MAX_DEPTH {
            self.give_up();
            return;
        }
        self.stack.push(Frame {
            start,
            is_object,
            has: Has::default(),
            members: 0,
            under_error: false,
        });
        self.name = None;
    }

    fn give_up(&mut self) {
        self.stack.clear();
        self.state = State::Between;
        self.name = None;
    }

    /// The next byte between strings.
    fn between(&mut self, bytes: &[u8]) {
        let found = byte(bytes, self.at);
        if self.quote_at(bytes, self.at) {
            self.at += self.slashes + 1;
            self.state = State::Text(self.at);
            self.tokenish = self.at;
            return;
        }
        if let Some(len) = escaped_space(bytes, self.at, self.slashes) {
            self.at += len;
            return;
        }
        let start = self.at;
        self.at += 1;
        match found {
            b'{' | b'[' => {
                let kind = if found == b'{' {
                    Wants::Object
                } else {
                    Wants::Array
                };
                let under_error = self.value(bytes, kind) && found == b'{';
                self.open(start, found == b'{');
                if let Some(top) = self.stack.last_mut() {
                    top.under_error = under_error;
                }
            }
            b'}' | b']' => self.close(found == b'}'),
            b'0'..=b'9' | b'-' => {
                self.value(bytes, Wants::Number);
            }
            b't' | b'f' => {
                self.value(bytes, Wants::Boolean);
            }
            b'n' => {
                self.value(bytes, Wants::Any);
            }
            _ => {}
        }
    }

    /// A value of that kind begins: marks the member it belongs to. Whether the member is `error`.
    fn value(&mut self, bytes: &[u8], kind: Wants) -> bool {
        let Some((start, end)) = self.name.take() else {
            return false;
        };
        let Some(top) = self.stack.last_mut() else {
            return false;
        };
        top.members += 1;
        let name = bytes.get(start..end).unwrap_or_default();
        let mut is_error = false;
        for (member, wants, bit) in MEMBERS {
            if member.as_bytes() != name {
                continue;
            }
            let fits = matches!(wants, Wants::Any)
                || core::mem::discriminant(wants) == core::mem::discriminant(&kind);
            if fits {
                top.has.set(*bit);
                is_error |= matches!(bit, Bit::ErrorObject);
            }
        }
        is_error
    }

    fn close(&mut self, is_object: bool) {
        let Some(frame) = self.stack.pop() else {
            return;
        };
        self.name = None;
        if frame.is_object != is_object {
            self.give_up();
            return;
        }
        if self.stack.is_empty() {
            self.outermost = Some(Span::new(frame.start, self.at));
        }
        if !is_object {
            // An array hands on what its elements are.
            if let Some(parent) = self.stack.last_mut() {
                parent.has.0 |= frame.has.0 & Bit::HasKey.mask();
            }
            return;
        }
        self.keep(&frame, self.at, false);
    }

    fn keep(&mut self, frame: &Frame, end: usize, cut: bool) {
        if let Some(parent) = self.stack.last_mut() {
            if frame.has.all(&[Bit::Kty]) {
                parent.has.set(Bit::HasKey);
            }
            if frame.under_error && frame.has.any(&[Bit::Message, Bit::Code, Bit::Status]) {
                parent.has.set(Bit::HasError);
            }
        }
        let Some(shape) = shape(frame.has, frame.members) else {
            return;
        };
        // What is inside a recognised object is part of it.
        while self
            .found
            .last()
            .is_some_and(|inner| inner.span.start > frame.start)
        {
            self.found.pop();
        }
        if self.found.len() < MAX_OBJECTS {
            self.found.push(Object {
                span: Span::new(frame.start, end),
                shape,
                level: self.level,
                cut,
            });
        }
    }

    /// Inside a string: to its end.
    fn text(&mut self, bytes: &[u8], start: usize, until: usize) {
        let rest = bytes.get(self.at..until.min(self.end)).unwrap_or_default();
        let stop = rest.iter().position(|&b| matches!(b, b'"' | b'\\' | b'\n'));
        let Some(stop) = stop else {
            self.at += rest.len();
            return;
        };
        self.at += stop;
        match byte(bytes, self.at) {
            b'\n' => {
                // Only a wrapped token may go over the line's end; else this is no JSON.
                let piece = bytes.get(self.tokenish..self.at).unwrap_or_default();
                if !is_tokenish(piece) {
                    // Read on behind the last line break that was passed over on trust.
                    self.at = if self.tokenish > start {
                        self.tokenish
                    } else {
                        self.at + 1
                    };
                    self.give_up();
                    return;
                }
                self.at += 1;
                self.tokenish = self.at;
            }
            b'"' if self.slashes == 0 => self.end_text(bytes, start, self.at, self.at + 1),
            b'"' => {
                // An outer layer's quote inside an inner layer: the layer is over.
                self.give_up();
                self.at += 1;
            }
            _ => {
                let mut slashes = 0;
                while byte(bytes, self.at + slashes) == b'\\' {
                    slashes += 1;
                }
                let quote = byte(bytes, self.at + slashes) == b'"';
                // Pairs of this layer's own backslashes may stand before its quote.
                let ends = slashes % (2 * (self.slashes + 1)) == self.slashes;
                if quote && ends {
                    let own = self.at + slashes - self.slashes;
                    self.end_text(bytes, start, own, self.at + slashes + 1);
                } else if ends && self.slashes == 0 {
                    self.at += slashes;
                } else {
                    self.at += slashes + 1;
                }
            }
        }
    }

    /// The string `start..end` ends; reading goes on at `next`.
    fn end_text(&mut self, bytes: &[u8], start: usize, end: usize, next: usize) {
        self.state = State::Between;
        if self.tokenish > start && !is_tokenish(bytes.get(self.tokenish..end).unwrap_or_default())
        {
            self.at = self.tokenish;
            self.give_up();
            return;
        }
        self.at = next;
        let colon = skip_space(bytes, next, self.slashes);
        let in_object = self.stack.last().is_some_and(|top| top.is_object);
        if in_object && self.name.is_none() && byte(bytes, colon) == b':' {
            self.name = Some((start, end));
            self.at = colon + 1;
            return;
        }
        self.value(bytes, Wants::Text);
        // JSON inside this string: an object of the next layer.
        if self.level < 3
            && matches!(byte(bytes, start), b'{' | b'[')
            && self.found.len() < MAX_OBJECTS
        {
            let mut inner = Self::new(start, end, self.level + 1);
            while inner.step_shallow(bytes) {}
            self.found.append(&mut inner.found);
        }
    }

    /// A whole inner layer, without going into the layers inside it again and again: those are found
    /// by the inner pass itself, one level deeper at a time.
    fn step_shallow(&mut self, bytes: &[u8]) -> bool {
        self.step(bytes, usize::MAX)
    }

    /// The text ends while objects are open: what they hold so far still tells.
    fn cut_off(&mut self, bytes: &[u8]) {
        let end = bytes
            .get(..self.end)
            .unwrap_or(bytes)
            .trim_ascii_end()
            .len();
        if let State::Text(start) = self.state {
            // The member whose value is cut off counts as well.
            if self.name.is_some() && start < end {
                self.value(bytes, Wants::Text);
            }
        }
        while let Some(frame) = self.stack.pop() {
            if frame.is_object && self.level == 0 {
                self.keep(&frame, end, true);
            }
        }
        self.state = State::Between;
    }
}

/// Where the white space at `at` ends; not further than a kilobyte is looked.
fn skip_space(bytes: &[u8], at: usize, slashes: usize) -> usize {
    let mut next = at;
    while next - at < 1024 {
        if is(byte(bytes, next), SPACE) {
            next += 1;
        } else if let Some(len) = escaped_space(bytes, next, slashes) {
            next += len;
        } else {
            break;
        }
    }
    next
}

/// Whether a piece of a string may be a line of a wrapped token.
fn is_tokenish(piece: &[u8]) -> bool {
    piece
        .iter()
        .all(|&b| is(b, WORD | MORE | SPACE) || b == b'>' || b == b'%')
}

/// `\n`, `\t`, `\r` as this layer writes white space; its length.
fn escaped_space(bytes: &[u8], at: usize, slashes: usize) -> Option<usize> {
    if slashes == 0 {
        return None;
    }
    // White space of a layer inside a string of the layer around it: half the backslashes, rounded up.
    let mut count = 0;
    while byte(bytes, at + count) == b'\\' && count <= slashes {
        count += 1;
    }
    let letter = matches!(byte(bytes, at + count), b'n' | b't' | b'r');
    (count > 0 && letter).then_some(count + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(JsonShape, &str)]) {
        for budget in [1, 7, usize::MAX] {
            let mut objects = Objects::new(0, text.len(), 0);
            while objects.step(text.as_bytes(), budget) {}
            let found: Vec<_> = objects
                .found
                .iter()
                .map(|object| (object.shape, &text[object.span.start..object.span.end]))
                .collect();
            assert_eq!(found, expect, "{text} in steps of {budget}");
        }
    }

    #[test]
    fn objects_are_told_by_their_members() {
        let response = r#"{"access_token":"x","token_type":"Bearer"}"#;
        check(response, &[(JsonShape::TokenResponse, response)]);
        check(
            &std::format!("{{\"data\":[1,{response}]}} {{"),
            &[(JsonShape::TokenResponse, response)],
        );
        check(
            r#"{"error":"x"}"#,
            &[(JsonShape::Error, r#"{"error":"x"}"#)],
        );
        check(r#"{"error":{"x":1}}"#, &[]);
        let nested = r#"{"error":{"code":401,"message":"no"}}"#;
        check(nested, &[(JsonShape::Error, nested)]);
        let keys = r#"{"keys":[{"kty":"EC","x":"a"}]}"#;
        check(keys, &[(JsonShape::JwkSet, keys)]);
        check(
            r#"{"a":{"kty":"EC"}}"#,
            &[(JsonShape::Jwk, r#"{"kty":"EC"}"#)],
        );
        check(
            r#"{"active":false}"#,
            &[(JsonShape::Introspection, r#"{"active":false}"#)],
        );
        check(r#"{"active":true,"id":1}"#, &[]);
        check(
            r#"{"iss":"a","exp":1"#,
            &[(JsonShape::Claims, r#"{"iss":"a","exp":1"#)],
        );
        check(
            "{\"a\":\"broken\n{\"error\":\"x\"}",
            &[(JsonShape::Error, r#"{"error":"x"}"#)],
        );
    }

    #[test]
    fn objects_inside_strings_are_found() {
        check(
            r#"{"text":"{\"error\":\"a\\\"b\"}","n":1}"#,
            &[(JsonShape::Error, r#"{\"error\":\"a\\\"b\"}"#)],
        );
        check(
            r#"{"text":"{\n  \"error\" : \"x\"\n}"}"#,
            &[(JsonShape::Error, r#"{\n  \"error\" : \"x\"\n}"#)],
        );
    }
}
