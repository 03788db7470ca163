//! What every snippet has to keep to; that they run is tested with the stand-in.

use alloc::string::String;
use alloc::vec::Vec;
use std::collections::BTreeSet;

use super::*;
use crate::calls::REGIONS;
use crate::grants::Grant;

/// All snippets of a region.
fn all(domain: &str) -> Vec<(Kind, Grant, Snippet)> {
    let mut found = Vec::new();
    for grant in Grant::ALL {
        for kind in offered(grant) {
            found.push((kind, grant, snippet(kind, grant, domain).expect("offered")));
        }
    }
    found
}

#[test]
fn each_grant_has_its_kinds() {
    assert_eq!(offered(Grant::ClientCredentials), Kind::ALL);
    for grant in [Grant::AuthorizationCode, Grant::Pkce, Grant::Saml2Bearer] {
        let four = [
            Kind::Curl,
            Kind::PythonSdk,
            Kind::PythonRequests,
            Kind::NodeSdk,
        ];
        assert_eq!(offered(grant), four);
    }
}

#[test]
fn each_region_is_filled_in() {
    for (domain, aws) in REGIONS {
        for (kind, grant, snippet) in all(domain) {
            let text = &snippet.text;
            assert!(!text.contains("@@"), "{kind:?} {grant:?}: a gap is open");
            let place = match kind {
                Kind::Terraform | Kind::Cli => aws,
                _ => domain,
            };
            assert!(text.contains(place), "{kind:?} {grant:?}: not for {place}");
            // Of another region nothing may be left.
            let other = if domain == "mypurecloud.de" {
                "mypurecloud.jp"
            } else {
                "mypurecloud.de"
            };
            assert!(!text.contains(other));
        }
    }
}

#[test]
fn the_regions_are_those_of_the_reference_data() {
    let data = include_str!("../../data/genesys/regions.json");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    let rows = data["regions"].as_array().expect("rows");
    let known: BTreeSet<_> = rows
        .iter()
        .map(|row| (row["domain"].as_str(), row["aws"].as_str()))
        .collect();
    let ours: BTreeSet<_> = REGIONS
        .iter()
        .map(|(domain, aws)| (Some(*domain), Some(*aws)))
        .collect();
    assert_eq!(ours, known);
}

#[test]
fn a_secret_goes_to_no_other_domain() {
    for domain in [
        "",
        "example.com",
        "MYPURECLOUD.IE",
        "api.mypurecloud.ie",
        "mypurecloud.ie.example.com",
        "mypurecloud.ie\"; rm -rf ~; \"",
    ] {
        let none = snippet(Kind::Curl, Grant::ClientCredentials, domain);
        assert_eq!(none, Err(Unavailable::UnknownRegion), "{domain}");
    }
}

#[test]
fn what_there_is_not_says_why() {
    let why = |kind, grant| {
        let none = snippet(kind, grant, "mypurecloud.com").expect_err("there is none");
        std::format!("{none}")
    };
    assert!(why(Kind::Terraform, Grant::Pkce).contains("does not use"));
    assert!(why(Kind::GoSdk, Grant::Pkce).contains("no tested example"));
    assert!(why(Kind::Cli, Grant::Pkce).contains("no tested example"));
}

#[test]
fn id_and_secret_come_from_outside() {
    for (kind, grant, snippet) in all("euw2.pure.cloud") {
        let text = &snippet.text;
        let names: Vec<&str> = match kind {
            Kind::Terraform | Kind::Cli => Vec::from([
                "GENESYSCLOUD_OAUTHCLIENT_ID",
                "GENESYSCLOUD_OAUTHCLIENT_SECRET",
            ]),
            Kind::Postman => Vec::from(["clientId", "clientSecret"]),
            _ if grant.has_secret() => {
                Vec::from(["GENESYS_CLOUD_CLIENT_ID", "GENESYS_CLOUD_CLIENT_SECRET"])
            }
            _ => Vec::from(["GENESYS_CLOUD_CLIENT_ID"]),
        };
        for name in names {
            assert!(text.contains(name), "{kind:?} {grant:?}: {name}");
            assert!(
                snippet.needs.iter().any(|need| need.contains(name)),
                "{kind:?} {grant:?} does not say that it needs {name}"
            );
        }
        if !grant.has_secret() {
            assert!(!text.contains("CLIENT_SECRET"), "{kind:?} {grant:?}");
        }
        // A UUID or a text of 40 characters without a space could be a real one.
        let long = text
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
            .find(|word| word.len() == 36 && word.matches('-').count() == 4);
        assert_eq!(long, None, "{kind:?} {grant:?}");
    }
}

#[test]
fn each_asks_without_counting_as_use() {
    for (kind, grant, snippet) in all("mypurecloud.jp") {
        let asks = ["preserveIdleTTL", "preserve_idle_ttl", "organizations_me"];
        let asks = asks.iter().any(|call| snippet.text.contains(call));
        assert!(asks, "{kind:?} {grant:?}");
        // Names that are often made up and do not exist.
        for invented in [
            "/api/v2/oauth/token",
            "/v2/oauth/token",
            "tokeninfo",
            "post_oauth_token",
            "oauth_client_id =",
            "X-Rate-Limit",
            "users/me",
        ] {
            assert!(!snippet.text.contains(invented), "{kind:?}: {invented}");
        }
    }
}

#[test]
fn notes_are_marked_and_titles_are_unique() {
    let mut titles = BTreeSet::new();
    for (_, _, snippet) in all("mypurecloud.com") {
        assert!(!snippet.notes.is_empty());
        for note in &snippet.notes {
            assert!(
                note.text.ends_with('.') && note.source.len() > 8,
                "{note:?}"
            );
        }
        assert!(titles.insert(snippet.title.clone()), "{}", snippet.title);
        assert!(snippet.text.ends_with('\n') && !snippet.text.starts_with('\n'));
        // Python would import the snippet in place of its own module of that name.
        assert!(!snippet.file.starts_with("token."), "{}", snippet.file);
        let wide: Option<&str> = snippet.text.lines().find(|line| line.chars().count() > 125);
        // A script in a Postman collection is one line a statement.
        assert!(wide.is_none() || snippet.language == "json", "{wide:?}");
        let tabs: String = snippet.text.chars().filter(|c| *c == '\t').collect();
        assert!(tabs.is_empty() || snippet.language == "go");
    }
}

#[test]
fn ids_lead_back() {
    for kind in Kind::ALL {
        assert_eq!(Kind::of(kind.id()), Some(kind));
    }
    assert_eq!(Kind::of("perl"), None);
}
