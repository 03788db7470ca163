//! Which version this is: of the workspace, the commit and its date.

use std::path::Path;

use serde_json::Value;

use crate::Result;
use crate::process::answer;
use crate::repository::{read, write};

/// The version of all crates of the workspace.
pub(crate) const PACKAGE: &str = env!("CARGO_PKG_VERSION");

/// Where a build comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    /// The commit's full hash, with `-dirty` behind it where files differ from it; `unknown` without git.
    pub(crate) commit: String,
    /// When the commit was made, in UTC (`2026-11-21T17:20:31Z`). The clock of the machine that builds is in
    /// nothing that is built.
    pub(crate) date: Option<String>,
}

impl Version {
    /// Asks git about this checkout.
    pub(crate) fn of_checkout() -> Self {
        let git = |arguments: &[&str]| answer("git", arguments);
        let shown = git(&["show", "--no-patch", "--format=%H %ct", "HEAD"]);
        let changed = git(&["status", "--porcelain"]).is_none_or(|list| !list.is_empty());
        Self::read(shown.as_deref().unwrap_or_default(), changed)
    }

    /// `shown` is the commit's hash and its time, in seconds since 1970.
    fn read(shown: &str, changed: bool) -> Self {
        let (commit, seconds) = shown.split_once(' ').unwrap_or_default();
        let date = seconds.parse().ok().map(in_utc);
        match (commit, changed) {
            ("", _) => Self {
                commit: "unknown".to_owned(),
                date: None,
            },
            (commit, false) => Self {
                commit: commit.to_owned(),
                date,
            },
            // The date stays that of the commit, for nothing says when the files were changed.
            (commit, true) => Self {
                commit: format!("{commit}-dirty"),
                date,
            },
        }
    }
}

/// Writes into a page's `build.json` which version it is: `version`, `commit` and `date`. Returns whether that changed
/// anything. It is no part of what the page is made from: a commit that leaves the page as it is builds nothing.
///
/// # Errors
/// When the file is not as the build makes it.
pub(crate) fn stamp(manifest: &Path) -> Result<bool> {
    let text = read(manifest)?;
    let stamped = stamped(&text, &Version::of_checkout())
        .ok_or_else(|| format!("{} is of another form", manifest.display()))?;
    if stamped == text {
        return Ok(false);
    }
    write(manifest, stamped).map(|()| true)
}

fn stamped(manifest: &str, version: &Version) -> Option<String> {
    let mut value: Value = serde_json::from_str(manifest).ok()?;
    let object = value.as_object_mut()?;
    let date = version.date.as_deref().unwrap_or("unknown");
    for (key, said) in [
        ("version", PACKAGE),
        ("commit", &version.commit),
        ("date", date),
    ] {
        object.insert(key.to_owned(), said.into());
    }
    Some(format!("{value:#}\n"))
}

/// Seconds since 1970 as RFC 3339 has them. (The days: Howard Hinnant's "civil from days".)
fn in_utc(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // Years that begin in March, so that the leap day is the last of one; 719,468 days before 1970 is year 0.
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let date = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    format!(
        "{:04}-{month:02}-{date:02}T{:02}:{:02}:{:02}Z",
        era * 400 + year + next,
        rest / 3_600,
        rest / 60 % 60,
        rest % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_dates() {
        for (seconds, date) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (1_795_282_831, "2026-11-21T17:40:31Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(in_utc(seconds), date);
        }
    }

    #[test]
    fn a_manifest_says_its_version_and_keeps_the_rest() {
        let version = Version::read("abc 0", true);
        let text = stamped(r#"{"inputs": "x", "commit": "old"}"#, &version).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            value,
            serde_json::json!({"inputs": "x", "version": PACKAGE, "commit": "abc-dirty", "date": "1970-01-01T00:00:00Z"})
        );
        assert_eq!(stamped(&text, &version), Some(text));
        assert_eq!(stamped("[]", &version), None);
    }

    #[test]
    fn what_is_not_the_commit_says_so() {
        let read = |shown, changed| {
            let version = Version::read(shown, changed);
            (version.commit, version.date.is_some())
        };
        assert_eq!(read("abc 1", false), ("abc".to_owned(), true));
        assert_eq!(read("abc 1", true), ("abc-dirty".to_owned(), true));
        assert_eq!(read("", true), ("unknown".to_owned(), false));
    }
}
