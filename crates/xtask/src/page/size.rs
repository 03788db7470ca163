//! What the page weighs, held against `tests/budget.json`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::finish::local_name;
use super::html::start_tags;
use super::manifest::{self, Entries};
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

/// Bytes, brotli: for the first load, and for what checks signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Budget {
    limit: u64,
    goal: u64,
    checker: u64,
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
        limit: number("first_load_brotli")?,
        goal: number("goal_first_load_brotli")?,
        checker: number("checker_brotli")?,
    })
}

fn first_load_brotli(entries: &Entries) -> u64 {
    entries
        .values()
        .filter(|entry| entry.first_load)
        .map(|entry| entry.brotli)
        .sum()
}

/// The checker's script and its WASM.
fn checker_brotli(entries: &Entries) -> u64 {
    entries
        .iter()
        .filter(|(name, _)| name.starts_with("checker"))
        .map(|(_, entry)| entry.brotli)
        .sum()
}

fn check(entries: &Entries, budget: &Budget) -> Result<()> {
    for (what, total, limit) in [
        ("the first load", first_load_brotli(entries), budget.limit),
        ("the checker", checker_brotli(entries), budget.checker),
    ] {
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
    let mut sums = (0, 0);
    for (name, entry) in rows {
        let later = if entry.first_load { "" } else { " (later)" };
        row(
            &format!("{name}{later}"),
            entry.bytes,
            entry.gzip,
            entry.brotli,
        );
        if entry.first_load {
            sums = (sums.0 + entry.bytes, sums.1 + entry.gzip);
        }
    }
    let total = first_load_brotli(entries);
    row("first load", sums.0, sums.1, total);
    let goal = if total <= budget.goal {
        "reached"
    } else {
        "not reached"
    };
    lines.push_str(&format!(
        "budget {} (brotli), goal {}: {goal}\n",
        budget.limit, budget.goal
    ));
    lines.push_str(&format!(
        "checker {} (brotli), budget {}\n",
        checker_brotli(entries),
        budget.checker
    ));
    lines
}

#[cfg(test)]
mod tests {
    use super::super::manifest::Entry;
    use super::*;

    const BUDGET: Budget = Budget {
        limit: 100,
        goal: 75,
        checker: 250,
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
    fn the_table_has_the_sum_and_says_whether_the_goal_is_reached() {
        let text = table(&entries(70, 9), &BUDGET);
        assert!(text.contains("worker.wasm (later)"));
        assert!(text.lines().any(|line| {
            line.split_whitespace().collect::<Vec<_>>() == ["first", "load", "210", "80", "70"]
        }));
        assert!(text.contains("goal 75: reached\n"));
        assert!(table(&entries(76, 9), &BUDGET).contains("goal 75: not reached\n"));
        assert!(text.ends_with("checker 250 (brotli), budget 250\n"));
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
        let text =
            r#"{"first_load_brotli": 100, "goal_first_load_brotli": 75, "checker_brotli": 250}"#;
        assert_eq!(parse_budget(text), Ok(BUDGET));
        assert!(
            parse_budget("{}")
                .unwrap_err()
                .contains("first_load_brotli")
        );
    }
}
