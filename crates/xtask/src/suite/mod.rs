//! `cargo xtask test`: every check and test, one line a step, a sum at the end.

mod balance;
mod e2e;
mod firefox;
mod hosting;
mod places;
mod steps;
mod summary;
mod vectors;

use std::io::{Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use steps::{STEPS, Step};
use summary::Counts;

use crate::Result;
use crate::process::seconds;
use crate::repository::{remove_folder, scratch};
use crate::setup::{self, Browser};

/// What the steps work with.
#[derive(Debug)]
pub(crate) struct Workplace {
    tools: Vec<PathBuf>,
    browser: Browser,
    /// One log a step.
    logs: PathBuf,
}

/// What a step has to say.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    counts: Counts,
    /// Shown below the step's line.
    remark: Option<String>,
    /// Why the step failed, if it did.
    failure: Option<String>,
}

impl Outcome {
    /// Adds what a further part of the same step has to say, but for its remark.
    fn add(&mut self, part: Self) {
        self.counts += part.counts;
        self.failure = match (self.failure.take(), part.failure) {
            (Some(before), Some(after)) => Some(format!("{before}\n{after}")),
            (before, after) => before.or(after),
        };
    }
}

/// Runs all steps, or the one after `--only`. A step that fails does not stop the others.
///
/// # Errors
/// When the arguments are wrong or something cannot be installed.
pub(crate) fn test(arguments: &[String]) -> Result<ExitCode> {
    let steps = chosen(arguments)?;
    let start = Instant::now();
    let (tools, browser) = setup::for_the_tests()?;
    let logs = scratch()?.join("logs");
    remove_folder(&logs)?;
    std::fs::create_dir_all(&logs)
        .map_err(|error| crate::repository::cannot("create", &logs, &error))?;
    let workplace = Workplace {
        tools,
        browser,
        logs,
    };

    let mut total = Counts::default();
    let mut failed = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        print!(
            "[{:>2}/{}] {:<12} {:<50} ",
            index + 1,
            steps.len(),
            step.name,
            step.title
        );
        let _ = stdout().flush();
        let step_start = Instant::now();
        let result = match step.needs.filter(|needed| failed.contains(needed)) {
            Some(needed) => Err(format!("not run, for the step `{needed}` failed")),
            None => (step.run)(&workplace),
        };
        let mut outcome = result.unwrap_or_else(|failure| Outcome {
            failure: Some(failure),
            ..Outcome::default()
        });
        let verdict = if outcome.failure.is_some() {
            "FAILED"
        } else {
            "ok"
        };
        let counts = outcome.counts.in_words();
        println!("{verdict:<6} {:>12}{counts}", seconds(step_start.elapsed()));
        for text in outcome.remark.iter().chain(&outcome.failure) {
            println!("{}", indented(text));
        }
        if outcome.failure.is_some() {
            failed.push(step.name);
            // A step that failed counts, whatever its runner managed to report.
            outcome.counts.failed = outcome.counts.failed.max(1);
        }
        total += outcome.counts;
    }

    let vectors = vectors::report(&workplace.logs)?;
    total += vectors.counts;
    if steps.iter().any(|step| step.name == "unit") {
        println!("\n{}", vectors.text);
    }
    println!("took {}", seconds(start.elapsed()));
    if !failed.is_empty() {
        println!(
            "failed: {} (logs in {})",
            failed.join(", "),
            workplace.logs.display()
        );
    }
    println!("{total}");
    Ok(if failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn chosen(arguments: &[String]) -> Result<Vec<&'static Step>> {
    let names = || {
        STEPS
            .iter()
            .map(|step| step.name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    match arguments {
        [] => Ok(STEPS.iter().collect()),
        [only, name] if only == "--only" => {
            let found: Vec<_> = STEPS.iter().filter(|step| step.name == name).collect();
            if found.is_empty() {
                return Err(format!("there is no step `{name}`; there are: {}", names()));
            }
            Ok(found)
        }
        _ => Err(format!(
            "test knows --only STEP; the steps are: {}",
            names()
        )),
    }
}

fn indented(text: &str) -> String {
    text.trim_end()
        .lines()
        .map(|line| format!("      {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(arguments: &[&str]) -> Result<Vec<&'static str>> {
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        chosen(&arguments).map(|steps| steps.iter().map(|step| step.name).collect())
    }

    #[test]
    fn all_steps_run_unless_one_is_named() {
        assert_eq!(names(&[]).unwrap().len(), STEPS.len());
        assert_eq!(names(&["--only", "fmt"]).unwrap(), ["fmt"]);
        assert!(
            names(&["--only", "fnt"])
                .unwrap_err()
                .contains("fmt, clippy")
        );
        assert!(names(&["fmt"]).unwrap_err().contains("--only"));
    }
}
