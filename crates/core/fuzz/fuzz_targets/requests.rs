//! Answers to the calls of the request page, and what is made of them: read, asked again, kept, shown.
#![no_main]

use claimlens_core::requests::{
    Answer, Ask, Baseline, Retry, Secret, answer_text, baseline_from_json, baseline_to_json, check, exchange,
    needs, read_companion, read_me, read_organization, read_real, read_subject, read_timeout, read_token,
    read_user, refusal,
};
use libfuzzer_sys::fuzz_target;

const ID: &str = "0a1b2c3d-1111-2222-3333-444455556666";
const SECRET: &str = "Zk3vQ9sT1mB7xY2cW8nR4pL6dF0hJ5gK3aE1uI9oV7q";

fuzz_target!(|input: (u16, &str, &str)| {
    let (status, header, body) = input;
    let headers = ["content-type", "retry-after", "inin-ratelimit-reset"];
    let headers = headers.map(|name| (name.to_owned(), header.to_owned()));
    let answer = Answer::new(status, headers.to_vec(), body);
    let secret = Secret::new(SECRET);
    let token = Ask::token("mypurecloud.ie", ID, &secret).plan(0).unwrap();
    let mut kept = Baseline::new("mypurecloud.ie", ID, 0);
    kept.note_token(read_token(&token, &answer).as_ref().map_err(|refused| &**refused));
    _ = read_companion(&answer);
    _ = check(header, &Secret::new(body));
    for call in ["tokens-me", "authorization-subject", "organizations-me", "tokens-timeout", "users-me", "users"] {
        let planned = Ask::api(call, "mypurecloud.ie", &secret).with_id(ID).plan(0).unwrap();
        kept.note_me(read_me(&planned, &answer).as_ref().map_err(|refused| &**refused));
        if let Ok(subject) = read_subject(&planned, &answer) {
            kept.note_subject(&subject);
            _ = needs(header, Some(body), &subject.permissions, None);
        }
        _ = (read_organization(&planned, &answer), read_timeout(&planned, &answer), read_user(&planned, &answer));
        kept.note_read(&read_real(&planned, &answer));
        _ = Retry::default().next(&planned, &answer, 1, 0, 0);
        for shown in [
            exchange(&planned, &answer),
            answer_text(&planned, &answer),
            format!("{:?}", refusal(&planned, &answer)),
        ] {
            assert!(!shown.contains(SECRET), "{shown}");
        }
    }
    let text = baseline_to_json(&[kept.clone()]);
    assert!(!text.contains(SECRET), "{text}");
    assert_eq!(baseline_from_json(&text).unwrap(), [kept]);
    _ = baseline_from_json(body);
});
