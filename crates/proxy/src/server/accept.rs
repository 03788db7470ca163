//! Taking connections from several listeners.

use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::task::Poll;

use tokio::net::{TcpListener, TcpStream};

/// The next connection of any of them. They are asked in turn, so that a busy one does not keep the
/// others waiting.
pub(super) async fn any(
    listeners: &[TcpListener],
    turn: &mut usize,
) -> io::Result<(TcpStream, SocketAddr)> {
    poll_fn(|context| {
        for step in 0..listeners.len() {
            let index = turn.wrapping_add(step) % listeners.len();
            if let Poll::Ready(accepted) = listeners[index].poll_accept(context) {
                *turn = index + 1;
                return Poll::Ready(accepted);
            }
        }
        Poll::Pending
    })
    .await
}

/// Takes what has connected already, then gives the address back.
///
/// Closing a listener resets the connections that wait in it, and a client may have sent its request
/// on one of those. What connects between the last look and the closing is lost; that are microseconds.
pub(super) fn last(listener: TcpListener) -> Vec<(TcpStream, SocketAddr)> {
    // The runtime hears of a new connection a little later than the kernel, so the kernel is asked.
    let Ok(listener) = listener.into_std() else {
        return Vec::new();
    };
    let mut taken = Vec::new();
    loop {
        match listener.accept() {
            Ok((stream, peer)) => {
                let ready = stream.set_nonblocking(true);
                if let Ok(stream) = ready.and_then(|()| TcpStream::from_std(stream)) {
                    taken.push((stream, peer));
                }
            }
            Err(error) if is_of_the_client(&error) => {}
            Err(_) => return taken,
        }
    }
}

/// Whether `accept` failed because of the one connection it would have answered.
pub(super) fn is_of_the_client(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::Interrupted
    )
}
