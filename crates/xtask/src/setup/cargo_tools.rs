//! Tools that come as Rust programs: installed from their crates, in exact versions, into a
//! folder of their own, unless the right version is on PATH.
//!
//! They are built without optimising: that takes a third of the time and they are fast enough. Only
//! what measures is optimised.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::versions;
use crate::Result;
use crate::process::{answer, cargo, log_to, on_path, seconds};
use crate::repository::{cannot, remove_folder, scratch};

/// A Rust program to install.
#[derive(Debug)]
pub(crate) struct Tool {
    package: &'static str,
    version: String,
    /// The program that is asked for its version, then those that must lie beside it.
    programs: &'static [&'static str],
    /// Whether a newer one on PATH will do as well.
    newer_will_do: bool,
    features: &'static [&'static str],
    default_features: bool,
    optimised: bool,
    why: &'static str,
    takes: &'static str,
}

pub(crate) fn trunk() -> Tool {
    Tool {
        package: "trunk",
        version: versions::TRUNK.to_owned(),
        programs: &["trunk"],
        newer_will_do: false,
        // Without: no TLS and no self-update check, for it never downloads anything here.
        features: &[],
        default_features: false,
        optimised: false,
        why: "it builds the page",
        takes: "2 to 5 minutes",
    }
}

pub(crate) fn wasm_bindgen() -> Result<Tool> {
    Ok(Tool {
        package: "wasm-bindgen-cli",
        version: versions::wasm_bindgen()?,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        newer_will_do: false,
        features: &[],
        default_features: true,
        optimised: false,
        why: "it joins the page's WASM and JavaScript, and runs tests in a browser",
        takes: "1 to 3 minutes",
    })
}

pub(crate) fn wasm_split() -> Tool {
    Tool {
        package: "wasm_split_cli_support",
        version: versions::WASM_SPLIT.to_owned(),
        programs: &["wasm-split-cli"],
        newer_will_do: false,
        features: &["build-binary"],
        default_features: true,
        optimised: false,
        why: "it cuts the page's WASM in two",
        takes: "1 to 2 minutes",
    }
}

pub(crate) fn cargo_deny() -> Tool {
    Tool {
        package: "cargo-deny",
        version: versions::CARGO_DENY.to_owned(),
        programs: &["cargo-deny"],
        newer_will_do: true,
        features: &[],
        default_features: false,
        optimised: false,
        why: "it checks the dependencies' licences, sources and duplicates",
        takes: "1 to 2 minutes",
    }
}

pub(crate) fn cargo_fuzz() -> Tool {
    Tool {
        package: "cargo-fuzz",
        version: versions::CARGO_FUZZ.to_owned(),
        programs: &["cargo-fuzz"],
        newer_will_do: true,
        features: &[],
        default_features: true,
        optimised: false,
        why: "it builds and runs the fuzz targets",
        takes: "half a minute",
    }
}

pub(crate) fn oha() -> Tool {
    Tool {
        package: "oha",
        version: versions::OHA.to_owned(),
        programs: &["oha"],
        newer_will_do: true,
        features: &[],
        default_features: true,
        // It takes times of a tenth of a millisecond.
        optimised: true,
        why: "it measures the companion's delay at a fixed rate",
        takes: "3 to 5 minutes",
    }
}

/// Makes sure that `tools` are there. Returns the folders they are in.
///
/// # Errors
/// When one cannot be installed.
pub(crate) fn ensure(tools: &[Tool]) -> Result<Vec<PathBuf>> {
    let cache = cache();
    let mut folders = Vec::new();
    let mut workshop = None;
    for tool in tools {
        let folder = match tool.find(&cache) {
            Some(folder) => folder,
            None => {
                let workshop = match &workshop {
                    Some(workshop) => workshop,
                    None => workshop.insert(Workshop::open(&cache)?),
                };
                tool.install(&cache, workshop)?
            }
        };
        folders.push(folder);
    }
    Ok(folders)
}

impl Tool {
    /// The folder with the programs: in the cache, or on PATH in the right version.
    fn find(&self, cache: &Path) -> Option<PathBuf> {
        let folders = [Some(self.home(cache).join("bin")), self.folder_on_path()];
        folders
            .into_iter()
            .flatten()
            .find(|folder| self.is_complete(folder))
    }

    fn folder_on_path(&self) -> Option<PathBuf> {
        let program = on_path(self.programs.get(..1)?)?;
        let said = answer(&program, &["--version"])?;
        let found = said.split_whitespace().nth(1)?;
        is_right(found, &self.version, self.newer_will_do)
            .then(|| program.parent().map(Path::to_path_buf))?
    }

    fn is_complete(&self, folder: &Path) -> bool {
        self.programs.iter().all(|name| {
            folder
                .join(format!("{name}{}", env::consts::EXE_SUFFIX))
                .is_file()
        })
    }

    /// Where this version is kept: what `cargo install --root` fills.
    fn home(&self, cache: &Path) -> PathBuf {
        cache.join(format!("{}-{}", self.package, self.version))
    }

    fn install(&self, cache: &Path, workshop: &Workshop) -> Result<PathBuf> {
        println!(
            "set-up: compiling {} {}: {} ({}) …",
            self.package, self.version, self.why, self.takes
        );
        let start = Instant::now();
        let built = workshop.0.join(self.package);
        // As its authors tested it; where a registry lacks a version from their lock file, with
        // newer ones.
        let log = scratch()?.join(format!("install-{}.log", self.package));
        if !self.compile(workshop, &built, true, &log)?.succeeded {
            let second = self.compile(workshop, &built, false, &log)?;
            if !second.succeeded {
                let lines: Vec<&str> = second.output.trim_end().lines().collect();
                let last = lines
                    .get(lines.len().saturating_sub(15)..)
                    .unwrap_or_default();
                return Err(format!(
                    "{} {} could not be installed; the end of {}:\n{}\nPut it on PATH in that \
                     version, or make the crate registry reachable",
                    self.package,
                    self.version,
                    log.display(),
                    last.join("\n")
                ));
            }
        }
        let home = self.home(cache);
        // A run beside this one may have been faster; its result is as good.
        if !self.is_complete(&home.join("bin")) {
            remove_folder(&home)?;
            fs::rename(&built, &home).map_err(|error| cannot("install to", &home, &error))?;
        }
        println!(
            "set-up: {} is there after {}",
            self.package,
            seconds(start.elapsed())
        );
        Ok(home.join("bin"))
    }

    fn compile(
        &self,
        workshop: &Workshop,
        built: &Path,
        locked: bool,
        log: &Path,
    ) -> Result<crate::process::Finished> {
        let mut install = cargo(&["install", self.package, "--version", &self.version], &[]);
        install.args(["--no-track", "--force", "--root"]).arg(built);
        if !self.optimised {
            install.arg("--debug");
        }
        if locked {
            install.arg("--locked");
        }
        if !self.features.is_empty() {
            install.args(["--features", &self.features.join(",")]);
        }
        if !self.default_features {
            install.arg("--no-default-features");
        }
        install
            .env("CARGO_TARGET_DIR", workshop.0.join("target"))
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_INCREMENTAL", "0")
            // What is set for the project must not reach its tools.
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        log_to(log, install)
    }
}

/// A folder to compile in, shared by the tools of one run and removed with it.
#[derive(Debug)]
struct Workshop(PathBuf);

impl Workshop {
    fn open(cache: &Path) -> Result<Self> {
        fs::create_dir_all(cache).map_err(|error| cannot("create", cache, &error))?;
        Self::clear_old_ones(cache);
        let folder = cache.join(format!("{WORKSHOP}{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| cannot("create", &folder, &error))?;
        Ok(Self(folder))
    }

    /// What a run that was stopped left behind. Failing is no harm.
    fn clear_old_ones(cache: &Path) {
        let Ok(entries) = fs::read_dir(cache) else {
            return;
        };
        for entry in entries.flatten() {
            let is_workshop = entry.file_name().to_string_lossy().starts_with(WORKSHOP);
            let changed = entry.metadata().and_then(|data| data.modified()).ok();
            let age = changed.and_then(|changed| changed.elapsed().ok());
            if is_workshop && age.is_some_and(|age| age > Duration::from_secs(6 * 3600)) {
                let _ = remove_folder(&entry.path());
            }
        }
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        let _ = remove_folder(&self.0);
    }
}

const WORKSHOP: &str = ".workshop-";

/// Where tools are kept: `$CLAIMLENS_TOOLS`, or the user's cache folder.
pub(super) fn cache() -> PathBuf {
    let set = |name| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("CLAIMLENS_TOOLS").unwrap_or_else(|| {
        set("XDG_CACHE_HOME")
            .or_else(|| env::home_dir().map(|home| home.join(".cache")))
            .unwrap_or_else(env::temp_dir)
            .join("claimlens/tools")
    })
}

/// Whether the version found is the one wanted, or newer where that will do.
fn is_right(found: &str, wanted: &str, newer_will_do: bool) -> bool {
    let numbers = |version: &str| -> Option<Vec<u64>> {
        version.split('.').map(|part| part.parse().ok()).collect()
    };
    found == wanted
        || newer_will_do
            && matches!((numbers(found), numbers(wanted)), (Some(found), Some(wanted)) if found >= wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_wanted_version_will_do_unless_newer_ones_do() {
        assert!(is_right("0.21.14", "0.21.14", false));
        assert!(!is_right("0.21.15", "0.21.14", false));
        assert!(is_right("0.21.15", "0.21.14", true));
        assert!(is_right("0.100.0", "0.21.14", true));
        assert!(!is_right("0.21.9", "0.21.14", true));
        assert!(!is_right("nightly", "0.21.14", true));
    }

    #[test]
    fn a_tool_is_kept_under_its_version() {
        assert_eq!(
            trunk().home(Path::new("t")),
            Path::new("t").join("trunk-0.21.14")
        );
    }
}
