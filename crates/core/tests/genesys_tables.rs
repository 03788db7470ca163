//! The reference data: every row has its facts, every link leads somewhere, broken files are refused.

#[path = "support/genesys.rs"]
mod genesys;

use std::collections::{BTreeMap, BTreeSet};

use claimlens_core::genesys::{CardKind, FILES, Mark, Tables};
use genesys::{TABLES, text};

#[test]
fn every_card_says_what_is_known_how_sure_that_is_and_who_says_it() {
    for card in &TABLES.cards {
        let id = &card.id;
        assert!(!card.facts.is_empty(), "{id} has no facts");
        assert!(card.title.len() > 1 && card.lead.len() > 10, "{id}");
        assert!(id.starts_with(&format!("{}/", card.kind.word())), "{id}");
        for fact in &card.facts {
            assert!(fact.text.len() > 10, "{id}: {}", fact.text);
            assert!(fact.source.len() > 5, "{id}: {}", fact.source);
            for private in ["facts.md", "seeds", ".json file"] {
                assert!(!fact.source.contains(private), "{id}: {}", fact.source);
            }
        }
        for row in &card.rows {
            assert!(!row.name.is_empty() && !row.value.is_empty(), "{id}");
        }
    }
}

#[test]
fn every_mark_occurs_and_nothing_unverified_stands_alone_as_a_fact() {
    for mark in Mark::ALL {
        let has = |card: &&claimlens_core::genesys::Card| card.facts.iter().any(|f| f.mark == mark);
        assert!(TABLES.cards.iter().any(|card| has(&card)), "{mark}");
        assert_eq!(Mark::of(mark.word()), Some(mark));
    }
    // What nothing shows has to say so where one reads first.
    for card in &TABLES.cards {
        if card.facts.iter().all(|fact| fact.mark == Mark::Unverified) {
            let said = format!("{} {}", card.lead, card.title).to_lowercase();
            assert!(
                said.contains("not known") || said.contains("unverified"),
                "{}",
                card.id
            );
        }
    }
}

#[test]
fn every_link_leads_to_a_card() {
    let ids: BTreeSet<&str> = TABLES.cards.iter().map(|card| card.id.as_str()).collect();
    assert_eq!(ids.len(), TABLES.cards.len(), "ids are unique");
    for card in &TABLES.cards {
        for id in &card.see {
            assert!(ids.contains(id.as_str()), "{} leads to {id}", card.id);
            assert_ne!(&card.id, id);
        }
    }
    for kind in CardKind::ALL {
        assert!(
            TABLES.cards.iter().any(|card| card.kind == kind),
            "{kind:?}"
        );
        assert_eq!(CardKind::of(kind.word()), Some(kind));
    }
}

#[test]
fn all_regions_and_scopes_are_there() {
    assert_eq!(TABLES.regions.len(), 18);
    assert_eq!(TABLES.scopes.len(), 132);
    let areas: BTreeSet<&str> = TABLES.scopes.iter().map(|scope| &*scope.area).collect();
    assert_eq!(areas.len(), 69);
    let alone: Vec<&str> = TABLES
        .scopes
        .iter()
        .filter(|scope| scope.pair.is_none())
        .map(|scope| &*scope.name)
        .collect();
    assert_eq!(
        alone,
        [
            "audits:readonly",
            "data-extensions",
            "notifications",
            "search:readonly",
            "upload",
            "user-basic-info"
        ]
    );
    assert_eq!(
        TABLES
            .regions
            .iter()
            .filter(|region| region.government)
            .count(),
        1
    );
    assert_eq!(
        TABLES
            .regions
            .iter()
            .filter(|region| region.sovereign)
            .count(),
        1
    );
    for scope in &TABLES.scopes {
        assert_eq!(
            scope.read_only,
            scope.name.ends_with(":readonly"),
            "{}",
            scope.name
        );
        assert_eq!(
            scope.operations > 0,
            !scope.examples.is_empty(),
            "{}",
            scope.name
        );
        if let Some(pair) = &scope.pair {
            assert!(
                TABLES
                    .scope(pair)
                    .is_some_and(|other| other.area == scope.area)
            );
        }
    }
}

#[test]
fn the_folder_holds_the_files_of_the_list_and_no_others() {
    let folder = format!("{}/data/genesys", env!("CARGO_MANIFEST_DIR"));
    let found: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".json"))
        .collect();
    let listed: BTreeSet<String> = FILES.iter().map(ToString::to_string).collect();
    assert_eq!(found, listed);
}

/// Every source and every shared fact of a file is used: what is left over was forgotten somewhere.
#[test]
fn no_source_is_left_over() {
    for name in FILES {
        let file: serde_json::Value = serde_json::from_str(&text(name)).unwrap();
        let mut uses: BTreeMap<String, usize> = BTreeMap::new();
        count(&file, &mut uses);
        for list in ["sources", "shared"] {
            for key in file[list]
                .as_object()
                .into_iter()
                .flat_map(|members| members.keys())
            {
                let wanted = format!("{list}/{key}");
                assert!(uses.contains_key(&wanted), "{name}: {wanted} is not used");
            }
        }
    }
}

fn count(value: &serde_json::Value, uses: &mut BTreeMap<String, usize>) {
    match value {
        serde_json::Value::Object(members) => {
            if let Some(source) = members.get("source").and_then(|source| source.as_str()) {
                *uses.entry(format!("sources/{source}")).or_default() += 1;
            }
            let facts = members.get("facts").and_then(|facts| facts.as_array());
            for fact in facts.into_iter().flatten().filter_map(|fact| fact.as_str()) {
                *uses.entry(format!("shared/{fact}")).or_default() += 1;
            }
            members.values().for_each(|value| count(value, uses));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| count(item, uses)),
        _ => {}
    }
}

#[test]
fn a_file_that_is_not_as_it_should_be_is_refused_with_a_reason() {
    let card = |facts: &str| {
        format!(
            r#"{{"version":1,"sources":{{"a":"A file"}},"shared":{{"s":{{"documented":"So it is.","source":"a"}}}},
            "cards":[{{"id":"error/x","title":"X","lead":"What it is.","facts":[{facts}]}}]}}"#
        )
    };
    for (text, problem) in [
        ("".into(), "no JSON"),
        ("[]".into(), "no JSON object"),
        ("{\"version\":1".into(), "no JSON"),
        ("{}".into(), "no version"),
        (r#"{"version":2}"#.into(), "version 2"),
        (r#"{"version":1,"regions":[{}]}"#.into(), "no domain"),
        (
            r#"{"version":1,"cards":[{"id":"what"}]}"#.into(),
            "kind of card",
        ),
        (r#"{"version":1,"sources":{"a":1}}"#.into(), "no text"),
        (card(""), "no facts"),
        (card(r#""t""#), "No fact is called t"),
        (
            card(r#"{"documented":"So.","source":"b"}"#),
            "No source is called",
        ),
        (card(r#"{"documented":"So."}"#), "No source is called"),
        (card(r#"{"sure":"So.","source":"a"}"#), "under a mark"),
        (card(r#"{"documented":"","source":"a"}"#), "under a mark"),
    ] {
        let text: String = text;
        let fault = Tables::read(&[("x.json", &text)]).expect_err(&text);
        assert_eq!(fault.file, "x.json", "{text}");
        assert!(fault.to_string().contains(problem), "{text}: {fault}");
    }
    let good = card(r#""s", {"inferred":"And this.","source":"a"}"#);
    let tables = Tables::read(&[("x.json", &good)]).expect("a good file");
    assert_eq!(tables.card("error/x").map(|card| card.facts.len()), Some(2));
    let twice = Tables::read(&[("x.json", &good), ("y.json", &good)]).expect_err("one id twice");
    assert!(twice.to_string().contains("error/x"), "{twice}");
}

/// Any file, cut off anywhere, gives tables or a fault, and never a panic.
#[test]
fn files_cut_off_anywhere_are_refused() {
    let whole = text("limits.json");
    for end in (0..whole.len() - 2)
        .step_by(97)
        .filter(|end| whole.is_char_boundary(*end))
    {
        assert!(
            Tables::read(&[("limits.json", &whole[..end])]).is_err(),
            "{end}"
        );
    }
}
