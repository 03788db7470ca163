//! What whoever runs this site has set, and what is wrong with it.

use claimlens_core::report::Severity;
use claimlens_core::site_config::{Problem, SiteConfig};

use crate::house::companion::{self, Set};
use crate::house::lists::List;
use crate::house::{self, House, Source, words};
use crate::markup::{Element, Node, el, icon};

/// The section.
pub(super) fn settings() -> Node {
    house::follow();
    let section = el("section")
        .id("settings")
        .child(el("h3").text("What this site has set"));
    let Some(house) = house::house() else {
        return section
            .child(note("The settings are being asked for …"))
            .into();
    };
    let section = section.child(faults(house));
    match house.source {
        Source::Missing => section.child(note(
            "Nothing: there is no config.json beside this page.",
        )),
        Source::Failed => section.child(note(
            "config.json beside this page could not be had, so the page goes without settings. Load it again to ask once more.",
        )),
        Source::Read => {
            let rows = rows(&house.read.config, &house.lists);
            if rows.is_empty() {
                section.child(note("Nothing: config.json beside this page sets nothing."))
            } else {
                section
                    .child(el("p").text(
                        "Whoever runs this site has put these settings beside the page, in config.json. They are shown as text, and cannot widen what the browser lets this page do.",
                    ))
                    .child(list(rows))
            }
        }
    }
    .into()
}

fn note(words: &'static str) -> Element {
    el("p").class("note").text(words)
}

fn list(rows: Vec<(&'static str, String)>) -> Element {
    let rows = rows.into_iter().flat_map(|(name, value)| {
        [
            el("dt").text(name).into(),
            el("dd").child(el("bdi").text(value)).into(),
        ]
    });
    el("dl").id("settings-are").class("values").children(rows)
}

/// Names and values of what is set.
fn rows(config: &SiteConfig, lists: &[List]) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    let mut add = |name, value: Option<String>| rows.extend(value.map(|value| (name, value)));
    add("Title", config.title.clone());
    add("Beside the logo", config.logo_line.clone());
    add("Region chosen at first", config.region.map(str::to_owned));
    for preset in &config.policies {
        let expected = words::expected(&preset.policy);
        add(
            "Policy to choose",
            Some(format!("{}: {expected}", preset.name)),
        );
    }
    add(
        "Companion",
        config.proxy.clone().map(|origin| match companion::set() {
            Some(Set::Refused(words)) => words.replace('`', ""),
            _ => origin,
        }),
    );
    for list in lists.iter().filter(|list| list.fault.is_none()) {
        add("Checklist", Some(format!("{} ({})", list.title, list.file)));
    }
    for off in &config.off {
        add(
            "Switched off",
            Some(format!("{}: {}", off.word(), off.about())),
        );
    }
    rows
}

/// What is wrong, each with its place, what was found, what was expected and what to do.
fn faults(house: &House) -> Node {
    if house.faults() == 0 {
        return Node::Nothing;
    }
    let problems = house.read.problems.iter().map(problem);
    let lists = house.lists.iter().filter_map(|list| {
        let fault = list.fault.as_ref()?;
        let words = format!("{fault}. The other checklists work.");
        Some(entry(Severity::Error, &list.file, &words))
    });
    el("div")
        .id("settings-faults")
        .child(el("p").child(el("b").text(words::faults(house.faults()))).text(
            ". What is good in it is used. Tell whoever runs this site; what you paste is read all the same.",
        ))
        .child(el("ul").class("faults").children(problems.chain(lists)))
        .into()
}

fn problem(problem: &Problem) -> Node {
    let place = if problem.path.is_empty() {
        "The file".to_owned()
    } else {
        problem.path.clone()
    };
    let words = format!(
        "line {}, character {}: found {}; expected {}. {}",
        problem.line, problem.column, problem.found, problem.expected, problem.todo
    );
    entry(problem.severity, &place, &words)
}

fn entry(severity: Severity, place: &str, words: &str) -> Node {
    let (tone, sign) = if severity == Severity::Error {
        ("bad", "#i-bad")
    } else {
        ("warn", "#i-warn")
    };
    el("li")
        .class(tone)
        .child(icon(sign))
        .child(
            el("p")
                .child(el("b").child(el("bdi").text(place.to_owned())))
                .text(", ")
                .child(el("bdi").text(words.to_owned())),
        )
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimlens_core::site_config::read;

    #[test]
    fn what_is_set_is_listed() {
        let text = r#"{"title":"A","logo_line":"B","region":"eu-west-1","off":["sharing"],
            "policies":[{"name":"P","policy":{"audience":"x"}}]}"#;
        let lists = [
            List {
                file: "a.json".into(),
                title: "Mine".into(),
                fault: None,
            },
            List {
                file: "b.json".into(),
                title: String::new(),
                fault: Some("no".into()),
            },
        ];
        let rows = rows(&read(text).config, &lists);
        let rows: Vec<(&str, &str)> = rows.iter().map(|(name, value)| (*name, &**value)).collect();
        assert_eq!(
            rows,
            [
                ("Title", "A"),
                ("Beside the logo", "B"),
                ("Region chosen at first", "mypurecloud.ie"),
                ("Policy to choose", "P: Audience: x"),
                ("Checklist", "Mine (a.json)"),
                (
                    "Switched off",
                    "sharing: links that hold a report or a policy"
                ),
            ]
        );
    }

    #[test]
    fn each_fault_has_its_place_and_what_to_do() {
        let house = House {
            read: read("{\n \"titel\": \"A\", \"region\": 3 }"),
            lists: vec![List {
                file: "b.json".into(),
                title: String::new(),
                fault: Some("it is empty".into()),
            }],
            ..House::default()
        };
        let mut shown = String::new();
        faults(&house).write_html(&mut shown);
        for wanted in [
            "has 3 faults",
            "titel",
            "line 2, character 2",
            "Was title meant?",
            "region",
            "found a number",
            "b.json",
            "it is empty. The other checklists work.",
        ] {
            assert!(shown.contains(wanted), "{wanted} not in {shown}");
        }
    }
}
