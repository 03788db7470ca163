//! Reads a text on standard input and prints the report, so that other tools can drive the core.
//!
//! ```text
//! pbpaste | cargo run -q -p claimlens-core --example inspect -- --format markdown
//! ```

use std::error::Error;
use std::io::{self, BufRead as _, Read as _, Write as _};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use claimlens_core::genesys::{FILES, Tables};
use claimlens_core::policy::Policy;
use claimlens_core::report::{Report, to_markdown};
use claimlens_core::{Context, inspect};

const USAGE: &str =
    "usage: inspect [--now UNIX_SECONDS] [--policy FILE] [--format json|markdown] [--lines]
Reads a text on standard input and prints what was found in it.
  --now UNIX_SECONDS   the moment to judge for (default: now)
  --policy FILE        what you expect, as JSON: issuer, audience, scopes, client_id, token_type,
                       algorithms, max_lifetime, leeway, renewal_margin
  --format FORMAT      json (default) or markdown
  --lines              each input line is a JSON string, each output line a report in JSON";

/// The reference data about Genesys Cloud, built in: a page fetches it.
const TABLES: [(&str, &str); FILES.len()] = [
    ("regions.json", include_str!("../data/genesys/regions.json")),
    ("scopes.json", include_str!("../data/genesys/scopes.json")),
    (
        "permissions.json",
        include_str!("../data/genesys/permissions.json"),
    ),
    (
        "token-errors.json",
        include_str!("../data/genesys/token-errors.json"),
    ),
    (
        "api-errors.json",
        include_str!("../data/genesys/api-errors.json"),
    ),
    ("grants.json", include_str!("../data/genesys/grants.json")),
    ("calls.json", include_str!("../data/genesys/calls.json")),
    ("tokens.json", include_str!("../data/genesys/tokens.json")),
    ("limits.json", include_str!("../data/genesys/limits.json")),
    ("access.json", include_str!("../data/genesys/access.json")),
    ("sso.json", include_str!("../data/genesys/sso.json")),
    (
        "look-alikes.json",
        include_str!("../data/genesys/look-alikes.json"),
    ),
    ("sdks.json", include_str!("../data/genesys/sdks.json")),
    ("claims.json", include_str!("../data/genesys/claims.json")),
];

#[derive(Default)]
struct Options {
    now: Option<i64>,
    policy: Policy,
    markdown: bool,
    lines: bool,
    help: bool,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("inspect: {error}");
            ExitCode::from(2)
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the core has no clock; its command line gives it one"
)]
fn run() -> Result<(), Box<dyn Error>> {
    let options = options(std::env::args().skip(1))?;
    let mut out = io::stdout().lock();
    if options.help {
        writeln!(out, "{USAGE}")?;
        return Ok(());
    }
    let now = match options.now {
        Some(now) => now,
        None => i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs())?,
    };
    let context = Context {
        now,
        policy: options.policy,
        tables: Some(Box::leak(Box::new(Tables::read(&TABLES)?))),
        ..Context::default()
    };
    if options.lines {
        for (number, line) in io::stdin().lock().lines().enumerate() {
            let text: String = serde_json::from_str(&line?)
                .map_err(|error| format!("line {}: expected a JSON string: {error}", number + 1))?;
            serde_json::to_writer(&mut out, &inspect(&text, &context))?;
            writeln!(out)?;
        }
        return Ok(());
    }
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    print(
        &mut out,
        &inspect(&String::from_utf8_lossy(&bytes), &context),
        options.markdown,
    )
}

fn print(out: &mut impl io::Write, report: &Report, markdown: bool) -> Result<(), Box<dyn Error>> {
    if markdown {
        write!(out, "{}", to_markdown(report))?;
    } else {
        serde_json::to_writer_pretty(&mut *out, report)?;
        writeln!(out)?;
    }
    Ok(())
}

fn options(mut words: impl Iterator<Item = String>) -> Result<Options, Box<dyn Error>> {
    let mut options = Options::default();
    while let Some(word) = words.next() {
        let mut value = || {
            words
                .next()
                .ok_or_else(|| format!("{word} needs a value\n{USAGE}"))
        };
        match word.as_str() {
            "--now" => {
                let text = value()?;
                let now = text
                    .parse()
                    .map_err(|_| format!("--now: {text:?} is no whole number of seconds"))?;
                options.now = Some(now);
            }
            "--policy" => {
                let file = value()?;
                let text =
                    std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
                options.policy =
                    serde_json::from_str(&text).map_err(|error| format!("{file}: {error}"))?;
            }
            "--format" => match value()?.as_str() {
                "json" => options.markdown = false,
                "markdown" => options.markdown = true,
                other => {
                    return Err(format!("--format: {other:?} is neither json nor markdown").into());
                }
            },
            "--lines" => options.lines = true,
            "--help" | "-h" => options.help = true,
            other => return Err(format!("{other:?} is no option\n{USAGE}").into()),
        }
    }
    if options.lines && options.markdown {
        return Err("--lines prints JSON; leave out --format markdown".into());
    }
    Ok(options)
}
