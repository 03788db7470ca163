//! The options that other machines, origins, regions and the way out depend on; and the file they may stand in.

use crate::common::{folder, write};
use crate::configuration::{assert_said, problems};
use claimlens_proxy::args::Args;
use claimlens_proxy::config::Config;

/// P75: another address than those of this machine needs a flag, a name and an origin.
#[test]
fn p75_other_machines_are_let_in_on_purpose_only() {
    let parent = folder();
    let remote = |names: &[&str], origins: &[&str], page_only: bool| Args {
        listen: vec!["0.0.0.0:0".to_owned()],
        allow_remote: Some("true".to_owned()),
        host: names.iter().map(|&name| name.to_owned()).collect(),
        origin: origins.iter().map(|&origin| origin.to_owned()).collect(),
        page_only: page_only.then(|| "true".to_owned()),
        site: page_only.then(|| parent.path().join("site")),
        ..Args::default()
    };
    let name = &["a.example"] as &[_];
    let origin = &["https://a.example"] as &[_];
    assert_said(
        "no name",
        &problems(remote(&[], origin, false)),
        &[&["--host NAME"]],
    );
    assert_said(
        "no origin",
        &problems(remote(name, &[], false)),
        &[&["--origin", "--page-only"]],
    );
    let both = Config::check(remote(name, origin, false)).expect("good options");
    let forwarding = both.forwarding.expect("forwards");
    assert!(!forwarding.own_origin, "the scheme in front is not known");
    assert_eq!(forwarding.origins, origin);
    let page = Config::check(remote(name, &[], true)).expect("the page alone needs no origin");
    assert!(page.forwarding.is_none());
    // Health and metrics too.
    let metrics = Args {
        metrics: Some("0.0.0.0:0".to_owned()),
        listen: vec!["127.0.0.1:0".to_owned()],
        ..Args::default()
    };
    assert_said("metrics", &problems(metrics), &[&["--allow-remote"]]);
}

/// P76: what is no origin, and what is no region.
#[test]
fn p76_origins_and_regions_are_what_they_are_to_the_letter() {
    let origin = |text: &str| Args {
        listen: vec!["127.0.0.1:0".to_owned()],
        origin: vec![text.to_owned()],
        ..Args::default()
    };
    for text in ["*", "https://.*\\.example", "", "https://a.example/"] {
        let said = problems(origin(text));
        assert_said(
            text,
            &said,
            &[&["--origin", &format!("{text:?}"), "CLAIMLENS_ORIGIN"]],
        );
    }
    for text in [
        "..",
        "../x",
        "https://mypurecloud.ie",
        "login.mypurecloud.ie",
        "evil.example",
        "mypurecloud.ie.",
        "MYPURECLOUD.ie",
        "demo",
        "",
    ] {
        let said = problems(Args {
            region: vec![text.to_owned()],
            ..origin("null")
        });
        assert_said(text, &said, &[&["--region", &format!("{text:?}")]]);
    }
    let good = Config::check(Args {
        region: vec!["eu-west-1".to_owned(), "mypurecloud.ie".to_owned()],
        ..origin("null")
    });
    let forwarding = good.expect("good options").forwarding.expect("forwards");
    assert_eq!(forwarding.regions, ["mypurecloud.ie"]);
}

#[test]
fn every_option_says_what_it_takes() {
    let parent = folder();
    write(parent.path(), "no.pem", "not PEM");
    let file = |name: &str| parent.path().join(name);
    let one = |text: &str| Some(text.to_owned());
    let said = problems(Args {
        listen: vec!["127.0.0.1:0".to_owned()],
        gateway: one("yes"),
        demo: one("1"),
        grant: vec!["password".to_owned()],
        deadline: one("0"),
        connect_timeout: one("61"),
        egress_proxy: one("http://user:canary@proxy.example:1"),
        extra_roots: Some(file("no.pem")),
        crl: vec![file("missing.crl"), file("no.pem")],
        upstream: vec![
            "login.mypurecloud.ie=127.0.0.1".to_owned(),
            "evil.example=127.0.0.1:1".to_owned(),
            "api.mypurecloud.ie=127.0.0.1:1".to_owned(),
            "api.mypurecloud.ie=127.0.0.1:2".to_owned(),
        ],
        allow_private: vec!["mypurecloud.ie".to_owned()],
        rate_address: one("1/s"),
        rate_total: one("-1"),
        rate_tokens: one("0"),
        max_connections: one("0"),
        keep_alive: one("1m"),
        threads: one("65"),
        log: one("verbose"),
        log_format: one("xml"),
        metrics: one("9090"),
        ..Args::default()
    });
    let expected: Vec<&[&str]> = vec![
        &["--metrics", "9090"],
        &["--deadline", "\"0\"", "1 to 300"],
        &[
            "--connect-timeout",
            "CLAIMLENS_CONNECT_TIMEOUT",
            "connect_timeout in the file",
        ],
        &["--gateway", "true or false"],
        &["--grant", "\"password\"", "client_credentials"],
        &["--demo", "\"1\""],
        &["--egress-proxy", "http://HOST:PORT"],
        &["--extra-roots", "no.pem", "BEGIN CERTIFICATE"],
        &["--crl", "missing.crl", "no such file"],
        &["--crl", "no.pem", "X509 CRL"],
        &["--upstream", "\"login.mypurecloud.ie=127.0.0.1\""],
        &["--upstream", "evil.example"],
        &["--upstream", "api.mypurecloud.ie twice"],
        &["--allow-private", "\"mypurecloud.ie\""],
        &["--rate-address", "1/s"],
        &["--rate-total", "-1"],
        &["--rate-tokens", "\"0\""],
        &["--max-connections"],
        &["--keep-alive", "1m"],
        &["--threads", "1 to 64"],
        &["--log is", "debug"],
        &["--log-format", "text or json"],
    ];
    assert_said("all", &said, &expected);
    assert!(!said.concat().contains("canary"), "{said:?}");
}

#[test]
fn the_file_of_options() {
    let parent = folder();
    let at = |text: &str| {
        write(parent.path(), "options.toml", text);
        Args {
            config: Some(parent.path().join("options.toml")),
            ..Args::default()
        }
    };
    let site = parent.path().join("site");
    let good = format!(
        "site = {:?}\nlisten = [\"127.0.0.1:0\"]\norigin = [\"https://a.example\"]\n\
         deadline = 20\ngateway = true\nrate_total = 99\nlog = \"off\"\n",
        site.to_str().expect("UTF-8")
    );
    let flag = Args {
        deadline: Some("9".to_owned()),
        ..at(&good)
    };
    let config = Config::check(flag).expect("good options");
    let forwarding = config.forwarding.expect("forwards");
    assert!(config.site.is_some() && forwarding.gateway && config.log.is_none());
    assert_eq!(forwarding.deadline.as_secs(), 9, "a flag beats the file");
    assert_eq!(forwarding.rates.total, 99);
    // What is wrong in the file, and what is wrong with what it says, at once.
    let bad = "listen = [\"8080\"]\norigins = [\"x\"]\nregion = []\n";
    assert_said(
        "file",
        &problems(at(bad)),
        &[
            &["options.toml", "line 2, column 1", "\"origins\""],
            &["line 3, column 10", "region is empty"],
            &["--listen", "\"8080\""],
        ],
    );
    let missing = Args {
        config: Some(parent.path().join("missing.toml")),
        listen: vec!["127.0.0.1:0".to_owned()],
        ..Args::default()
    };
    assert_said(
        "missing",
        &problems(missing),
        &[&["missing.toml", "no such file"]],
    );
}
