//! The program itself as a process, led to an upstream of the test.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::time::sleep;

use super::client::{Answer, Raw, Req};
use super::lab::ALLOWED;
use super::pki::{API, Authority, LOGIN};
use super::upstream::{Upstream, token_answer};

/// How it is to be started.
#[derive(Default)]
pub(crate) struct Options {
    arguments: Vec<String>,
    variables: Vec<(String, String)>,
    /// What a shell does before it becomes the program.
    before: Option<String>,
    stderr: Option<String>,
    own_rates: bool,
    metrics: bool,
}

/// A running program.
pub(crate) struct Program {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) metrics: Option<SocketAddr>,
    pub(crate) up: Upstream,
    stdout: Arc<Mutex<String>>,
    folder: TempDir,
}

impl Options {
    pub(crate) fn arg(mut self, argument: &str) -> Self {
        self.arguments.push(argument.to_owned());
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn before(mut self, line: &str) -> Self {
        self.before = Some(line.to_owned());
        self
    }

    /// Where its standard error goes, in place of a file of the test's own.
    pub(crate) fn stderr(mut self, path: &str) -> Self {
        self.stderr = Some(path.to_owned());
        self
    }

    /// The listener for metrics, too.
    pub(crate) fn metrics(mut self) -> Self {
        self.metrics = true;
        self
    }

    /// The rates are those of the arguments, or the program's own.
    pub(crate) fn own_rates(mut self) -> Self {
        self.own_rates = true;
        self
    }
}

/// The program without anything of the environment that could mean something to it.
pub(crate) fn bare(before: Option<&str>) -> Command {
    let path = env!("CARGO_BIN_EXE_claimlens-proxy");
    let mut command = match before {
        None => Command::new(path),
        Some(line) => {
            let mut shell = Command::new("sh");
            shell.args(["-c", &format!("{line}; exec \"$0\" \"$@\""), path]);
            shell
        }
    };
    for (name, _) in std::env::vars_os() {
        let is_ours = name
            .to_str()
            .is_some_and(|name| name.starts_with("CLAIMLENS_"));
        if is_ours
            || name
                .to_string_lossy()
                .to_ascii_lowercase()
                .ends_with("_proxy")
        {
            command.env_remove(name);
        }
    }
    command
}

impl Program {
    /// One whose upstream answers every request with a token.
    pub(crate) async fn start(options: Options) -> Self {
        let root = Authority::root();
        let config = root.good().server(&[b"http/1.1"]);
        let up = Upstream::answering(config, token_answer()).await;
        Self::over(options, &root, up)
    }

    /// One with this upstream.
    pub(crate) fn over(options: Options, root: &Authority, up: Upstream) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let roots = folder.path().join("roots.pem");
        fs::write(&roots, root.certificate.pem()).expect("written");
        let mut command = bare(options.before.as_deref());
        command
            .args([
                "--listen",
                "127.0.0.1:0",
                "--origin",
                ALLOWED,
                "--extra-roots",
            ])
            .arg(&roots);
        for host in [LOGIN, API] {
            command.args(["--upstream", &format!("{host}={}", up.address)]);
        }
        if !options.own_rates {
            for name in ["--rate-address", "--rate-total", "--rate-tokens"] {
                command.args([name, "10000000"]);
            }
        }
        if options.metrics {
            command.args(["--metrics", "127.0.0.1:0"]);
        }
        let stderr = options.stderr.map(Into::into);
        let stderr = stderr.unwrap_or_else(|| folder.path().join("stderr"));
        let stderr = File::options().create(true).append(true).open(stderr);
        command
            .args(&options.arguments)
            .envs(options.variables)
            .stdout(Stdio::piped())
            .stderr(stderr.expect("a file"));
        let mut child = command.spawn().expect("started");
        let mut lines = BufReader::new(child.stdout.take().expect("piped"));
        let stdout = Arc::new(Mutex::new(String::new()));
        let mut address = None;
        let mut metrics = None;
        // Read here, not in the runtime: nothing else is to be done before it listens.
        while address.is_none() || options.metrics && metrics.is_none() {
            let mut line = String::new();
            let length = lines.read_line(&mut line).expect("a line");
            assert_ne!(length, 0, "it ended: {}", said(&folder));
            stdout.lock().expect("the text").push_str(&line);
            let found = |start: &str| {
                let rest = line.strip_prefix(start)?;
                rest.split([' ', '/']).next()?.parse().ok()
            };
            address = address.or(found("Claimlens is served on http://"));
            metrics = metrics.or(found("Health and metrics are on http://"));
        }
        let kept = Arc::clone(&stdout);
        thread::spawn(move || {
            let mut line = String::new();
            while matches!(lines.read_line(&mut line), Ok(1..)) {
                kept.lock().expect("the text").push_str(&line);
                line.clear();
            }
        });
        Self {
            child,
            address: address.expect("found above"),
            metrics,
            up,
            stdout,
            folder,
        }
    }

    /// Sends a request on a connection of its own.
    pub(crate) async fn send(&self, request: &Req) -> Answer {
        self.send_to(self.address, request).await
    }

    pub(crate) async fn send_to(&self, address: SocketAddr, request: &Req) -> Answer {
        let mut raw = Raw::connect(address).await;
        raw.send(request.bytes(address)).await;
        raw.answer().await.expect("an answer")
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.id().to_string();
        let sent = Command::new("kill")
            .args([&format!("-{name}"), &id])
            .status();
        assert!(sent.expect("run").success());
    }

    /// How it ended, if it does so within this time.
    pub(crate) async fn ends_within(&mut self, time: Duration) -> Option<ExitStatus> {
        let start = Instant::now();
        while start.elapsed() < time {
            if let Some(status) = self.child.try_wait().expect("asked") {
                return Some(status);
            }
            sleep(Duration::from_millis(10)).await;
        }
        None
    }

    /// What it wrote so far.
    pub(crate) fn stdout(&self) -> String {
        self.stdout.lock().expect("the text").clone()
    }

    pub(crate) fn stderr(&self) -> String {
        said(&self.folder)
    }

    /// A number of `/proc/{id}/status`, in kB where it is a size.
    pub(crate) fn status(&self, name: &str) -> Option<u64> {
        let text = fs::read_to_string(format!("/proc/{}/status", self.id())).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim_start_matches(':')
            .split_whitespace()
            .next()?
            .parse()
            .ok()
    }

    /// How many ticks of the processor it has used; there are a hundred in a second.
    pub(crate) fn ticks(&self) -> Option<u64> {
        let text = fs::read_to_string(format!("/proc/{}/stat", self.id())).ok()?;
        // The name in parentheses may hold blanks; the two counts are behind it.
        let (_, rest) = text.rsplit_once(')')?;
        let numbers: Vec<&str> = rest.split_whitespace().collect();
        let count = |at: usize| numbers.get(at)?.parse::<u64>().ok();
        Some(count(11)? + count(12)?)
    }
}

fn said(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("stderr")).unwrap_or_default()
}

/// Ends the program with the test, however the test ends.
impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
