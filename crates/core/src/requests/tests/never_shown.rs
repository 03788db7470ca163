//! Secrets are in nothing that is shown, copied, kept or logged.

use std::format;

use proptest::prelude::*;

use super::*;

/// Looks for secrets, plain and as they are encoded.
fn free_of(text: &str, secrets: &[&str]) -> bool {
    secrets.iter().all(|secret| {
        let encoded = crate::basic::build(ID, secret).header;
        let encoded = encoded.strip_prefix("Basic ").unwrap_or_default();
        !text.contains(secret) && !text.contains(encoded)
    })
}

/// All that can be shown of a whole round with this secret and this token.
fn everything(secret: &str, token: &str) -> String {
    let mut out = String::new();
    let mut add = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    let typed = Secret::new(secret);
    let bearer = Secret::new(token);
    let token_call = Ask::token(REGION, ID, &typed);
    add(format!("{token_call:?} {typed:?} {}", typed.masked()));
    add(format!("{:?}", check(ID, &typed)));
    add(format!(
        "{:?}",
        check(&format!("{ID} "), &Secret::new(format!("{secret}\n")))
    ));
    let planned = token_call.plan(NOW).unwrap();
    let me = Ask::api("tokens-me", REGION, &bearer).plan(NOW).unwrap();
    for planned in [&planned, &me] {
        add(format!("{planned:?}"));
        add(planned.shown());
        add(planned.shown_to_companion("http://127.0.0.1:8080"));
        add(planned.curl().unwrap());
        add(planned.curl_through("http://127.0.0.1:8080"));
        for header in &planned.headers {
            add(format!("{header:?} {}", header.shown));
        }
    }
    let body = format!(
        r#"{{"access_token":"{token}","token_type":"bearer","expires_in":86399,"refresh_token":"{secret}"}}"#
    );
    let given = answer(200, &body);
    let read = read_token(&planned, &given).unwrap();
    add(format!("{given:?} {read:?}"));
    // A token where an error belongs, and an error that repeats all it was sent.
    add(format!("{:?}", read_me(&me, &given)));
    add(exchange(&planned, &given));
    add(exchange(&me, &given));
    for (planned, value) in [(&planned, secret), (&me, token)] {
        let error = format!(
            r#"{{"error":"{value}","description":"{value}","message":"x {value} y","code":"{value}"}}"#
        );
        for status in [200, 400, 401, 403, 500] {
            let answer = with(
                status,
                &[
                    ("content-type", "application/json"),
                    ("inin-ratelimit-reset", value),
                ],
                &error,
            );
            let refused = refusal(planned, &answer);
            add(format!("{refused:?}"));
            let mut baseline = Baseline::new(REGION, ID, NOW);
            baseline.note_token(Err(&refused));
            baseline.note_me(Err(&refused));
            baseline.note_read(&read_real(planned, &answer));
            add(format!(
                "{baseline:?} {} {:?}",
                baseline_to_json(&[baseline.clone()]),
                baseline.evidence()
            ));
            add(format!(
                "{:?}",
                Retry::default().next(planned, &answer, 1, NOW, 0)
            ));
        }
    }
    let mut store = TokenStore::new();
    store.keep(REGION, ID, &typed, &read, NOW);
    add(format!(
        "{store:?} {:?}",
        store.reuse(REGION, ID, &typed, NOW)
    ));
    let mut baseline = Baseline::new(REGION, ID, NOW);
    baseline.note_token(Ok(&read));
    let found = read_me(&me, &me_answer()).unwrap();
    baseline.note_me(Ok(&found));
    add(format!(
        "{baseline:?} {} {:?}",
        baseline_to_json(&[baseline.clone()]),
        baseline.evidence()
    ));
    out
}

#[test]
fn no_secret_is_in_anything_that_is_shown() {
    let out = everything(SECRET, TOKEN);
    assert!(free_of(&out, &[SECRET, TOKEN]), "{out}");
}

#[test]
fn a_file_with_secrets_in_it_is_masked_as_it_is_read() {
    let mut text = baseline_to_json(&[Baseline::new(REGION, ID, NOW)]);
    text = text.replace(
        "\"clientName\": \"\"",
        &format!("\"clientName\": \"{TOKEN}\""),
    );
    text = text.replace(
        "\"permissions\": []",
        &format!("\"permissions\": [\"{SECRET}\"]"),
    );
    assert!(text.contains(TOKEN) && text.contains(SECRET));
    let read = baseline_from_json(&text).unwrap();
    let out = format!("{read:?} {}", baseline_to_json(&read));
    assert!(free_of(&out, &[SECRET, TOKEN]), "{out}");
}

proptest! {
    /// With any secret and token of the forms there are.
    #[test]
    fn none_of_that_form_is(secret in "[A-Za-z0-9_-]{43}", token in "[A-Za-z0-9_-]{70,100}") {
        let out = everything(&secret, &token);
        prop_assert!(free_of(&out, &[&secret, &token]), "{}", out);
    }
}
