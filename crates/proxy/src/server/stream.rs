//! The bytes of a connection, metered.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper::body::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::meter::Meter;
use super::strict::Scanner;

/// A connection, and what was read of it before.
#[derive(Debug)]
pub(super) struct Stream {
    inner: TcpStream,
    before: Bytes,
    scanner: Scanner,
    meter: Arc<Meter>,
}

impl Stream {
    /// `before` was read, and so looked at by the scanner, already.
    pub(super) fn new(
        inner: TcpStream,
        before: Bytes,
        scanner: Scanner,
        meter: Arc<Meter>,
    ) -> Self {
        meter.set_inside(scanner.is_inside());
        Self {
            inner,
            before,
            scanner,
            meter,
        }
    }

    pub(super) fn into_inner(self) -> (TcpStream, Scanner) {
        (self.inner, self.scanner)
    }

    /// Notes how a write went.
    fn wrote(&self, polled: &Poll<io::Result<usize>>) {
        match polled {
            Poll::Ready(Ok(bytes)) => self.meter.has_written(*bytes),
            Poll::Ready(Err(_)) => {}
            Poll::Pending => self.meter.set_blocked(true),
        }
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let filled = into.filled().len();
        if self.before.is_empty() {
            match Pin::new(&mut self.inner).poll_read(context, into) {
                Poll::Ready(Ok(())) => {
                    let read = into.filled_mut().get_mut(filled..);
                    self.scanner.scan(read.unwrap_or_default());
                    self.meter.set_inside(self.scanner.is_inside());
                }
                other => return other,
            }
        } else {
            let length = self.before.len().min(into.remaining());
            into.put_slice(&self.before[..length]);
            self.before.advance(length);
        }
        self.meter.has_read(into.filled().len() - filled);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.inner).poll_write(context, bytes);
        self.wrote(&polled);
        polled
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let polled = Pin::new(&mut self.inner).poll_write_vectored(context, bytes);
        self.wrote(&polled);
        polled
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    /// hyper flushes once all that it has to send was written.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = Pin::new(&mut self.inner).poll_flush(context);
        if polled.is_ready() {
            self.meter.set_blocked(false);
        }
        polled
    }

    /// Nothing: the connection is taken back from hyper and ended with care (`connection::linger`).
    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
