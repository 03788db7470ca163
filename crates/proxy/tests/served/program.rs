//! The program itself: its one line, its exit codes, its answer to SIGTERM.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::common::folder;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimlens-proxy"));
    command
        .env_remove("CLAIMLENS_SITE")
        .env_remove("CLAIMLENS_LISTEN");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Ends the program with the test, however the test ends.
struct Guard(Child);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn wrong_options_end_it_with_all_reasons() {
    let output = program()
        .args(["--page-only", "--listen", "0.0.0.0:8080"])
        .output()
        .expect("run");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2, "{said}");
    assert!(
        lines[0].starts_with("claimlens-proxy: ") && lines[0].contains("--site"),
        "{said}"
    );
    assert!(lines[1].contains("--allow-remote"), "{said}");

    let unknown = program().arg("--no-such-option").output().expect("run");
    assert_eq!(unknown.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn it_serves_until_it_is_told_to_stop() {
    let parent = folder();
    // Both options from the environment.
    let child = program()
        .env("CLAIMLENS_SITE", parent.path().join("site"))
        .env("CLAIMLENS_LISTEN", "127.0.0.1:0")
        .spawn();
    let mut child = Guard(child.expect("started"));
    let mut lines = BufReader::new(child.0.stdout.take().expect("piped"));
    let mut line = String::new();
    lines.read_line(&mut line).expect("a line");
    let address = line
        .strip_prefix("Claimlens is served on http://")
        .and_then(|rest| rest.strip_suffix(" - press Ctrl-C to stop\n"))
        .expect(&line)
        .to_owned();

    let mut stream = TcpStream::connect(&address).expect("a connection");
    let request = format!("GET /?secret HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");

    let kill = Command::new("kill")
        .args(["-TERM", &child.0.id().to_string()])
        .status();
    assert!(kill.expect("run").success());
    assert_eq!(child.0.wait().expect("ended").code(), Some(0));
    let mut rest = String::new();
    lines.read_to_string(&mut rest).expect("the rest");
    assert!(
        rest.starts_with("Stopping: ") && rest.ends_with("Stopped\n"),
        "{rest}"
    );
    // Nothing of the request was written down.
    let mut errors = String::new();
    child
        .0
        .stderr
        .take()
        .expect("piped")
        .read_to_string(&mut errors)
        .expect("read");
    assert_eq!(errors, "");
    assert!(!rest.contains("secret"), "{rest}");
}
