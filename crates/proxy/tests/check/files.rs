//! The files: the same, changed, gone, compressed by the server, settings beside them.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse as _;
use claimlens_proxy::check::Seen;

use super::served::{SCRIPT, asks, assert_said, page, report, said, serve, serve_to};

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
    assert_said(&report, "leads to https://evil.example/a.js");
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
