//! `check-site` against servers that serve the page, something else, or nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::process::Command;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use claimlens_proxy::check::{Report, Seen, check};
use claimlens_proxy::config::Site;
use claimlens_proxy::hosts::Hosts;
use claimlens_proxy::server::{self, Limits};
use claimlens_proxy::site;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

#[expect(dead_code, reason = "the attacks need more of it")]
#[path = "../attacks/support/pki.rs"]
mod pki;

const POLICY: &str = "default-src 'none'; connect-src 'self'";
const SCRIPT: &str = "app-0123456789abcdef.js";

/// A page in a folder, and the list of its files as `cargo xtask dist` writes it.
fn page() -> (TempDir, String) {
    let parent = tempfile::tempdir().expect("a folder");
    let index =
        format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"><p>page");
    let headers = format!(r#"{{"content-security-policy": "{POLICY}; frame-ancestors 'none'"}}"#);
    let files = BTreeMap::from([
        ("site/index.html".to_owned(), index),
        (
            "site/index.html.br".to_owned(),
            "a page in brotli".to_owned(),
        ),
        ("site/index.html.gz".to_owned(), "a page in gzip".to_owned()),
        (format!("site/{SCRIPT}"), "run()".to_owned()),
        ("site/sw.js".to_owned(), "keep()".to_owned()),
        ("site/build.json".to_owned(), "{}".to_owned()),
        ("site/headers.json".to_owned(), headers),
        ("claimlens-proxy".to_owned(), "a program".to_owned()),
    ]);
    std::fs::create_dir(parent.path().join("site")).expect("a folder");
    let mut list = String::new();
    for (name, content) in files {
        std::fs::write(parent.path().join(&name), &content).expect("a file");
        for byte in Sha256::digest(&content) {
            write!(list, "{byte:02x}").expect("text");
        }
        writeln!(list, "  {name}").expect("text");
    }
    (parent, list)
}

fn router(parent: &TempDir, address: SocketAddr) -> Router {
    let site = Site::open(&parent.path().join("site")).expect("a good site");
    site::router(&site, Hosts::new(address, Vec::new()))
}

/// Serves the page, with answers changed on their way, until the test ends.
async fn serve(parent: &TempDir, change: fn(&str, Response) -> Response) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let changing = move |request: Request, next: Next| async move {
        let path = request.uri().path().to_owned();
        change(&path, next.run(request).await)
    };
    let router = router(parent, address).layer(from_fn(changing));
    tokio::spawn(server::serve(
        listener,
        router,
        Limits::default(),
        std::future::pending(),
    ));
    format!("http://{address}/")
}

async fn report(url: &str, list: &str) -> Report {
    check(url, list, &[], true).await.expect("a report")
}

fn said(report: &Report) -> String {
    let faults = report.rows.iter().flat_map(|row| {
        let name = &row.name;
        row.faults
            .iter()
            .map(move |fault| format!("{name}: {fault}\n"))
    });
    faults.collect()
}

#[tokio::test]
async fn the_page_as_the_companion_serves_it_is_the_same() {
    let (parent, list) = page();
    let url = serve(&parent, |_, answer| answer).await;
    let report = report(&url, &list).await;
    assert!(report.is_same(), "{report}");
    assert!(report.remarks.is_empty(), "{report}");
    let names: Vec<_> = report.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(
        names,
        [SCRIPT, "build.json", "index.html", "sw.js", "(the address)"]
    );
    for row in [&report.rows[2], &report.rows[4]] {
        assert_eq!(
            row.packed,
            [
                ("br", Seen::Same),
                ("gzip", Seen::Same),
                ("browser", Seen::Same)
            ]
        );
    }
    let text = report.to_string();
    assert!(
        text.contains("index.html            ") && text.ends_with("serves what is in the list.\n"),
        "{text}"
    );
}

#[tokio::test]
async fn a_changed_byte_is_found_wherever_it_is() {
    let (parent, list) = page();
    let url = serve(&parent, |_, answer| answer).await;
    for (name, row) in [
        (SCRIPT, SCRIPT),
        ("sw.js", "sw.js"),
        ("index.html.br", "index.html"),
        ("index.html.gz", "index.html"),
        ("index.html", "(the address)"),
    ] {
        let path = parent.path().join("site").join(name);
        let whole = std::fs::read(&path).expect("a file");
        let mut changed = whole.clone();
        *changed.last_mut().expect("a byte") ^= 1;
        std::fs::write(&path, changed).expect("written");
        let report = report(&url, &list).await;
        let found = report
            .rows
            .iter()
            .find(|found| found.name == row)
            .expect("a row");
        assert!(!report.is_same() && !found.is_same(), "{name}: {report}");
        assert!(
            said(&report).contains(&format!("{row}: ")),
            "{name}: {report}"
        );
        std::fs::write(&path, whole).expect("written");
    }
    assert!(report(&url, &list).await.is_same());
}

#[tokio::test]
async fn a_file_that_is_gone_and_one_that_leads_elsewhere_are_named() {
    let (parent, list) = page();
    std::fs::remove_file(parent.path().join("site/sw.js")).expect("removed");
    let url = serve(&parent, |path, answer| {
        if path == format!("/{SCRIPT}") {
            let to = [(header::LOCATION, "https://evil.example/a.js")];
            return (StatusCode::FOUND, to).into_response();
        }
        answer
    });
    let report = report(&url.await, &list).await;
    let row = |name: &str| {
        report
            .rows
            .iter()
            .find(|row| row.name == name)
            .expect("a row")
    };
    assert_eq!(row("sw.js").plain, Seen::Status(404));
    assert_eq!(row(SCRIPT).plain, Seen::Status(302));
    assert!(
        said(&report).contains("leads to https://evil.example/a.js"),
        "{report}"
    );
}

#[tokio::test]
async fn headers_that_are_missing_wider_or_too_many_are_named() {
    let (parent, list) = page();
    let url = serve(&parent, |path, mut answer| {
        let headers = answer.headers_mut();
        match path {
            "/" => drop(headers.insert("set-cookie", HeaderValue::from_static("a=b"))),
            "/index.html" => drop(headers.remove("content-security-policy")),
            "/sw.js" => drop(headers.insert(
                "content-security-policy",
                HeaderValue::from_static("default-src *"),
            )),
            _ => drop(headers.remove("x-content-type-options")),
        }
        answer
    });
    let url = url.await;
    let report = report(&url, &list).await;
    let said = said(&report);
    for expected in [
        "(the address): set-cookie should not be there",
        "index.html: content-security-policy is missing",
        "sw.js: content-security-policy is \"default-src *\"",
        "build.json: x-content-type-options is missing",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert!(
        report
            .rows
            .iter()
            .all(|row| row.plain == Seen::Same && !row.is_same())
    );
    // Where the host sends no headers of ours, the files can be compared all the same.
    let files = check(&url, &list, &[], false).await.expect("a report");
    assert!(files.is_same(), "{files}");
}

#[tokio::test]
async fn a_server_that_does_not_compress_is_right_and_what_cannot_be_unpacked_is_not() {
    let (parent, list) = page();
    for copy in ["index.html.br", "index.html.gz"] {
        std::fs::remove_file(parent.path().join("site").join(copy)).expect("removed");
    }
    let plain = report(&serve(&parent, |_, answer| answer).await, &list).await;
    assert!(plain.is_same(), "{plain}");
    assert_eq!(
        plain.rows[2].packed,
        [
            ("br", Seen::Plain),
            ("gzip", Seen::Plain),
            ("browser", Seen::Same)
        ]
    );

    let url = serve(&parent, |path, mut answer| {
        if path == "/index.html" {
            let encoding = HeaderValue::from_static("zstd");
            answer
                .headers_mut()
                .insert(header::CONTENT_ENCODING, encoding);
            answer.headers_mut().remove(header::CONTENT_LENGTH);
            *answer.body_mut() = Body::from("whatever");
        }
        answer
    });
    let packed = report(&url.await, &list).await;
    assert!(
        !packed.is_same() && said(&packed).contains("does not unpack to the file"),
        "{packed}"
    );
}

#[tokio::test]
async fn a_server_that_compresses_by_itself_is_right_if_it_unpacks_to_the_file() {
    let (parent, list) = page();
    // A block of brotli that is not compressed (RFC 7932 §9.2), of the script.
    let packed = |request: &Request| {
        let is_script = request.uri().path() == format!("/{SCRIPT}");
        let takes = asks(request, header::ACCEPT_ENCODING).contains("br");
        (is_script && takes).then_some(b"\x0b\x02\x80run()\x03".as_slice())
    };
    let url = serve_to(&parent, packed, |answer| {
        let encoding = HeaderValue::from_static("br");
        answer
            .headers_mut()
            .insert(header::CONTENT_ENCODING, encoding);
    });
    let report = report(&url.await, &list).await;
    let script = report.rows.first().expect("the script");
    assert_eq!(script.packed, [("browser", Seen::Repacked)], "{report}");
    assert!(report.is_same(), "{report}");
}

#[tokio::test]
async fn the_settings_of_the_server_are_a_remark() {
    let (parent, list) = page();
    let url = serve(&parent, |path, answer| match path {
        "/headers.json" => "{}".into_response(),
        _ => answer,
    });
    let report = report(&url.await, &list).await;
    assert!(report.is_same() && report.remarks.len() == 1, "{report}");
}

/// Serves the page, but for what `other` gives instead, by what was asked.
async fn serve_to(
    parent: &TempDir,
    other: fn(&Request) -> Option<&'static [u8]>,
    change: fn(&mut Response),
) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let changing = move |request: Request, next: Next| async move {
        let instead = other(&request);
        let mut answer = next.run(request).await;
        if let Some(text) = instead {
            answer.headers_mut().remove(header::CONTENT_LENGTH);
            answer.headers_mut().remove(header::CONTENT_ENCODING);
            *answer.body_mut() = Body::from(text);
            change(&mut answer);
        }
        answer
    };
    let router = router(parent, address).layer(from_fn(changing));
    tokio::spawn(server::serve(
        listener,
        router,
        Limits::default(),
        std::future::pending(),
    ));
    format!("http://{address}/")
}

fn asks(request: &Request, name: header::HeaderName) -> &str {
    let value = request.headers().get(name);
    value
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

#[tokio::test]
async fn what_is_sent_to_browsers_alone_is_found() {
    let (parent, list) = page();
    let by_name = |request: &Request| {
        asks(request, header::USER_AGENT)
            .contains("Mozilla")
            .then_some(b"for people".as_slice())
    };
    let by_encodings = |request: &Request| {
        asks(request, header::ACCEPT_ENCODING)
            .contains("zstd")
            .then_some(b"for people".as_slice())
    };
    for other in [by_name, by_encodings] {
        let url = serve_to(&parent, other, |_| ()).await;
        let report = report(&url, &list).await;
        assert!(
            report.rows.iter().all(|row| row.plain == Seen::Same
                && row.packed.last() == Some(&("browser", Seen::Other))),
            "{report}"
        );
        assert!(
            said(&report).contains("(the address): to a browser"),
            "{report}"
        );
    }
}

#[tokio::test]
async fn the_address_is_asked_for_in_its_copies_too() {
    let (parent, list) = page();
    let other = |request: &Request| {
        let packed = asks(request, header::ACCEPT_ENCODING) == "br";
        (request.uri().path() == "/" && packed).then_some(b"another page".as_slice())
    };
    let url = serve_to(&parent, other, |answer| {
        let encoding = HeaderValue::from_static("br");
        answer
            .headers_mut()
            .insert(header::CONTENT_ENCODING, encoding);
    });
    let report = report(&url.await, &list).await;
    let row = report.rows.last().expect("the address");
    assert_eq!(row.packed.first(), Some(&("br", Seen::Other)), "{report}");
    assert!(!report.is_same());
}

#[tokio::test]
async fn headers_of_a_compressed_answer_count_as_well() {
    let (parent, list) = page();
    let url = serve(&parent, |_, mut answer| {
        if answer.headers().contains_key(header::CONTENT_ENCODING) {
            answer.headers_mut().remove("content-security-policy");
        }
        answer
    });
    let report = report(&url.await, &list).await;
    assert_eq!(
        said(&report),
        "index.html: content-security-policy is missing\n(the address): content-security-policy is missing\n"
    );
}

#[tokio::test]
async fn a_second_policy_beside_the_right_one_is_a_difference() {
    let (parent, list) = page();
    let url = serve(&parent, |_, mut answer| {
        let second =
            HeaderValue::from_static("default-src 'none'; report-uri https://evil.example/");
        answer
            .headers_mut()
            .append("content-security-policy", second);
        answer
    });
    let report = report(&url.await, &list).await;
    assert!(
        report.rows.iter().all(|row| row.headers == Some(false))
            && said(&report).contains("evil.example"),
        "{report}"
    );
}

#[tokio::test]
async fn what_a_list_cannot_know_is_a_remark() {
    let (parent, list) = page();
    std::fs::write(parent.path().join("site/config.json"), r#"{"title": "A"}"#).expect("written");
    let url = serve(&parent, |_, mut answer| {
        answer
            .headers_mut()
            .insert("x-custom", HeaderValue::from_static("1"));
        answer
    });
    let report = report(&url.await, &list).await;
    let remarks = report.remarks.join("\n");
    assert!(report.is_same(), "{report}");
    assert!(
        remarks.contains("config.json sets something")
            && remarks.contains("looked at here: x-custom."),
        "{remarks}"
    );
}

#[tokio::test]
async fn over_tls_the_server_has_to_prove_who_it_is() {
    let (parent, list) = page();
    let authority = pki::Authority::root();
    let shown = authority
        .leaf(&["localhost"], |_| {})
        .server(&[b"http/1.1"]);
    let acceptor = TlsAcceptor::from(Arc::new(shown));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let service = TowerToHyperService::new(router(&parent, address));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, service) = (acceptor.clone(), service.clone());
            tokio::spawn(async move {
                let Ok(stream) = acceptor.accept(stream).await else {
                    return;
                };
                let serving = hyper::server::conn::http1::Builder::new();
                let _ = serving
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    });
    let url = format!("https://localhost:{}/", address.port());
    let error = check(&url, &list, &[], true).await.expect_err("a stranger");
    assert!(error.contains("--extra-roots"), "{error}");
    let roots = [authority.certificate.der().clone()];
    let report = check(&url, &list, &roots, true).await.expect("a report");
    assert!(report.is_same(), "{report}");
    // The certificate is for a name, and for no other.
    let other = format!("https://127.0.0.1:{}/", address.port());
    assert!(check(&other, &list, &roots, true).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_says_it_with_its_exit_code() {
    let (parent, list) = page();
    let url = serve(&parent, |_, answer| answer).await;
    let sums = parent.path().join("SHA256SUMS");
    std::fs::write(&sums, &list).expect("written");
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_claimlens-proxy"));
        let output = program.args(arguments).output().expect("run");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    };
    let sums = sums.to_str().expect("UTF-8");
    let (code, said, errors) = run(&["check-site", &url, sums]);
    assert_eq!((code, errors.as_str()), (Some(0), ""), "{said}");
    assert!(said.contains("serves what is in the list."), "{said}");

    std::fs::write(parent.path().join("site/sw.js"), "else()").expect("written");
    let (code, said, _) = run(&["check-site", &url, sums]);
    assert!(
        code == Some(1) && said.contains("sw.js: its content is not"),
        "{said}"
    );

    let gone = "http://127.0.0.1:9/";
    for arguments in [
        &["check-site", gone, sums][..],
        &["check-site", "nowhere", sums],
        &["check-site", &url, "/no/such/list"],
        &["check-site", &url],
        &["--site", "dist", "check-site", &url, sums],
    ] {
        let (code, said, errors) = run(arguments);
        assert!(
            code == Some(2) && said.is_empty() && !errors.is_empty(),
            "{arguments:?}: {said}{errors}"
        );
    }
}
