//! Connections that ask for little: kept and idle, silent, or with a request that never ends.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use super::peers::{Call, Peer};
use super::usage::Usage;
use crate::Result;
use crate::process::answer;

/// The request as bytes.
fn request(peer: Peer, address: SocketAddr, upstream: SocketAddr) -> String {
    let call = Call::TokensMe;
    let mut text = format!(
        "{} {} HTTP/1.1\r\nHost: {address}\r\n",
        call.method(),
        peer.path(call, upstream)
    );
    for (name, value) in peer.headers(call) {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text + "\r\n"
}

/// Opens `count` connections one after another, has one request answered on each and keeps them.
/// Returns the bytes of the server's memory that each takes; none if the server does not keep them.
///
/// # Errors
/// When one is refused.
pub(super) fn idle_memory(
    peer: Peer,
    address: SocketAddr,
    upstream: SocketAddr,
    count: u32,
    usage: &Usage,
) -> Result<Option<f64>> {
    let request = request(peer, address, upstream);
    // The first ones bring what is allocated once.
    let mut first = Vec::new();
    for _ in 0..50 {
        first.push(answered(address, &request)?);
    }
    thread::sleep(Duration::from_millis(300));
    let before = usage.memory()?;
    let files = usage.files()?;
    let mut kept = Vec::new();
    for _ in 0..count {
        kept.push(answered(address, &request)?);
    }
    thread::sleep(Duration::from_millis(300));
    let after = usage.memory()?;
    let still_open = usage.files()?.saturating_sub(files);
    let are_kept = still_open >= count as usize * 99 / 100;
    Ok(are_kept.then(|| after.saturating_sub(before) as f64 / f64::from(count)))
}

/// A connection on which one request has been answered.
fn answered(address: SocketAddr, request: &str) -> Result<TcpStream> {
    let attempt = || -> std::io::Result<TcpStream> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        stream.write_all(request.as_bytes())?;
        let mut head = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            let read = stream.read(&mut buffer)?;
            head.extend_from_slice(buffer.get(..read).unwrap_or_default());
            if read == 0 || is_whole(&head) {
                break;
            }
        }
        if head.starts_with(b"HTTP/1.1 200") && is_whole(&head) {
            Ok(stream)
        } else {
            let said = String::from_utf8_lossy(&head).into_owned();
            Err(std::io::Error::other(format!("it answered {said:?}")))
        }
    };
    attempt().map_err(|error| format!("a connection to {address}: {error}"))
}

/// Whether an answer has arrived: its head, and as many bytes as it announces or its last chunk.
fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let head = head.to_ascii_lowercase();
    match head.split_once("content-length: ") {
        Some((_, length)) => {
            let length = length.lines().next().unwrap_or_default().trim().parse();
            length.is_ok_and(|length: usize| body.len() >= length)
        }
        None => body.ends_with("0\r\n\r\n"),
    }
}

/// What a client leaves unfinished.
const UNFINISHED: [(&str, Trickle); 4] = [
    ("a silent connection", Trickle::Nothing),
    ("half a head", Trickle::Once("GET / HTTP/1.1\r\nHos")),
    (
        "a head, one byte a second",
        Trickle::Slowly("GET / HTTP/1.1\r\nX: "),
    ),
    ("half a body", Trickle::Body),
];

#[derive(Debug, Clone, Copy)]
enum Trickle {
    Nothing,
    Once(&'static str),
    /// Then one byte a second, for ever.
    Slowly(&'static str),
    /// The head of a token call and the beginning of its body.
    Body,
}

/// For each thing left unfinished: what it is, and when the server closed it, within `limit`.
///
/// # Errors
/// When the server cannot be reached.
pub(super) fn unfinished(
    peer: Peer,
    address: SocketAddr,
    upstream: SocketAddr,
    limit: Duration,
) -> Result<Vec<(&'static str, Option<Duration>)>> {
    let threads: Vec<_> = UNFINISHED
        .into_iter()
        .map(|(name, trickle)| {
            let said = match trickle {
                Trickle::Nothing => String::new(),
                Trickle::Once(text) | Trickle::Slowly(text) => text.to_owned(),
                Trickle::Body => half_a_body(peer, address, upstream),
            };
            let slowly = matches!(trickle, Trickle::Slowly(_));
            (
                name,
                thread::spawn(move || closed_after(address, &said, slowly, limit)),
            )
        })
        .collect();
    let mut found = Vec::new();
    for (name, thread) in threads {
        let time = thread
            .join()
            .map_err(|_| format!("{name}: its thread failed"))?
            .map_err(|error| format!("{}: {name}: {error}", peer.name()))?;
        found.push((name, time));
    }
    Ok(found)
}

fn half_a_body(peer: Peer, address: SocketAddr, upstream: SocketAddr) -> String {
    let call = Call::Token;
    let mut text = format!(
        "POST {} HTTP/1.1\r\nHost: {address}\r\nContent-Length: 29\r\n",
        peer.path(call, upstream)
    );
    for (name, value) in peer.headers(call) {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text + "\r\ngrant_"
}

fn closed_after(
    address: SocketAddr,
    said: &str,
    slowly: bool,
    limit: Duration,
) -> std::io::Result<Option<Duration>> {
    let start = Instant::now();
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(said.as_bytes())?;
    // Also the beat in which bytes trickle.
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    let mut buffer = [0; 4096];
    while start.elapsed() < limit {
        match stream.read(&mut buffer) {
            Ok(0) => return Ok(Some(start.elapsed())),
            // An answer such as 408; the connection is still open.
            Ok(_) => {}
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                if slowly && stream.write_all(b"x").is_err() {
                    return Ok(Some(start.elapsed()));
                }
            }
            Err(_) => return Ok(Some(start.elapsed())),
        }
    }
    Ok(None)
}

/// Lets this program and what it starts open as many files as the system allows.
pub(super) fn raise_open_files() {
    let me = std::process::id().to_string();
    let hard = answer("sh", &["-c", "ulimit -Hn"]).unwrap_or_default();
    let wanted = hard.parse().unwrap_or(65_536).min(65_536);
    // Without prlimit the limit is as it was, and too many connections are an error that says so.
    let _ = answer(
        "prlimit",
        &["--pid", &me, &format!("--nofile={wanted}:{hard}")],
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_with_its_last_byte() {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
        assert!(!is_whole(format!("{head}a").as_bytes()));
        assert!(is_whole(format!("{head}ab").as_bytes()));
        let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n";
        assert!(!is_whole(chunked.as_bytes()));
        assert!(is_whole(format!("{chunked}0\r\n\r\n").as_bytes()));
    }
}
