//! The claims that the recognition looks at, picked out of an object in one walk: a token may have a
//! hundred thousand members, and asking for each name alone would walk them all every time.

use alloc::borrow::Cow;

use crate::jose::json::Value;
use crate::report::ValueKind;

/// The names. Sorted.
const NAMES: [&str; 45] = [
    "acr",
    "amr",
    "appid",
    "appidacr",
    "at_hash",
    "aud",
    "auth_time",
    "azp",
    "azpacr",
    "c_hash",
    "cid",
    "client_id",
    "email",
    "events",
    "exp",
    "family_name",
    "gty",
    "htm",
    "htu",
    "iat",
    "idtyp",
    "iss",
    "job_workflow_ref",
    "jti",
    "kubernetes.io",
    "kubernetes.io/serviceaccount/namespace",
    "name",
    "nbf",
    "nonce",
    "orig",
    "permissions",
    "preferred_username",
    "realm_access",
    "resource_access",
    "response_type",
    "s_hash",
    "scope",
    "scopes",
    "scp",
    "sub",
    "tid",
    "token_introspection",
    "token_use",
    "typ",
    "vct",
];

/// The wanted members of an object; of several with one name the last, as most readers do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'d, 't> {
    found: [Option<Value<'d, 't>>; NAMES.len()],
}

impl<'d, 't> Wanted<'d, 't> {
    /// Picks them out; finds nothing in what is no object.
    pub(super) fn of(value: Option<Value<'d, 't>>) -> Self {
        let mut found = [None; NAMES.len()];
        let object = value.filter(|value| value.kind() == ValueKind::Object);
        for entry in object.iter().flat_map(Value::entries) {
            if let Ok(at) = NAMES.binary_search(&&*entry.name)
                && let Some(slot) = found.get_mut(at)
            {
                *slot = Some(entry.value);
            }
        }
        Self { found }
    }

    /// The member `name`, one of the wanted names.
    pub(super) fn get(&self, name: &str) -> Option<Value<'d, 't>> {
        let at = NAMES.binary_search(&name);
        debug_assert!(at.is_ok(), "{name} is not wanted");
        *self.found.get(at.ok()?)?
    }

    /// The string member `name`.
    pub(super) fn text(&self, name: &str) -> Option<Cow<'t, str>> {
        self.get(name)?.as_str()
    }

    /// Whether the member `name` is there.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The first of `names` that is there.
    pub(super) fn first<'n>(&self, names: &[&'n str]) -> Option<&'n str> {
        names.iter().copied().find(|name| self.has(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_sorted() {
        assert!(NAMES.is_sorted_by(|a, b| a < b));
    }
}
