//! All hosts of the table in one: it keeps every byte it is sent, and answers as if all were well.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use claimlens_core::calls::{Host, REGIONS};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::template::Sent;

/// What it has received, and how many connections are not idle.
#[derive(Debug, Default)]
pub(crate) struct Record {
    sent: Mutex<Vec<Sent>>,
    busy: AtomicUsize,
    answer: Mutex<Option<Vec<u8>>>,
}

impl Record {
    /// Takes what was received since the last time.
    pub(crate) fn take(&self) -> Vec<Sent> {
        std::mem::take(&mut self.sent.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether something is on its way.
    pub(crate) fn is_busy(&self) -> bool {
        self.busy.load(Ordering::SeqCst) > 0
    }

    /// From now on it answers with these bytes and hangs up, or, without any, as if all were well.
    pub(crate) fn set_answer(&self, answer: Option<&[u8]>) {
        let mut place = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        *place = answer.map(<[u8]>::to_vec);
    }

    fn answer(&self) -> Option<Vec<u8>> {
        let place = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        place.clone()
    }

    fn keep(&self, name: &str, bytes: Vec<u8>) {
        let name = name.to_owned();
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.push(Sent { name, bytes });
    }
}

/// Every name of the table.
pub(crate) fn names() -> Vec<String> {
    let hosts = [Host::Login, Host::Api];
    let of_region =
        |(domain, _): &(&str, &str)| hosts.map(|host| format!("{}.{domain}", host.prefix()));
    REGIONS.iter().flat_map(of_region).collect()
}

/// Starts it on a free port; returns the certificate to trust.
pub(crate) async fn start(
    record: Arc<Record>,
) -> io::Result<(SocketAddr, CertificateDer<'static>)> {
    let (config, authority) = certificates().map_err(io::Error::other)?;
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            record.busy.fetch_add(1, Ordering::SeqCst);
            let (acceptor, record) = (acceptor.clone(), Arc::clone(&record));
            tokio::spawn(async move {
                let mut is_busy = true;
                // It ends when the other side hangs up.
                let _ = answer(acceptor, stream, &record, &mut is_busy).await;
                if is_busy {
                    record.busy.fetch_sub(1, Ordering::SeqCst);
                }
            });
        }
    });
    Ok((address, authority))
}

fn certificates()
-> Result<(ServerConfig, CertificateDer<'static>), Box<dyn std::error::Error + Send + Sync>> {
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    let key = KeyPair::generate()?;
    let root = authority.self_signed(&key)?.der().clone();
    let issuer = Issuer::new(authority, key);
    let own = KeyPair::generate()?;
    let shown = CertificateParams::new(names())?.signed_by(&own, &issuer)?;
    let key = PrivateKeyDer::try_from(own.serialize_der())?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![shown.der().clone()], key)?;
    Ok((config, root))
}

async fn answer(
    acceptor: TlsAcceptor,
    stream: TcpStream,
    record: &Record,
    is_busy: &mut bool,
) -> io::Result<()> {
    const ANSWER: &[u8] =
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    const ANSWER_TO_HEAD: &[u8] =
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n";
    let _ = stream.set_nodelay(true);
    let mut stream = acceptor.accept(stream).await?;
    let name = stream
        .get_ref()
        .1
        .server_name()
        .unwrap_or_default()
        .to_owned();
    let mut bytes = Vec::new();
    loop {
        let read = stream.read_buf(&mut bytes).await?;
        if read == 0 {
            if !bytes.is_empty() {
                // What was begun and not finished is looked at, too.
                record.keep(&name, bytes);
            }
            return Ok(());
        }
        if !*is_busy {
            *is_busy = true;
            record.busy.fetch_add(1, Ordering::SeqCst);
        }
        if !is_whole(&bytes) {
            continue;
        }
        // More than one request at once would be kept as one, and be none of the template.
        let is_head = bytes.starts_with(b"HEAD ");
        record.keep(&name, std::mem::take(&mut bytes));
        if let Some(answer) = record.answer() {
            stream.write_all(&answer).await?;
            return stream.shutdown().await;
        }
        stream
            .write_all(if is_head { ANSWER_TO_HEAD } else { ANSWER })
            .await?;
        stream.flush().await?;
        *is_busy = false;
        record.busy.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Whether a head is there, and as many bytes behind it as it says.
fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("Content-Length: "));
    let length = length.and_then(|length| length.parse::<usize>().ok());
    body.len() >= length.unwrap_or_default()
}
