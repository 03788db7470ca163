//! Files as nobody writes them.

use super::super::{ConfigRead, MEMBERS, read};
use proptest::prelude::*;
use std::string::{String, ToString as _};
use std::vec::Vec;

fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        "\\PC{0,20}".prop_map(Into::into),
        prop::sample::select(std::vec![
            "eu-west-1",
            "https://a.example",
            "a.json",
            "sharing",
            "",
            "\u{202e}"
        ])
        .prop_map(Into::into),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let names = prop::sample::select(std::vec![
            "name", "policy", "issuer", "scopes", "leeway", "x"
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::vec((names, inner), 0..4).prop_map(|members| members
                .into_iter()
                .map(|(name, value)| (String::from(name), value))
                .collect::<serde_json::Map<_, _>>()
                .into()),
        ]
    })
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        let _ = read(&text);
    }

    #[test]
    fn any_object_gives_a_config_that_is_good(values in prop::collection::vec((prop::sample::select(MEMBERS.iter().map(|m| m.name).collect::<Vec<_>>()), value()), 0..6)) {
        let object: serde_json::Map<String, serde_json::Value> = values.into_iter().map(|(name, value)| (name.to_string(), value)).collect();
        let text = serde_json::to_string_pretty(&object).expect("JSON");
        let ConfigRead { config, problems } = read(&text);
        for text in config.title.iter().chain(&config.logo_line) {
            prop_assert!(!text.is_empty() && !text.chars().any(char::is_control));
        }
        for preset in &config.policies {
            prop_assert!((0..=3600).contains(&preset.policy.leeway));
            prop_assert!(crate::share::policy_link(&preset.policy).is_ok(), "{:?}", preset);
        }
        for problem in &problems {
            let line = text.lines().nth(problem.line - 1).unwrap_or_default();
            prop_assert!(problem.column <= line.chars().count() + 1, "{problem:?}");
        }
    }
}
