//! A connection to an upstream: one request after the other, each written in one piece and answered in full.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use bytes::BytesMut;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};

use super::head::{self, MAX_HEAD};
use super::room::{Room, Rooms};
use super::{Fault, Incoming};

/// How many bytes are made room for when there is little left. Most answers fit in.
const READ: usize = 8 * 1024;
const LITTLE: usize = 1024;

/// A connection, and what was read of it and belongs to no answer yet.
#[derive(Debug)]
pub(super) struct Connection<S> {
    stream: S,
    pub(super) buffer: BytesMut,
    pub(super) room: Room,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Connection<S> {
    pub(super) fn new(stream: S, rooms: Rooms) -> Self {
        Self {
            stream,
            buffer: BytesMut::new(),
            room: Room::new(rooms),
        }
    }

    /// What is under it, for the pool.
    pub(super) fn into_stream(self) -> S {
        self.stream
    }

    /// Whether a connection that was idle can still be used: it has not ended, and nothing has come that was not
    /// asked for. This is the one moment to find that out, because nothing of the request is sent yet.
    pub(super) async fn is_alive(&mut self) -> bool {
        let mut unasked = [0; 1];
        poll_fn(|context| {
            let mut unasked = ReadBuf::new(&mut unasked);
            let read = Pin::new(&mut self.stream).poll_read(context, &mut unasked);
            // Neither data, nor the end, nor an error is what an idle connection has to say.
            Poll::Ready(read.is_pending())
        })
        .await
    }

    /// Sends a request, and reads its answer; tells whether the connection may be used again. After an error it
    /// must not be.
    pub(super) async fn exchange(
        &mut self,
        request: &[u8],
        bodiless: bool,
        cap: usize,
    ) -> Result<(Incoming, bool), Fault> {
        self.send(request).await.map_err(|_| Fault::Unreachable)?;
        let mut searched = 0;
        let end = loop {
            if let Some(end) = head::end(&self.buffer, searched) {
                break end;
            }
            searched = self.buffer.len();
            if searched > MAX_HEAD {
                return Err(Fault::Answer);
            }
            if !self.fill().await? {
                let hung_up = self.buffer.is_empty();
                return Err(if hung_up {
                    Fault::Unreachable
                } else {
                    Fault::Answer
                });
            }
        };
        if end > MAX_HEAD {
            return Err(Fault::Answer);
        }
        let head = self.buffer.split_to(end).freeze();
        let head = head::parse(&head, bodiless)?;
        let body = self.body(head.framing, cap).await?;
        let body = self.room.holds(body);
        // More than one answer to one request: it cannot be told what the rest is.
        let keeps = head.keeps && self.buffer.is_empty();
        self.buffer = BytesMut::new();
        let answer = Incoming {
            status: head.status,
            kept: head.kept,
            body,
        };
        Ok((answer, keeps))
    }

    async fn send(&mut self, request: &[u8]) -> std::io::Result<()> {
        self.stream.write_all(request).await?;
        self.stream.flush().await
    }

    /// Reads something more; false at the end. A TLS connection that ends without saying so was cut.
    pub(super) async fn fill(&mut self) -> Result<bool, Fault> {
        if self.buffer.capacity() - self.buffer.len() < LITTLE {
            self.buffer.reserve(READ);
        }
        match self.stream.read_buf(&mut self.buffer).await {
            Ok(read) => {
                self.room.fits(self.buffer.len())?;
                Ok(read > 0)
            }
            Err(_) if self.buffer.is_empty() => Err(Fault::Unreachable),
            Err(_) => Err(Fault::Answer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::duplex;

    const CAP: usize = 1000;

    /// What comes of an upstream that answers with these bytes, and then ends.
    async fn answered(bytes: &[u8]) -> Result<(String, bool), Fault> {
        let (near, mut far) = duplex(64);
        let bytes = bytes.to_owned();
        let upstream = tokio::spawn(async move {
            let mut request = [0; 4];
            far.read_exact(&mut request).await.expect("the request");
            // The other side may have had enough before all is written.
            let _ = far.write_all(&bytes).await;
        });
        let mut connection = Connection::new(near, Rooms::new());
        let result = connection.exchange(b"GET!", false, CAP).await;
        drop(connection);
        upstream.await.expect("no panic");
        result.map(|(answer, keeps)| (String::from_utf8_lossy(&answer.body).into_owned(), keeps))
    }

    #[tokio::test]
    async fn a_body_of_each_framing() {
        let table: &[(&str, &str, bool)] = &[
            ("content-length: 5\r\n\r\nhello", "hello", true),
            ("content-length: 0\r\n\r\n", "", true),
            ("content-length: 5\r\n\r\nhello more", "hello", false),
            ("\r\nhello", "hello", false),
            (
                "connection: close\r\ncontent-length: 5\r\n\r\nhello",
                "hello",
                false,
            ),
            (
                "transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "hello",
                true,
            ),
            (
                "transfer-encoding: chunked\r\n\r\n003;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: x\r\n\r\n",
                "hello",
                true,
            ),
        ];
        for (text, body, keeps) in table {
            let line_end = if text.starts_with('\r') { "" } else { "\r\n" };
            let text = format!("HTTP/1.1 200 OK\r\nserver: x{line_end}{text}");
            let text = text.replace("server: x\r\nhello", "server: x\r\n\r\nhello");
            assert_eq!(
                answered(text.as_bytes()).await,
                Ok((body.to_string(), *keeps)),
                "{text:?}"
            );
        }
    }

    #[tokio::test]
    async fn a_cut_answer_is_none() {
        let whole = [
            "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        ];
        for whole in whole {
            assert_eq!(answered(b"").await, Err(Fault::Unreachable));
            for length in 1..whole.len() {
                let cut = &whole.as_bytes()[..length];
                assert_eq!(
                    answered(cut).await,
                    Err(Fault::Answer),
                    "{length} of {whole:?}"
                );
            }
        }
    }

    #[tokio::test]
    async fn everything_has_a_limit() {
        let big = "x".repeat(CAP + 1);
        let lines = "a: b\r\n".repeat(10_000);
        let table = [
            (
                format!("content-length: {}\r\n\r\n", CAP + 1),
                Fault::TooLarge,
            ),
            (
                format!("content-length: {}\r\n\r\n", 1u64 << 40),
                Fault::TooLarge,
            ),
            (format!("\r\n{big}"), Fault::TooLarge),
            (
                format!(
                    "transfer-encoding: chunked\r\n\r\n{:x}\r\n{big}\r\n0\r\n\r\n",
                    CAP + 1
                ),
                Fault::TooLarge,
            ),
            (
                format!(
                    "transfer-encoding: chunked\r\n\r\n{}",
                    "8\r\n12345678\r\n".repeat(CAP)
                ),
                Fault::TooLarge,
            ),
            (
                "transfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n".into(),
                Fault::Answer,
            ),
            (
                format!("transfer-encoding: chunked\r\n\r\n1;{big}\r\nx\r\n0\r\n\r\n"),
                Fault::Answer,
            ),
            (
                format!("transfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n{lines}\r\n"),
                Fault::Answer,
            ),
            (format!("x: {}\r\n\r\n", "x".repeat(1 << 20)), Fault::Answer),
            (format!("{lines}\r\n"), Fault::Answer),
        ];
        for (text, fault) in table {
            let separator = if text.starts_with("\r\n") {
                "a: b\r\n"
            } else {
                ""
            };
            let text = format!("HTTP/1.1 200 OK\r\n{separator}{text}");
            let start = &text[..text.len().min(100)];
            assert_eq!(answered(text.as_bytes()).await, Err(fault), "{start:?}");
        }
    }

    #[tokio::test]
    async fn chunks_are_read_strictly() {
        for chunks in [
            "5\nhello\r\n0\r\n\r\n",
            "5\r\nhello0\r\n\r\n",
            "5\r\nhello!\r\n0\r\n\r\n",
            "5\r\nhel\r\n0\r\n\r\n",
            "\r\nhello\r\n0\r\n\r\n",
            "-5\r\nhello\r\n0\r\n\r\n",
            "+5\r\nhello\r\n0\r\n\r\n",
            "0x5\r\nhello\r\n0\r\n\r\n",
            " 5\r\nhello\r\n0\r\n\r\n",
            "5 \r\nhello\r\n0\r\n\r\n",
            "5\r\nhello\r\n0\r\n\n",
            "5\r\nhello\r\ng\r\n\r\n",
        ] {
            let text = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunks}");
            assert_eq!(
                answered(text.as_bytes()).await,
                Err(Fault::Answer),
                "{chunks:?}"
            );
        }
    }

    #[tokio::test]
    async fn an_idle_connection_has_nothing_to_say() {
        let (near, far) = duplex(64);
        let mut connection = Connection::new(near, Rooms::new());
        assert!(connection.is_alive().await);
        drop(far);
        assert!(!connection.is_alive().await);

        let (near, mut far) = duplex(64);
        let mut connection = Connection::new(near, Rooms::new());
        far.write_all(b"HTTP/1.1 408 Request Timeout\r\n\r\n")
            .await
            .expect("written");
        assert!(!connection.is_alive().await);
    }
}
