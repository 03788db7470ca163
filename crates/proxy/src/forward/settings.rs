//! What the forwarding half has to be told. It is the interface to the configuration, which checks what
//! people wrote and fills this in; here everything is taken as it stands.

use std::net::SocketAddr;
use std::time::Duration;

use claimlens_core::calls::REGIONS;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer};

use super::Grant;

/// How calls are forwarded. `Default` is what holds on a loopback address when nothing is said.
#[derive(Debug, Clone)]
pub struct Forwarding {
    /// Origins whose pages may call, each compared byte by byte: `https://app.example`. `null` counts
    /// only if it stands here.
    pub origins: Vec<String>,
    /// Whether pages of this server itself may call: `http://` and the request's own `Host`. For loopback
    /// addresses only, where the scheme is known.
    pub own_origin: bool,
    /// Whether clients that are no browser may call without the custom header.
    pub gateway: bool,
    /// The domains of the regions that are forwarded, out of [`REGIONS`].
    pub regions: Vec<&'static str>,
    /// The grants that are forwarded.
    pub grants: Vec<Grant>,
    /// Whether there is the region `demo`, which the stand-in answers within this process.
    pub demo: bool,
    /// How long a call may take in all, connecting included.
    pub deadline: Duration,
    /// How long one upstream may take to be connected to, TLS included.
    pub connect_timeout: Duration,
    /// The proxy on the way out, asked with CONNECT. None of the environment is ever used.
    pub egress: Option<Egress>,
    /// Root certificates that are trusted besides those compiled in.
    pub roots: Vec<CertificateDer<'static>>,
    /// Revocation lists. With one or more, a certificate whose issuer has a list here must not be on it.
    pub crls: Vec<CertificateRevocationListDer<'static>>,
    /// Hosts of the table that are reached at another address. The name in TLS stays the host's, and the
    /// address is not checked: whoever wrote it here meant it.
    pub upstreams: Vec<(String, SocketAddr)>,
    /// Hosts of the table whose private addresses are accepted.
    pub allow_private: Vec<String>,
    /// How many requests are taken.
    pub rates: Rates,
}

/// A proxy on the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Egress {
    /// Its name or address, without brackets.
    pub host: String,
    /// Its port.
    pub port: u16,
}

/// Requests a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// Of one address (IPv6: of one /64).
    pub address: u32,
    /// Of all together.
    pub total: u32,
    /// Token calls of one address.
    pub tokens: u32,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            address: 120,
            total: 1200,
            tokens: 30,
        }
    }
}

impl Default for Forwarding {
    fn default() -> Self {
        Self {
            origins: Vec::new(),
            own_origin: true,
            gateway: false,
            regions: REGIONS.iter().map(|(domain, _)| *domain).collect(),
            grants: Grant::ALL.to_vec(),
            demo: false,
            deadline: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(5),
            egress: None,
            roots: Vec::new(),
            crls: Vec::new(),
            upstreams: Vec::new(),
            allow_private: Vec::new(),
            rates: Rates::default(),
        }
    }
}
