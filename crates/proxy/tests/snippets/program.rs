//! Writing a snippet into a folder and running it there.

use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use claimlens_core::grants::Grant;
use claimlens_core::snippets::{Kind, snippet};
use tempfile::TempDir;

/// The interpreters.
pub(crate) struct Tools {
    python: Option<PathBuf>,
    node_modules: Option<PathBuf>,
}

impl Tools {
    pub(crate) fn find() -> Self {
        let set = |name| env::var_os(name).map(PathBuf::from);
        Self {
            python: set("CLAIMLENS_PYTHON").filter(|path| path.is_file()),
            node_modules: set("CLAIMLENS_NODE_MODULES").filter(|path| {
                path.join("purecloud-platform-client-v2/package.json")
                    .is_file()
            }),
        }
    }

    /// The interpreter with the packages.
    pub(crate) fn python(&self) -> Option<&Path> {
        self.python.as_deref()
    }

    /// Why snippets of a kind cannot be run here.
    pub(crate) fn missing(&self, kind: Kind) -> Option<&'static str> {
        match kind {
            Kind::Curl => {
                let has = |name| on_path(name).is_some();
                let all = has("bash") && has("curl") && has("jq") && has("openssl");
                (!all).then_some("bash, curl, jq or openssl is not there")
            }
            Kind::PythonSdk | Kind::PythonRequests => self
                .python
                .is_none()
                .then_some("no Python with the packages: PyPI could not be reached"),
            _ => self
                .node_modules
                .is_none()
                .then_some("the npm package purecloud-platform-client-v2 is not there"),
        }
    }
}

/// Whether a program is on PATH, and where.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// A snippet in a folder of its own.
pub(crate) struct Program {
    folder: TempDir,
    file: &'static str,
    interpreter: PathBuf,
    variables: Vec<(String, String)>,
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    /// Standard output and error, one after the other.
    pub(crate) said: String,
}

impl Program {
    /// The snippet as it is shown, with lines behind it that call it again.
    pub(crate) fn new(tools: &Tools, kind: Kind, grant: Grant, further: &str) -> Self {
        let snippet = snippet(kind, grant, "mypurecloud.ie").expect("the snippet");
        let folder = tempfile::tempdir().expect("a folder");
        let text = format!("{}{further}", snippet.text);
        fs::write(folder.path().join(snippet.file), text).expect("written");
        if let (Kind::NodeSdk, Some(modules)) = (kind, &tools.node_modules) {
            link(modules, &folder.path().join("node_modules"));
        }
        let interpreter = match kind {
            Kind::Curl => PathBuf::from("bash"),
            Kind::NodeSdk => PathBuf::from("node"),
            _ => tools.python.clone().expect("looked for before"),
        };
        Self {
            folder,
            file: snippet.file,
            interpreter,
            variables: Vec::new(),
        }
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A file beside the snippet.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).expect("written");
        path.to_string_lossy().into_owned()
    }

    pub(crate) fn run(&self) -> Ran {
        self.run_and(|_| {})
    }

    /// Runs it; each line of its standard output is handed on as it comes.
    pub(crate) fn run_and(&self, mut line_came: impl FnMut(&str)) -> Ran {
        let home = self.folder.path();
        let mut command = Command::new(&self.interpreter);
        command
            .arg(self.file)
            .current_dir(home)
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            // Nothing of the one who runs the tests: no settings of SDKs, no kept tokens, no proxy.
            .env("HOME", home)
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("NO_PROXY", "*")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(fs::File::create(home.join("stderr")).expect("a file"));
        for name in ["GENESYS_CLOUD_ENVIRONMENT", "http_proxy", "HTTP_PROXY"] {
            command.env_remove(name);
        }
        let mut child = command.spawn().expect("it starts");
        let mut said = String::new();
        let output = BufReader::new(child.stdout.take().expect("piped"));
        for line in output.lines() {
            let line = line.expect("text");
            line_came(&line);
            said.push_str(&line);
            said.push('\n');
        }
        let status = child.wait().expect("it ends");
        said.push_str(&fs::read_to_string(home.join("stderr")).expect("read"));
        Ran {
            code: status.code(),
            said,
        }
    }
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).expect("a link");
}

#[cfg(windows)]
fn link(to: &Path, at: &Path) {
    std::os::windows::fs::symlink_dir(to, at).expect("a link");
}
