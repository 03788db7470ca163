//! The reader in tables and properties. The JSON test suite is read in `tests/json_suite.rs`.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;
use crate::report::ValueKind;

/// The document as canonical text, with `?` for what could not be read.
fn shape(value: Value<'_, '_>) -> String {
    let list = |open: char, close: char| {
        let inner: Vec<String> = value
            .entries()
            .map(|entry| {
                if value.kind() == ValueKind::Object {
                    format!("{}={}", entry.name, shape(entry.value))
                } else {
                    shape(entry.value)
                }
            })
            .collect();
        format!("{open}{}{close}", inner.join(","))
    };
    match value.kind() {
        ValueKind::Object => list('{', '}'),
        ValueKind::Array => list('[', ']'),
        ValueKind::Missing => "?".to_string(),
        _ => value.raw_text().into_owned(),
    }
}

fn check(text: &str, expect: &str, faults: &[&str]) {
    let document = read(text.as_bytes(), Limits::DEFAULT);
    assert_eq!(
        document.root().map(shape).unwrap_or_default(),
        expect,
        "{text}"
    );
    let found: Vec<String> = document
        .faults
        .iter()
        .map(|f| format!("{}: {}", f.start, f.kind))
        .collect();
    assert_eq!(found, faults, "{text}");
}

#[test]
fn json_is_read_as_written() {
    check(
        r#"{"a":1,"b":[true,null,-1.50e+3],"c":{"d":"x"}}"#,
        r#"{a=1,b=[true,null,-1.50e+3],c={d="x"}}"#,
        &[],
    );
    check(" [ ] ", "[]", &[]);
    check("{}", "{}", &[]);
    check("12345678901234567890123", "12345678901234567890123", &[]);
}

#[test]
fn broken_json_is_read_as_far_as_it_goes() {
    check("", "", &["0: the text ends where a value was expected"]);
    check(
        r#"{"a":1"#,
        "{a=1}",
        &["6: the text ends where `}` was expected"],
    );
    check(
        r#"{"a":"x"#,
        r#"{a="x}"#,
        &[
            "5: the text ends where the closing quote of a string was expected",
            "7: the text ends where `}` was expected",
        ],
    );
    check(
        r#"{"a":1,}"#,
        "{a=1}",
        &["7: found `}`, expected a member's name"],
    );
    check("[1,]", "[1]", &["3: found `]`, expected a value"]);
    check("[1 2]", "[1,2]", &["3: found `2`, expected `,` or the end"]);
    check(
        "{a:1,'b':2}",
        "{a=1,'b'=2}",
        &[
            "1: found `a`, expected a name in double quotes",
            "5: found `'`, expected a name in double quotes",
        ],
    );
    check(
        r#"{"a" 1}"#,
        "{a=1}",
        &["5: found `1`, expected `:` after the name"],
    );
    check(r#"{"a":}"#, "{a=?}", &["5: found `}`, expected a value"]);
    check(
        r#"[{"a":[1}]"#,
        "[{a=[1]}]",
        &["8: found `}`, expected `]`"],
    );
    check(
        "[1]x",
        "[1]",
        &["3: something stands after the end of the value"],
    );
    check(
        "[01,NaN]",
        "[01,?]",
        &[
            "1: this is no JSON number, and not true, false or null",
            "4: this is no JSON number, and not true, false or null",
        ],
    );
    check(
        "\u{feff}{}",
        "{}",
        &["0: a byte order mark stands before the text"],
    );
    check(
        "]",
        "",
        &[
            "0: found `]`, expected a value",
            "0: `]` closes nothing",
            "1: the text ends where a value was expected",
        ],
    );
}

#[test]
fn duplicates_are_kept_and_marked() {
    let document = read(br#"{"a":1,"b":2,"\u0061":3}"#, Limits::DEFAULT);
    assert!(document.is_strict(), "RFC 8259 allows them");
    assert_eq!(document.duplicates.first(), Some(&(13..21)));
    assert_eq!(document.duplicates.len(), 1);
    let root = document.root().expect("a value");
    assert_eq!(
        root.get("a").and_then(|v| v.as_i64()),
        Some(3),
        "the last one, as most readers do"
    );
    let marks: Vec<bool> = root.entries().map(|entry| entry.duplicate).collect();
    assert_eq!(marks, [true, false, true]);
}

#[test]
fn limits_are_faults_and_the_rest_is_read() {
    let limits = Limits {
        depth: 2,
        members: 5,
    };
    let document = read(b"[[[1,2]],7]", limits);
    assert_eq!(document.root().map(shape).as_deref(), Some("[[[]],7]"));
    assert_eq!(
        document.faults.iter().map(|f| f.kind).collect::<Vec<_>>(),
        [FaultKind::TooDeep { limit: 2 }]
    );
    let document = read(b"[1,2,3,4,5,6,7,8]", limits);
    assert_eq!(document.root().map(shape).as_deref(), Some("[1,2,3,4,5]"));
    assert_eq!(
        document.faults.iter().map(|f| f.kind).collect::<Vec<_>>(),
        [FaultKind::TooManyMembers { limit: 5 }]
    );
}

#[test]
fn a_million_brackets_do_not_overflow_the_stack() {
    let text = "[".repeat(1_000_000);
    assert!(!read(text.as_bytes(), Limits::DEFAULT).is_strict());
}

#[test]
fn bytes_that_are_not_utf8_have_a_place() {
    let document = read(b"{\"a\":\"x\xFFy\"}", Limits::DEFAULT);
    assert_eq!(
        document.faults,
        [Fault {
            kind: FaultKind::NotUtf8,
            start: 7,
            end: 8
        }]
    );
    assert_eq!(
        document.root().and_then(|r| r.get_str("a")).as_deref(),
        Some("x\u{FFFD}y")
    );
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

/// The same value, built from ours.
fn to_serde(value: Value<'_, '_>) -> serde_json::Value {
    match value.kind() {
        ValueKind::Object => value
            .entries()
            .map(|e| (e.name.into_owned(), to_serde(e.value)))
            .collect(),
        ValueKind::Array => value.items().map(to_serde).collect(),
        ValueKind::String => value.as_str().unwrap_or_default().into(),
        _ => serde_json::from_slice(value.raw()).unwrap_or_default(),
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_with_ranges_inside(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let document = read(&bytes, Limits::DEFAULT);
        for fault in &document.faults {
            prop_assert!(fault.start <= fault.end && fault.start <= bytes.len());
        }
        let mut stack: Vec<_> = document.root().into_iter().collect();
        while let Some(value) = stack.pop() {
            prop_assert!(value.range().end <= bytes.len() && value.range().start <= value.range().end);
            stack.extend(value.entries().map(|entry| entry.value));
        }
    }

    #[test]
    fn json_like_text_is_judged_as_serde_judges_it(text in r#"[\[\]{}:,"a\\u0 1.e+-tnrulfs]{0,24}"#) {
        let ours = read(text.as_bytes(), Limits::DEFAULT);
        let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
        let surrogate = ours.faults.iter().any(|f| f.kind == FaultKind::LoneSurrogate);
        prop_assert!(surrogate || ours.is_strict() == theirs, "ours {:?}", ours.faults);
    }

    #[test]
    fn what_serde_writes_is_read_back(value in any_json(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        let text = text.expect("serialises");
        let document = read(text.as_bytes(), Limits::DEFAULT);
        prop_assert_eq!(&document.faults, &[]);
        prop_assert_eq!(document.root().map(to_serde), Some(value));
    }
}
