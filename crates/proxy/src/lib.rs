//! The companion of Claimlens. It serves the built page, and nothing but that page.
//!
//! The way of a start: [`args`] are read, [`config`] checks them and says everything that is wrong
//! at once, and only then does [`server`] listen. The way of a request: `server` (connection
//! limits) → [`site`] (the layers, each with its reason) → [`folder`] (the one door to files).
//! Nothing of a request is written down anywhere.
//!
//! [`site::router`] and [`server::serve`] are usable apart: the router without a socket, the
//! accept loop with any router.

pub mod args;
pub mod config;
pub mod console;
pub mod delivery;
pub mod folder;
pub mod forward;
pub mod headers;
pub mod headers_file;
pub mod hosts;
pub mod problem;
pub mod server;
pub mod service;
pub mod signals;
pub mod site;
pub mod standin;

use std::io;
use std::process::ExitCode;

use tokio::sync::oneshot;

use args::Args;
use config::Config;
use console::{complain, say};
use server::{Ending, Limits};
use signals::Signals;

/// What the process answers when its options are wrong (the same as clap's own answer to them).
const EXIT_OPTIONS: u8 = 2;

/// Checks the options, serves the page until told to stop, and says how that ended.
///
/// Exit codes: 0 stopped as asked, 1 could not go on, 2 the options are wrong.
#[must_use]
pub fn run(args: Args) -> ExitCode {
    let config = match Config::check(args) {
        Ok(config) => config,
        Err(problems) => {
            for problem in &problems {
                complain(&format!("claimlens-proxy: {problem}"));
            }
            return ExitCode::from(EXIT_OPTIONS);
        }
    };
    let ending = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .and_then(|runtime| {
            let ending = runtime.block_on(serve_until_stopped(config));
            // A read that hangs on a slow disk must not keep a stopped process alive.
            runtime.shutdown_background();
            ending
        });
    match ending {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!(
                "claimlens-proxy: the operating system refused to go on: {error}"
            ));
            ExitCode::FAILURE
        }
    }
}

/// Listens, serves, and ends after the first request to stop; a second one ends it at once.
async fn serve_until_stopped(config: Config) -> io::Result<()> {
    // Before the line that says it is ready: whoever reads that line may send a signal right away.
    let mut signals = Signals::install()?;
    let router = site::router(&config.site, config.hosts.clone());
    let (listener, url) = config.listen()?;
    say(&format!(
        "Claimlens is served on {url} - press Ctrl-C to stop"
    ));

    let limits = Limits::default();
    let (stop, stopping) = oneshot::channel::<()>();
    let serving = server::serve(listener, router, limits.clone(), async {
        // A dropped sender would mean the same: nobody is left who could ask.
        let _ = stopping.await;
    });
    let asked_twice = async {
        signals.next().await;
        say(&format!(
            "Stopping: what is under way has {} seconds to finish, a second Ctrl-C ends it at once",
            limits.drain.as_secs()
        ));
        let _ = stop.send(());
        signals.next().await;
    };
    tokio::select! {
        ending = serving => match ending {
            Ending::Drained => say("Stopped"),
            Ending::Cut(1) => say("Stopped, 1 connection was cut off"),
            Ending::Cut(count) => say(&format!("Stopped, {count} connections were cut off")),
        },
        () = asked_twice => say("Stopped at once"),
    }
    Ok(())
}
