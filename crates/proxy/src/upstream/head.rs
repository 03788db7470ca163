//! The head of an upstream's answer, read strictly: what is not written as RFC 9112 wants it is no answer.
//! Only the few headers that are passed on are kept.

use axum::http::{HeaderValue, StatusCode};
use bytes::Bytes;

use super::{Fault, Kept};

/// How many bytes a head may have, and how many lines.
pub(super) const MAX_HEAD: usize = 32 * 1024;
const MAX_LINES: usize = 100;

/// What ends a head.
pub(super) const END: &[u8] = b"\r\n\r\n";

/// A head.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) status: StatusCode,
    pub(super) framing: Framing,
    /// Whether the connection may be used again.
    pub(super) keeps: bool,
    pub(super) kept: Kept,
}

/// How long the body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    /// So many bytes.
    Length(u64),
    /// As the chunks say.
    Chunked,
    /// Until the connection ends.
    Close,
}

/// Where the head ends, if all of it is there. `searched` bytes were looked at before.
pub(super) fn end(buffer: &[u8], searched: usize) -> Option<usize> {
    let from = searched.saturating_sub(END.len() - 1);
    let rest = buffer.get(from..)?;
    let at = rest.windows(END.len()).position(|window| window == END)?;
    Some(from + at + END.len())
}

/// Reads a head; `head` ends with the empty line. `bodiless` says that the request was one that is answered
/// without a body.
pub(super) fn parse(head: &Bytes, bodiless: bool) -> Result<Head, Fault> {
    let text = head.strip_suffix(END).ok_or(Fault::Answer)?;
    let mut rest = text;
    let (version, status) = status_line(next_line(&mut rest)?)?;
    if status.is_redirection() {
        return Err(Fault::Redirect);
    }
    if !(200..600).contains(&status.as_u16()) {
        return Err(Fault::Answer);
    }
    let mut found = Found::default();
    let mut lines = 0;
    while !rest.is_empty() {
        lines += 1;
        if lines > MAX_LINES {
            return Err(Fault::Answer);
        }
        found.take(head, next_line(&mut rest)?)?;
    }
    let framing = match (found.length, found.chunked) {
        (None, false) => Framing::Close,
        (Some(length), false) => Framing::Length(length),
        // In HTTP/1.0 there are no chunks; with both there are two opinions on where the answer ends.
        (None, true) if version == Version::Http11 => Framing::Chunked,
        _ => return Err(Fault::Answer),
    };
    let framing = if bodiless || status == StatusCode::NO_CONTENT {
        Framing::Length(0)
    } else {
        framing
    };
    Ok(Head {
        status,
        framing,
        keeps: version == Version::Http11 && !found.closes && framing != Framing::Close,
        kept: found.kept,
    })
}

#[derive(PartialEq, Eq)]
enum Version {
    Http10,
    Http11,
}

fn status_line(line: &[u8]) -> Result<(Version, StatusCode), Fault> {
    let (version, rest) = if let Some(rest) = line.strip_prefix(b"HTTP/1.1 ") {
        (Version::Http11, rest)
    } else if let Some(rest) = line.strip_prefix(b"HTTP/1.0 ") {
        (Version::Http10, rest)
    } else {
        return Err(Fault::Answer);
    };
    let (digits, reason) = rest.split_at_checked(3).ok_or(Fault::Answer)?;
    if !(reason.is_empty() || reason.starts_with(b" ")) {
        return Err(Fault::Answer);
    }
    let status = StatusCode::from_bytes(digits).map_err(|_| Fault::Answer)?;
    Ok((version, status))
}

/// Takes a line off. It ends with CR and LF and nowhere else, and has no control characters but tabs.
fn next_line<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], Fault> {
    let is_control = |byte: &u8| (*byte < b' ' && *byte != b'\t') || *byte == 0x7f;
    let Some(at) = rest.iter().position(is_control) else {
        return Ok(std::mem::take(rest));
    };
    let (line, end) = rest.split_at_checked(at).ok_or(Fault::Answer)?;
    *rest = end.strip_prefix(b"\r\n").ok_or(Fault::Answer)?;
    Ok(line)
}

/// What the lines told so far.
#[derive(Default)]
struct Found {
    length: Option<u64>,
    chunked: bool,
    closes: bool,
    kept: Kept,
}

impl Found {
    fn take(&mut self, head: &Bytes, line: &[u8]) -> Result<(), Fault> {
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = colon
            .and_then(|colon| line.split_at_checked(colon))
            .ok_or(Fault::Answer)?;
        // A line that begins with a space goes on with the one before, in messages of the last century.
        if name.is_empty() || !name.iter().all(is_token) {
            return Err(Fault::Answer);
        }
        let value = value.get(1..).unwrap_or_default().trim_ascii();
        let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
        // By length first: most names are none of these, and are told by it.
        match name.len() {
            10 if is("connection") => {
                self.closes |= value
                    .split(|byte| *byte == b',')
                    .any(|word| word.trim_ascii().eq_ignore_ascii_case(b"close"));
            }
            14 if is("content-length") => {
                let length = length(value).ok_or(Fault::Answer)?;
                if self.length.replace(length).is_some() {
                    return Err(Fault::Answer);
                }
            }
            17 if is("transfer-encoding") => {
                if !value.eq_ignore_ascii_case(b"chunked") || self.chunked {
                    return Err(Fault::Answer);
                }
                self.chunked = true;
            }
            // None was asked for.
            16 if is("content-encoding") && !value.eq_ignore_ascii_case(b"identity") => {
                return Err(Fault::Answer);
            }
            _ => self.keep(head, name, value),
        }
        Ok(())
    }

    /// Keeps the value of a header that is passed on. Of two the first one counts.
    fn keep(&mut self, head: &Bytes, name: &[u8], value: &[u8]) {
        let Some(slot) = self.kept.slot(name) else {
            return;
        };
        let plain = value.iter().all(|byte| (b' '..=b'~').contains(byte));
        if slot.is_none() && plain && (1..=MAX_KEPT).contains(&value.len()) {
            *slot = HeaderValue::from_maybe_shared(head.slice_ref(value)).ok();
        }
    }
}

/// A value longer than this is not passed on: none of those that are kept has a reason to be.
const MAX_KEPT: usize = 256;

/// Digits alone, and not so many that the number could not be one.
fn length(value: &[u8]) -> Option<u64> {
    if value.is_empty() || value.len() > 15 || !value.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(value).ok()?.parse().ok()
}

fn is_token(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Head, Fault> {
        parse(&Bytes::copy_from_slice(text.as_bytes()), false)
    }

    #[test]
    fn an_ordinary_head() {
        let head = read(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\ncontent-length:5\r\nServer: x\r\n\
             Set-Cookie: a=b\r\nININ-Correlation-Id: c-1 \r\nRetry-After: 3\r\ninin-ratelimit-count: 7\r\n\r\n",
        )
        .expect("a head");
        assert_eq!(head.status, 200);
        assert_eq!(head.framing, Framing::Length(5));
        assert!(head.keeps);
        assert_eq!(head.kept.content_type.expect("kept"), "application/json");
        assert_eq!(head.kept.correlation_id.expect("kept"), "c-1");
        assert_eq!(head.kept.retry_after.expect("kept"), "3");
        assert_eq!(head.kept.ratelimit_count.expect("kept"), "7");
        assert_eq!(head.kept.ratelimit_reset, None);
    }

    #[test]
    fn how_the_end_is_told() {
        let framing = |text: &str| read(text).map(|head| (head.framing, head.keeps));
        let table = [
            ("HTTP/1.1 200 OK\r\n\r\n", (Framing::Close, false)),
            (
                "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\n",
                (Framing::Length(1), false),
            ),
            (
                "HTTP/1.1 200\r\ntransfer-encoding: Chunked\r\n\r\n",
                (Framing::Chunked, true),
            ),
            ("HTTP/1.1 204 None\r\n\r\n", (Framing::Length(0), true)),
            (
                "HTTP/1.1 500 \r\nConnection: x, Close\r\nContent-Length: 0\r\n\r\n",
                (Framing::Length(0), false),
            ),
        ];
        for (text, expected) in table {
            assert_eq!(framing(text), Ok(expected), "{text:?}");
        }
        let head = Bytes::from_static(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n");
        assert_eq!(
            parse(&head, true).map(|head| head.framing),
            Ok(Framing::Length(0))
        );
    }

    #[test]
    fn what_is_not_written_as_it_must_be_is_no_answer() {
        let many = "a: b\r\n".repeat(MAX_LINES + 1);
        for line in [
            "Content-Length: 1\r\nContent-Length: 1",
            "Content-Length: 1\r\nContent-Length: 2",
            "Content-Length: +1",
            "Content-Length: -1",
            "Content-Length: 1, 1",
            "Content-Length: 0x1",
            "Content-Length:",
            "Content-Length: 9999999999999999",
            "Content-Length: 1\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: identity",
            "Content-Encoding: gzip",
            "Content-Encoding: br",
            "a : b",
            ": b",
            "no colon",
            "a: b\r\n folded: c",
            "a: b\nc: d",
            "a: b\rc",
            "a: \0",
            "a: \u{1b}[2J",
            "\u{e9}: b",
            many.trim_end(),
        ] {
            let text = format!("HTTP/1.1 200 OK\r\n{line}\r\n\r\n");
            assert_eq!(read(&text).err(), Some(Fault::Answer), "{line:?}");
        }
        for line in [
            "",
            "HTTP/1.1",
            "HTTP/1.1 ",
            "HTTP/1.1 20",
            "HTTP/1.1 2000 OK",
            "HTTP/1.1 200OK",
            "HTTP/1.1  200 OK",
            "HTTP/1.1 abc",
            "HTTP/1.1 099 x",
            "HTTP/1.1 100 Continue",
            "HTTP/1.1 101 Switching Protocols",
            "HTTP/1.1 103 Early Hints",
            "HTTP/1.1 600 x",
            "HTTP/1.1 999 x",
            "HTTP/2 200",
            "HTTP/0.9 200 OK",
            "http/1.1 200 OK",
            "ICY 200 OK",
            "<html>",
        ] {
            assert_eq!(
                read(&format!("{line}\r\n\r\n")).err(),
                Some(Fault::Answer),
                "{line:?}"
            );
        }
    }

    #[test]
    fn a_redirect_is_told_as_one() {
        for status in ["300", "301", "302", "303", "304", "307", "308", "399"] {
            let text = format!("HTTP/1.1 {status} x\r\nLocation: https://evil.example/\r\n\r\n");
            assert_eq!(read(&text).err(), Some(Fault::Redirect), "{status}");
        }
    }

    #[test]
    fn a_value_that_is_odd_is_not_passed_on() {
        let long = "x".repeat(MAX_KEPT + 1);
        for value in ["", "\u{e9}", "a\tb", &long] {
            let text = format!("HTTP/1.1 200 OK\r\nRetry-After: {value}\r\n\r\n");
            assert_eq!(
                read(&text).expect("a head").kept.retry_after,
                None,
                "{value:?}"
            );
        }
    }

    #[test]
    fn the_end_is_found_across_reads() {
        let text = b"HTTP/1.1 200 OK\r\n\r\nbody";
        for searched in 0..19 {
            assert_eq!(end(text, searched), Some(19), "{searched}");
        }
        assert_eq!(end(b"HTTP/1.1 200 OK\r\n\r", 0), None);
    }
}
