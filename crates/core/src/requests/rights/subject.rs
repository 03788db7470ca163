//! `authorization/subjects/{id}`: the roles of a client, with the permissions in them.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::permission::placed;
use super::{Held, Permission};
use crate::jose::json::Value;
use crate::order;
use crate::requests::answers::{json, text};
use crate::requests::{Answer, Planned, Refusal, refusal};

/// A role that was given, for a division.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RoleGrant {
    /// The role's id.
    pub role_id: String,
    /// Its name.
    pub role: String,
    /// The division's id; `*` for all divisions.
    pub division_id: String,
    /// Its name.
    pub division: String,
    /// Whether it is the home division.
    pub is_home: bool,
    /// When it was given, as the answer has it.
    pub given_at: String,
    /// How many permissions the role has.
    pub permissions: usize,
}

impl RoleGrant {
    /// In words: `Reader in Sales`, `Reader in all divisions`.
    #[must_use]
    pub fn text(&self) -> String {
        placed(&self.role, &self.division, &self.division_id)
    }
}

/// What a client or a user may do.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Subject {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The roles that were given.
    pub grants: Vec<RoleGrant>,
    /// All permissions, once each, in the order of their names.
    pub permissions: Vec<Permission>,
}

/// Reads the answer of `authorization/subjects/{id}`.
///
/// # Errors
/// Where it was refused, or is no such answer.
pub fn read_subject(planned: &Planned, answer: &Answer) -> Result<Subject, Box<Refusal>> {
    let document = json(answer.body.expose());
    let body = document
        .object()
        .filter(|body| answer.is_ok() && body.get("grants").is_some());
    let Some(body) = body else {
        return Err(Box::new(refusal(planned, answer)));
    };
    let mut subject = Subject {
        id: text(body, "id"),
        name: text(body, "name"),
        ..Subject::default()
    };
    let mut found = Vec::new();
    for grant in list(body, "grants") {
        subject.grants.push(read_grant(grant, &mut found));
    }
    subject.permissions = merged(found);
    Ok(subject)
}

fn read_grant(grant: Value<'_, '_>, found: &mut Vec<Permission>) -> RoleGrant {
    let of = |member: &str, name: &str| {
        grant
            .get(member)
            .map(|value| text(value, name))
            .unwrap_or_default()
    };
    let named = |member: &str| {
        let name = of(member, "name");
        if name.is_empty() {
            of(member, "id")
        } else {
            name
        }
    };
    let held = Held {
        role: named("role"),
        division: named("division"),
        division_id: of("division", "id"),
        has_condition: false,
    };
    let before = found.len();
    let policies = grant.get("role").map(|role| list(role, "policies"));
    for policy in policies.unwrap_or_default() {
        let (domain, entity) = (text(policy, "domain"), text(policy, "entityName"));
        let has_condition = !text(policy, "condition").is_empty();
        let actions = policy.get("actions");
        let actions = actions.or_else(|| policy.get("actionSet"));
        for action in actions.into_iter().flat_map(|actions| actions.items()) {
            let action = action.as_str().unwrap_or_default().into_owned();
            if domain.is_empty() || action.is_empty() {
                continue;
            }
            found.push(Permission {
                domain: domain.clone(),
                // A policy without an entity is for all of the domain.
                entity: if entity.is_empty() {
                    String::from("*")
                } else {
                    entity.clone()
                },
                action,
                held: Vec::from([Held {
                    has_condition,
                    ..held.clone()
                }]),
            });
        }
    }
    RoleGrant {
        role_id: of("role", "id"),
        is_home: grant
            .get("division")
            .and_then(|division| division.get("homeDivision"))
            .and_then(|home| home.as_bool())
            == Some(true),
        given_at: text(grant, "grantMadeAt"),
        permissions: found.len().saturating_sub(before),
        role: held.role,
        division: held.division,
        division_id: held.division_id,
    }
}

fn list<'d, 't>(value: Value<'d, 't>, name: &str) -> Vec<Value<'d, 't>> {
    let items = value.get(name).into_iter().flat_map(|list| list.items());
    items.collect()
}

/// Each permission once, with all that hold it.
fn merged(mut found: Vec<Permission>) -> Vec<Permission> {
    order::sort(&mut found);
    let mut merged: Vec<Permission> = Vec::new();
    for permission in found {
        match merged.last_mut() {
            Some(last)
                if last.domain == permission.domain
                    && last.entity == permission.entity
                    && last.action == permission.action =>
            {
                for held in permission.held {
                    if !last.held.contains(&held) {
                        last.held.push(held);
                    }
                }
            }
            _ => merged.push(permission),
        }
    }
    merged
}
