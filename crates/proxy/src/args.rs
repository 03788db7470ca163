//! The options of the command line and the environment, as written; `config` judges them.

use std::path::PathBuf;

use clap::Parser;

/// Serves the built Claimlens page to browsers.
///
/// Values stay text here: clap would stop at the first bad one, `config` reports all of them.
#[derive(Debug, Clone, Default, Parser)]
#[command(name = "claimlens-proxy", version)]
pub struct Args {
    /// The folder of the built page (it holds index.html and headers.json)
    #[arg(long, env = "CLAIMLENS_SITE", value_name = "DIR")]
    pub site: Option<PathBuf>,

    /// The address and port to listen on
    #[arg(long, env = "CLAIMLENS_LISTEN", value_name = "ADDRESS:PORT", default_value = Self::LISTEN)]
    pub listen: String,

    /// Allow an address that other machines can reach; needs --host
    #[arg(long)]
    pub allow_remote: bool,

    /// A host name browsers may call this server by, without port (repeatable)
    #[arg(long = "host", value_name = "NAME")]
    pub hosts: Vec<String>,
}

impl Args {
    /// Where it listens when nothing else is said: this machine only.
    pub const LISTEN: &str = "127.0.0.1:8080";
}
