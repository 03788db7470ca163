//! Cuts the page's WASM in two: what a first paste needs, and what is loaded once the page is ready.
//!
//! What goes into the second file is marked in `web/src/later.rs`. Cutting must happen between cargo and
//! wasm-bindgen, both of which trunk calls; it offers no hook there, but takes the `wasm-bindgen` it finds
//! on PATH. So a copy of xtask lies first on PATH under that name: it cuts the file that cargo made, and
//! gives the first half to the real wasm-bindgen.
//!
//! Another copy is the linker: it leaves out what nobody calls, see `unused`. And what wasm-bindgen wrote is
//! made small before trunk goes on with it, see `glue`.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use super::{glue, minify, unused};
use crate::Result;
use crate::process::{command, search_path, show};
use crate::repository::{cannot, read, remove_folder, scratch, write};

/// The name trunk looks for.
const NAME: &str = "wasm-bindgen";

/// The copy that cargo is told to link with, and the linker it stands for, which rustc puts on PATH.
const LINKER: &str = "page-linker";
const REAL_LINKER: &str = "rust-lld";

/// The second file, as it is called before its name tells its content; Trunk.toml names it too.
pub(crate) const REST: &str = "rest.wasm";

/// What wasm-split-cli calls the same file: after the group in `web/src/later.rs`.
const CUT_REST: &str = "split_rest.wasm";

/// Where the stand-in works and which PATH has the real tools: set for trunk, read by the stand-in.
const FOLDER: &str = "CLAIMLENS_SPLIT_FOLDER";
const TOOLS: &str = "CLAIMLENS_SPLIT_PATH";

/// Set where the WASM stays in one: what is there for cutting it is left out by the linker.
const WHOLE: &str = "CLAIMLENS_SPLIT_NOT";

/// A folder for one build: the stand-in, and what it cuts.
#[derive(Debug)]
pub(crate) struct Split {
    folder: PathBuf,
    whole: bool,
}

impl Split {
    /// Puts the stand-ins in place, for the page that is cut.
    ///
    /// # Errors
    /// When it cannot be copied.
    pub(crate) fn prepare() -> Result<Self> {
        Self::at("split", false)
    }

    /// The same for the page in one file, in a folder of its own: the sizes by crate are read off what was cut.
    ///
    /// # Errors
    /// When it cannot be copied.
    pub(crate) fn whole() -> Result<Self> {
        Self::at("whole", true)
    }

    fn at(name: &str, whole: bool) -> Result<Self> {
        let folder = scratch()?.join(name);
        remove_folder(&folder)?;
        let split = Self { folder, whole };
        let bin = split.bin();
        fs::create_dir_all(&bin).map_err(|error| cannot("create", &bin, &error))?;
        let own = env::current_exe().map_err(|error| format!("where is xtask? {error}"))?;
        for name in [NAME, LINKER] {
            let stand_in = split.stand_in(name);
            fs::copy(&own, &stand_in).map_err(|error| cannot("create", &stand_in, &error))?;
        }
        Ok(split)
    }

    fn bin(&self) -> PathBuf {
        self.folder.join("bin")
    }

    fn stand_in(&self, name: &str) -> PathBuf {
        self.bin()
            .join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// The folders for trunk's PATH, the stand-in's first.
    pub(crate) fn first(&self, tools: &[PathBuf]) -> Vec<PathBuf> {
        let mut folders = vec![self.bin()];
        folders.extend_from_slice(tools);
        folders
    }

    /// Tells the stand-in, through trunk, where things are.
    pub(crate) fn tell(&self, trunk: &mut Command, tools: &[PathBuf]) {
        trunk.env(FOLDER, &self.folder);
        trunk.env(TOOLS, search_path(tools));
        if self.whole {
            trunk.env(WHOLE, "1");
        }
        let linker = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER";
        trunk.env(linker, self.stand_in(LINKER));
    }

    /// Puts the second file, optimised as trunk does the first, into the page's folder.
    ///
    /// # Errors
    /// When the build did not cut it, or wasm-opt fails.
    pub(crate) fn place_rest(&self, page: &Path, tools: &[PathBuf]) -> Result<()> {
        let cut = self.folder.join(CUT_REST);
        if !cut.is_file() {
            return Err(format!(
                "{} is missing: the page's WASM was not cut in two (see crates/xtask/src/page/split.rs)",
                cut.display()
            ));
        }
        let mut optimise = command("wasm-opt", tools);
        optimise.arg("-Oz").arg(&cut).arg("-o").arg(page.join(REST));
        show(optimise)
    }
}

/// Whether this process was started as wasm-bindgen, or as the linker.
pub(crate) fn is_stand_in() -> bool {
    env::var_os(FOLDER).is_some() && (is_called(NAME) || is_called(LINKER))
}

fn is_called(name: &str) -> bool {
    env::current_exe().is_ok_and(|own| own.file_stem().is_some_and(|stem| stem == name))
}

/// Does what the tool does that this process was started as.
///
/// # Errors
/// When a tool fails; its own words are on standard error.
pub(crate) fn stand_in(arguments: &[String]) -> Result<ExitCode> {
    let from = |name| env::var_os(name).ok_or_else(|| format!("{name} is not set"));
    let (folder, path) = (PathBuf::from(from(FOLDER)?), from(TOOLS)?);
    if is_called(LINKER) {
        link(&folder, arguments)
    } else {
        bind(&folder, &path, arguments)
    }
}

/// Links, without what nobody calls.
fn link(folder: &Path, arguments: &[String]) -> Result<ExitCode> {
    let whole = env::var_os(WHOLE).is_some();
    let mut asked = Vec::with_capacity(arguments.len());
    for argument in arguments {
        // Where a command line is too short for so many, rustc writes them into a file, one a line.
        let Some(file) = argument.strip_prefix('@') else {
            asked.push(argument.clone());
            continue;
        };
        let lines = read(Path::new(file))?.lines().map(str::to_owned).collect();
        let lines = unused::linker_arguments(lines, whole).join("\n");
        let shorter = folder.join("linker-arguments");
        write(&shorter, lines)?;
        asked.push(format!("@{}", shorter.display()));
    }
    let mut linker = Command::new(REAL_LINKER);
    linker.args(unused::linker_arguments(asked, whole));
    show(linker).map(|()| ExitCode::SUCCESS)
}

/// Cuts, and does what wasm-bindgen does with the first half of the WASM it is given.
fn bind(folder: &Path, path: &OsString, arguments: &[String]) -> Result<ExitCode> {
    let Some(input) = arguments.iter().find(|argument| is_wasm(argument)) else {
        // `--version`, above all.
        return pass_on(path, arguments);
    };
    let split = [input.as_str(), &folder.to_string_lossy()];
    show(tool("wasm-split-cli", path, &split))?;
    let first_half = folder.join("main.wasm");
    let whole = fs::read(&first_half).map_err(|error| cannot("read", &first_half, &error))?;
    write(&first_half, unused::without_records(&whole)?)?;
    let mut changed: Vec<String> = arguments
        .iter()
        .map(|argument| match argument == input {
            true => first_half.to_string_lossy().into_owned(),
            false => argument.clone(),
        })
        .collect();
    // The second file takes memory, table and functions from what the first exports.
    changed.push("--keep-lld-exports".to_owned());
    let code = pass_on(path, &changed)?;
    let value = |option| {
        option_value(arguments, option)
            .ok_or_else(|| format!("trunk gave wasm-bindgen no {option}"))
    };
    let (output, name) = (PathBuf::from(value("--out-dir")?), value("--out-name")?);
    glue::shrink(
        &output,
        name,
        &folder.join(CUT_REST),
        folder,
        &|arguments| show(minify::set_up(tool("esbuild", path, &[]), arguments)),
    )?;
    Ok(code)
}

/// What follows an option, behind `=` or as the next argument.
fn option_value<'a>(arguments: &'a [String], option: &str) -> Option<&'a str> {
    arguments.iter().enumerate().find_map(|(at, argument)| {
        match argument.strip_prefix(option)?.strip_prefix('=') {
            Some(value) => Some(value),
            None => arguments.get(at + 1).map(String::as_str),
        }
    })
}

fn is_wasm(argument: &str) -> bool {
    !argument.starts_with('-') && argument.ends_with(".wasm")
}

fn pass_on(path: &OsString, arguments: &[String]) -> Result<ExitCode> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    show(tool(NAME, path, &arguments)).map(|()| ExitCode::SUCCESS)
}

/// A tool from that PATH: not from this process's own, on which the stand-in comes first.
fn tool(name: &str, path: &OsString, arguments: &[&str]) -> Command {
    let program = format!("{name}{}", env::consts::EXE_SUFFIX);
    let found = env::split_paths(path)
        .map(|folder| folder.join(&program))
        .find(|file| file.is_file());
    let mut command = Command::new(found.unwrap_or_else(|| PathBuf::from(program)));
    command.args(arguments);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_has_its_value_either_way() {
        let arguments = ["--out-dir=/x", "--out-name", "web", "in.wasm"].map(str::to_owned);
        assert_eq!(option_value(&arguments, "--out-dir"), Some("/x"));
        assert_eq!(option_value(&arguments, "--out-name"), Some("web"));
        assert_eq!(option_value(&arguments, "--target"), None);
    }
}
