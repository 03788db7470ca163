//! Certificates as an attacker, or a careless operator, would have them.

use std::sync::Arc;

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CertificateRevocationListParams, IsCa,
    Issuer, KeyIdMethod, KeyPair, KeyUsagePurpose, RevocationReason, RevokedCertParams,
    SerialNumber, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer};

/// The host of the table that the tests call, and its region.
pub(crate) const LOGIN: &str = "login.mypurecloud.ie";
pub(crate) const API: &str = "api.mypurecloud.ie";

/// An authority: the one that is trusted, or one below it.
pub(crate) struct Authority {
    pub(crate) certificate: Certificate,
    issuer: Issuer<'static, KeyPair>,
}

/// What a server shows: its chain and its key.
#[derive(Clone)]
pub(crate) struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: Arc<KeyPair>,
}

fn authority_params(serial: u64) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.serial_number = Some(SerialNumber::from(serial));
    let name = format!("authority {serial} of the attack tests");
    let names = &mut params.distinguished_name;
    names.push(rcgen::DnType::CommonName, name);
    params
}

impl Authority {
    pub(crate) fn root() -> Self {
        let params = authority_params(1);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.self_signed(&key).expect("a certificate");
        let issuer = Issuer::new(params, key);
        Self {
            certificate,
            issuer,
        }
    }

    /// An authority between this one and a server's certificate.
    pub(crate) fn intermediate(&self, serial: u64) -> Self {
        let params = authority_params(serial);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.issuer).expect("signed");
        let issuer = Issuer::new(params, key);
        Self {
            certificate,
            issuer,
        }
    }

    /// A certificate for these names, in order unless `change` makes it otherwise.
    pub(crate) fn leaf(
        &self,
        names: &[&str],
        change: impl FnOnce(&mut CertificateParams),
    ) -> Identity {
        let (params, key) = leaf_params(names, change);
        let certificate = params.signed_by(&key, &self.issuer).expect("signed");
        Identity {
            chain: vec![certificate.der().clone()],
            key: Arc::new(key),
        }
    }

    /// One for both hosts.
    pub(crate) fn good(&self) -> Identity {
        self.leaf(&[LOGIN, API], |_| {})
    }

    /// A list of what this authority has revoked.
    pub(crate) fn revokes(&self, serial: u64) -> CertificateRevocationListDer<'static> {
        let revoked = RevokedCertParams {
            serial_number: SerialNumber::from(serial),
            revocation_time: date_time_ymd(2024, 6, 17),
            reason_code: Some(RevocationReason::KeyCompromise),
            invalidity_date: None,
        };
        let list = CertificateRevocationListParams {
            this_update: date_time_ymd(2024, 6, 17),
            next_update: date_time_ymd(2100, 1, 1),
            crl_number: SerialNumber::from(1),
            issuing_distribution_point: None,
            revoked_certs: vec![revoked],
            key_identifier_method: KeyIdMethod::Sha256,
        };
        list.signed_by(&self.issuer).expect("signed").into()
    }
}

fn leaf_params(
    names: &[&str],
    change: impl FnOnce(&mut CertificateParams),
) -> (CertificateParams, KeyPair) {
    let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    let mut params = CertificateParams::new(names).expect("names");
    change(&mut params);
    (params, KeyPair::generate().expect("a key"))
}

impl Identity {
    /// Signed by nobody but itself.
    pub(crate) fn self_signed(names: &[&str]) -> Self {
        let (params, key) = leaf_params(names, |_| {});
        let certificate = params.self_signed(&key).expect("signed");
        Self {
            chain: vec![certificate.der().clone()],
            key: Arc::new(key),
        }
    }

    /// With the certificate of an authority between behind it.
    pub(crate) fn below(mut self, authority: &Authority) -> Self {
        self.chain.push(authority.certificate.der().clone());
        self
    }

    /// A server that shows it and speaks these protocols.
    pub(crate) fn server(&self, protocols: &[&[u8]]) -> ServerConfig {
        let key = PrivateKeyDer::try_from(self.key.serialize_der()).expect("a key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(self.chain.clone(), key)
            .expect("a certificate");
        config.alpn_protocols = protocols.iter().map(|&name| name.to_vec()).collect();
        config
    }
}
