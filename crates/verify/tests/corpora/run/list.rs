//! The one list of what is judged otherwise than the corpora say: `listed.json`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Ran;

/// The list, and which of its entries were met.
#[derive(Debug)]
pub(crate) struct Listed {
    json: Value,
    met: BTreeSet<String>,
}

impl Listed {
    pub(crate) fn new() -> Self {
        let json = serde_json::from_str(include_str!("../listed.json")).expect("the list is JSON");
        Self {
            json,
            met: BTreeSet::new(),
        }
    }

    /// Why that case differs; none where it is not listed.
    pub(crate) fn reason(&mut self, case: &Ran) -> Option<String> {
        let (by, name) = match case.rule {
            Some(rule) => ("rule", rule),
            None => ("id", case.id.as_str()),
        };
        let (_, reason) = self
            .entries()
            .into_iter()
            .find(|(entry, _)| entry == &format!("{by} {name}"))?;
        self.met.insert(format!("{by} {name}"));
        Some(reason)
    }

    /// The entries that no case was found for.
    pub(crate) fn unmet(&self) -> Vec<String> {
        self.entries()
            .into_iter()
            .map(|(entry, _)| entry)
            .filter(|entry| !self.met.contains(entry))
            .collect()
    }

    /// Why a set is not run.
    pub(crate) fn not_run(&self, set: &str) -> Option<&str> {
        let sets = self.json["not_run"].as_array()?;
        sets.iter().find(|entry| entry["set"] == set)?["reason"].as_str()
    }

    fn entries(&self) -> Vec<(String, String)> {
        let list = |name: &str, key: &str| -> Vec<(String, String)> {
            let entries = self.json[name].as_array().expect("a list");
            entries
                .iter()
                .map(|entry| {
                    let word = |key: &str| entry[key].as_str().expect("text").to_owned();
                    (format!("{key} {}", word(key)), word("reason"))
                })
                .collect()
        };
        let mut all = list("cases", "id");
        all.extend(list("rules", "rule"));
        all
    }
}
