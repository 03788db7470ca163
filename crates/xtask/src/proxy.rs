//! The companion, claimlens-proxy, as these commands start it: to serve `dist/site/`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::page::dist;
use crate::process::{cargo, command, show};
use crate::repository::target;
use crate::{Result, reproducible};

/// The profile the companion is delivered in: smaller, and compiled longer, than an ordinary release.
const PROFILE: &str = "proxy-release";

/// Compiles the companion, if its sources changed. Returns the program.
///
/// # Errors
/// When it does not compile.
pub(crate) fn build() -> Result<PathBuf> {
    program(PROFILE, "claimlens-proxy", &[])
}

/// The same for the stand-in for Genesys Cloud, which tests lead the companion to.
///
/// # Errors
/// When it does not compile.
pub(crate) fn build_standin() -> Result<PathBuf> {
    program("release", "claimlens-standin", &["--features", "standin"])
}

fn program(profile: &str, name: &str, further: &[&str]) -> Result<PathBuf> {
    let arguments = [
        "build",
        "--quiet",
        "--profile",
        profile,
        "--package",
        "claimlens-proxy",
        "--bin",
        name,
    ];
    let mut build = cargo(&[arguments.as_slice(), further].concat(), &[]);
    // What is served and tested here is what is handed on.
    reproducible::set_up(&mut build)?;
    show(build)?;
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    Ok(target().join(profile).join(file))
}

/// The command that serves `dist/site/` at `address`, to those who call it by one of `hosts`.
///
/// On loopback it also forwards calls, and has the demo region. It listens there only, unless told otherwise;
/// then it wants to know the names by which browsers may ask for it. An address others can reach is such a
/// name itself.
pub(crate) fn serve_command(program: &Path, address: SocketAddr, hosts: &[String]) -> Command {
    let mut proxy = command(program, &[]);
    proxy
        .arg("--site")
        .arg(dist())
        .args(["--listen", &address.to_string()]);
    let ip = address.ip();
    if ip.is_loopback() {
        proxy.arg("--demo");
    } else {
        // Others would send their secrets through it: that wants a list of origins, which nobody gives here.
        proxy.args(["--page-only", "--allow-remote"]);
        if !ip.is_unspecified() {
            proxy.args(["--host", &ip.to_string()]);
        }
    }
    for host in hosts {
        proxy.args(["--host", host]);
    }
    proxy
}

/// A companion that serves until it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts the companion on a free port of `ip` and waits until it answers.
    ///
    /// # Errors
    /// When it does not, within ten seconds.
    pub(crate) fn start(program: &Path, ip: IpAddr) -> Result<Self> {
        let address = TcpListener::bind((ip, 0))
            .and_then(|listener| listener.local_addr())
            .map_err(|error| format!("there is no free port on {ip}: {error}"))?;
        let mut proxy = serve_command(program, address, &[]);
        // A suite asks for more tokens in a minute than any person.
        for rate in ["--rate-address", "--rate-total", "--rate-tokens"] {
            proxy.args([rate, "100000"]);
        }
        // It says where it listens; here others know. What goes wrong comes on standard error.
        proxy.stdout(Stdio::null());
        // A line for each call would stand between the results.
        proxy.args(["--log", "warn"]);
        let child = proxy
            .spawn()
            .map_err(|error| format!("claimlens-proxy did not start: {error}"))?;
        let mut server = Self { child, address };
        server.wait().map(|()| server)
    }

    /// The address to open, as an origin.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn wait(&mut self) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(10) {
            if TcpStream::connect(self.address).is_ok() {
                return Ok(());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!(
                    "claimlens-proxy ended with {status} before it listened"
                ));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err(format!(
            "claimlens-proxy does not listen on {} after 10 s",
            self.address
        ))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// This machine's address in its network, where it has one: the page over plain http on it is no
/// secure context, as in an intranet.
pub(crate) fn lan_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // Connecting a UDP socket sends nothing: it only chooses the way out (RFC 5737 address).
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(address: &str, hosts: &[&str]) -> Vec<String> {
        let hosts: Vec<String> = hosts.iter().map(ToString::to_string).collect();
        let program = Path::new("claimlens-proxy");
        let command = serve_command(program, address.parse().unwrap(), &hosts);
        command
            .get_args()
            .skip(2)
            .map(|word| word.to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn only_an_address_others_can_reach_is_allowed_remotely() {
        assert_eq!(
            arguments("127.0.0.1:80", &[]),
            ["--listen", "127.0.0.1:80", "--demo"]
        );
        assert_eq!(
            arguments("192.0.2.7:80", &[]),
            [
                "--listen",
                "192.0.2.7:80",
                "--page-only",
                "--allow-remote",
                "--host",
                "192.0.2.7"
            ]
        );
        assert_eq!(
            arguments("0.0.0.0:80", &["box.example"]),
            [
                "--listen",
                "0.0.0.0:80",
                "--page-only",
                "--allow-remote",
                "--host",
                "box.example"
            ]
        );
    }
}
