//! What holds for every paste: no panic, places inside the text, the way back exact, slices alike.

use claimlens_core::paste::{Finder, Found, MAX_ARTEFACT_BYTES, MAX_PASTE_BYTES, find};
use proptest::prelude::*;

const TOKEN: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";

fn in_slices(text: &str, bytes: usize) -> (Found, usize) {
    let mut finder = Finder::new(text);
    let mut steps = 1;
    while finder.step(bytes) {
        steps += 1;
    }
    (finder.finish(), steps)
}

/// Every span lies inside the text and on character boundaries; what is plain maps byte by byte.
fn check_places(text: &str) {
    let found = find(text);
    for (index, candidate) in found.iter().enumerate() {
        assert_eq!(candidate.map.len(), candidate.text.len(), "{text:?}");
        for (at, character) in candidate.text.char_indices() {
            let span = candidate.map.span(at, at + character.len_utf8());
            let source = text
                .get(span.start..span.end)
                .expect("inside, on boundaries");
            let plain = source.len() == character.len_utf8();
            assert!(
                !plain || source.contains(character),
                "{source:?} for {character:?} in {text:?}"
            );
            assert!(!source.is_empty());
        }
        for stripped in &candidate.stripped {
            assert!(
                text.get(stripped.span.start..stripped.span.end).is_some(),
                "{stripped:?} in {text:?}"
            );
        }
        assert!(candidate.parent.is_none_or(|parent| parent < index));
    }
    assert!(text.trim().is_empty() == found.is_empty(), "{text:?}");
}

/// Pieces that mean something to the finder.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~\n]{0,20}",
        prop::sample::select(vec![
            "{\"",
            "\":\"",
            "\\\"",
            "\"",
            "'",
            "`",
            "Bearer ",
            "Basic ",
            "Authorization: ",
            "access_token",
            "=",
            ":",
            "\n",
            "\r\n",
            "> ",
            " \\\n",
            "eyJ",
            "eyJhbGciOiJIUzI1NiJ9",
            ".",
            "..",
            "...",
            "~",
            "%2E",
            "%",
            "\\u002e",
            "\\",
            "\u{201c}",
            "\u{200b}",
            "curl ",
            "-u ",
            "a:b",
            "error=",
            "?",
            "&",
            "#",
            "SAMLResponse",
            "PHNhbWxwOlJlc3BvbnNl",
            "<saml:Assertion ",
            "urn:oasis:names:tc:SAML",
            ">",
            "</saml:Assertion>",
            "-----BEGIN X-----",
            "-----END ",
            "v4.local.",
            "biscuit:",
            "EqcBCj0KBWZpbGUx",
            "ghp_",
            "1//",
            "ya29.",
            "WWW-Authenticate: ",
            "realm=\"",
            "{\"kty\":\"EC\"}",
            "{\"error\":\"x\"}",
            "[",
            "]",
            "}",
            ",",
            "\u{e9}",
            "&quot;",
            "&#46;",
            "123456789:AA",
            TOKEN,
        ])
        .prop_map(str::to_owned),
        Just(TOKEN.to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_searched(text in any::<String>()) {
        check_places(&text);
    }

    #[test]
    fn any_mixture_is_searched(pieces in prop::collection::vec(piece(), 0..12)) {
        check_places(&pieces.concat());
    }

    #[test]
    fn slices_change_nothing(pieces in prop::collection::vec(piece(), 0..8), bytes in 1_usize..50) {
        let text = pieces.concat();
        let (whole, _) = in_slices(&text, usize::MAX);
        let (sliced, _) = in_slices(&text, bytes);
        prop_assert_eq!(whole, sliced);
    }

    #[test]
    fn any_escape_of_any_byte_is_undone(escapes in prop::collection::vec(0_usize..6, TOKEN.len())) {
        let mut text = String::new();
        for (byte, escape) in TOKEN.bytes().zip(escapes) {
            match escape {
                0 if byte == b'.' => text.push_str("%2E"),
                1 => text += &format!("%{byte:02x}"),
                2 => text += &format!("\\u{byte:04X}"),
                3 => text += &format!("%25{byte:02X}"),
                _ => text.push(char::from(byte)),
            }
        }
        // The first letters say that it is a token.
        let text = format!("\"ey{}\"", &text[text.len() - undone(&text, 2)..]);
        let found = find(&text);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&found[0].text, TOKEN);
        check_places(&text);
    }
}

/// How long the text is behind its first `count` logical letters.
fn undone(text: &str, count: usize) -> usize {
    let mut rest = text;
    for _ in 0..count {
        let len = match rest.as_bytes() {
            [b'%', b'2', b'5', ..] => 5,
            [b'%', ..] => 3,
            [b'\\', ..] => 6,
            _ => 1,
        };
        rest = &rest[len..];
    }
    rest.len()
}

#[test]
fn slices_are_bounded_and_the_whole_is_linear() {
    for text in [
        "lorem ipsum dolor sit amet ".repeat(4000),
        "{\"a\":[".repeat(20_000),
        "{\"a\":\"b\n".repeat(20_000),
        "eyJ".repeat(40_000),
        "eyJhbGciOiJIUzI1NiJ9\n".repeat(5_000),
        "e\n".repeat(50_000),
        "\"{\\\"a\\\":".repeat(10_000),
        "<samlp:Response ".repeat(6_000),
        "-----BEGIN X-----".repeat(6_000),
        "error=a&".repeat(10_000),
        "Bearer realm=\"".repeat(6_000),
        "PHNhbWxwOlJlc3BvbnNl\n".repeat(5_000),
    ] {
        let (_, steps) = in_slices(&text, 1000);
        let most = 2 * (text.len() / 1000 + 1) + 2;
        assert!(
            steps <= most,
            "{steps} steps for {} bytes of {}",
            text.len(),
            &text[..20]
        );
    }
}

#[test]
fn limits_are_said() {
    let many: Vec<String> = (0..600)
        .map(|n| TOKEN.replace("SflKxw", &format!("Sfl{n:03}")))
        .collect();
    let (found, _) = in_slices(&many.join("\n"), usize::MAX);
    assert_eq!(found.candidates.len(), 500);
    assert_eq!(found.findings[0].code, "paste.too_many");

    let long = " ".repeat(MAX_PASTE_BYTES) + TOKEN;
    let (found, _) = in_slices(&long, 1 << 20);
    assert!(found.candidates.is_empty());
    assert_eq!(found.findings[0].code, "paste.too_long");
    assert_eq!(found.inspected_bytes, MAX_PASTE_BYTES);

    let long = format!("{TOKEN}{}", "A".repeat(17 << 20));
    let (found, _) = in_slices(&long, 1 << 20);
    assert_eq!(found.findings[0].code, "paste.artefact_too_long");
    assert_eq!(found.candidates[0].text.len(), 16 << 20);
}

/// No step does more than a step's work: what is said in bytes is held here by counting steps, not time.
#[test]
fn a_hostile_token_of_short_lines_is_taken_in_slices_and_cut() {
    let lines = 700_000;
    let (found, steps) = in_slices(&"eyJh\n".repeat(lines), 64 * 1024);
    // Each line counts for more than its five bytes, because telling whether it belongs takes a look ahead.
    assert!(steps >= lines * 64 / (64 * 1024), "{steps} steps");
    let longest = found.candidates.iter().map(|found| found.text.len()).max();
    assert!(longest <= Some(MAX_ARTEFACT_BYTES / 64 * 4), "{longest:?}");
    assert!(
        found
            .findings
            .iter()
            .any(|f| f.code == "paste.artefact_too_long")
    );
}

#[test]
fn two_thousand_repeats_take_no_more_steps_than_their_bytes() {
    let text = format!("{TOKEN}\n").repeat(2_000);
    let (found, steps) = in_slices(&text, 64 * 1024);
    assert_eq!(found.candidates.len(), 1);
    assert!(steps <= 2 * (text.len() / (64 * 1024) + 2), "{steps} steps");
    let repeats = found.candidates.first().and_then(|one| one.stripped.last());
    assert_eq!(
        repeats.map(|said| said.what.as_str()),
        Some("1999 exact repeats")
    );
}
