//! Rules about what cannot be read as it should: base64url and JSON.

use claimlens_core::jose::base64url::encode;

use super::{ANY, Case, case, claims, headers, payload_segment};
use crate::support::Sample;

pub(super) fn encodings() -> Vec<Case> {
    // {"a":1} is seven bytes: ten characters, two bits unused in the last one.
    let strict = payload_segment("eyJhIjoxfQ");
    let segment = |code, text| case(code, payload_segment(text), strict.clone());
    vec![
        segment("encoding.padding", "eyJhIjoxfQ=="),
        case(
            "encoding.alphabet",
            payload_segment(&encode(r#"{"a":"????>>>>"}"#.as_bytes()).replace(['-', '_'], "/")),
            payload_segment(&encode(r#"{"a":"????>>>>"}"#.as_bytes())),
        ),
        segment("encoding.whitespace", "eyJhIj\noxfQ"),
        segment("encoding.stray", "eyJhIj!oxfQ"),
        segment("encoding.length", "eyJhIjoxfQAAA"),
        segment("encoding.unused_bits", "eyJhIjoxfR"),
    ]
}

pub(super) fn documents() -> Vec<Case> {
    let deep = |depth: usize| {
        let text = format!(r#"{{"a":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
        Sample::claims(&text)
    };
    let wide = |count: usize| Sample::claims(&format!(r#"{{"a":[{}0]}}"#, "0,".repeat(count)));
    let bytes = |bytes: &[u8]| payload_segment(&encode(bytes));
    vec![
        claims(
            "json.unexpected",
            ANY,
            r#"{"a":1 "b":2}"#,
            r#"{"a":1, "b":2}"#,
        ),
        claims("json.cut_off", ANY, r#"{"a":1"#, r#"{"a":1}"#),
        claims("json.unmatched", ANY, r#"{"a":1]}"#, r#"{"a":[1]}"#),
        claims("json.trailing", ANY, r#"{"a":1}{}"#, "{\"a\":1} \n"),
        claims("json.literal", ANY, r#"{"a":NaN}"#, r#"{"a":"NaN"}"#),
        claims("json.control", ANY, "{\"a\":\"x\ty\"}", r#"{"a":"x\ty"}"#),
        claims("json.escape", ANY, r#"{"a":"\x"}"#, r#"{"a":"\\x"}"#),
        claims(
            "json.surrogate",
            ANY,
            r#"{"a":"\ud83d"}"#,
            r#"{"a":"\ud83d\ude00"}"#,
        ),
        case(
            "json.utf8",
            bytes(b"{\"a\":\"\xFF\"}"),
            bytes("{\"a\":\"ÿ\"}".as_bytes()),
        ),
        case(
            "json.bom",
            Sample::raw("77u_e30.e30."),
            Sample::raw("e30.e30."),
        ),
        case("json.depth", deep(200), deep(100)),
        case("json.members", wide(100_001), wide(1_000)),
        headers(
            "header.duplicate",
            r#"{"alg":"ES256","alg":"none"}"#,
            r#"{"alg":"ES256","kid":"alg"}"#,
        ),
        claims(
            "claims.duplicate",
            ANY,
            r#"{"iss":"a","iss":"b"}"#,
            r#"{"iss":"a","b":{"iss":"b"}}"#,
        ),
        claims(
            "json.duplicate",
            ANY,
            r#"{"a":{"b":1,"b":2}}"#,
            r#"{"a":{"b":1},"b":2}"#,
        ),
    ]
}
