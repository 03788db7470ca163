//! The hosts of the table, and a call of one.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use claimlens_core::calls::{self, Host, Method};
use rustls::pki_types::ServerName;

use super::connection::Connection;
use super::dial::{Dialer, Target};
use super::outgoing::wipe;
use super::pool::{IDLE, Pool};
use super::room::Rooms;
use super::{Fault, Incoming, Outgoing, Resolver, tls};
use crate::forward::Forwarding;

pub use super::tls::Unusable;

/// How often connections that have waited too long are looked for.
const SWEEP: Duration = Duration::from_secs(1);

/// The way to the hosts of the regions.
pub struct Network {
    dialer: Dialer,
    destinations: Box<[Destination]>,
    sweeping: AtomicBool,
    rooms: Rooms,
}

/// A host.
#[derive(Debug)]
pub struct Destination {
    host: String,
    name: ServerName<'static>,
    fixed: Option<std::net::SocketAddr>,
    allow_private: bool,
    pool: Pool,
}

impl Network {
    /// The way to the hosts of these domains. The calls name a domain by its place in the list.
    ///
    /// # Errors
    /// [`Unusable`], when certificates or revocation lists cannot be used.
    pub fn new(settings: &Forwarding, resolver: Arc<dyn Resolver>) -> Result<Self, Unusable> {
        let mut destinations = Vec::new();
        for domain in &settings.regions {
            for host in [Host::Login, Host::Api] {
                destinations.extend(destination(settings, domain, host));
            }
        }
        Ok(Self {
            dialer: Dialer {
                tls: tls::connector(&settings.roots, &settings.crls)?,
                resolver,
                egress: settings.egress.clone(),
                timeout: settings.connect_timeout,
            },
            destinations: destinations.into(),
            sweeping: AtomicBool::new(false),
            rooms: Rooms::new(),
        })
    }

    /// Sends a request to a host of the region in this place, and reads the answer, of which the body may have
    /// `cap` bytes.
    ///
    /// # Errors
    /// [`Fault`], when there is no answer that can be passed on.
    pub async fn call(
        self: &Arc<Self>,
        region: usize,
        outgoing: &Outgoing<'_>,
        cap: usize,
    ) -> Result<Incoming, Fault> {
        let second = usize::from(outgoing.host == Host::Api);
        let to = self.destinations.get(region * 2 + second);
        // There is one for each region of the settings.
        let to = to.ok_or(Fault::Dns)?;
        let mut bytes = outgoing.bytes(&to.host);
        let bodiless = outgoing.method == Method::Head;
        let result = self.exchange(to, &bytes, bodiless, cap).await;
        wipe(&mut bytes);
        result
    }

    async fn exchange(
        self: &Arc<Self>,
        to: &Destination,
        request: &[u8],
        bodiless: bool,
        cap: usize,
    ) -> Result<Incoming, Fault> {
        let mut connection = loop {
            let Some(stream) = to.pool.take() else {
                let stream = self.dialer.dial(&to.target()).await?;
                break Connection::new(stream, self.rooms.clone());
            };
            // One that has died in the meantime is left before anything is sent; after that there is no second
            // try, for the upstream may have done what was asked.
            let mut idle = Connection::new(stream, self.rooms.clone());
            if idle.is_alive().await {
                break idle;
            }
        };
        let (answer, keeps) = connection.exchange(request, bodiless, cap).await?;
        if keeps {
            to.pool.put(connection.into_stream());
            self.sweep_later();
        }
        Ok(answer)
    }

    /// Sees to it that connections are ended in time, with a task that lives as long as there are any.
    fn sweep_later(self: &Arc<Self>) {
        if self.sweeping.swap(true, Ordering::AcqRel) {
            return;
        }
        let network = Arc::clone(self);
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(SWEEP).await;
                if !network.sweep() {
                    network.sweeping.store(false, Ordering::Release);
                    // One may have come between the look and the line above.
                    if !network.sweep() || network.sweeping.swap(true, Ordering::AcqRel) {
                        return;
                    }
                }
            }
        });
    }

    fn sweep(&self) -> bool {
        let left = self.destinations.iter().filter(|to| to.pool.sweep());
        left.count() > 0
    }
}

/// A host of the table, as it was configured. None for a domain that the table does not have.
fn destination(settings: &Forwarding, domain: &str, host: Host) -> Option<Destination> {
    let host = calls::host(domain, host)?;
    let fixed = settings.upstreams.iter().find(|(name, _)| *name == host);
    Some(Destination {
        name: ServerName::try_from(host.clone()).ok()?,
        fixed: fixed.map(|(_, address)| *address),
        allow_private: settings.allow_private.contains(&host),
        host,
        pool: Pool::default(),
    })
}

impl Destination {
    fn target(&self) -> Target<'_> {
        Target {
            host: &self.host,
            name: &self.name,
            fixed: self.fixed,
            allow_private: self.allow_private,
        }
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network").finish_non_exhaustive()
    }
}

const _: () = assert!(SWEEP.as_secs() < IDLE.as_secs());
