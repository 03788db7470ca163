//! The folder of the page.

use std::fs;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use axum::http::HeaderMap;

use crate::connect;
use crate::headers_file;
use crate::problem::Problem;

/// The page's folder in the one that is handed on.
const WITHIN: &str = "site";
const INDEX: &str = "index.html";

/// The page, ready to be served.
#[derive(Debug, Clone)]
pub struct Site {
    /// The folder, absolute and without symbolic links.
    pub folder: PathBuf,
    /// What `headers.json` says.
    pub headers: HeaderMap,
    /// Files that are served instead of those in the folder.
    pub changed: Vec<(&'static str, Bytes)>,
}

impl Site {
    /// Opens a built page.
    ///
    /// # Errors
    /// Every [`Problem`] with the folder, not only the first.
    pub fn open(path: &Path) -> Result<Self, Vec<Problem>> {
        // What `cargo xtask dist` makes holds the page in a folder of its own, beside this program.
        let within = path.join(WITHIN);
        let is_within = !path.join(INDEX).exists() && within.join(INDEX).is_file();
        let path = if is_within { &within } else { path };
        let folder = fs::canonicalize(path)
            .and_then(|folder| fs::metadata(&folder).map(|found| (folder, found.is_dir())));
        let folder = match folder {
            Ok((folder, true)) => folder,
            Ok((_, false)) => return Err(vec![Problem::SiteIsNoFolder(path.to_owned())]),
            Err(error) => return Err(vec![Problem::SiteUnreadable(path.to_owned(), error)]),
        };
        let mut problems = Vec::new();
        for name in [INDEX, headers_file::NAME] {
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
            Ok(Self {
                folder,
                headers,
                changed: Vec::new(),
            })
        } else {
            Err(problems)
        }
    }

    /// The same page, which may talk to these origins as well.
    ///
    /// # Errors
    /// When a file of it is not as the build makes it.
    pub fn connected(mut self, origins: &[String]) -> Result<Self, Vec<Problem>> {
        if !origins.is_empty() {
            let page = connect::connected(&self.folder, &self.headers, origins)
                .map_err(|fault| vec![Problem::Connect(fault)])?;
            self.headers = page.headers;
            self.changed = page.files;
        }
        Ok(self)
    }
}
