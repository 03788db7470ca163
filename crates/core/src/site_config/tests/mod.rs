//! Files as people write them.

mod properties;

use super::{
    ConfigRead, Feature, MEMBERS, MOST_BYTES, POLICY_MEMBERS, Preset, Problem, SiteConfig, read,
};
use crate::policy::Policy;
use crate::report::Severity;
use std::format;
use std::string::{String, ToString as _};
use std::vec::Vec;

const EXAMPLE: &str = include_str!("../../../../../docs/config.example.json");

fn problems(text: &str) -> Vec<Problem> {
    read(text).problems
}

/// The one problem of a file.
fn one(text: &str) -> Problem {
    let mut problems = problems(text);
    assert_eq!(problems.len(), 1, "{text}: {problems:#?}");
    problems.remove(0)
}

#[test]
fn the_example_is_read_without_a_word() {
    let ConfigRead { config, problems } = read(EXAMPLE);
    assert_eq!(problems, []);
    assert_eq!(config.title.as_deref(), Some("Example Corp"));
    assert_eq!(config.region, Some("mypurecloud.ie"));
    assert_eq!(
        config.proxy.as_deref(),
        Some("https://claimlens-proxy.example:8443")
    );
    assert_eq!(config.checklists, ["new-client.json"]);
    assert_eq!(config.off, [Feature::WeakSecrets]);
    assert_eq!(config.policies.len(), 2);
    assert!(config.policies.iter().all(|preset| preset.policy.is_set()));
    // It shows every member there is.
    for member in MEMBERS.iter().chain(POLICY_MEMBERS) {
        assert!(
            EXAMPLE.contains(&format!("\"{}\"", member.name)),
            "{} is not in the example",
            member.name
        );
    }
}

#[test]
fn everything_may_be_left_out() {
    for text in ["{}", " \n{ }\n", "\u{feff}{}"] {
        assert_eq!(read(text), ConfigRead::default(), "{text:?}");
    }
}

#[test]
fn what_is_no_json_object_is_not_used_at_all() {
    for (text, place, words) in [
        ("", (1, 1), "no JSON"),
        ("[]", (1, 1), "found a list; expected a JSON object"),
        ("\"title\"", (1, 1), "found a text"),
        ("{\n  \"title\": \"x\",\n}", (3, 1), "Mind commas"),
        ("{\n  // whose page\n}", (2, 3), "no JSON"),
        ("{'title': 'x'}", (1, 2), "single quotes"),
        ("{\"title\": \"x\"", (1, 14), "ends where"),
    ] {
        let read = read(text);
        assert_eq!(read.config, SiteConfig::default(), "{text}");
        let first = &read.problems[0];
        assert_eq!(
            (first.severity, first.line, first.column),
            (Severity::Error, place.0, place.1),
            "{text}: {first:?}"
        );
        assert!(first.message().contains(words), "{}", first.message());
    }
    let large = format!("{{\"title\":\"{}\"}}", "x".repeat(MOST_BYTES));
    assert!(one(&large).message().contains("at most 262144"));
    let deep = format!("{{\"title\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(problems(&deep)[0].message().contains("nested deeper"));
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    for (text, severity, path, words) in [
        (
            r#"{"titel":"x"}"#,
            Severity::Warning,
            "titel",
            "Was title meant?",
        ),
        (
            r#"{"theme":"x"}"#,
            Severity::Warning,
            "theme",
            "expected $schema, title, logo_line",
        ),
        (
            r#"{"title":1}"#,
            Severity::Error,
            "title",
            "found a number; expected a text",
        ),
        (r#"{"title":""}"#, Severity::Error, "title", "an empty text"),
        (
            r#"{"title":"a\u202eb"}"#,
            Severity::Error,
            "title",
            "U+202E",
        ),
        (r#"{"title":"a\nb"}"#, Severity::Error, "title", "U+000A"),
        (
            r#"{"logo_line":null}"#,
            Severity::Error,
            "logo_line",
            "found null",
        ),
        (
            r#"{"logo_line":"ghp_0123456789abcdefghijABCDEFGHIJ012345"}"#,
            Severity::Error,
            "logo_line",
            "Everybody who can open the page",
        ),
        (
            r#"{"region":"eu-west-9"}"#,
            Severity::Error,
            "region",
            "Was eu-west-1 meant?",
        ),
        (
            r#"{"region":"EU-WEST-1"}"#,
            Severity::Error,
            "region",
            "in small letters",
        ),
        (
            r#"{"region":"https://login.mypurecloud.com"}"#,
            Severity::Error,
            "region",
            "such as mypurecloud.ie",
        ),
        (
            r#"{"proxy":"http://claimlens.example"}"#,
            Severity::Error,
            "proxy",
            "http to another machine",
        ),
        (
            r#"{"proxy":"https://claimlens.example/"}"#,
            Severity::Error,
            "proxy",
            "a slash at the end",
        ),
        (
            r#"{"checklists":"a.json"}"#,
            Severity::Error,
            "checklists",
            "Put brackets around it",
        ),
        (
            r#"{"checklists":["../a.json"]}"#,
            Severity::Error,
            "checklists[0]",
            "Put the file beside config.json",
        ),
        (
            r#"{"checklists":["https://x.example/a.json"]}"#,
            Severity::Error,
            "checklists[0]",
            "write its name alone",
        ),
        (
            r#"{"checklists":["config.json"]}"#,
            Severity::Error,
            "checklists[0]",
            "beside this one",
        ),
        (
            r#"{"checklists":["a.json","a.json"]}"#,
            Severity::Error,
            "checklists[1]",
            "each file once",
        ),
        (
            r#"{"off":["sharing","sharing"]}"#,
            Severity::Warning,
            "off[1]",
            "each word once",
        ),
        (
            r#"{"off":["Weak-Secrets"]}"#,
            Severity::Error,
            "off[0]",
            "Was weak_secrets meant?",
        ),
        (
            r#"{"off":["csp"]}"#,
            Severity::Error,
            "off[0]",
            "Nothing is switched off by it.",
        ),
        (
            r#"{"off":{}}"#,
            Severity::Error,
            "off",
            "found an object; expected a list",
        ),
        (
            r#"{"title":"a","title":"b"}"#,
            Severity::Warning,
            "title",
            "The last one is used",
        ),
        (
            r#"{"policies":[{}]}"#,
            Severity::Error,
            "policies[0]",
            "no name",
        ),
        (
            r#"{"policies":[1]}"#,
            Severity::Error,
            "policies[0]",
            "an object with name and policy",
        ),
        (
            r#"{"policies":[{"name":"x","policy":{}}]}"#,
            Severity::Warning,
            "policies[0].policy",
            "expects nothing",
        ),
        (
            r#"{"policies":[{"name":"x","policy":[]}]}"#,
            Severity::Error,
            "policies[0].policy",
            "Put braces around it",
        ),
    ] {
        let problems = problems(text);
        let problem = problems
            .iter()
            .find(|problem| problem.path == path && problem.message().contains(words))
            .unwrap_or_else(|| panic!("{text}: {problems:#?}"));
        assert_eq!(problem.severity, severity, "{text}");
        assert!(
            !problem.found.is_empty() && !problem.expected.is_empty() && !problem.todo.is_empty()
        );
    }
}

#[test]
fn what_is_good_is_used_beside_what_is_not() {
    let text = r#"{
  "title": 7,
  "logo_line": "Ask the help desk",
  "region": "nowhere",
  "proxy": "http://localhost:8081",
  "checklists": ["a.json", "/etc/passwd"],
  "off": ["sharing", "everything"],
  "colour": "red"
}"#;
    let ConfigRead { config, problems } = read(text);
    assert_eq!(
        config,
        SiteConfig {
            logo_line: Some("Ask the help desk".into()),
            proxy: Some("http://localhost:8081".into()),
            checklists: ["a.json".to_string()].into(),
            off: [Feature::Sharing].into(),
            ..SiteConfig::default()
        }
    );
    let places: Vec<(&str, usize, usize)> = problems
        .iter()
        .map(|p| (p.path.as_str(), p.line, p.column))
        .collect();
    assert_eq!(
        places,
        [
            ("title", 2, 12),
            ("region", 4, 13),
            ("checklists[1]", 6, 28),
            ("off[1]", 7, 22),
            ("colour", 8, 3)
        ]
    );
    assert_eq!(
        problems[0].message(),
        "title, line 2, character 12: found a number; expected a text. Not used. Put it in quotes."
    );
}

#[test]
fn a_policy_is_used_whole_or_not_at_all() {
    let with = |policy: &str| {
        read(&format!(
            r#"{{"policies":[{{"name":"x","policy":{policy}}},{{"name":"y","policy":{{"issuer":"i"}}}}]}}"#
        ))
    };
    for bad in [
        r#"{"issuer":"i","audiences":"a"}"#,
        r#"{"issuer":"i","scope":["a"]}"#,
        r#"{"issuer":"i","audience":["a"]}"#,
        r#"{"issuer":"i","scopes":"a"}"#,
        r#"{"issuer":"i","scopes":["a",1]}"#,
        r#"{"issuer":"i","leeway":3601}"#,
        r#"{"issuer":"i","leeway":-1}"#,
        r#"{"issuer":"i","leeway":"60"}"#,
        r#"{"issuer":"i","max_lifetime":0.5}"#,
        r#"{"issuer":"i","max_lifetime":99999999999999999999}"#,
    ] {
        let read = with(bad);
        let names: Vec<&str> = read
            .config
            .policies
            .iter()
            .map(|preset| preset.name.as_str())
            .collect();
        assert_eq!(names, ["y"], "{bad}");
        assert!(
            read.problems
                .iter()
                .any(|p| p.todo.contains("would expect too little")),
            "{bad}: {:#?}",
            read.problems
        );
    }
    let good = with(
        r#"{"issuer":"i","audience":"a","scopes":["s"],"client_id":"c","token_type":"at+jwt","algorithms":["RS256"],"max_lifetime":600,"leeway":30,"renewal_margin":60}"#,
    );
    assert_eq!(good.problems, []);
    assert_eq!(
        good.config.policies[0],
        Preset {
            name: "x".into(),
            policy: Policy {
                issuer: Some("i".into()),
                audience: Some("a".into()),
                scopes: ["s".into()].into(),
                client_id: Some("c".into()),
                token_type: Some("at+jwt".into()),
                algorithms: ["RS256".into()].into(),
                max_lifetime: Some(600),
                leeway: 30,
                renewal_margin: Some(60),
            }
        }
    );
    let twice = read(
        r#"{"policies":[{"name":"x","policy":{"issuer":"i"}},{"name":"x","policy":{"issuer":"j"}}]}"#,
    );
    assert_eq!(twice.config.policies.len(), 1);
    assert!(twice.problems[0].message().contains("the name x once more"));
    let extra = read(r#"{"policies":[{"name":"x","policy":{"issuer":"i"},"scopes":["a"]}]}"#);
    assert_eq!(extra.config.policies, []);
}

#[test]
fn a_policy_has_the_members_that_serde_reads() {
    let Ok(serde_json::Value::Object(members)) = serde_json::to_value(Policy::default()) else {
        panic!("no object");
    };
    let names: Vec<&str> = POLICY_MEMBERS.iter().map(|member| member.name).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    let mut theirs: Vec<&String> = members.keys().collect();
    theirs.sort_unstable();
    assert_eq!(sorted, theirs);
}

#[test]
fn there_are_not_more_problems_than_one_reads() {
    let many: Vec<String> = (0..5000).map(|n| format!("\"member {n}\":1")).collect();
    assert_eq!(problems(&format!("{{{}}}", many.join(","))).len(), 100);
}
