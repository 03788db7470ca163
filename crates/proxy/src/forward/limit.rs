//! How many requests are taken: of one address, of one address to the token endpoint, and in all.
//!
//! A bucket of tokens, kept as one number: the moment at which it would be full again (the generic cell rate
//! algorithm). The table has a fixed size, so that nobody can fill the memory with addresses; where it is full, the
//! address whose buckets are fullest goes, which loses the least.

use std::hash::{BuildHasher as _, RandomState};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use super::settings::Rates;

const SHARDS: usize = 16;
/// Places for addresses in a shard. All shards together take 1.5 MB, of which the system gives only what is used.
const PLACES: usize = 4096;
/// An address can be in one of so many places.
const WAYS: usize = 8;
/// Numbers in a place: whose it is, its requests, its token calls.
const WIDTH: usize = 3;

/// An address, as the limits see it. Its key is of this run only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(u64);

/// The limits.
#[derive(Debug)]
pub struct Limiter {
    keys: RandomState,
    started: Instant,
    address: Rate,
    tokens: Rate,
    total: Rate,
    shards: Box<[Mutex<Box<[u64]>>]>,
    all: Mutex<u64>,
}

/// A number of requests a minute; all of them may come at once, if none came before.
#[derive(Debug, Clone, Copy)]
struct Rate {
    /// Microseconds from one to the next.
    interval: u64,
    /// How far ahead of time one may be.
    burst: u64,
}

const MINUTE: u64 = 60_000_000;

impl Rate {
    fn new(requests: u32) -> Self {
        let interval = MINUTE / u64::from(requests.max(1));
        Self {
            interval,
            burst: MINUTE.saturating_sub(interval),
        }
    }

    /// What becomes of a bucket when a request is taken out of it at this time.
    fn take(self, bucket: u64, now: u64) -> Result<u64, u64> {
        let full_at = bucket.max(now);
        let ahead = full_at - now;
        if ahead > self.burst {
            return Err(ahead - self.burst);
        }
        Ok(full_at + self.interval)
    }
}

impl Limiter {
    /// Limits with nothing taken yet.
    #[must_use]
    pub fn new(rates: Rates) -> Self {
        let shard = |_| Mutex::new(vec![0; PLACES * WIDTH].into());
        Self {
            keys: RandomState::new(),
            started: Instant::now(),
            address: Rate::new(rates.address),
            tokens: Rate::new(rates.tokens),
            total: Rate::new(rates.total),
            shards: (0..SHARDS).map(shard).collect(),
            all: Mutex::new(0),
        }
    }

    /// What counts as one address: with IPv6, the /64 that a customer is given.
    #[must_use]
    pub fn peer(&self, address: SocketAddr) -> Peer {
        let network = match address.ip().to_canonical() {
            IpAddr::V4(address) => u64::from(u32::from(address)),
            // An IPv4 address has the upper half empty, which no IPv6 network has that anybody is given.
            IpAddr::V6(address) => u64::try_from(u128::from(address) >> 64).unwrap_or_default(),
        };
        // 0 marks a place that is free.
        Peer(self.keys.hash_one(network).max(1))
    }

    /// Takes a request, or says after how many seconds to come again. Of a request that is refused nothing is
    /// counted.
    ///
    /// # Errors
    /// The seconds.
    pub fn take(&self, peer: Peer, is_token_call: bool) -> Result<(), u64> {
        let now = self.started.elapsed().as_micros();
        self.take_at(
            peer,
            is_token_call,
            u64::try_from(now).unwrap_or(u64::MAX / 2),
        )
    }

    fn take_at(&self, Peer(key): Peer, is_token_call: bool, now: u64) -> Result<(), u64> {
        let seconds = |micros: u64| micros.div_ceil(1_000_000).max(1);
        // The lowest bits choose the shard, others the places.
        let shard = usize::try_from(key % SHARDS as u64).unwrap_or_default();
        let Some(shard) = self.shards.get(shard) else {
            return Ok(());
        };
        let mut places = shard.lock().unwrap_or_else(PoisonError::into_inner);
        let sets = (PLACES / WAYS) as u64;
        let first = usize::try_from((key >> 32) % sets).unwrap_or_default() * WAYS * WIDTH;
        let Some(set) = places.get_mut(first..first + WAYS * WIDTH) else {
            return Ok(());
        };
        let Some([owner, calls, tokens]) = place(set, key) else {
            return Ok(());
        };
        if *owner != key {
            (*owner, *calls, *tokens) = (key, 0, 0);
        }
        let calls_then = self.address.take(*calls, now).map_err(seconds)?;
        let tokens_then = if is_token_call {
            self.tokens.take(*tokens, now).map_err(seconds)?
        } else {
            *tokens
        };
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        *all = self.total.take(*all, now).map_err(seconds)?;
        (*calls, *tokens) = (calls_then, tokens_then);
        Ok(())
    }
}

/// The place of an address, or the one it may have: a free one, or else that of the address which came longest ago.
fn place(set: &mut [u64], key: u64) -> Option<&mut [u64; WIDTH]> {
    let (places, _) = set.as_chunks_mut::<WIDTH>();
    let rank = |[owner, calls, tokens]: &[u64; WIDTH]| match *owner {
        owner if owner == key => (0, 0),
        0 => (1, 0),
        _ => (2, (*calls).max(*tokens)),
    };
    places.iter_mut().min_by_key(|place| rank(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000;

    fn limiter(address: u32, total: u32, tokens: u32) -> Limiter {
        Limiter::new(Rates {
            address,
            total,
            tokens,
        })
    }

    fn peer(limiter: &Limiter, ip: &str) -> Peer {
        limiter.peer(SocketAddr::new(ip.parse().expect("an address"), 1))
    }

    #[test]
    fn so_many_at_once_and_then_as_time_goes() {
        let limiter = limiter(60, 10_000, 2);
        let one = peer(&limiter, "192.0.2.1");
        for _ in 0..60 {
            assert_eq!(limiter.take_at(one, false, SECOND), Ok(()));
        }
        assert_eq!(limiter.take_at(one, false, SECOND), Err(1));
        assert_eq!(limiter.take_at(one, false, 2 * SECOND), Ok(()));
        assert_eq!(limiter.take_at(one, false, 2 * SECOND), Err(1));
        let other = peer(&limiter, "192.0.2.2");
        assert_eq!(limiter.take_at(other, true, SECOND), Ok(()));
        assert_eq!(limiter.take_at(other, true, SECOND), Ok(()));
        assert_eq!(limiter.take_at(other, true, SECOND), Err(30));
        assert_eq!(limiter.take_at(other, false, SECOND), Ok(()));
        assert_eq!(limiter.take_at(other, true, 31 * SECOND), Ok(()));
    }

    #[test]
    fn all_together_have_a_limit_and_refused_ones_do_not_count() {
        let limiter = limiter(1, 3, 1);
        let peers: Vec<_> = (1..=4)
            .map(|n| peer(&limiter, &format!("192.0.2.{n}")))
            .collect();
        assert_eq!(limiter.take_at(peers[0], false, 0), Ok(()));
        for _ in 0..100 {
            assert_eq!(limiter.take_at(peers[0], false, 0), Err(60));
        }
        assert_eq!(limiter.take_at(peers[1], false, 0), Ok(()));
        assert_eq!(limiter.take_at(peers[2], false, 0), Ok(()));
        assert_eq!(limiter.take_at(peers[3], false, 0), Err(20));
        assert_eq!(limiter.take_at(peers[3], false, 20 * SECOND), Ok(()));
    }

    #[test]
    fn an_address_is_an_ipv4_address_or_a_64() {
        let limiter = limiter(1, 1, 1);
        let of = |ip| peer(&limiter, ip);
        assert_eq!(of("192.0.2.1"), of("::ffff:192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:1"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
    }

    #[test]
    fn a_million_addresses_need_no_more_room_and_free_nobody_who_is_held() {
        let limiter = limiter(2, u32::MAX, 1);
        let held = peer(&limiter, "192.0.2.1");
        let _ = limiter.take_at(held, false, 0);
        let _ = limiter.take_at(held, false, 0);
        for n in 0..1_000_000_u32 {
            let key = limiter.peer(SocketAddr::new(IpAddr::V4(n.into()), 1));
            assert_eq!(limiter.take_at(key, false, 0), Ok(()));
        }
        assert!(limiter.take_at(held, false, 0).is_err());
        let room: usize = limiter
            .shards
            .iter()
            .map(|shard| shard.lock().unwrap().len())
            .sum();
        assert_eq!(room, SHARDS * PLACES * WIDTH);
    }
}
