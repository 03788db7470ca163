//! The project's own commands: set-up, build, serve, test and what hangs on them.
//!
//! Everything a command needs is installed by the command itself; see `setup`.

mod bench;
mod dist;
mod fuzz;
mod generated;
mod page;
mod process;
mod proxy;
mod repository;
mod reproducible;
mod serve;
mod setup;
mod suite;
mod version;

use std::process::ExitCode;

/// An error is a text for the person at the terminal: what was found, and what to do.
type Result<T> = std::result::Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Trunk runs this very program where it looks for wasm-bindgen: see `page::split`.
    let result = if page::split::is_stand_in() {
        page::split::stand_in(&arguments)
    } else {
        run(&arguments)
    };
    match result {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<ExitCode> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", arguments),
    };
    let done = |()| ExitCode::SUCCESS;
    match command {
        "serve" => serve::serve(&serve::Options::parse(rest)?).map(done),
        "build" => no_more(rest).and_then(|()| page::build()).map(done),
        "single" => dist::single(rest).map(done),
        "dist" => dist::dist(&dist::Options::parse(rest)?).map(done),
        "check-size" => no_more(rest)
            .and_then(|()| page::size::check_size())
            .map(done),
        "test" => suite::test(rest),
        "setup" => no_more(rest).and_then(|()| setup::everything()).map(done),
        "schema" => generated::schemas(rest).map(done),
        "docs" => generated::tables(rest).map(done),
        "fuzz" => fuzz::fuzz(rest).map(done),
        "bench" => bench::bench(rest).map(done),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(format!("there is no command `{other}`\n\n{HELP}")),
    }
}

/// For the commands that take no arguments.
fn no_more(arguments: &[String]) -> Result<()> {
    match arguments.first() {
        None => Ok(()),
        Some(argument) => Err(format!(
            "this command takes no arguments, found `{argument}`"
        )),
    }
}

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N] [--listen ADDRESS] [--host NAME]
                                        build the page and serve it (http://127.0.0.1:8080);
                                        NAME: by which other machines ask for it
  test [--only STEP]                    run every check and test
  build                                 build the release page into dist/site/
  dist [--proxy ORIGIN]... [--config FILE] | --twice
                                        build all that is handed on into dist/: the page, the page in one file
                                        (with the settings of FILE in it), the companion, hashes, SBOM, licences;
                                        with origins into dist-proxy/, with a page whose policy lets it talk to
                                        companions there; --twice: here and in another place, and whether every
                                        byte is the same
  single [--config FILE]                the page in one file alone: dist/claimlens.html
  check-size                            print what the page weighs; fail above tests/budget.json
  setup                                 install what the other commands would install
  schema [--check]                      write docs/report.schema.json and docs/config.schema.json, or
                                        compare them
  docs [--check]                        write the tables in docs (findings, reasons, vectors, config.json) and
                                        the list of common secrets, or compare them
  fuzz [--seconds N] [TARGET]           run each fuzz target for N seconds (60)
  bench [NAME]                          run the benchmarks: native, verify, proxy, soak and those of tests/bench
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_command_is_named() {
        let error = run(&["serv".to_owned()]).unwrap_err();
        assert!(error.contains("`serv`"));
    }
}
