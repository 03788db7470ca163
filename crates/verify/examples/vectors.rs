//! Prints the table of the corpora (docs/vectors.md) from running them. They lie beside the repository:
//! without them it fails.
//!
//! `cargo xtask docs` writes it there.

#[path = "../tests/corpora/run/mod.rs"]
#[allow(dead_code, reason = "the test asks for more than the table shows")]
mod run;
#[path = "../tests/support/mod.rs"]
#[allow(unused_imports, reason = "the tests count what they run")]
mod support;
#[path = "../../core/examples/shared/table.rs"]
#[allow(dead_code, reason = "cells are all this needs of it")]
mod table;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, Write as _};

use run::{Listed, Ran};
use table::cell;

/// A row: how many cases there were, and what came of them.
#[derive(Default)]
struct Row {
    cases: usize,
    agreeing: usize,
    listed: usize,
    differing: usize,
    panics: usize,
}

impl Row {
    fn add(&mut self, case: &Ran, listed: &mut Listed) {
        self.cases += 1;
        if case.found.has_panicked {
            self.panics += 1;
        } else if case.agrees() {
            self.agreeing += 1;
        } else if listed.reason(case).is_some() {
            self.listed += 1;
        } else {
            self.differing += 1;
        }
    }

    fn write(&self, out: &mut String, corpus: &str, algorithm: &str) {
        let Self {
            cases,
            agreeing,
            listed,
            differing,
            panics,
        } = self;
        let _ = writeln!(
            out,
            "| {corpus} | {algorithm} | {cases} | {agreeing} | {listed} | {differing} | {panics} |"
        );
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut all = run::from_the_folder().ok_or("../shared/vectors is not there")?;
    all.extend(run::inner());
    let mut listed = Listed::new();
    let mut text = String::from(
        "# Vectors\n\n\
         Every published case, run through `claimlens-verify` and held against what its corpus says of it.\n\
         *Agreeing*: as the label. *Listed*: otherwise, with the reason below, from the one list there is\n\
         (`crates/verify/tests/corpora/listed.json`). *Differing*: otherwise, and not listed. Every refusal of a token\n\
         has a reason code. This page is generated: `cargo xtask docs`; `cargo xtask test` holds it.\n\n",
    );
    corpora(&mut text, &all, &mut listed);
    independent(&mut text, &all);
    differences(&mut text, &all, &mut listed);
    not_run(&mut text, &listed);
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}

fn corpora(text: &mut String, all: &[Ran], listed: &mut Listed) {
    text.push_str("| Corpus | Algorithm | Cases | Agreeing | Listed | Differing | Panics |\n|---|---|---|---|---|---|---|\n");
    let mut rows: BTreeMap<(&str, &str), Row> = BTreeMap::new();
    let mut sum = Row::default();
    for case in all {
        let row = rows.entry((case.corpus, &case.algorithm)).or_default();
        row.add(case, listed);
        sum.add(case, listed);
    }
    for ((corpus, algorithm), row) in &rows {
        row.write(text, corpus, algorithm);
    }
    sum.write(text, "**all**", "");
}

/// The JWS again: *crypto* and *policy* apart.
fn independent(text: &mut String, all: &[Ran]) {
    text.push_str(
        "\n## JWS beside an independent verifier\n\n\
         `verdicts.json` has the verdicts of a strict verifier that uses no JOSE library: *crypto* (the bytes verify) and *policy*\n\
         (the key may be used for it) apart.\n\n\
         | Corpus | Cases | crypto valid | policy valid | crypto differs | policy differs |\n|---|---|---|---|---|---|\n",
    );
    let mut rows: BTreeMap<&str, [usize; 5]> = BTreeMap::new();
    for case in all {
        let Some(verdicts) = &case.verdicts else {
            continue;
        };
        let row = rows.entry(case.corpus).or_default();
        row[0] += 1;
        for at in 0..2 {
            row[1 + at] += usize::from(verdicts.found[at] == "valid");
            row[3 + at] += usize::from(verdicts.found[at] != verdicts.expected[at]);
        }
    }
    for (corpus, [cases, crypto, policy, crypto_differs, policy_differs]) in rows {
        let _ = writeln!(
            text,
            "| {corpus} | {cases} | {crypto} | {policy} | {crypto_differs} | {policy_differs} |"
        );
    }
}

/// Every case that is judged otherwise than its corpus says; those of one kind together.
fn differences(text: &mut String, all: &[Ran], listed: &mut Listed) {
    text.push_str("\n## Listed differences\n\n| Case | Label | Here | Why |\n|---|---|---|---|\n");
    let mut kinds: BTreeMap<(&str, &str), (usize, String)> = BTreeMap::new();
    for case in all.iter().filter(|case| !case.agrees()) {
        let reason = listed.reason(case);
        let reason = reason.unwrap_or_else(|| "**It is not listed.**".to_owned());
        if let Some(rule) = case.rule {
            let kind = kinds.entry((case.corpus, rule)).or_default();
            *kind = (kind.0 + 1, reason);
            continue;
        }
        let (id, label, word) = (&case.id, &case.label, case.word());
        let _ = writeln!(text, "| `{id}` | {label} | {word} | {} |", cell(&reason));
    }
    for ((corpus, rule), (count, reason)) in kinds {
        let _ = writeln!(
            text,
            "| {count} of {corpus} (`{rule}`) | valid | invalid | {} |",
            cell(&reason)
        );
    }
}

fn not_run(text: &mut String, listed: &Listed) {
    text.push_str("\n## Not run\n\nNothing of the folder of vectors that is a JWS, a JWE or an SD-JWT. Of the sets that come as a crate:\n\n| Sets of | Sets | Cases | Why |\n|---|---|---|---|\n");
    for unused in run::unused() {
        let reason = listed
            .not_run(unused.set)
            .unwrap_or("**It is not listed.**");
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            unused.set,
            unused.sets,
            unused.cases,
            cell(reason)
        );
    }
}
