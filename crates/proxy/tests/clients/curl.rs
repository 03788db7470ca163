//! curl, as people type it.

use std::process::Command;

use claimlens_proxy::standin::Client;

use crate::stage::{Stage, said};
use crate::{Case, Need};

pub(crate) const CASES: &[Case] = &[
    (
        "curl::a_token_from_its_request_to_its_end",
        Need::Curl,
        whole_life,
    ),
    (
        "curl::refusals_come_through_as_they_are",
        Need::Curl,
        refusals,
    ),
    (
        "curl::what_it_does_by_itself_is_no_hindrance",
        Need::Curl,
        habits,
    ),
];

/// curl with these arguments; answers the body, and behind it on a line of its own the status.
fn curl(arguments: &[&str]) -> (String, String) {
    let mut command = Command::new("curl");
    command
        .args(["-sS", "--noproxy", "*", "-w", "\n%{http_code}"])
        .args(arguments);
    let said = said(&command.output().expect("run"));
    let (body, status) = said.rsplit_once('\n').expect("a status");
    (body.to_owned(), status.to_owned())
}

fn token(stage: &Stage, client: Client, further: &[&str]) -> (String, String) {
    let address = format!("http://{}/mypurecloud.ie/login/oauth/token", stage.proxy);
    let user = format!("{}:{}", client.id, client.secret);
    let form = ["-u", &user, "-d", "grant_type=client_credentials", &address];
    curl(&[form.as_slice(), further].concat())
}

fn api(stage: &Stage, token: &str, path: &str, further: &[&str]) -> (String, String) {
    let address = format!("http://{}/mypurecloud.ie{path}", stage.proxy);
    let bearer = format!("Authorization: Bearer {token}");
    curl(&[&["-H", &bearer, &address], further].concat())
}

fn member(body: &str, pointer: &str) -> String {
    let body: serde_json::Value = serde_json::from_str(body).expect(body);
    let found = body.pointer(pointer).and_then(|value| value.as_str());
    found.expect(pointer).to_owned()
}

fn whole_life() {
    let stage = Stage::new(&[]);
    let (body, status) = token(&stage, Client::SERVICE, &[]);
    assert_eq!(status, "200", "{body}");
    let token = member(&body, "/access_token");
    for query in ["", "?preserveIdleTTL=true"] {
        let path = format!("/api/v2/tokens/me{query}");
        let (body, status) = api(&stage, &token, &path, &[]);
        assert_eq!(status, "200", "{body}");
        assert_eq!(member(&body, "/OAuthClient/name"), Client::SERVICE.name);
    }
    let (_, status) = api(
        &stage,
        &token,
        "/api/v2/tokens/me",
        &["-I", "-o", "/dev/null"],
    );
    assert_eq!(status, "200");
    let (body, status) = api(
        &stage,
        &token,
        "/api/v2/routing/queues?pageSize=5&pageNumber=2",
        &[],
    );
    assert_eq!(status, "200", "{body}");
    let aggregate = "/api/v2/analytics/conversations/aggregates/query";
    let (body, status) = api(&stage, &token, aggregate, &["-X", "POST"]);
    assert_eq!(status, "200", "{body}");
    let (_, status) = api(&stage, &token, "/api/v2/tokens/me", &["-X", "DELETE"]);
    assert_eq!(status, "200");
    let (body, status) = api(&stage, &token, "/api/v2/tokens/me", &[]);
    assert_eq!(
        (status.as_str(), member(&body, "/code").as_str()),
        ("401", "bad.credentials")
    );
}

fn refusals() {
    let stage = Stage::new(&["--token-throttled", "1"]);
    let (body, status) = token(&stage, Client::SERVICE, &[]);
    assert_eq!(
        (status.as_str(), member(&body, "/error").as_str()),
        ("400", "invalid_request")
    );
    let mut wrong = Client::SERVICE;
    wrong.secret = "d3Jvbmctc2VjcmV0";
    let (body, status) = token(&stage, wrong, &[]);
    assert_eq!(
        (status.as_str(), member(&body, "/error").as_str()),
        ("401", "invalid_client")
    );
    let (body, status) = token(&stage, Client::CODE, &[]);
    assert_eq!(
        (status.as_str(), member(&body, "/error").as_str()),
        ("400", "unauthorized_client")
    );
    let (body, _) = token(&stage, Client::BARE, &[]);
    let bare = member(&body, "/access_token");
    let (body, status) = api(&stage, &bare, "/api/v2/oauth/clients", &[]);
    assert_eq!(
        (status.as_str(), member(&body, "/code").as_str()),
        ("403", "missing.permissions")
    );
    // What a browser would add is refused: the gateway is for clients that are none.
    let (body, status) = token(
        &stage,
        Client::SERVICE,
        &["-H", "Origin: https://evil.example"],
    );
    assert_eq!(
        (status.as_str(), member(&body, "/source").as_str()),
        ("403", "claimlens-proxy")
    );
}

/// An expectation of 100 before a body, an offer of compression and of HTTP/2: each is curl's own idea at times.
fn habits() {
    let stage = Stage::new(&[]);
    for further in [
        &["-H", "Expect: 100-continue"][..],
        &["--compressed"],
        &["--http2"],
        &["--http1.0"],
    ] {
        let (body, status) = token(&stage, Client::SERVICE, further);
        assert_eq!(status, "200", "{further:?}: {body}");
    }
    let assertion = "A".repeat(60_000);
    let address = format!("http://{}/mypurecloud.ie/login/oauth/token", stage.proxy);
    let user = format!("{}:{}", Client::SAML.id, Client::SAML.secret);
    let (body, status) = curl(&[
        "-u",
        &user,
        "-d",
        "grant_type=urn:ietf:params:oauth:grant-type:saml2-bearer&orgName=standin-org",
        "--data-urlencode",
        &format!("assertion={assertion}"),
        &address,
    ]);
    assert_eq!(status, "200", "{body}");
}
