//! H, people who cannot log in through SSO.

use super::super::signs::Sign;
use super::source::*;
use super::{Case, cause, sign};

pub(super) const CASES: &[Case] = &[Case {
    id: "sso.login",
    branch: 'H',
    when: sign(Sign::SsoLogin),
    from: "the login through SSO",
    means: "the identity provider or Genesys Cloud refused it",
    causes: &[
        cause(
            "sso.login.certificate",
            "The identity provider's certificate is expired, or it signs with a new one that Genesys Cloud does not know.",
            (
                "It began at once for everybody. The provider's page shows the dates.",
                "Upload the current certificate; up to five may stand there.",
            ),
            SSO,
        )
        .first_if(&[Sign::SaysCertificate]),
        cause(
            "sso.login.clock",
            "The clocks differ: at most ten seconds are allowed.",
            (
                "It comes and goes, or the assertion's NotBefore is ahead. ADFS has no tolerance unless it is set.",
                "Set the identity provider's clock by NTP; in ADFS, NotBeforeSkew helps.",
            ),
            SSO,
        )
        .first_if(&[Sign::SaysClock]),
        cause(
            "sso.login.audience",
            "The audience is not the one that was set up.",
            (
                "Paste the SAML response: its Audience is shown. Entra ID writes spn: before an issuer that is no URI.",
                "Make both sides the same text.",
            ),
            ENTRA,
        )
        .first_if(&[Sign::SaysAudience]),
        cause(
            "sso.login.encrypted",
            "The assertion is encrypted: Genesys Cloud does not read such.",
            (
                "The response holds EncryptedAssertion.",
                "Switch encryption of the assertion off, and keep its signature.",
            ),
            SSO,
        )
        .first_if(&[Sign::SaysEncrypted]),
        cause(
            "sso.login.email",
            "The person's e-mail at the identity provider is not the one in Genesys Cloud.",
            (
                "It concerns some people and not others.",
                "Make both the same, or provision them by SCIM.",
            ),
            SSO,
        )
        .first_if(&[Sign::SaysEmail]),
        cause(
            "sso.login.attribute",
            "An attribute is missing or written in other letters: OrganizationName, email and ServiceName are case-sensitive.",
            (
                "Paste the SAML response: its attributes are shown.",
                "Name them exactly so; OrganizationName is the organization's short name.",
            ),
            SSO,
        )
        .first_if(&[Sign::SaysAttribute]),
        cause(
            "sso.login.organization",
            "The wrong organization or region was chosen on the login page, or the provider sends to another region's address.",
            (
                "The assertion goes to another host than login. and the region's domain, path /saml.",
                "Choose organization and region again; correct the address at the provider.",
            ),
            SSO,
        )
        .first_if(&[Sign::TwoRegions]),
    ],
    step: "Paste the SAML response here to see its dates, audience and attributes, and compare them with the provider's page under Admin > Integrations > Single Sign-on.",
    line: "",
    mark: SSO.0,
    source: SSO.1,
    look_alike: false,
}];
