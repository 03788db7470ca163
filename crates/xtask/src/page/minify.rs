//! Style sheets and scripts as they are served: the sheets in one file, all without what only readers need.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::finish::local_name;
use super::html::{inline_scripts, rewrite, start_tags};
use super::worker;
use crate::Result;
use crate::process::{command, show};
use crate::repository::{cannot, read, remove_folder, write};

/// Runs esbuild with these arguments beside those of [`set_up`].
pub(crate) type Esbuild<'a> = &'a dyn Fn(&[&str]) -> Result<()>;

/// The name of all style sheets in one.
const SHEET: &str = "page.css";

/// The style sheet of what is loaded after the page: one of its own.
const LATER_SHEET: &str = "pages.css";

/// What every call of esbuild is told. No target: nothing is rewritten for browsers older than those the
/// sources are written for.
pub(crate) fn set_up(mut esbuild: Command, arguments: &[impl AsRef<OsStr>]) -> Command {
    esbuild.args(arguments).args([
        "--minify",
        "--target=esnext",
        "--charset=utf8",
        "--legal-comments=none",
        "--log-level=warning",
    ]);
    esbuild
}

/// Minifies in `folder` what index.html names; `work` is a folder to work in. Returns the page to go with it.
///
/// # Errors
/// When a file is missing or esbuild refuses it.
pub(crate) fn page(folder: &Path, work: &Path, tools: &[PathBuf], html: &str) -> Result<String> {
    let _ = remove_folder(work);
    fs::create_dir_all(work).map_err(|error| cannot("create", work, &error))?;
    let minify = |name: &str, content: &str| {
        let (from, to) = (work.join(name), work.join(format!("small-{name}")));
        write(&from, content)?;
        let outfile = format!("--outfile={}", to.display());
        let arguments = [from.to_string_lossy().into_owned(), outfile];
        show(set_up(command("esbuild", tools), &arguments))?;
        read(&to)
    };
    let (html, sheets) = one_sheet(html);
    let mut css = String::new();
    for sheet in &sheets {
        let path = folder.join(sheet);
        css.push_str(&read(&path)?);
        fs::remove_file(&path).map_err(|error| cannot("remove", &path, &error))?;
    }
    if !sheets.is_empty() {
        write(&folder.join(SHEET), minify(SHEET, &css)?.trim_end())?;
    }
    let beside = [LATER_SHEET, worker::NAME].map(str::to_owned);
    for script in scripts(&html).into_iter().chain(beside) {
        let path = folder.join(&script);
        write(&path, minify(&script, &read(&path)?)?.trim_end())?;
    }
    let mut small = html.clone();
    for script in inline_scripts(&html) {
        small = small.replacen(script, minify("inline.js", script)?.trim_end(), 1);
    }
    Ok(small)
}

/// The page with one style sheet instead of its own ones, and the names of those, in order.
fn one_sheet(html: &str) -> (String, Vec<String>) {
    let mut sheets = Vec::new();
    let html = rewrite(html, |tag| {
        if tag.name == "link"
            && tag.get("rel") == Some("stylesheet")
            && let Some(address) = tag.get("href").map(str::to_owned)
        {
            sheets.push(local_name(&address).to_owned());
            if sheets.len() == 1 {
                tag.set("href", &format!("./{SHEET}"));
            } else {
                tag.remove();
            }
        }
        String::new()
    });
    (html, sheets)
}

/// The scripts that tags load. The glue is none: it is made small before wasm-opt runs, see `glue`.
fn scripts(html: &str) -> Vec<String> {
    start_tags(html)
        .iter()
        .filter(|tag| tag.name == "script")
        .filter_map(|tag| tag.get("src"))
        .map(|address| local_name(address).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_become_one_where_the_first_was() {
        let (html, sheets) = one_sheet(
            "<title>x</title><link rel=\"stylesheet\" href=\"./a.css\">\
             <link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/b.css\"><p>",
        );
        assert_eq!(sheets, ["a.css", "b.css"]);
        assert_eq!(
            html,
            "<title>x</title><link rel=\"stylesheet\" href=\"./page.css\">\
             <link rel=\"icon\" href=\"data:,\"><p>"
        );
    }

    #[test]
    fn scripts_by_address_are_found_and_inline_ones_are_not() {
        let html = "<script>x()</script><script type=\"module\" src=\"./boot.js\"></script>";
        assert_eq!(scripts(html), ["boot.js"]);
    }
}
