//! Who answers has to prove who it is: certificates by Mozilla's list, which is compiled in, and by what the
//! configuration adds; TLS 1.2 and 1.3; and no protocol but HTTP/1.1.

use std::fmt;
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer};
use rustls::{ClientConfig, RootCertStore};
use tokio_rustls::TlsConnector;

/// Why certificates or lists that were configured cannot be used.
#[derive(Debug)]
pub enum Unusable {
    /// A certificate, of this place in the list.
    Root(usize, rustls::Error),
    /// One of the revocation lists.
    Crl(String),
    /// The rest of TLS; it does not depend on what was configured.
    Tls(rustls::Error),
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(place, error) => {
                write!(f, "root certificate {} cannot be used: {error}", place + 1)
            }
            Self::Crl(error) => write!(f, "a revocation list cannot be used: {error}"),
            Self::Tls(error) => write!(f, "TLS cannot be set up: {error}"),
        }
    }
}

impl std::error::Error for Unusable {}

/// The only protocol that is offered. A server that chooses another one is refused by rustls itself.
pub(super) const HTTP_1_1: &[u8] = b"http/1.1";

/// What connects over TLS: with roots and revocation lists besides those compiled in.
pub(crate) fn connector(
    roots: &[CertificateDer<'static>],
    crls: &[CertificateRevocationListDer<'static>],
) -> Result<TlsConnector, Unusable> {
    let mut store = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    for (place, root) in roots.iter().enumerate() {
        let added = store.add(root.clone());
        added.map_err(|error| Unusable::Root(place, error))?;
    }
    let provider = Arc::new(ring::default_provider());
    let verifier =
        WebPkiServerVerifier::builder_with_provider(Arc::new(store), Arc::clone(&provider))
            .with_crls(crls.iter().cloned())
            // Whoever has lists has them of their own authorities, not of all there are.
            .allow_unknown_revocation_status()
            .build()
            .map_err(|error| Unusable::Crl(error.to_string()))?;
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(Unusable::Tls)?
        .with_webpki_verifier(verifier)
        .with_no_client_auth();
    config.alpn_protocols = vec![HTTP_1_1.to_vec()];
    // What is sent with the first bytes of a connection can be sent again by others: a POST must not be.
    config.enable_early_data = false;
    Ok(TlsConnector::from(Arc::new(config)))
}
