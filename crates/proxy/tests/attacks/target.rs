//! P08 to P11: the request line and the headers that claim another target.

use crate::support::client::{Raw, Req};
use crate::support::lab::Lab;

#[tokio::test]
async fn p08_a_whole_address_in_the_request_line() {
    let lab = Lab::new().await;
    let path = "/mypurecloud.ie/login/oauth/token";
    for target in [
        format!("http://evil.example{path}"),
        format!("https://evil.example:443{path}"),
        format!("http://login.mypurecloud.ie{path}"),
        "http://login.mypurecloud.ie/oauth/token".to_owned(),
    ] {
        let answer = lab.send(&Req::token().target(&target)).await;
        let refused = matches!(answer.status, 400 | 404 | 421);
        assert!(refused, "{target}: {answer:?}");
    }
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p09_connect_and_options_of_everything() {
    let lab = Lab::new().await;
    for (method, target) in [
        ("CONNECT", "evil.example:443"),
        ("CONNECT", "login.mypurecloud.ie:443"),
        ("OPTIONS", "*"),
    ] {
        let answer = lab.send(&Req::bare(method, target)).await;
        let refused = matches!(answer.status, 400 | 404 | 405 | 421);
        assert!(refused, "{method} {target}: {answer:?}");
        assert!(!answer.has("access-control-allow-origin"), "{answer:?}");
    }
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p10_tricks_with_the_path() {
    let lab = Lab::new().await;
    let region = "mypurecloud.ie";
    let paths = [
        format!("//{region}/login/oauth/token"),
        format!("/{region}//login/oauth/token"),
        format!("/{region}/login/oauth/..%2f..%2fadmin"),
        format!("/{region}/login/oauth/%2e%2e/"),
        format!("/{region}/login/oauth/token/..;/"),
        format!("/{region}/login/oauth/token;x=y"),
        format!("/{region}/LOGIN/oauth/token"),
        format!("/{region}/login/OAUTH/token"),
        format!("/{region}/login/oauth/token/"),
        format!("/{region}/login/oauth/./token"),
        format!("/{region}/login/oauth/x/../token"),
        format!("/{region}/login/oauth/%74oken"),
        format!("/{region}/login/oauth\\token"),
        format!("/{region}/login/oauth/revoke"),
        format!("/{region}/api/v2/users/..%2f..%2fadmin"),
        format!("/{region}/api/v2/tokens/me/../../users"),
        format!("/{region}/api/v2/oauth/clients/%2e%2e"),
        format!("/./{region}/login/oauth/token"),
    ];
    for path in &paths {
        for request in [
            Req::token().target(path),
            Req::api("GET", path),
            Req::api("DELETE", path),
        ] {
            let answer = lab.send(&request).await;
            let refused = matches!(answer.status, 400 | 404);
            assert!(refused, "{path}: {answer:?}");
        }
    }
    // A fragment is no part of a request; what is before it is judged, with its query.
    let answer = lab
        .send(&Req::token().target("/x/login/oauth/token?y#z"))
        .await;
    assert!(matches!(answer.status, 400 | 404), "{answer:?}");
    let path = format!("/{region}/login/oauth/token?y#z");
    let answer = lab.send(&Req::token().target(&path)).await;
    assert!(matches!(answer.status, 400 | 404), "{answer:?}");
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p11_headers_that_name_another_target() {
    for (name, value) in [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-uri", "/api/v2/users"),
        ("x-forwarded-proto", "gopher"),
        ("x-original-url", "/api/v2/users"),
        ("x-rewrite-url", "/api/v2/users"),
        ("x_forwarded_uri", "/api/v2/users"),
        ("x-forwarded-prefix", "/evil"),
        ("forwarded", "for=1.2.3.4;host=evil.example;proto=http"),
        ("x-host", "evil.example"),
        ("x-http-method-override", "DELETE"),
    ] {
        let lab = Lab::new().await;
        let answer = lab.send(&Req::token().with(name, value)).await;
        assert_eq!(answer.status, 200, "{name}: {answer:?}");
        let requests = lab.up.requests();
        let [request] = requests.as_slice() else {
            panic!("{name}: {requests:?}");
        };
        assert!(request.starts_with("POST /oauth/token HTTP/1.1\r\n"));
        let request = request.to_ascii_lowercase();
        assert!(request.contains("\r\nhost: login.mypurecloud.ie\r\n"));
        let passed = request.contains(name) || request.contains(value);
        assert!(!passed, "{request}");
    }
}

/// As P08, where the address is the server's own: the `Host` line is not what decides then, and both say
/// the same.
#[tokio::test]
async fn p08_a_whole_address_that_is_its_own() {
    let lab = Lab::new().await;
    let mut raw = Raw::connect(lab.address).await;
    let target = format!("http://{}/evil.example/login/oauth/token", lab.address);
    raw.send(Req::token().target(&target).bytes(lab.address))
        .await;
    let answer = raw.answer().await.expect("an answer");
    assert!(matches!(answer.status, 400 | 404), "{answer:?}");
    assert_eq!(lab.up.connections(), 0);
}
