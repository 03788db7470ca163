//! The published test vectors the core's tests ran: they lie beside the repository, so whether
//! they were there is part of the result.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::summary::Counts;
use crate::Result;
use crate::repository::{read, root};

/// The variable that tells the core's tests the file to add their lines to.
pub(crate) const VARIABLE: &str = "CLAIMLENS_VECTOR_SUMMARY";

/// That file, among the logs of a run.
pub(crate) fn file(logs: &Path) -> PathBuf {
    logs.join("vectors.txt")
}

/// The vectors as a table, and what they add to the sum.
#[derive(Debug)]
pub(crate) struct Vectors {
    pub(crate) text: String,
    pub(crate) counts: Counts,
}

/// Reads what the tests of this run wrote.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn report(logs: &Path) -> Result<Vectors> {
    let file = file(logs);
    let lines = if file.is_file() {
        read(&file)?
    } else {
        String::new()
    };
    Ok(summarise(&lines, root().join("../shared/vectors").is_dir()))
}

/// Lines are `vectors: <corpus> run=N skipped=M`; several of one corpus are added up.
fn summarise(lines: &str, are_there: bool) -> Vectors {
    let mut corpora: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for line in lines.lines() {
        let Some((corpus, run, skipped)) = parse(line) else {
            continue;
        };
        let sums = corpora.entry(corpus).or_default();
        *sums = (sums.0 + run, sums.1 + skipped);
    }
    let mut text = format!("{:<32} {:>8} {:>8}\n", "test vectors", "run", "skipped");
    let mut skipped_in_all = 0;
    for (corpus, (run, skipped)) in &corpora {
        text.push_str(&format!("{corpus:<32} {run:>8} {skipped:>8}\n"));
        skipped_in_all += skipped;
    }
    if !are_there {
        text.push_str("../shared/vectors is not there: the tests that need it were skipped\n");
        skipped_in_all = skipped_in_all.max(1);
    } else if corpora.is_empty() {
        text.push_str("no test reported any\n");
    }
    Vectors {
        text,
        counts: Counts {
            skipped: skipped_in_all,
            ..Counts::default()
        },
    }
}

fn parse(line: &str) -> Option<(&str, u64, u64)> {
    let mut words = line.strip_prefix("vectors: ")?.split_whitespace();
    let corpus = words.next()?;
    let run = words.next()?.strip_prefix("run=")?.parse().ok()?;
    let skipped = words.next()?.strip_prefix("skipped=")?.parse().ok()?;
    Some((corpus, run, skipped))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_corpus_are_added_up() {
        let lines = "vectors: json run=300 skipped=0\nnoise\nvectors: json run=18 skipped=2\n\
                     vectors: sd-jwt run=5 skipped=0\n";
        let vectors = summarise(lines, true);
        assert_eq!(
            vectors.counts,
            Counts {
                skipped: 2,
                ..Counts::default()
            }
        );
        let row = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        let rows: Vec<String> = vectors.text.lines().map(row).collect();
        assert_eq!(
            rows,
            ["test vectors run skipped", "json 318 2", "sd-jwt 5 0"]
        );
    }

    #[test]
    fn vectors_that_are_not_there_are_said_and_counted() {
        let vectors = summarise("", false);
        assert!(vectors.text.contains("../shared/vectors is not there"));
        assert_eq!(vectors.counts.skipped, 1);
        assert_eq!(
            summarise("vectors: json run=0 skipped=318\n", false)
                .counts
                .skipped,
            318
        );
    }
}
