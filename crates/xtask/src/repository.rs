//! Where things are: the repository, its target folder, the files in it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;

/// The repository's top folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Where cargo builds, `CARGO_TARGET_DIR` respected.
pub(crate) fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// A folder for what these commands keep between runs: logs, stages. Created when missing.
///
/// # Errors
/// When it cannot be created.
pub(crate) fn scratch() -> Result<PathBuf> {
    let folder = target().join("xtask");
    fs::create_dir_all(&folder).map_err(|error| cannot("create", &folder, &error))?;
    Ok(folder)
}

/// The text of a file.
///
/// # Errors
/// When it is missing or not UTF-8.
pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| cannot("read", path, &error))
}

/// Writes a file, replacing what was there.
///
/// # Errors
/// When that is not possible.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    fs::write(path, content).map_err(|error| cannot("write", path, &error))
}

/// Every file below `folder`, sorted; `skip` leaves a file or a whole folder out by its name.
///
/// # Errors
/// When a folder cannot be listed.
pub(crate) fn files(folder: &Path, skip: fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        let entries = fs::read_dir(&folder).map_err(|error| cannot("list", &folder, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| cannot("list", &folder, &error))?;
            if skip(&entry.file_name().to_string_lossy()) {
                continue;
            }
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// `path` below `folder` with forward slashes, as it stands in addresses and tables.
pub(crate) fn name_below(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

/// Removes a folder and what is in it; none there is as good.
///
/// # Errors
/// When it is there and cannot be removed.
pub(crate) fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(cannot("remove", folder, &error))
        }
        _ => Ok(()),
    }
}

/// The wording for a file operation that failed.
pub(crate) fn cannot(verb: &str, path: &Path, error: &std::io::Error) -> String {
    format!("cannot {verb} {}: {error}", path.display())
}
