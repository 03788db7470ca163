//! Requests to check, and what is answered to them.

mod support;

use claimlens_checker::{Checker, answer};
use serde_json::{Value, json};
use support::{ask, hs256, read};

/// The case of `crates/verify/tests/data/signed.json` whose keys come in that form.
fn case(form: &str) -> Value {
    let data: Value =
        serde_json::from_str(include_str!("../../verify/tests/data/signed.json")).expect("JSON");
    let cases = data["cases"].as_array().expect("cases");
    let found = cases.iter().find(|case| case["keys"].get(form).is_some());
    found.expect("a case of that form").clone()
}

/// The JWK of a case.
fn jwk(case: &Value) -> Value {
    read(case["keys"]["jwk"].as_str().expect("text"))
}

#[test]
fn what_is_no_request_is_answered_with_its_number_if_it_has_one() {
    for (text, job) in [
        ("", Value::Null),
        ("{", Value::Null),
        ("[]", Value::Null),
        ("{}", Value::Null),
        (r#"{"job":"7","do":"check"}"#, Value::Null),
        (r#"{"job":7,"do":"check"},"#, Value::Null),
        (r#"{"job":7}"#, json!(7)),
        (r#"{"job":7,"do":"dance"}"#, json!(7)),
        (r#"{"job":7,"do":"check","now":"1"}"#, json!(7)),
        (r#"{"job":7,"do":"check","own_keys":1}"#, json!(7)),
        (r#"{"job":7,"do":"check","tokens":[1]}"#, json!(7)),
        (r#"{"job":7,"do":"search","list":["a"]}"#, json!(7)),
        (r#"{"job":7,"do":"check","keys":"hunter2"}"#, json!(7)),
        (
            r#"{"job":7,"do":"check","keys":[{"reading":"text"}]}"#,
            json!(7),
        ),
        (
            r#"{"job":7,"do":"check","keys":[{"text":"hunter2","reading":"rot13"}]}"#,
            json!(7),
        ),
    ] {
        let answer = read(&answer(text));
        assert_eq!(
            (&answer["job"], &answer["done"]),
            (&job, &json!(true)),
            "{text}"
        );
        let problem = answer["problem"].as_str().expect("a sentence");
        assert!(
            problem.starts_with("The request could not be read: "),
            "{problem}"
        );
        assert!(!problem.contains("hunter2"), "{problem}");
    }
}

#[test]
fn without_keys_every_token_says_what_it_needs() {
    let answer = ask(&json!({"job": 7, "do": "check", "tokens": [hs256("a"), "no token"]}));
    assert_eq!(answer["job"], 7);
    assert_eq!(answer["done"], true);
    for member in ["sources", "keys", "verifies", "decrypts"] {
        assert_eq!(answer[member], json!([]), "{member}");
    }
    assert_eq!(answer["more"], 0);
    assert_eq!(answer["tokens"][0]["crypto"], "not_checked");
    assert_eq!(answer["tokens"][0]["reasons"][0]["code"], "no_key");
    assert_eq!(answer["tokens"][1]["crypto"], "invalid");
    // And without tokens there is an answer all the same: it says what the keys are.
    let answer = ask(&json!({"job": 7, "do": "check", "keys": [{"text": "a"}]}));
    assert_eq!(answer["keys"][0]["what"], "shared secret, 1 bytes");
    assert_eq!(answer["tokens"], json!([]));
    assert_eq!(answer["verifies"], json!([[]]));
}

#[test]
fn of_several_keys_and_tokens_it_is_told_which_verifies_which() {
    let rsa = case("pkcs1 pem");
    let signed = rsa["tokens"][0].as_str().expect("a token");
    let set = json!({"keys": [jwk(&rsa), {"kty": "oct", "k": "Yg"}]});
    let keys = [
        json!({"text": "a"}),
        json!({"text": set.to_string()}),
        json!({"text": "62", "reading": "hex"}),
        json!({"text": "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"}),
    ];
    let answer = ask(&json!({
        "job": 7, "do": "check", "now": 1_700_000_000, "keys": keys,
        "tokens": [hs256("a"), signed, hs256("b"), hs256("c"), format!("{signed} ")],
    }));
    let source = |n: usize| {
        (
            answer["sources"][n]["keys"].clone(),
            answer["sources"][n]["count"].clone(),
        )
    };
    assert_eq!(source(0), (json!([0]), json!(1)));
    assert_eq!(source(1), (json!([1, 2]), json!(2)));
    assert_eq!(source(2), (json!([3]), json!(1)));
    assert_eq!(source(3), (json!([4]), json!(1)));
    let codes = |n: usize| -> Vec<&str> {
        let findings = answer["sources"][n]["findings"].as_array().expect("a list");
        findings
            .iter()
            .filter_map(|finding| finding["code"].as_str())
            .collect()
    };
    assert!(codes(0).is_empty());
    assert!(codes(1).contains(&"key.set.mixed"), "{:?}", codes(1));
    assert!(codes(3).contains(&"key.unreadable"), "{:?}", codes(3));
    // The same secret in two forms does the same.
    assert_eq!(answer["verifies"], json!([[0], [1, 4], [2], [2], []]));
    let crypto: Vec<&str> = (0..5)
        .filter_map(|n| answer["tokens"][n]["crypto"].as_str())
        .collect();
    assert_eq!(crypto, ["valid", "valid", "valid", "invalid", "valid"]);
    // What is said of the keys is said once, with their source.
    for token in answer["tokens"].as_array().expect("a list") {
        assert_eq!(token["keys"], json!([]));
        assert_eq!(token["findings"], json!([]), "{token}");
    }
}

#[test]
fn a_key_is_described_and_nothing_of_a_secret_is_told() {
    let rsa = case("pkcs1 pem");
    let certificate = rsa["keys"]["certificate pem"].as_str().expect("a form");
    let answer = ask(
        &json!({"job": 7, "do": "check", "now": 99_999_999_999_i64, "keys": [
        {"text": certificate},
        {"text": rsa["keys"]["pkcs8 pem"]},
        {"text": r#"{"kty":"oct","k":"aHVudGVyMg","kid":"k1","alg":"HS256","use":"sig"}"#},
        {"text": "hunter2"},
    ], "tokens": []}),
    );
    let key = |n: usize| &answer["keys"][n];
    assert_eq!(key(0)["form"], "X.509 certificate");
    assert!(
        key(0)["certificate"]["subject"]
            .as_str()
            .is_some_and(|name| name.contains("CN="))
    );
    assert!(key(0)["certificate"]["not_after"].is_i64());
    assert_eq!(
        answer["sources"][0]["findings"][0]["code"],
        "key.certificate.dates"
    );
    assert_eq!(
        (&key(1)["private"], &key(1)["secret"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(key(1)["thumbprint"], key(0)["thumbprint"]);
    assert_eq!(key(1)["certificate"], Value::Null);
    for (member, value) in [
        ("kid", "k1"),
        ("alg", "HS256"),
        ("use", "sig"),
        ("form", "JWK"),
    ] {
        assert_eq!(key(2)[member], value);
    }
    for n in [2, 3] {
        assert_eq!(
            (&key(n)["secret"], &key(n)["thumbprint"]),
            (&json!(true), &Value::Null)
        );
    }
    let text = answer.to_string();
    assert!(!text.contains("hunter2") && !text.contains("aHVudGVyMg"));
}

#[test]
fn what_comes_beside_a_token_is_taken_to_it() {
    let token = hs256("a");
    let mut parts = token.split('.');
    let (header, payload, signature) = (parts.next(), parts.next(), parts.next());
    let detached = format!("{}..{}", header.expect("one"), signature.expect("three"));
    assert!(payload.is_some());
    let request = |payload: Option<&str>| {
        ask(
            &json!({"job": 7, "do": "check", "keys": [{"text": "a"}], "tokens": [detached], "payload": payload}),
        )
    };
    assert_eq!(request(None)["tokens"][0]["crypto"], "invalid");
    assert_eq!(
        request(Some(r#"{"sub":"a"}"#))["tokens"][0]["crypto"],
        "valid"
    );
}

#[test]
fn ten_thousand_keys_give_an_answer_of_a_bounded_size() {
    let rsa = case("pkcs1 pem");
    let key = |n: usize| json!({"kty": "oct", "k": format!("{n:06}"), "kid": format!("name-{n}")});
    let mut keys: Vec<Value> = (0..10_000).map(key).collect();
    keys.push(jwk(&rsa));
    let set = json!({"keys": keys}).to_string();
    let text = answer(&json!({
        "job": 7, "do": "check", "keys": [{"text": set}], "tokens": [rsa["tokens"][0], hs256("no such")],
    }).to_string());
    assert!(text.len() < 100_000, "{}", text.len());
    let answer = read(&text);
    // The first hundred, and the one that did something.
    assert_eq!(answer["keys"].as_array().map(Vec::len), Some(101));
    assert_eq!(answer["keys"][100]["index"], 10_000);
    assert_eq!(answer["more"], 9_900);
    assert_eq!(answer["sources"][0]["count"], 10_001);
    assert_eq!(
        answer["sources"][0]["keys"].as_array().map(Vec::len),
        Some(101)
    );
    assert_eq!(answer["verifies"].as_array().map(Vec::len), Some(101));
    assert_eq!(answer["verifies"][100], json!([0]));
    assert_eq!(answer["tokens"][1]["crypto"], "invalid");
}

#[test]
fn a_check_of_many_tokens_tells_how_far_it_is() {
    let mut checker = Checker::default();
    let tokens: Vec<String> = (0..3).map(|n| hs256(&n.to_string())).collect();
    let request = json!({"job": 7, "do": "check", "keys": [{"text": "1"}], "tokens": tokens});
    assert_eq!(checker.take(request.to_string()), None);
    assert_eq!(checker.step(), None);
    assert_eq!(
        read(&checker.progress().expect("busy")),
        json!({"job": 7, "tried": 1, "of": 3})
    );
    let stopped = checker
        .take(json!({"job": 7, "do": "stop"}).to_string())
        .expect("an answer");
    let expected =
        json!({"job": 7, "done": true, "tried": 1, "of": 3, "found": null, "stopped": true});
    assert_eq!(read(&stopped), expected);
}
