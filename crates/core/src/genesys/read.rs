//! From files of JSON to [`Tables`]. The form of the files is in `data/genesys/README.md`.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::fields::{Fields, Shared};
use super::{Card, CardKind, Mistake, Region, Row, Scope, Stranger, TableFault, Tables, cards};
use crate::jose::json::{Limits, Value, read};

/// The form of the files that this reads.
const VERSION: i64 = 1;

impl Tables {
    /// Reads the files of `data/genesys`: pairs of a name, for faults, and the text. Any of them may be
    /// left out, and what is in it is then not known.
    ///
    /// # Errors
    ///
    /// The first thing that is not as it should be: no JSON, another version, a row without a name, a
    /// fact without mark or source, two cards with one id.
    pub fn read(files: &[(&str, &str)]) -> Result<Self, TableFault> {
        let mut tables = Self::default();
        let mut cards = Vec::new();
        for (name, text) in files {
            file(name, text, &mut tables, &mut cards)?;
        }
        crate::order::sort_by(&mut tables.scopes, |a, b| a.name.cmp(&b.name));
        let (regions, scopes) = (&tables.regions, &tables.scopes);
        tables.cards = regions
            .iter()
            .map(cards::region)
            .chain(tables.strangers.iter().map(cards::stranger))
            .chain(scopes.iter().map(cards::scope))
            .chain(tables.mistakes.iter().map(cards::mistake))
            .chain(cards)
            .collect();
        unique(&tables.cards)?;
        Ok(tables)
    }
}

/// Reads one file into the tables.
fn file(
    name: &str,
    text: &str,
    tables: &mut Tables,
    cards: &mut Vec<Card>,
) -> Result<(), TableFault> {
    let document = read(text.as_bytes(), Limits::DEFAULT);
    if let Some(fault) = document.faults.first() {
        return Err(TableFault {
            file: name.to_owned(),
            at: format!("byte {}", fault.start),
            problem: String::from("It is no JSON."),
        });
    }
    let root = document.object().ok_or_else(|| TableFault {
        file: name.to_owned(),
        at: String::new(),
        problem: String::from("It is no JSON object."),
    })?;
    let top = Fields::new(name, "", root);
    match root.get("version").and_then(|version| version.as_i64()) {
        Some(VERSION) => {}
        Some(other) => {
            return Err(top.fault(&format!("It has version {other}; this reads {VERSION}.")));
        }
        None => return Err(top.fault("It has no version.")),
    }
    let shared = Shared::of(&top)?;
    for row in rows(root, "regions") {
        tables.regions.push(region(name, &shared, row)?);
    }
    for row in rows(root, "strangers") {
        let fields = Fields::named(name, row, "domain")?;
        tables.strangers.push(Stranger {
            short: fields.maybe("short"),
            domain: fields.text("domain")?,
            lead: fields.text("lead")?,
            facts: fields.facts(&shared)?,
        });
    }
    for row in rows(root, "areas") {
        area(name, &shared, row, &mut tables.scopes)?;
    }
    for row in rows(root, "mistakes") {
        let fields = Fields::named(name, row, "name")?;
        tables.mistakes.push(Mistake {
            name: fields.text("name")?,
            why: fields.text("why")?,
            meant: fields.list("meant"),
            facts: fields.facts(&shared)?,
        });
    }
    for row in rows(root, "cards") {
        cards.push(card(name, &shared, row)?);
    }
    Ok(())
}

/// The elements of a list of the file; none where it is not there.
fn rows<'d, 't>(root: Value<'d, 't>, name: &str) -> impl Iterator<Item = Value<'d, 't>> {
    root.get(name).into_iter().flat_map(|list| list.items())
}

fn region(file: &str, shared: &Shared, row: Value<'_, '_>) -> Result<Region, TableFault> {
    let fields = Fields::named(file, row, "domain")?;
    Ok(Region {
        aws: fields.text("aws")?,
        short: fields.text("short")?,
        name: fields.text("name")?,
        domain: fields.text("domain")?,
        government: fields.flag("government"),
        sovereign: fields.flag("sovereign"),
        facts: fields.facts(shared)?,
    })
}

/// An area of scopes: the scope with its name, the one that only reads, or both.
fn area(
    file: &str,
    shared: &Shared,
    row: Value<'_, '_>,
    scopes: &mut Vec<Scope>,
) -> Result<(), TableFault> {
    let fields = Fields::named(file, row, "area")?;
    let area = fields.text("area")?;
    let what = fields.text("what")?;
    let facts = fields.facts(shared)?;
    let readonly = format!("{area}:readonly");
    let forms = [
        ("all", &area, &readonly, false),
        ("readonly", &readonly, &area, true),
    ];
    let both = forms.iter().all(|(key, ..)| row.get(key).is_some());
    for (key, name, other, read_only) in forms {
        let Some(form) = row.get(key) else { continue };
        let form = Fields::new(file, name, form);
        let verb = if read_only {
            "Opens reading"
        } else {
            "Opens reading and changing"
        };
        scopes.push(Scope {
            name: name.clone(),
            area: area.clone(),
            read_only,
            summary: form
                .maybe("summary")
                .unwrap_or_else(|| format!("{verb} {what}.")),
            operations: form.number("operations"),
            methods: form.maybe("methods").unwrap_or_default(),
            paths: form.list("paths"),
            examples: form.list("examples"),
            pair: both.then(|| other.clone()),
            facts: facts.clone(),
        });
    }
    Ok(())
}

fn card(file: &str, shared: &Shared, row: Value<'_, '_>) -> Result<Card, TableFault> {
    let fields = Fields::named(file, row, "id")?;
    let id = fields.text("id")?;
    let kind = id
        .split_once('/')
        .and_then(|(kind, _)| CardKind::of(kind))
        .ok_or_else(|| fields.fault("The id does not begin with a kind of card and a slash."))?;
    let mut rows = Vec::new();
    for entry in row.get("rows").into_iter().flat_map(|list| list.entries()) {
        let value = entry
            .value
            .as_str()
            .ok_or_else(|| fields.fault(&format!("The row {} is no text.", entry.name)))?;
        rows.push(Row {
            name: entry.name.to_string(),
            value: value.into_owned(),
        });
    }
    Ok(Card {
        kind,
        title: fields.text("title")?,
        lead: fields.text("lead")?,
        rows,
        facts: fields.facts(shared)?,
        see: fields.list("see"),
        words: fields.maybe("words").unwrap_or_default(),
        id,
    })
}

/// Fails where two cards have one id: links to it would be ambiguous.
fn unique(cards: &[Card]) -> Result<(), TableFault> {
    let mut ids: Vec<&str> = cards.iter().map(|card| card.id.as_str()).collect();
    crate::order::sort(&mut ids);
    let twice = ids.iter().zip(ids.iter().skip(1)).find(|(a, b)| a == b);
    twice.map_or(Ok(()), |(id, _)| {
        Err(TableFault {
            file: String::from("all files together"),
            at: (*id).to_owned(),
            problem: String::from("Two cards have this id."),
        })
    })
}
