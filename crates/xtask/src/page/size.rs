//! What the page weighs, held against `tests/budget.json`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::finish::local_name;
use super::html::start_tags;
use super::manifest::{self, Entries, Entry};
use super::{dist, ensure_fresh};
use crate::Result;
use crate::repository::{read, root};

/// Prints the weight of the page in `dist/`; no judgement.
///
/// # Errors
/// When it is not built.
pub(crate) fn print_weight() -> Result<()> {
    let (_, entries) = manifest::load(&dist())?;
    print!("{}", table(&entries, &budget()?));
    Ok(())
}

/// Prints the weight and holds it against the budget.
///
/// # Errors
/// When the page weighs more than the budget allows.
pub(crate) fn check_size() -> Result<()> {
    ensure_fresh()?;
    print_weight()?;
    check(&manifest::load(&dist())?.1, &budget()?)
}

/// The attributes of boot.js' tag that name what is loaded once the page is ready.
pub(crate) const LATER: [&str; 6] = [
    "data-rest",
    "data-tables",
    "data-style",
    "data-checker",
    "data-checker-wasm",
    "data-secrets",
];

/// Everything the page loads before it can answer: what index.html names, and index.html.
pub(crate) fn first_load(html: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::from(["index.html".to_owned()]);
    for tag in start_tags(html) {
        let address = match (tag.name.as_str(), tag.get("rel")) {
            ("link", Some("stylesheet" | "modulepreload" | "preload" | "icon" | "manifest")) => {
                tag.get("href")
            }
            ("script" | "img", _) => tag.get("src"),
            _ => None,
        };
        let addresses = [address, tag.get("data-js"), tag.get("data-wasm")];
        let own = addresses
            .into_iter()
            .flatten()
            .filter(|address| !address.starts_with("data:"));
        names.extend(own.map(|address| local_name(address).to_owned()));
    }
    names
}

/// Every file of its own that index.html names: the first load, and what is fetched after it.
pub(crate) fn named(html: &str) -> BTreeSet<String> {
    let mut names = first_load(html);
    for tag in start_tags(html) {
        let later = LATER.iter().filter_map(|name| tag.get(name));
        names.extend(later.map(|address| local_name(address).to_owned()));
    }
    names
}

/// Bytes, brotli: for the first load, for what checks signatures, and for all else that is fetched after the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Budget {
    first_load: u64,
    checker: u64,
    later: u64,
}

fn budget() -> Result<Budget> {
    parse_budget(&read(&root().join("tests/budget.json"))?)
}

fn parse_budget(text: &str) -> Result<Budget> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("tests/budget.json: {error}"))?;
    let number = |name: &str| {
        value
            .get(name)
            .and_then(Value::as_u64)
            .ok_or_else(|| format!("tests/budget.json: `{name}` must be a number of bytes"))
    };
    Ok(Budget {
        first_load: number("first_load_brotli")?,
        checker: number("checker_brotli")?,
        later: number("later_brotli")?,
    })
}

/// What a file counts towards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    First,
    Checker,
    Later,
}

impl Part {
    fn of(name: &str, entry: &Entry) -> Self {
        match (entry.first_load, name.starts_with("checker")) {
            (true, _) => Self::First,
            (false, true) => Self::Checker,
            (false, false) => Self::Later,
        }
    }
}

/// What each part is called, what it weighs, and what it may.
fn weights(entries: &Entries, budget: &Budget) -> [(&'static str, u64, u64); 3] {
    [
        ("the first load", Part::First, budget.first_load),
        ("the checker", Part::Checker, budget.checker),
        ("what else comes later", Part::Later, budget.later),
    ]
    .map(|(what, part, limit)| {
        let files = entries.iter();
        let own = files.filter(|(name, entry)| Part::of(name, entry) == part);
        (what, own.map(|(_, entry)| entry.brotli).sum(), limit)
    })
}

fn check(entries: &Entries, budget: &Budget) -> Result<()> {
    for (what, total, limit) in weights(entries, budget) {
        if total > limit {
            return Err(format!(
                "{what} weighs {total} bytes in brotli, {} more than the {limit} of tests/budget.json",
                total - limit,
            ));
        }
    }
    Ok(())
}

fn table(entries: &Entries, budget: &Budget) -> String {
    let mut lines = format!(
        "{:<44} {:>9} {:>9} {:>9}\n",
        "file (bytes)", "raw", "gzip", "brotli"
    );
    let mut rows: Vec<_> = entries.iter().collect();
    rows.sort_by_key(|(_, entry)| std::cmp::Reverse((entry.first_load, entry.brotli)));
    let mut row = |name: &str, raw: u64, gzip: u64, brotli: u64| {
        lines.push_str(&format!("{name:<44} {raw:>9} {gzip:>9} {brotli:>9}\n"));
    };
    let mut sums = (0, 0, 0);
    for (name, entry) in rows {
        let later = if entry.first_load { "" } else { " (later)" };
        row(
            &format!("{name}{later}"),
            entry.bytes,
            entry.gzip,
            entry.brotli,
        );
        if entry.first_load {
            sums.0 += entry.bytes;
            sums.1 += entry.gzip;
            sums.2 += entry.brotli;
        }
    }
    row("first load", sums.0, sums.1, sums.2);
    for (what, total, limit) in weights(entries, budget) {
        lines.push_str(&format!(
            "{what}: {total} in brotli, of {limit} that it may be\n"
        ));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUDGET: Budget = Budget {
        first_load: 100,
        checker: 250,
        later: 5000,
    };

    fn entries(first: u64, later: u64) -> Entries {
        with_checker(first, later, 250)
    }

    fn with_checker(first: u64, later: u64, checker: u64) -> Entries {
        let entry = |brotli, first_load| Entry {
            sha384: String::new(),
            bytes: brotli * 3,
            gzip: brotli + 10,
            brotli,
            first_load,
            immutable: true,
        };
        Entries::from([
            ("a.wasm".to_owned(), entry(first, true)),
            ("worker.wasm".to_owned(), entry(later, false)),
            ("checker-0.js".to_owned(), entry(2, false)),
            ("checker-1.wasm".to_owned(), entry(checker - 2, false)),
        ])
    }

    #[test]
    fn the_budget_is_for_the_first_load_alone() {
        assert_eq!(check(&entries(100, 5000), &BUDGET), Ok(()));
        let error = check(&entries(101, 0), &BUDGET).unwrap_err();
        assert!(
            error.contains("101 bytes") && error.contains("1 more than the 100"),
            "{error}"
        );
    }

    #[test]
    fn the_checker_has_a_budget_of_its_own() {
        let error = check(&with_checker(100, 9, 251), &BUDGET).unwrap_err();
        assert!(
            error.contains("the checker weighs 251") && error.contains("1 more than the 250"),
            "{error}"
        );
    }

    #[test]
    fn and_so_has_what_else_comes_later() {
        let error = check(&entries(100, 5001), &BUDGET).unwrap_err();
        assert!(
            error.contains("later weighs 5001") && error.contains("1 more than the 5000"),
            "{error}"
        );
    }

    #[test]
    fn the_table_has_the_sum_and_what_each_part_may_be() {
        let text = table(&entries(70, 9), &BUDGET);
        assert!(text.contains("worker.wasm (later)"));
        assert!(text.lines().any(|line| {
            line.split_whitespace().collect::<Vec<_>>() == ["first", "load", "210", "80", "70"]
        }));
        assert!(text.ends_with(
            "the first load: 70 in brotli, of 100 that it may be\n\
             the checker: 250 in brotli, of 250 that it may be\n\
             what else comes later: 9 in brotli, of 5000 that it may be\n"
        ));
    }

    #[test]
    fn what_the_page_names_is_its_first_load() {
        let html = "<link rel=stylesheet href=./a.css><link rel=canonical href=./x><link rel=icon href=data:,>\
                    <script src=./b.js data-js=./c.js data-wasm=./d.wasm data-rest=./e.wasm></script>";
        let names: Vec<String> = first_load(html).into_iter().collect();
        assert_eq!(names, ["a.css", "b.js", "c.js", "d.wasm", "index.html"]);
        // What is loaded later is named by its content too, but weighs on nobody's first paste.
        assert!(named(html).contains("e.wasm"));
    }

    #[test]
    fn a_budget_without_its_numbers_is_refused() {
        let text = r#"{"first_load_brotli": 100, "checker_brotli": 250, "later_brotli": 5000}"#;
        assert_eq!(parse_budget(text), Ok(BUDGET));
        assert!(
            parse_budget("{}")
                .unwrap_err()
                .contains("first_load_brotli")
        );
    }
}
