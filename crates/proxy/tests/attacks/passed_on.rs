//! P57, P58, P60, P71 and P72: what of an answer is passed on, and what is added.

use crate::support::client::{Answer, Req};
use crate::support::lab::{ALLOWED, Lab};
use crate::support::upstream::json;

#[tokio::test]
async fn p57_headers_that_are_dropped() {
    let headers = "Set-Cookie: canary=1; Domain=example\r\n\
        Server: canary-server\r\n\
        X-Powered-By: canary\r\n\
        X-Frame-Options: ALLOWALL\r\n\
        Strict-Transport-Security: max-age=canary\r\n\
        Content-Security-Policy: default-src canary\r\n\
        Access-Control-Allow-Origin: *\r\n\
        Access-Control-Allow-Credentials: true\r\n\
        Cache-Control: public, max-age=31536000\r\n\
        ETag: \"canary\"\r\n\
        Vary: canary\r\n\
        Via: 1.1 canary\r\n\
        WWW-Authenticate: Basic realm=canary\r\n\
        Trailer: canary\r\n\
        Clear-Site-Data: \"*\"\r\n\
        Service-Worker-Allowed: /\r\n\
        ININ-Correlation-Id: 1-2-3\r\n\
        inin-ratelimit-count: 4\r\n\
        inin-ratelimit-allowed: 300\r\n\
        inin-ratelimit-reset: 12\r\n\
        Retry-After: 3\r\n";
    let lab = Lab::answering(json("401 Unauthorized", headers, "{}")).await;
    for base in [Req::token(), Req::tokens_me()] {
        let answer = lab.send(&base.with("origin", ALLOWED)).await;
        assert_eq!(answer.status, 401, "{answer:?}");
        assert!(!format!("{answer:?}").contains("canary"), "{answer:?}");
        for (name, value) in [
            ("content-type", "application/json"),
            ("inin-correlation-id", "1-2-3"),
            ("inin-ratelimit-count", "4"),
            ("inin-ratelimit-allowed", "300"),
            ("inin-ratelimit-reset", "12"),
            ("retry-after", "3"),
            ("access-control-allow-origin", ALLOWED),
        ] {
            assert_eq!(answer.header(name), value, "{answer:?}");
        }
        for name in [
            "set-cookie",
            "www-authenticate",
            "clear-site-data",
            "etag",
            "server",
        ] {
            assert!(!answer.has(name), "{answer:?}");
        }
        let mut names: Vec<&str> = answer
            .headers
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "a header twice: {answer:?}");
    }
}

#[tokio::test]
async fn p58_pages_instead_of_json() {
    let page = "<!doctype html><script>alert(document.domain)</script>";
    for kind in [
        "text/html",
        "text/html; charset=utf-8",
        "TEXT/HTML",
        "application/xhtml+xml",
        "image/svg+xml",
        "text/xml",
        "text/javascript",
        "application/json, text/html",
        "application/jsonx",
        "",
    ] {
        for status in [
            "200 OK",
            "403 Forbidden",
            "511 Network Authentication Required",
        ] {
            let bytes = format!(
                "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{page}",
                page.len()
            );
            let lab = Lab::answering(bytes).await;
            let answer = lab.send(&Req::tokens_me()).await;
            let shown = answer.header("content-type");
            assert!(
                matches!(shown, "text/plain; charset=utf-8" | "application/json"),
                "{kind}: {answer:?}"
            );
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert!(
                answer.header("content-security-policy").contains("sandbox"),
                "{answer:?}"
            );
            assert_eq!(lab.up.requests().len(), 1);
        }
    }
}

#[tokio::test]
async fn p60_a_429_is_passed_through() {
    let body = r#"{"code":"too.many.requests","status":429}"#;
    for wait in ["7", "0", "86400", "Fri, 31 Dec 2027 23:59:59 GMT"] {
        let headers = format!("Retry-After: {wait}\r\n");
        let lab = Lab::answering(json("429 Too Many Requests", &headers, body)).await;
        let answer = lab.send(&Req::tokens_me()).await;
        assert_eq!((answer.status, answer.body.as_str()), (429, body));
        assert_eq!(answer.header("retry-after"), wait);
        // It waits for nobody and asks no second time.
        assert_eq!(lab.up.requests().len(), 1);
    }
}

/// Held for everything that leaves by a path of the forwarding half.
fn is_kept_by_nobody(answer: &Answer) {
    for (name, value) in [
        ("cache-control", "no-store"),
        ("pragma", "no-cache"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
    ] {
        assert_eq!(answer.header(name), value, "{answer:?}");
    }
}

#[tokio::test]
async fn p71_headers_of_every_answer() {
    let lab = Lab::new().await;
    let exposed = [
        "retry-after",
        "inin-correlation-id",
        "inin-ratelimit-count",
        "inin-ratelimit-allowed",
        "inin-ratelimit-reset",
    ];
    for request in [
        Req::token(),
        Req::tokens_me(),
        Req::token().with("origin", ALLOWED),
        Req::token().with("origin", "https://evil.example"),
        Req::token().body("grant_type=password"),
        Req::token().method("PUT"),
        Req::token().target("/x.example/login/oauth/token"),
        Req::token().set("content-type", "text/plain"),
        Req::token().with("content-encoding", "gzip"),
        Req::api("GET", "/mypurecloud.ie/api/v2/users?x=y"),
        Req::api("GET", "/proxy.json"),
        Req::bare("OPTIONS", "/mypurecloud.ie/login/oauth/token")
            .with("origin", ALLOWED)
            .with("access-control-request-method", "POST"),
    ] {
        let answer = lab.send(&request).await;
        is_kept_by_nobody(&answer);
        if answer.has("access-control-expose-headers") {
            let mut names: Vec<String> = answer
                .header("access-control-expose-headers")
                .split(',')
                .map(|name| name.trim().to_ascii_lowercase())
                .collect();
            names.sort_unstable();
            let mut expected = exposed;
            expected.sort_unstable();
            assert_eq!(names, expected);
        }
    }
    // Of the upstream's faults as well.
    let lab = Lab::answering("HTTP/1.1 999 x\r\n\r\n").await;
    is_kept_by_nobody(&lab.send(&Req::token()).await);
}

/// A cache that does as RFC 9111 says, section 3: what is `no-store` is not kept.
struct Cache(Option<Answer>);

impl Cache {
    async fn get(&mut self, lab: &Lab, request: &Req) -> Answer {
        if let Some(kept) = &self.0 {
            return kept.clone();
        }
        let answer = lab.send(request).await;
        let control = answer.header("cache-control");
        let may_be_kept = !control.split(',').any(|word| word.trim() == "no-store");
        if may_be_kept && matches!(answer.status, 200 | 404 | 410) {
            self.0 = Some(answer.clone());
        }
        answer
    }
}

#[tokio::test]
async fn p72_a_cache_in_front_keeps_nothing() {
    let headers = "Cache-Control: public, max-age=600\r\nETag: \"x\"\r\n";
    for status in ["200 OK", "404 Not Found"] {
        let lab = Lab::answering(json(status, headers, "{}")).await;
        let mut cache = Cache(None);
        cache.get(&lab, &Req::tokens_me()).await;
        cache.get(&lab, &Req::tokens_me()).await;
        assert_eq!(lab.up.requests().len(), 2);
    }
}
