//! The fields of a row of a table, and the facts that rows of one file share.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::{Fact, Mark, TableFault};
use crate::jose::json::Value;
use crate::report::ValueKind;

/// A row of a table, with what a fault in it says.
pub(super) struct Fields<'n, 'd, 't> {
    file: &'n str,
    at: String,
    value: Value<'d, 't>,
}

impl<'n, 'd, 't> Fields<'n, 'd, 't> {
    pub(super) fn new(file: &'n str, at: &str, value: Value<'d, 't>) -> Self {
        Self {
            file,
            at: at.to_owned(),
            value,
        }
    }

    /// A row that is called by the field `key`.
    pub(super) fn named(
        file: &'n str,
        value: Value<'d, 't>,
        key: &str,
    ) -> Result<Self, TableFault> {
        let mut row = Self::new(file, &format!("byte {}", value.range().start), value);
        row.at = row.text(key)?;
        Ok(row)
    }

    pub(super) fn fault(&self, problem: &str) -> TableFault {
        TableFault {
            file: self.file.to_owned(),
            at: self.at.clone(),
            problem: problem.to_owned(),
        }
    }

    /// A text that has to be there.
    pub(super) fn text(&self, name: &str) -> Result<String, TableFault> {
        self.maybe(name)
            .filter(|text| !text.is_empty())
            .ok_or_else(|| self.fault(&format!("It has no {name}.")))
    }

    /// A text that may be there.
    pub(super) fn maybe(&self, name: &str) -> Option<String> {
        Some(self.value.get_str(name)?.into_owned())
    }

    /// A number; 0 where there is none.
    pub(super) fn number(&self, name: &str) -> u32 {
        let number = self.value.get(name).and_then(|number| number.as_i64());
        number.and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
    }

    /// Whether it says `true`.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.value.get(name).and_then(|flag| flag.as_bool()) == Some(true)
    }

    /// A list of texts; empty where there is none.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let items = self
            .value
            .get(name)
            .into_iter()
            .flat_map(|list| list.items());
        items
            .filter_map(|item| item.as_str())
            .map(|text| text.into_owned())
            .collect()
    }

    /// Its facts: each written out, or the name of one that the file's rows share. At least one.
    pub(super) fn facts(&self, shared: &Shared) -> Result<Vec<Fact>, TableFault> {
        let list = self
            .value
            .get("facts")
            .into_iter()
            .flat_map(|list| list.items());
        let facts: Vec<Fact> = list
            .map(|item| match item.as_str() {
                Some(name) => shared
                    .fact(&name)
                    .ok_or_else(|| self.fault(&format!("No fact is called {name}."))),
                None => shared.read(self, item),
            })
            .collect::<Result<_, _>>()?;
        if facts.is_empty() {
            return Err(self.fault("It has no facts."));
        }
        Ok(facts)
    }
}

/// What the rows of one file refer to by name: sources, and facts that hold for many of them.
pub(super) struct Shared {
    sources: Vec<(String, String)>,
    facts: Vec<(String, Fact)>,
}

impl Shared {
    /// The `sources` and `shared` of a file.
    pub(super) fn of(top: &Fields<'_, '_, '_>) -> Result<Self, TableFault> {
        let mut shared = Self {
            sources: Vec::new(),
            facts: Vec::new(),
        };
        let members = |name| {
            let object = top.value.get(name);
            let object = object.filter(|object| object.kind() == ValueKind::Object);
            object.into_iter().flat_map(|object| object.entries())
        };
        for entry in members("sources") {
            let text = entry.value.as_str().unwrap_or_default();
            if text.is_empty() {
                return Err(top.fault(&format!("The source {} is no text.", entry.name)));
            }
            let source = (entry.name.to_string(), text.into_owned());
            shared.sources.push(source);
        }
        for entry in members("shared") {
            let fact = shared.read(top, entry.value)?;
            shared.facts.push((entry.name.to_string(), fact));
        }
        Ok(shared)
    }

    fn fact(&self, name: &str) -> Option<Fact> {
        let found = self.facts.iter().find(|(known, _)| known == name);
        found.map(|(_, fact)| fact.clone())
    }

    /// A fact that is written out: its one member says how sure it is, and `source` who says it.
    fn read(&self, row: &Fields<'_, '_, '_>, value: Value<'_, '_>) -> Result<Fact, TableFault> {
        let said = value
            .entries()
            .find_map(|entry| Some((Mark::of(&entry.name)?, entry.value.as_str()?)));
        let Some((mark, text)) = said.filter(|(_, text)| !text.is_empty()) else {
            return Err(row.fault("A fact has no text under a mark."));
        };
        let name = value.get_str("source").unwrap_or_default();
        let Some((_, source)) = self.sources.iter().find(|(known, _)| *known == name) else {
            return Err(row.fault(&format!("No source is called {name:?}.")));
        };
        Ok(Fact {
            text: text.into_owned(),
            mark,
            source: source.clone(),
        })
    }
}
