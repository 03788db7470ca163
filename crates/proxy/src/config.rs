//! From options to a checked configuration: everything is looked at, everything wrong is
//! reported, and nothing listens before all of it is right.

use std::fs;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use axum::http::HeaderMap;
use tokio::net::{TcpListener, TcpSocket};

use crate::args::Args;
use crate::headers_file;
use crate::hosts::{self, Hosts};
use crate::problem::Problem;

/// How many connections may wait for `accept`; the kernel keeps the rest away.
const BACKLOG: u32 = 1024;

/// The page, ready to be served.
#[derive(Debug, Clone)]
pub struct Site {
    /// The folder, absolute and without symbolic links.
    pub folder: PathBuf,
    /// What `headers.json` says.
    pub headers: HeaderMap,
}

impl Site {
    /// Opens a built page.
    ///
    /// # Errors
    /// Every [`Problem`] with the folder, not only the first.
    pub fn open(path: &Path) -> Result<Self, Vec<Problem>> {
        let folder = fs::canonicalize(path)
            .and_then(|folder| fs::metadata(&folder).map(|found| (folder, found.is_dir())));
        let folder = match folder {
            Ok((folder, true)) => folder,
            Ok((_, false)) => return Err(vec![Problem::SiteIsNoFolder(path.to_owned())]),
            Err(error) => return Err(vec![Problem::SiteUnreadable(path.to_owned(), error)]),
        };
        let mut problems = Vec::new();
        for name in ["index.html", headers_file::NAME] {
            if !folder.join(name).is_file() {
                problems.push(Problem::FileMissing(path.to_owned(), name));
            }
        }
        let headers_path = folder.join(headers_file::NAME);
        let mut headers = HeaderMap::new();
        if headers_path.is_file() {
            match headers_file::read(&headers_path) {
                Ok(read) => headers = read,
                Err(faults) => problems.extend(
                    faults
                        .into_iter()
                        .map(|fault| Problem::Headers(headers_path.clone(), fault)),
                ),
            }
        }
        if problems.is_empty() {
            Ok(Self { folder, headers })
        } else {
            Err(problems)
        }
    }
}

/// Options that were found good, and the address already reserved.
#[derive(Debug)]
pub struct Config {
    /// What is served.
    pub site: Site,
    /// The names it is served under.
    pub hosts: Hosts,
    socket: TcpSocket,
}

impl Config {
    /// Checks the options and reserves the address without listening on it yet.
    ///
    /// # Errors
    /// Every [`Problem`], in the order of the options.
    pub fn check(args: Args) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let site = match &args.site {
            Some(path) => Site::open(path),
            None => Err(vec![Problem::SiteNotNamed]),
        };
        let site = site.map_err(|found| problems.extend(found)).ok();
        let mut named = Vec::new();
        for text in args.hosts {
            match hosts::name(&text) {
                Some(name) => named.push(name),
                None => problems.push(Problem::HostMalformed(text)),
            }
        }
        let address = address(&args.listen, args.allow_remote, named.is_empty());
        let bound = address
            .and_then(|address| {
                let socket = reserve(address).map_err(|error| Problem::Bind(address, error))?;
                Ok((address, socket))
            })
            .map_err(|problem| problems.push(problem))
            .ok();
        match (site, bound) {
            (Some(site), Some((address, socket))) if problems.is_empty() => Ok(Self {
                site,
                hosts: Hosts::new(address, named),
                socket,
            }),
            _ => Err(problems),
        }
    }

    /// Starts to listen; answers the listener and the page's address for people. Must be called
    /// inside a tokio runtime.
    ///
    /// # Errors
    /// When the operating system takes the reserved address back.
    pub fn listen(self) -> io::Result<(TcpListener, String)> {
        let listener = self.socket.listen(BACKLOG)?;
        let address = listener.local_addr()?;
        let url = match self.hosts.first() {
            // 0.0.0.0 is nothing one could open in a browser; a name that was given is.
            Some(name) if address.ip().is_unspecified() => {
                format!("http://{name}:{}", address.port())
            }
            _ => format!("http://{address}"),
        };
        Ok((listener, url))
    }
}

/// Reads the address and holds it against what was allowed.
fn address(text: &str, allow_remote: bool, nameless: bool) -> Result<SocketAddr, Problem> {
    let address: SocketAddr = text
        .trim()
        .parse()
        .map_err(|_| Problem::ListenMalformed(text.to_owned()))?;
    if is_local(address.ip()) {
        Ok(address)
    } else if !allow_remote {
        Err(Problem::RemoteNotAllowed(address))
    } else if nameless {
        Err(Problem::HostNotNamed(address))
    } else {
        Ok(address)
    }
}

/// Whether only this machine can reach the address, `::ffff:127.0.0.1` included.
fn is_local(ip: IpAddr) -> bool {
    ip.to_canonical().is_loopback()
}

/// Takes the address without listening, so that a port in use is found together with all other
/// problems and nobody can connect before they are mended.
fn reserve(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()
    } else {
        TcpSocket::new_v6()
    }?;
    // A restart must not wait for connections of the previous run to time out. On Windows the same
    // option would let two programs share a port, and it is not needed there.
    if cfg!(not(windows)) {
        socket.set_reuseaddr(true)?;
    }
    socket.bind(address)?;
    Ok(socket)
}
