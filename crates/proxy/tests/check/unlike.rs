//! Servers that answer a browser otherwise than a program.

use axum::extract::Request;
use axum::http::{HeaderValue, header};
use claimlens_proxy::check::Seen;

use super::served::{asks, assert_said, page, report, serve_to};

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
        assert_said(&report, "(the address): to a browser");
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
