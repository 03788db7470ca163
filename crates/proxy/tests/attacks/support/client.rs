//! A client that sends exactly the bytes it is told to, and reads answers as they come.

use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::{CODE, SECRET, TOKEN, basic};

/// A request that can be bent out of shape.
#[derive(Clone)]
pub(crate) struct Req {
    method: String,
    target: String,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
}

/// An answer, read to its end.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Req {
    /// A token request that nothing is wrong with.
    pub(crate) fn token() -> Self {
        Self::post("/mypurecloud.ie/login/oauth/token")
            .with("authorization", basic())
            .with("content-type", "application/x-www-form-urlencoded")
            .body("grant_type=client_credentials")
    }

    /// A look at a token that nothing is wrong with.
    pub(crate) fn tokens_me() -> Self {
        Self::api("GET", "/mypurecloud.ie/api/v2/tokens/me")
    }

    /// A call of the API.
    pub(crate) fn api(method: &str, target: &str) -> Self {
        Self::bare(method, target)
            .with("claimlens-request", "1")
            .with("authorization", format!("Bearer {TOKEN}"))
    }

    /// A request with the header that every call needs, from a client that is no browser.
    pub(crate) fn post(target: &str) -> Self {
        Self::bare("POST", target).with("claimlens-request", "1")
    }

    /// One without any header but `Host`.
    pub(crate) fn bare(method: &str, target: &str) -> Self {
        Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Adds a header line.
    pub(crate) fn with(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        let value = value.as_ref().to_vec();
        self.headers.push((name.to_owned(), value));
        self
    }

    /// Leaves a header out.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    /// Has this header once, with this value.
    pub(crate) fn set(self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.without(name).with(name, value)
    }

    pub(crate) fn method(mut self, method: &str) -> Self {
        method.clone_into(&mut self.method);
        self
    }

    pub(crate) fn target(mut self, target: &str) -> Self {
        target.clone_into(&mut self.target);
        self
    }

    pub(crate) fn body(mut self, body: impl AsRef<[u8]>) -> Self {
        self.body = body.as_ref().to_vec();
        self
    }

    /// Its bytes. `Host` and `Content-Length` are added where they were not set.
    pub(crate) fn bytes(&self, host: SocketAddr) -> Vec<u8> {
        let has = |name: &str| self.headers.iter().any(|(known, _)| known == name);
        let mut bytes = format!("{} {} HTTP/1.1\r\n", self.method, self.target).into_bytes();
        if !has("host") {
            bytes.extend(format!("host: {host}\r\n").bytes());
        }
        for (name, value) in &self.headers {
            bytes.extend(name.bytes());
            bytes.extend(b": ");
            bytes.extend(value);
            bytes.extend(b"\r\n");
        }
        let told = has("content-length") || has("transfer-encoding");
        if !told && !self.body.is_empty() {
            bytes.extend(format!("content-length: {}\r\n", self.body.len()).bytes());
        }
        bytes.extend(b"\r\n");
        bytes.extend(&self.body);
        bytes
    }
}

/// A connection to the proxy.
pub(crate) struct Raw {
    pub(crate) stream: TcpStream,
    buffer: Vec<u8>,
}

/// Nothing on this machine takes longer, but what is meant to.
const PATIENCE: Duration = Duration::from_secs(20);

impl Raw {
    pub(crate) async fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("a connection");
        Self::over(stream)
    }

    /// On a connection that is there already.
    pub(crate) fn over(stream: TcpStream) -> Self {
        stream.set_nodelay(true).expect("set");
        Self {
            stream,
            buffer: Vec::new(),
        }
    }

    /// Sends bytes; that the proxy has hung up already is for the answer to show.
    pub(crate) async fn send(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.stream.write_all(bytes.as_ref()).await.is_ok()
    }

    /// The next answer to a request that was not HEAD; none where the connection ends without one.
    pub(crate) async fn answer(&mut self) -> Option<Answer> {
        let answer = timeout(PATIENCE, self.read_answer(false)).await;
        answer.expect("an answer, or an end, in time")
    }

    /// The next answer to HEAD: it has no body, whatever it says.
    pub(crate) async fn answer_to_head(&mut self) -> Option<Answer> {
        let answer = timeout(PATIENCE, self.read_answer(true)).await;
        answer.expect("an answer, or an end, in time")
    }

    /// Whether the connection ends within this time; what still comes is thrown away.
    pub(crate) async fn ends_within(&mut self, time: Duration) -> bool {
        let mut rest = [0; 4096];
        let end = async { while matches!(self.stream.read(&mut rest).await, Ok(1..)) {} };
        timeout(time, end).await.is_ok()
    }

    async fn more(&mut self) -> bool {
        matches!(self.stream.read_buf(&mut self.buffer).await, Ok(1..))
    }

    async fn read_answer(&mut self, to_head: bool) -> Option<Answer> {
        let head = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break self.buffer.drain(..at + 4).collect::<Vec<u8>>();
            }
            if !self.more().await {
                return None;
            }
        };
        let head = String::from_utf8(head).expect("a head in UTF-8");
        let mut lines = head.lines();
        let status = lines.next().expect("a status line");
        let status = status
            .strip_prefix("HTTP/1.1 ")
            .or(status.strip_prefix("HTTP/1.0 "));
        let status = status.expect("HTTP/1").get(..3).expect("a status");
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        let mut answer = Answer {
            status: status.parse().expect("a number"),
            headers,
            body: String::new(),
        };
        let bodiless = to_head || answer.status == 204 || answer.status == 304;
        let body = if bodiless {
            Vec::new()
        } else if answer.header("transfer-encoding") == "chunked" {
            self.chunks().await?
        } else if let Ok(length) = answer.header("content-length").parse::<usize>() {
            while self.buffer.len() < length {
                if !self.more().await {
                    return None;
                }
            }
            self.buffer.drain(..length).collect()
        } else {
            while self.more().await {}
            std::mem::take(&mut self.buffer)
        };
        answer.body = String::from_utf8_lossy(&body).into_owned();
        answer.holds_no_secret();
        Some(answer)
    }

    async fn chunks(&mut self) -> Option<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let at = loop {
                if let Some(at) = find(&self.buffer, b"\r\n") {
                    break at;
                }
                if !self.more().await {
                    return None;
                }
            };
            let line: Vec<u8> = self.buffer.drain(..at + 2).collect();
            let line = String::from_utf8_lossy(&line);
            let length = usize::from_str_radix(line.trim(), 16).expect("a size");
            while self.buffer.len() < length + 2 {
                if !self.more().await {
                    return None;
                }
            }
            body.extend(self.buffer.drain(..length));
            self.buffer.drain(..2);
            if length == 0 {
                return Some(body);
            }
        }
    }
}

impl Answer {
    /// A header's value; empty when there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// Whether there is such a header.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known == name)
    }

    /// The proxy's own code in the body; empty where the answer is not the proxy's.
    pub(crate) fn code(&self) -> String {
        let body: serde_json::Value = serde_json::from_str(&self.body).unwrap_or_default();
        if body["source"] != "claimlens-proxy" {
            return String::new();
        }
        body["code"].as_str().unwrap_or_default().to_owned()
    }

    /// Held for every answer of every test: what was sent as a secret never comes back, but for the token
    /// that was asked for.
    fn holds_no_secret(&self) {
        let whole = format!("{self:?}");
        let basic = basic();
        let encoded = basic.trim_start_matches("Basic ");
        for secret in [SECRET, CODE, encoded] {
            assert!(!whole.contains(secret), "{whole}");
        }
        assert!(self.status == 200 || !whole.contains(TOKEN), "{whole}");
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body: String = self.body.chars().take(2000).collect();
        write!(out, "{} {:?} {body}", self.status, self.headers)
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|part| part == what)
}
