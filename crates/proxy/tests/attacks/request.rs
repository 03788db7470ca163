//! P31 to P36: methods, content types, grants, queries and headers of a call.

use claimlens_core::calls::{CALLS, Host};

use crate::support::client::Req;
use crate::support::lab::{ALLOWED, Lab};
use crate::support::{CODE, ID, SECRET, basic};

#[tokio::test]
async fn p31_methods_a_path_does_not_have() {
    let lab = Lab::new().await;
    for method in [
        "GET", "PUT", "PATCH", "DELETE", "TRACE", "HEAD", "post", "PROPFIND",
    ] {
        let answer = lab.send_as(method, &Req::token().method(method)).await;
        assert_eq!(answer.status, 405, "{method}: {answer:?}");
        assert_eq!(
            answer.header("allow"),
            "POST, OPTIONS",
            "{method}: {answer:?}"
        );
    }
    // The same for every other row of the table.
    for row in CALLS.iter().filter(|row| row.host == Host::Api) {
        let target = format!("/mypurecloud.ie{}", row.path_with(ID));
        let method = if row.methods.iter().any(|method| method.name() == "POST") {
            "GET"
        } else {
            "POST"
        };
        for method in [method, "PUT", "PATCH", "TRACE"] {
            let answer = lab.send(&Req::api(method, &target)).await;
            assert_eq!(answer.status, 405, "{method} {target}: {answer:?}");
            for method in row.methods {
                assert!(answer.header("allow").contains(method.name()), "{answer:?}");
            }
        }
    }
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p32_bodies_that_are_no_form() {
    let lab = Lab::new().await;
    for kind in [
        "application/json",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/x-www-form-urlencoded; charset=utf-7",
        "application/x-www-form-urlencoded, application/json",
        "application/x-www-form-urlencodedx",
        "",
    ] {
        let answer = lab.send(&Req::token().set("content-type", kind)).await;
        assert_eq!(answer.status, 415, "{kind}: {answer:?}");
        assert_eq!(answer.code(), "content_type");
    }
    let answer = lab.send(&Req::token().without("content-type")).await;
    assert_eq!(answer.status, 415, "{answer:?}");
    let twice = Req::token().with("content-type", "application/json");
    assert!(matches!(lab.send(&twice).await.status, 400 | 415));
    assert_eq!(lab.up.connections(), 0);
    // What libraries add to it means no other thing.
    let named = Req::token().set(
        "content-type",
        "application/x-www-form-urlencoded;charset=UTF-8",
    );
    let answer = lab.send(&named).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let requests = lab.up.requests().join("").to_ascii_lowercase();
    assert!(
        requests.contains("content-type: application/x-www-form-urlencoded\r\n"),
        "{requests}"
    );
}

#[tokio::test]
async fn p33_grants_that_are_not_forwarded() {
    let lab = Lab::new().await;
    for form in [
        "grant_type=password&username=a&password=b",
        "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=x",
        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=x",
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=x",
        "grant_type=CLIENT_CREDENTIALS",
        "grant_type=client_credentials%00",
        "grant_type=client_credentials%20",
        "grant_type=",
        "grant_type",
        "grant%5ftype=password",
        "scope=x",
        "",
        "grant_type=client_credentials&grant_type=client_credentials",
        "grant_type=client_credentials&grant_type=password",
        "grant_type=password&grant_type=client_credentials",
        "grant_type=client_credentials&gr%61nt_type=password",
        "grant_type=client_credentials;grant_type=password",
        "grant_type=client_credentials&scope=admin",
        "grant_type=client_credentials&client_secret=x",
        "grant_type=client_credentials&&",
        "grant_type=client_credentials&=",
        "grant_type=client_credentials%",
        "grant_type=client_credentials&x=%zz",
        "{\"grant_type\":\"client_credentials\"}",
        "grant_type=authorization_code&code=x",
        "grant_type=refresh_token",
        "grant_type=urn:ietf:params:oauth:grant-type:saml2-bearer&assertion=x",
    ] {
        let answer = lab.send(&Req::token().body(form)).await;
        assert_eq!(answer.status, 400, "{form}: {answer:?}");
        let code = answer.code();
        let fits = ["grant", "form", "body_expected"].contains(&code.as_str());
        assert!(fits, "{form}: {answer:?}");
    }
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p33_a_grant_that_is_switched_off() {
    use claimlens_proxy::forward::Grant;
    let lab = Lab::with(|setup| setup.forwarding.grants = vec![Grant::RefreshToken]).await;
    let answer = lab.send(&Req::token()).await;
    assert_eq!(
        (answer.status, answer.code()),
        (400, "grant".to_owned()),
        "{answer:?}"
    );
    let form = "grant_type=refresh_token&refresh_token=abc";
    assert_eq!(lab.send(&Req::token().body(form)).await.status, 200);
    assert_eq!(lab.up.requests().len(), 1);
}

#[tokio::test]
async fn p34_credentials_in_the_query() {
    let lab = Lab::new().await;
    for query in [
        format!("client_secret={SECRET}"),
        format!("client_id={ID}&client_secret={SECRET}"),
        format!("code={CODE}"),
        "grant_type=client_credentials".to_owned(),
        "x".to_owned(),
        "a=b".to_owned(),
    ] {
        let target = format!("/mypurecloud.ie/login/oauth/token?{query}");
        let answer = lab.send(&Req::token().target(&target)).await;
        assert_eq!(
            (answer.status, answer.code()),
            (400, "query".to_owned()),
            "{query}"
        );
        let target = format!("/mypurecloud.ie/api/v2/tokens/me?{query}");
        let answer = lab.send(&Req::api("GET", &target)).await;
        assert_eq!(
            (answer.status, answer.code()),
            (400, "query".to_owned()),
            "{query}"
        );
    }
    assert_eq!(lab.up.connections(), 0);
    // That nothing of it is written down is held by P69.
}

/// Closed keys with closed values, and the proxy's own key cannot be set.
#[tokio::test]
async fn p34_queries_of_the_api() {
    let lab = Lab::new().await;
    for target in [
        "/mypurecloud.ie/api/v2/tokens/me?preserveIdleTTL=false",
        "/mypurecloud.ie/api/v2/users?pageSize=501",
        "/mypurecloud.ie/api/v2/users?pageSize=1&pageSize=2",
        "/mypurecloud.ie/api/v2/users?pageSize=1%26access_token=x",
        "/mypurecloud.ie/api/v2/users?expand=authorization",
        "/mypurecloud.ie/api/v2/users/me?expand=everything",
        "/mypurecloud.ie/api/v2/users?pageSize=",
        "/mypurecloud.ie/api/v2/users?&",
    ] {
        let answer = lab.send(&Req::api("GET", target)).await;
        assert_eq!(
            (answer.status, answer.code()),
            (400, "query".to_owned()),
            "{target}"
        );
    }
    assert_eq!(lab.up.connections(), 0);
    lab.send(&Req::tokens_me()).await;
    lab.send(&Req::api(
        "GET",
        "/mypurecloud.ie/api/v2/users?pageSize=5&pageNumber=2",
    ))
    .await;
    let requests = lab.up.requests();
    assert!(requests[0].starts_with("GET /api/v2/tokens/me?preserveIdleTTL=true HTTP/1.1\r\n"));
    assert!(requests[1].starts_with("GET /api/v2/users?pageSize=5&pageNumber=2 HTTP/1.1\r\n"));
}

#[tokio::test]
async fn p35_headers_that_are_not_forwarded() {
    let lab = Lab::new().await;
    let further = [
        ("cookie", "session=canary-cookie"),
        ("proxy-authorization", "Basic Y2FuYXJ5"),
        ("x-api-key", "canary-key"),
        ("x-forwarded-for", "203.0.113.9"),
        ("via", "1.1 canary-via"),
        ("connection", "X-Foo"),
        ("x-foo", "canary-foo"),
        ("te", "trailers"),
        ("trailer", "X-Foo"),
        ("range", "bytes=0-1"),
        ("accept", "text/html"),
        ("accept-encoding", "gzip, br"),
        ("accept-language", "xx-canary"),
        ("referer", "https://canary.example/"),
        ("origin", ALLOWED),
        ("user-agent", "canary-agent"),
        ("if-none-match", "\"canary\""),
        ("priority", "u=0"),
        ("dnt", "1"),
        ("inin-correlation-id", "canary-correlation"),
        ("traceparent", "00-canary"),
    ];
    for base in [Req::token(), Req::tokens_me()] {
        let request = further
            .iter()
            .fold(base, |request, (name, value)| request.with(name, value));
        let answer = lab.send(&request).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }
    let requests = lab.up.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        let request = request.to_ascii_lowercase();
        let names: Vec<&str> = request
            .lines()
            .skip(1)
            .take_while(|line| !line.is_empty())
            .filter_map(|line| line.split_once(':').map(|(name, _)| name))
            .collect();
        let known = [
            "host",
            "authorization",
            "content-type",
            "accept",
            "user-agent",
            "content-length",
        ];
        assert!(names.iter().all(|name| known.contains(name)), "{names:?}");
        assert!(
            request.contains("\r\naccept: application/json\r\n"),
            "{request}"
        );
        let own = request
            .lines()
            .filter(|line| !line.starts_with("authorization"));
        let rest: String = own.filter(|line| line.contains("canary")).collect();
        assert_eq!(rest, "");
    }
}

#[tokio::test]
async fn p35_upgrades_and_expectations() {
    for (name, value) in [
        ("upgrade", "h2c"),
        ("upgrade", "websocket"),
        ("expect", "200-ok"),
    ] {
        let lab = Lab::new().await;
        let request = Req::token()
            .with(name, value)
            .with("connection", "upgrade, http2-settings")
            .with("http2-settings", "AAMAAABkAAQAAP__");
        let answer = lab.send(&request).await;
        // Ignored, or refused; never followed.
        assert!(
            matches!(answer.status, 200 | 400 | 417),
            "{value}: {answer:?}"
        );
        assert!(!answer.has("upgrade"), "{answer:?}");
        for request in lab.up.requests() {
            assert!(
                !request.to_ascii_lowercase().contains("upgrade"),
                "{request}"
            );
        }
    }
}

#[tokio::test]
async fn p36_authorization_that_a_route_does_not_take() {
    let lab = Lab::new().await;
    let bearer = "Bearer abc";
    for value in [
        bearer,
        "Digest username=\"x\"",
        "Negotiate abc",
        "Basic",
        "Basic ",
        "Basic not base64!",
        "Basic YTpi YTpi",
        "",
    ] {
        let answer = lab.send(&Req::token().set("authorization", value)).await;
        assert_eq!(answer.status, 400, "{value}: {answer:?}");
        assert_eq!(answer.code(), "authorization", "{value}: {answer:?}");
    }
    for value in [
        basic().as_str(),
        "Digest x=y",
        "Bearer",
        "Bearer ",
        "Bearer a b",
        "Token abc",
    ] {
        let answer = lab
            .send(&Req::tokens_me().set("authorization", value))
            .await;
        assert_eq!(
            (answer.status, answer.code()),
            (400, "authorization".to_owned()),
            "{value}"
        );
    }
    for base in [Req::token(), Req::tokens_me()] {
        let without = base.clone().without("authorization");
        assert_eq!(lab.send(&without).await.status, 400);
        let twice = base.clone().with("authorization", basic());
        assert_eq!(lab.send(&twice).await.status, 400);
        let long = base.set(
            "authorization",
            format!("Basic {}", "YTpi".repeat(16 * 1024)),
        );
        let answer = lab.send(&long).await;
        assert!(matches!(answer.status, 400 | 431), "{answer:?}");
    }
    assert_eq!(lab.up.connections(), 0);
}

/// Without Basic only where PKCE stands for the secret.
#[tokio::test]
async fn p36_pkce_needs_no_secret() {
    let lab = Lab::new().await;
    let form = format!(
        "grant_type=authorization_code&code={CODE}&redirect_uri=http%3A%2F%2Flocalhost%2F&client_id={ID}"
    );
    let bare = Req::token().without("authorization");
    let answer = lab.send(&bare.clone().body(&form)).await;
    assert_eq!(
        (answer.status, answer.code()),
        (400, "authorization".to_owned())
    );
    let verifier = "v".repeat(43);
    let whole = format!("{form}&code_verifier={verifier}");
    assert_eq!(lab.send(&bare.body(&whole)).await.status, 200);
    let requests = lab.up.requests();
    assert_eq!(requests.len(), 1);
    assert!(
        !requests[0].to_ascii_lowercase().contains("authorization:"),
        "{}",
        requests[0]
    );
}
