//! A region, a scope or a permission pasted alone.

#[path = "support/genesys.rs"]
mod genesys;

use claimlens_core::genesys::Tables;
use claimlens_core::report::{Artefact, Kind, Report};
use claimlens_core::{Context, inspect};
use genesys::TABLES;

fn report(text: &str, tables: Option<&'static Tables>) -> Report {
    let context = Context {
        now: 1_700_000_000,
        tables,
        ..Context::default()
    };
    inspect(text, &context)
}

fn only(text: &str, tables: Option<&'static Tables>) -> Artefact {
    let mut report = report(text, tables);
    assert_eq!(report.artefacts.len(), 1, "{text}");
    report.artefacts.remove(0)
}

#[test]
fn every_region_is_explained_in_every_form() {
    for region in &TABLES.regions {
        for text in [
            region.aws.clone(),
            region.aws.replace('-', "_"),
            region.short.clone(),
            region.domain.clone(),
            region.login_host(),
            region.api_host(),
            region.token_url(),
            format!("{}\n", region.saml_acs_url()),
        ] {
            let artefact = only(&text, Some(&TABLES));
            assert_eq!(artefact.kind, Kind::GenesysWord, "{text}");
            assert_eq!(artefact.title, "Region of Genesys Cloud", "{text}");
            assert!(artefact.headline.lead.contains(&region.domain), "{text}");
            let fields = serde_json::to_string(&artefact.parts).expect("parts");
            assert!(fields.contains(&region.token_url()), "{text}");
            assert!(fields.contains("documented"), "{text}");
        }
    }
}

#[test]
fn every_scope_permission_and_mistake_is_explained() {
    let scopes = TABLES
        .scopes
        .iter()
        .map(|scope| (&scope.name, "Scope of Genesys Cloud"));
    let mistakes = TABLES
        .mistakes
        .iter()
        .map(|mistake| (&mistake.name, "Neither scope nor permission"));
    let permissions = TABLES
        .cards
        .iter()
        .filter(|card| card.id.starts_with("permission/"));
    let permissions = permissions.map(|card| (&card.title, "Permission of Genesys Cloud"));
    for (name, title) in scopes.chain(mistakes).chain(permissions) {
        let artefact = only(name, Some(&TABLES));
        assert_eq!(
            (artefact.kind, &*artefact.title),
            (Kind::GenesysWord, title),
            "{name}"
        );
        assert!(
            !artefact.next_steps.is_empty() && !artefact.parts.is_empty(),
            "{name}"
        );
    }
}

#[test]
fn words_that_no_table_has_are_told_by_their_form() {
    for (text, lead) in [
        (
            "recording:recording:view",
            "This has the form of a permission of Genesys Cloud.",
        ),
        (
            "users:read",
            "This is neither a scope nor a permission of Genesys Cloud.",
        ),
        (
            "oauth:client:read",
            "This is neither a scope nor a permission of Genesys Cloud.",
        ),
    ] {
        let artefact = only(text, Some(&TABLES));
        assert_eq!(
            (artefact.kind, &*artefact.headline.lead),
            (Kind::GenesysWord, lead),
            "{text}"
        );
    }
}

/// What may be a name and a password is repeated nowhere, whether the tables are there or not.
#[test]
fn a_password_is_not_taken_for_a_scope() {
    for text in [
        "user:hunter2hunter2",
        "users:Tr0ub4dor",
        "routing:correcthorse",
        "admin:s3cret:x",
        "correcthorsebattery",
    ] {
        for tables in [None, Some(&*TABLES)] {
            let told = serde_json::to_string(&report(text, tables)).expect("a report");
            let secret = text.split_once(':').map_or(text, |(_, rest)| rest);
            assert!(!told.contains(secret), "{text}: {told}");
        }
    }
}

#[test]
fn without_the_tables_it_says_so() {
    for text in [
        "eu-west-1",
        "eu_west_1",
        "mypurecloud.ie",
        "https://login.mypurecloud.de/oauth/token",
        "users:readonly",
        "routing:queue:view",
        "admin:conversation:read",
        "use2.us-gov-pure.cloud",
    ] {
        let artefact = only(text, None);
        assert_eq!(artefact.kind, Kind::GenesysWord, "{text}");
        assert!(
            artefact
                .headline
                .rest
                .contains("Reference data not loaded yet"),
            "{text}"
        );
    }
    let artefact = only("users", None);
    assert!(
        artefact
            .headline
            .rest
            .contains("reference data not loaded yet")
    );
}

#[test]
fn other_texts_stay_what_they_were() {
    for text in [
        "zebra",
        "two words",
        "example.com",
        "2024-01-01",
        "https://example.com/saml",
        "hello:world",
    ] {
        let (with, without) = (report(text, Some(&TABLES)), report(text, None));
        let kinds = |report: &Report| report.artefacts.iter().map(|a| a.kind).collect::<Vec<_>>();
        assert!(!kinds(&with).contains(&Kind::GenesysWord), "{text}");
        if text != "hello:world" {
            assert!(!kinds(&without).contains(&Kind::GenesysWord), "{text}");
        }
    }
}
