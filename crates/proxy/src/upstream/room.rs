//! Room for large answers. Each connection of a client could ask for one of four megabytes, and thousands of those
//! are more memory than a machine has; so only some are held at a time, from their first bytes until the client
//! has the last.

use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::Fault;

/// What an answer may have without taking room. Nearly all have less.
pub(super) const SMALL: usize = 64 * 1024;
/// How many larger ones are held at a time: 128 MB of them, if all are as large as they may be.
const LARGE: usize = 32;

/// All the room there is.
#[derive(Debug, Clone)]
pub(super) struct Rooms(Arc<Semaphore>);

impl Rooms {
    pub(super) fn new() -> Self {
        Self(Arc::new(Semaphore::new(LARGE)))
    }
}

/// The room of one answer, once it needs some.
#[derive(Debug)]
pub(super) struct Room {
    rooms: Rooms,
    taken: Option<OwnedSemaphorePermit>,
}

impl Room {
    pub(super) fn new(rooms: Rooms) -> Self {
        Self { rooms, taken: None }
    }

    /// Makes sure that there is room for so many bytes.
    pub(super) fn fits(&mut self, bytes: usize) -> Result<(), Fault> {
        if bytes > SMALL && self.taken.is_none() {
            let taken = Arc::clone(&self.rooms.0).try_acquire_owned();
            self.taken = Some(taken.map_err(|_| Fault::Busy)?);
        }
        Ok(())
    }

    /// The body, which gives its room back with its memory, wherever that happens.
    pub(super) fn holds(&mut self, body: Bytes) -> Bytes {
        match self.taken.take() {
            None => body,
            Some(taken) => Bytes::from_owner(Held {
                body,
                _taken: taken,
            }),
        }
    }
}

struct Held {
    body: Bytes,
    _taken: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.body
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_answer_takes_room_until_it_is_gone() {
        let rooms = Rooms::new();
        let take = |bytes| {
            let mut room = Room::new(rooms.clone());
            room.fits(bytes)?;
            room.fits(bytes)?;
            Ok(room.holds(Bytes::from_static(b"body")))
        };
        let mut held: Vec<_> = (0..LARGE).map(|_| take(SMALL + 1)).collect();
        assert!(held.iter().all(Result::is_ok));
        assert_eq!(take(SMALL + 1), Err(Fault::Busy));
        assert!(take(SMALL).is_ok());
        // A part of it is enough to hold on to it all.
        let part = held.pop().and_then(Result::ok).map(|body| body.slice(1..));
        assert_eq!(take(SMALL + 1), Err(Fault::Busy));
        drop(part);
        assert!(take(SMALL + 1).is_ok());
    }
}
