//! The folder of the page.

use std::fs;
use std::path::{Path, PathBuf};

use axum::http::HeaderMap;

use crate::headers_file;
use crate::problem::Problem;

/// The page, ready to be served.
#[derive(Debug, Clone)]
pub struct Site {
    /// The folder, absolute and without symbolic links.
    pub folder: PathBuf,
    /// What `headers.json` says.
    pub headers: HeaderMap,
}

impl Site {
    /// Opens a built page.
    ///
    /// # Errors
    /// Every [`Problem`] with the folder, not only the first.
    pub fn open(path: &Path) -> Result<Self, Vec<Problem>> {
        let folder = fs::canonicalize(path)
            .and_then(|folder| fs::metadata(&folder).map(|found| (folder, found.is_dir())));
        let folder = match folder {
            Ok((folder, true)) => folder,
            Ok((_, false)) => return Err(vec![Problem::SiteIsNoFolder(path.to_owned())]),
            Err(error) => return Err(vec![Problem::SiteUnreadable(path.to_owned(), error)]),
        };
        let mut problems = Vec::new();
        for name in ["index.html", headers_file::NAME] {
            if !folder.join(name).is_file() {
                problems.push(Problem::FileMissing(path.to_owned(), name));
            }
        }
        let headers_path = folder.join(headers_file::NAME);
        let mut headers = HeaderMap::new();
        if headers_path.is_file() {
            match headers_file::read(&headers_path) {
                Ok(read) => headers = read,
                Err(faults) => problems.extend(
                    faults
                        .into_iter()
                        .map(|fault| Problem::Headers(headers_path.clone(), fault)),
                ),
            }
        }
        if problems.is_empty() {
            Ok(Self { folder, headers })
        } else {
            Err(problems)
        }
    }
}
