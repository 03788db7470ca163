//! P15 and P16: no answer leads anywhere.

use crate::support::client::Req;
use crate::support::lab::Lab;
use crate::support::upstream::{Upstream, json};

#[tokio::test]
async fn p15_redirects_are_not_followed_and_not_passed_on() {
    let second = Upstream::plain(|_, _, _| async {}).await;
    let elsewhere = format!("https://{}/oauth/token", second.address);
    let plain = format!("http://{}/oauth/token", second.address);
    let scheme_less = format!("//{}/oauth/token", second.address);
    for status in [
        "301 Moved Permanently",
        "302 Found",
        "303 See Other",
        "307 Temporary Redirect",
        "308 Permanent Redirect",
        "300 Multiple Choices",
        "399 Beyond",
    ] {
        for location in [
            elsewhere.as_str(),
            plain.as_str(),
            scheme_less.as_str(),
            "https://login.mypurecloud.ie/oauth/token",
            "/oauth/token",
        ] {
            let headers = format!("Location: {location}\r\n");
            let lab = Lab::answering(json(status, &headers, "{}")).await;
            for request in [Req::token(), Req::tokens_me()] {
                let answer = lab.send(&request).await;
                assert_eq!(answer.status, 502, "{status} {location}: {answer:?}");
                assert_eq!(answer.code(), "upstream_redirect");
                assert!(!answer.has("location"), "{answer:?}");
                assert!(!answer.body.contains("127.0.0.1"), "{answer:?}");
            }
            assert_eq!(lab.up.requests().len(), 2);
        }
    }
    assert_eq!(second.connections(), 0);
}

#[tokio::test]
async fn p16_headers_that_lead_elsewhere() {
    let headers = "Refresh: 0; url=https://evil.example/\r\n\
        Content-Location: https://evil.example/\r\n\
        Location: https://evil.example/\r\n\
        Link: <https://evil.example/>; rel=preload\r\n\
        Alt-Svc: h2=\"evil.example:443\"\r\n";
    let lab = Lab::answering(json("200 OK", headers, "{}")).await;
    let answer = lab.send(&Req::tokens_me()).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "{}"));
    assert!(
        !format!("{answer:?}").contains("evil.example"),
        "{answer:?}"
    );
    assert_eq!(lab.up.requests().len(), 1);
}
