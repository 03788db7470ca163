//! Documents that crates write about themselves: generated here, and held against the code.

use std::fs;

use crate::Result;
use crate::process::{cargo, show};
use crate::repository::{cannot, read, root, write};

/// A document and the example that prints it.
#[derive(Debug)]
pub(crate) struct Document {
    path: &'static str,
    package: &'static str,
    example: &'static str,
    features: &'static [&'static str],
    command: &'static str,
    /// A folder beside the repository that it is made from; without it the document is left as it is.
    needs: Option<&'static str>,
}

/// The JSON Schema of a report.
const SCHEMA: Document = Document {
    path: "docs/report.schema.json",
    package: "claimlens-core",
    example: "schema",
    features: &["schema"],
    command: "cargo xtask schema",
    needs: None,
};

/// The JSON Schema of an organisation's `config.json`.
const CONFIG_SCHEMA: Document = Document {
    path: "docs/config.schema.json",
    package: "claimlens-core",
    example: "config_schema",
    features: &[],
    command: "cargo xtask schema",
    needs: None,
};

/// What can stand in a `config.json`.
const CONFIG: Document = Document {
    path: "docs/config.md",
    package: "claimlens-core",
    example: "config",
    features: &[],
    command: "cargo xtask docs",
    needs: None,
};

/// The table of findings.
const FINDINGS: Document = Document {
    path: "docs/findings.md",
    package: "claimlens-core",
    example: "findings",
    features: &[],
    command: "cargo xtask docs",
    needs: None,
};

/// The table of reasons why a signature does not verify.
const REASONS: Document = Document {
    path: "docs/reasons.md",
    package: "claimlens-verify",
    example: "reasons",
    features: &[],
    command: "cargo xtask docs",
    needs: None,
};

/// The table of the corpora.
const VECTORS: Document = Document {
    path: "docs/vectors.md",
    package: "claimlens-verify",
    example: "vectors",
    features: &[],
    command: "cargo xtask docs",
    needs: Some("../shared/vectors"),
};

/// The list of common secrets, which the page's build takes from there.
const SECRETS: Document = Document {
    path: "crates/verify/data/secrets.txt",
    package: "claimlens-verify",
    example: "secrets",
    features: &[],
    command: "cargo xtask docs",
    needs: None,
};

/// The schemas.
///
/// # Errors
/// When an example fails, or a document differs.
pub(crate) fn schemas(arguments: &[String]) -> Result<()> {
    [&SCHEMA, &CONFIG_SCHEMA]
        .into_iter()
        .try_for_each(|schema| schema.command(arguments))
}

/// All tables, what can stand in a `config.json`, and the list of secrets.
///
/// # Errors
/// When an example fails, or a document differs.
pub(crate) fn tables(arguments: &[String]) -> Result<()> {
    [&FINDINGS, &REASONS, &CONFIG, &VECTORS, &SECRETS]
        .into_iter()
        .try_for_each(|table| table.command(arguments))
}

impl Document {
    /// The command: writes the document, or compares it with `--check`.
    ///
    /// # Errors
    /// When the example fails, or the document differs.
    pub(crate) fn command(&self, arguments: &[String]) -> Result<()> {
        if let Some(folder) = self.needs.filter(|folder| !root().join(folder).is_dir()) {
            println!("{} is skipped: {folder} is not there", self.path);
            return Ok(());
        }
        match arguments {
            [] => {
                let path = root().join(self.path);
                let text = self.generate()?;
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder).map_err(|error| cannot("create", folder, &error))?;
                }
                write(&path, text)?;
                println!("{} is written", self.path);
                Ok(())
            }
            [check] if check == "--check" => {
                self.check()?;
                println!("{} is as the code says", self.path);
                Ok(())
            }
            _ => Err(format!("{} knows --check alone", self.command)),
        }
    }

    /// Compares the document with what the code says.
    fn check(&self) -> Result<()> {
        let wanted = self.generate()?;
        let found = read(&root().join(self.path)).unwrap_or_default();
        match first_difference(&found, &wanted) {
            None => Ok(()),
            Some(line) => Err(format!(
                "{} is not what the code says, from line {line} on: run `{}` and commit the result",
                self.path, self.command
            )),
        }
    }

    fn generate(&self) -> Result<String> {
        let features = self.features.join(",");
        let select = [
            "--quiet",
            "--package",
            self.package,
            "--features",
            &features,
        ];
        // Compiled apart, so that the compiler's messages are shown and the output is the text.
        let mut build = cargo(&["build"], &[]);
        build.args(select).args(["--example", self.example]);
        show(build)?;
        let mut run = cargo(&["run"], &[]);
        run.args(select).args(["--example", self.example]);
        let output = run
            .output()
            .map_err(|error| format!("cargo could not be started: {error}"))?;
        if !output.status.success() {
            let errors = String::from_utf8_lossy(&output.stderr);
            return Err(format!("the example `{}` failed:\n{errors}", self.example));
        }
        String::from_utf8(output.stdout)
            .map_err(|_| format!("the example `{}` did not print UTF-8", self.example))
    }
}

/// The number of the first line that differs.
fn first_difference(left: &str, right: &str) -> Option<usize> {
    if left == right {
        return None;
    }
    let equal = left
        .lines()
        .zip(right.lines())
        .take_while(|(left, right)| left == right)
        .count();
    Some(equal + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some(2));
        assert_eq!(first_difference("a\n", "a\nc\n"), Some(2));
        assert_eq!(first_difference("a", "a\n"), Some(2));
    }
}
