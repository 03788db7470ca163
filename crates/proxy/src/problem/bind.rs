//! Why an address was not given out, and the way out for each reason.

use std::fmt;
use std::io;
use std::net::SocketAddr;

/// Writes the sentence; `flag` is the option that named the address.
pub(super) fn explain(
    f: &mut fmt::Formatter<'_>,
    flag: &str,
    address: SocketAddr,
    error: &io::Error,
) -> fmt::Result {
    match error.kind() {
        io::ErrorKind::AddrInUse => write!(
            f,
            "{address} is in use by another program, perhaps another claimlens-proxy. Stop that \
             one, or choose another port with {flag} {}.",
            SocketAddr::new(address.ip(), another_port(address.port()))
        ),
        io::ErrorKind::PermissionDenied => write!(
            f,
            "this user may not listen on {address}; ports below 1024 are often reserved. Choose \
             another port with {flag} {}.",
            SocketAddr::new(address.ip(), another_port(address.port()))
        ),
        io::ErrorKind::AddrNotAvailable => write!(
            f,
            "{} is not an address of this machine. Choose one that is, such as {flag} \
             127.0.0.1:{}.",
            address.ip(),
            address.port()
        ),
        _ => write!(
            f,
            "the operating system does not allow listening on {address}: {error}. Choose another \
             address with {flag}."
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
