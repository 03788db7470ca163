//! The program from its options to its end.

use std::fmt::Display;
use std::future::{Future, pending};
use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use crate::args::{Args, Command};
use crate::check;
use crate::config::Config;
use crate::connect;
use crate::console::{complain, say};
use crate::door::Door;
use crate::dumps;
use crate::forward::Forward;
use crate::hosts::Hosts;
use crate::log::{self, Log};
use crate::metrics::{Metrics, admin};
use crate::server::{self, Ending, Gauges, Limits, Stop};
use crate::signals::{Asked, Signals};
use crate::site;
use crate::standin::{self, Settings, Standin};
use crate::upstream::{Demo, System};
use crate::watch::Watch;

/// What the process answers when its options are wrong (the same as clap's own answer to them).
const EXIT_OPTIONS: u8 = 2;

/// Checks the options, serves until told to stop, and says how that ended.
///
/// Exit codes: 0 stopped as asked, 1 could not go on, 2 the options are wrong.
#[must_use]
pub fn run(args: Args) -> ExitCode {
    // Before anything secret can be in memory.
    dumps::turn_off();
    log::keep_panics_quiet();
    if let Some(Command::CheckSite(options)) = &args.command {
        return check::run(options);
    }
    if let Some(to) = &args.write_site {
        return match connect::write_site(&args, to) {
            Ok(()) => ExitCode::SUCCESS,
            Err(problems) => refused(&problems),
        };
    }
    let config = match Config::check(args) {
        Ok(config) => config,
        Err(problems) => return refused(&problems),
    };
    let log = Log::start(config.log, config.log_format);
    let ending = runtime(config.threads).and_then(|runtime| {
        let ending = runtime.block_on(serve_until_stopped(config, &log));
        // A read that hangs on a slow disk must not keep a stopped process alive.
        runtime.shutdown_background();
        ending
    });
    log.finish();
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

/// Says everything that is wrong with the options.
fn refused(problems: &[impl Display]) -> ExitCode {
    for problem in problems {
        complain(&format!("claimlens-proxy: {problem}"));
    }
    ExitCode::from(EXIT_OPTIONS)
}

/// One thread needs no queues between threads, and half the memory.
fn runtime(threads: usize) -> io::Result<Runtime> {
    let mut builder = if threads == 1 {
        Builder::new_current_thread()
    } else {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(threads);
        builder
    };
    builder
        .enable_all()
        // Files are read by these. They are few, for each is a stack; and they go when idle.
        .max_blocking_threads(BLOCKING)
        .thread_keep_alive(Duration::from_secs(2))
        .build()
}

/// How many files are read at a time, and names looked up.
const BLOCKING: usize = 16;

/// Listens, serves, and ends after the first request to stop; a second one ends it at once.
async fn serve_until_stopped(config: Config, log: &Log) -> io::Result<()> {
    // Before the line that says it is ready: whoever reads that line may send a signal right away.
    let mut signals = Signals::install()?;
    let gauges = Arc::new(Gauges::default());
    let metrics = Arc::new(Metrics::new(gauges.clone(), log.lost()));
    let watch = Watch::new(metrics.clone());
    let answers = answers(&config, watch)?;
    let mut listening = config.sockets.listen(&config.hosts)?;
    let mut urls = listening.urls.iter();
    if let Some(url) = urls.next() {
        say(&format!(
            "Claimlens is served on {url} - press Ctrl-C to stop"
        ));
    }
    for url in urls {
        say(&format!("and on {url}"));
    }
    for note in &config.notes {
        say(note);
    }
    let admin = match listening.admin.take() {
        Some(listener) => Some(tokio::spawn(serve_admin(listener, metrics)?)),
        None => None,
    };

    let limits = config.limits;
    let (stop, stopping) = oneshot::channel();
    let serving = server::serve_all(
        listening.pages,
        answers,
        limits.clone(),
        gauges,
        // A dropped sender would mean the same: nobody is left who could ask.
        async { stopping.await.unwrap_or(Stop::Now) },
    );
    tokio::select! {
        ending = serving => match ending {
            Ending::Drained => say("Stopped"),
            Ending::Cut(1) => say("Stopped, 1 connection was cut off"),
            Ending::Cut(count) => say(&format!("Stopped, {count} connections were cut off")),
        },
        () = asked_twice(&mut signals, &limits, stop) => say("Stopped at once"),
    }
    // To the last: whoever asks for its health is told that it ends.
    if let Some(admin) = admin {
        admin.abort();
    }
    Ok(())
}

/// Health and metrics, on a listener of their own until the program ends.
fn serve_admin(
    listener: TcpListener,
    metrics: Arc<Metrics>,
) -> io::Result<impl Future<Output = Ending>> {
    let address = listener.local_addr()?;
    say(&format!(
        "Health and metrics are on http://{address}/health and /metrics"
    ));
    // A browser can be led to an address of its own machine by a foreign name, to others it cannot
    // be led where it could not go by itself.
    let local = address.ip().to_canonical().is_loopback();
    let hosts = local.then(|| Hosts::new(address, Vec::new()));
    let router = admin::router(metrics, hosts);
    Ok(server::serve(listener, router, admin::limits(), pending()))
}

/// Hands the first request to stop on; returns at the second.
async fn asked_twice(signals: &mut Signals, limits: &Limits, stop: oneshot::Sender<Stop>) {
    let how = match signals.next().await {
        Asked::Terminal => Stop::Now,
        Asked::Manager => Stop::Gently,
    };
    say(&format!(
        "Stopping: what is under way has {} seconds to finish, a second Ctrl-C ends it at once",
        limits.drain.as_secs()
    ));
    let _ = stop.send(how);
    signals.next().await;
}

/// Everything that answers. The way out is made here, too: certificates that cannot be used are found now.
fn answers(config: &Config, watch: Watch) -> io::Result<Door> {
    let site = match &config.site {
        Some(site) => site::router(site, config.hosts.clone()),
        None => site::router_without(config.hosts.clone()),
    };
    let Some(settings) = config.forwarding.clone() else {
        return Ok(Door::new(site, None));
    };
    let demo = Demo(standin::router(Standin::new(Settings::demo())));
    let forward = Forward::new(
        settings,
        config.hosts.clone(),
        demo,
        Arc::new(System),
        Arc::new(watch),
    );
    Ok(Door::new(site, Some(forward.map_err(io::Error::other)?)))
}
