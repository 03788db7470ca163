//! A page that may talk to a companion elsewhere: `--connect ORIGIN`.
//!
//! The page's policy allows its own origin and nothing else, and says so in four files at once: the meta tag of
//! `index.html`, the header in `headers.json`, the hash of `index.html` that `sw.js` keeps it by, and the hashes in
//! `build.json`. Here all four are changed together, so that none can disagree with another. Nothing of the build
//! is written over: the changed files are held in memory and served instead, or written into another folder for a
//! web server that is not this one.

use std::fs;
use std::io;
use std::path::Path;

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_SECURITY_POLICY;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest as _, Sha256, Sha384};

use crate::args::Args;
use crate::config::Site;
use crate::config::origin::is_origin;
use crate::console::say;
use crate::headers_file;

/// Where a policy says whom the page may talk to; the build writes it like this.
const OWN: &str = "connect-src 'self'";
/// What stands before the list of the service worker, and behind it.
const LIST: (&str, &str) = ("const BUILD=", "};");

/// The files of a page whose policy names further origins.
#[derive(Debug, Clone)]
pub struct Connected {
    /// Name and content of each changed file: `index.html`, `sw.js`, `build.json`, `headers.json`.
    pub files: Vec<(&'static str, Bytes)>,
    /// The headers for every answer.
    pub headers: HeaderMap,
}

/// Why a page cannot be changed.
#[derive(Debug)]
pub enum Fault {
    /// Not an origin.
    NoOrigin(String),
    /// A file cannot be read or written.
    File(String, io::Error),
    /// A file is not as this version's build makes it.
    Form(&'static str),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoOrigin(text) => write!(
                f,
                "{text:?} is no origin; expected a scheme, a host and perhaps a port in small letters, such as \
                 https://claimlens.example:8443, without a slash at the end (--connect)."
            ),
            Self::File(name, error) => write!(f, "{name}: {error}."),
            Self::Form(name) => write!(
                f,
                "{name} is not as this version's build makes it. Build the page again with `cargo xtask build`."
            ),
        }
    }
}

/// Changes the files of the page in `folder` so that it may talk to these origins.
///
/// # Errors
/// When one is no origin, or a file is not as the build makes it.
pub fn connected(
    folder: &Path,
    headers: &HeaderMap,
    origins: &[String],
) -> Result<Connected, Fault> {
    if let Some(bad) = origins.iter().find(|origin| !is_origin(origin)) {
        return Err(Fault::NoOrigin(bad.clone()));
    }
    let wider = format!("{OWN} {}", origins.join(" "));
    let index = once(&text(folder, "index.html")?, OWN, &wider).ok_or(Fault::Form("index.html"))?;

    let worker = text(folder, "sw.js")?;
    let worker = with_hash(&worker, &hash(index.as_bytes())).ok_or(Fault::Form("sw.js"))?;

    let mut manifest: Value = serde_json::from_str(&text(folder, "build.json")?)
        .map_err(|_| Fault::Form("build.json"))?;
    for (name, content) in [("index.html", &index), ("sw.js", &worker)] {
        describe(&mut manifest, name, content.as_bytes()).ok_or(Fault::Form("build.json"))?;
    }

    let policy = headers
        .get(CONTENT_SECURITY_POLICY)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| once(value, OWN, &wider))
        .ok_or(Fault::Form(headers_file::NAME))?;
    let mut headers = headers.clone();
    let value = policy
        .parse()
        .map_err(|_| Fault::Form(headers_file::NAME))?;
    headers.insert(CONTENT_SECURITY_POLICY, value);
    let of_server = serde_json::json!({ CONTENT_SECURITY_POLICY.as_str(): policy });

    Ok(Connected {
        files: vec![
            ("index.html", index.into()),
            ("sw.js", worker.into()),
            ("build.json", format!("{manifest:#}\n").into()),
            (headers_file::NAME, format!("{of_server:#}\n").into()),
        ],
        headers,
    })
}

/// What `--write-site` asks for: the page of `--site` with the changes of `--connect`, in a new folder.
///
/// # Errors
/// What is wrong, as lines for people.
pub fn write_site(args: &Args, to: &Path) -> Result<(), Vec<String>> {
    let from = args.site.as_deref();
    let from =
        from.ok_or_else(|| vec!["--write-site needs --site, the page to change.".to_owned()])?;
    let in_words = |problems: Vec<crate::problem::Problem>| {
        problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let site = Site::open(from).map_err(in_words)?;
    let page = connected(&site.folder, &site.headers, &args.connect)
        .map_err(|fault| vec![fault.to_string()])?;
    page.write(&site.folder, to)
        .map_err(|fault| vec![fault.to_string()])?;
    say(&format!("The page is in {}", to.display()));
    Ok(())
}

impl Connected {
    /// Writes the whole page into `to`, which must not be there yet: the files of `from`, and these instead of
    /// their namesakes. Compressed copies of changed files are left out, for they would be of the old ones.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn write(&self, from: &Path, to: &Path) -> Result<(), Fault> {
        let fault = |path: &Path| {
            let name = path.display().to_string();
            move |error| Fault::File(name, error)
        };
        fs::create_dir(to).map_err(fault(to))?;
        for entry in fs::read_dir(from).map_err(fault(from))? {
            let path = entry.map_err(fault(from))?.path();
            let name = path.file_name().and_then(|name| name.to_str());
            let Some(name) = name.filter(|_| path.is_file()) else {
                continue;
            };
            let base = name.trim_end_matches(".br").trim_end_matches(".gz");
            if !self.files.iter().any(|(changed, _)| *changed == base) {
                fs::copy(&path, to.join(name)).map_err(fault(&path))?;
            }
        }
        for (name, content) in &self.files {
            let path = to.join(name);
            fs::write(&path, content).map_err(fault(&path))?;
        }
        Ok(())
    }
}

fn text(folder: &Path, name: &str) -> Result<String, Fault> {
    let path = folder.join(name);
    fs::read_to_string(&path).map_err(|error| Fault::File(path.display().to_string(), error))
}

/// Replaces what must be there exactly once.
fn once(text: &str, old: &str, new: &str) -> Option<String> {
    let (before, after) = text.split_once(old)?;
    // A page of an earlier `--connect` goes on with an origin: it would be allowed unseen.
    let ends = after.starts_with(';') && !after.contains(old);
    ends.then(|| [before, new, after].concat())
}

/// The service worker with the page's new hash, and with another name, so that the browser takes it for a new one.
fn with_hash(worker: &str, page: &str) -> Option<String> {
    let rest = worker.strip_prefix(LIST.0)?;
    let end = rest.find(LIST.1)? + 1;
    let (list, code) = rest.split_at_checked(end)?;
    let mut list: Value = serde_json::from_str(list).ok()?;
    *list.get_mut("files")?.get_mut("index.html")? = page.into();
    let digest = Sha256::digest(list.get("files")?.to_string());
    let name: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    *list.get_mut("name")? = name.into();
    Some(format!("{}{list}{code}", LIST.0))
}

/// Corrects what `build.json` says of a file. It is not compressed any more.
fn describe(manifest: &mut Value, name: &str, content: &[u8]) -> Option<()> {
    let entry = manifest.get_mut("files")?.get_mut(name)?.as_object_mut()?;
    for size in ["bytes", "gzip", "brotli"] {
        entry.insert(size.to_owned(), content.len().into());
    }
    entry.insert("sha384".to_owned(), hash(content).into());
    Some(())
}

/// As in the attribute `integrity` (Subresource Integrity, section 3.1).
fn hash(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = "default-src 'none'; connect-src 'self'; base-uri 'none'";
    const PROXY: &str = "https://proxy.example:8443";

    fn page() -> (tempfile::TempDir, HeaderMap) {
        let folder = tempfile::tempdir().expect("a folder");
        let index =
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"><p>page");
        let files = [
            (
                "sw.js",
                r#"const BUILD={"files":{"a.js":"sha384-a","index.html":"sha384-old"},"name":"old"};run();"#,
            ),
            (
                "build.json",
                r#"{"files":{"index.html":{"sha384":"sha384-old","bytes":1},"sw.js":{"sha384":"x"}}}"#,
            ),
            ("a.js", "a"),
            ("a.js.br", "packed"),
            ("index.html.br", "packed"),
            ("index.html", &index),
        ];
        for (name, content) in files {
            fs::write(folder.path().join(name), content).expect("a file");
        }
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_SECURITY_POLICY, POLICY.parse().expect("a value"));
        (folder, headers)
    }

    fn content<'c>(page: &'c Connected, name: &str) -> &'c str {
        let found = page.files.iter().find(|(known, _)| *known == name);
        std::str::from_utf8(&found.expect("a file").1).expect("text")
    }

    #[test]
    fn all_four_files_say_the_same() {
        let (folder, headers) = page();
        let page = connected(folder.path(), &headers, &[PROXY.to_owned()]).expect("a page");
        let policy =
            "default-src 'none'; connect-src 'self' https://proxy.example:8443; base-uri 'none'";
        assert_eq!(page.headers[CONTENT_SECURITY_POLICY], policy);
        assert!(content(&page, "headers.json").contains(policy));
        let index = content(&page, "index.html");
        assert!(index.contains(policy), "{index}");
        let hash = hash(index.as_bytes());
        assert!(content(&page, "build.json").contains(&hash));
        let worker = content(&page, "sw.js");
        assert!(
            worker.contains(&hash) && worker.ends_with("};run();"),
            "{worker}"
        );
        assert!(!worker.contains("\"name\":\"old\""), "{worker}");
    }

    #[test]
    fn a_written_page_has_no_compressed_copy_of_what_changed() {
        let (folder, headers) = page();
        let page = connected(folder.path(), &headers, &[PROXY.to_owned()]).expect("a page");
        let parent = tempfile::tempdir().expect("a folder");
        let to = parent.path().join("page");
        page.write(folder.path(), &to).expect("written");
        assert_eq!(
            fs::read_to_string(to.join("a.js.br")).expect("a copy"),
            "packed"
        );
        assert!(!to.join("index.html.br").exists());
        assert!(
            fs::read_to_string(to.join("index.html"))
                .expect("a page")
                .contains(PROXY)
        );
        // What is there is not written over.
        assert!(page.write(folder.path(), &to).is_err());
        // Nor is it changed a second time: what it may talk to is to be seen in one command.
        assert!(connected(&to, &page.headers, &[PROXY.to_owned()]).is_err());
    }
}
