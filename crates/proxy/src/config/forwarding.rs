//! The options of the forwarding half: regions, grants, the way out, rates.

use std::net::SocketAddr;
use std::time::Duration;

use claimlens_core::calls::{self, Host, REGIONS};

use super::trust;
use super::words::Words;
use crate::args::Args;
use crate::forward::Grant;
use crate::forward::settings::{Egress, Forwarding, Rates};
use crate::hosts;
use crate::problem::Problem;

const REGION: &str = "the domain or the AWS name of a region of Genesys Cloud, to the letter, such as \
    mypurecloud.ie or eu-west-1, without scheme, login. or api. before it";
const GRANT: &str = "one of client_credentials, authorization_code, refresh_token and saml2-bearer";
const DEADLINE: &str = "a whole number of seconds from 1 to 300";
const CONNECT: &str = "a whole number of seconds from 1 to 60, not above the deadline";
const EGRESS: &str =
    "http://HOST:PORT of the proxy on the way out, without a user, a password or a path";
const UPSTREAM: &str = "HOST=ADDRESS:PORT with a host of the table, such as \
    login.mypurecloud.ie=192.0.2.7:443";
const PRIVATE: &str = "a host of the table, such as api.mypurecloud.ie";
const RATE: &str = "a whole number of requests a minute from 1 to 4294967295";

/// Reads all of it. The value is of use only if nothing was wrong.
pub(super) fn read(words: &mut Words, args: &Args, origins: Vec<String>) -> Forwarding {
    let usual = Forwarding::default();
    let deadline = seconds(
        words,
        "deadline",
        args.deadline.as_deref(),
        usual.deadline,
        300,
        DEADLINE,
    );
    let connect_timeout = seconds(
        words,
        "connect_timeout",
        args.connect_timeout.as_deref(),
        usual.connect_timeout.min(deadline),
        deadline.as_secs().min(60),
        CONNECT,
    );
    Forwarding {
        origins,
        own_origin: false,
        gateway: words.switch("gateway", args.gateway.as_deref()),
        regions: regions(words, &args.region).unwrap_or(usual.regions),
        grants: grants(words, &args.grant).unwrap_or(usual.grants),
        demo: words.switch("demo", args.demo.as_deref()),
        deadline,
        connect_timeout,
        egress: args
            .egress_proxy
            .as_deref()
            .and_then(|text| egress(words, text)),
        roots: trust::roots(words, args.extra_roots.as_deref()),
        crls: trust::lists(words, &args.crl),
        upstreams: upstreams(words, &args.upstream),
        allow_private: private(words, &args.allow_private),
        rates: rates(words, args),
    }
}

fn seconds(
    words: &mut Words,
    key: &'static str,
    said: Option<&str>,
    usual: Duration,
    most: u64,
    expected: &'static str,
) -> Duration {
    Duration::from_secs(words.number(key, said, usual.as_secs(), 1..=most, expected))
}

fn rates(words: &mut Words, args: &Args) -> Rates {
    let usual = Rates::default();
    let mut rate = |key, said: &Option<String>, usual| {
        words.number(key, said.as_deref(), usual, 1..=u32::MAX, RATE)
    };
    Rates {
        address: rate("rate_address", &args.rate_address, usual.address),
        total: rate("rate_total", &args.rate_total, usual.total),
        tokens: rate("rate_tokens", &args.rate_tokens, usual.tokens),
    }
}

/// The domains of the regions that were named; nothing when none was.
fn regions(words: &mut Words, said: &[String]) -> Option<Vec<&'static str>> {
    let mut regions = Vec::new();
    for text in said {
        match calls::domain(text.trim()) {
            Some(domain) if regions.contains(&domain) => {}
            Some(domain) => regions.push(domain),
            None => words.wrong("region", text, REGION),
        }
    }
    (!said.is_empty()).then_some(regions)
}

/// The grants that were named; nothing when none was.
fn grants(words: &mut Words, said: &[String]) -> Option<Vec<Grant>> {
    let mut grants = Vec::new();
    for text in said {
        match Grant::named(text.trim()) {
            Some(grant) if grants.contains(&grant) => {}
            Some(grant) => grants.push(grant),
            None => words.wrong("grant", text, GRANT),
        }
    }
    (!said.is_empty()).then_some(grants)
}

/// Whether calls go to this host in some region.
fn is_of_table(host: &str) -> bool {
    [Host::Login, Host::Api].iter().any(|which| {
        let domain = host.strip_prefix(which.prefix());
        let domain = domain.and_then(|rest| rest.strip_prefix('.'));
        domain.is_some_and(|domain| REGIONS.iter().any(|(known, _)| *known == domain))
    })
}

fn upstreams(words: &mut Words, said: &[String]) -> Vec<(String, SocketAddr)> {
    let mut upstreams: Vec<(String, SocketAddr)> = Vec::new();
    for text in said {
        let pair = text.trim().split_once('=');
        let pair = pair.and_then(|(host, address)| Some((host, address.parse().ok()?)));
        match pair.filter(|(host, _)| is_of_table(host)) {
            Some((host, _)) if upstreams.iter().any(|(known, _)| known == host) => {
                words.add(Problem::Twice("upstream", host.to_owned()));
            }
            Some((host, address)) => upstreams.push((host.to_owned(), address)),
            None => words.wrong("upstream", text, UPSTREAM),
        }
    }
    upstreams
}

fn private(words: &mut Words, said: &[String]) -> Vec<String> {
    let mut hosts = Vec::new();
    for text in said {
        let host = text.trim();
        if is_of_table(host) {
            hosts.push(host.to_owned());
        } else {
            words.wrong("allow_private", host, PRIVATE);
        }
    }
    hosts
}

fn egress(words: &mut Words, text: &str) -> Option<Egress> {
    let parsed = text.trim().strip_prefix("http://").and_then(|rest| {
        let (host, port) = rest.strip_suffix('/').unwrap_or(rest).rsplit_once(':')?;
        let name = hosts::name(host)?;
        let name = name.trim_matches(['[', ']']).to_owned();
        let port = port.parse().ok().filter(|port| *port != 0)?;
        Some(Egress { host: name, port })
    });
    if parsed.is_none() {
        words.add(Problem::Value {
            key: "egress_proxy",
            // What was written may hold a password, in whatever form.
            found: None,
            expected: EGRESS,
        });
    }
    parsed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_those_of_the_table_to_the_letter() {
        for good in ["login.mypurecloud.com", "api.usw2.pure.cloud"] {
            assert!(is_of_table(good), "{good}");
        }
        for bad in [
            "mypurecloud.com",
            "apps.mypurecloud.com",
            "login.mypurecloud.com.",
            "login.mypurecloud.com.evil.example",
            "loginmypurecloud.com",
            "LOGIN.mypurecloud.com",
            "login.us-east-1",
            "",
        ] {
            assert!(!is_of_table(bad), "{bad}");
        }
    }

    #[test]
    fn a_password_for_the_egress_proxy_is_not_repeated() {
        for (text, expected) in [
            ("http://proxy.example:3128", Some(("proxy.example", 3128))),
            ("http://[2001:db8::1]:8080/", Some(("2001:db8::1", 8080))),
            ("http://user:canary@proxy.example:3128", None),
            ("https://proxy.example:3128", None),
            ("proxy.example:3128", None),
            ("http://proxy.example", None),
            ("http://proxy.example:0", None),
            ("http://proxy.example:80/canary", None),
        ] {
            let mut words = Words::new(Vec::new());
            let found = egress(&mut words, text);
            let found = found
                .as_ref()
                .map(|egress| (egress.host.as_str(), egress.port));
            assert_eq!(found, expected, "{text}");
            for problem in words.problems() {
                let said = problem.to_string();
                assert!(
                    said.contains("--egress-proxy") && !said.contains("canary"),
                    "{said}"
                );
            }
        }
    }
}
