//! Sends what was asked, waits where it is told to, and reads the answer.

use std::cell::RefCell;

use claimlens_core::requests::{
    Answer, Ask, Next, Planned, Refusal, Retry, Secret, exchange, read_me, read_organization,
    read_real, read_revoked, read_subject, read_timeout, read_token, read_user,
};

use super::super::desk::Topic;
use super::question::Question;
use super::room::{self, Exchange, Found, Holder, Room, Stage, change, look};
use super::{FIELD_ID, FIELD_SECRET, say};
use crate::platform::fetch::{self, Came, Lost, Sent, Stop};
use crate::platform::{clock, dom};

/// The headers of an answer that are looked at.
const HEADERS: [&str; 6] = [
    "content-type",
    "retry-after",
    "inin-correlation-id",
    "inin-ratelimit-count",
    "inin-ratelimit-allowed",
    "inin-ratelimit-reset",
];

/// How often somebody who waits looks whether that is still wanted, in milliseconds.
const GLANCE: i32 = 200;

thread_local! {
    /// What stops the requests that are under way.
    static STOPS: RefCell<[Option<Stop>; Question::COUNT]> = const { RefCell::new([const { None }; Question::COUNT]) };
}

/// Asks a question, and before it what it cannot be asked without.
pub(super) fn ask(question: Question) {
    clock::spawn(async move {
        // Its id is in the path. Where that cannot be asked, the id that was typed is the client's, too.
        if question == Question::Rights && look(|room| room.me().is_none()) {
            run(Question::Who).await;
            if look(|room| matches!(room.found(Question::Who), Some(Found::Stopped) | None)) {
                return;
            }
        }
        run(question).await;
    });
}

/// Stops what is under way for a question.
pub(super) fn cancel(question: Question) {
    halt(question);
    change(Topic::Asked, |room| {
        if let Some(asked) = room.of_mut(question) {
            asked.serial = asked.serial.wrapping_add(1);
            asked.stage = Stage::Over;
            asked.found = Some(Found::Stopped);
        }
    });
    say("Stopped.");
}

/// Stops everything that is under way.
pub(super) fn halt_all() {
    STOPS.with_borrow_mut(|stops| {
        for stop in stops.iter_mut().filter_map(Option::take) {
            stop.now();
        }
    });
}

fn halt(question: Question) {
    let stop = STOPS.with_borrow_mut(|stops| stops.get_mut(question as usize)?.take());
    if let Some(stop) = stop {
        stop.now();
    }
}

/// Notes that a question is asked; gives its number.
fn begin(question: Question, holder: &Holder) -> u32 {
    halt(question);
    let mut serial = 0;
    change(Topic::Asked, |room| {
        if question == Question::Token {
            room.forget_answers();
            room.holder = None;
            room.about = Some(holder.clone());
        }
        room.sure = false;
        if let Some(asked) = room.of_mut(question) {
            asked.serial = asked.serial.wrapping_add(1);
            asked.stage = Stage::Sending;
            serial = asked.serial;
        }
    });
    serial
}

fn is_current(question: Question, serial: u32) -> bool {
    look(|room| {
        room.of(question)
            .is_some_and(|asked| asked.serial == serial)
    })
}

/// Whose the answer will be, and what is sent.
fn planned(question: Question) -> (Holder, Secret, Ask) {
    if question == Question::Token {
        let values = dom::values([FIELD_ID, FIELD_SECRET]);
        let mut values = values.into_iter();
        let client = values.next().unwrap_or_default();
        let secret = Secret::new(values.next().unwrap_or_default());
        let region = look(|room| room.region.clone());
        let ask = Ask::token(&region, &client, &secret);
        let holder = Holder {
            region,
            client,
            reused: String::new(),
        };
        return (holder, secret, ask);
    }
    look(|room| {
        let holder = room.holder.clone().unwrap_or_else(|| Holder {
            region: room.region.clone(),
            client: String::new(),
            reused: String::new(),
        });
        let token = room.store.token(&holder.region, &holder.client);
        let token = token.cloned().unwrap_or_default();
        let id = room
            .me()
            .map_or(holder.client.clone(), |me| me.client_id.clone());
        let ask = question.about(&holder.region, &token, &id, room.read);
        (holder, Secret::default(), ask)
    })
}

async fn run(question: Question) {
    let (holder, secret, ask) = planned(question);
    let serial = begin(question, &holder);
    let planned = match ask.plan(clock::now()) {
        Ok(planned) => planned,
        Err(fault) => return over(question, None, Found::Fault(fault), String::new()),
    };
    let mut attempt = 1;
    loop {
        let start = clock::millis();
        let came = once(question, &planned).await;
        if !is_current(question, serial) {
            return;
        }
        let took = clock::millis() - start;
        // The fractions of a millisecond differ between two who were refused at the same moment.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "any number does"
        )]
        let jitter = (start * 1000.0) as u32;
        let retry = Retry::default();
        let next = match &came {
            Ok(answer) => retry.next(&planned, answer, attempt, clock::now(), jitter),
            // Without a network there is nothing to wait for that a wait would bring.
            Err(Lost::Refused | Lost::Cut) => retry.lost(&planned, attempt, jitter),
            Err(Lost::Stopped | Lost::Offline) => Next::Done,
        };
        let nothing = Answer::default();
        let shown = shown(&planned, came.as_ref().unwrap_or(&nothing), took, attempt);
        match next {
            Next::Wait {
                seconds,
                why,
                attempt: next,
            } => {
                wait(question, shown, seconds, why, next);
                if !pause(question, serial, seconds).await {
                    return;
                }
                attempt = next;
                change(Topic::Asked, |room| {
                    if let Some(asked) = room.of_mut(question) {
                        asked.stage = Stage::Sending;
                    }
                });
            }
            Next::Done | Next::GiveUp { .. } => {
                let gave_up = match next {
                    Next::GiveUp { why, .. } => why,
                    _ => String::new(),
                };
                let found = match &came {
                    Ok(answer) => read(question, &holder, &secret, &planned, answer),
                    Err(lost) => Found::Lost(*lost),
                };
                return over(question, Some(shown), found, gave_up);
            }
        }
    }
}

/// Sends it once.
async fn once(question: Question, planned: &Planned) -> Result<Answer, Lost> {
    let stop = Stop::new();
    STOPS.with_borrow_mut(|stops| {
        if let Some(place) = stops.get_mut(question as usize) {
            *place = Some(stop.clone());
        }
    });
    let address = [&*look(Room::companion), &*planned.path].concat();
    let headers = planned
        .headers
        .iter()
        .map(|header| (header.name, header.value.expose()));
    let headers: Vec<(&str, &str)> = headers.collect();
    let sent = Sent {
        method: planned.method.name(),
        address: &address,
        headers: &headers,
        body: (!planned.body.is_empty()).then_some(&*planned.body),
    };
    let came = fetch::send(&sent, &HEADERS, &stop).await?;
    Ok(answer_of(came))
}

/// What came, as the core reads it.
pub(super) fn answer_of(came: Came) -> Answer {
    let headers = came.headers.into_iter();
    let headers = headers.map(|(name, value)| (name.to_owned(), value));
    Answer::new(came.status, headers.collect(), came.text)
}

/// Says that it is asked again, and when.
fn wait(question: Question, shown: Exchange, seconds: u32, why: String, attempt: u32) {
    say([&*why, " Cancel stops that."].concat());
    change(Topic::Asked, |room| {
        if let Some(asked) = room.of_mut(question) {
            asked.exchange = Some(shown);
            asked.found = None;
            asked.stage = Stage::Waiting {
                until: clock::now().saturating_add(i64::from(seconds)),
                why,
                attempt,
            };
        }
    });
}

/// Waits; says whether it is still wanted then.
async fn pause(question: Question, serial: u32, seconds: u32) -> bool {
    let end = clock::millis() + f64::from(seconds) * 1000.0;
    while clock::millis() < end {
        clock::pause(GLANCE).await;
        if !is_current(question, serial) {
            return false;
        }
    }
    true
}

/// What of a request and its answer may be shown.
fn shown(planned: &Planned, answer: &Answer, took: f64, attempt: u32) -> Exchange {
    let companion = look(Room::companion);
    let whole = exchange(planned, answer);
    let came = whole.split_once("\nHTTP/1.1 ");
    let line = [
        planned.method.name(),
        " ",
        planned.host.as_deref().unwrap_or("demo"),
        &planned.target,
    ];
    let mut headers = answer.headers.clone();
    headers.retain(|(name, _)| name != "content-type");
    Exchange {
        line: line.concat(),
        status: answer.status,
        took,
        arrives: planned.shown(),
        sent: planned.shown_to_companion(&companion),
        answer: came
            .filter(|_| answer.status != 0)
            .map_or_else(String::new, |(_, rest)| {
                ["HTTP/1.1 ", rest.trim_end()].concat()
            }),
        headers,
        curl: planned.curl(),
        through: planned.curl_through(&companion),
        attempt,
    }
}

/// What the answer says. A token goes into the store.
fn read(
    question: Question,
    holder: &Holder,
    secret: &Secret,
    planned: &Planned,
    answer: &Answer,
) -> Found {
    let found = match question {
        Question::Token => read_token(planned, answer).map(|given| {
            change(Topic::Held, |room| {
                room.store
                    .keep(&holder.region, &holder.client, secret, &given, clock::now());
                room.holder = Some(holder.clone());
            });
            Found::Token(given)
        }),
        Question::Who => read_me(planned, answer).map(|me| Found::Me(Box::new(me))),
        Question::Rights => read_subject(planned, answer).map(Found::Subject),
        Question::User => read_user(planned, answer).map(Found::User),
        Question::Read => {
            let verdict = read_real(planned, answer);
            let report = verdict.refusal.as_deref().and_then(diagnosis);
            change(Topic::Kept, |room| {
                room.reads.retain(|known| known.call != verdict.call);
                room.reads.push(verdict.clone());
            });
            Ok(Found::Read(verdict, report))
        }
        Question::Organization => read_organization(planned, answer).map(Found::Organization),
        Question::Idle => read_timeout(planned, answer).map(Found::Idle),
        Question::Revoke => read_revoked(planned, answer).map(|()| {
            change(Topic::Held, |room| {
                room.store.forget(&holder.region, &holder.client);
                room.holder = None;
            });
            Found::Revoked
        }),
    };
    let found = found.unwrap_or_else(|refusal| {
        let report = diagnosis(&refusal);
        Found::Refused(refusal, report)
    });
    let refusal = match &found {
        Found::Refused(refusal, _) => Some(refusal),
        Found::Read(verdict, _) => verdict.refusal.as_ref(),
        _ => None,
    };
    // A token that was refused is of no use any more: the next request asks for a new one.
    if question != Question::Token && refusal.is_some_and(|refusal| refusal.ends_token()) {
        change(Topic::Held, |room| {
            let here = |one: &Holder| one.region == holder.region && one.client == holder.client;
            if room.store.refused(planned) && room.holder.as_ref().is_some_and(here) {
                room.holder = None;
            }
        });
    }
    found
}

/// What the diagnosis says of a refusal: the same as of an error that is pasted.
fn diagnosis(refusal: &Refusal) -> Option<Box<claimlens_core::report::Report>> {
    let text = refusal.exchange.as_ref()?;
    let context = room::inspect().context();
    Some(Box::new(claimlens_core::inspect(text, &context)))
}

fn over(question: Question, exchange: Option<Exchange>, found: Found, gave_up: String) {
    halt(question);
    say(super::outcome::spoken(&found));
    change(Topic::Asked, |room| {
        if let Some(asked) = room.of_mut(question) {
            asked.stage = Stage::Over;
            asked.exchange = exchange;
            asked.found = Some(found);
            asked.gave_up = gave_up;
        }
        room.preview = None;
    });
    super::act::answered(question);
}
