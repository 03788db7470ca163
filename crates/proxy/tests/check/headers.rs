//! Headers: missing, wider, twice, on compressed answers, and those nothing is known of.

use axum::http::{HeaderValue, header};
use claimlens_proxy::check::{Seen, check};

use super::served::{page, report, said, serve};

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
