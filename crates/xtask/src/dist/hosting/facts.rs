//! What web servers are to know of a page.

use std::path::Path;

use serde_json::Value;

use crate::Result;
use crate::repository::{read, root};

/// The policy's header.
const POLICY: &str = "content-security-policy";

/// What the page's own files and the list of fixed headers say.
#[derive(Debug)]
pub(super) struct Facts {
    /// The page's policy, as a header.
    pub(super) policy: String,
    /// That of its service worker.
    pub(super) worker: String,
    /// What every answer carries besides, with its value.
    pub(super) every: Vec<(String, String)>,
    /// `Cache-Control` of files that are named by their content, and of anything else.
    pub(super) cache: [String; 2],
    /// Those files, and the others, without compressed copies.
    pub(super) named: Vec<String>,
    pub(super) others: Vec<String>,
}

impl Facts {
    /// Reads a finished page.
    ///
    /// # Errors
    /// When one of its files is missing, or not as the build makes it.
    pub(super) fn of(site: &Path) -> Result<Self> {
        let headers = read(&site.join("headers.json"))?;
        Self::read(&headers, &read(&site.join("build.json"))?, &fixed()?)
    }

    /// The same from the texts.
    pub(super) fn read(headers: &str, manifest: &str, fixed: &str) -> Result<Self> {
        let json = |name: &str, text: &str| {
            serde_json::from_str::<Value>(text).map_err(|error| format!("{name}: {error}"))
        };
        let headers = json("headers.json", headers)?;
        let policy = headers[POLICY]
            .as_str()
            .ok_or_else(|| format!("headers.json has no {POLICY}"))?;
        let manifest = json("build.json", manifest)?;
        let files = manifest["files"]
            .as_object()
            .ok_or("build.json has no list of files")?;
        let (named, mut others): (Vec<String>, Vec<String>) = files
            .keys()
            .cloned()
            .partition(|name| files[name]["immutable"] == true);
        // The list does not list itself.
        others.push("build.json".to_owned());
        let one = |name: &str, header: &str| {
            let found = section(fixed, name)
                .into_iter()
                .find(|(known, _)| known == header);
            found
                .map(|(_, value)| value)
                .ok_or_else(|| format!("crates/proxy/data/headers.txt: [{name}] has no {header}"))
        };
        let facts = Self {
            policy: policy.to_owned(),
            worker: one("sw.js", POLICY)?,
            every: section(fixed, "every answer"),
            cache: [
                one("named by content", "cache-control")?,
                one("anything else", "cache-control")?,
            ],
            named,
            others,
        };
        let values = facts.every.iter().map(|(_, value)| value);
        for value in values
            .chain([&facts.policy, &facts.worker])
            .chain(&facts.cache)
        {
            // Each server has its own way to escape these. None is in a header that is sent.
            if value.contains(['"', '\\', '$', '%', '{', '}', '<', '&', '\n']) {
                return Err(format!(
                    "no settings of a web server can hold the header `{value}`"
                ));
            }
        }
        Ok(facts)
    }
}

/// The headers that are the same for every page.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn fixed() -> Result<String> {
    read(&root().join("crates/proxy/data/headers.txt"))
}

/// The headers of a section, in order: `[name]`, then `header: value` in lines, `#` before remarks.
fn section(text: &str, name: &str) -> Vec<(String, String)> {
    let lines = text.lines().skip_while(|line| *line != format!("[{name}]"));
    lines
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
