//! What is said about options that are wrong: all of it, before anything listens.

use std::net::TcpListener;
use std::path::Path;

use crate::common::{folder, write};
use claimlens_proxy::args::Args;
use claimlens_proxy::config::Config;
use tokio::net::TcpListener as TokioListener;

pub(crate) fn args(site: &Path, listen: &str) -> Args {
    Args {
        site: Some(site.to_owned()),
        listen: vec![listen.to_owned()],
        ..Args::default()
    }
}

pub(crate) fn problems(args: Args) -> Vec<String> {
    let problems = Config::check(args).map(|_| ()).expect_err("a problem");
    problems.iter().map(ToString::to_string).collect()
}

const BUILD: &str = "cargo xtask build";

/// For each problem, the texts its sentence must hold.
type Said = &'static [&'static [&'static str]];

/// Each expected text must be in the problem at its place, and there must be no others.
pub(crate) fn assert_said(what: &str, said: &[String], expected: &[&[&str]]) {
    assert_eq!(said.len(), expected.len(), "{what}: {said:#?}");
    for (said, parts) in said.iter().zip(expected) {
        for part in *parts {
            assert!(said.contains(part), "{what}: {part:?} is not in {said:?}");
        }
        assert!(
            said.ends_with('.') && !said.contains('!'),
            "{what}: {said:?}"
        );
    }
}

#[test]
fn the_site_folder() {
    let parent = folder();
    let at = |name: &str| parent.path().join(name);
    std::fs::create_dir(at("empty")).expect("a folder");
    write(parent.path(), "no-headers/index.html", "");
    write(parent.path(), "bad-headers/index.html", "");
    write(parent.path(), "whole/SHA256SUMS", "");
    write(parent.path(), "whole/site/index.html", "");
    write(
        parent.path(),
        "bad-headers/headers.json",
        r#"{"set-cookie": "a=b"}"#,
    );
    let table: [(&str, Said); 6] = [
        // The folder that is handed on has the page in it: that page is what is looked at.
        ("whole", &[&["whole/site", "no headers.json", BUILD]]),
        ("missing", &[&["missing does not exist", BUILD]]),
        ("outside.txt", &[&["is not a folder", BUILD]]),
        (
            "empty",
            &[&["no index.html", BUILD], &["no headers.json", BUILD]],
        ),
        ("no-headers", &[&["no headers.json", BUILD]]),
        (
            "bad-headers",
            &[
                &["set-cookie", BUILD],
                &["no content-security-policy", BUILD],
            ],
        ),
    ];
    for (name, expected) in table {
        assert_said(name, &problems(args(&at(name), "127.0.0.1:0")), expected);
    }
    let unnamed = Args {
        listen: vec!["127.0.0.1:0".to_owned()],
        ..Args::default()
    };
    let forwarding = Config::check(unnamed.clone()).expect("calls alone need no site");
    assert!(forwarding.site.is_none() && forwarding.forwarding.is_some());
    let page_only = Args {
        page_only: Some("true".to_owned()),
        ..unnamed
    };
    assert_said(
        "unnamed",
        &problems(page_only),
        &[&["--site", "CLAIMLENS_SITE", BUILD]],
    );
}

#[test]
fn the_address_and_the_names() {
    let parent = folder();
    let site = parent.path().join("site");
    let table: [(&str, bool, &[&str], Said); 9] = [
        ("8080", false, &[], &[&["\"8080\"", "127.0.0.1:8080"]]),
        (
            "localhost:8080",
            false,
            &[],
            &[&["\"localhost:8080\"", "IP address and a port"]],
        ),
        ("127.0.0.1:99999", false, &[], &[&["127.0.0.1:99999"]]),
        (
            "0.0.0.0:0",
            false,
            &[],
            &[&["0.0.0.0:0", "--allow-remote", "--host NAME"]],
        ),
        (
            "[::]:0",
            false,
            &["a.example"],
            &[&["[::]:0", "--allow-remote"]],
        ),
        ("0.0.0.0:0", true, &[], &[&["--host NAME", "DNS rebinding"]]),
        ("127.0.0.1:0", false, &["*"], &[&["\"*\"", "--host"]]),
        (
            "127.0.0.1:0",
            false,
            &[
                "http://a.example",
                "a.example:80",
                "good.example",
                "a/b",
                "",
            ],
            &[
                &["http://a.example"],
                &["a.example:80"],
                &["a/b"],
                &["\"\""],
            ],
        ),
        // An address of a documentation range, which no machine has.
        (
            "192.0.2.1:8080",
            true,
            &["a.example"],
            &[&["192.0.2.1 is not an address of this"]],
        ),
    ];
    for (listen, allow_remote, hosts, expected) in table {
        let args = Args {
            allow_remote: Some(allow_remote.to_string()),
            host: hosts.iter().map(|&host| host.to_owned()).collect(),
            origin: vec!["https://a.example".to_owned()],
            ..args(&site, listen)
        };
        assert_said(listen, &problems(args), expected);
    }
}

#[test]
fn an_address_in_use() {
    let parent = folder();
    let other = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = other.local_addr().expect("an address").to_string();
    let said = problems(args(&parent.path().join("site"), &address));
    assert_said(
        "in use",
        &said,
        &[&[&address, "in use", "--listen 127.0.0.1:"]],
    );
}

#[test]
fn everything_at_once() {
    let said = problems(Args {
        host: vec!["*".to_owned()],
        ..args(Path::new("/nowhere/at/all"), "0.0.0.0:80")
    });
    assert_said(
        "all",
        &said,
        &[&["/nowhere/at/all"], &["\"*\""], &["--allow-remote"]],
    );
}

#[test]
fn what_others_can_reach_lacks_names_and_origins_and_both_are_said() {
    let said = problems(Args {
        allow_remote: Some("true".to_owned()),
        ..Args {
            listen: vec!["0.0.0.0:0".to_owned()],
            ..Args::default()
        }
    });
    assert_said(
        "both",
        &said,
        &[&["--host NAME"], &["--origin https://NAME"]],
    );
}

/// Listens, and tells the address of the first listener and what is said of it.
fn listening(config: Config) -> (TokioListener, String) {
    let mut listening = config.sockets.listen(&config.hosts).expect("listening");
    assert!(listening.admin.is_none());
    (listening.pages.remove(0), listening.urls.remove(0))
}

#[tokio::test]
async fn the_printed_address_is_one_to_open() {
    let parent = folder();
    let site = parent.path().join("site");
    let local = Config::check(args(&site, "127.0.0.1:0")).expect("good options");
    let (listener, url) = listening(local);
    assert_eq!(
        url,
        format!("http://{}", listener.local_addr().expect("an address"))
    );

    let remote = Config::check(Args {
        allow_remote: Some("true".to_owned()),
        host: vec!["Lens.example".to_owned()],
        origin: vec!["https://lens.example".to_owned()],
        ..args(&site, "0.0.0.0:0")
    });
    let (listener, url) = listening(remote.expect("good options"));
    let port = listener.local_addr().expect("an address").port();
    assert_eq!(url, format!("http://lens.example:{port}"));
}

#[tokio::test]
async fn nobody_can_connect_before_listening() {
    let parent = folder();
    let port = {
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        free.local_addr().expect("an address")
    };
    let config = Config::check(args(&parent.path().join("site"), &port.to_string()));
    let config = config.expect("good options");
    assert!(std::net::TcpStream::connect(port).is_err());
    let (_listener, _) = listening(config);
    assert!(std::net::TcpStream::connect(port).is_ok());
}
