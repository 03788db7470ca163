//! Text as a link holds it: every character is seen, and there are not too many.

use alloc::string::String;

/// How many marks may stand on one letter: more pile up over the lines around them.
const MARKS: usize = 3;

/// The first character of a text that a link does not hold: one that nobody sees, that turns the direction of
/// text, that breaks a line, or a pile of marks.
pub(crate) fn unfit(text: &str) -> Option<char> {
    let mut marks = 0_usize;
    text.chars().find(|&c| {
        marks = if is_mark(c) {
            marks.saturating_add(1)
        } else {
            0
        };
        is_hidden(c) || marks > MARKS
    })
}

/// A text as a link holds it: line breaks become spaces, what nobody sees is spelt out, and after `most`
/// characters an ellipsis ends it; whether it had to be cut.
pub(super) fn cleaned(text: &str, most: usize) -> (String, bool) {
    let mut out = String::new();
    let mut count = 0_usize;
    let mut marks = 0_usize;
    for c in text.chars() {
        marks = if is_mark(c) {
            marks.saturating_add(1)
        } else {
            0
        };
        let is_space = matches!(c, '\n' | '\r' | '\t');
        let spelt = !is_space && (is_hidden(c) || marks > MARKS);
        let width = if spelt { c.escape_unicode().count() } else { 1 };
        // One place is left for the ellipsis.
        if count.saturating_add(width) >= most {
            out.push('…');
            return (out, true);
        }
        count = count.saturating_add(width);
        match (is_space, spelt) {
            (true, _) => out.push(' '),
            (_, true) => out.extend(c.escape_unicode()),
            _ => out.push(c),
        }
    }
    (out, false)
}

/// Characters that nobody sees, or that change how others look.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{E000}'..='\u{F8FF}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFC}'
                | '\u{FFFE}'..='\u{FFFF}'
                | '\u{13430}'..='\u{1343F}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{10FFFF}'
        )
}

/// Marks that stand on the letter before them.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5BD}'
            | '\u{610}'..='\u{61A}'
            | '\u{64B}'..='\u{65F}'
            | '\u{670}'
            | '\u{6D6}'..='\u{6DC}'
            | '\u{6DF}'..='\u{6E4}'
            | '\u{6E7}'..='\u{6E8}'
            | '\u{6EA}'..='\u{6ED}'
            | '\u{730}'..='\u{74A}'
            | '\u{7EB}'..='\u{7F3}'
            | '\u{816}'..='\u{82D}'
            | '\u{859}'..='\u{85B}'
            | '\u{897}'..='\u{89F}'
            | '\u{8CA}'..='\u{8E1}'
            | '\u{8E3}'..='\u{8FF}'
            | '\u{951}'..='\u{954}'
            | '\u{E31}'
            | '\u{E34}'..='\u{E3A}'
            | '\u{E47}'..='\u{E4E}'
            | '\u{EB1}'
            | '\u{EB4}'..='\u{EBC}'
            | '\u{EC8}'..='\u{ECE}'
            | '\u{135D}'..='\u{135F}'
            | '\u{1A75}'..='\u{1A7F}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1B6B}'..='\u{1B73}'
            | '\u{1CD0}'..='\u{1CF9}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{2DE0}'..='\u{2DFF}'
            | '\u{302A}'..='\u{302F}'
            | '\u{3099}'..='\u{309A}'
            | '\u{A66F}'..='\u{A67D}'
            | '\u{A69E}'..='\u{A69F}'
            | '\u{A6F0}'..='\u{A6F1}'
            | '\u{A8E0}'..='\u{A8F1}'
            | '\u{FE20}'..='\u{FE2F}'
            | '\u{10376}'..='\u{1037A}'
            | '\u{10F46}'..='\u{10F50}'
            | '\u{1D165}'..='\u{1D169}'
            | '\u{1D16D}'..='\u{1D172}'
            | '\u{1D17B}'..='\u{1D182}'
            | '\u{1D185}'..='\u{1D18B}'
            | '\u{1D1AA}'..='\u{1D1AD}'
            | '\u{1D242}'..='\u{1D244}'
            | '\u{1E8D0}'..='\u{1E8D6}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString as _;

    #[test]
    fn what_nobody_sees_is_spelt_out() {
        for (text, clean) in [
            ("plain, é, 日本, 👍", "plain, é, 日本, 👍"),
            ("a\u{202e}b", "a\\u{202e}b"),
            ("two\nlines\there", "two lines here"),
            ("\u{0}\u{85}", "\\u{0}\\u{85}"),
            ("tag\u{e0041}", "tag\\u{e0041}"),
            ("beam\u{1d173}", "beam\\u{1d173}"),
            (
                "a\u{a8e0}\u{a8e0}\u{a8e0}\u{a8e0}",
                "a\u{a8e0}\u{a8e0}\u{a8e0}\\u{a8e0}",
            ),
            (
                "e\u{301}\u{301}\u{301}\u{301}",
                "e\u{301}\u{301}\u{301}\\u{301}",
            ),
        ] {
            let (out, cut) = cleaned(text, 100);
            assert_eq!((out.as_str(), cut), (clean, false));
            assert_eq!(unfit(&out), None, "{clean}");
            assert_eq!(unfit(text).is_some(), text != clean, "{clean}");
        }
    }

    #[test]
    fn what_is_too_long_is_cut() {
        assert_eq!(cleaned("abcdef", 4), ("abc…".to_string(), true));
        assert_eq!(cleaned("abc", 4), ("abc".to_string(), false));
        assert_eq!(cleaned("ab\u{202e}", 6), ("ab…".to_string(), true));
    }
}
