//! The policy panel: its fields, what is written in them as a policy, and how it is remembered.

use claimlens_core::policy::Policy;

/// A field of the policy panel.
#[derive(Debug)]
pub struct Field {
    /// The id of its input element, and its name where it is remembered.
    pub id: &'static str,
    /// Its label.
    pub label: &'static str,
    /// An example or the default, shown while it is empty.
    pub hint: &'static str,
    /// Whether it takes a whole number.
    pub number: bool,
}

const fn text(id: &'static str, label: &'static str, hint: &'static str) -> Field {
    Field {
        id,
        label,
        hint,
        number: false,
    }
}

const fn number(id: &'static str, label: &'static str, hint: &'static str) -> Field {
    Field {
        number: true,
        ..text(id, label, hint)
    }
}

/// The fields, in the order of the panel.
pub const FIELDS: [Field; 9] = [
    text("expect-issuer", "Issuer", "https://login.example.com/"),
    text("expect-audience", "Audience", "https://api.example.com"),
    text(
        "expect-scopes",
        "Scopes, all of",
        "orders:read orders:write",
    ),
    text("expect-client", "Client id", ""),
    text("expect-type", "Token type", "at+jwt, id_token, dpop+jwt …"),
    text("expect-algorithms", "Algorithms, one of", "RS256 ES256"),
    number("expect-lifetime", "Lifetime at most, seconds", "3600"),
    number("expect-leeway", "Leeway, seconds", "0"),
    number("expect-margin", "Renewal margin, seconds", "300"),
];

/// The policy that the fields' values say, and the ids of fields whose value cannot be read.
#[must_use]
pub fn policy(values: &[String]) -> (Policy, Vec<&'static str>) {
    let mut unreadable = Vec::new();
    let value = |id: &str| {
        let at = FIELDS.iter().position(|field| field.id == id);
        let value = at.and_then(|at| values.get(at));
        value.map_or("", |value| value.trim())
    };
    let one = |id| {
        Some(value(id))
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let many = |id| {
        let words = value(id).split([' ', ',', '\t']);
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let mut seconds = |id| {
        let text = value(id);
        let number = text.parse::<i64>().ok().filter(|number| *number >= 0);
        if number.is_none() && !text.is_empty() {
            unreadable.push(id);
        }
        number
    };
    let policy = Policy {
        max_lifetime: seconds("expect-lifetime"),
        leeway: seconds("expect-leeway").unwrap_or_default(),
        renewal_margin: seconds("expect-margin"),
        issuer: one("expect-issuer"),
        audience: one("expect-audience"),
        scopes: many("expect-scopes"),
        client_id: one("expect-client"),
        token_type: one("expect-type"),
        algorithms: many("expect-algorithms"),
    };
    (policy, unreadable)
}

/// The fields' values that say a policy: one that [`policy`] reads back. None where they cannot say it, as with a scope
/// that has a space in it.
#[must_use]
pub fn values(wanted: &Policy) -> Option<Vec<String>> {
    let seconds = |number: Option<i64>| number.map(|number| number.to_string());
    let value = |field: &Field| {
        let value = match field.id {
            "expect-issuer" => wanted.issuer.clone(),
            "expect-audience" => wanted.audience.clone(),
            "expect-scopes" => Some(wanted.scopes.join(" ")),
            "expect-client" => wanted.client_id.clone(),
            "expect-type" => wanted.token_type.clone(),
            "expect-algorithms" => Some(wanted.algorithms.join(" ")),
            "expect-lifetime" => seconds(wanted.max_lifetime),
            "expect-leeway" => seconds(Some(wanted.leeway).filter(|leeway| *leeway != 0)),
            _ => seconds(wanted.renewal_margin),
        };
        value.unwrap_or_default()
    };
    let values: Vec<String> = FIELDS.iter().map(value).collect();
    (policy(&values).0 == *wanted).then_some(values)
}

/// The fields' values as they are remembered: a line each, `name value`.
#[must_use]
pub fn to_lines(values: &[String]) -> String {
    let mut lines = String::new();
    for (field, value) in FIELDS.iter().zip(values) {
        let value = value.trim();
        if !value.is_empty() {
            lines.push_str(field.id);
            lines.push(' ');
            lines.push_str(value);
            lines.push('\n');
        }
    }
    lines
}

/// The fields' values out of remembered lines. Unknown names are passed over.
#[must_use]
pub fn from_lines(lines: &str) -> Vec<String> {
    let value = |field: &Field| {
        let mut pairs = lines.lines().filter_map(|line| line.split_once(' '));
        let found = pairs.find(|(name, _)| *name == field.id);
        found.map_or_else(String::new, |(_, value)| value.to_owned())
    };
    FIELDS.iter().map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, Policy, from_lines, policy, to_lines, values as values_of};

    fn values(filled: &[(&str, &str)]) -> Vec<String> {
        let value = |id| filled.iter().find(|(name, _)| *name == id);
        FIELDS
            .iter()
            .map(|field| value(field.id).map_or_else(String::new, |(_, value)| (*value).into()))
            .collect()
    }

    #[test]
    fn empty_fields_expect_nothing() {
        assert_eq!(policy(&values(&[])), (Default::default(), vec![]));
    }

    #[test]
    fn words_and_numbers_are_read() {
        let (policy, unreadable) = policy(&values(&[
            ("expect-issuer", " https://a/ "),
            ("expect-scopes", "read, write  admin"),
            ("expect-leeway", "60"),
            ("expect-lifetime", "an hour"),
            ("expect-margin", "-1"),
        ]));
        assert_eq!(policy.issuer.as_deref(), Some("https://a/"));
        assert_eq!(policy.scopes, ["read", "write", "admin"]);
        assert_eq!(policy.leeway, 60);
        assert_eq!(policy.max_lifetime, None);
        assert_eq!(unreadable, ["expect-lifetime", "expect-margin"]);
    }

    #[test]
    fn a_policy_fills_the_fields_that_say_it_or_none() {
        let full = Policy {
            max_lifetime: Some(3600),
            leeway: 30,
            renewal_margin: Some(0),
            issuer: Some("https://a/".into()),
            audience: Some("an api".into()),
            scopes: vec!["read".into(), "write".into()],
            client_id: Some("c".into()),
            token_type: Some("at+jwt".into()),
            algorithms: vec!["RS256".into()],
        };
        let filled = values_of(&full).unwrap();
        assert!(filled.iter().all(|value| !value.is_empty()), "{filled:?}");
        assert_eq!(policy(&filled), (full.clone(), vec![]));
        assert_eq!(values_of(&Policy::default()), Some(values(&[])));
        for scope in ["two words", "a,b", ""] {
            let odd = Policy {
                scopes: vec![scope.into()],
                ..full.clone()
            };
            assert_eq!(values_of(&odd), None, "{scope}");
        }
    }

    #[test]
    fn what_is_remembered_comes_back() {
        let written = values(&[("expect-audience", "api one"), ("expect-leeway", "5")]);
        assert_eq!(from_lines(&to_lines(&written)), written);
        assert_eq!(from_lines("nonsense\nunknown x"), values(&[]));
    }
}
