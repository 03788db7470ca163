//! `cargo xtask dist --twice`: the commit is built here and in another place, and the results are compared, byte by
//! byte.
//!
//! The other place is a clone at another path, with nothing compiled yet, another `CARGO_HOME`, another clock,
//! another time zone and another language. What both share is what the build is made with: the compiler, the
//! tools, the npm packages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::Result;
use crate::process::{answer, cargo, command, log_to, seconds, show};
use crate::repository::{cannot, files, name_below, remove_folder, root, scratch, write};

/// What turns the other place's clock, and how far.
const CLOCK: &str = include_str!("clock.c");
const AHEAD: &str = "400 days ahead";

/// Builds twice and compares `dist/` with what came of it elsewhere.
///
/// # Errors
/// When files differ from the commit, a build fails, or anything is not the same; the other place is left to look
/// at then.
pub(super) fn twice() -> Result<()> {
    let commit = answer("git", &["rev-parse", "HEAD"]).ok_or("this is no checkout of git")?;
    if answer("git", &["status", "--porcelain"]).is_none_or(|changed| !changed.is_empty()) {
        return Err(
            "files differ from the commit: commit them first, for it is built elsewhere, too"
                .to_owned(),
        );
    }
    let start = Instant::now();
    super::once(&[], None)?;
    still(&commit, answer("git", &["rev-parse", "HEAD"]).as_deref())?;
    println!(
        "twice: {commit} is built here, in {}",
        seconds(start.elapsed())
    );
    let home = scratch()?.join("twice");
    remove_folder(&home)?;
    let elsewhere = Elsewhere {
        checkout: home.join("another/place/of-another-length"),
        log: home.join("another.log"),
        cargo_home: home.join("cargo-home"),
        clock: clock(&home),
    };
    elsewhere.prepare(&commit)?;
    elsewhere.build()?;
    let count = compare(&super::folder(), &elsewhere.checkout.join("dist"))?;
    println!("twice: {count} files of {commit}, equal in every byte");
    remove_folder(&home)
}

/// Fails where the checkout has moved on while it was built: its files would name another commit than those elsewhere.
fn still(commit: &str, now: Option<&str>) -> Result<()> {
    match now {
        Some(now) if now == commit => Ok(()),
        now => Err(format!(
            "this checkout was at {commit} and is at {} now: leave it alone while it is built twice",
            now.unwrap_or("no commit")
        )),
    }
}

/// The other place.
#[derive(Debug)]
struct Elsewhere {
    checkout: PathBuf,
    log: PathBuf,
    cargo_home: PathBuf,
    /// The library that turns clocks; or why there is none.
    clock: Result<PathBuf>,
}

impl Elsewhere {
    fn prepare(&self, commit: &str) -> Result<()> {
        if let Some(parent) = self.checkout.parent() {
            fs::create_dir_all(parent).map_err(|error| cannot("create", parent, &error))?;
        }
        let mut git = command("git", &[]);
        git.args(["clone", "--quiet", "--no-checkout"])
            .arg(root())
            .arg(&self.checkout);
        show(git)?;
        let mut git = command("git", &[]);
        git.current_dir(&self.checkout)
            .args(["checkout", "--quiet", "--detach", commit]);
        show(git)?;
        // The packages of the lock file, as they are here: npm could not fetch any under another clock.
        let modules = "tests/node_modules";
        copy(&root().join(modules), &self.checkout.join(modules))?;
        self.cargo_home()
    }

    /// Gives the other home what cargo has fetched here, still packed: it unpacks it there.
    fn cargo_home(&self) -> Result<()> {
        let own = std::env::var_os("CARGO_HOME").map(PathBuf::from);
        let own = own.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
        let own = own.ok_or("where is CARGO_HOME?")?;
        for part in ["registry/cache", "registry/index"] {
            copy(&own.join(part), &self.cargo_home.join(part))?;
        }
        for settings in ["config.toml", "config"] {
            let from = own.join(settings);
            if from.is_file() {
                copy_file(&from, &self.cargo_home.join(settings))?;
            }
        }
        Ok(())
    }

    fn build(&self) -> Result<()> {
        let mut build = cargo(&["xtask", "dist"], &[]);
        build.current_dir(&self.checkout);
        build.env_remove("CARGO_TARGET_DIR");
        let unlike = self.set_up(&mut build);
        println!(
            "twice: building in {} ({unlike}) …",
            self.checkout.display()
        );
        let start = Instant::now();
        let finished = log_to(&self.log, build)?;
        if !finished.succeeded {
            return Err(format!(
                "{}\nthat is {}",
                finished.output,
                self.log.display()
            ));
        }
        println!("twice: built in {}", seconds(start.elapsed()));
        Ok(())
    }

    /// Sets the environment; returns what is unlike in it.
    fn set_up(&self, build: &mut Command) -> String {
        build
            .env("CARGO_HOME", &self.cargo_home)
            // Under another clock no certificate is good.
            .env("CARGO_NET_OFFLINE", "true")
            .env("TZ", "Pacific/Auckland")
            .env("LC_ALL", "C");
        let clock = match &self.clock {
            Ok(library) => {
                build.env("LD_PRELOAD", library);
                format!("the clock {AHEAD}")
            }
            Err(why) => format!("the clock as it is, for {why}"),
        };
        format!("another CARGO_HOME, time zone and language, {clock}")
    }
}

/// Compiles the library that turns the clock, and looks whether the compiler runs under it.
fn clock(home: &Path) -> Result<PathBuf> {
    if !cfg!(target_os = "linux") {
        return Err("turning it takes Linux".to_owned());
    }
    fs::create_dir_all(home).map_err(|error| cannot("create", home, &error))?;
    let [source, library] = ["clock.c", "clock.so"].map(|name| home.join(name));
    write(&source, CLOCK)?;
    let mut cc = command("cc", &[]);
    cc.args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(&source);
    show(cc)?;
    let mut rustc = command("rustc", &[]);
    rustc.arg("--version").env("LD_PRELOAD", &library);
    rustc.stdout(Stdio::null());
    show(rustc).map(|()| library)
}

/// Compares two folders; returns how many files there are.
fn compare(left: &Path, right: &Path) -> Result<usize> {
    let names = |folder: &Path| -> Result<BTreeSet<String>> {
        let found = files(folder, |_| false)?;
        Ok(found.iter().map(|path| name_below(folder, path)).collect())
    };
    let (ours, theirs) = (names(left)?, names(right)?);
    let mut differ: Vec<String> = ours
        .symmetric_difference(&theirs)
        .map(|name| format!("{name} is in one of them alone"))
        .collect();
    for name in ours.intersection(&theirs) {
        let [one, other] = [left, right].map(|folder| {
            let path = folder.join(name);
            fs::read(&path).map_err(|error| cannot("read", &path, &error))
        });
        let (one, other) = (one?, other?);
        if one != other {
            let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
            let (bytes, others) = (one.len(), other.len());
            differ.push(format!(
                "{name} differs from byte {same} on ({bytes} and {others} bytes)"
            ));
        }
    }
    if differ.is_empty() {
        return Ok(ours.len());
    }
    Err(format!(
        "the two builds are not the same; they are in {} and {}:\n{}",
        left.display(),
        right.display(),
        differ.join("\n")
    ))
}

/// Copies a folder; links stay links, for npm's programs are some.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).map_err(|error| cannot("create", to, &error))?;
    let entries = fs::read_dir(from).map_err(|error| cannot("list", from, &error))?;
    for entry in entries {
        let entry = entry.map_err(|error| cannot("list", from, &error))?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry
            .file_type()
            .map_err(|error| cannot("look at", &path, &error))?;
        if kind.is_dir() {
            copy(&path, &target)?;
        } else if kind.is_symlink() {
            link(&path, &target)?;
        } else {
            copy_file(&path, &target)?;
        }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to)
        .map(drop)
        .map_err(|error| cannot("copy", from, &error))
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> Result<()> {
    let leads = fs::read_link(from).map_err(|error| cannot("read", from, &error))?;
    std::os::unix::fs::symlink(leads, to).map_err(|error| cannot("create", to, &error))
}

#[cfg(not(unix))]
fn link(from: &Path, to: &Path) -> Result<()> {
    copy_file(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn the_clock_is_turned_and_nothing_else_is() {
        let home = std::env::temp_dir().join(format!("claimlens-clock-{}", std::process::id()));
        let library = clock(&home).unwrap();
        let mut date = command("date", &[]);
        date.arg("+%s").env("LD_PRELOAD", library);
        let said = date.output().unwrap().stdout;
        fs::remove_dir_all(&home).unwrap();
        let turned: u64 = String::from_utf8(said).unwrap().trim().parse().unwrap();
        let now = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap()
            .as_secs();
        assert!(
            turned.abs_diff(now + 400 * 86_400) < 60,
            "{turned} and {now}"
        );
    }

    #[test]
    fn a_commit_made_while_it_is_built_is_named_and_not_a_difference() {
        assert_eq!(still("a1", Some("a1")), Ok(()));
        let error = still("a1", Some("b2")).unwrap_err();
        assert!(error.contains("at a1 and is at b2 now"), "{error}");
        assert!(still("a1", None).is_err());
    }

    #[test]
    fn a_difference_is_named_with_its_place() {
        let home = std::env::temp_dir().join(format!("claimlens-twice-{}", std::process::id()));
        let [left, right] = ["left", "right"].map(|name| home.join(name));
        for folder in [&left, &right] {
            fs::create_dir_all(folder.join("site")).unwrap();
            write(&folder.join("site/a"), "same").unwrap();
        }
        assert_eq!(compare(&left, &right), Ok(1));
        write(&left.join("b"), "12345").unwrap();
        write(&right.join("b"), "123x5").unwrap();
        write(&right.join("c"), "").unwrap();
        let error = compare(&left, &right).unwrap_err();
        copy(&left, &home.join("copy")).unwrap();
        assert_eq!(compare(&left, &home.join("copy")), Ok(2));
        fs::remove_dir_all(&home).unwrap();
        assert!(
            error.contains("b differs from byte 3 on (5 and 5 bytes)"),
            "{error}"
        );
        assert!(error.contains("c is in one of them alone"), "{error}");
    }
}
