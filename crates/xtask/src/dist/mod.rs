//! `cargo xtask dist`: the folder that is handed on, with all that belongs to the page in it.
//!
//! `site/` is the page as `page` builds it, where it builds it. Beside it come the companion, settings for web
//! servers, what the page and the companion are made of, under which licences, and the hashes of every file.
//! A newer page takes all of that away (`page::ensure_fresh`): it was made for the older one.

mod crates;
pub(crate) mod hosting;
mod licences;
mod sbom;
mod sums;
mod symbols;
mod twice;
mod weights;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::page::{self, compress, paths};
use crate::process::{command, show};
use crate::repository::{cannot, files, name_below, remove_folder, root, write};
use crate::{Result, proxy};

/// The page's folder within.
pub(crate) const SITE: &str = "site";

/// The folder that is handed on. `page` builds into it.
pub(crate) fn folder() -> PathBuf {
    root().join("dist")
}

/// Takes away what lies beside the page, for the page is another one now.
///
/// # Errors
/// When it is there and cannot be removed.
pub(crate) fn outdated() -> Result<()> {
    for path in files(&folder(), |name| name == SITE)? {
        fs::remove_file(&path).map_err(|error| cannot("remove", &path, &error))?;
    }
    Ok(())
}

/// Beside `dist/`, whose page talks to nobody else: laid out in the same way.
const CONNECTED: &str = "dist-proxy";

/// The program's name in the folder.
fn program_name() -> String {
    format!("claimlens-proxy{}", std::env::consts::EXE_SUFFIX)
}

/// What is made.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Options {
    /// The folder.
    Once {
        /// The origins that the page may talk to besides its own.
        origins: Vec<String>,
        /// Settings that go into the page in one file; a page that is served has them beside it.
        config: Option<PathBuf>,
    },
    /// The commit here and in another place, to compare them.
    Twice,
}

impl Options {
    /// Reads `--proxy ORIGIN`, any number of times, `--config FILE`, or `--twice`.
    ///
    /// # Errors
    /// When an argument is unknown or has no value.
    pub(crate) fn parse(arguments: &[String]) -> Result<Self> {
        if matches!(arguments, [twice] if twice == "--twice") {
            return Ok(Self::Twice);
        }
        let (mut origins, mut config) = (Vec::new(), None);
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match (argument.as_str(), rest.next()) {
                ("--proxy", Some(origin)) => origins.push(origin.clone()),
                ("--config", Some(file)) => config = Some(PathBuf::from(file)),
                ("--config", None) => {
                    return Err("--config wants a file, as docs/config.md has it".to_owned());
                }
                ("--proxy", None) => {
                    return Err(
                        "--proxy wants an origin, such as https://claimlens.example:8443"
                            .to_owned(),
                    );
                }
                (other, _) => {
                    return Err(format!(
                        "dist knows --proxy ORIGIN and --config FILE, and --twice alone; found `{other}`"
                    ));
                }
            }
        }
        Ok(Self::Once { origins, config })
    }
}

/// Does what is asked for.
///
/// # Errors
/// When the build fails, an origin is none, or two builds differ.
pub(crate) fn dist(options: &Options) -> Result<()> {
    match options {
        Options::Once { origins, config } => once(origins, config.as_deref()),
        Options::Twice => twice::twice(),
    }
}

/// Makes the page in one file, `dist/claimlens.html`, with the settings of `--config FILE` in it.
///
/// # Errors
/// When an argument is unknown, or the page cannot be built.
pub(crate) fn single(arguments: &[String]) -> Result<()> {
    let config = match arguments {
        [] => None,
        [option, file] if option == "--config" => Some(PathBuf::from(file)),
        _ => return Err("single knows --config FILE".to_owned()),
    };
    let to = folder().join(page::single::NAME);
    let bytes = page::single::place(&to, config.as_deref())?;
    println!("{}: {bytes} bytes", name_below(&root(), &to));
    Ok(())
}

/// Completes `dist/`, or, with origins, makes `dist-proxy/`, whose page may talk to them.
fn once(origins: &[String], config: Option<&Path>) -> Result<()> {
    page::build()?;
    let program = proxy::build()?;
    let to = if origins.is_empty() {
        folder()
    } else {
        connected(&program, origins)?
    };
    let copy = to.join(program_name());
    fs::copy(&program, &copy).map_err(|error| cannot("write", &copy, &error))?;
    // The same in both folders: a page in one file talks to nobody.
    let bytes = page::single::place(&to.join(page::single::NAME), config)?;
    println!("{}: {bytes} bytes", page::single::NAME);

    hosting::place(&to.join(SITE), &to.join("hosting"))?;
    let parts = crates::parts()?;
    write(&to.join("sbom.cdx.json"), sbom::to_json(&parts)?)?;
    write(&to.join("LICENSES.md"), licences::to_markdown(&parts)?)?;
    let listed = sums::place(&to)?;
    keep_paths_out(&to)?;
    print!("\n{}", weights::by_crate()?);
    let bytes = fs::metadata(&copy)
        .map_err(|error| cannot("read", &copy, &error))?
        .len();
    println!(
        "\n{}: {bytes} bytes; {}/ has {listed} files, all of them in {}",
        program_name(),
        name_below(&root(), &to),
        sums::NAME,
    );
    if !origins.is_empty() {
        println!("its page may talk to {}", origins.join(", "));
    }
    Ok(())
}

/// Holds what lies beside the page against the paths of this machine. The page was, when it was built.
fn keep_paths_out(folder: &Path) -> Result<()> {
    let mut contents = BTreeMap::new();
    for path in files(folder, |name| name == SITE)? {
        let content = fs::read(&path).map_err(|error| cannot("read", &path, &error))?;
        contents.insert(name_below(folder, &path), content);
    }
    paths::check(&contents)
}

/// The folder with a copy of the page that may talk to these origins.
fn connected(program: &Path, origins: &[String]) -> Result<PathBuf> {
    let to = root().join(CONNECTED);
    remove_folder(&to)?;
    fs::create_dir(&to).map_err(|error| cannot("create", &to, &error))?;
    let site = to.join(SITE);
    // The companion changes the page, for it does the same when it serves one: one place knows how.
    let mut proxy = command(program, &[]);
    proxy.arg("--site").arg(page::dist());
    for origin in origins {
        proxy.args(["--connect", origin]);
    }
    proxy.arg("--write-site").arg(&site);
    show(proxy)?;
    compress_missing(&site)?;
    Ok(to)
}

/// Makes the compressed copies that are not there: those of the changed files.
fn compress_missing(folder: &Path) -> Result<()> {
    for path in files(folder, |_| false)? {
        let name = name_below(folder, &path);
        // The server's own settings are never served, and what the build wrote last it did not compress.
        if !compress::is_compressible(&name) || name == "headers.json" || name == "build.json" {
            continue;
        }
        let content = fs::read(&path).map_err(|error| cannot("read", &path, &error))?;
        for (ending, packed) in [
            ("br", compress::brotli(&content)?),
            ("gz", compress::gzip(&content)?),
        ] {
            let copy = PathBuf::from(format!("{}.{ending}", path.display()));
            if packed.len() < content.len() && !copy.exists() {
                write(&copy, packed)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Options;

    fn parse(arguments: &[&str]) -> crate::Result<Vec<String>> {
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        match Options::parse(&arguments)? {
            Options::Once { origins, config } => Ok(origins
                .into_iter()
                .chain(config.map(|file| file.display().to_string()))
                .collect()),
            Options::Twice => Ok(vec!["twice".to_owned()]),
        }
    }

    #[test]
    fn origins_are_taken_in_order_and_anything_else_is_named() {
        assert!(parse(&[]).unwrap().is_empty());
        assert_eq!(
            parse(&["--proxy", "https://a", "--proxy", "https://b"]).unwrap(),
            ["https://a", "https://b"]
        );
        assert_eq!(
            parse(&["--config", "our.json", "--proxy", "https://a"]).unwrap(),
            ["https://a", "our.json"]
        );
        assert!(parse(&["--config"]).unwrap_err().contains("--config wants"));
        assert!(parse(&["--proxy"]).unwrap_err().contains("--proxy wants"));
        assert!(parse(&["--prxy", "x"]).unwrap_err().contains("`--prxy`"));
        assert_eq!(parse(&["--twice"]).unwrap(), ["twice"]);
        assert!(
            parse(&["--twice", "--proxy"])
                .unwrap_err()
                .contains("`--twice`")
        );
    }
}
