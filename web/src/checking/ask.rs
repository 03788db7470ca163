//! Asking the checker, and what it answers.

use claimlens_core::json_out::Json;
use claimlens_core::requests::Secret;
use claimlens_core::site_config::Feature;

use super::checked::OUTCOME;
use super::discovery;
use super::given::Reading;
use super::room::{Room, Stage, Topic, change, look, page, tell, write};
use super::{overlay, search, tokens};
use crate::house;
use crate::platform::checker::{self, Answer};
use crate::platform::{clock, dom};
use crate::state;
use crate::view_model::outcome::{Reply, reply};

/// How long a pause in the typing is, in milliseconds.
const PAUSE: i32 = 150;

/// After how many milliseconds a check is long enough to say so.
const LONG: i32 = 100;

/// Notes that something has changed: it is checked when the typing pauses.
pub(super) fn soon() {
    let job = write(|room| {
        room.job = room.next_job();
        room.stage = Stage::Due;
        // Whoever types goes on typing.
        room.is_led = false;
        room.job
    });
    tell(Topic::Answered);
    clock::later(PAUSE, move || {
        if look(|room| room.job == job && room.stage == Stage::Due) {
            now();
        }
    });
}

/// Takes the tokens of the report that is shown: what was checked of others is not theirs.
pub(super) fn renew() {
    let (tokens, beyond) = page().read(|data| {
        let report = data.report.as_ref();
        report.map_or((Vec::new(), false), |report| {
            tokens::of_report(report, data.pasted.text())
        })
    });
    // With decryption switched off the checker never gets anything encrypted.
    let tokens = if house::is_off(Feature::Decryption) {
        tokens::signed(tokens)
    } else {
        tokens
    };
    write(|room| {
        room.tokens = tokens;
        room.beyond = beyond;
    });
}

/// Checks now.
pub(super) fn now() {
    let page = page();
    let running = look(|room| {
        let running = matches!(room.stage, Stage::Asked | Stage::Late(..));
        running.then_some(room.job)
    });
    if let Some(job) = running {
        checker::post(&stop(job));
    }
    renew();
    let moment = clock::now();
    let request = write(|room| {
        room.job = room.next_job();
        room.failed.clear();
        if !room.is_asked() {
            room.stage = Stage::Rest;
            room.checked = None;
            room.about.clear();
            room.sent.clear();
            return None;
        }
        room.stage = Stage::Asked;
        Some((room.job, request(room, moment)))
    });
    tell(Topic::Answered);
    let Some((job, request)) = request else {
        page.tell(state::Topic::Judged);
        return;
    };
    checker::post(request.expose());
    clock::later(LONG, move || {
        let late = look(|room| room.job == job && room.stage == Stage::Asked);
        if late {
            change(Topic::Answered, |room| room.stage = Stage::Late(0, 0));
        }
    });
}

/// Stops a check that takes long, with the worker that is at it.
pub(super) fn cancel() {
    checker::end();
    change(Topic::Answered, |room| {
        room.stage = Stage::Stopped;
        room.checked = None;
        room.about.clear();
        room.search = search::Search::default();
    });
    tell(Topic::Searched);
    page().tell(state::Topic::Judged);
    page().say("The check was stopped.");
}

/// What is asked. Notes what the answer will be about.
fn request(room: &mut Room, now: i64) -> Secret {
    let field = (0, &room.field, room.reading);
    let given = room.given.iter();
    let given = given.map(|one| (one.number, &one.text, one.reading));
    // A discovery document says where keys are, and has none.
    let is_key = |text: &str| !text.trim().is_empty() && discovery::document(text).is_none();
    let keys: Vec<(u32, &Secret, Reading)> = given
        .chain([field])
        .filter(|(_, text, _)| is_key(text.expose()))
        .collect();
    let mut about: Vec<Secret> = room.tokens.iter().map(|one| one.text.clone()).collect();
    about.dedup();
    let mut json = Json::compact();
    json.object(|json| {
        json.number("job", room.job);
        json.text("do", "check");
        json.number("now", now);
        json.list("keys", &keys, |json, (_, text, reading)| {
            json.text("text", text.expose());
            json.text("reading", reading.word());
        });
        let tokens: Vec<&str> = about.iter().map(Secret::expose).collect();
        json.texts("tokens", &tokens);
        for (name, value) in [
            ("payload", &room.payload),
            ("access_token", &room.access_token),
            ("code", &room.code),
        ] {
            if !value.is_empty() {
                json.text(name, value.expose());
            }
        }
        if room.own_keys {
            json.flag("own_keys", true);
        }
    });
    let sent = keys.iter().map(|(number, ..)| *number).collect();
    room.pending = (about, sent);
    Secret::new(json.text_alone())
}

/// A request to stop a job.
pub(super) fn stop(job: i64) -> String {
    let mut json = Json::compact();
    json.object(|json| {
        json.number("job", job);
        json.text("do", "stop");
    });
    json.text_alone()
}

/// Something came from the checker.
pub(super) fn arrived(answer: Answer) {
    match answer {
        Answer::Text(text) => match reply(&text) {
            Some(Reply::Checked(job, checked)) if look(|room| room.job == job) => {
                let mut is_led = false;
                change(Topic::Answered, |room| {
                    is_led = std::mem::take(&mut room.is_led);
                    (room.about, room.sent) = std::mem::take(&mut room.pending);
                    room.stage = Stage::Rest;
                    room.checked = Some(*checked);
                });
                page().tell(state::Topic::Judged);
                overlay::announce();
                if is_led {
                    // Once the outcome stands there.
                    clock::later(0, || _ = dom::focus(OUTCOME));
                }
            }
            Some(Reply::Progress { job, tried, of }) if look(|room| room.job == job) => {
                change(Topic::Answered, |room| {
                    if matches!(room.stage, Stage::Late(..)) {
                        room.stage = Stage::Late(tried, of);
                    }
                });
            }
            Some(Reply::Problem(job, problem))
                if job.is_none_or(|job| look(|room| room.job == job)) =>
            {
                failed(problem);
            }
            Some(other) => search::arrived(other),
            None => {}
        },
        Answer::Failed(words) => {
            search::failed(&words);
            failed(words);
        }
    }
}

fn failed(words: String) {
    page().say(words.clone());
    change(Topic::Answered, |room| {
        room.stage = Stage::Rest;
        room.checked = None;
        room.about.clear();
        room.failed = words;
    });
    page().tell(state::Topic::Judged);
}

#[cfg(test)]
mod tests {
    use claimlens_core::jose::json::{Limits, read};
    use claimlens_core::requests::Secret;

    use super::super::given::{Given, Reading};
    use super::super::room::Room;
    use super::super::tokens::Token;
    use super::request;

    #[test]
    fn a_request_has_every_key_once_and_every_token_once() {
        let token = |artefact, text: &str, inside| Token {
            artefact,
            text: Secret::new(text),
            inside,
        };
        let mut room = Room {
            job: 7,
            field: Secret::new("secret\n"),
            reading: Reading::Base64,
            given: vec![Given {
                number: 3,
                from: String::new(),
                bytes: 3,
                text: Secret::new("pem"),
                reading: Reading::Text,
            }],
            tokens: vec![
                token(0, "a.b.c", 0),
                token(1, "a.b.c", 1),
                token(2, "d.e.f", 0),
            ],
            code: Secret::new("code"),
            own_keys: true,
            ..Room::default()
        };
        let json = request(&mut room, 1);
        let document = read(json.expose().as_bytes(), Limits::DEFAULT);
        assert!(document.is_strict(), "{}", json.expose());
        let root = document.object().expect("an object");
        let raw = |name: &str| root.get(name).map(|one| one.raw_text().into_owned());
        assert_eq!(
            raw("keys").as_deref(),
            Some(r#"[{"text":"pem","reading":"text"},{"text":"secret\n","reading":"base64"}]"#)
        );
        assert_eq!(raw("tokens").as_deref(), Some(r#"["a.b.c","d.e.f"]"#));
        assert_eq!(raw("code").as_deref(), Some("\"code\""));
        assert_eq!(raw("own_keys").as_deref(), Some("true"));
        assert!(root.get("payload").is_none());
        let (about, sent) = room.pending;
        assert_eq!((about.len(), sent.as_slice()), (2, &[3, 0][..]));
    }
}
