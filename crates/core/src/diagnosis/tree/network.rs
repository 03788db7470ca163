//! A, before any answer: names, connections, certificates, and what a browser refuses.

use super::super::signs::Sign;
use super::source::*;
use super::token::ASK;
use super::{Case, Cause, cause, sign};

const FROM: &str = "the connection";

const FIREWALL: Cause = cause(
    "network.firewall",
    "A firewall or proxy in between lets the request not through.",
    (
        "The same request works from another network.",
        "Allow login. and api. of your region's domain, on port 443.",
    ),
    DERIVED,
);

const fn network(
    id: &'static str,
    seen: Sign,
    means: &'static str,
    causes: &'static [Cause],
    step: &'static str,
) -> Case {
    Case {
        id,
        branch: 'A',
        when: sign(seen),
        from: FROM,
        means,
        causes,
        step,
        line: ASK,
        mark: DERIVED.0,
        source: DERIVED.1,
        look_alike: false,
    }
}

pub(super) const CASES: &[Case] = &[
    network(
        "network.cors",
        Sign::Cors,
        "a browser refused the request, so no status is known",
        &[
            cause(
                "network.cors.secret",
                "A flow with a secret was tried from a web page: a browser cannot keep one, and the SDK refuses it.",
                (
                    "The grant is client credentials, SAML2 bearer or a code with a secret.",
                    "Ask for the token on a server, or use the code grant with PKCE in the page.",
                ),
                JAVASCRIPT,
            ),
            cause(
                "network.cors.origin",
                "The page's address is not among the client's authorized redirect URIs.",
                (
                    "With PKCE it works from the page that is registered, and from no other.",
                    "Add the page's address to the client's Authorized redirect URIs.",
                ),
                JAVASCRIPT,
            ),
        ],
        "Ask for tokens that need a secret on a server, never in a page:",
    ),
    network(
        "network.name",
        Sign::NoSuchHost,
        "the host's name does not resolve",
        &[
            cause(
                "network.name.host",
                "The host does not exist: a host is login., api. or apps. and the domain of a region.",
                (
                    "Compare it with the list of regions.",
                    "Use login.{} for tokens and api.{} for calls.",
                ),
                REGION_HOSTS,
            ),
            cause(
                "network.name.dns",
                "Names of the internet do not resolve on this machine.",
                (
                    "Other names fail as well.",
                    "Look at the machine's DNS and proxy settings.",
                ),
                DERIVED,
            ),
        ],
        "Check the host's name against the list of regions:",
    ),
    network(
        "network.timeout",
        Sign::TimedOut,
        "there was no answer in time",
        &[FIREWALL],
        "Allow login. and api. of your region's domain in the firewall, then try again:",
    ),
    network(
        "network.refused",
        Sign::Refused,
        "the connection was refused or cut",
        &[FIREWALL],
        "Allow login. and api. of your region's domain in the firewall, then try again:",
    ),
    network(
        "network.certificate",
        Sign::Certificate,
        "the server's certificate was not accepted",
        &[
            cause(
                "network.certificate.inspection",
                "A proxy that looks into TLS shows its own certificate, and the program does not know its issuer.",
                (
                    "curl -v shows an issuer that is your company's.",
                    "Exempt the hosts from inspection, or give the program the company's root certificate. Do not switch checking off.",
                ),
                DERIVED,
            ),
            cause(
                "network.certificate.store",
                "The machine's root certificates or its clock are out of date.",
                (
                    "Other sites fail as well.",
                    "Update the certificates and the clock.",
                ),
                DERIVED,
            ),
        ],
        "Look at the issuer of the certificate with curl -v:",
    ),
];
