//! Characters that are not what they look like, and what begins markup.

use alloc::string::String;

/// Greek and Cyrillic letters that look like a Latin one (the most common of Unicode's confusables),
/// sorted.
static LOOKALIKES: &[(char, char)] = &[
    ('\u{0391}', 'A'),
    ('\u{0392}', 'B'),
    ('\u{0395}', 'E'),
    ('\u{0396}', 'Z'),
    ('\u{0397}', 'H'),
    ('\u{0399}', 'I'),
    ('\u{039A}', 'K'),
    ('\u{039C}', 'M'),
    ('\u{039D}', 'N'),
    ('\u{039F}', 'O'),
    ('\u{03A1}', 'P'),
    ('\u{03A4}', 'T'),
    ('\u{03A5}', 'Y'),
    ('\u{03A7}', 'X'),
    ('\u{03B1}', 'a'),
    ('\u{03B9}', 'i'),
    ('\u{03BA}', 'k'),
    ('\u{03BD}', 'v'),
    ('\u{03BF}', 'o'),
    ('\u{03C1}', 'p'),
    ('\u{03C4}', 't'),
    ('\u{03C5}', 'u'),
    ('\u{0405}', 'S'),
    ('\u{0406}', 'I'),
    ('\u{0408}', 'J'),
    ('\u{0410}', 'A'),
    ('\u{0412}', 'B'),
    ('\u{0415}', 'E'),
    ('\u{041A}', 'K'),
    ('\u{041C}', 'M'),
    ('\u{041D}', 'H'),
    ('\u{041E}', 'O'),
    ('\u{0420}', 'P'),
    ('\u{0421}', 'C'),
    ('\u{0422}', 'T'),
    ('\u{0425}', 'X'),
    ('\u{0430}', 'a'),
    ('\u{0435}', 'e'),
    ('\u{043A}', 'k'),
    ('\u{043E}', 'o'),
    ('\u{0440}', 'p'),
    ('\u{0441}', 'c'),
    ('\u{0443}', 'y'),
    ('\u{0445}', 'x'),
    ('\u{0455}', 's'),
    ('\u{0456}', 'i'),
    ('\u{0458}', 'j'),
    ('\u{04BB}', 'h'),
    ('\u{0501}', 'd'),
    ('\u{051B}', 'q'),
    ('\u{051D}', 'w'),
];

/// The Latin letter that `character` looks like, or itself.
pub(super) fn latin(character: char) -> char {
    if !('\u{0370}'..='\u{052F}').contains(&character) {
        return character;
    }
    LOOKALIKES
        .binary_search_by_key(&character, |(other, _)| *other)
        .ok()
        .and_then(|at| LOOKALIKES.get(at))
        .map_or(character, |(_, latin)| *latin)
}

/// Whether a character has no shape of its own.
pub(super) fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}'
            | '\u{061C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// The elements that a page would render or run. `<a@b.example>` in a mail address is none of them.
static ELEMENTS: &[&str] = &[
    "a", "audio", "b", "base", "body", "br", "button", "details", "div", "embed", "form", "frame",
    "h1", "head", "hr", "html", "i", "iframe", "img", "input", "link", "marquee", "math", "meta",
    "object", "p", "script", "span", "style", "svg", "table", "template", "textarea", "title",
    "video",
];

/// Whether markup follows a `<`.
pub(super) fn is_tag(rest: &str) -> bool {
    let head = rest.get(..16.min(rest.len())).unwrap_or_else(|| {
        let end = (0..16).rev().find(|at| rest.is_char_boundary(*at));
        rest.get(..end.unwrap_or(0)).unwrap_or_default()
    });
    if head.starts_with("!--") || head.starts_with("![CDATA[") {
        return true;
    }
    let head = head.strip_prefix('/').unwrap_or(head);
    let end = head
        .find(|character: char| !character.is_ascii_alphanumeric())
        .unwrap_or(head.len());
    let (element, after) = head.split_at(end);
    let ends = after.starts_with(['>', '/', ' ', '\t', '\n', '\r', '\u{c}']);
    ends && ELEMENTS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(element))
}

/// `U+202E`.
pub(super) fn code_point(character: char) -> String {
    let mut out = String::from("U+");
    let code = u32::from(character);
    let digits = if code > 0xFFFFF {
        6
    } else if code > 0xFFFF {
        5
    } else {
        4
    };
    for place in (0..digits).rev() {
        let digit = (code >> (4 * place)) & 0xF;
        out.push(
            char::from_digit(digit, 16)
                .unwrap_or('0')
                .to_ascii_uppercase(),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_lookalikes_is_sorted() {
        assert!(LOOKALIKES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(latin('а'), 'a');
        assert_eq!(latin('Χ'), 'X');
        assert_eq!(latin('ж'), 'ж');
    }

    #[test]
    fn code_points_are_named_as_unicode_does() {
        assert_eq!(code_point('\0'), "U+0000");
        assert_eq!(code_point('\u{202E}'), "U+202E");
        assert_eq!(code_point('\u{E0041}'), "U+E0041");
        assert_eq!(code_point('\u{10FFFF}'), "U+10FFFF");
    }

    #[test]
    fn tags_are_told_from_other_angle_brackets() {
        for tag in ["script>", "IMG src=x", "/b>", "svg/onload=x", "!-- x"] {
            assert!(is_tag(tag), "{tag}");
        }
        for other in [
            "3",
            " b>",
            "a@b.example>",
            "bob>",
            "b",
            "",
            "éééééééééééé",
            "i",
        ] {
            assert!(!is_tag(other), "{other}");
        }
    }
}
