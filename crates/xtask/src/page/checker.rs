//! The checker: what verifies signatures, in a worker of the page with a WASM file of its own.
//!
//! `crates/checker` is built apart from the page, and its glue and `web/static/checker.js` become one classic script:
//! a worker that is started from a `blob:` address can import nothing by a relative one. The page fetches both
//! files, and the list of common secrets when somebody asks for it; where they are stands in boot.js' tag, put
//! there here and not by trunk, so that a page that trunk alone built knows that it has no checker.

use std::fs;
use std::path::{Path, PathBuf};

use super::html::rewrite;
use super::{minify, paths};
use crate::Result;
use crate::process::{cargo, command, show};
use crate::repository::{cannot, read, remove_folder, root, scratch, target, write};
use crate::setup::WASM;

/// The files before their content is in their names, and the attributes of boot.js' tag that name them.
const FILES: [(&str, &str); 3] = [
    ("data-checker", SCRIPT),
    ("data-checker-wasm", PROGRAM),
    ("data-secrets", SECRETS),
];
const SCRIPT: &str = "checker.js";
const PROGRAM: &str = "checker.wasm";
const SECRETS: &str = "secrets.txt";

/// The crate's profile; see Cargo.toml.
const PROFILE: &str = "wasm-checker";

/// Numbers of 32 bits in the arithmetic of keys: WebAssembly has no product of two of 64. 5 % smaller, and faster but
/// for Ed448.
const WORDS: [&str; 2] = ["--cfg", "cpubits=\"32\""];

/// What wasm-opt is told of a program that is not cut in two: as index.html has it for the one that is.
pub(super) const SMALLEST: [&str; 7] = [
    "-Oz",
    "--low-memory-unused",
    "--skip-pass=local-cse",
    "--converge",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Builds the checker into the page's folder, and names its files in the page.
///
/// # Errors
/// When a tool fails, or `index.html` has no tag for boot.js.
pub(crate) fn place(page: &Path, tools: &[PathBuf]) -> Result<()> {
    let work = scratch()?.join("checker");
    remove_folder(&work)?;
    fs::create_dir_all(&work).map_err(|error| cannot("create", &work, &error))?;
    compile(tools)?;
    bind(&work, tools)?;
    optimise(&work, page, tools)?;
    script(&work, page, tools)?;
    let list = root().join("crates/verify/data").join(SECRETS);
    write(&page.join(SECRETS), read(&list)?)?;
    let index = page.join("index.html");
    write(&index, named(&read(&index)?)?)
}

fn compile(tools: &[PathBuf]) -> Result<()> {
    let mut build = cargo(&["build", "--quiet", "--locked", "--lib"], tools);
    build.args(["--package", "claimlens-checker", "--profile", PROFILE]);
    build.args(["--target", WASM]);
    let flags = [&paths::encoded_rustflags()?, WORDS[0], WORDS[1]].join("\x1f");
    build.env("CARGO_ENCODED_RUSTFLAGS", flags);
    show(build)
}

/// The glue, as a script that makes one global name.
fn bind(work: &Path, tools: &[PathBuf]) -> Result<()> {
    let built = target()
        .join(WASM)
        .join(PROFILE)
        .join("claimlens_checker.wasm");
    let mut bind = command("wasm-bindgen", tools);
    bind.arg(built).arg("--out-dir").arg(work).args([
        "--target",
        "no-modules",
        "--no-typescript",
        "--out-name",
        "checker",
    ]);
    show(bind)
}

fn optimise(work: &Path, page: &Path, tools: &[PathBuf]) -> Result<()> {
    let mut optimise = command("wasm-opt", tools);
    optimise.arg(work.join("checker_bg.wasm")).args(SMALLEST);
    optimise.arg("-o").arg(page.join(PROGRAM));
    show(optimise)
}

/// The glue and what calls it, in one.
fn script(work: &Path, page: &Path, tools: &[PathBuf]) -> Result<()> {
    let glue = read(&work.join(SCRIPT))?;
    let own = read(&root().join("web/static").join(SCRIPT))?;
    let both = work.join("both.js");
    write(&both, format!("{glue}\n{own}"))?;
    let outfile = format!("--outfile={}", page.join(SCRIPT).display());
    let arguments = [
        both.to_string_lossy().into_owned(),
        "--format=iife".to_owned(),
        outfile,
    ];
    show(minify::set_up(command("esbuild", tools), &arguments))
}

/// The page with the files' names in boot.js' tag.
fn named(html: &str) -> Result<String> {
    let mut found = false;
    let html = rewrite(html, |tag| {
        if tag.get("data-rest").is_some() {
            found = true;
            for (attribute, file) in FILES {
                tag.set(attribute, &format!("./{file}"));
            }
        }
        String::new()
    });
    if found {
        Ok(html)
    } else {
        Err("index.html has no tag with data-rest: the checker is named there".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::super::size;
    use super::named;

    #[test]
    fn the_files_are_named_where_the_page_looks_for_them() {
        let html = "<script id=\"boot\" src=\"./boot.js\" data-rest=\"./rest.wasm\"></script>";
        let html = named(html).unwrap();
        for (attribute, file) in super::FILES {
            assert!(
                html.contains(&format!("{attribute}=\"./{file}\"")),
                "{html}"
            );
            assert!(size::LATER.contains(&attribute), "{attribute} gets no hash");
        }
        assert!(named("<p>").unwrap_err().contains("data-rest"));
    }
}
