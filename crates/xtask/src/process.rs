//! Running other programs: with their output shown, or kept in a log for when they fail.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::Result;
use crate::repository::{cannot, root};

/// What a program left behind.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) succeeded: bool,
    /// Standard output and error, in the order they came, without colour codes.
    pub(crate) output: String,
}

/// A command that starts at the repository's top, reads nothing and finds `tools` first on PATH.
pub(crate) fn command(program: impl AsRef<OsStr>, tools: &[PathBuf]) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(root())
        .stdin(Stdio::null())
        .env("PATH", search_path(tools));
    command
}

/// `cargo` with arguments, otherwise as [`command`].
pub(crate) fn cargo(arguments: &[&str], tools: &[PathBuf]) -> Command {
    let mut command = command("cargo", tools);
    command.args(arguments);
    command
}

/// Runs a command with its output shown.
///
/// # Errors
/// When it cannot be started or ends with a failure.
pub(crate) fn show(mut command: Command) -> Result<()> {
    let status = command
        .status()
        .map_err(|error| not_started(&command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} ended with {status}", words(&command)))
    }
}

/// Runs a command with its output in `log`, added at its end.
///
/// # Errors
/// When it cannot be started or the log cannot be written.
pub(crate) fn log_to(log: &Path, mut command: Command) -> Result<Finished> {
    let file = File::create(log).map_err(|error| cannot("create", log, &error))?;
    let copy = file
        .try_clone()
        .map_err(|error| cannot("write", log, &error))?;
    let status = command
        .env("CARGO_TERM_COLOR", "never")
        .stdout(file)
        .stderr(copy)
        .status()
        .map_err(|error| not_started(&command, &error))?;
    let bytes = fs::read(log).map_err(|error| cannot("read", log, &error))?;
    Ok(Finished {
        succeeded: status.success(),
        output: without_colour(&String::from_utf8_lossy(&bytes)),
    })
}

/// What a command prints on standard output, trimmed; nothing when it fails or is not there.
pub(crate) fn answer(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// The first of `names` that is a file in a folder of PATH.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| {
        let name = format!("{name}{}", env::consts::EXE_SUFFIX);
        folders
            .iter()
            .map(|folder| folder.join(&name))
            .find(|file| file.is_file())
    })
}

/// PATH with `tools` before everything else.
pub(crate) fn search_path(tools: &[PathBuf]) -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = tools.iter().cloned().chain(env::split_paths(&path));
    env::join_paths(folders).unwrap_or(path)
}

/// The command as one would type it, for messages.
pub(crate) fn words(command: &Command) -> String {
    let parts: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect();
    format!("`{}`", parts.join(" "))
}

/// A duration as a person reads it.
pub(crate) fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!(
            "{} min {:02} s",
            duration.as_secs() / 60,
            duration.as_secs() % 60
        )
    }
}

/// Drops the escape sequences of terminals that programs use for colour: `ESC [ … m`, `ESC ( B`.
pub(crate) fn without_colour(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = match after.strip_prefix('[') {
            Some(codes) => {
                let end = codes.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
                end.strip_prefix('m').unwrap_or(end)
            }
            None => after.strip_prefix("(B").unwrap_or(after),
        };
    }
    plain.push_str(rest);
    plain
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("{} could not be started: {error}", words(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_codes_are_dropped_and_nothing_else() {
        assert_eq!(
            without_colour("\u{1b}[1;34mℹ pass 3\u{1b}[39m [m"),
            "ℹ pass 3 [m"
        );
        assert_eq!(without_colour("\u{1b}(B\u{1b}[m+ (B"), "+ (B");
        assert_eq!(without_colour("plain"), "plain");
    }

    #[test]
    fn durations_read_like_durations() {
        assert_eq!(seconds(Duration::from_millis(1250)), "1.2 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn a_command_reads_as_typed() {
        assert_eq!(
            words(&cargo(&["fmt", "--check"], &[])),
            "`cargo fmt --check`"
        );
    }
}
