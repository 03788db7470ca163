//! A page that may talk to a companion elsewhere, as it is served.

use claimlens_proxy::config::Site;
use claimlens_proxy::hosts::Hosts;
use claimlens_proxy::site;

use crate::common::{folder, send, write};

const POLICY: &str = "default-src 'none'; connect-src 'self'; base-uri 'none'";
const COMPANION: &str = "https://companion.example:8443";

fn page() -> tempfile::TempDir {
    let parent = folder();
    let index = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    let headers = format!(r#"{{"content-security-policy": "{POLICY}"}}"#);
    for (name, content) in [
        ("site/index.html", index.as_str()),
        ("site/headers.json", headers.as_str()),
        (
            "site/sw.js",
            r#"const BUILD={"files":{"index.html":"sha384-old"},"name":"old"};run();"#,
        ),
        (
            "site/build.json",
            r#"{"files":{"index.html":{"sha384":"old"},"sw.js":{"sha384":"old"}}}"#,
        ),
    ] {
        write(parent.path(), name, content);
    }
    parent
}

#[tokio::test]
async fn header_meta_tag_worker_and_list_change_together() {
    let parent = page();
    let site = Site::open(&parent.path().join("site")).expect("a site");
    let site = site.connected(&[COMPANION.to_owned()]).expect("a page");
    let router = site::router(&site, Hosts::new(([127, 0, 0, 1], 80).into(), Vec::new()));
    let brotli = [("accept-encoding", "br")];
    for path in ["/", "/index.html"] {
        // The compressed copy is of the page as it was.
        let answer = send(&router, "GET", path, &brotli).await;
        assert_eq!(answer.status, 200);
        assert!(answer.body.contains(COMPANION), "{}", answer.body);
        assert_eq!(answer.header("content-encoding"), "");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(answer.header("cache-control"), "no-cache");
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains(&format!("connect-src 'self' {COMPANION};")),
            "{policy}"
        );
    }
    let worker = send(&router, "GET", "/sw.js", &[]).await;
    assert!(!worker.body.contains("sha384-old"), "{}", worker.body);
    assert_eq!(
        worker.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    let list = send(&router, "GET", "/build.json", &[]).await;
    assert!(!list.body.contains("old"), "{}", list.body);
    assert_eq!(send(&router, "GET", "/headers.json", &[]).await.status, 404);
    // All else is as it was.
    let script = send(&router, "GET", crate::common::SCRIPT, &brotli).await;
    assert_eq!(script.header("content-encoding"), "br");
}

#[test]
fn a_page_of_another_version_is_not_half_changed() {
    let parent = page();
    write(parent.path(), "site/sw.js", "run();");
    let site = Site::open(&parent.path().join("site")).expect("a site");
    let problems = site
        .connected(&[COMPANION.to_owned()])
        .expect_err("refused");
    let text = problems.first().expect("a problem").to_string();
    assert!(
        text.contains("sw.js") && text.contains("xtask build"),
        "{text}"
    );
}
