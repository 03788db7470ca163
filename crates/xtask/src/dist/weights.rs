//! What of the page's WebAssembly belongs to which crate.
//!
//! The finished files have no names in them, so those are read from which they were made: the first and the checker
//! as wasm-bindgen left them, the second as it was cut. wasm-opt takes more off each: 6 to 15 % of the code.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::symbols::crate_of;
use crate::Result;
use crate::page::sections::{self, CUSTOM, Reader};
use crate::repository::{cannot, scratch, target};

/// The number of the section that holds the functions' code, and of the one with the data.
const CODE: u8 = 10;
const DATA: u8 = 11;

/// Rows that the table has for single crates.
const SHOWN: usize = 16;

/// One WASM file by crates.
#[derive(Debug, Default)]
struct Weights {
    crates: BTreeMap<String, usize>,
    data: usize,
}

/// The table; where the page was built elsewhere, a line that says so.
///
/// # Errors
/// When a file cannot be read, or is no WASM.
pub(super) fn by_crate() -> Result<String> {
    let scratch = scratch()?;
    let files = [
        (
            "first",
            target().join("wasm-bindgen/release/claimlens-web_bg.wasm"),
        ),
        ("second", scratch.join("split/split_rest.wasm")),
        ("checker", scratch.join("checker/checker_bg.wasm")),
    ];
    if !files.iter().all(|(_, path)| path.is_file()) {
        return Ok(
            "sizes by crate: not to be had, for what the page was made from is not here any more\n"
                .to_owned(),
        );
    }
    let mut weights = Vec::new();
    for (name, path) in files {
        weights.push((name, weigh(&path)?));
    }
    Ok(table(&weights))
}

fn weigh(path: &Path) -> Result<Weights> {
    let wasm = fs::read(path).map_err(|error| cannot("read", path, &error))?;
    of(&wasm).map_err(|error| format!("{}: {error}", path.display()))
}

fn of(wasm: &[u8]) -> Result<Weights> {
    let (mut imported, mut bodies, mut names, mut data) = (0, Vec::new(), BTreeMap::new(), 0);
    // Nothing is changed here: every section is only looked at.
    sections::rewrite(wasm, |number, content| {
        match number {
            sections::IMPORTS => imported = functions_among(content)?,
            CODE => bodies = lengths(content)?,
            DATA => data = content.len(),
            CUSTOM => {
                let (name, held) = sections::custom(content)?;
                if name == "name" {
                    names = function_names(held)?;
                }
            }
            _ => {}
        }
        Ok(None)
    })?;
    let mut weights = Weights {
        data,
        ..Weights::default()
    };
    for (place, length) in bodies.into_iter().enumerate() {
        let name = names
            .get(&(imported + place))
            .and_then(|name| crate_of(name));
        let name = name.unwrap_or_else(|| "(no crate named)".to_owned());
        *weights.crates.entry(name).or_default() += length;
    }
    Ok(weights)
}

/// How many of the imports are functions: those have the first numbers.
fn functions_among(content: &[u8]) -> Result<usize> {
    let imports = sections::imports(content)?;
    Ok(imports.iter().filter(|import| import.is_function()).count())
}

fn lengths(content: &[u8]) -> Result<Vec<usize>> {
    let mut reader = Reader(content);
    let count = reader.number()?;
    (0..count)
        .map(|_| reader.counted().map(<[u8]>::len))
        .collect()
}

/// The names of functions by their numbers: subsection 1 of the section `name`.
fn function_names(held: &[u8]) -> Result<BTreeMap<usize, String>> {
    let mut reader = Reader(held);
    while !reader.0.is_empty() {
        let kind = reader.byte()?;
        let mut inner = Reader(reader.counted()?);
        if kind == 1 {
            let count = inner.number()?;
            return (0..count)
                .map(|_| Ok((inner.number()?, inner.text()?.to_owned())))
                .collect();
        }
    }
    Ok(BTreeMap::new())
}

/// A column a file, a row a crate: the heaviest first.
fn table(files: &[(&str, Weights)]) -> String {
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (column, (_, weights)) in files.iter().enumerate() {
        for (name, bytes) in &weights.crates {
            let row = rows.entry(name).or_insert_with(|| vec![0; files.len()]);
            if let Some(cell) = row.get_mut(column) {
                *cell = *bytes;
            }
        }
    }
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(name, row)| (std::cmp::Reverse(row.iter().sum::<usize>()), *name));
    let others = rows.split_off(rows.len().min(SHOWN));
    let of =
        |count: fn(&Weights) -> usize| files.iter().map(|(_, weights)| count(weights)).collect();
    let others: Vec<usize> = (0..files.len())
        .map(|column| others.iter().filter_map(|(_, row)| row.get(column)).sum())
        .collect();
    rows.push(("others", others));
    rows.push(("all code", of(|weights| weights.crates.values().sum())));
    rows.push(("data (texts, tables)", of(|weights| weights.data)));

    let line = |name: &str, cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!(" {cell:>9}")).collect();
        format!("{name:<28}{cells}\n")
    };
    let names = files.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut out = line("code by crate (bytes)", names);
    for (name, row) in rows {
        out.push_str(&line(name, row.iter().map(usize::to_string).collect()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two imports, one a function; two functions, the second of which has a name.
    const WASM: &[u8] = b"\0asm\x01\0\0\0\
        \x02\x0e\x02\x01m\x01f\x00\x00\x01m\x01g\x03\x7f\x00\
        \x0a\x09\x02\x02\x00\x0b\x04\x00\x01\x01\x0b\
        \x0b\x03abc\
        \x00\x11\x04name\x01\x0a\x01\x02\x07core::x";

    #[test]
    fn code_is_counted_for_its_crate() {
        let weights = of(WASM).unwrap();
        let expected = [("(no crate named)".to_owned(), 2), ("core".to_owned(), 4)];
        assert_eq!(weights.crates, BTreeMap::from(expected));
        assert_eq!(weights.data, 3);
        let text = table(&[("one", weights), ("other", Weights::default())]);
        let rows: Vec<Vec<&str>> = text
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(rows[1], ["core", "4", "0"]);
        assert!(rows.contains(&vec!["all", "code", "6", "0"]), "{text}");
    }

    #[test]
    fn what_is_no_wasm_is_an_error() {
        assert!(of(b"<html>").is_err());
        assert!(of(WASM.get(..30).unwrap()).is_err());
    }
}
