//! `cargo xtask serve`: the release page, built when needed, served by the companion.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::process::Command;

use crate::{Result, page, proxy};

/// Where to serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options {
    address: SocketAddr,
    /// Names by which browsers may ask for the page, beside the address.
    hosts: Vec<String>,
}

impl Options {
    /// Reads `--port N`, `--listen ADDRESS` and `--host NAME`.
    ///
    /// # Errors
    /// When an argument is unknown or its value is none.
    pub(crate) fn parse(arguments: &[String]) -> Result<Self> {
        let mut address = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080));
        let mut hosts = Vec::new();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let value = rest.next().map_or("", String::as_str);
            match argument.as_str() {
                "--port" => address.set_port(value.parse().map_err(|_| {
                    format!("--port wants a number from 0 to 65535, found `{value}`")
                })?),
                "--listen" => address.set_ip(value.parse::<IpAddr>().map_err(|_| {
                    format!("--listen wants an IP address such as 127.0.0.1, found `{value}`")
                })?),
                "--host" if !value.is_empty() => hosts.push(value.to_owned()),
                other => {
                    return Err(format!(
                        "serve knows --port N, --listen ADDRESS and --host NAME, found `{other}`"
                    ));
                }
            }
        }
        Ok(Self { address, hosts })
    }
}

/// Builds what is not fresh and serves it until it is stopped.
///
/// # Errors
/// When the port is taken, or something cannot be installed or built.
pub(crate) fn serve(options: &Options) -> Result<()> {
    // Asked first: nobody should wait for a build to hear that the port is taken.
    check_free(options.address)?;
    page::ensure_fresh()?;
    let program = proxy::build()?;
    println!(
        "serving dist/site/ on http://{} (stop with Ctrl+C)",
        options.address
    );
    become_it(proxy::serve_command(
        &program,
        options.address,
        &options.hosts,
    ))
}

fn check_free(address: SocketAddr) -> Result<()> {
    match TcpListener::bind(address) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(format!(
            "port {} on {} is in use by another program: stop it, or choose another port with \
             `cargo xtask serve --port {}`",
            address.port(),
            address.ip(),
            address.port().checked_add(1).unwrap_or(8080)
        )),
        Err(error) => Err(format!("cannot listen on {address}: {error}")),
    }
}

/// Goes over into the program, so that signals reach it and its end is ours.
#[cfg(unix)]
fn become_it(mut program: Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(format!("claimlens-proxy did not start: {}", program.exec()))
}

#[cfg(not(unix))]
fn become_it(program: Command) -> Result<()> {
    crate::process::show(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<String> {
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        Options::parse(&arguments).map(|options| options.address.to_string())
    }

    #[test]
    fn loopback_and_8080_unless_told_otherwise() {
        assert_eq!(parse(&[]).unwrap(), "127.0.0.1:8080");
        assert_eq!(
            parse(&["--port", "81", "--listen", "::1"]).unwrap(),
            "[::1]:81"
        );
    }

    #[test]
    fn a_wrong_argument_is_named() {
        assert!(parse(&["--port", "x"]).unwrap_err().contains("`x`"));
        assert!(parse(&["--port"]).unwrap_err().contains("--port wants"));
        assert!(parse(&["--prot", "1"]).unwrap_err().contains("`--prot`"));
    }

    #[test]
    fn a_taken_port_is_said_plainly() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let error = check_free(taken.local_addr().unwrap()).unwrap_err();
        assert!(
            error.contains("in use") && error.contains("--port"),
            "{error}"
        );
    }
}
