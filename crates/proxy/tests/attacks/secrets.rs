//! P73 and P74: what refusals and the listener for metrics tell. (P69 and P70 are in `canary`, P71 and P72 in
//! `passed_on`.)

use std::time::Instant;

use claimlens_proxy::forward::Grant;

use crate::support::client::{Answer, Req};
use crate::support::lab::Lab;
use crate::support::process::{Options, Program};

/// A refusal without what differs by time, or by whether a body was sent that nobody reads.
fn shape(answer: &Answer) -> (u16, Vec<(String, String)>, String) {
    let mut headers = answer.headers.clone();
    headers.retain(|(name, _)| name != "date" && name != "connection");
    (answer.status, headers, answer.body.clone())
}

#[tokio::test]
async fn p73_an_unknown_origin_learns_nothing() {
    let lab = Lab::with(|setup| {
        setup.forwarding.regions = vec!["mypurecloud.ie"];
        setup.forwarding.grants = vec![Grant::ClientCredentials];
    })
    .await;
    let token = |region: &str| {
        Req::token()
            .with("origin", "https://evil.example")
            .target(&format!("/{region}/login/oauth/token"))
    };
    let expected = shape(&lab.send(&token("mypurecloud.ie")).await);
    assert_eq!(expected.0, 403);
    for (what, request) in [
        ("a region that is switched off", token("mypurecloud.de")),
        ("a region that is none", token("evil.example")),
        ("the demo", token("demo")),
        (
            "a grant that is switched off",
            token("mypurecloud.ie").body("grant_type=refresh_token&refresh_token=x"),
        ),
        (
            "a grant that is none",
            token("mypurecloud.ie").body("grant_type=x"),
        ),
        ("another method", token("mypurecloud.ie").method("PUT")),
        (
            "a path that is none",
            token("mypurecloud.ie").target("/mypurecloud.ie/login/x"),
        ),
        (
            "a query",
            token("mypurecloud.ie").target("/mypurecloud.ie/login/oauth/token?x=y"),
        ),
        (
            "no authorization",
            token("mypurecloud.ie").without("authorization"),
        ),
        (
            "another content type",
            token("mypurecloud.ie").set("content-type", "text/plain"),
        ),
        (
            "what is configured",
            token("mypurecloud.ie")
                .method("GET")
                .target("/proxy.json")
                .body(""),
        ),
    ] {
        assert_eq!(shape(&lab.send(&request).await), expected, "{what}");
    }
    // Nor does the time tell: the origin is judged before the rest is looked at.
    let mut known = Vec::new();
    let mut unknown = Vec::new();
    for _ in 0..200 {
        for (region, times) in [
            ("mypurecloud.ie", &mut known),
            ("evil.example", &mut unknown),
        ] {
            let start = Instant::now();
            lab.send(&token(region)).await;
            times.push(start.elapsed());
        }
    }
    known.sort_unstable();
    unknown.sort_unstable();
    let (known, unknown) = (known[100].as_secs_f64(), unknown[100].as_secs_f64());
    assert!(
        (0.5..2.0).contains(&(known / unknown)),
        "{known} s, {unknown} s"
    );
    assert_eq!(lab.up.connections(), 0);
}

/// A region that is switched off and one that is none are the same answer, to who may call as well.
#[tokio::test]
async fn p73_a_region_that_is_off_is_none() {
    let lab = Lab::with(|setup| setup.forwarding.regions = vec!["mypurecloud.ie"]).await;
    let to = |region: &str| Req::token().target(&format!("/{region}/login/oauth/token"));
    let none = shape(&lab.send(&to("evil.example")).await);
    assert_eq!(none.0, 404);
    for region in ["mypurecloud.de", "eu-central-1", "demo"] {
        assert_eq!(shape(&lab.send(&to(region)).await), none, "{region}");
    }
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p74_the_listener_for_metrics() {
    let program = Program::start(Options::default().metrics()).await;
    let metrics = program.metrics.expect("an address");
    for path in ["/health", "/metrics", "/version"] {
        let answer = program.send_to(metrics, &Req::bare("GET", path)).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        let whole = format!("{answer:?}").to_ascii_lowercase();
        for told in ["mypurecloud", "app.example", "/tmp", "secret", "127.0.0.1"] {
            assert!(!whole.contains(told), "{path}: {whole}");
        }
        for (name, value) in [
            ("origin", "https://evil.example"),
            ("origin", "https://app.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let answer = program
                .send_to(metrics, &Req::bare("GET", path).with(name, value))
                .await;
            assert_eq!(answer.status, 403, "{path} {value}: {answer:?}");
            assert!(!answer.has("access-control-allow-origin"), "{answer:?}");
        }
        let foreign = Req::bare("GET", path).with("host", "evil.example");
        let answer = program.send_to(metrics, &foreign).await;
        assert!(matches!(answer.status, 400 | 421), "{answer:?}");
    }
    // No way around the checks: there are no calls there, and no health here.
    let answer = program.send_to(metrics, &Req::token()).await;
    assert!(matches!(answer.status, 404 | 405), "{answer:?}");
    for path in ["/health", "/metrics", "/version"] {
        let answer = program.send(&Req::bare("GET", path)).await;
        assert_eq!(answer.status, 404, "{path}: {answer:?}");
        let call = format!("{path}/login/oauth/token");
        let answer = program.send(&Req::token().target(&call)).await;
        assert_eq!(answer.status, 404, "{call}: {answer:?}");
    }
    let user_agents = ["GoogleHC/1.0", "kube-probe/1.29", "ELB-HealthChecker/2.0"];
    for agent in user_agents {
        let request = Req::token()
            .without("claimlens-request")
            .with("user-agent", agent);
        assert_eq!(program.send(&request).await.status, 403, "{agent}");
    }
    assert_eq!(program.up.connections(), 0);
}
