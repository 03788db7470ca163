//! The stand-in on a free port, and a browser that does nothing but follow an address.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use claimlens_proxy::server::{Limits, serve};
use claimlens_proxy::standin::{Settings, Standin, router};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A running stand-in; it ends when it is dropped.
pub(crate) struct Running {
    pub(crate) standin: Standin,
    /// What `GENESYS_CLOUD_GATEWAY` is set to: with a path, so that joining it is tested too.
    pub(crate) gateway: String,
    _runtime: Runtime,
}

pub(crate) fn start(settings: Settings) -> Running {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime");
    let standin = Standin::new(settings);
    let listener = runtime
        .block_on(TcpListener::bind("127.0.0.1:0"))
        .expect("a free port");
    let address = listener.local_addr().expect("its address");
    let serving = serve(
        listener,
        router(standin.clone()),
        Limits::default(),
        std::future::pending(),
    );
    runtime.spawn(serving);
    Running {
        standin,
        gateway: format!("http://{address}/mypurecloud.ie"),
        _runtime: runtime,
    }
}

/// Follows an `http` address; answers where it sends on to, empty when nowhere.
pub(crate) fn visit(address: &str) -> String {
    let rest = address.strip_prefix("http://").expect("an http address");
    let (host, path) = rest.split_once('/').expect("a path");
    let mut stream = TcpStream::connect(host.replace("localhost", "127.0.0.1")).expect("a server");
    let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    // A server that closes early has answered all the same.
    let _ = stream.read_to_string(&mut answer);
    let location = answer.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("location").then(|| value.trim())
    });
    location.unwrap_or_default().to_owned()
}

/// The code in an address that a login sent its user to.
pub(crate) fn code_in(address: &str) -> String {
    let (_, query) = address.split_once('?').expect("a query");
    let code = query.split('&').find_map(|pair| pair.strip_prefix("code="));
    code.expect("a code").to_owned()
}
