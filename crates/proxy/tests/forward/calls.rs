//! Calls of the demo region, and refusals, as a client sees them.

use axum::Router;
use axum::response::IntoResponse as _;
use axum::routing::any;
use claimlens_core::calls::{CALLS, Host};
use claimlens_proxy::forward::settings::Rates;
use claimlens_proxy::forward::{Code, Forwarding, Grant};
use claimlens_proxy::standin::Client;

use crate::desk::{Answer, Desk, FORM, MINE, basic};

const ID: &str = "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c01";

#[tokio::test]
async fn every_call_of_the_table_reaches_the_stand_in() {
    let desk = Desk::new(Forwarding::default());
    for call in CALLS.iter().filter(|call| call.host == Host::Api) {
        for method in call.methods {
            let token = format!("Bearer {}", desk.token().await);
            let target = format!("/demo{}", call.path_with(ID));
            let headers = [MINE, ("authorization", token.as_str())];
            let answer = desk.send(method.name(), &target, &headers, "").await;
            assert_eq!(answer.code(), "", "{} {}", method.name(), call.id);
            let asked = desk.standin.seen().api_requests;
            let asked = asked.last().expect("one");
            let always = call.always;
            assert!(asked.contains(&call.path_with(ID)), "{asked}");
            assert!(asked.ends_with(always), "{asked}");
        }
    }
}

#[tokio::test]
async fn an_answer_has_the_headers_of_the_list_and_the_servers_own() {
    let desk = Desk::new(Forwarding::default());
    let token = format!("Bearer {}", desk.token().await);
    let headers = [MINE, ("authorization", token.as_str())];
    let answer = desk
        .send("GET", "/demo/api/v2/tokens/me", &headers, "")
        .await;
    assert_eq!(answer.status, 200);
    for (name, value) in [
        ("content-type", "application/json"),
        ("cache-control", "no-store"),
        ("pragma", "no-cache"),
        ("vary", "Origin"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("inin-ratelimit-allowed", "300"),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    assert!(!answer.header("inin-correlation-id").is_empty());
    assert_eq!(answer.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn whatever_is_no_json_is_text() {
    let table: &[(&str, &str)] = &[
        ("application/json", "application/json"),
        (
            "application/json; charset=utf-8",
            "application/json; charset=utf-8",
        ),
        ("text/html", "text/plain; charset=utf-8"),
        ("image/svg+xml", "text/plain; charset=utf-8"),
        ("application/jsonp", "text/plain; charset=utf-8"),
    ];
    for (given, passed) in table {
        let page = [
            ("content-type", *given),
            ("set-cookie", "a=b"),
            ("x-evil", "c"),
        ];
        let router = Router::new().fallback(any(async move || (page, "<script>").into_response()));
        let desk = Desk::before(Forwarding::default(), router);
        let headers = [MINE, ("authorization", "Bearer abc")];
        let answer = desk
            .send("GET", "/demo/api/v2/users/me", &headers, "")
            .await;
        assert_eq!(answer.header("content-type"), *passed, "{given}");
        assert!(answer.header("content-security-policy").contains("sandbox"));
        assert_eq!(answer.header("set-cookie"), "");
        assert_eq!(answer.header("x-evil"), "");
        assert_eq!(answer.body, "<script>");
    }
}

#[tokio::test]
async fn a_head_has_no_body_and_a_204_no_type() {
    let desk = Desk::new(Forwarding::default());
    let token = format!("Bearer {}", desk.token().await);
    let headers = [MINE, ("authorization", token.as_str())];
    let answer = desk
        .send("HEAD", "/demo/api/v2/tokens/me", &headers, "")
        .await;
    assert_eq!((answer.status, answer.body.as_str()), (200, ""));
    let router = Router::new().fallback(any(async || axum::http::StatusCode::NO_CONTENT));
    let desk = Desk::before(Forwarding::default(), router);
    let answer = desk
        .send("DELETE", "/demo/api/v2/tokens/me", &headers, "")
        .await;
    assert_eq!((answer.status, answer.header("content-type")), (204, ""));
}

#[tokio::test]
async fn a_panic_in_the_way_is_an_answer() {
    async fn panics() {
        panic!("with a secret")
    }
    let desk = Desk::before(Forwarding::default(), Router::new().fallback(any(panics)));
    let headers = [MINE, ("authorization", "Bearer abc")];
    let answer = desk
        .send("GET", "/demo/api/v2/users/me", &headers, "")
        .await;
    assert_eq!((answer.status, answer.code().as_str()), (500, "panic"));
    assert!(!answer.body.contains("secret"));
    assert_eq!(desk.notes.all()[0].refusal, Some(Code::Panic));
}

#[tokio::test]
async fn checks_have_an_order_and_the_first_one_answers() {
    let desk = Desk::new(Forwarding {
        grants: vec![Grant::ClientCredentials],
        regions: vec!["mypurecloud.ie"],
        ..Forwarding::default()
    });
    let basic = basic(&Client::SERVICE);
    let auth = ("authorization", basic.as_str());
    let bearer = ("authorization", "Bearer abc");
    let token = "/demo/login/oauth/token";
    let me = "/demo/api/v2/tokens/me";
    let good = "grant_type=client_credentials";
    let check = async |method: &str, target: &str, headers: &[_], body: &str| {
        let answer = desk.send(method, target, headers, body).await;
        (answer.status, answer.code())
    };
    // Method, target, headers, body; the status and the code that answer.
    type Row<'a> = (
        &'a str,
        &'a str,
        &'a [(&'a str, &'a str)],
        &'a str,
        u16,
        &'a str,
    );
    let table: &[Row<'_>] = &[
        // Whoever may not ask is told so, whatever is asked.
        ("POST", token, &[], "", 403, "origin"),
        ("POST", "/nowhere/login/oauth/token", &[], "", 403, "origin"),
        ("PUT", "/demo/login/x?y", &[auth], "", 403, "origin"),
        ("GET", "/proxy.json", &[], "", 403, "origin"),
        // Then where to.
        (
            "POST",
            "/nowhere/login/oauth/token",
            &[MINE],
            "",
            404,
            "not_found",
        ),
        (
            "POST",
            "/mypurecloud.de/login/oauth/token",
            &[MINE],
            "",
            404,
            "not_found",
        ),
        (
            "POST",
            "/demo/login/oauth/tokens",
            &[MINE],
            "",
            404,
            "not_found",
        ),
        ("POST", "/demo/login", &[MINE], "", 404, "not_found"),
        (
            "POST",
            "/demo/api/v2/oauth/token",
            &[MINE],
            "",
            404,
            "not_found",
        ),
        (
            "GET",
            "/demo/api/v2/users/xyz/roles",
            &[MINE],
            "",
            404,
            "not_found",
        ),
        // Then the method, and the query.
        ("GET", token, &[MINE], "", 405, "method"),
        ("PUT", me, &[MINE], "", 405, "method"),
        ("POST", me, &[MINE], "", 405, "method"),
        ("POST", "/proxy.json", &[MINE], "", 405, "method"),
        (
            "POST",
            "/demo/login/oauth/token?client_secret=x",
            &[MINE],
            "",
            400,
            "query",
        ),
        (
            "GET",
            "/demo/api/v2/tokens/me?preserveIdleTTL=false",
            &[MINE],
            "",
            400,
            "query",
        ),
        ("GET", "/proxy.json?x", &[MINE], "", 400, "query"),
        // Then the headers.
        ("POST", token, &[MINE, bearer], good, 400, "authorization"),
        ("GET", me, &[MINE, auth], "", 400, "authorization"),
        ("GET", me, &[MINE], "", 400, "authorization"),
        ("POST", token, &[MINE, auth], good, 415, "content_type"),
        ("POST", token, &[MINE, auth, FORM], "", 400, "body_expected"),
        ("GET", me, &[MINE, bearer], "x", 400, "body_unexpected"),
        // Then the form.
        (
            "POST",
            token,
            &[MINE, auth, FORM],
            "grant_type=password",
            400,
            "grant",
        ),
        (
            "POST",
            token,
            &[MINE, auth, FORM],
            "grant_type=refresh_token",
            400,
            "grant",
        ),
        (
            "POST",
            token,
            &[MINE, auth, FORM],
            "grant_type=client_credentials&a=b",
            400,
            "form",
        ),
        ("POST", token, &[MINE, FORM], good, 400, "authorization"),
        ("POST", token, &[MINE, auth, FORM], good, 200, ""),
    ];
    for (method, target, headers, body, status, code) in table {
        let answered = check(method, target, headers, body).await;
        assert_eq!(
            answered,
            (*status, (*code).to_owned()),
            "{method} {target} {body}"
        );
    }
    assert_eq!(desk.standin.seen().token_requests.len(), 1);
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let desk = Desk::new(Forwarding::default());
    let answer = desk
        .send("PATCH", "/demo/api/v2/tokens/me", &[MINE], "")
        .await;
    assert_eq!(answer.header("allow"), "GET, HEAD, DELETE, OPTIONS");
    let answer = desk
        .send("GET", "/demo/login/oauth/token", &[MINE], "")
        .await;
    assert_eq!(answer.header("allow"), "POST, OPTIONS");
}

#[tokio::test]
async fn a_preflight_tells_what_the_route_takes() {
    let desk = Desk::new(Forwarding {
        origins: vec!["https://app.example".into()],
        ..Forwarding::default()
    });
    let origin = ("origin", "https://app.example");
    let asks = ("access-control-request-private-network", "true");
    for call in CALLS {
        let prefix = if call.host == Host::Login {
            "/demo/login"
        } else {
            "/demo"
        };
        let target = format!("{prefix}{}", call.path_with(ID));
        let answer = desk.send("OPTIONS", &target, &[origin, asks], "").await;
        assert_eq!((answer.status, answer.body.as_str()), (204, ""), "{target}");
        let methods: Vec<_> = call.methods.iter().map(|method| method.name()).collect();
        assert_eq!(
            answer.header("access-control-allow-methods"),
            methods.join(", ")
        );
        assert_eq!(answer.header("access-control-allow-origin"), origin.1);
        assert_eq!(
            answer.header("access-control-allow-private-network"),
            "true"
        );
        assert_eq!(answer.header("access-control-allow-credentials"), "");
    }
    let answer = desk
        .send("OPTIONS", "/demo/api/v2/nothing", &[origin], "")
        .await;
    assert_eq!(answer.status, 404);
    let evil = [("origin", "https://evil.example"), asks];
    let answer = desk
        .send("OPTIONS", "/demo/api/v2/users/me", &evil, "")
        .await;
    assert_eq!(answer.status, 403);
    let cors = |name: &&axum::http::HeaderName| name.as_str().starts_with("access-control");
    assert_eq!(answer.headers.keys().find(cors), None);
}

#[tokio::test]
async fn more_than_the_rate_is_told_when_to_come_again() {
    let desk = Desk::new(Forwarding {
        rates: Rates {
            address: 4,
            total: 100,
            tokens: 2,
        },
        ..Forwarding::default()
    });
    let origin = format!("http://{}", crate::desk::HOST);
    let headers = [MINE, ("origin", origin.as_str())];
    let ask = async |method: &str, target: &str| desk.send(method, target, &headers, "").await;
    let limited = |answer: &Answer| {
        assert_eq!((answer.status, answer.code().as_str()), (429, "rate"));
        assert_eq!(answer.header("access-control-allow-origin"), origin);
        assert_eq!(answer.header("vary"), "Origin");
        answer
            .header("retry-after")
            .parse::<u64>()
            .expect("seconds")
    };
    for _ in 0..2 {
        assert_eq!(ask("POST", "/demo/login/oauth/token").await.status, 415);
    }
    let wait = limited(&ask("POST", "/demo/login/oauth/token").await);
    assert!((29..=30).contains(&wait), "{wait}");
    for _ in 0..2 {
        assert_eq!(ask("GET", "/proxy.json").await.status, 200);
    }
    assert!(limited(&ask("GET", "/proxy.json").await) <= 15);
    // The page is no call.
    assert_eq!(ask("GET", "/").await.status, 404);
}

#[tokio::test]
async fn what_it_says_of_itself() {
    let desk = Desk::new(Forwarding {
        regions: vec!["mypurecloud.ie"],
        grants: vec![Grant::ClientCredentials, Grant::Saml2Bearer],
        ..Forwarding::default()
    });
    let answer = desk.send("GET", "/proxy.json", &[MINE], "").await;
    let said: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    let expected = serde_json::json!({
        "name": "claimlens-proxy",
        "version": env!("CARGO_PKG_VERSION"),
        "regions": ["mypurecloud.ie", "demo"],
        "demo": true,
        "grants": ["client_credentials", "saml2-bearer"],
    });
    assert_eq!(said, expected);
}
