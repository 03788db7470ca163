//! The options of the command line and the environment, as written; `config` judges them.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::check::CheckSite;

/// Serves the built Claimlens page to browsers, and forwards a closed table of calls to Genesys Cloud.
///
/// Values stay text here: clap would stop at the first bad one, `config` reports all of them.
/// Every option can be given as a flag, as a variable of the environment and in the file that
/// `--config` names; the first of these that says something counts.
#[derive(Debug, Clone, Default, Parser)]
#[command(
    name = "claimlens-proxy",
    version,
    args_conflicts_with_subcommands = true
)]
pub struct Args {
    /// Something else than serving.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// A TOML file with options: the same words as the flags, with `_` for `-`
    #[arg(long, env = "CLAIMLENS_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// The folder of the built page, or the one of `cargo xtask dist` with the page in `site`
    #[arg(long, env = "CLAIMLENS_SITE", value_name = "DIR")]
    pub site: Option<PathBuf>,

    /// Serve the page and forward nothing
    #[arg(long, env = "CLAIMLENS_PAGE_ONLY", value_name = SWITCH, num_args = 0..=1, require_equals = true, default_missing_value = ON)]
    pub page_only: Option<String>,

    /// An origin the served page may talk to besides its own: a companion elsewhere (repeatable)
    #[arg(
        long,
        env = "CLAIMLENS_CONNECT",
        value_name = "ORIGIN",
        value_delimiter = ','
    )]
    pub connect: Vec<String>,

    /// Write the page with what --connect changes into this new folder, and end
    #[arg(long, env = "CLAIMLENS_WRITE_SITE", value_name = "DIR")]
    pub write_site: Option<PathBuf>,

    /// An address and port to listen on (repeatable; port 8080 of 127.0.0.1 and ::1)
    #[arg(
        long,
        env = "CLAIMLENS_LISTEN",
        value_name = "ADDRESS:PORT",
        value_delimiter = ','
    )]
    pub listen: Vec<String>,

    /// Allow addresses that other machines can reach; needs --host, and --origin if calls are forwarded
    #[arg(long, env = "CLAIMLENS_ALLOW_REMOTE", value_name = SWITCH, num_args = 0..=1, require_equals = true, default_missing_value = ON)]
    pub allow_remote: Option<String>,

    /// A host name browsers may call this server by, without port (repeatable)
    #[arg(
        long,
        env = "CLAIMLENS_HOST",
        value_name = "NAME",
        value_delimiter = ','
    )]
    pub host: Vec<String>,

    /// An origin whose pages may make calls, such as `https://app.example` (repeatable)
    #[arg(
        long,
        env = "CLAIMLENS_ORIGIN",
        value_name = "ORIGIN",
        value_delimiter = ','
    )]
    pub origin: Vec<String>,

    /// Let clients that are no browser make calls without the custom header (SDKs)
    #[arg(long, env = "CLAIMLENS_GATEWAY", value_name = SWITCH, num_args = 0..=1, require_equals = true, default_missing_value = ON)]
    pub gateway: Option<String>,

    /// Add the region `demo`, answered by a stand-in within this program
    #[arg(long, env = "CLAIMLENS_DEMO", value_name = SWITCH, num_args = 0..=1, require_equals = true, default_missing_value = ON)]
    pub demo: Option<String>,

    /// A region that is forwarded, by domain or AWS name (repeatable; all)
    #[arg(
        long,
        env = "CLAIMLENS_REGION",
        value_name = "KEY",
        value_delimiter = ','
    )]
    pub region: Vec<String>,

    /// A grant that is forwarded (repeatable; all)
    #[arg(
        long,
        env = "CLAIMLENS_GRANT",
        value_name = "NAME",
        value_delimiter = ','
    )]
    pub grant: Vec<String>,

    /// Seconds a call may take in all (30)
    #[arg(long, env = "CLAIMLENS_DEADLINE", value_name = "SECONDS")]
    pub deadline: Option<String>,

    /// Seconds connecting to the upstream may take, TLS included (5)
    #[arg(long, env = "CLAIMLENS_CONNECT_TIMEOUT", value_name = "SECONDS")]
    pub connect_timeout: Option<String>,

    /// A proxy on the way out, asked with CONNECT; those of the environment are ignored
    #[arg(long, env = "CLAIMLENS_EGRESS_PROXY", value_name = "http://HOST:PORT")]
    pub egress_proxy: Option<String>,

    /// Root certificates in PEM, trusted besides those compiled in
    #[arg(long, env = "CLAIMLENS_EXTRA_ROOTS", value_name = "FILE")]
    pub extra_roots: Option<PathBuf>,

    /// Revocation lists in PEM or DER (repeatable)
    #[arg(
        long,
        env = "CLAIMLENS_CRL",
        value_name = "FILE",
        value_delimiter = ','
    )]
    pub crl: Vec<PathBuf>,

    /// Reach a host of the table at this address; its name in TLS stays (repeatable)
    #[arg(
        long,
        env = "CLAIMLENS_UPSTREAM",
        value_name = "HOST=ADDRESS:PORT",
        value_delimiter = ','
    )]
    pub upstream: Vec<String>,

    /// A host of the table whose private addresses are accepted (repeatable)
    #[arg(
        long,
        env = "CLAIMLENS_ALLOW_PRIVATE",
        value_name = "HOST",
        value_delimiter = ','
    )]
    pub allow_private: Vec<String>,

    /// Requests a minute of one address, IPv6 by /64 (120)
    #[arg(long, env = "CLAIMLENS_RATE_ADDRESS", value_name = "N")]
    pub rate_address: Option<String>,

    /// Requests a minute of all together (1200)
    #[arg(long, env = "CLAIMLENS_RATE_TOTAL", value_name = "N")]
    pub rate_total: Option<String>,

    /// Token calls a minute of one address (30)
    #[arg(long, env = "CLAIMLENS_RATE_TOKENS", value_name = "N")]
    pub rate_tokens: Option<String>,

    /// Connections at a time; further ones wait in the kernel (1024)
    #[arg(long, env = "CLAIMLENS_MAX_CONNECTIONS", value_name = "N")]
    pub max_connections: Option<String>,

    /// Seconds a connection may wait for its next request (75)
    #[arg(long, env = "CLAIMLENS_KEEP_ALIVE", value_name = "SECONDS")]
    pub keep_alive: Option<String>,

    /// Threads that serve (1)
    #[arg(long, env = "CLAIMLENS_THREADS", value_name = "N")]
    pub threads: Option<String>,

    /// What is written to standard error: off, error, warn, info, debug or trace (info)
    #[arg(long, env = "CLAIMLENS_LOG", value_name = "LEVEL")]
    pub log: Option<String>,

    /// The form of the log: text or json (text)
    #[arg(long, env = "CLAIMLENS_LOG_FORMAT", value_name = "FORM")]
    pub log_format: Option<String>,

    /// An address and port for /health, /metrics and /version (none)
    #[arg(long, env = "CLAIMLENS_METRICS", value_name = "ADDRESS:PORT")]
    pub metrics: Option<String>,
}

/// What the program does besides serving.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Compare the page at an address with the list of hashes that came with the build
    CheckSite(CheckSite),
}

/// How the value of a switch is shown in the help.
const SWITCH: &str = "true|false";
/// What a switch without a value means.
const ON: &str = "true";

/// Where an option's words go, whoever said them.
#[derive(Debug)]
pub enum Slot<'a> {
    /// One text; a number or a switch too.
    One(&'a mut Option<String>),
    /// Any number of texts.
    Many(&'a mut Vec<String>),
    /// One path.
    Path(&'a mut Option<PathBuf>),
    /// Any number of paths.
    Paths(&'a mut Vec<PathBuf>),
}

impl Args {
    /// The place of the option with this name, as it is written in a file. `config` has none: a file
    /// does not name another.
    #[must_use]
    pub fn slot(&mut self, key: &str) -> Option<Slot<'_>> {
        Some(match key {
            "site" => Slot::Path(&mut self.site),
            "page_only" => Slot::One(&mut self.page_only),
            "connect" => Slot::Many(&mut self.connect),
            "write_site" => Slot::Path(&mut self.write_site),
            "listen" => Slot::Many(&mut self.listen),
            "allow_remote" => Slot::One(&mut self.allow_remote),
            "host" => Slot::Many(&mut self.host),
            "origin" => Slot::Many(&mut self.origin),
            "gateway" => Slot::One(&mut self.gateway),
            "demo" => Slot::One(&mut self.demo),
            "region" => Slot::Many(&mut self.region),
            "grant" => Slot::Many(&mut self.grant),
            "deadline" => Slot::One(&mut self.deadline),
            "connect_timeout" => Slot::One(&mut self.connect_timeout),
            "egress_proxy" => Slot::One(&mut self.egress_proxy),
            "extra_roots" => Slot::Path(&mut self.extra_roots),
            "crl" => Slot::Paths(&mut self.crl),
            "upstream" => Slot::Many(&mut self.upstream),
            "allow_private" => Slot::Many(&mut self.allow_private),
            "rate_address" => Slot::One(&mut self.rate_address),
            "rate_total" => Slot::One(&mut self.rate_total),
            "rate_tokens" => Slot::One(&mut self.rate_tokens),
            "max_connections" => Slot::One(&mut self.max_connections),
            "keep_alive" => Slot::One(&mut self.keep_alive),
            "threads" => Slot::One(&mut self.threads),
            "log" => Slot::One(&mut self.log),
            "log_format" => Slot::One(&mut self.log_format),
            "metrics" => Slot::One(&mut self.metrics),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn every_flag_has_a_variable_and_a_place_in_the_file() {
        let command = Args::command();
        for argument in command.get_arguments() {
            let flag = argument.get_long().expect("every option has a flag");
            let key = flag.replace('-', "_");
            let variable = argument.get_env().and_then(|name| name.to_str());
            let expected = format!("CLAIMLENS_{}", key.to_uppercase());
            assert_eq!(variable, Some(expected.as_str()), "--{flag}");
            let in_file = Args::default().slot(&key).is_some();
            assert_eq!(in_file, flag != "config", "--{flag}");
        }
    }

    #[test]
    fn a_switch_needs_no_value_and_takes_one() {
        let parse = |arguments: &[&str]| {
            let all = [&["claimlens-proxy"], arguments].concat();
            Args::try_parse_from(all).map(|args| args.gateway)
        };
        assert_eq!(parse(&["--gateway"]).unwrap().as_deref(), Some("true"));
        assert_eq!(
            parse(&["--gateway=false"]).unwrap().as_deref(),
            Some("false")
        );
        assert!(
            parse(&["--gateway", "false"]).is_err(),
            "no positional arguments"
        );
    }
}
