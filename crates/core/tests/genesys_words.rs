//! Regions in any form, and what a word is: permission, scope or neither.

#[path = "support/genesys.rs"]
mod genesys;

use claimlens_core::genesys::{Form, Place, Word, WordKind, place_of};
use genesys::TABLES;

/// AWS's name, short code and domain, each row of the table of regions.
const REGIONS: [(&str, &str, &str); 18] = [
    ("us-east-1", "use1", "mypurecloud.com"),
    ("us-east-2", "use2", "use2.us-gov-pure.cloud"),
    ("us-west-2", "usw2", "usw2.pure.cloud"),
    ("ca-central-1", "cac1", "cac1.pure.cloud"),
    ("sa-east-1", "sae1", "sae1.pure.cloud"),
    ("mx-central-1", "mxc1", "mxc1.pure.cloud"),
    ("eu-central-1", "euc1", "mypurecloud.de"),
    ("eu-west-1", "euw1", "mypurecloud.ie"),
    ("eu-west-2", "euw2", "euw2.pure.cloud"),
    ("eu-central-2", "euc2", "euc2.pure.cloud"),
    ("me-central-1", "mec1", "mec1.pure.cloud"),
    ("eusc-de-east-1", "edee1", "edee1.eusc-pure.cloud"),
    ("ap-south-1", "aps1", "aps1.pure.cloud"),
    ("ap-southeast-1", "apse1", "apse1.pure.cloud"),
    ("ap-southeast-2", "apse2", "mypurecloud.com.au"),
    ("ap-northeast-1", "apne1", "mypurecloud.jp"),
    ("ap-northeast-2", "apne2", "apne2.pure.cloud"),
    ("ap-northeast-3", "apne3", "apne3.pure.cloud"),
];

#[test]
fn a_region_is_found_in_any_form() {
    for (aws, short, domain) in REGIONS {
        let login = format!("login.{domain}");
        for (text, form) in [
            (aws.to_owned(), Form::Aws),
            (aws.replace('-', "_"), Form::Aws),
            (aws.to_uppercase(), Form::Aws),
            (short.to_owned(), Form::Short),
            (domain.to_owned(), Form::Domain),
            (format!("  {domain}\n"), Form::Domain),
            (format!("https://{domain}/"), Form::Domain),
            (format!("api.{domain}"), Form::Api),
            (format!("https://api.{domain}/api/v2/tokens/me"), Form::Api),
            (login.clone(), Form::Login),
            (login.to_uppercase(), Form::Login),
            (format!("https://{login}:443/oauth/token?x=1"), Form::Login),
            (format!("https://user@{login}/saml"), Form::Login),
            (format!("{login}."), Form::Login),
            (
                format!("https://apps.{domain}/directory/#/admin"),
                Form::Apps,
            ),
            (format!("\"https://apps.{domain}\""), Form::Apps),
            (
                format!("wss://streaming.{domain}/channels/1"),
                Form::OtherHost,
            ),
        ] {
            match place_of(&TABLES, &text) {
                Some(Place::Region(region, found)) => {
                    assert_eq!((&*region.domain, found), (domain, form), "{text}");
                    assert_eq!((&*region.aws, &*region.short), (aws, short));
                }
                other => panic!("{text}: {other:?}"),
            }
        }
        let region = TABLES.region(domain).expect(domain);
        assert_eq!(region.api_host(), format!("api.{domain}"));
        assert_eq!(
            region.token_url(),
            format!("https://login.{domain}/oauth/token")
        );
        assert_eq!(
            region.authorize_url(),
            format!("https://login.{domain}/oauth/authorize")
        );
        assert_eq!(
            region.saml_acs_url(),
            format!("https://login.{domain}/saml")
        );
        assert_eq!(
            region.saml_logout_url(),
            format!("https://login.{domain}/saml/logout")
        );
        let card = TABLES.card(&region.id()).expect("its card");
        assert!(card.rows.iter().any(|row| row.value == region.token_url()));
    }
}

#[test]
fn what_is_no_region_of_customers_is_not_taken_for_one() {
    for (text, domain) in [
        ("dca", "inindca.com"),
        ("https://login.inintca.com", "inintca.com"),
        (
            "https://api.us.genesys.cloud/api/v2",
            "api.us.genesys.cloud",
        ),
        ("api.eu-gene.com", "api.eu-gene.com"),
        (
            "https://platformapi.mypurecloud.com/api/v2/users",
            "platformapi.mypurecloud.com",
        ),
        ("login.use2.pure.cloud", "use2.pure.cloud"),
    ] {
        match place_of(&TABLES, text) {
            Some(Place::Stranger(stranger)) => assert_eq!(stranger.domain, domain, "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
    for text in [
        "",
        "us-east-9",
        "example.com",
        "https://example.com/?u=login.mypurecloud.ie",
        "notmypurecloud.com",
        "mypurecloud.com.evil.example",
        "login.mypurecloud.com@evil.example",
        "pure.cloud",
        "hello world",
    ] {
        assert_eq!(place_of(&TABLES, text), None, "{text}");
    }
}

fn word(text: &str) -> Word {
    Word::of(&TABLES, text).unwrap_or_else(|| panic!("{text} is a word"))
}

#[test]
fn every_scope_permission_and_mistake_is_judged_as_the_tables_say() {
    for scope in &TABLES.scopes {
        let word = word(&scope.name);
        assert_eq!(
            (word.kind, word.known),
            (WordKind::Scope, true),
            "{}",
            scope.name
        );
        assert_eq!(word.see.first(), Some(&scope.id()));
        assert!(word.meant.is_empty());
    }
    for card in TABLES
        .cards
        .iter()
        .filter(|card| card.id.starts_with("permission/"))
    {
        let word = word(&card.title);
        assert_eq!(
            (word.kind, word.known),
            (WordKind::Permission, true),
            "{}",
            card.id
        );
    }
    for mistake in &TABLES.mistakes {
        let word = word(&mistake.name);
        assert_eq!(
            (word.kind, word.known),
            (WordKind::Neither, true),
            "{}",
            mistake.name
        );
        assert_eq!((&word.why, &word.meant), (&mistake.why, &mistake.meant));
        assert!(word.tells());
    }
}

#[test]
fn words_by_their_form() {
    use WordKind::{Neither, Permission, Scope};
    let table: &[(&str, WordKind, &[&str])] = &[
        ("routing:queue:view", Permission, &[]),
        ("telephony:plugin:all", Neither, &["telephony"]),
        ("sso:provider:*", Permission, &[]),
        ("recording:recording:view", Permission, &[]),
        ("users:readonly", Scope, &[]),
        (" `users` ", Scope, &[]),
        ("Users:ReadOnly", Neither, &["users:readonly"]),
        ("user:readonly", Neither, &["users:readonly"]),
        ("users:read", Neither, &["users:readonly"]),
        ("users:write", Neither, &["users"]),
        ("users:view", Neither, &["users:readonly"]),
        ("user", Neither, &["users", "users:readonly"]),
        ("routng", Neither, &["routing", "routing:readonly"]),
        (
            "external_contacts:readonly",
            Neither,
            &["external-contacts:readonly"],
        ),
        ("upload:readonly", Neither, &["upload"]),
        ("notifications:readonly", Neither, &["notifications"]),
        ("audits", Neither, &["audits:readonly"]),
        (
            "admin:conversation:read",
            Neither,
            &["conversations:readonly"],
        ),
        (
            "ADMIN:conversation:read",
            Neither,
            &["conversations:readonly"],
        ),
        (
            "routing:queue:read",
            Neither,
            &["routing:queue:view", "routing:readonly"],
        ),
        (
            "oauth:client:read",
            Neither,
            &["oauth:client:view", "oauth:readonly"],
        ),
        ("users:user:readonly", Neither, &["users:readonly"]),
        ("a:b:c:d", Neither, &[]),
        ("users::readonly", Neither, &[]),
        (":readonly", Neither, &[]),
        ("zebra", Neither, &[]),
        ("zebra:readonly", Neither, &[]),
        ("zebra:read", Neither, &[]),
    ];
    for (text, kind, meant) in table {
        let word = word(text);
        assert_eq!(word.kind, *kind, "{text}: {}", word.why);
        assert_eq!(word.meant, *meant, "{text}: {}", word.why);
        assert!(word.why.len() > 20 && !word.see.is_empty(), "{text}");
        for id in &word.see {
            assert!(TABLES.card(id).is_some(), "{text}: {id}");
        }
    }
    for text in ["", "two words", "a/b", "ünicode", "x".repeat(200).as_str()] {
        assert_eq!(Word::of(&TABLES, text), None, "{text}");
    }
}
