//! The steps of `cargo xtask test`, in the order they run: cheap ones first.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::summary::Counts;
use super::{Outcome, Workplace, balance, e2e, firefox, hosting, vectors};
use crate::Result;
use crate::process::{Finished, cargo, command, log_to, words};
use crate::repository::{read, root, write};
use crate::setup::{self, WASM};

/// One step.
#[derive(Debug)]
pub(crate) struct Step {
    /// For `--only`.
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    /// The step without whose success this one cannot succeed.
    pub(crate) needs: Option<&'static str>,
    pub(crate) run: Run,
}

pub(crate) const STEPS: &[Step] = &[
    step("fmt", "the code is formatted", fmt),
    step("clippy", "no warning of clippy, for this machine", clippy),
    step(
        "clippy-wasm",
        "no warning of clippy, for the browser",
        clippy_wasm,
    ),
    step("deny", "dependencies: bans, licences, sources", deny),
    step("unit", "unit, property and documentation tests", unit),
    step(
        "snippets",
        "the snippets, and real clients through the proxy, run against a stand-in",
        snippets,
    ),
    step(
        "balance",
        "three copies behind nginx, ended and killed",
        balance::run,
    ),
    step("doc", "the documentation builds without a warning", doc),
    step("schema", "the schemas in docs are as the code says", schema),
    step("docs", "the tables in docs are as the code says", docs),
    step("wasm", "tests of the page's parts in Chromium", wasm),
    step("page", "the release page builds", build_page),
    after_page("size", "the page keeps to tests/budget.json", weigh),
    after_page(
        "e2e",
        "end to end in Chromium, against the release page",
        e2e::run,
    ),
    after_page("firefox", "the main journeys in Firefox", firefox::run),
    after_page(
        "hosting",
        "the page on nginx, Apache and Caddy",
        hosting::run,
    ),
];

type Run = fn(&Workplace) -> Result<Outcome>;

const fn step(name: &'static str, title: &'static str, run: Run) -> Step {
    Step {
        name,
        title,
        needs: None,
        run,
    }
}

const fn after_page(name: &'static str, title: &'static str, run: Run) -> Step {
    Step {
        name,
        title,
        needs: Some("page"),
        run,
    }
}

fn fmt(at: &Workplace) -> Result<Outcome> {
    at.all("fmt", &[&["fmt", "--all", "--check"]])
}

fn clippy(at: &Workplace) -> Result<Outcome> {
    let others = [
        "clippy",
        "--workspace",
        "--exclude",
        "claimlens-web",
        "--all-targets",
        "--all-features",
    ];
    let page = ["clippy", "--package", "claimlens-web", "--lib"];
    let deny = ["--", "--deny", "warnings"];
    let others = [others.as_slice(), &deny].concat();
    let page = [page.as_slice(), &deny].concat();
    if page_has_library() {
        at.all("clippy", &[&others, &page])
    } else {
        at.all("clippy", &[&others])
    }
}

fn clippy_wasm(at: &Workplace) -> Result<Outcome> {
    let core = [
        "clippy",
        "--package",
        "claimlens-core",
        "--package",
        "claimlens-checker",
        "--target",
        WASM,
    ];
    let page = [
        "clippy",
        "--package",
        "claimlens-web",
        "--target",
        WASM,
        "--all-targets",
    ];
    let deny = ["--", "--deny", "warnings"];
    at.all(
        "clippy-wasm",
        &[
            &[core.as_slice(), &deny].concat(),
            &[page.as_slice(), &deny].concat(),
        ],
    )
}

fn deny(at: &Workplace) -> Result<Outcome> {
    // Advisories need a database from the network; these three do not.
    at.all(
        "deny",
        &[&["deny", "--offline", "check", "bans", "licenses", "sources"]],
    )
}

fn unit(at: &Workplace) -> Result<Outcome> {
    let others = [
        "test",
        "--workspace",
        "--exclude",
        "claimlens-web",
        "--no-fail-fast",
    ];
    let page = [
        "test",
        "--package",
        "claimlens-web",
        "--lib",
        "--no-fail-fast",
    ];
    let mut commands = vec![at.cargo(&others)];
    if page_has_library() {
        commands.push(at.cargo(&page));
    }
    for command in &mut commands {
        command.env(vectors::VARIABLE, vectors::file(&at.logs));
    }
    at.run("unit", commands)
}

fn snippets(at: &Workplace) -> Result<Outcome> {
    let standin = [
        "test",
        "--package",
        "claimlens-proxy",
        "--features",
        "standin",
    ];
    let python = setup::python::ensure()?;
    // The snippets as they are shown, and the clients of others through the proxy.
    let [snippets, clients] = ["snippets", "clients"].map(|name| {
        let mut run = at.cargo(&[standin.as_slice(), &["--test", name]].concat());
        run.env("CLAIMLENS_NODE_MODULES", root().join("tests/node_modules"));
        if let Ok(python) = &python {
            run.env("CLAIMLENS_PYTHON", python);
        }
        run
    });
    let of_standin = at.cargo(&[standin.as_slice(), &["--lib", "standin"]].concat());
    let mut outcome = at.run("snippets", vec![snippets, clients, of_standin])?;
    // What was not run is said: a skipped test must not look like one that passed.
    let mut log = read(&at.logs.join("snippets.log"))?;
    log.push_str(&read(&at.logs.join("snippets-2.log"))?);
    let skipped = log.lines().filter(|line| line.contains(" ... ignored, "));
    let said: Vec<&str> = python
        .as_ref()
        .err()
        .map(String::as_str)
        .into_iter()
        .chain(skipped)
        .collect();
    if !said.is_empty() {
        outcome.remark = Some(said.join("\n"));
    }
    Ok(outcome)
}

fn doc(at: &Workplace) -> Result<Outcome> {
    let others = [
        "doc",
        "--no-deps",
        "--workspace",
        "--exclude",
        "claimlens-web",
    ];
    let page = [
        "doc",
        "--no-deps",
        "--package",
        "claimlens-web",
        "--target",
        WASM,
    ];
    let mut commands = vec![at.cargo(&others), at.cargo(&page)];
    for command in &mut commands {
        command.env("RUSTDOCFLAGS", "--deny warnings");
    }
    at.run("doc", commands)
}

fn schema(at: &Workplace) -> Result<Outcome> {
    at.run("schema", vec![own(&["schema", "--check"])?])
}

fn docs(at: &Workplace) -> Result<Outcome> {
    at.run("docs", vec![own(&["docs", "--check"])?])
}

fn wasm(at: &Workplace) -> Result<Outcome> {
    // `--tests` leaves the documentation tests out: they have run natively.
    let mut tests = at.cargo(&[
        "test",
        "--package",
        "claimlens-web",
        "--target",
        WASM,
        "--tests",
    ]);
    let settings = at.logs.join("webdriver.json");
    let options = serde_json::json!({ "binary": at.browser.chromium });
    write(
        &settings,
        serde_json::json!({ "goog:chromeOptions": options }).to_string(),
    )?;
    tests
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("CHROMEDRIVER", &at.browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &settings)
        // Seconds; a test binary takes its time to load on a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    at.run("wasm", vec![tests])
}

fn build_page(at: &Workplace) -> Result<Outcome> {
    at.run("page", vec![own(&["build"])?])
}

fn weigh(at: &Workplace) -> Result<Outcome> {
    let log = at.logs.join("size.log");
    let finished = log_to(&log, own(&["check-size"])?)?;
    let (remark, failure) = if finished.succeeded {
        (Some(finished.output), None)
    } else {
        (None, Some(finished.output))
    };
    Ok(Outcome {
        remark,
        failure,
        ..Outcome::default()
    })
}

fn page_has_library() -> bool {
    root().join("web/src/lib.rs").is_file()
}

impl Workplace {
    fn cargo(&self, arguments: &[&str]) -> Command {
        cargo(arguments, &self.tools)
    }

    /// Runs cargo once for each list of arguments.
    fn all(&self, name: &str, commands: &[&[&str]]) -> Result<Outcome> {
        self.run(
            name,
            commands
                .iter()
                .map(|arguments| self.cargo(arguments))
                .collect(),
        )
    }

    /// The log of a step's command, the first being number 1.
    pub(super) fn log(&self, name: &str, number: usize) -> PathBuf {
        let name = match number {
            0 | 1 => format!("{name}.log"),
            _ => format!("{name}-{number}.log"),
        };
        self.logs.join(name)
    }

    /// Runs commands one after the other, all of them, each with a log of its own.
    pub(super) fn run(&self, name: &str, commands: Vec<Command>) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        let mut failures = Vec::new();
        for (index, command) in commands.into_iter().enumerate() {
            let log = self.log(name, index + 1);
            let typed = words(&command);
            let finished = log_to(&log, command)?;
            outcome.counts += Counts::in_output(&finished.output);
            if !finished.succeeded {
                failures.push(failure_text(&typed, &finished, &log));
            }
        }
        if !failures.is_empty() {
            outcome.failure = Some(failures.join("\n"));
        }
        Ok(outcome)
    }
}

/// A command of these commands: run apart, so that its output goes into a log.
pub(super) fn own(arguments: &[&str]) -> Result<Command> {
    let program = std::env::current_exe().map_err(|error| format!("cannot find xtask: {error}"))?;
    let mut own = command(program, &[]);
    own.args(arguments);
    Ok(own)
}

/// The end of a failed command's output: enough to see what it was.
fn failure_text(typed: &str, finished: &Finished, log: &Path) -> String {
    const SHOWN: usize = 150;
    let lines: Vec<&str> = finished.output.trim_end().lines().collect();
    let left_out = lines.len().saturating_sub(SHOWN);
    let shown = lines.get(left_out..).unwrap_or_default().join("\n");
    let more = if left_out == 0 {
        String::new()
    } else {
        format!("({left_out} lines before this are in {})\n", log.display())
    };
    format!("{typed} failed:\n{more}{shown}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_failure_is_cut_and_says_where_the_rest_is() {
        let output = (0..200).map(|n| format!("line {n}\n")).collect();
        let text = failure_text(
            "`x`",
            &Finished {
                succeeded: false,
                output,
            },
            Path::new("logs/x.log"),
        );
        assert!(
            text.starts_with("`x` failed:\n(50 lines before this are in logs/x.log)\nline 50\n")
        );
        assert!(text.ends_with("line 199"));
    }

    #[test]
    fn step_names_are_unique() {
        let mut names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), STEPS.len());
    }
}
