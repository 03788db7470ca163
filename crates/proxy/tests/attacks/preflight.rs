//! P22 to P24 and P29: preflights, and what a cache may think of an answer.

use crate::support::client::{Answer, Req};
use crate::support::lab::{ALLOWED, Lab};

const TOKEN: &str = "/mypurecloud.ie/login/oauth/token";
const ME: &str = "/mypurecloud.ie/api/v2/tokens/me";

fn preflight(target: &str, origin: &str, method: &str) -> Req {
    Req::bare("OPTIONS", target)
        .with("origin", origin)
        .with("access-control-request-method", method)
        .with(
            "access-control-request-headers",
            "authorization,claimlens-request,content-type",
        )
}

fn says_nothing_of_cors(answer: &Answer) -> bool {
    !answer
        .headers
        .iter()
        .any(|(name, _)| name.starts_with("access-control-"))
}

/// The words of a list in a header.
fn words<'a>(answer: &'a Answer, name: &str) -> Vec<&'a str> {
    answer.header(name).split(',').map(str::trim).collect()
}

#[tokio::test]
async fn p22_from_an_origin_that_is_not_allowed() {
    let lab = Lab::new().await;
    for target in [TOKEN, ME, "/proxy.json", "/evil.example/login/oauth/token"] {
        for origin in [
            "https://evil.example",
            "null",
            "https://app.example.evil.com",
        ] {
            let answer = lab.send(&preflight(target, origin, "POST")).await;
            assert_eq!(answer.status, 403, "{target} {origin}: {answer:?}");
            assert!(says_nothing_of_cors(&answer), "{answer:?}");
        }
        let answer = lab.send(&Req::bare("OPTIONS", target)).await;
        assert!(says_nothing_of_cors(&answer), "{answer:?}");
        assert_ne!(answer.status, 204, "{answer:?}");
    }
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p23_methods_and_headers_that_are_not_allowed() {
    let lab = Lab::new().await;
    for (target, asked, allowed) in [
        (TOKEN, "PUT", vec!["POST"]),
        (TOKEN, "DELETE", vec!["POST"]),
        (ME, "PUT", vec!["GET", "HEAD", "DELETE"]),
        (ME, "POST", vec!["GET", "HEAD", "DELETE"]),
    ] {
        let answer = lab.send(&preflight(target, ALLOWED, asked)).await;
        let lists = words(&answer, "access-control-allow-methods");
        let fits = answer.status == 403 || answer.status == 204 && lists == allowed;
        assert!(fits, "{target} {asked}: {answer:?}");
    }
    let request = preflight(TOKEN, ALLOWED, "POST").set("access-control-request-headers", "x-evil");
    let answer = lab.send(&request).await;
    let mut lists = words(&answer, "access-control-allow-headers");
    lists.sort_unstable();
    let known = ["authorization", "claimlens-request", "content-type"];
    let fits = answer.status == 403 || answer.status == 204 && lists == known;
    assert!(fits, "{answer:?}");

    // The control: what is asked for in order is allowed, and nothing is sent on.
    let answer = lab.send(&preflight(TOKEN, ALLOWED, "POST")).await;
    assert_eq!(answer.status, 204, "{answer:?}");
    assert_eq!(answer.header("access-control-allow-origin"), ALLOWED);
    assert!(answer.body.is_empty());
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p24_into_a_private_network() {
    let lab = Lab::new().await;
    let asking = |origin| {
        preflight(TOKEN, origin, "POST").with("access-control-request-private-network", "true")
    };
    let answer = lab.send(&asking(ALLOWED)).await;
    assert_eq!(answer.status, 204, "{answer:?}");
    assert_eq!(
        answer.header("access-control-allow-private-network"),
        "true"
    );
    let answer = lab.send(&preflight(TOKEN, ALLOWED, "POST")).await;
    assert!(
        !answer.has("access-control-allow-private-network"),
        "{answer:?}"
    );
    let answer = lab.send(&asking("https://evil.example")).await;
    assert_eq!(answer.status, 403, "{answer:?}");
    assert!(says_nothing_of_cors(&answer), "{answer:?}");
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p29_answers_differ_by_origin_and_say_so() {
    const SECOND: &str = "https://second.example";
    let lab = Lab::with(|setup| {
        setup.forwarding.origins = vec![ALLOWED.to_owned(), SECOND.to_owned()];
    })
    .await;
    let of = |origin: &str| {
        [
            Req::token().with("origin", origin),
            Req::tokens_me().with("origin", origin),
            preflight(TOKEN, origin, "POST"),
            Req::token()
                .with("origin", origin)
                .body("grant_type=password"),
            Req::token()
                .with("origin", origin)
                .target("/x.example/login/oauth/token"),
            Req::token().with("origin", origin).method("PUT"),
            Req::token()
                .with("origin", origin)
                .without("claimlens-request"),
            Req::api("GET", "/proxy.json").with("origin", origin),
        ]
    };
    for origin in [ALLOWED, SECOND, "https://evil.example"] {
        for request in of(origin) {
            let answer = lab.send(&request).await;
            let vary = answer.header("vary").to_ascii_lowercase();
            assert!(
                vary.split(',').any(|name| name.trim() == "origin"),
                "{answer:?}"
            );
            assert!(
                !answer.has("access-control-allow-credentials"),
                "{answer:?}"
            );
            let echoed = answer.header("access-control-allow-origin");
            let expected = if origin == "https://evil.example" {
                ""
            } else {
                origin
            };
            assert_eq!(echoed, expected, "{answer:?}");
        }
    }
    // Without one there is nothing to echo, and the answer differs all the same.
    let answer = lab.send(&Req::token()).await;
    assert!(
        answer
            .header("vary")
            .to_ascii_lowercase()
            .contains("origin"),
        "{answer:?}"
    );
}
