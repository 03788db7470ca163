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
use crate::site_config::{MemberKind, POLICY_MEMBERS};

/// What a member of a policy holds.
fn bound(name: &str) -> Option<MemberKind> {
    POLICY_MEMBERS
        .iter()
        .find(|member| member.name == name)
        .map(|member| member.kind)
}

/// The members that are a text, in the order they are written.
pub(super) fn texts_of(policy: &Policy) -> [(&'static str, &Option<String>); 4] {
    [
        ("issuer", &policy.issuer),
        ("audience", &policy.audience),
        ("client_id", &policy.client_id),
        ("token_type", &policy.token_type),
    ]
}

/// The members that are lists of texts.
pub(super) fn lists_of(policy: &Policy) -> [(&'static str, &Vec<String>); 2] {
    [
        ("scopes", &policy.scopes),
        ("algorithms", &policy.algorithms),
    ]
}

/// The members that are seconds.
pub(super) fn numbers_of(policy: &Policy) -> [(&'static str, Option<i64>); 3] {
    [
        ("max_lifetime", policy.max_lifetime),
        ("leeway", Some(policy.leeway)),
        ("renewal_margin", policy.renewal_margin),
    ]
}

/// A policy from a JSON object. Its bounds are asked for by [`check`].
pub(super) fn read(value: Value<'_, '_>) -> Result<Policy, Fault> {
    let names: Vec<&str> = POLICY_MEMBERS.iter().map(|member| member.name).collect();
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
    for (name, list) in lists_of(policy) {
        if let Some(MemberKind::Texts(most, _)) = bound(name)
            && list.len() > most
        {
            return Err(fault(
                name,
                format!("{} entries", list.len()),
                format!("at most {most}"),
            ));
        }
    }
    for (name, seconds) in numbers_of(policy) {
        if let (Some(MemberKind::Seconds(least, most)), Some(seconds)) = (bound(name), seconds)
            && !(least..=most).contains(&seconds)
        {
            return Err(fault(
                name,
                seconds.to_string(),
                format!("{least} to {most} seconds"),
            ));
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
            Some(MemberKind::Text(most) | MemberKind::Texts(_, most)) => most,
            _ => 0,
        };
        texts.push(Text {
            at,
            text,
            most,
            named: true,
        });
    };
    for (name, text) in texts_of(policy) {
        if let Some(text) = text {
            add(name, name.to_string(), text.as_str());
        }
    }
    for (name, list) in lists_of(policy) {
        for (at, text) in list.iter().enumerate() {
            add(name, format!("{name}[{at}]"), text.as_str());
        }
    }
    texts
}
