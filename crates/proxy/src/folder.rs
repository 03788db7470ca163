//! The one door to files: every path that `ServeDir` wants to open or look at, compressed copies
//! included, comes through `SiteFolder::admit`.
//!
//! How it is held that nothing outside the site folder is served: the path is resolved first
//! (`canonicalize` follows every symbolic link and `..`), and what is then opened is the *resolved*
//! path, which must lie below the resolved site folder. A link that leads out is thus answered like
//! a file that does not exist; a link within the folder works. The same check on the resolved path
//! keeps hidden files and `headers.json` away under any other name a link gives them. What remains
//! is that somebody who may write in the site folder can swap a directory for a link between the
//! check and the opening; whoever may do that can put any content there anyway.

use std::ffi::OsStr;
use std::fs::Metadata;
use std::future::Future;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use tower_http::services::fs::{Backend, TokioBackend, TokioFile};

use crate::headers_file;

/// The site folder as `ServeDir` sees it.
#[derive(Debug, Clone)]
pub struct SiteFolder {
    root: Arc<Path>,
}

/// What a path leads to once it was let through.
#[derive(Debug)]
struct Admitted {
    path: PathBuf,
    metadata: Metadata,
}

type Answer<T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send>>;

impl SiteFolder {
    /// `root` must be absolute and resolved, as `Site::open` makes it.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.into() }
    }

    /// Resolves a path and decides whether it may be served. Blocks on the file system.
    fn admit(&self, asked: &Path) -> io::Result<Admitted> {
        // By the name it was asked for: no look at the disk for what is refused anyway.
        self.visible(asked)?;
        // Every failure to resolve (no such file, a name too long, a NUL in it, no permission, a
        // loop of links) is the same to the one who asks: there is no such file.
        let path = asked.canonicalize().map_err(|_| absent())?;
        // By what it is.
        self.visible(&path)?;
        let metadata = path.symlink_metadata().map_err(|_| absent())?;
        // A pipe or a device could hang whoever opens it.
        if metadata.is_file() || metadata.is_dir() {
            Ok(Admitted { path, metadata })
        } else {
            Err(absent())
        }
    }

    /// Below the site folder, no part hidden, and not the file that configures this server.
    fn visible(&self, path: &Path) -> io::Result<()> {
        let inside = path.strip_prefix(&self.root).map_err(|_| absent())?;
        let shown = inside.components().all(|part| match part {
            Component::Normal(name) => !is_hidden(name),
            Component::CurDir => true,
            Component::Prefix(_) | Component::RootDir | Component::ParentDir => false,
        });
        if shown { Ok(()) } else { Err(absent()) }
    }

    /// [`Self::admit`] on a thread that may wait for a disk.
    async fn admit_unblocked(self, asked: PathBuf) -> io::Result<Admitted> {
        tokio::task::spawn_blocking(move || self.admit(&asked))
            .await
            .map_err(io::Error::other)?
    }
}

impl Backend for SiteFolder {
    type File = TokioFile;
    type Metadata = Metadata;
    type OpenFuture = Answer<TokioFile>;
    type MetadataFuture = Answer<Metadata>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        let folder = self.clone();
        Box::pin(async move {
            let admitted = folder.admit_unblocked(path).await?;
            if admitted.metadata.is_file() {
                TokioBackend.open(admitted.path).await
            } else {
                Err(absent())
            }
        })
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        let folder = self.clone();
        Box::pin(async move { Ok(folder.admit_unblocked(path).await?.metadata) })
    }
}

/// Dotfiles, and `headers.json` with its compressed copies; in any case of letters, because some
/// file systems do not tell them apart.
fn is_hidden(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else {
        // The build writes no such names, and no URL of the page could spell one.
        return true;
    };
    let starts = name.get(..headers_file::NAME.len());
    name.starts_with('.')
        || starts.is_some_and(|start| start.eq_ignore_ascii_case(headers_file::NAME))
}

fn absent() -> io::Error {
    io::ErrorKind::NotFound.into()
}
