//! The stand-in and the proxy as processes, and programs that talk to them.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

use crate::{Need, find};

/// Both programs; they end with it.
pub(crate) struct Stage {
    /// Where the proxy listens: `127.0.0.1:12345`.
    pub(crate) proxy: String,
    pub(crate) folder: TempDir,
    _standin: Running,
    _proxy: Running,
}

/// A process that ends when it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a program and reads until a line begins like this; answers what stands behind it.
fn start(mut command: Command, beginning: &str) -> (Running, String) {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map(Running)
        .expect("started");
    let mut lines = BufReader::new(child.0.stdout.take().expect("piped"));
    loop {
        let mut line = String::new();
        let length = lines.read_line(&mut line).expect("a line");
        assert_ne!(length, 0, "it ended before it listened");
        if let Some(rest) = line.strip_prefix(beginning) {
            let address = rest.split([' ', '\n']).next().expect("an address");
            let address = address.to_owned();
            // Read on, or it would be told that nobody listens.
            std::thread::spawn(move || lines.lines().count());
            return (child, address);
        }
    }
}

impl Stage {
    /// The stand-in with these options, the proxy as a gateway before it.
    pub(crate) fn new(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let roots = folder.path().join("authority.pem");
        let mut standin = Command::new(env!("CARGO_BIN_EXE_claimlens-standin"));
        standin
            .args(["--port", "0", "--tls", "--ca-out"])
            .arg(&roots)
            .args(options);
        let listens = "Stand-in for the hosts of Genesys Cloud on https://";
        let (standin, upstream) = start(standin, listens);

        let mut proxy = Command::new(env!("CARGO_BIN_EXE_claimlens-proxy"));
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("CLAIMLENS_") {
                proxy.env_remove(name);
            }
        }
        proxy.args([
            "--gateway",
            "--listen",
            "127.0.0.1:0",
            "--log",
            "warn",
            "--extra-roots",
        ]);
        proxy.arg(&roots);
        for host in ["login.mypurecloud.ie", "api.mypurecloud.ie"] {
            proxy.args(["--upstream", &format!("{host}={upstream}")]);
        }
        let (proxy_process, proxy) = start(proxy, "Claimlens is served on http://");
        Self {
            proxy,
            folder,
            _standin: standin,
            _proxy: proxy_process,
        }
    }

    /// Runs a text as a program of this kind, with the address and a client in its environment.
    pub(crate) fn run(&self, need: Need, text: &str, id: &str, secret: &str) -> String {
        let found = find(need).expect("looked for before");
        let folder = self.folder.path();
        let (mut command, file) = match need {
            Need::Python => (Command::new(found), "program.py"),
            Need::Node => {
                link(&found, &folder.join("node_modules"));
                (Command::new("node"), "program.mjs")
            }
            Need::Curl => (Command::new("sh"), "program.sh"),
        };
        fs::write(folder.join(file), text).expect("written");
        let (host, port) = self.proxy.split_once(':').expect("an address");
        command
            .arg(file)
            .current_dir(folder)
            .env("HOME", folder)
            .env("NO_PROXY", "*")
            .env("GATEWAY_HOST", host)
            .env("GATEWAY_PORT", port)
            .env("CLIENT_ID", id)
            .env("CLIENT_SECRET", secret);
        said(&command.output().expect("run"))
    }
}

/// Standard output of a program that ended well.
pub(crate) fn said(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{errors}");
    said
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    // A second program of the same test finds it there already.
    let _ = std::os::unix::fs::symlink(to, at);
}

#[cfg(windows)]
fn link(to: &Path, at: &Path) {
    let _ = std::os::windows::fs::symlink_dir(to, at);
}
