//! The demo region is answered within the process: none of its requests leaves, and it is checked as any other.

use claimlens_core::calls::{CALLS, Host, demo};

use crate::support::client::{Answer, Req};
use crate::support::lab::{ALLOWED, Lab};

async fn lab() -> Lab {
    Lab::with(|setup| setup.forwarding.demo = true).await
}

fn token_of(client: &demo::Client) -> Req {
    let basic = claimlens_core::basic::build(client.id, client.secret).header;
    Req::token()
        .target("/demo/login/oauth/token")
        .set("authorization", basic)
}

fn member(answer: &Answer, name: &str) -> String {
    let body: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    body[name].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn p14_the_demo_never_leaves_the_process() {
    let lab = lab().await;
    for client in demo::CLIENTS {
        let answer = lab.send(&token_of(&client)).await;
        assert!(matches!(answer.status, 200 | 400), "{answer:?}");
        assert_eq!(answer.code(), "", "the stand-in's own words: {answer:?}");
    }
    let token = member(&lab.send(&token_of(&demo::SERVICE)).await, "access_token");
    for row in CALLS.iter().filter(|row| row.host == Host::Api) {
        let target = format!("/demo{}", row.path_with(demo::SERVICE.id));
        for method in row
            .methods
            .iter()
            .filter(|method| method.name() != "DELETE")
        {
            let request = Req::bare(method.name(), &target)
                .with("claimlens-request", "1")
                .with("authorization", format!("Bearer {token}"));
            let answer = lab.send_as(method.name(), &request).await;
            assert!(
                matches!(answer.status, 200 | 400 | 404),
                "{target}: {answer:?}"
            );
            assert_eq!(answer.code(), "", "{target}: {answer:?}");
            assert_eq!(answer.header("inin-ratelimit-allowed"), "300", "{target}");
        }
    }
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p17_the_demo_is_checked_as_any_other_region() {
    let lab = lab().await;
    let request = token_of(&demo::SERVICE);
    let evil = request.clone().with("origin", "https://evil.example");
    assert_eq!(lab.send(&evil).await.status, 403);
    assert_eq!(
        lab.send(&request.clone().without("claimlens-request"))
            .await
            .status,
        403
    );
    assert_eq!(
        lab.send(&request.clone().body("grant_type=password"))
            .await
            .status,
        400
    );
    assert_eq!(
        lab.send(&request.clone().with("content-encoding", "gzip"))
            .await
            .status,
        415
    );
    let answer = lab.send(&request.with("origin", ALLOWED)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn p01_without_the_switch_there_is_no_demo() {
    let lab = Lab::new().await;
    let answer = lab.send(&token_of(&demo::SERVICE)).await;
    assert_eq!(
        (answer.status, answer.code()),
        (404, "not_found".to_owned())
    );
    // `/proxy.json` says which it is.
    let told = lab.send(&Req::api("GET", "/proxy.json")).await;
    assert!(told.body.contains("\"demo\":false"), "{told:?}");
}
