//! From options to a checked configuration: everything is looked at, everything wrong is
//! reported, and nothing listens before all of it is right.

mod file;
mod files;
mod forwarding;
pub(crate) mod origin;
mod site;
mod sockets;
pub(crate) mod trust;
mod words;

use std::time::Duration;

use crate::args::Args;
use crate::forward::Forwarding;
use crate::hosts::{self, Hosts};
use crate::log::{Form, Level};
use crate::problem::Problem;
use crate::server::Limits;

pub use site::Site;
pub use sockets::{Listening, Sockets};
use words::Words;

/// Options that were found good, and the addresses already reserved.
#[derive(Debug)]
pub struct Config {
    /// The page that is served, if one is.
    pub site: Option<Site>,
    /// How calls are forwarded, if any are.
    pub forwarding: Option<Forwarding>,
    /// The names it is served under.
    pub hosts: Hosts,
    /// What connections may take.
    pub limits: Limits,
    /// How many threads serve.
    pub threads: usize,
    /// What is logged; nothing at all without a level.
    pub log: Option<Level>,
    /// How it is logged.
    pub log_format: Form,
    /// The reserved addresses.
    pub sockets: Sockets,
    /// What the person who starts it should know though nothing is wrong.
    pub notes: Vec<String>,
}

impl Config {
    /// Checks the options and reserves the addresses without listening on them yet.
    ///
    /// # Errors
    /// Every [`Problem`], in the order of the options.
    pub fn check(mut args: Args) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        if let Some(path) = args.config.take() {
            problems.extend(file::add(&path, &mut args).err().into_iter().flatten());
        }
        let mut words = Words::new(problems);

        let page_only = words.switch("page_only", args.page_only.as_deref());
        let places = origin::places(&mut words, &args.connect);
        let site = match &args.site {
            Some(path) => words.keep(Site::open(path).and_then(|site| site.connected(&places))),
            None if page_only || !args.connect.is_empty() => {
                words.keep(Err(vec![Problem::SiteNotNamed]))
            }
            None => None,
        };
        let named: Vec<String> = args
            .host
            .iter()
            .filter_map(|text| {
                let name = hosts::name(text.trim());
                words.keep(name.ok_or_else(|| vec![Problem::HostMalformed(text.clone())]))
            })
            .collect();
        let origins = origin::callers(&mut words, &args.origin);
        let allow_remote = words.switch("allow_remote", args.allow_remote.as_deref());
        let may = sockets::May {
            remote: allow_remote,
            nameless: named.is_empty() && args.host.is_empty(),
            // A list with something wrong in it was meant to be one; that it is wrong is said.
            originless: !page_only && args.origin.is_empty(),
        };
        let mut notes = Vec::new();
        let sockets = Sockets::reserve(&args, &may, &mut words, &mut notes);
        let mut forwarding = forwarding::read(&mut words, &args, origins);
        forwarding.own_origin = sockets.all_local();
        let limits = limits(&mut words, &args, forwarding.deadline);
        notes.extend(files::note(limits.connections));
        let threads = words.number("threads", args.threads.as_deref(), 1, 1..=64, THREADS);
        let log = words.one_of("log", args.log.as_deref(), Some(Level::Info), &Level::NAMES);
        let log_format = words.one_of(
            "log_format",
            args.log_format.as_deref(),
            Form::Text,
            &Form::NAMES,
        );
        let problems = words.problems();
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            hosts: Hosts::of_all(&sockets.addresses(), named),
            site,
            forwarding: (!page_only).then_some(forwarding),
            limits,
            threads,
            log,
            log_format,
            sockets,
            notes,
        })
    }
}

const THREADS: &str = "a whole number from 1 to 64; one is enough for thousands of calls a second";
const CONNECTIONS: &str =
    "a whole number from 1 to 100000, below the number of files this process may open";
const KEEP_ALIVE: &str =
    "a whole number of seconds from 1 to 3600, above what a proxy in front keeps connections for";

fn limits(words: &mut Words, args: &Args, deadline: Duration) -> Limits {
    let usual = Limits::default();
    Limits {
        // Whoever waits long for the upstream still gets its answer.
        answer: usual.answer.max(deadline * 2),
        connections: words.number(
            "max_connections",
            args.max_connections.as_deref(),
            usual.connections,
            1..=100_000,
            CONNECTIONS,
        ),
        keep_alive: Duration::from_secs(words.number(
            "keep_alive",
            args.keep_alive.as_deref(),
            usual.keep_alive.as_secs(),
            1..=3600,
            KEEP_ALIVE,
        )),
        ..usual
    }
}
