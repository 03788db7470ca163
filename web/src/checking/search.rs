//! The search for the secret of an HMAC token among common ones: when somebody asks for it, in the worker.

use claimlens_core::json_out::Json;
use claimlens_core::requests::Secret;

use super::ask;
use super::room::{Topic, change, look, page, write};
use crate::platform::{checker, clock};
use crate::view_model::fold::grouped;
use crate::view_model::outcome::Reply;

/// A search and what came of it.
#[derive(Debug, Default)]
pub struct Search {
    /// The number of its job; 0 before there is one.
    pub job: i64,
    /// The token.
    pub token: Secret,
    /// Whose list it is; empty for the page's own.
    pub list: String,
    /// How far it is.
    pub stage: Stage,
}

/// How far a search is.
#[derive(Debug, Default)]
pub enum Stage {
    /// Nobody asked.
    #[default]
    Idle,
    /// The list is being fetched.
    Loading,
    /// It is under way: how many were tried, of how many.
    Going(usize, usize),
    /// It was found.
    Found(Secret),
    /// It is none of so many.
    None(usize),
    /// It was stopped after so many, of how many.
    Stopped(usize, usize),
    /// It cannot be done, and why.
    Problem(String),
}

/// The most that is taken as a list, in bytes.
pub(super) const MOST: u32 = 64 << 20;

/// Searches with the page's own list, which is fetched now.
pub(super) fn begin(token: String) {
    stop();
    let job = start(token, String::new(), Stage::Loading);
    clock::spawn(async move {
        let list = checker::secrets().await;
        if look(|room| room.search.job != job || !matches!(room.search.stage, Stage::Loading)) {
            return;
        }
        match list {
            Some(list) => go(job, &list),
            None => set(Stage::Problem(
                "The list of common secrets could not be loaded, or is not what this page was built with. Load the page again, or add a list from a file.".into(),
            )),
        }
    });
}

/// Searches with somebody's own list.
pub(super) fn with_list(token: String, name: String, list: &str) {
    stop();
    let job = start(token, name, Stage::Going(0, 0));
    go(job, list);
}

fn start(token: String, list: String, stage: Stage) -> i64 {
    let mut job = 0;
    change(Topic::Searched, |room| {
        job = room.next_job();
        room.search = Search {
            job,
            token: Secret::new(token),
            list,
            stage,
        };
    });
    job
}

fn go(job: i64, list: &str) {
    let json = write(|room| {
        room.search.stage = Stage::Going(0, 0);
        let mut json = Json::compact();
        json.object(|json| {
            json.number("job", job);
            json.text("do", "search");
            json.text("token", room.search.token.expose());
            if !room.payload.is_empty() {
                json.text("payload", room.payload.expose());
            }
            json.text("list", list);
        });
        json.text_alone()
    });
    change(Topic::Searched, |_| ());
    checker::post(&json);
}

/// Stops it where it is.
pub(super) fn stop() {
    let going = look(|room| {
        let going = matches!(room.search.stage, Stage::Going(..) | Stage::Loading);
        going.then_some(room.search.job)
    });
    if let Some(job) = going {
        checker::post(&ask::stop(job));
        change(Topic::Searched, |room| {
            let (tried, of) = match room.search.stage {
                Stage::Going(tried, of) => (tried, of),
                _ => (0, 0),
            };
            room.search.stage = Stage::Stopped(tried, of);
        });
    }
}

/// Something about a search came.
pub(super) fn arrived(reply: Reply) {
    let ours = |job: i64| look(|room| room.search.job == job);
    match reply {
        Reply::Progress { job, tried, of }
            if ours(job) && look(|room| matches!(room.search.stage, Stage::Going(..))) =>
        {
            set(Stage::Going(tried, of));
        }
        Reply::Ended {
            job,
            tried,
            of,
            found,
            stopped,
        } if ours(job) => {
            page().say(match (&found, stopped) {
                (Some(_), _) => "The secret was found: it is a common one.".to_owned(),
                (None, true) => "The search was stopped.".to_owned(),
                (None, false) => format!("None of {} common secrets.", grouped(tried)),
            });
            set(match found {
                Some(secret) => Stage::Found(Secret::new(secret)),
                None if stopped => Stage::Stopped(tried, of),
                None => Stage::None(tried),
            });
        }
        Reply::Problem(Some(job), problem) if ours(job) => set(Stage::Problem(problem)),
        _ => {}
    }
}

/// The checker is gone.
pub(super) fn failed(words: &str) {
    if look(|room| matches!(room.search.stage, Stage::Going(..))) {
        set(Stage::Problem(words.to_owned()));
    }
}

fn set(stage: Stage) {
    change(Topic::Searched, |room| room.search.stage = stage);
}
