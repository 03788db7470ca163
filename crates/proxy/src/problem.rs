//! Everything that can be wrong before listening, each as a sentence that says what was found,
//! what was expected and what to do.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::headers_file;

/// One thing that keeps the server from starting.
#[derive(Debug)]
pub enum Problem {
    /// Neither `--site` nor `CLAIMLENS_SITE` was given.
    SiteNotNamed,
    /// The site folder cannot be opened.
    SiteUnreadable(PathBuf, io::Error),
    /// The site is a file, not a folder.
    SiteIsNoFolder(PathBuf),
    /// A file that every build writes is not in the site folder.
    FileMissing(PathBuf, &'static str),
    /// `headers.json` is there and cannot be used.
    Headers(PathBuf, headers_file::Fault),
    /// The address to listen on cannot be read as one.
    ListenMalformed(String),
    /// The address is reachable from other machines, which was not allowed.
    RemoteNotAllowed(SocketAddr),
    /// Remote use was allowed and no host name was given.
    HostNotNamed(SocketAddr),
    /// A host name that is none.
    HostMalformed(String),
    /// The operating system does not give out the address.
    Bind(SocketAddr, io::Error),
}

/// What mends a site folder that is missing or incomplete.
const BUILD_IT: &str = "Build the page with `cargo xtask build` and name the folder it writes \
                        (`--site dist`)";

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SiteNotNamed => write!(
                f,
                "no folder to serve was named: neither --site nor CLAIMLENS_SITE is set. {BUILD_IT}."
            ),
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
            Self::ListenMalformed(text) => write!(
                f,
                "the address to listen on is {text:?}; expected an IP address and a port, such as \
                 127.0.0.1:8080 or [::1]:8080 (--listen, CLAIMLENS_LISTEN)."
            ),
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
            Self::HostMalformed(text) => write!(
                f,
                "the host name {text:?} is none; expected a bare name or address such as \
                 claimlens.example or 192.0.2.7, without scheme, port, path or wildcard (--host)."
            ),
            Self::Bind(address, error) => bind(f, *address, error),
        }
    }
}

/// Why an address was not given out, and the way out for each reason.
fn bind(f: &mut fmt::Formatter<'_>, address: SocketAddr, error: &io::Error) -> fmt::Result {
    match error.kind() {
        io::ErrorKind::AddrInUse => write!(
            f,
            "{address} is in use by another program, perhaps another claimlens-proxy. Stop that \
             one, or choose another port with --listen {}.",
            SocketAddr::new(address.ip(), another_port(address.port()))
        ),
        io::ErrorKind::PermissionDenied => write!(
            f,
            "this user may not listen on {address}; ports below 1024 are often reserved. Choose \
             another port with --listen {}.",
            SocketAddr::new(address.ip(), another_port(address.port()))
        ),
        io::ErrorKind::AddrNotAvailable => write!(
            f,
            "{} is not an address of this machine. Choose one that is, such as --listen \
             127.0.0.1:{}.",
            address.ip(),
            address.port()
        ),
        _ => write!(
            f,
            "the operating system does not allow listening on {address}: {error}. Choose another \
             address with --listen."
        ),
    }
}

/// A port to propose: the next one, or the usual one where the next would not do.
fn another_port(port: u16) -> u16 {
    const USUAL: u16 = 8080;
    if port < 1024 {
        USUAL
    } else {
        port.checked_add(1).unwrap_or(USUAL)
    }
}
