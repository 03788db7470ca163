//! The stand-in from outside.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request};
use claimlens_core::calls::{self, CALLS, Host, demo};
use serde_json::Value;
use tower::ServiceExt as _;

use super::{Client, Settings, Standin, Trouble, router};

struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Value,
}

async fn send(router: &Router, request: axum::http::request::Builder, body: String) -> Answer {
    let request = request.body(Body::from(body)).expect("a request");
    let response = router.clone().oneshot(request).await.expect("an answer");
    let (head, body) = response.into_parts();
    let body = to_bytes(body, 1 << 20).await.expect("a body");
    Answer {
        status: head.status.as_u16(),
        headers: head.headers,
        body: serde_json::from_slice(&body).unwrap_or_default(),
    }
}

async fn token(router: &Router, client: Client) -> Answer {
    let basic = claimlens_core::basic::build(client.id, client.secret).header;
    let request = Request::post("/demo/login/oauth/token")
        .header("authorization", basic)
        .header("content-type", "application/x-www-form-urlencoded");
    send(router, request, "grant_type=client_credentials".to_owned()).await
}

async fn call(router: &Router, method: &str, path: &str, token: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(format!("/demo{path}"))
        .header("authorization", format!("Bearer {token}"));
    let body = if method == "POST" {
        calls::aggregate_body(1_800_000_000)
    } else {
        String::new()
    };
    send(router, request, body).await
}

async fn logged_in(settings: Settings, client: Client) -> (Standin, Router, String) {
    let standin = Standin::new(settings);
    let router = router(standin.clone());
    let answer = token(&router, client).await;
    let token = answer.body["access_token"].as_str().expect("a token");
    (standin, router, token.to_owned())
}

#[tokio::test]
async fn every_call_of_the_table_is_answered() {
    let (_, router, token) = logged_in(Settings::demo(), Client::SERVICE).await;
    for row in CALLS.iter().filter(|row| row.host == Host::Api) {
        let path = row.path_with(if row.id == "user-roles" {
            "7d3b1f0a-0000-4000-8000-000000000001"
        } else {
            Client::SERVICE.id
        });
        // Revoking comes last in the row.
        for method in row
            .methods
            .iter()
            .filter(|method| method.name() != "DELETE")
        {
            let answer = call(&router, method.name(), &path, &token).await;
            let expected = if row.needs_user { 400 } else { 200 };
            assert_eq!(answer.status, expected, "{} {}", row.id, answer.body);
            assert_eq!(answer.headers["inin-ratelimit-allowed"], "300");
        }
    }
    let answer = call(&router, "DELETE", "/api/v2/tokens/me", &token).await;
    assert_eq!(answer.status, 200);
    let answer = call(&router, "GET", "/api/v2/tokens/me", &token).await;
    assert_eq!(
        (answer.status, &answer.body["code"]),
        (401, &"bad.credentials".into())
    );
}

#[tokio::test]
async fn the_clients_of_the_demo_show_what_they_say() {
    let (_, router, good) = logged_in(Settings::demo(), Client::SERVICE).await;
    let me = call(
        &router,
        "GET",
        "/api/v2/tokens/me?preserveIdleTTL=true",
        &good,
    )
    .await;
    assert_eq!(
        me.body["OAuthClient"]["roleDivisions"]
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    assert!(me.body["dateTokenIdles"].is_string());
    let path = format!("/api/v2/authorization/subjects/{}", Client::SERVICE.id);
    let subject = call(&router, "GET", &path, &good).await;
    let policy = &subject.body["grants"][0]["role"]["policies"][2];
    assert_eq!(policy["entityName"], "queue");

    let bare = token(&router, Client::BARE).await.body["access_token"].clone();
    let refused = call(
        &router,
        "GET",
        "/api/v2/oauth/clients",
        bare.as_str().expect("text"),
    )
    .await;
    assert_eq!(refused.status, 403);
    assert_eq!(refused.body["code"], "missing.permissions");
    let message = refused.body["message"].as_str().expect("text");
    assert!(message.ends_with("oauth:client:view"), "{message}");

    let disabled = token(&router, Client::DISABLED).await;
    assert_eq!(
        (disabled.status, &disabled.body["error"]),
        (400, &"invalid_client".into())
    );
    let code = token(&router, Client::CODE).await;
    assert_eq!(code.body["error"], "unauthorized_client");

    let mut crowded = Vec::new();
    for _ in 0..3 {
        crowded.push(token(&router, Client::CROWDED).await.status);
    }
    assert_eq!(crowded, [400, 400, 200]);

    let throttled = token(&router, Client::THROTTLED).await.body["access_token"].clone();
    let mut seen = Vec::new();
    for _ in 0..3 {
        let path = "/api/v2/organizations/me";
        let answer = call(&router, "GET", path, throttled.as_str().expect("text")).await;
        seen.push((answer.status, answer.headers.contains_key("retry-after")));
    }
    assert_eq!(seen, [(429, true), (429, true), (200, false)]);

    let brief = token(&router, Client::BRIEF).await;
    assert_eq!(brief.body["expires_in"], 45);
    let fenced = token(&router, Client::FENCED).await.body["access_token"].clone();
    let fenced = call(
        &router,
        "GET",
        "/api/v2/users",
        fenced.as_str().expect("text"),
    )
    .await;
    assert_eq!(fenced.body["code"], "ip.not.authorized");
}

#[tokio::test]
async fn tokens_end() {
    let ended = Settings {
        lifetime: 0,
        ..Settings::default()
    };
    let (_, router, token) = logged_in(ended, Client::SERVICE).await;
    let answer = call(&router, "HEAD", "/api/v2/tokens/me", &token).await;
    assert_eq!(answer.status, 401);
    let answer = call(&router, "GET", "/api/v2/tokens/me", &token).await;
    assert_eq!(answer.body["code"], "credentials.expired");

    let idle = Settings {
        inactivity_timeout: true,
        idle: 0,
        ..Settings::default()
    };
    let (_, router, token) = logged_in(idle, Client::SERVICE).await;
    let answer = call(&router, "GET", "/api/v2/tokens/me", &token).await;
    assert_eq!(answer.body["code"], "bad.credentials");
}

#[tokio::test]
async fn a_token_is_good_in_its_region_only_and_so_often_in_a_minute() {
    let few = Settings {
        per_minute: Some(3),
        ..Settings::default()
    };
    let (standin, router, token) = logged_in(few, Client::SERVICE).await;
    let request = Request::get("/mypurecloud.de/api/v2/users")
        .header("authorization", format!("Bearer {token}"));
    assert_eq!(send(&router, request, String::new()).await.status, 401);
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(call(&router, "GET", "/api/v2/users", &token).await);
    }
    let statuses: Vec<u16> = seen.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [200, 200, 200, 429]);
    assert_eq!(seen[3].headers["inin-ratelimit-count"], "3");
    standin.set(Settings {
        trouble: Some(Trouble::Unavailable),
        ..Settings::default()
    });
    assert_eq!(
        call(&router, "GET", "/api/v2/users", &token).await.status,
        503
    );
}

#[tokio::test]
async fn it_answers_as_the_hosts_themselves() {
    let router = router(Standin::new(Settings::default()));
    let basic = claimlens_core::basic::build(Client::SERVICE.id, Client::SERVICE.secret).header;
    let ask = |host: &str| {
        Request::post("/oauth/token")
            .header("host", host)
            .header("authorization", &basic)
            .header("content-type", "application/x-www-form-urlencoded")
    };
    let form = "grant_type=client_credentials".to_owned();
    let answer = send(&router, ask("login.mypurecloud.ie"), form.clone()).await;
    let token = answer.body["access_token"].as_str().expect("a token");
    let request = Request::get("/api/v2/organizations/me")
        .header("host", "api.mypurecloud.ie:443")
        .header("authorization", format!("Bearer {token}"));
    let answer = send(&router, request, String::new()).await;
    assert_eq!(answer.body["thirdPartyOrgName"], "standin-org");
    assert_eq!(
        send(&router, ask("api.mypurecloud.ie"), form).await.status,
        404
    );
}

#[test]
fn the_demo_offers_clients_that_are_known() {
    for offered in demo::CLIENTS {
        let known = Client::by_id(offered.id).expect(offered.name);
        assert_eq!((known.secret, known.name), (offered.secret, offered.name));
    }
}
