//! P75 and P76: where it listens, and what it refuses to start with.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Output, Stdio};

use crate::support::process::bare;

fn run(arguments: &[&str]) -> Output {
    let mut command = bare(None);
    command.args(arguments).stdin(Stdio::null());
    command.output().expect("run")
}

/// It does not start, and says why in words that have these in them.
fn refuses(arguments: &[&str], words: &[&str]) {
    let output = run(arguments);
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
    assert!(output.stdout.is_empty(), "{arguments:?}: it listened");
    for word in words {
        assert!(said.contains(word), "{arguments:?}: {said}");
    }
}

/// The local addresses of the sockets that a process listens on, in the kernel's hexadecimal.
fn listening(id: u32) -> Vec<String> {
    let inodes: Vec<String> = fs::read_dir(format!("/proc/{id}/fd"))
        .expect("its files")
        .filter_map(|file| fs::read_link(file.ok()?.path()).ok())
        .filter_map(|link| {
            let name = link.to_string_lossy().into_owned();
            Some(name.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned())
        })
        .collect();
    let mut found = Vec::new();
    for table in ["tcp", "tcp6"] {
        let text = fs::read_to_string(format!("/proc/{id}/net/{table}")).unwrap_or_default();
        for line in text.lines().skip(1) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            // 0A is LISTEN.
            if fields[3] == "0A" && inodes.iter().any(|inode| inode == fields[9]) {
                found.push(fields[1].to_owned());
            }
        }
    }
    found
}

#[test]
fn p75_it_listens_on_this_machine_only() {
    let mut child = bare(None)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    // Once it says so all of them listen; where it ends instead, there is no line.
    let mut line = String::new();
    let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
    stdout.read_line(&mut line).expect("text");
    if line.is_empty() {
        // Somebody else has the port: then it says which it would have had.
        let output = child.wait_with_output().expect("ended");
        let said = String::from_utf8(output.stderr).expect("text");
        assert!(said.contains("127.0.0.1:8080"), "{said}");
        return;
    }
    let found = listening(child.id());
    let _ = child.kill();
    let _ = child.wait();
    let loopback = ["0100007F:1F90", "00000000000000000000000001000000:1F90"];
    assert!(
        found
            .iter()
            .all(|address| loopback.contains(&address.as_str())),
        "{found:?}"
    );
    assert!(found.contains(&loopback[0].to_owned()), "{found:?}");
}

#[test]
fn p75_other_machines_need_a_flag_and_a_list() {
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        refuses(&["--listen", address], &["--allow-remote"]);
        refuses(&["--listen", address, "--allow-remote"], &["--host"]);
        refuses(
            &["--listen", address, "--allow-remote", "--host", "a.example"],
            &["--origin"],
        );
    }
    refuses(&["--metrics", "0.0.0.0:0"], &["--allow-remote"]);
}

#[test]
fn p76_origins_that_would_let_others_in() {
    for origin in [
        "*",
        "https://*.example",
        "https://*",
        ".*",
        "https://.*\\.example",
        "^https://app.example$",
        "https://app.example/",
        "https://app.example/path",
        "https://app.example?x",
        "https://app.example#x",
        "https://user@app.example",
        "https://APP.example",
        "HTTPS://app.example",
        "app.example",
        "//app.example",
        "https://",
        "https://app.example:443x",
        "https://app.example:99999",
        "ftp://app.example",
        "https://app.example https://other.example",
        "https://app example",
        "Null",
        "",
    ] {
        refuses(
            &["--listen", "127.0.0.1:0", "--origin", origin],
            &["origin"],
        );
    }
}

#[test]
fn p76_regions_grants_and_hosts_that_are_none() {
    for region in [
        "",
        "..",
        "../mypurecloud.ie",
        "https://mypurecloud.ie",
        "mypurecloud.ie/..",
        "MYPURECLOUD.IE",
        "login.mypurecloud.ie",
        "evil.example",
        "*",
    ] {
        refuses(
            &["--listen", "127.0.0.1:0", "--region", region],
            &["region"],
        );
    }
    refuses(
        &["--listen", "127.0.0.1:0", "--grant", "password"],
        &["grant"],
    );
    for upstream in [
        "evil.example=127.0.0.1:1",
        "login.mypurecloud.ie",
        "login.mypurecloud.ie=localhost:1",
        "mypurecloud.ie=127.0.0.1:1",
        "*=127.0.0.1:1",
    ] {
        refuses(
            &["--listen", "127.0.0.1:0", "--upstream", upstream],
            &["upstream"],
        );
    }
    refuses(
        &[
            "--listen",
            "127.0.0.1:0",
            "--egress-proxy",
            "socks5://127.0.0.1:1",
        ],
        &["egress"],
    );
    refuses(
        &["--listen", "127.0.0.1:0", "--allow-private", "evil.example"],
        &["private"],
    );
    refuses(
        &["--listen", "127.0.0.1:0", "--deadline", "0"],
        &["deadline"],
    );
    refuses(&["--listen", "127.0.0.1:0", "--rate-tokens=-1"], &["rate"]);
}

#[test]
fn p76_files_that_say_nothing_or_too_much() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("options.toml");
    let file = path.to_str().expect("UTF-8");
    for (text, word) in [
        ("origin = []\n", "origin"),
        ("origin = [\"\"]\n", "origin"),
        ("origin = \"*\"\n", "origin"),
        ("region = []\n", "region"),
        ("region = [\"../x\"]\n", "region"),
        ("grant = []\n", "grant"),
        ("orign = [\"https://app.example\"]\n", "orign"),
        ("deadline = 30\ndeadline = 40\n", "line 3"),
        (
            "[forwarding]\norigin = [\"https://app.example\"]\n",
            "forwarding",
        ),
        ("origin = [\n", "2"),
        ("secret = \"canary-secret-in-a-file\"\n", "secret"),
    ] {
        fs::write(&path, format!("listen = [\"127.0.0.1:0\"]\n{text}")).expect("written");
        refuses(&["--config", file], &[word]);
        // What is wrong is named, what it was set to is not always harmless.
        let said = run(&["--config", file]).stderr;
        assert!(!String::from_utf8_lossy(&said).contains("canary-secret-in-a-file"));
    }
    refuses(
        &["--config", "/nowhere/options.toml"],
        &["/nowhere/options.toml"],
    );
    // All of it at once, so that nobody starts five times.
    let output = run(&[
        "--origin", "*", "--region", "..", "--grant", "password", "--listen", "x",
    ]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.lines().count() >= 4, "{said}");
}
