//! Untrusted text made fit to stand in a sentence.

use alloc::string::String;

/// The longest stretch of untrusted text that a sentence holds, in characters.
const LONGEST: usize = 60;

/// `text` short enough and harmless enough for a sentence: at most 60 characters, then `…`; control,
/// bidirectional and invisible characters stand as `\u{FFFD}`.
#[must_use]
pub fn brief(text: &str) -> String {
    shortened(text, LONGEST)
}

/// The same with another limit in characters.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    let mut out = String::with_capacity(text.len().min(longest + 3));
    for (count, character) in text.chars().enumerate() {
        if count == longest {
            out.push('…');
            break;
        }
        out.push(if is_hidden(character) {
            char::REPLACEMENT_CHARACTER
        } else {
            character
        });
    }
    out
}

/// Whether a character stands as `\u{FFFD}` in a sentence.
pub(crate) fn is_hidden(character: char) -> bool {
    character.is_control() || is_invisible(character)
}

/// Characters that change how their neighbours look, or that nobody sees.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_shortened_and_made_visible() {
        assert_eq!(brief("https://issuer.example"), "https://issuer.example");
        assert_eq!(
            brief("a\u{202E}b\nc\u{200B}"),
            "a\u{FFFD}b\u{FFFD}c\u{FFFD}"
        );
        let long = brief(&"é".repeat(1000));
        assert_eq!(long.chars().count(), 61);
        assert!(long.ends_with('…'));
        assert_eq!(brief(&"x".repeat(60)), "x".repeat(60));
    }
}
