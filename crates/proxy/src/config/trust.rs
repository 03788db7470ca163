//! Certificates and revocation lists from files. Each is read and tried here, so that a file that TLS
//! would choke on is found before anything listens.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer};

use super::words::Words;
use crate::problem::Problem;

/// Large lists of a public authority have some megabytes.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The root certificates of a PEM file.
pub(super) fn roots(words: &mut Words, path: Option<&Path>) -> Vec<CertificateDer<'static>> {
    let Some(path) = path else {
        return Vec::new();
    };
    kept(words, "extra_roots", path, certificates(path))
}

/// The same for a command that knows no other options. The text of an error says what to do.
///
/// # Errors
/// When the file cannot be read, or holds something else.
pub(crate) fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    content(path).and_then(|bytes| {
        let certificates: Vec<_> = CertificateDer::pem_slice_iter(&bytes)
            .collect::<Result<_, _>>()
            .map_err(|_| "its PEM is damaged. Export the certificates again".to_owned())?;
        if certificates.is_empty() {
            return Err(
                "it has no certificate in PEM (-----BEGIN CERTIFICATE-----). Convert it to PEM"
                    .to_owned(),
            );
        }
        let mut store = RootCertStore::empty();
        for (index, certificate) in certificates.iter().enumerate() {
            store.add(certificate.clone()).map_err(|error| {
                format!(
                    "its certificate number {} cannot be used as a root ({error}). Take it out",
                    index + 1
                )
            })?;
        }
        Ok(certificates)
    })
}

/// The revocation lists of all files.
pub(super) fn lists(
    words: &mut Words,
    paths: &[PathBuf],
) -> Vec<CertificateRevocationListDer<'static>> {
    let mut lists = Vec::new();
    for path in paths {
        let found = content(path).and_then(|bytes| lists_in(&bytes));
        lists.extend(kept(words, "crl", path, found));
    }
    lists
}

fn lists_in(bytes: &[u8]) -> Result<Vec<CertificateRevocationListDer<'static>>, String> {
    let mut lists: Vec<_> = CertificateRevocationListDer::pem_slice_iter(bytes)
        .collect::<Result<_, _>>()
        .map_err(|_| "its PEM is damaged. Fetch the list again".to_owned())?;
    if lists.is_empty() {
        lists.push(CertificateRevocationListDer::from(bytes.to_vec()));
    }
    // The verifier reads the lists as it is made. It wants some root; which one does not matter here.
    let roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    let provider = Arc::new(ring::default_provider());
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider)
        .with_crls(lists.clone())
        .build()
        .map(|_| lists)
        .map_err(|_| {
            "it is no revocation list in PEM (-----BEGIN X509 CRL-----) or DER. Fetch it again"
                .to_owned()
        })
}

fn content(path: &Path) -> Result<Vec<u8>, String> {
    let read = || -> io::Result<Vec<u8>> {
        if !path.metadata()?.is_file() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "it is not a file",
            ));
        }
        let mut bytes = Vec::new();
        File::open(path)?
            .take(MAX_BYTES + 1)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    match read() {
        Ok(bytes) if bytes.len() as u64 > MAX_BYTES => {
            Err("it is larger than 64 MiB. Name the right file".to_owned())
        }
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err("there is no such file. Name one that is there".to_owned())
        }
        Err(error) => Err(format!(
            "reading it failed with: {error}. Name a file this user may read"
        )),
    }
}

fn kept<T: Default>(
    words: &mut Words,
    key: &'static str,
    path: &Path,
    found: Result<T, String>,
) -> T {
    found.unwrap_or_else(|why| {
        words.add(Problem::Unusable {
            key,
            path: path.to_owned(),
            why,
        });
        T::default()
    })
}
