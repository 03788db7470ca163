//! Headers made and read back, and everything that goes wrong with them.

use super::*;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::format;

const ID: &str = "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c01";
const SECRET: &str = "c2VydmljZS1zZWNyZXQtZm9yLXRlc3RzLW9ubHktMDE";

fn header(pair: &str) -> String {
    format!("Basic {}", STANDARD.encode(pair))
}

#[test]
fn a_good_pair_makes_the_header_that_everybody_makes() {
    let built = build(ID, SECRET);
    assert_eq!(built.header, header(&format!("{ID}:{SECRET}")));
    assert_eq!(built.warnings, []);
    let read = read(&built.header).unwrap();
    assert_eq!(read.client_id, ID);
    assert_eq!(read.secret_characters, SECRET.len());
    assert_eq!(read.warnings, []);
}

#[test]
fn every_length_is_encoded_as_the_peer_does() {
    for length in 0..70 {
        let secret: String = "ab~\u{7f}ü7?".chars().cycle().take(length).collect();
        assert_eq!(build("x", &secret).header, header(&format!("x:{secret}")));
    }
}

#[test]
fn what_is_odd_about_id_and_secret_is_said() {
    use Warning::*;
    let other = "9a5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c01";
    let pair = format!("{ID}:{SECRET}");
    let newline = format!("{SECRET}\n");
    let spaced = format!(" {SECRET}");
    let quoted = format!("\"{SECRET}\"");
    let curly = format!("\u{201c}{SECRET}\u{201d}");
    let hidden = format!("{SECRET}\u{200b}");
    let colon = format!("{ID}:x");
    let id_space = format!("{ID} ");
    let table: &[(&str, &str, &[Warning])] = &[
        ("", SECRET, &[NoId]),
        (ID, "", &[NoSecret]),
        (ID, "\n", &[NoSecret, SecretNewline]),
        ("my client", SECRET, &[IdNotUuid, IdSpace]),
        (&colon, SECRET, &[IdNotUuid, IdColon]),
        (&id_space, SECRET, &[IdSpace]),
        (ID, &newline, &[SecretNewline]),
        (ID, &spaced, &[SecretSpace]),
        (ID, &quoted, &[Quoted]),
        (ID, &curly, &[NotAscii, Quoted]),
        (ID, &hidden, &[Control, NotAscii]),
        (ID, "a%2Bb", &[PercentEscape]),
        (ID, "100%", &[]),
        (SECRET, ID, &[IdNotUuid, Swapped]),
        (other, ID, &[]),
        (ID, &pair, &[SecretIsPair]),
    ];
    for (id, secret, expected) in table {
        let built = build(id, secret);
        assert_eq!(built.warnings, *expected, "{id:?} {secret:?}");
        if !id.contains(':') {
            let read = read(&built.header).unwrap();
            assert_eq!(read.warnings, *expected, "read back: {id:?} {secret:?}");
        }
    }
}

#[test]
fn a_header_is_read_in_every_wrapper() {
    let encoded = STANDARD.encode(format!("{ID}:{SECRET}"));
    let wrapped = format!("{}\n{}", &encoded[..76], &encoded[76..]);
    for (text, expected) in [
        (format!("Basic {encoded}"), &[][..]),
        (format!("basic   {encoded}\r\n"), &[]),
        (format!("Authorization: Basic {encoded}"), &[]),
        (format!("'authorization: Basic {encoded}'"), &[]),
        (encoded.clone(), &[Warning::NoScheme]),
        (format!("Basic {wrapped}"), &[Warning::Wrapped]),
        (wrapped.clone(), &[Warning::Wrapped, Warning::NoScheme]),
    ] {
        let read = read(&text).unwrap_or_else(|why| panic!("{text:?}: {why:?}"));
        assert_eq!(read.client_id, ID, "{text:?}");
        assert_eq!(read.warnings, expected, "{text:?}");
    }
}

#[test]
fn padding_and_alphabet_are_looked_at() {
    let read_warnings = |text: &str| read(text).unwrap().warnings;
    let unpadded = header(&format!("{ID}:abc"));
    assert!(unpadded.ends_with('='));
    let found = read_warnings(unpadded.trim_end_matches('='));
    assert_eq!(found, [Warning::NoPadding]);
    let plus = header(&format!("{ID}:>>>???"));
    assert!(plus.contains(['+', '/']));
    let found = read_warnings(&plus.replace('+', "-").replace('/', "_"));
    assert_eq!(found, [Warning::UrlAlphabet]);
}

#[test]
fn what_is_no_header_says_why() {
    for (text, expected) in [
        ("", Unreadable::Size),
        ("   \n", Unreadable::Size),
        ("Bearer abcdef", Unreadable::OtherScheme),
        ("Authorization: Bearer abcdef", Unreadable::OtherScheme),
        ("Basic !!!", Unreadable::NotBase64),
        ("Basic aWQ", Unreadable::NoColon),
        ("Basic //79", Unreadable::NotText),
    ] {
        assert_eq!(read(text), Err(expected), "{text:?}");
        assert!(expected.text().ends_with('.'));
    }
    assert_eq!(read(&"a".repeat(LIMIT + 1)), Err(Unreadable::Size));
}

#[test]
fn the_secret_is_in_nothing_that_is_printed() {
    let built = build(ID, SECRET);
    let read = read(&built.header).unwrap();
    let printed = format!("{built:?} {read:?}");
    assert!(!printed.contains(SECRET));
    assert!(!printed.contains(built.header.trim_start_matches("Basic ")));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in ".{0,200}") {
        let _ = read(&text);
    }

    #[test]
    fn any_pair_comes_back(id in "[^:]{0,40}", secret in ".{0,60}") {
        let read = read(&build(&id, &secret).header).unwrap();
        proptest::prop_assert_eq!(read.client_id, id);
        proptest::prop_assert_eq!(read.secret_characters, secret.chars().count());
    }
}
