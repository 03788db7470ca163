//! A policy from outside: which members it has, and how long and how large they may be.
//!
//! A leeway of years would make every token look current, so what comes by a link or in a file has bounds.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::Fault;
use super::check::{fault, text as plain};
use super::limits::Text;
use super::read::Node;
use crate::jose::json::Value;
use crate::policy::Policy;
use crate::redaction;

/// What a member of a policy holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Bound {
    /// A text of at most that many characters.
    Text(usize),
    /// At most so many texts, each of at most so many characters.
    Texts(usize, usize),
    /// Whole seconds, from and up to.
    Seconds(i64, i64),
}

/// Ten years.
const YEARS: i64 = 315_360_000;

/// Every member of a policy, in the order of its fields.
pub(crate) static BOUNDS: [(&str, Bound); 9] = [
    ("issuer", Bound::Text(1000)),
    ("audience", Bound::Text(1000)),
    ("scopes", Bound::Texts(100, 200)),
    ("client_id", Bound::Text(300)),
    ("token_type", Bound::Text(100)),
    ("algorithms", Bound::Texts(20, 40)),
    ("max_lifetime", Bound::Seconds(1, YEARS)),
    ("leeway", Bound::Seconds(0, 3600)),
    ("renewal_margin", Bound::Seconds(0, 604_800)),
];

pub(crate) fn bound(name: &str) -> Option<Bound> {
    BOUNDS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, bound)| *bound)
}

/// A policy from a JSON object. Its bounds are asked for by [`check`].
pub(super) fn read(value: Value<'_, '_>) -> Result<Policy, Fault> {
    let names: Vec<&str> = BOUNDS.iter().map(|(name, _)| *name).collect();
    let node = Node::root(value, &names)?;
    let text = |name: &str| node.maybe(name).map(|node| node.text()).transpose();
    let number = |name: &str| node.maybe(name).map(|node| node.number()).transpose();
    let policy = Policy {
        issuer: text("issuer")?,
        audience: text("audience")?,
        scopes: node.list_of("scopes", Node::text)?,
        client_id: text("client_id")?,
        token_type: text("token_type")?,
        algorithms: node.list_of("algorithms", Node::text)?,
        max_lifetime: number("max_lifetime")?,
        leeway: number("leeway")?.unwrap_or_default(),
        renewal_margin: number("renewal_margin")?,
    };
    check(&policy)?;
    Ok(policy)
}

/// Whether a policy keeps to its bounds.
pub(super) fn check(policy: &Policy) -> Result<(), Fault> {
    texts(policy).iter().try_for_each(plain)?;
    for (name, count) in [("scopes", policy.scopes.len()), ("algorithms", policy.algorithms.len())] {
        if let Some(Bound::Texts(most, _)) = bound(name)
            && count > most
        {
            return Err(fault(name, format!("{count} entries"), format!("at most {most}")));
        }
    }
    for (name, seconds) in [
        ("max_lifetime", policy.max_lifetime),
        ("leeway", Some(policy.leeway)),
        ("renewal_margin", policy.renewal_margin),
    ] {
        if let (Some(Bound::Seconds(least, most)), Some(seconds)) = (bound(name), seconds)
            && !(least..=most).contains(&seconds)
        {
            return Err(fault(name, seconds.to_string(), format!("{least} to {most} seconds")));
        }
    }
    Ok(())
}

/// Where a policy holds what looks like a token, a secret or a key, and what it looks like.
pub(super) fn secret(policy: &Policy) -> Option<(String, &'static str)> {
    texts(policy)
        .into_iter()
        .find_map(|text| Some((text.at, redaction::secret(text.text, text.named)?)))
}

fn texts(policy: &Policy) -> Vec<Text<'_>> {
    let mut texts = Vec::new();
    let mut add = |name: &str, at: String, text| {
        let most = match bound(name) {
            Some(Bound::Text(most) | Bound::Texts(_, most)) => most,
            _ => 0,
        };
        texts.push(Text {
            at,
            text,
            most,
            named: true,
        });
    };
    for (name, text) in [
        ("issuer", &policy.issuer),
        ("audience", &policy.audience),
        ("client_id", &policy.client_id),
        ("token_type", &policy.token_type),
    ] {
        if let Some(text) = text {
            add(name, name.to_string(), text.as_str());
        }
    }
    for (name, list) in [("scopes", &policy.scopes), ("algorithms", &policy.algorithms)] {
        for (at, text) in list.iter().enumerate() {
            add(name, format!("{name}[{at}]"), text.as_str());
        }
    }
    texts
}
