//! The way out through a proxy, and to addresses that were allowed by name.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use claimlens_core::calls::{Host, Method};
use claimlens_proxy::forward::Forwarding;
use claimlens_proxy::forward::settings::Egress;
use claimlens_proxy::upstream::{Fault, Incoming, Network, Outgoing, Resolver, Resolving};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

const API: &str = "api.mypurecloud.ie";
const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/// A certificate of the host, and of whom it is.
fn certificates() -> (ServerConfig, CertificateDer<'static>) {
    let mut authority = CertificateParams::new([]).expect("no names");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().expect("a key");
    let authority = CertifiedIssuer::self_signed(authority, key).expect("an authority");
    let key = KeyPair::generate().expect("a key");
    let host = CertificateParams::new([API.to_owned()]).expect("a name");
    let host = host.signed_by(&key, &authority).expect("a certificate");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![host.der().clone()], key)
        .expect("a certificate");
    (config, authority.der().clone())
}

/// Listens, and does this with each connection.
async fn listen<F, Fut>(handler: F) -> SocketAddr
where
    F: Fn(TcpStream) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(handler(stream));
        }
    });
    address
}

async fn answer(config: Arc<ServerConfig>, stream: TcpStream) {
    let Ok(mut stream) = TlsAcceptor::from(config).accept(stream).await else {
        return;
    };
    let mut request = [0; 1024];
    while matches!(stream.read(&mut request).await, Ok(1..)) {
        stream.write_all(ANSWER).await.expect("written");
    }
}

/// Knows the proxy alone.
struct Names(SocketAddr);

impl Resolver for Names {
    fn resolve(&self, host: &str, port: u16) -> Resolving {
        let known = host == "egress.test" && port == self.0.port();
        let found = if known { vec![self.0] } else { Vec::new() };
        Box::pin(async move { Ok(found) })
    }
}

async fn call(settings: &Forwarding, resolver: impl Resolver) -> Result<Incoming, Fault> {
    let network = Arc::new(Network::new(settings, Arc::new(resolver)).expect("settings in order"));
    let outgoing = Outgoing {
        method: Method::Get,
        host: Host::Api,
        target: "/api/v2/users/me",
        authorization: None,
        body: None,
    };
    network.call(0, &outgoing, 100).await
}

fn settings(root: CertificateDer<'static>, egress: Option<SocketAddr>) -> Forwarding {
    Forwarding {
        regions: vec!["mypurecloud.ie"],
        roots: vec![root],
        connect_timeout: Duration::from_millis(500),
        egress: egress.map(|address| Egress {
            host: "egress.test".into(),
            port: address.port(),
        }),
        ..Forwarding::default()
    }
}

/// Reads what the proxy on the way is asked, byte by byte as TLS comes right behind it.
async fn asked(stream: &mut TcpStream) -> String {
    let mut said = Vec::new();
    while !said.ends_with(b"\r\n\r\n") {
        said.push(stream.read_u8().await.expect("a byte"));
    }
    String::from_utf8(said).expect("text")
}

#[tokio::test]
async fn a_proxy_on_the_way_is_asked_for_the_host_and_tls_is_the_hosts() {
    let (config, root) = certificates();
    let config = Arc::new(config);
    let egress = listen(move |mut stream| {
        let config = Arc::clone(&config);
        async move {
            let asked = asked(&mut stream).await;
            let expected =
                "CONNECT api.mypurecloud.ie:443 HTTP/1.1\r\nHost: api.mypurecloud.ie:443\r\n\r\n";
            assert_eq!(asked, expected);
            let open = b"HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n";
            stream.write_all(open).await.expect("written");
            answer(config, stream).await;
        }
    })
    .await;
    let incoming = call(&settings(root, Some(egress)), Names(egress))
        .await
        .expect("an answer");
    assert_eq!(
        (incoming.status.as_u16(), &incoming.body[..]),
        (200, &b"ok"[..])
    );
}

#[tokio::test]
async fn a_proxy_on_the_way_that_does_not_open_it() {
    let (_, root) = certificates();
    let long = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "y".repeat(10_000));
    for (said, fault) in [
        (
            "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
            Fault::Unreachable,
        ),
        (
            "HTTP/1.1 302 Found\r\nLocation: https://evil.example/\r\n\r\n",
            Fault::Unreachable,
        ),
        ("SSH-2.0-x\r\n\r\n", Fault::Unreachable),
        ("", Fault::Unreachable),
        (&long, Fault::Unreachable),
        // What answers then is not the host.
        (
            "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
            Fault::Tls,
        ),
    ] {
        let said = said.to_owned();
        let egress = listen(move |mut stream| {
            let said = said.clone();
            async move {
                asked(&mut stream).await;
                let _ = stream.write_all(said.as_bytes()).await;
                let mut rest = [0; 64];
                if !said.is_empty() {
                    while matches!(stream.read(&mut rest).await, Ok(1..)) {}
                }
            }
        })
        .await;
        let result = call(&settings(root.clone(), Some(egress)), Names(egress)).await;
        assert_eq!(result.err(), Some(fault));
    }
}

#[tokio::test]
async fn a_proxy_on_the_way_that_says_nothing() {
    let (_, root) = certificates();
    let egress = listen(|mut stream| async move {
        asked(&mut stream).await;
        let _ = stream.read_u8().await;
    })
    .await;
    let result = call(&settings(root, Some(egress)), Names(egress)).await;
    assert_eq!(result.err(), Some(Fault::Deadline));
}

/// Answers with these.
struct Fixed(Vec<SocketAddr>);

impl Resolver for Fixed {
    fn resolve(&self, _: &str, _: u16) -> Resolving {
        let found = self.0.clone();
        Box::pin(async move { Ok(found) })
    }
}

#[tokio::test]
async fn a_private_address_is_for_hosts_that_were_named_and_loopback_for_none() {
    let (config, root) = certificates();
    let config = Arc::new(config);
    let here = listen(move |stream| answer(Arc::clone(&config), stream)).await;
    let named = Forwarding {
        allow_private: vec![API.to_owned()],
        ..settings(root.clone(), None)
    };
    let result = call(&named, Fixed(vec![here])).await;
    assert_eq!(result.err(), Some(Fault::Address));
    // Allowed, and tried. What is there, if anything, is not the host.
    let private = SocketAddr::from(([10, 255, 255, 1], 9));
    let result = call(&named, Fixed(vec![private])).await;
    assert!(!matches!(result, Ok(_) | Err(Fault::Address)), "{result:?}");
    let other = Forwarding {
        allow_private: vec!["login.mypurecloud.ie".to_owned()],
        ..settings(root.clone(), None)
    };
    let result = call(&other, Fixed(vec![private])).await;
    assert_eq!(result.err(), Some(Fault::Address));
    // The one address that was written down for the host is taken as it is.
    let led = Forwarding {
        upstreams: vec![(API.to_owned(), here)],
        ..settings(root, None)
    };
    let result = call(&led, Fixed(Vec::new())).await;
    assert_eq!(result.expect("an answer").body, "ok");
}
