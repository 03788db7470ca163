//! P17 to P21, P25 to P27 and P30: who may call.

use crate::support::client::{Answer, Req};
use crate::support::lab::{ALLOWED, Lab};
use crate::support::upstream::json;

/// Refused, and nothing of it reached the upstream.
fn is_refused(lab: &Lab, answer: &Answer, status: u16, what: &str) {
    assert_eq!(answer.status, status, "{what}: {answer:?}");
    assert!(
        !answer.has("access-control-allow-origin"),
        "{what}: {answer:?}"
    );
    assert_eq!(lab.up.connections(), 0, "{what}");
}

fn from(origin: &str) -> Req {
    Req::token()
        .with("origin", origin)
        .with("sec-fetch-site", "cross-site")
        .with("sec-fetch-mode", "cors")
}

#[tokio::test]
async fn p17_without_an_origin() {
    let lab = Lab::new().await;
    let bare = Req::token().without("claimlens-request");
    is_refused(&lab, &lab.send(&bare).await, 403, "no header");
    for site in ["cross-site", "same-site"] {
        let request = Req::token().with("sec-fetch-site", site);
        is_refused(&lab, &lab.send(&request).await, 403, site);
    }
    // With the header, from no browser, or from a page of its own: both are as the rule says.
    assert_eq!(lab.send(&Req::token()).await.status, 200);
    for site in ["same-origin", "none"] {
        let request = Req::token().with("sec-fetch-site", site);
        assert_eq!(lab.send(&request).await.status, 200, "{site}");
    }
    assert_eq!(lab.up.requests().len(), 3);
}

#[tokio::test]
async fn p17_a_gateway_takes_clients_that_are_no_browser() {
    let lab = Lab::with(|setup| setup.forwarding.gateway = true).await;
    let bare = Req::token().without("claimlens-request");
    for (name, value) in [
        ("sec-fetch-site", "same-origin"),
        ("sec-fetch-site", "none"),
        ("sec-fetch-mode", "cors"),
        ("sec-fetch-dest", "empty"),
        ("origin", "https://evil.example"),
    ] {
        let request = bare.clone().with(name, value);
        is_refused(&lab, &lab.send(&request).await, 403, name);
    }
    let page = bare.clone().with("origin", ALLOWED);
    assert_eq!(lab.send(&page).await.status, 403);
    assert_eq!(lab.send(&bare).await.status, 200);
    assert_eq!(lab.up.requests().len(), 1);
}

#[tokio::test]
async fn p18_the_origin_null() {
    let lab = Lab::new().await;
    is_refused(&lab, &lab.send(&from("null")).await, 403, "null");
    let listed = Lab::with(|setup| setup.forwarding.origins = vec!["null".to_owned()]).await;
    let answer = listed.send(&from("null")).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.header("access-control-allow-origin"), "null");
}

#[tokio::test]
async fn p19_origins_that_only_look_alike() {
    let lab = Lab::new().await;
    for origin in [
        "https://app.example.evil.com",
        "https://evilapp.example",
        "https://app.example:8443",
        "https://app.example:443",
        "http://app.example",
        "https://APP.example",
        "https://app.example/",
        "https://app.example.",
        "https://app.example@evil.example",
        "https://appXexample",
        "https://app.exampl",
        "app.example",
        "*",
    ] {
        is_refused(&lab, &lab.send(&from(origin)).await, 403, origin);
    }
    let answer = lab.send(&from(ALLOWED)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.header("access-control-allow-origin"), ALLOWED);
}

/// Its own origin is `http://` and the `Host` of the request, and only on a loopback address.
#[tokio::test]
async fn p19_the_own_origin_to_the_letter() {
    let lab = Lab::new().await;
    let port = lab.address.port();
    for origin in [
        format!("https://127.0.0.1:{port}"),
        format!("http://127.0.0.1:{}", port ^ 1),
        format!("http://127.0.0.1:{port}/"),
        format!("http://localhost:{port}"),
        "http://127.0.0.1".to_owned(),
    ] {
        is_refused(&lab, &lab.send(&from(&origin)).await, 403, &origin);
    }
    let own = format!("http://127.0.0.1:{port}");
    let request = Req::token()
        .with("origin", &own)
        .with("sec-fetch-site", "same-origin");
    assert_eq!(lab.send(&request).await.status, 200);

    let remote = Lab::with(|setup| setup.forwarding.own_origin = false).await;
    let own = format!("http://{}", remote.address);
    is_refused(
        &remote,
        &remote.send(&from(&own)).await,
        403,
        "not on loopback",
    );
}

#[tokio::test]
async fn p20_two_origins() {
    let lab = Lab::new().await;
    for second in [ALLOWED, "https://evil.example"] {
        let request = from(ALLOWED).with("origin", second);
        is_refused(&lab, &lab.send(&request).await, 400, second);
    }
    let list = format!("{ALLOWED}, https://evil.example");
    is_refused(&lab, &lab.send(&from(&list)).await, 400, "a list");
    let list = format!("{ALLOWED} https://evil.example");
    let answer = lab.send(&from(&list)).await;
    assert!(matches!(answer.status, 400 | 403), "{answer:?}");
}

#[tokio::test]
async fn p21_origins_that_none_can_be() {
    let lab = Lab::new().await;
    for origin in [
        format!("{ALLOWED}\t").into_bytes(),
        format!("{ALLOWED}\tx").into_bytes(),
        format!("{ALLOWED}\rx").into_bytes(),
        format!("{ALLOWED}\nx").into_bytes(),
        format!("{ALLOWED}\r\n x").into_bytes(),
        format!("{ALLOWED}\0").into_bytes(),
        b"https://app.example\xff".to_vec(),
        format!("https://{}.example", "a".repeat(8000)).into_bytes(),
        Vec::new(),
    ] {
        let request = Req::token().with("origin", &origin);
        let answer = lab.send(&request).await;
        let what = String::from_utf8_lossy(&origin).into_owned();
        assert!(matches!(answer.status, 400 | 403), "{what:?}: {answer:?}");
        assert_eq!(lab.up.connections(), 0, "{what:?}");
    }
}

#[tokio::test]
async fn p25_a_form_of_another_page() {
    let lab = Lab::new().await;
    // What a browser sends for `<form method=post>`: no preflight comes before it.
    for origin in ["https://evil.example", "null"] {
        let request = Req::token()
            .without("claimlens-request")
            .without("authorization")
            .with("origin", origin)
            .with("sec-fetch-site", "cross-site")
            .with("sec-fetch-mode", "navigate")
            .with("sec-fetch-dest", "document");
        is_refused(&lab, &lab.send(&request).await, 403, origin);
        let request = Req::token().with("origin", origin);
        is_refused(&lab, &lab.send(&request).await, 403, origin);
    }
}

#[tokio::test]
async fn p26_without_the_header_that_asks_for_a_preflight() {
    let lab = Lab::new().await;
    let own = format!("http://{}", lab.address);
    for origin in [ALLOWED, own.as_str()] {
        let request = from(origin).without("claimlens-request");
        assert_eq!(lab.send(&request).await.status, 403, "{origin}");
        for wrong in ["0", "", "11", "true"] {
            let request = from(origin).set("claimlens-request", wrong);
            assert_eq!(lab.send(&request).await.status, 403, "{origin} {wrong}");
        }
        let request = Req::tokens_me()
            .without("claimlens-request")
            .with("origin", origin);
        assert_eq!(lab.send(&request).await.status, 403, "{origin}");
    }
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p27_navigations_and_requests_without_cors() {
    let lab = Lab::new().await;
    for mode in ["navigate", "no-cors", "websocket"] {
        for base in [Req::token(), Req::tokens_me()] {
            let request = base
                .with("sec-fetch-site", "cross-site")
                .with("sec-fetch-mode", mode);
            is_refused(&lab, &lab.send(&request).await, 403, mode);
        }
    }
    // Two of them, or none that there is.
    let twice = Req::token()
        .with("sec-fetch-site", "same-origin")
        .with("sec-fetch-site", "cross-site");
    let answer = lab.send(&twice).await;
    assert!(matches!(answer.status, 400 | 403), "{answer:?}");
    let unknown = Req::token().with("sec-fetch-site", "elsewhere");
    is_refused(&lab, &lab.send(&unknown).await, 403, "unknown");
}

#[tokio::test]
async fn p30_a_page_that_is_allowed_can_read_errors() {
    for status in [
        "400 Bad Request",
        "401 Unauthorized",
        "429 Too Many Requests",
        "500 Oops",
    ] {
        let body = r#"{"error":"invalid_client","description":"x"}"#;
        let lab = Lab::answering(json(status, "Retry-After: 7\r\n", body)).await;
        for base in [Req::token(), Req::tokens_me()] {
            let answer = lab.send(&base.with("origin", ALLOWED)).await;
            assert_eq!(answer.body, body, "{status}: {answer:?}");
            assert_eq!(answer.header("access-control-allow-origin"), ALLOWED);
            let exposed = answer.header("access-control-expose-headers");
            assert!(exposed.contains("retry-after"), "{answer:?}");
        }
    }
    // So it can read what the proxy itself says.
    let lab = Lab::new().await;
    let refused = Req::token()
        .set("content-type", "text/plain")
        .with("origin", ALLOWED);
    let answer = lab.send(&refused).await;
    assert_eq!(
        (answer.status, answer.code()),
        (415, "content_type".to_owned())
    );
    assert_eq!(answer.header("access-control-allow-origin"), ALLOWED);
}
