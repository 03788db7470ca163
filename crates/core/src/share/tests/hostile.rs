//! Links that somebody made by hand.

use super::super::{MOST, read};
use super::{json, link, received, sent, taken, token};
use proptest::prelude::*;
use std::format;
use std::string::{String, ToString as _};

/// What is said of a link.
fn refused(link: &str) -> String {
    match read(link) {
        Err(fault) => {
            assert!(
                !fault.found.is_empty() && !fault.expected.is_empty() && !fault.todo.is_empty(),
                "{fault:?}"
            );
            fault.message()
        }
        Ok(taken) => panic!("{link} was taken: {taken:?}"),
    }
}

#[test]
fn what_is_no_link_of_this_version_is_refused() {
    for (fragment, words) in [
        ("", "no link to a report or a policy"),
        ("#", "no link to a report or a policy"),
        ("#reference/regions", "no link to a report or a policy"),
        ("#share/2/e30", "version 2"),
        ("#share/1", "version 1 of the link's form"),
        ("#share//e30", "version"),
        ("#policy/0/e30", "version 0"),
        ("#policy/\u{202e}/e30", "version \u{fffd}"),
        ("#share/1/", "found"),
        ("#share/1/e30=", "padding"),
        ("#share/1/e3 0", "white space"),
        ("#share/1/e30?x=1", "`?`"),
        ("#share/1/ew", "ends where"),
        ("#share/1/e31", "unused bits"),
        ("#share/1//w", "`+` or `/`"),
        ("#share/1/gA", "no text"),
        ("#share/1/e30", "found nothing; expected a member made"),
        ("#share/1/W10", "found a list; expected an object"),
        ("#policy/1/W10", "found a list; expected an object"),
    ] {
        let message = refused(fragment);
        assert!(message.contains(words), "{fragment}: {message}");
    }
    assert!(refused(&format!("#share/1/{}", "A".repeat(MOST))).contains("at most 16000"));
    assert!(refused(&format!("#policy/1/{}", "A".repeat(10_000_000))).contains("at most 16000"));
}

/// A good link's JSON with something replaced.
fn changed(from: &str, to: &str) -> String {
    let json = json(&sent(&taken(
        &token(r#"{"iss":"https://as.example","exp":"x"}"#),
        &[],
    )));
    assert!(json.contains(from), "{from} is not in {json}");
    json.replacen(from, to, 1)
}

#[test]
fn unknown_members_wrong_types_and_hidden_characters_are_refused() {
    let long = "x".repeat(201);
    for (from, to, words) in [
        ("\"made\":", "\"extra\":1,\"made\":", "a member extra"),
        (
            "\"made\":1700000060",
            "\"made\":\"now\"",
            "At made: found a text; expected a whole number",
        ),
        (
            "\"made\":1700000060",
            "\"made\":1.7e9",
            "expected a whole number",
        ),
        (
            "\"made\":1700000060",
            "\"made\":999999999999",
            "a year up to 9999",
        ),
        (
            "\"made\":1700000060",
            "\"made\":1700000060,\"made\":1700000060",
            "written in another way",
        ),
        ("\"primary\":0", "\"primary\":7", "At primary: found 7"),
        ("\"primary\":0", "\"primary\":-1", "from 0 on"),
        ("\"kind\":\"jwt\"", "\"kind\":\"JWT\"", "jws_json"),
        (
            "\"kind\":\"jwt\"",
            "\"kind\":\"jwt\",\"parent\":0",
            "At artefacts[0].parent",
        ),
        (
            "\"not_checked\"",
            "\"verified\"",
            "At artefacts[0].signature[0]: found verified",
        ),
        (
            "\"not_checked\"",
            "\"not_checked\",\"Verified\"",
            "a list of 2",
        ),
        ("\"title\":\"", "\"title\":\"\u{202e}", "U+202E"),
        ("\"title\":\"", "\"title\":\"\\u202e", "U+202E"),
        ("\"title\":\"", "\"title\":\"\\u0000", "U+0000"),
        ("\"title\":\"", "\"title\":\"\\n", "U+000A"),
        ("\"title\":\"", "\"title\":\"\u{e0041}", "U+E0041"),
        (
            "\"title\":\"",
            "\"title\":\"e\u{301}\u{301}\u{301}\u{301}",
            "U+0301",
        ),
        (
            "\"title\":\"",
            &format!("\"title\":\"{long}"),
            "at most 200",
        ),
        (
            "\"by\":\"0.1.0\"",
            "\"by\":[\"0.1.0\"]",
            "At by: found a list; expected a text",
        ),
        ("\"title\":", "\"Title\":", "a member Title"),
        (
            "\"error\",\"",
            "\"fatal\",\"",
            "error, warning, advice, info",
        ),
        ("\"claims.time.text\"", "\"<script>\"", "a rule's code"),
        ("\"secret\"]", "\"secrets\"]", "one_time"),
        (
            "\"masked\":[[0,",
            "\"masked\":[[9,",
            "At masked[0]: found 9",
        ),
        (
            "\"by\":\"0.1.0\"",
            "\"by\":\"0.1.0\" ",
            "written in another way",
        ),
        (
            "\"by\":\"0.1.0\"",
            "\"by\":\"\\u0030.1.0\"",
            "written in another way",
        ),
        ("{\"made\"", " {\"made\"", "written in another way"),
        (
            "\"by\":\"0.1.0\"",
            "\"by\":\"0.1.0\",\"left_out\":[\"all\"]",
            "At left_out[0]: found all",
        ),
        (
            "\"by\":\"0.1.0\"",
            "\"by\":\"eyJhbGciOiJub25lIn0.e30.\"",
            "looks like a token",
        ),
        (
            "\"https://as.example\"",
            "\"ghp_0123456789abcdefghijABCDEFGHIJ012345\"",
            "looks like a token or a key of a vendor",
        ),
    ] {
        let message = refused(&link(&changed(from, to)));
        assert!(message.contains(words), "{from} -> {to}: {message}");
    }
}

#[test]
fn nesting_and_numbers_of_entries_have_limits() {
    let deep = format!("{}{}", "[".repeat(3000), "]".repeat(3000));
    assert!(
        refused(&link(&changed(
            "\"made\":1700000060",
            &format!("\"made\":{deep}")
        )))
        .contains("nested deeper")
    );
    let steps = format!("\"next\":[{}]", std::vec!["\"a\""; 6].join(","));
    let one = format!("\"next\":[{}]", std::vec!["\"a\""; 5].join(","));
    let with = |steps: &str| {
        let json = json(&sent(&taken("hello", &[super::Section::NextSteps])));
        link(&json.replacen("\"claims\":", &format!("{steps},\"claims\":"), 1))
    };
    assert!(refused(&with(&steps)).contains("at most 5"));
    assert_eq!(received(&with(&one)).artefacts[0].next_steps.len(), 5);
}

#[test]
fn the_sender_does_not_say_what_to_do() {
    let report = received(&link(&changed("\"claims.time.text\"", "\"no.such.rule\"")));
    let finding = report.artefacts[0]
        .findings
        .iter()
        .find(|f| f.code == "no.such.rule")
        .expect("the finding");
    assert_eq!((finding.help, finding.reference), ("", ""));
    let known = report.artefacts[0]
        .findings
        .iter()
        .find(|f| f.code != "no.such.rule")
        .expect("another");
    assert!(!known.help.is_empty() && !known.reference.is_empty());
}

proptest! {
    #[test]
    fn any_fragment_is_read_or_refused(text in "\\PC{0,200}", json in "[{}\\[\\]\",:a-z0-9]{0,80}") {
        let _ = read(&text);
        let _ = read(&format!("#share/1/{text}"));
        let _ = read(&link(&json));
        let _ = read(&format!("#policy/1/{}", crate::jose::base64url::encode(json.as_bytes())));
    }

    #[test]
    fn a_link_that_was_changed_anywhere_is_refused_or_another_good_one(at in any::<prop::sample::Index>(), c in "[A-Za-z0-9_-]") {
        let good = sent(&taken(&token(r#"{"iss":"https://as.example","exp":1}"#), &[]));
        let at = 9 + at.index(good.len() - 9);
        let mut bad = good.to_string();
        bad.replace_range(at..=at, &c);
        if let Ok(super::Received::Report(report)) = read(&bad) {
            prop_assert_eq!(sent(&report), bad);
        }
    }
}
