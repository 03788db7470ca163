//! The search for a secret: what it finds, how it ends, and how it is told how far it is.

mod support;

use claimlens_checker::Checker;
use serde_json::{Value, json};
use support::{ask, hs256, read};

fn list(count: usize) -> String {
    (0..count).map(|n| format!("candidate-{n}\n")).collect()
}

#[test]
fn a_search_ends_with_the_secret_or_without() {
    for (secret, list, tried, of, found) in [
        ("b", "a\nb\nc\n", 3, 4, json!("b")),
        ("c", "a\r\nb\r\n\r\nc", 4, 4, json!("c")),
        ("x", "a\nb\nc\n", 4, 4, Value::Null),
        ("x", "", 1, 1, Value::Null),
        // What a list cannot hold: no secret at all.
        ("", "a\nb\n", 1, 3, json!("")),
        (" ", "a\n \n", 3, 3, json!(" ")),
    ] {
        let answer = ask(&json!({"job": 8, "do": "search", "token": hs256(secret), "list": list}));
        let expected = json!({"job": 8, "done": true, "tried": tried, "of": of, "found": found, "stopped": false});
        assert_eq!(answer, expected, "{secret:?} in {list:?}");
    }
}

#[test]
fn what_has_no_hmac_is_not_searched_and_that_is_said() {
    let good = hs256("a");
    let cut = good.get(..good.len() - 2).expect("long");
    for token in [
        "",
        "a.b.c",
        cut,
        "eyJhbGciOiJub25lIn0.e30.",
        "eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
    ] {
        let answer = ask(&json!({"job": 8, "do": "search", "token": token, "list": "a"}));
        assert_eq!(answer["job"], 8, "{token}");
        assert_eq!(answer["done"], true, "{token}");
        let problem = answer["problem"].as_str().expect("a sentence");
        assert!(problem.contains("HS256"), "{problem}");
    }
}

#[test]
fn a_search_tells_how_far_it_is_and_stops_when_told() {
    let mut checker = Checker::default();
    let search = json!({"job": 8, "do": "search", "token": hs256("x"), "list": list(20_000)});
    assert_eq!(checker.take(search.to_string()), None);
    let mut before = 0;
    for _ in 0..3 {
        assert_eq!(checker.step(), None);
        let progress = read(&checker.progress().expect("busy"));
        assert_eq!(progress["job"], 8);
        assert_eq!(progress["of"], 20_001);
        let tried = progress["tried"].as_u64().expect("a number");
        // A step is short.
        assert!(
            tried > before && tried <= before + 2_000,
            "{before} {tried}"
        );
        before = tried;
    }
    // Another job's number stops nothing.
    assert_eq!(
        checker.take(json!({"job": 9, "do": "stop"}).to_string()),
        None
    );
    assert!(checker.is_busy());
    let stopped = checker.take(json!({"job": 8, "do": "stop"}).to_string());
    let expected = json!({"job": 8, "done": true, "tried": before, "of": 20_001, "found": null, "stopped": true});
    assert_eq!(read(&stopped.expect("an answer")), expected);
    assert!(!checker.is_busy());
    assert_eq!((checker.step(), checker.progress()), (None, None));
}

#[test]
fn a_check_does_not_wait_for_a_search() {
    let mut checker = Checker::default();
    let search = json!({"job": 1, "do": "search", "token": hs256("x"), "list": list(5_000)});
    assert_eq!(checker.take(search.to_string()), None);
    let check = json!({"job": 2, "do": "check", "keys": [{"text": "x"}], "tokens": [hs256("x")]});
    assert_eq!(checker.take(check.to_string()), None);
    let first = read(&checker.step().expect("one token is one step"));
    assert_eq!((&first["job"], &first["done"]), (&json!(2), &json!(true)));
    let mut last = None;
    while checker.is_busy() {
        last = checker.step();
    }
    assert_eq!(read(&last.expect("an answer"))["tried"], 5_001);
}
