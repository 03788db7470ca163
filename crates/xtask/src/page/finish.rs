//! From trunk's output to the page as it is served.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::html::{inline_scripts, rewrite, start_tags};
use super::integrity::{name_hash, script_source, sri};
use super::manifest::{self, Entries, Entry};
use super::{compress, minify, paths, size, worker};
use crate::Result;
use crate::repository::{cannot, files, name_below, read, scratch, write};

/// The settings of whoever runs the page: none as it is built. It is in no list of the build's files and has no
/// hash and no compressed copies, because it is the one file that is changed where it is served.
pub(crate) const SETTINGS: &str = "config.json";

/// Finishes the page in `folder`, which holds what trunk made of it.
///
/// # Errors
/// When a file the page names is missing, holds a path of this machine, or something cannot be written.
pub(crate) fn finish(folder: &Path, inputs: &str, tools: &[PathBuf]) -> Result<()> {
    let index = folder.join("index.html");
    let mut html = read(&index)?;
    html = minify::page(folder, &scratch()?.join("minify"), tools, &html)?;
    html = name_by_content(folder, &html)?;

    let script = folder.join(worker::NAME);
    let worker = read(&script)?;
    fs::remove_file(&script).map_err(|error| cannot("remove", &script, &error))?;
    let mut contents = BTreeMap::new();
    for path in files(folder, |_| false)? {
        let content = fs::read(&path).map_err(|error| cannot("read", &path, &error))?;
        contents.insert(name_below(folder, &path), content);
    }
    contents.remove("index.html");
    let hashes: BTreeMap<String, String> = contents
        .iter()
        .map(|(name, content)| (name.clone(), sri(content)))
        .collect();

    html = with_integrity(&html, &hashes)?;
    html = with_head(&html, &import_map(&html, &hashes))?;
    let policy = policy(&html);
    write(&index, &html)?;
    contents.insert("index.html".to_owned(), html.clone().into_bytes());
    let worker = worker::with_files(&worker, &contents);
    write(&script, &worker)?;
    contents.insert(worker::NAME.to_owned(), worker.into_bytes());
    paths::check(&contents)?;

    let first = size::first_load(&html);
    let mut entries = Entries::new();
    for (name, content) in &contents {
        entries.insert(
            name.clone(),
            pack(folder, name, content, first.contains(name))?,
        );
    }
    let headers = json!({ "content-security-policy": format!("{policy}; frame-ancestors 'none'") });
    write(&folder.join("headers.json"), format!("{headers:#}\n"))?;
    write(&folder.join(SETTINGS), "{}\n")?;
    write(
        &folder.join(manifest::NAME),
        manifest::to_json(inputs, &entries),
    )
}

/// Puts a hash of its content into the name of every file that index.html names, in the folder and
/// in the page, so that caches may keep those files for ever.
fn name_by_content(folder: &Path, html: &str) -> Result<String> {
    let mut names = BTreeMap::new();
    for name in size::named(html) {
        if name == "index.html" {
            continue;
        }
        let path = folder.join(&name);
        let content = fs::read(&path).map_err(|error| {
            cannot("read", &path, &error) + " (index.html names it, so the build must make it)"
        })?;
        let hashed = hashed_name(&name, &content);
        fs::rename(&path, folder.join(&hashed)).map_err(|error| cannot("rename", &path, &error))?;
        names.insert(name, format!("./{hashed}"));
    }
    Ok(rewrite(html, |tag| {
        for attribute in ["src", "href", "data-js", "data-wasm"]
            .into_iter()
            .chain(size::LATER)
        {
            if let Some(new) = tag
                .get(attribute)
                .and_then(|value| names.get(local_name(value)))
            {
                tag.set(attribute, new);
            }
        }
        String::new()
    }))
}

/// `main.css` becomes `main-0123456789abcdef.css`.
fn hashed_name(name: &str, content: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{}.{extension}", name_hash(content))
}

/// Sets `integrity` wherever the browser holds it, and that of what boot.js and the program fetch, which
/// hand it to `fetch`.
fn with_integrity(html: &str, hashes: &BTreeMap<String, String>) -> Result<String> {
    let mut missing = None;
    let mut hash_of = |address: &str| {
        let hash = hashes.get(local_name(address));
        if hash.is_none() {
            missing = Some(format!(
                "index.html names `{address}`, which the build did not make"
            ));
        }
        hash.map_or("", String::as_str).to_owned()
    };
    let html = rewrite(html, |tag| {
        let loaded = match (tag.name.as_str(), tag.get("rel")) {
            ("script", _) => tag.get("src"),
            ("link", Some("stylesheet" | "modulepreload")) => tag.get("href"),
            _ => None,
        };
        if let Some(hash) = loaded.map(&mut hash_of) {
            tag.set("integrity", &hash);
        }
        for name in ["data-wasm"].into_iter().chain(size::LATER) {
            if let Some(hash) = tag.get(name).map(&mut hash_of) {
                tag.set(&format!("{name}-integrity"), &hash);
            }
        }
        String::new()
    });
    missing.map_or(Ok(html), Err)
}

/// The hashes of the modules no tag loads, above all the glue that boot.js imports.
///
/// A `modulepreload` with `integrity` is only a hint that a browser may ignore, and does not bind
/// a later `import()`; the import map's `integrity` does (HTML, "import maps", integrity metadata
/// map). Browsers that do not know it yet import without the check.
fn import_map(html: &str, hashes: &BTreeMap<String, String>) -> String {
    let tags = start_tags(html);
    // What is fetched later as data is held to its hash there.
    let has_tag = |name: &str| {
        tags.iter().any(|tag| {
            let loaded = (tag.name == "script").then(|| tag.get("src")).flatten();
            let fetched = size::LATER.iter().filter_map(|later| tag.get(later));
            loaded
                .into_iter()
                .chain(fetched)
                .any(|address| local_name(address) == name)
        })
    };
    let integrity: BTreeMap<String, &String> = hashes
        .iter()
        .filter(|(name, _)| name.ends_with(".js") && !has_tag(name))
        .map(|(name, hash)| (format!("./{name}"), hash))
        .collect();
    let mut map = json!({ "integrity": integrity });
    // The glue imports the loader of the second WASM file by a name of wasm-split-cli's: it is in boot.js.
    let boot = tags.iter().find(|tag| tag.get("data-rest").is_some());
    if let Some(address) = boot.and_then(|tag| tag.get("src")) {
        map["imports"] = json!({ "./__wasm_split.js": address });
    }
    map.to_string()
}

/// Puts the policy and the import map right behind `<meta charset>`: both must come before
/// anything they rule.
fn with_head(html: &str, import_map: &str) -> Result<String> {
    let import_map = format!("<script type=\"importmap\">{import_map}</script>");
    let behind_charset = |html: &str, addition: &str| {
        let mut found = false;
        let html = rewrite(html, |tag| {
            if found || tag.name != "meta" || tag.get("charset").is_none() {
                return String::new();
            }
            found = true;
            format!("\n{addition}")
        });
        if found {
            Ok(html)
        } else {
            Err("index.html has no <meta charset>: the policy goes behind it".to_owned())
        }
    };
    let html = behind_charset(html, &import_map)?;
    let policy = policy(&html);
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    behind_charset(&html, &meta)
}

/// The Content-Security-Policy of the page: its own origin, its own inline scripts, nothing else.
///
/// `'wasm-unsafe-eval'` is what lets WebAssembly be compiled; it allows no `eval`. `blob:` is where the checker's worker
/// is started from: it then has this very policy, which a worker that is loaded by its address has not where no
/// header says it. `'self'` is the service worker's.
fn policy(html: &str) -> String {
    let mut scripts = vec!["'self'".to_owned(), "'wasm-unsafe-eval'".to_owned()];
    scripts.extend(inline_scripts(html).into_iter().map(script_source));
    format!(
        "default-src 'none'; script-src {}; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'",
        scripts.join(" ")
    )
}

/// Writes the compressed copies of a file and says what it weighs.
fn pack(folder: &Path, name: &str, content: &[u8], first_load: bool) -> Result<Entry> {
    let mut entry = Entry {
        sha384: sri(content),
        bytes: content.len() as u64,
        gzip: content.len() as u64,
        brotli: content.len() as u64,
        first_load,
        immutable: is_named_by_content(name),
    };
    if compress::is_compressible(name) {
        let gzip = compress::gzip(content)?;
        if gzip.len() < content.len() {
            entry.gzip = gzip.len() as u64;
            write(&folder.join(format!("{name}.gz")), gzip)?;
        }
        let brotli = if first_load {
            compress::smallest_brotli(content)?
        } else {
            compress::brotli(content)?
        };
        if brotli.len() < content.len() {
            entry.brotli = brotli.len() as u64;
            write(&folder.join(format!("{name}.br")), brotli)?;
        }
    }
    Ok(entry)
}

/// Whether a name ends, before its extension, in `-` and 16 hexadecimal digits.
fn is_named_by_content(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == 16
            && hash
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// The file an address of the page's own means.
pub(crate) fn local_name(address: &str) -> &str {
    address
        .strip_prefix("./")
        .or_else(|| address.strip_prefix('/'))
        .unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><!-- note --><meta charset=\"utf-8\"><script>guard()</script>\
        <link rel=\"stylesheet\" href=\"./main.css\"><link rel=\"modulepreload\" href=\"./app.js\">\
        <script type=\"module\" src=\"./boot.js\" data-js=\"./app.js\" data-wasm=\"./app_bg.wasm\" \
        data-rest=\"./rest.wasm\"></script></head>";

    fn hashes() -> BTreeMap<String, String> {
        ["main.css", "app.js", "boot.js", "app_bg.wasm", "rest.wasm"]
            .map(|name| (name.to_owned(), format!("sha384-{name}")))
            .into()
    }

    #[test]
    fn everything_loaded_carries_its_hash() {
        let html = with_integrity(PAGE, &hashes()).unwrap();
        for (tag, name) in [
            ("href=\"./main.css\"", "main.css"),
            ("href=\"./app.js\"", "app.js"),
            ("data-rest=\"./rest.wasm\"", "boot.js"),
        ] {
            assert!(
                html.contains(&format!("{tag} integrity=\"sha384-{name}\"")),
                "{html}"
            );
        }
        assert!(html.contains("data-wasm-integrity=\"sha384-app_bg.wasm\""));
        assert!(html.contains("data-rest-integrity=\"sha384-rest.wasm\""));
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let mut hashes = hashes();
        hashes.remove("main.css");
        assert!(
            with_integrity(PAGE, &hashes)
                .unwrap_err()
                .contains("main.css")
        );
    }

    #[test]
    fn the_import_map_holds_the_glue_and_leads_it_to_the_loader() {
        assert_eq!(
            import_map(PAGE, &hashes()),
            r#"{"imports":{"./__wasm_split.js":"./boot.js"},"integrity":{"./app.js":"sha384-app.js"}}"#
        );
    }

    #[test]
    fn the_policy_comes_first_and_allows_the_inline_scripts_by_hash() {
        let html = with_head(PAGE, "{}").unwrap();
        let policy = policy(&html);
        assert!(html.starts_with(&format!(
            "<html><head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
             content=\"{policy}\">\n<script type=\"importmap\">{{}}</script><script>guard()"
        )));
        for script in ["{}", "guard()"] {
            assert!(policy.contains(&script_source(script)), "{policy}");
        }
        assert!(!policy.contains("unsafe-inline"));
    }

    #[test]
    fn a_page_without_a_charset_is_refused() {
        assert!(
            with_head("<html><p>", "{}")
                .unwrap_err()
                .contains("charset")
        );
    }

    #[test]
    fn hashed_names_are_told_from_others() {
        assert!(is_named_by_content(&hashed_name("web_bg.wasm", b"content")));
        assert_eq!(hashed_name("main.css", b""), "main-e3b0c44298fc1c14.css");
        assert!(!is_named_by_content("index.html"));
        assert!(!is_named_by_content("a-stylesheet-of-16.css"));
    }
}
