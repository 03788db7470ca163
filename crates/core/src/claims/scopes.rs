//! What a token allows: scopes, roles and permissions in the shapes that issuers write them.

use alloc::borrow::{Cow, ToOwned};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::brief;
use crate::jose::json::Value;
use crate::report::{ScopeGroup, ValueKind};

/// Every claim that says what the token allows, in the order of the text; the values of each sorted,
/// without repetition.
#[must_use]
pub fn scopes(payload: Value<'_, '_>) -> Vec<ScopeGroup> {
    let mut groups = Vec::new();
    if payload.kind() != ValueKind::Object {
        return groups;
    }
    for entry in payload.entries() {
        match &*entry.name {
            "realm_access" => nested("realm_access.roles", entry.value, &mut groups),
            "resource_access" => {
                for client in entry.value.entries() {
                    let claim = format!("resource_access.{}.roles", brief(&client.name));
                    nested(&claim, client.value, &mut groups);
                }
            }
            name if is_list(name) => groups.push(group(name, entry.value)),
            _ => {}
        }
    }
    groups
}

/// Keycloak: the roles stand inside an object.
fn nested(claim: &str, value: Value<'_, '_>, groups: &mut Vec<ScopeGroup>) {
    if let Some(roles) = value.get("roles") {
        groups.push(group(claim, roles));
    }
}

/// Whether the claim lists what is allowed; for claims of an application's own the end of the address tells.
fn is_list(name: &str) -> bool {
    let last = match name.split_once("://") {
        Some((_, address)) => address.rsplit('/').next().unwrap_or_default(),
        None => name,
    };
    matches!(
        last,
        "scope"
            | "scp"
            | "scopes"
            | "roles"
            | "permissions"
            | "groups"
            | "authorities"
            | "entitlements"
    ) || name == "cognito:groups"
}

/// Whether the values are scopes, which hold no spaces (RFC 6749 §3.3); roles and groups may.
fn holds_scopes(claim: &str) -> bool {
    matches!(claim, "scope" | "scp" | "scopes")
}

fn group(claim: &str, value: Value<'_, '_>) -> ScopeGroup {
    let scopes = holds_scopes(claim);
    let mut values: Vec<String> = Vec::new();
    let mut note: Option<&'static str> = None;
    match value.kind() {
        ValueKind::String => {
            let text = value.as_str().unwrap_or_default();
            note = split(&text, scopes, &mut values);
        }
        ValueKind::Array => {
            if claim == "scope" {
                note = Some("A list, where RFC 8693 §4.2 has one string with spaces.");
            }
            for item in value.items() {
                let spoken = element(item);
                match spoken {
                    Some(text) if scopes && text.contains(' ') => {
                        values.extend(text.split_whitespace().map(ToOwned::to_owned));
                        note = Some(
                            "Several scopes in one element of the list: a receiver may read them as one.",
                        );
                    }
                    Some(text) => values.push(text.into_owned()),
                    None => {
                        values.push(brief(&item.raw_text()));
                        note = Some("Not every element is text.");
                    }
                }
            }
        }
        ValueKind::Object => {
            values.extend(value.entries().map(|entry| entry.name.to_string()));
            note =
                Some("An object, where a list was expected: the names of its members are shown.");
        }
        ValueKind::Null | ValueKind::Missing => {}
        ValueKind::Number | ValueKind::Boolean => {
            values.push(value.raw_text().into_owned());
            note = Some("Neither text nor a list.");
        }
    }
    values.retain(|value| !value.is_empty());
    crate::order::sort(&mut values);
    values.dedup();
    if values.is_empty() && note.is_none() {
        note = Some("Empty: it grants nothing.");
    }
    ScopeGroup {
        claim: claim.to_owned(),
        values,
        note: note.map(ToOwned::to_owned),
    }
}

/// One string that holds several values.
fn split(text: &str, scopes: bool, values: &mut Vec<String>) -> Option<&'static str> {
    let by_space = scopes && text.split_whitespace().nth(1).is_some();
    if !by_space && text.contains(',') {
        values.extend(text.split(',').map(|part| part.trim().to_owned()));
        return Some(if scopes {
            "Commas between the scopes, where spaces belong (RFC 6749 §3.3): a receiver may read one long scope."
        } else {
            "One string with commas, where a list was expected: a receiver may read one long name."
        });
    }
    if scopes {
        values.extend(text.split_whitespace().map(ToOwned::to_owned));
        return None;
    }
    values.push(text.trim().to_owned());
    None
}

/// An element of a list: text, or an object that names it (SCIM: `value`; Spring: `authority`).
fn element<'t>(item: Value<'_, 't>) -> Option<Cow<'t, str>> {
    item.as_str().or_else(|| {
        ["authority", "value", "name"]
            .iter()
            .find_map(|name| item.get_str(name))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::jose::json::{Limits, read};

    fn of(json: &str) -> Vec<ScopeGroup> {
        let document = read(json.as_bytes(), Limits::DEFAULT);
        document.root().map(scopes).unwrap_or_default()
    }

    fn check(json: &str, claim: &str, values: &[&str], note: &str) {
        let groups = of(json);
        let [group] = &groups[..] else {
            panic!("one group: {groups:?}");
        };
        assert_eq!(group.claim, claim, "{json}");
        assert_eq!(group.values, values, "{json}");
        assert!(
            group.note.as_deref().unwrap_or_default().starts_with(note),
            "{json}: {group:?}"
        );
        assert_eq!(group.note.is_none(), note.is_empty(), "{json}: {group:?}");
    }

    #[test]
    fn every_shape_is_read() {
        check(r#"{"scope":"b a  b"}"#, "scope", &["a", "b"], "");
        check(r#"{"scope":["b","a"]}"#, "scope", &["a", "b"], "A list");
        check(r#"{"scope":"b,a"}"#, "scope", &["a", "b"], "Commas");
        check(r#"{"scope":""}"#, "scope", &[], "Empty");
        check(
            r#"{"scp":"User.Read Mail.Read"}"#,
            "scp",
            &["Mail.Read", "User.Read"],
            "",
        );
        check(r#"{"scp":["a","b"]}"#, "scp", &["a", "b"], "");
        check(r#"{"scp":["a b"]}"#, "scp", &["a", "b"], "Several");
        check(r#"{"scopes":[]}"#, "scopes", &[], "Empty");
        check(
            r#"{"roles":["App Admin","a"]}"#,
            "roles",
            &["App Admin", "a"],
            "",
        );
        check(r#"{"roles":"App Admin"}"#, "roles", &["App Admin"], "");
        check(r#"{"roles":"a, b"}"#, "roles", &["a", "b"], "One string");
        check(
            r#"{"permissions":{"x":true}}"#,
            "permissions",
            &["x"],
            "An object",
        );
        check(
            r#"{"authorities":[{"authority":"ROLE_A"},"b"]}"#,
            "authorities",
            &["ROLE_A", "b"],
            "",
        );
        check(r#"{"groups":[1]}"#, "groups", &["1"], "Not every");
        check(r#"{"cognito:groups":["g"]}"#, "cognito:groups", &["g"], "");
        check(
            r#"{"https://shop.example/roles":["a"]}"#,
            "https://shop.example/roles",
            &["a"],
            "",
        );
        check(
            r#"{"realm_access":{"roles":["r"]}}"#,
            "realm_access.roles",
            &["r"],
            "",
        );
        check(
            r#"{"resource_access":{"account":{"roles":["view","edit"]},"x":{}}}"#,
            "resource_access.account.roles",
            &["edit", "view"],
            "",
        );
        check(r#"{"scope":7}"#, "scope", &["7"], "Neither");
    }

    #[test]
    fn what_says_nothing_gives_no_group() {
        for json in [
            "{}",
            "[]",
            "7",
            r#"{"sub":"a","realm_access":{}}"#,
            r#"{"resource_access":[1]}"#,
        ] {
            assert!(of(json).is_empty(), "{json}");
        }
    }

    proptest! {
        #[test]
        fn any_value_is_read_sorted(value in r#"[\[\]{}:,"a b1]{0,40}"#) {
            for group in of(&alloc::format!(r#"{{"scope":{value},"roles":{value}}}"#)) {
                prop_assert!(group.values.is_sorted_by(|a, b| a < b));
            }
        }
    }
}
