//! `cargo xtask dist`: the page as it is handed on, with the policy it is to have there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::page::{self, compress};
use crate::process::{command, show};
use crate::repository::{cannot, files, name_below, remove_folder, root, write};
use crate::{Result, proxy};

/// Which origins the page may talk to besides its own.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    origins: Vec<String>,
}

impl Options {
    /// Reads `--proxy ORIGIN`, any number of times.
    ///
    /// # Errors
    /// When an argument is unknown or has no value.
    pub(crate) fn parse(arguments: &[String]) -> Result<Self> {
        let mut origins = Vec::new();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match (argument.as_str(), rest.next()) {
                ("--proxy", Some(origin)) => origins.push(origin.clone()),
                ("--proxy", None) => {
                    return Err(
                        "--proxy wants an origin, such as https://claimlens.example:8443"
                            .to_owned(),
                    );
                }
                (other, _) => return Err(format!("dist knows --proxy ORIGIN, found `{other}`")),
            }
        }
        Ok(Self { origins })
    }
}

/// Builds the page into `dist/`; with origins, also a copy in `dist-proxy/` that may talk to them.
///
/// # Errors
/// When the build fails, or an origin is none.
pub(crate) fn dist(options: &Options) -> Result<()> {
    page::build()?;
    if options.origins.is_empty() {
        return Ok(());
    }
    let to = root().join(CONNECTED);
    remove_folder(&to)?;
    // The companion changes the page, for it does the same when it serves one: one place knows how.
    let mut proxy = command(proxy::build()?, &[]);
    proxy.arg("--site").arg(page::dist());
    for origin in &options.origins {
        proxy.args(["--connect", origin]);
    }
    proxy.arg("--write-site").arg(&to);
    show(proxy)?;
    compress_missing(&to)?;
    println!(
        "{CONNECTED}/ may talk to {}; send its headers.json as headers",
        options.origins.join(", ")
    );
    Ok(())
}

/// Makes the compressed copies that are not there: those of the changed files.
fn compress_missing(folder: &Path) -> Result<()> {
    for path in files(folder, |_| false)? {
        let name = name_below(folder, &path);
        // The server's own settings are never served.
        if !compress::is_compressible(&name) || name == "headers.json" {
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

/// Beside `dist/`, which stays the page that talks to nobody.
const CONNECTED: &str = "dist-proxy";

#[cfg(test)]
mod tests {
    use super::Options;

    fn parse(arguments: &[&str]) -> crate::Result<Vec<String>> {
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        Options::parse(&arguments).map(|options| options.origins)
    }

    #[test]
    fn origins_are_taken_in_order_and_anything_else_is_named() {
        assert!(parse(&[]).unwrap().is_empty());
        assert_eq!(
            parse(&["--proxy", "https://a", "--proxy", "https://b"]).unwrap(),
            ["https://a", "https://b"]
        );
        assert!(parse(&["--proxy"]).unwrap_err().contains("--proxy wants"));
        assert!(parse(&["--prxy", "x"]).unwrap_err().contains("`--prxy`"));
    }
}
