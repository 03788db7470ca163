//! `claimlens.html`: the whole page in one file, which opens from a disk and asks nobody for anything.
//!
//! It is put together from the finished page: its markup and styles as they are, the program built once more in one
//! WASM (a page that is one file has nothing to load later), and every file the program fetches, compressed, as
//! base64 in an element of its own. `web/static/single.js` takes the place of boot.js: it answers what the
//! program fetches out of those elements, and nothing else. The policy allows no request at all.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::checker::SMALLEST;
use super::finish::SETTINGS;
use super::html::{inline_scripts, replace_elements, rewrite, start_tags};
use super::integrity::script_source;
use super::{compress, dist, ensure_fresh, manifest, minify, paths, size, split, unused};
use crate::Result;
use crate::process::{cargo, command, show};
use crate::repository::{cannot, read, remove_folder, root, scratch, target, write};
use crate::setup::{self, WASM};

/// The file's name.
pub(crate) const NAME: &str = "claimlens.html";

/// The program's crate and the profile it is built with, as Trunk.toml and index.html have them.
const PROGRAM: &str = "claimlens-web";
const PROFILE: &str = "wasm-release";

/// Makes the file at `to`, with the settings in `config`; gives its size in bytes.
///
/// # Errors
/// When the page cannot be built, a tool fails, or the settings cannot be read.
pub(crate) fn place(to: &Path, config: Option<&Path>) -> Result<u64> {
    ensure_fresh()?;
    let tools = setup::for_the_page()?;
    let work = scratch()?.join("single");
    remove_folder(&work)?;
    fs::create_dir_all(&work).map_err(|error| cannot("create", &work, &error))?;
    compile(&tools)?;
    bind(&work, &tools)?;

    let site = dist();
    let page = read(&site.join("index.html"))?;
    let mut kept = embedded(&site, &page)?;
    let bytes = |path: &Path| fs::read(path).map_err(|error| cannot("read", path, &error));
    kept.push((
        "program.wasm".to_owned(),
        bytes(&work.join("program.wasm"))?,
    ));
    kept.push((
        manifest::NAME.to_owned(),
        bytes(&site.join(manifest::NAME))?,
    ));
    match config {
        Some(config) => {
            let settings = bytes(config)?;
            for name in checklists(&settings) {
                let path = config.with_file_name(&name);
                // One that is not there is named by the page, as it is where the page is served.
                if let Ok(content) = fs::read(&path) {
                    kept.push((name, content));
                }
            }
            kept.push((SETTINGS.to_owned(), settings));
        }
        None => kept.push((SETTINGS.to_owned(), b"{}\n".to_vec())),
    }
    let styles = styles(&site, &page)?;
    let glue = read(&work.join("program.js"))?;
    let boot = read(&root().join("web/static/single.js"))?;
    let html = assemble(&page, &styles, &glue, &small(&work, &boot, &tools)?, &kept)?;
    paths::check(&[(NAME.to_owned(), html.clone().into_bytes())].into())?;
    write(to, &html)?;
    Ok(html.len() as u64)
}

/// The names of the checklist files in an organisation's settings, those that are names: they end up in the page's
/// markup. What else is wrong with the settings is the page's to say.
fn checklists(settings: &[u8]) -> Vec<String> {
    let settings: serde_json::Value = serde_json::from_slice(settings).unwrap_or_default();
    let names = settings
        .get("checklists")
        .and_then(|names| names.as_array());
    let names = names.into_iter().flatten().filter_map(|name| name.as_str());
    let plain = |name: &&str| {
        name.ends_with(".json")
            && *name != SETTINGS
            && !name.starts_with('.')
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
    };
    names.filter(plain).map(str::to_owned).collect()
}

/// The program in one WASM: without the feature `split`.
fn compile(tools: &[PathBuf]) -> Result<()> {
    let split = split::Split::whole()?;
    let mut build = cargo(&["build", "--quiet", "--locked", "--bin", PROGRAM], tools);
    build.args(["--package", PROGRAM, "--profile", PROFILE, "--target", WASM]);
    build.env("CARGO_ENCODED_RUSTFLAGS", paths::encoded_rustflags()?);
    // The same linker as for the page that is served: what nobody calls is left out.
    split.tell(&mut build, tools);
    show(build)
}

/// The glue as a script that makes one global name, and the WASM, both made small.
fn bind(work: &Path, tools: &[PathBuf]) -> Result<()> {
    let built = target()
        .join(WASM)
        .join(PROFILE)
        .join([PROGRAM, ".wasm"].concat());
    let whole = fs::read(&built).map_err(|error| cannot("read", &built, &error))?;
    let program = work.join("linked.wasm");
    write(&program, unused::without_records(&whole)?)?;
    let mut bind = command("wasm-bindgen", tools);
    bind.arg(&program).arg("--out-dir").arg(work).args([
        "--target",
        "no-modules",
        "--no-typescript",
        "--out-name",
        "glue",
    ]);
    show(bind)?;
    let mut optimise = command("wasm-opt", tools);
    optimise.arg(work.join("glue_bg.wasm")).args(SMALLEST);
    show_into(optimise, &work.join("program.wasm"))?;
    // Its own global name stays as it is: single.js calls it.
    let arguments = [
        work.join("glue.js").to_string_lossy().into_owned(),
        format!("--outfile={}", work.join("program.js").display()),
    ];
    show(minify::set_up(command("esbuild", tools), &arguments))
}

fn show_into(mut command: std::process::Command, to: &Path) -> Result<()> {
    command.arg("-o").arg(to);
    show(command)
}

fn small(work: &Path, script: &str, tools: &[PathBuf]) -> Result<String> {
    let (from, to) = (work.join("boot.js"), work.join("small-boot.js"));
    write(&from, script)?;
    let arguments = [
        from.to_string_lossy().into_owned(),
        format!("--outfile={}", to.display()),
        "--format=iife".to_owned(),
    ];
    show(minify::set_up(command("esbuild", tools), &arguments))?;
    read(&to)
}

/// The files that the program fetches: those of boot.js' tag, but for the second half of a program that is whole
/// here, and the styles.
fn embedded(site: &Path, page: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let tags = start_tags(page);
    let boot = tags.iter().find(|tag| tag.get("data-rest").is_some());
    let boot = boot.ok_or("index.html has no tag with data-rest")?;
    size::LATER
        .iter()
        .filter(|name| !LEFT_OUT.contains(name))
        .map(|name| {
            let file = boot
                .get(name)
                .ok_or_else(|| format!("boot.js' tag has no {name}"))?;
            let file = file.trim_start_matches("./");
            let path = site.join(file);
            let content = fs::read(&path).map_err(|error| cannot("read", &path, &error))?;
            Ok((file.to_owned(), content))
        })
        .collect()
}

/// What boot.js' tag names and one file has elsewhere, or not at all.
const LEFT_OUT: [&str; 2] = ["data-rest", "data-style"];

/// All style sheets: the page's own, and the one that is loaded later.
fn styles(site: &Path, page: &str) -> Result<String> {
    let mut all = String::new();
    for tag in start_tags(page) {
        let sheet = match (tag.name.as_str(), tag.get("rel")) {
            ("link", Some("stylesheet")) => tag.get("href"),
            ("script", _) => tag.get("data-style"),
            _ => None,
        };
        if let Some(sheet) = sheet {
            all.push_str(&read(&site.join(sheet.trim_start_matches("./")))?);
        }
    }
    Ok(all)
}

/// Puts it together.
///
/// # Errors
/// When a script or style would end its own element.
fn assemble(
    page: &str,
    styles: &str,
    glue: &str,
    boot: &str,
    kept: &[(String, Vec<u8>)],
) -> Result<String> {
    for (what, text) in [
        ("the glue", glue),
        ("single.js", boot),
        ("the styles", styles),
    ] {
        if text.contains("</s") {
            return Err(format!("{what} would end its own element"));
        }
    }
    let (glue, boot) = (glue.trim_end(), boot.trim_end());
    let mut attributes = String::new();
    let page = replace_elements(page, |tag| {
        let goes = match (tag.name.as_str(), tag.get("rel")) {
            ("link", Some("stylesheet" | "modulepreload" | "preload" | "manifest")) => true,
            ("meta", _) => tag.get("http-equiv").is_some(),
            ("script", _) if tag.get("data-rest").is_some() => {
                for name in size::LATER.iter().filter(|name| !LEFT_OUT.contains(name)) {
                    if let Some(file) = tag.get(name) {
                        attributes.push_str(&format!(" {name}=\"{file}\""));
                    }
                }
                true
            }
            ("script", _) => tag.get("type") == Some("importmap"),
            _ => false,
        };
        goes.then(String::new)
    });
    let mut data = String::new();
    for (name, content) in kept {
        let packed = STANDARD.encode(compress::gzip(content)?);
        data.push_str(&format!(
            "<script type=\"application/octet-stream\" data-file=\"{name}\">{packed}</script>\n"
        ));
    }
    let (before, after) = page
        .rsplit_once("</body>")
        .ok_or("index.html has no </body>")?;
    let page = format!(
        "{before}{data}<script>{glue}</script>\n<script id=\"boot\"{attributes}>{boot}</script>\n</body>{after}"
    );
    let scripts: Vec<String> = inline_scripts(&page)
        .into_iter()
        .filter(|script| !kept_as_data(script, &data))
        .map(script_source)
        .collect();
    let policy = format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data:; \
         connect-src 'none'; worker-src blob:; base-uri 'none'; form-action 'none'",
        scripts.join(" "),
        script_source(styles),
    );
    let mut found = false;
    let page = rewrite(&page, |tag| {
        if found || tag.name != "meta" || tag.get("charset").is_none() {
            return String::new();
        }
        found = true;
        format!(
            "\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<style>{styles}</style>"
        )
    });
    if found {
        Ok(page)
    } else {
        Err("index.html has no <meta charset>".to_owned())
    }
}

/// Whether a script is an element with a file in it, which is never run and needs no hash.
fn kept_as_data(script: &str, data: &str) -> bool {
    data.contains(&format!(">{script}</script>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"old\">\
        <script type=\"importmap\">{}</script><script>guard()</script><link rel=\"stylesheet\" href=\"./a.css\">\
        <link rel=\"icon\" href=\"data:,\"><link rel=\"manifest\" href=\"m\">\
        <script id=\"boot\" type=\"module\" src=\"./boot.js\" data-rest=\"./r\" data-tables=\"./t.txt\" data-style=\"./p.css\"></script>\
        </head><body><p>x</p></body></html>";

    fn made() -> String {
        let kept = [("t.txt".to_owned(), b"table".to_vec())];
        assemble(PAGE, "p{}", "glue()\n", "boot()\n", &kept).unwrap()
    }

    #[test]
    fn everything_is_inside_and_nothing_is_asked_for() {
        let html = made();
        for gone in [
            "importmap",
            "stylesheet",
            "manifest",
            "src=",
            "old",
            "data-rest",
            "data-style",
        ] {
            assert!(!html.contains(gone), "{gone} in {html}");
        }
        assert!(html.contains("<style>p{}</style>") && html.contains("href=\"data:,\""));
        assert!(
            html.contains("data-tables=\"./t.txt\">boot()</script>"),
            "{html}"
        );
    }

    #[test]
    fn the_policy_has_the_hash_of_each_script_that_runs_and_allows_no_request() {
        let html = made();
        let policy = html.split("content=\"").nth(1).unwrap();
        let policy = policy.split('"').next().unwrap();
        for script in ["guard()", "glue()", "boot()"] {
            assert!(
                policy.contains(&script_source(script)),
                "{script}: {policy}"
            );
        }
        let sources = policy.split("script-src ").nth(1).unwrap();
        let sources = sources.split(';').next().unwrap();
        assert_eq!(sources.split(' ').count(), 4, "{sources}");
        assert!(
            policy.contains("connect-src 'none'") && !policy.contains("'self'"),
            "{policy}"
        );
    }

    #[test]
    fn checklists_are_taken_by_their_names_and_nothing_else() {
        let settings = br#"{"checklists":["a-1.json","../b.json",3,"c.txt","\"x.json","config.json",".d.json"]}"#;
        assert_eq!(checklists(settings), ["a-1.json"]);
        for other in ["", "[]", "{\"checklists\":1}"] {
            assert!(checklists(other.as_bytes()).is_empty(), "{other}");
        }
    }

    #[test]
    fn a_script_that_would_end_its_element_is_refused() {
        let error = assemble(PAGE, "", "a('</script>')", "", &[]).unwrap_err();
        assert!(error.contains("the glue"), "{error}");
    }
}
