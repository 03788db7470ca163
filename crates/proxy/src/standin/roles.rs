//! Roles, what they permit, and the divisions they are given in.

use serde_json::{Value, json};

/// A role in a division.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grant {
    pub(super) role: Role,
    pub(super) division: Division,
}

impl Grant {
    pub(super) const fn new(role: Role, division: Division) -> Self {
        Self { role, division }
    }

    /// As `OAuthClient.roleDivisions` has it.
    pub(super) fn pair(self) -> Value {
        json!({ "roleId": self.role.id(), "divisionId": self.division.id() })
    }

    /// As `authorization/subjects` has it.
    pub(super) fn of_subject(self, subject: &str) -> Value {
        json!({
            "subjectId": subject,
            "division": self.division.body(),
            "role": {
                "id": self.role.id(),
                "name": self.role.name(),
                "policies": self.role.policies().iter().map(|(domain, entity, actions)| json!({
                    "domain": domain,
                    "entityName": entity,
                    "actions": actions,
                })).collect::<Vec<_>>(),
            },
            "grantMadeAt": "2026-01-15T09:30:00.000Z",
        })
    }
}

/// A policy: domain, entity, actions. `*` stands for every action.
pub(super) type Policy = (&'static str, &'static str, &'static [&'static str]);

/// The roles there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// What a report needs.
    Reporting,
    /// What looking at an organisation's set-up needs.
    Inspection,
    /// One that nobody has.
    Supervision,
}

impl Role {
    pub(super) const ALL: [Self; 3] = [Self::Reporting, Self::Inspection, Self::Supervision];

    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Reporting => "5c1d7e20-0000-4000-8000-000000000001",
            Self::Inspection => "5c1d7e20-0000-4000-8000-000000000002",
            Self::Supervision => "5c1d7e20-0000-4000-8000-000000000003",
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Reporting => "Reporting",
            Self::Inspection => "Inspection",
            Self::Supervision => "Supervision",
        }
    }

    /// Its policies.
    pub(super) const fn policies(self) -> &'static [Policy] {
        match self {
            Self::Reporting => &[
                ("analytics", "conversationAggregate", &["view"]),
                ("analytics", "conversationDetail", &["view"]),
                ("routing", "queue", &["view", "search"]),
            ],
            Self::Inspection => &[
                ("authorization", "grant", &["view"]),
                ("directory", "organization", &["admin"]),
                ("oauth", "client", &["view"]),
                ("sso", "provider", &["*"]),
            ],
            Self::Supervision => &[
                ("routing", "queue", &["*"]),
                ("oauth", "token", &["delete"]),
            ],
        }
    }

    /// Whether it holds `domain:entity:action`.
    pub(super) fn holds(self, permission: &str) -> bool {
        self.policies().iter().any(|(domain, entity, actions)| {
            let action = permission
                .strip_prefix(domain)
                .and_then(|rest| rest.strip_prefix(':'))
                .and_then(|rest| rest.strip_prefix(entity))
                .and_then(|rest| rest.strip_prefix(':'));
            action.is_some_and(|action| actions.contains(&"*") || actions.contains(&action))
        })
    }

    /// Its permissions, each as `domain:entity:action`.
    pub(super) fn permissions(self) -> Vec<String> {
        let policies = self.policies().iter();
        policies
            .flat_map(|(domain, entity, actions)| {
                actions
                    .iter()
                    .map(move |action| format!("{domain}:{entity}:{action}"))
            })
            .collect()
    }

    /// As `authorization/roles` and `users/{id}/roles` have it. The names of its members are those of
    /// the SDKs as remembered, no answer was observed.
    pub(super) fn body(self) -> Value {
        json!({
            "id": self.id(),
            "name": self.name(),
            "permissions": self.permissions(),
            "permissionPolicies": self.policies().iter().map(|(domain, entity, actions)| json!({
                "domain": domain,
                "entityName": entity,
                "actionSet": actions,
            })).collect::<Vec<_>>(),
        })
    }
}

/// The divisions there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Division {
    /// All of them: `*` (documented by the Terraform provider).
    All,
    /// One that is not the home division.
    Support,
}

impl Division {
    const fn id(self) -> &'static str {
        match self {
            Self::All => "*",
            Self::Support => "9f4e2b30-0000-4000-8000-000000000002",
        }
    }

    /// How `*` looks in the answer about a subject was not observed.
    fn body(self) -> Value {
        let name = match self {
            Self::All => "*",
            Self::Support => "Support",
        };
        json!({ "id": self.id(), "name": name, "homeDivision": false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permission_is_held_word_for_word() {
        assert!(Role::Reporting.holds("routing:queue:view"));
        assert!(!Role::Reporting.holds("routing:queue:edit"));
        assert!(!Role::Reporting.holds("routing:queuex:view"));
        assert!(Role::Inspection.holds("sso:provider:edit"));
        assert!(!Role::Inspection.holds("sso:provider"));
        assert_eq!(Role::Inspection.permissions()[2], "oauth:client:view");
    }
}
