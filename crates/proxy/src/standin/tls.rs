//! The stand-in over TLS, with certificates of its own: for leading the companion to it as to the real
//! hosts. Built with the feature `standin` only, as nothing that is delivered makes certificates.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use claimlens_core::calls::{Host, REGIONS};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsAcceptor;

/// Certificates made for one run.
#[derive(Debug)]
pub struct Certificates {
    /// The authority, in PEM: what is to be trusted.
    pub authority: String,
    /// What the server shows: both hosts of every region, and this machine.
    config: Arc<ServerConfig>,
}

impl Certificates {
    /// Makes an authority and a certificate of it. The keys are forgotten with the process.
    ///
    /// # Errors
    /// When the machine has no randomness, or its libraries refuse what they made.
    pub fn make() -> io::Result<Self> {
        let mut authority = CertificateParams::default();
        authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let name = &mut authority.distinguished_name;
        name.push(DnType::CommonName, "claimlens-standin, for tests");
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let itself = authority.self_signed(&key).map_err(io::Error::other)?;
        let issuer = Issuer::new(authority, key);

        let own = KeyPair::generate().map_err(io::Error::other)?;
        let shown = CertificateParams::new(names())
            .and_then(|names| names.signed_by(&own, &issuer))
            .map_err(io::Error::other)?;
        let key = PrivateKeyDer::try_from(own.serialize_der()).map_err(io::Error::other)?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(io::Error::other)?
            .with_no_client_auth()
            .with_single_cert(vec![shown.der().clone()], key)
            .map_err(io::Error::other)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self {
            authority: itself.pem(),
            config: Arc::new(config),
        })
    }
}

/// Every name that the companion may call the hosts by, and this machine's own.
fn names() -> Vec<String> {
    let hosts = REGIONS.iter().flat_map(|(domain, _)| {
        [Host::Login, Host::Api].map(|host| format!("{}.{domain}", host.prefix()))
    });
    hosts
        .chain(["localhost", "127.0.0.1"].map(str::to_owned))
        .collect()
}

/// How long a client may take for its handshake, and for the head of a request.
const PATIENCE: Duration = Duration::from_secs(60);

/// Serves until `stop` ends; then everything is dropped, for it is for tests.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    certificates: &Certificates,
    stop: impl Future<Output = ()>,
) {
    let acceptor = TlsAcceptor::from(Arc::clone(&certificates.config));
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => return,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, _)) = accepted else {
            // Mostly too many open files: one of them may be closed soon.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let (acceptor, router) = (acceptor.clone(), router.clone());
        tokio::spawn(async move {
            // It is fast enough without, too; an answer must not wait for more bytes.
            let _ = stream.set_nodelay(true);
            let Ok(Ok(stream)) = timeout(PATIENCE, acceptor.accept(stream)).await else {
                return;
            };
            let mut builder = http1::Builder::new();
            builder
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE);
            let service = TowerToHyperService::new(router);
            // An error is the client's, who sees it.
            let _ = builder
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}
