//! The body of an upstream's answer, read to its end and never beyond what it may have.

use bytes::{Buf as _, Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncWrite};

use super::Fault;
use super::connection::Connection;
use super::head::Framing;

/// How long the line before a chunk may be, its extensions included, which nobody reads.
const MAX_LINE: usize = 256;
/// How many lines may follow the last chunk. They are dropped.
const MAX_TRAILERS: usize = 16;

impl<S: AsyncRead + AsyncWrite + Unpin> Connection<S> {
    /// Reads the body.
    pub(super) async fn body(&mut self, framing: Framing, cap: usize) -> Result<Bytes, Fault> {
        match framing {
            Framing::Length(length) => {
                let length = usize::try_from(length).map_err(|_| Fault::TooLarge)?;
                if length > cap {
                    return Err(Fault::TooLarge);
                }
                self.need(length).await?;
                Ok(self.buffer.split_to(length).freeze())
            }
            Framing::Chunked => self.chunks(cap).await,
            Framing::Close => {
                while self.buffer.len() <= cap {
                    if !self.fill().await.map_err(cut)? {
                        return Ok(self.buffer.split().freeze());
                    }
                }
                Err(Fault::TooLarge)
            }
        }
    }

    async fn chunks(&mut self, cap: usize) -> Result<Bytes, Fault> {
        let mut body = BytesMut::new();
        loop {
            let size = chunk_size(&self.line().await?)?;
            if size == 0 {
                break;
            }
            if size > cap - body.len() {
                return Err(Fault::TooLarge);
            }
            self.room.fits(body.len() + size)?;
            self.need(size + 2).await?;
            body.extend_from_slice(self.buffer.get(..size).ok_or(Fault::Answer)?);
            self.buffer.advance(size);
            if !self.buffer.starts_with(b"\r\n") {
                return Err(Fault::Answer);
            }
            self.buffer.advance(2);
        }
        for _ in 0..=MAX_TRAILERS {
            if self.line().await?.is_empty() {
                return Ok(body.freeze());
            }
        }
        Err(Fault::Answer)
    }

    /// Reads until there are so many bytes; the end before that is a cut.
    async fn need(&mut self, length: usize) -> Result<(), Fault> {
        while self.buffer.len() < length {
            if !self.fill().await.map_err(cut)? {
                return Err(Fault::Answer);
            }
        }
        Ok(())
    }

    /// Takes a line off, without what ends it.
    async fn line(&mut self) -> Result<Bytes, Fault> {
        let mut searched = 0;
        loop {
            let rest = self.buffer.get(searched..).unwrap_or_default();
            let at = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            searched = at.map_or(self.buffer.len(), |at| searched + at);
            if searched > MAX_LINE {
                return Err(Fault::Answer);
            }
            if at.is_some() {
                self.need(searched + 2).await?;
                let line = self.buffer.split_to(searched).freeze();
                if !self.buffer.starts_with(b"\r\n") {
                    return Err(Fault::Answer);
                }
                self.buffer.advance(2);
                return Ok(line);
            }
            self.need(searched + 1).await?;
        }
    }
}

/// Within a body a connection that ends has cut it.
fn cut(fault: Fault) -> Fault {
    match fault {
        Fault::Unreachable => Fault::Answer,
        other => other,
    }
}

/// Hexadecimal digits, and extensions behind a semicolon.
fn chunk_size(line: &[u8]) -> Result<usize, Fault> {
    let digits = line.split(|byte| *byte == b';').next().unwrap_or_default();
    let plain = (1..=8).contains(&digits.len()) && digits.iter().all(u8::is_ascii_hexdigit);
    let digits = std::str::from_utf8(digits).ok().filter(|_| plain);
    digits
        .and_then(|digits| usize::from_str_radix(digits, 16).ok())
        .ok_or(Fault::Answer)
}
