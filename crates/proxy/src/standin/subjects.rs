//! Clients and users as those who have roles.

use serde_json::{Value, json};

use super::clients::Client;
use super::lists::{CREATED, USERS, user_id, user_name};
use super::roles::{Grant, Role};

/// The roles of every user.
fn of_users() -> &'static [Grant] {
    Client::CODE.grants
}

/// `OAuthClient.roleDivisions`. It is for clients that have roles themselves.
pub(super) fn pairs(client: Client) -> Vec<Value> {
    if client.has_user() {
        return Vec::new();
    }
    client.grants.iter().map(|grant| grant.pair()).collect()
}

/// `oauth/clients/{id}`. No secret: it is shown when it is made, and not again.
pub(super) fn client(client: Client, lifetime: u64) -> Value {
    json!({
        "id": client.id,
        "name": client.name,
        "authorizedGrantType": client.grant_type,
        // Documented are 300 to 172800; the token's own `expires_in` is a second less.
        "accessTokenValiditySeconds": lifetime.saturating_add(1).clamp(300, 172_800),
        "registeredRedirectUri": [],
        "roleIds": client.grants.iter().map(|grant| grant.role.id()).collect::<Vec<_>>(),
        "roleDivisions": pairs(client),
        "scope": [],
        "state": client.state(),
        "dateCreated": CREATED,
        "dateModified": CREATED,
        "selfUri": format!("/api/v2/oauth/clients/{}", client.id),
    })
}

/// `authorization/subjects/{id}`: of a client the id is the client id.
pub(super) fn subject(id: &str) -> Option<Value> {
    let (name, grants) = match Client::by_id(id) {
        Some(client) if client.has_user() => (client.name.to_owned(), &[][..]),
        Some(client) => (client.name.to_owned(), client.grants),
        None => (user_name(number_of(id)?), of_users()),
    };
    Some(json!({
        "id": id,
        "name": name,
        "grants": grants.iter().map(|grant| grant.of_subject(id)).collect::<Vec<_>>(),
    }))
}

/// `users/{id}/roles`.
pub(super) fn user_roles(id: &str) -> Option<Value> {
    number_of(id).map(|_| users())
}

/// What every user may do.
pub(super) fn users() -> Value {
    let roles: Vec<Role> = of_users().iter().map(|grant| grant.role).collect();
    let bodies: Vec<Value> = roles.iter().map(|role| role.body()).collect();
    let policies: Vec<Value> = bodies
        .iter()
        .filter_map(|role| role["permissionPolicies"].as_array())
        .flatten()
        .cloned()
        .collect();
    let permissions: Vec<String> = roles.iter().flat_map(|role| role.permissions()).collect();
    json!({
        "roles": bodies,
        "unusedRoles": [],
        "permissions": permissions,
        "permissionPolicies": policies,
    })
}

fn number_of(id: &str) -> Option<usize> {
    (0..USERS).find(|number| user_id(*number).eq_ignore_ascii_case(id))
}
