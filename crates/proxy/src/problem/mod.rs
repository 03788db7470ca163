//! Everything that can be wrong before listening, each as a sentence that says what was found,
//! what was expected and what to do.

mod bind;
mod file;

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::connect;
use crate::headers_file;

pub use file::{FileFault, Place};

/// One thing that keeps the server from starting.
#[derive(Debug)]
pub enum Problem {
    /// The file of options cannot be used.
    File(PathBuf, FileFault),
    /// Only the page is to be served, and no site was named.
    SiteNotNamed,
    /// The site folder cannot be opened.
    SiteUnreadable(PathBuf, io::Error),
    /// The site is a file, not a folder.
    SiteIsNoFolder(PathBuf),
    /// A file that every build writes is not in the site folder.
    FileMissing(PathBuf, &'static str),
    /// `headers.json` is there and cannot be used.
    Headers(PathBuf, headers_file::Fault),
    /// The page cannot be made one that talks to other origins.
    Connect(connect::Fault),
    /// The value of an option is none that it takes.
    Value {
        /// The option, as it is written in a file: `connect_timeout`.
        key: &'static str,
        /// What was found; a text that may hold a password is left out.
        found: Option<String>,
        /// What was expected, and what to do.
        expected: &'static str,
    },
    /// The same place is named twice.
    Twice(&'static str, String),
    /// A file that an option names cannot be read or used; with the reason.
    Unusable {
        /// The option.
        key: &'static str,
        /// The file.
        path: PathBuf,
        /// Why, and what to do.
        why: String,
    },
    /// The address is reachable from other machines, which was not allowed.
    RemoteNotAllowed(SocketAddr),
    /// Remote use was allowed and no host name was given.
    HostNotNamed(SocketAddr),
    /// Remote use was allowed, calls are forwarded, and no origin was given.
    OriginNotNamed(SocketAddr),
    /// A host name that is none.
    HostMalformed(String),
    /// The operating system does not give out the address that this flag names.
    Bind(&'static str, SocketAddr, io::Error),
}

/// What mends a site folder that is missing or incomplete.
const BUILD_IT: &str = "Build the page with `cargo xtask build` and name the folder it writes \
                        (`--site dist`)";

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path, fault) => {
                write!(f, "the file of options {}: {fault}.", path.display())
            }
            Self::SiteNotNamed => write!(
                f,
                "a page is to be served or changed, and no folder was named: neither --site nor \
                 CLAIMLENS_SITE is set. {BUILD_IT}, or leave --page-only and --connect out."
            ),
            Self::Connect(fault) => write!(f, "the page cannot be connected: {fault}"),
            Self::SiteUnreadable(path, error) if error.kind() == io::ErrorKind::NotFound => {
                write!(
                    f,
                    "the site folder {} does not exist. {BUILD_IT}.",
                    path.display()
                )
            }
            Self::SiteUnreadable(path, error) => write!(
                f,
                "the site folder {} cannot be opened: {error}. Give this user the right to read it.",
                path.display()
            ),
            Self::SiteIsNoFolder(path) => write!(
                f,
                "the site {} is not a folder; expected the folder of the built page. {BUILD_IT}.",
                path.display()
            ),
            Self::FileMissing(path, name) => write!(
                f,
                "the site folder {} has no {name}, so it is not a finished build. {BUILD_IT}.",
                path.display()
            ),
            Self::Headers(path, fault) => write!(
                f,
                "{} cannot be used: {fault}. Build the page again with `cargo xtask build`.",
                path.display()
            ),
            Self::Value {
                key,
                found,
                expected,
            } => {
                let flag = flag(key);
                match found {
                    Some(found) => write!(f, "{flag} is {found:?}; ")?,
                    None => write!(f, "the value of {flag} cannot be used; ")?,
                }
                write!(
                    f,
                    "expected {expected} ({flag}, CLAIMLENS_{}, or {key} in the file).",
                    key.to_uppercase()
                )
            }
            Self::Twice(key, what) => write!(
                f,
                "{} names {what} twice, and only one of the two could count. Take one out.",
                flag(key)
            ),
            Self::Unusable { key, path, why } => {
                write!(f, "{} names {}: {why}.", flag(key), path.display())
            }
            Self::RemoteNotAllowed(address) => write!(
                f,
                "{address} can be reached from other machines, and plain HTTP lets anybody in \
                 between read and change the page. Listen on 127.0.0.1, or add --allow-remote and \
                 --host NAME if that is meant."
            ),
            Self::HostNotNamed(address) => write!(
                f,
                "listening on {address} with --allow-remote needs the names browsers will use, so \
                 that a foreign name pointed at this machine is refused (DNS rebinding). Add \
                 --host NAME, once for each name."
            ),
            Self::OriginNotNamed(address) => write!(
                f,
                "forwarding calls on {address}, which other machines can reach, needs the origins \
                 whose pages may make them. Add --origin https://NAME, once for each, or serve the \
                 page alone with --page-only."
            ),
            Self::HostMalformed(text) => write!(
                f,
                "the host name {text:?} is none; expected a bare name or address such as \
                 claimlens.example or 192.0.2.7, without scheme, port, path or wildcard (--host)."
            ),
            Self::Bind(flag, address, error) => bind::explain(f, flag, *address, error),
        }
    }
}

/// The flag of an option: `connect_timeout` is `--connect-timeout`.
fn flag(key: &str) -> String {
    format!("--{}", key.replace('_', "-"))
}
