//! Asks one server for files, over one connection at a time. Nothing is followed, kept or sent along.

use std::time::Duration;

use axum::body::Bytes;
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, HOST, LOCATION, USER_AGENT as AGENT,
};
use axum::http::uri::Scheme;
use axum::http::{HeaderMap, HeaderName, Request, Uri};
use http_body_util::{BodyExt as _, Empty, Limited};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use rustls::pki_types::{CertificateDer, ServerName};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::upstream::{USER_AGENT, connector};

/// For one answer, connecting included.
const PATIENCE: Duration = Duration::from_secs(30);
/// The largest file of a page is a megabyte.
const LARGEST: usize = 64 * 1024 * 1024;

/// Where the page is said to be.
pub(super) struct Site {
    secure: bool,
    authority: String,
    host: String,
    port: u16,
    /// With a slash at its end.
    path: String,
    tls: TlsConnector,
    sender: Option<SendRequest<Empty<Bytes>>>,
}

/// How a file is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Asked {
    /// As it is.
    Plain,
    /// In one encoding, and no other.
    In(&'static str),
    /// As a browser would: with every encoding it knows, and with its own name.
    AsBrowser,
}

/// A browser's name and its encodings: a server that has something else for people must not know this program by
/// what it asks for.
const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const ENCODINGS: &str = "gzip, deflate, br, zstd";

impl Asked {
    fn headers(self) -> [(HeaderName, &'static str); 3] {
        match self {
            Self::AsBrowser => [
                (AGENT, BROWSER),
                (ACCEPT_ENCODING, ENCODINGS),
                (ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8"),
            ],
            Self::Plain => [
                (AGENT, USER_AGENT),
                (ACCEPT_ENCODING, "identity"),
                (ACCEPT, "*/*"),
            ],
            Self::In(encoding) => [
                (AGENT, USER_AGENT),
                (ACCEPT_ENCODING, encoding),
                (ACCEPT, "*/*"),
            ],
        }
    }
}

/// What came.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Answer {
    /// How the body is compressed, if it is; all of it, however many headers say it.
    pub(super) fn encoding(&self) -> Option<String> {
        let said = self.headers.get_all(CONTENT_ENCODING).iter();
        let said: Vec<String> = said
            .map(|value| String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase())
            .collect();
        let encoding = said.join(", ");
        (!matches!(encoding.as_str(), "" | "identity")).then_some(encoding)
    }

    /// SHA-256 of the body, in hexadecimal digits.
    pub(super) fn hash(&self) -> String {
        hash(&self.body)
    }

    /// Where it leads, if it leads anywhere.
    pub(super) fn location(&self) -> Option<&str> {
        let leads = (300..400).contains(&self.status);
        leads.then(|| self.headers.get(LOCATION)?.to_str().ok())?
    }
}

/// SHA-256 in hexadecimal digits.
pub(super) fn hash(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Site {
    /// Reads an address.
    pub(super) fn at(url: &str, roots: &[CertificateDer<'static>]) -> Result<Self, String> {
        let no_address = || {
            format!(
                "{url:?} is no address of a page; expected one such as https://tools.example/claimlens/, without \
                 a query."
            )
        };
        let uri: Uri = url.parse().map_err(|_| no_address())?;
        let secure = match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTPS => true,
            Some(scheme) if *scheme == Scheme::HTTP => false,
            _ => return Err(no_address()),
        };
        let (Some(authority), Some(host)) = (uri.authority(), uri.host()) else {
            return Err(no_address());
        };
        // A name and a password would be sent to somebody.
        if authority.as_str().contains('@') || uri.query().is_some() || url.contains('#') {
            return Err(no_address());
        }
        let path = uri.path().strip_suffix("index.html").unwrap_or(uri.path());
        Ok(Self {
            secure,
            authority: authority.as_str().to_owned(),
            host: host.trim_matches(['[', ']']).to_owned(),
            port: uri.port_u16().unwrap_or(if secure { 443 } else { 80 }),
            path: format!("{}/", path.trim_end_matches('/')),
            tls: connector(roots, &[]).map_err(|error| error.to_string())?,
            sender: None,
        })
    }

    /// The page's address as it is asked for.
    pub(super) fn address(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        format!("{scheme}://{}{}", self.authority, self.path)
    }

    /// Whether whoever is on the way could answer in its place.
    pub(super) fn is_open(&self) -> bool {
        let here =
            matches!(self.host.as_str(), "localhost" | "::1") || self.host.starts_with("127.");
        !self.secure && !here
    }

    /// Asks for a file.
    pub(super) async fn get(&mut self, name: &str, how: Asked) -> Result<Answer, String> {
        let asked = timeout(PATIENCE, self.ask(name, how)).await;
        let what = if name.is_empty() { "the page" } else { name };
        match asked {
            Ok(answer) => answer.map_err(|error| format!("{}: {what}: {error}.", self.address())),
            Err(_) => Err(format!(
                "{}: {what} did not come within {} seconds.",
                self.address(),
                PATIENCE.as_secs()
            )),
        }
    }

    async fn ask(&mut self, name: &str, how: Asked) -> Result<Answer, String> {
        let mut kept = self.sender.take();
        if let Some(sender) = &mut kept
            && sender.ready().await.is_err()
        {
            kept = None;
        }
        let mut sender = match kept {
            Some(kept) => kept,
            None => self.connect().await?,
        };
        let mut request = Request::get(format!("{}{name}", self.path))
            .header(HOST, &self.authority)
            // What a cache in between has kept is not what the server has now.
            .header(CACHE_CONTROL, "no-cache");
        for (header, value) in how.headers() {
            request = request.header(header, value);
        }
        let request = request
            .body(Empty::new())
            .map_err(|error| error.to_string())?;
        let answer = match sender.send_request(request.clone()).await {
            Ok(answer) => answer,
            // The server may have closed the connection just then; a GET can be asked again.
            Err(_) => {
                sender = self.connect().await?;
                let again = sender.send_request(request).await;
                again.map_err(|error| format!("there was no answer ({error})"))?
            }
        };
        let (head, body) = answer.into_parts();
        let body = Limited::new(body, LARGEST).collect().await;
        let body = body.map_err(|error| format!("the answer broke off ({error})"))?;
        self.sender = Some(sender);
        Ok(Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body: body.to_bytes(),
        })
    }

    async fn connect(&self) -> Result<SendRequest<Empty<Bytes>>, String> {
        let tcp = TcpStream::connect((self.host.as_str(), self.port)).await;
        let tcp = tcp.map_err(|error| format!("it cannot be reached ({error})"))?;
        if !self.secure {
            return speak(tcp).await;
        }
        let name = ServerName::try_from(self.host.clone())
            .map_err(|_| "its name is none a certificate could have".to_owned())?;
        let tls = self.tls.connect(name, tcp).await.map_err(|error| {
            format!(
                "it did not prove who it is ({error}). For a certificate of your own authority: --extra-roots FILE"
            )
        })?;
        speak(tls).await
    }
}

async fn speak<S>(stream: S) -> Result<SendRequest<Empty<Bytes>>, String>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| error.to_string())?;
    // What goes wrong is seen by whoever waits for the answer.
    tokio::spawn(connection);
    Ok(sender)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_what_is_none_is_said() {
        for (url, expected) in [
            ("https://a.example", "https://a.example/"),
            (
                "http://127.0.0.1:8080/tools/claimlens",
                "http://127.0.0.1:8080/tools/claimlens/",
            ),
            (
                "https://a.example:8443/x/index.html",
                "https://a.example:8443/x/",
            ),
            ("http://[::1]:1/", "http://[::1]:1/"),
        ] {
            assert_eq!(
                Site::at(url, &[]).map(|site| site.address()),
                Ok(expected.to_owned())
            );
        }
        for url in [
            "",
            "a.example",
            "/x",
            "ftp://a.example/",
            "https://",
            "https://a:b@c.example/",
            "https://a.example/?x=1",
            "https://a.example/#x",
        ] {
            assert!(Site::at(url, &[]).is_err(), "{url}");
        }
    }
}
