//! Upstreams that count what reaches them, and misbehave on request.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls::ServerConfig;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// A listening upstream; it ends when it is dropped.
pub(crate) struct Upstream {
    pub(crate) address: SocketAddr,
    seen: Arc<Seen>,
    task: JoinHandle<()>,
}

/// What it saw.
#[derive(Default)]
pub(crate) struct Seen {
    connections: AtomicUsize,
    open: AtomicUsize,
    requests: Mutex<Vec<String>>,
}

/// A connection to it.
pub(crate) struct Conn {
    pub(crate) stream: TlsStream<TcpStream>,
    /// Which one it is, counted from 1.
    pub(crate) number: usize,
    seen: Arc<Seen>,
    buffer: Vec<u8>,
}

/// Counts down whatever way a connection ends.
struct Open(Arc<Seen>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Upstream {
    /// One over TLS, with the handshake done before `handler` gets the connection.
    pub(crate) async fn tls<F, Fut>(config: ServerConfig, handler: F) -> Self
    where
        F: Fn(Conn) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = ()> + Send + 'static,
    {
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let handler = Arc::new(handler);
        Self::plain(move |stream, number, seen| {
            let (acceptor, handler) = (acceptor.clone(), Arc::clone(&handler));
            async move {
                // A handshake that fails is what some tests are about.
                if let Ok(stream) = acceptor.accept(stream).await {
                    let buffer = Vec::new();
                    handler(Conn {
                        stream,
                        number,
                        seen,
                        buffer,
                    })
                    .await;
                }
            }
        })
        .await
    }

    /// One that gets the bare connection.
    pub(crate) async fn plain<F, Fut>(handler: F) -> Self
    where
        F: Fn(TcpStream, usize, Arc<Seen>) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let seen = Arc::new(Seen::default());
        let noted = Arc::clone(&seen);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let number = noted.connections.fetch_add(1, Ordering::SeqCst) + 1;
                noted.open.fetch_add(1, Ordering::SeqCst);
                let open = Open(Arc::clone(&noted));
                let handling = handler(stream, number, Arc::clone(&noted));
                tokio::spawn(async move {
                    handling.await;
                    drop(open);
                });
            }
        });
        Self {
            address,
            seen,
            task,
        }
    }

    /// One that answers every request with these bytes and keeps the connection.
    pub(crate) async fn answering(config: ServerConfig, answer: impl Into<Vec<u8>>) -> Self {
        let answer: Arc<[u8]> = answer.into().into();
        Self::tls(config, move |mut conn| {
            let answer = Arc::clone(&answer);
            async move {
                while conn.request().await.is_some() {
                    conn.send(&answer).await;
                }
            }
        })
        .await
    }

    /// The requests that came, head and body.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.seen.requests.lock().expect("the list").clone()
    }

    /// How many connections came, handshake or not.
    pub(crate) fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    /// How many of them are open.
    pub(crate) fn open(&self) -> usize {
        self.seen.open.load(Ordering::SeqCst)
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Conn {
    /// The next request, noted; none when the connection ends.
    pub(crate) async fn request(&mut self) -> Option<String> {
        loop {
            if let Some(end) = end_of_request(&self.buffer) {
                let request = self.buffer.drain(..end).collect::<Vec<u8>>();
                let request = String::from_utf8_lossy(&request).into_owned();
                let mut requests = self.seen.requests.lock().expect("the list");
                requests.push(request.clone());
                return Some(request);
            }
            match self.stream.read_buf(&mut self.buffer).await {
                Ok(0) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    /// Sends bytes; that the other side is gone is no fault of the test.
    pub(crate) async fn send(&mut self, bytes: &[u8]) -> bool {
        self.stream.write_all(bytes).await.is_ok() && self.stream.flush().await.is_ok()
    }

    /// Closes in order, with TLS' own farewell.
    pub(crate) async fn close(mut self) {
        let _ = self.stream.shutdown().await;
    }

    /// Says nothing more until the other side hangs up.
    pub(crate) async fn hold(mut self) {
        let mut rest = [0; 1024];
        while matches!(self.stream.read(&mut rest).await, Ok(1..)) {}
    }
}

/// Where the first request in these bytes ends.
fn end_of_request(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let text = String::from_utf8_lossy(&bytes[..head]).to_ascii_lowercase();
    let length = text
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"))
        .map_or(0, |length| length.trim().parse().expect("a length"));
    (bytes.len() >= head + length).then_some(head + length)
}

/// An answer with a JSON body.
pub(crate) fn json(status: &str, headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{headers}\r\n{body}",
        body.len()
    )
}

/// A token, as the token endpoint gives one.
pub(crate) fn token_answer() -> String {
    let body = format!(
        r#"{{"access_token":"{}","token_type":"bearer","expires_in":86399}}"#,
        super::TOKEN
    );
    json("200 OK", "ININ-Correlation-Id: 11111111-2222\r\n", &body)
}

/// Long enough for what happens on this machine, short enough for a test.
pub(crate) const SOON: Duration = Duration::from_secs(10);
