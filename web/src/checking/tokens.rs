//! The tokens of a report as the checker gets them.
//!
//! A token is judged as it stands: from its first to its last byte in the paste, white space and all. Where it
//! stands inside another encoding (escapes of JSON, percent signs, base64), its bytes are those that the encoding
//! holds. A token inside a token is checked with it.

use claimlens_core::paste::{Shape, find};
use claimlens_core::report::{Artefact, Report};
use claimlens_core::requests::Secret;
use claimlens_core::span::Span;

use crate::view_model::spoken::is_token;

/// How many tokens are checked at once.
pub(super) const MOST: usize = 100;

/// How many bytes of tokens are checked at once.
const MOST_BYTES: usize = 8 << 20;

/// Up to this many bytes a paste is searched again for what an encoding holds.
const SEARCHED: usize = 1 << 20;

/// A token of the report.
#[derive(Debug)]
pub struct Token {
    /// The number of its artefact.
    pub artefact: usize,
    /// What is checked: the token, or the outermost it is inside of.
    pub text: Secret,
    /// How deep it is inside that.
    pub inside: usize,
}

/// Those that are not encrypted: neither compact, in five parts, nor written as JSON with a ciphertext.
#[must_use]
pub(super) fn signed(mut tokens: Vec<Token>) -> Vec<Token> {
    tokens.retain(|token| {
        let text = token.text.expose().trim();
        let json = text.starts_with('{');
        !(json && text.contains("\"ciphertext\"") || !json && text.matches('.').count() == 4)
    });
    tokens
}

/// The tokens of a report about `text`, and whether there are more than are checked at once.
#[must_use]
pub(super) fn of_report(report: &Report, text: &str) -> (Vec<Token>, bool) {
    let mut tokens = Vec::new();
    let mut bytes = 0;
    let mut texts: usize = 0;
    let mut decoded = Decoded::default();
    let all = report.artefacts.iter().enumerate();
    for (artefact, one) in all.filter(|(_, one)| is_token(one.kind)) {
        let (outermost, inside) = outermost(report, one);
        let Some(token) = as_given(outermost, text, &mut decoded) else {
            continue;
        };
        if inside == 0 {
            texts += 1;
            bytes += token.len();
        }
        if texts > MOST || bytes > MOST_BYTES {
            return (tokens, true);
        }
        tokens.push(Token {
            artefact,
            text: Secret::new(token),
            inside,
        });
    }
    (tokens, false)
}

/// The token that one is inside of, over all layers, and how many there are.
fn outermost<'r>(report: &'r Report, one: &'r Artefact) -> (&'r Artefact, usize) {
    let mut at = one;
    let mut inside = 0;
    while inside < 16
        && let Some(parent) = at.parent.and_then(|number| report.artefacts.get(number))
        && is_token(parent.kind)
    {
        at = parent;
        inside += 1;
    }
    (at, inside)
}

/// What was found in encodings; looked for once, when it is needed.
#[derive(Default)]
struct Decoded(Option<Vec<(Span, String)>>);

fn as_given<'t>(artefact: &Artefact, text: &'t str, decoded: &mut Decoded) -> Option<String> {
    let slice: &'t str = text.get(artefact.span.start..artefact.span.end)?;
    let is_encoded = artefact.parent.is_some() || slice.contains(['%', '\\', '&']);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    let starts_plain = slice.bytes().all(is_plain) && slice.contains('.');
    if is_encoded && !starts_plain && text.len() <= SEARCHED {
        let all = decoded.0.get_or_insert_with(|| {
            let tokens = find(text)
                .into_iter()
                .filter(|one| matches!(one.shape, Shape::Compact | Shape::SdJwt | Shape::Json(_)));
            let spans = tokens.map(|one| (one.map.span(0, one.text.len()), one.text));
            spans.collect()
        });
        if let Some((_, text)) = all.iter().find(|(span, _)| *span == artefact.span) {
            return Some(text.clone());
        }
    }
    Some(slice.to_owned())
}

#[cfg(test)]
mod tests {
    use claimlens_core::{Context, inspect, knowledge};

    use super::{Secret, Token, of_report, signed};

    const TOKEN: &str =
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    fn texts(paste: &str) -> Vec<(usize, String, usize)> {
        let context = Context {
            knowledge: &knowledge::ALL,
            ..Context::default()
        };
        let (tokens, more) = of_report(&inspect(paste, &context), paste);
        assert!(!more);
        let all = tokens.into_iter();
        all.map(|one| (one.artefact, one.text.expose().to_owned(), one.inside))
            .collect()
    }

    #[test]
    fn what_is_encrypted_is_told_from_what_is_signed() {
        for (text, kept) in [
            (TOKEN, true),
            ("a.b.c", true),
            ("a..c.d.e", false),
            (" a.b.c.d.e\n", false),
            (r#"{"protected":"a","ciphertext":"b"}"#, false),
            (r#"{"payload":"a.b.c.d.e","signatures":[]}"#, true),
        ] {
            let token = Token {
                artefact: 0,
                text: Secret::new(text),
                inside: 0,
            };
            assert_eq!(signed(vec![token]).len(), usize::from(kept), "{text}");
        }
    }

    #[test]
    fn a_token_is_taken_as_it_stands() {
        let (start, end) = TOKEN.split_at(30);
        for (paste, expected) in [
            (TOKEN.to_owned(), TOKEN.to_owned()),
            (format!("Authorization: Bearer {TOKEN}"), TOKEN.to_owned()),
            (format!("{start}\n{end}"), format!("{start}\n{end}")),
            (
                format!("{{\"access_token\":\"{TOKEN}\",\"token_type\":\"Bearer\"}}"),
                TOKEN.to_owned(),
            ),
        ] {
            let found = texts(&paste);
            assert_eq!(
                found.first().map(|(_, text, _)| text),
                Some(&expected),
                "{paste}"
            );
        }
    }

    #[test]
    fn an_encoding_around_it_is_taken_off() {
        let encoded = TOKEN.replace('.', "%2E");
        let paste = format!("https://a.example/#access_token={encoded}&token_type=Bearer");
        let found = texts(&paste);
        assert_eq!(
            found.first().map(|(_, text, _)| text.as_str()),
            Some(TOKEN),
            "{found:?}"
        );
    }

    #[test]
    fn a_token_inside_a_token_is_checked_with_it() {
        use claimlens_core::jose::base64url::encode;
        let outer = format!(
            "{}.{}.AAEC",
            encode(br#"{"alg":"HS256","cty":"JWT"}"#),
            encode(TOKEN.as_bytes())
        );
        let found = texts(&outer);
        let depths: Vec<_> = found
            .iter()
            .map(|(_, text, inside)| (text == &outer, *inside))
            .collect();
        assert_eq!(depths, [(true, 0), (true, 1)]);
    }

    #[test]
    fn there_is_an_end_to_what_is_checked_at_once() {
        let paste: String = (0..130)
            .map(|n| {
                use claimlens_core::jose::base64url::encode;
                format!(
                    "eyJhbGciOiJIUzI1NiJ9.{}.AAEC\n",
                    encode(format!("{{\"sub\":\"{n}\"}}").as_bytes())
                )
            })
            .collect();
        let context = Context {
            knowledge: &knowledge::ALL,
            ..Context::default()
        };
        let (tokens, more) = of_report(&inspect(&paste, &context), &paste);
        assert!(more && tokens.len() == super::MOST, "{}", tokens.len());
    }
}
