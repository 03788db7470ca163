//! P43 to P48: one request in, one request out, and exactly these bytes.

use std::time::Duration;

use tokio::time::{sleep, timeout};

use crate::support::client::{Raw, Req};
use crate::support::lab::{ALLOWED, Lab};
use crate::support::{TOKEN, basic};

/// Two requests on one connection, the second hidden by how the first is framed. The first is refused and the
/// connection ends, so that nobody reads the second.
async fn refused_and_closed(lab: &Lab, what: &str, bytes: &[u8]) {
    let mut raw = Raw::connect(lab.address).await;
    let mut whole = bytes.to_vec();
    whole.extend(Req::token().bytes(lab.address));
    raw.send(whole).await;
    if let Some(answer) = raw.answer().await {
        assert_eq!(answer.status, 400, "{what}: {answer:?}");
        let second = raw.answer().await;
        assert!(second.is_none(), "{what}: {second:?}");
    }
    assert!(raw.ends_within(Duration::from_secs(2)).await, "{what}");
    assert_eq!(lab.up.connections(), 0, "{what}");
}

const CHUNKS: &str = "1d\r\ngrant_type=client_credentials\r\n0\r\n\r\n";

#[tokio::test]
async fn p43_both_lengths() {
    let lab = Lab::new().await;
    for length in ["29", "4", "0", "100"] {
        let request = Req::token()
            .with("content-length", length)
            .with("transfer-encoding", "chunked")
            .body(CHUNKS);
        refused_and_closed(&lab, length, &request.bytes(lab.address)).await;
        let other_order = Req::token()
            .with("transfer-encoding", "chunked")
            .with("content-length", length)
            .body(CHUNKS);
        refused_and_closed(&lab, length, &other_order.bytes(lab.address)).await;
    }
}

#[tokio::test]
async fn p44_encodings_in_disguise() {
    let lab = Lab::new().await;
    for encoding in [
        "xchunked",
        "chunked, identity",
        "identity, chunked",
        "Chunked\x0b",
        "\x0bchunked",
        "chunked, chunked",
        "identity",
        "gzip",
        "gzip, chunked",
        "\"chunked\"",
        "chunked;x=y",
        "",
    ] {
        let request = Req::token()
            .with("transfer-encoding", encoding)
            .body(CHUNKS);
        refused_and_closed(&lab, encoding, &request.bytes(lab.address)).await;
        let request = Req::tokens_me()
            .with("transfer-encoding", encoding)
            .body(CHUNKS);
        refused_and_closed(&lab, encoding, &request.bytes(lab.address)).await;
    }
    let twice = Req::token()
        .with("transfer-encoding", "chunked")
        .with("transfer-encoding", "identity")
        .body(CHUNKS);
    refused_and_closed(&lab, "two lines", &twice.bytes(lab.address)).await;
    let before = Req::token()
        .with("transfer-encoding", "chunked")
        .body(CHUNKS);
    let before = String::from_utf8(before.bytes(lab.address)).expect("text");
    let before = before.replacen("HTTP/1.1", "HTTP/1.0", 1);
    refused_and_closed(&lab, "HTTP/1.0", before.as_bytes()).await;
    let spaced = "POST /mypurecloud.ie/login/oauth/token HTTP/1.1\r\nhost: x\r\ntransfer-encoding : chunked\r\n\r\n";
    refused_and_closed(&lab, "blank", format!("{spaced}{CHUNKS}").as_bytes()).await;
}

#[tokio::test]
async fn p45_two_lengths() {
    let lab = Lab::new().await;
    for (first, second) in [
        ("29", "4"),
        ("4", "29"),
        ("29", "29"),
        ("0", "29"),
        ("29", "+29"),
    ] {
        let request = Req::token()
            .with("content-length", first)
            .with("content-length", second);
        let what = format!("{first} and {second}");
        refused_and_closed(&lab, &what, &request.bytes(lab.address)).await;
    }
}

#[tokio::test]
async fn p46_a_second_request_behind_a_short_body() {
    let lab = Lab::new().await;
    let mut raw = Raw::connect(lab.address).await;
    // What is hidden asks from elsewhere, without the header: judged by itself it is refused.
    let hidden = Req::api("GET", "/mypurecloud.ie/api/v2/users")
        .without("claimlens-request")
        .with("origin", "https://evil.example")
        .bytes(lab.address);
    let mut body = b"grant_type=client_credentials".to_vec();
    let length = body.len().to_string();
    body.extend(&hidden);
    let request = Req::token().with("content-length", &length).body(&body);
    raw.send(request.bytes(lab.address)).await;
    let first = raw.answer().await.expect("the first answer");
    assert_eq!(first.status, 200, "{first:?}");
    if let Some(second) = raw.answer().await {
        assert_eq!(second.status, 403, "{second:?}");
    }
    let requests = lab.up.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    assert!(
        requests[0].ends_with("\r\n\r\ngrant_type=client_credentials"),
        "{requests:?}"
    );
}

/// The answer is there before the body is: what then comes is still the body.
#[tokio::test]
async fn p46_a_body_that_comes_after_its_refusal_is_no_request() {
    let lab = Lab::new().await;
    let hidden = Req::tokens_me().bytes(lab.address);
    let length = hidden.len().to_string();
    for request in [
        Req::token().with("origin", "https://evil.example"),
        Req::token().target("/nowhere"),
        Req::token().target("/no/where"),
        Req::bare("GET", "/index.html"),
        Req::tokens_me(),
    ] {
        let mut raw = Raw::connect(lab.address).await;
        let request = request.set("content-length", &length).body("");
        raw.send(request.bytes(lab.address)).await;
        let refused = raw.answer().await.expect("an answer");
        assert!((400..500).contains(&refused.status), "{refused:?}");
        raw.send(&hidden).await;
        let second = raw.answer().await;
        assert!(second.is_none(), "{second:?}");
    }
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p46_pipelined_requests_are_each_their_own() {
    let lab = Lab::new().await;
    let mut raw = Raw::connect(lab.address).await;
    let mut bytes = Req::token().bytes(lab.address);
    bytes.extend(Req::token().body("grant_type=password").bytes(lab.address));
    bytes.extend(Req::tokens_me().bytes(lab.address));
    raw.send(bytes).await;
    let mut statuses = Vec::new();
    while statuses.len() < 3 {
        // A refusal may end the connection; then the third is never read.
        let Some(answer) = raw.answer().await else {
            break;
        };
        statuses.push(answer.status);
    }
    assert!(
        statuses == [200, 400, 200] || statuses == [200, 400],
        "{statuses:?}"
    );
    let requests = lab.up.requests();
    assert_eq!(
        requests.len(),
        statuses.iter().filter(|status| **status == 200).count()
    );
    for request in requests {
        assert_eq!(request.matches("HTTP/1.1").count(), 1, "{request}");
    }
}

/// A request that is refused before its body is read: the body is in order as a request of its own, and must never
/// become one, whether it comes at once or later.
#[tokio::test]
async fn p46_the_rest_of_a_refused_body() {
    for wait in [0, 50, 1500] {
        let lab = Lab::new().await;
        let hidden = Req::token().bytes(lab.address);
        let length = hidden.len().to_string();
        for refused in [
            Req::token().set("content-type", "text/plain"),
            Req::token().set("claimlens-request", "0"),
            Req::token().with("origin", "https://evil.example"),
            Req::token().target("/x.example/login/oauth/token"),
            Req::token().method("PUT"),
            Req::tokens_me(),
            Req::bare("GET", "/"),
            Req::bare("POST", "/"),
        ] {
            let mut raw = Raw::connect(lab.address).await;
            let head = refused.with("content-length", &length).body("");
            raw.send(head.bytes(lab.address)).await;
            sleep(Duration::from_millis(wait)).await;
            raw.send(&hidden).await;
            let first = raw.answer().await.expect("an answer");
            assert!(first.status >= 400, "{first:?}");
            // Whatever becomes of the connection, the body is no request.
            let second = timeout(Duration::from_millis(100), raw.answer()).await;
            assert!(!matches!(second, Ok(Some(_))), "{second:?}");
            assert_eq!(lab.up.connections(), 0, "after {wait} ms");
        }
    }
}

#[tokio::test]
async fn p47_line_ends_where_none_belong() {
    let lab = Lab::new().await;
    for region in [
        "mypurecloud.ie%0d%0aHost:%20evil.example",
        "mypurecloud.ie%0d%0a%0d%0a",
    ] {
        let target = format!("/{region}/login/oauth/token");
        let answer = lab.send(&Req::token().target(&target)).await;
        assert!(matches!(answer.status, 400 | 404), "{region}: {answer:?}");
    }
    for value in [
        "Basic YTpi%0d%0aX-Evil:%201",
        "Basic YTpi\rX-Evil: 1",
        "Basic YTpi\u{85}",
    ] {
        let answer = lab.send(&Req::token().set("authorization", value)).await;
        assert_eq!(answer.status, 400, "{value}: {answer:?}");
    }
    for value in [
        "Bearer abc%0d%0aX-Evil:%201",
        "Bearer abc\x0bx",
        "Bearer \u{e4}",
    ] {
        let answer = lab
            .send(&Req::tokens_me().set("authorization", value))
            .await;
        assert_eq!(answer.status, 400, "{value:?}: {answer:?}");
    }
    assert_eq!(lab.up.connections(), 0);

    // In a form they are data, and go out encoded again.
    let form = "grant_type=refresh_token&refresh_token=a%0d%0aX-Evil:%201%26b";
    assert_eq!(lab.send(&Req::token().body(form)).await.status, 200);
    let request = lab.up.requests().remove(0);
    let (head, body) = request.split_once("\r\n\r\n").expect("head and body");
    assert!(!head.contains("X-Evil"), "{head}");
    let body = body.to_ascii_lowercase();
    let fields: Vec<&str> = body.split('&').collect();
    let encoded = "refresh_token=a%0d%0ax-evil%3a";
    assert_eq!(fields.len(), 2, "{body}");
    assert!(
        fields[1].starts_with(encoded) && fields[1].ends_with("1%26b"),
        "{body}"
    );
}

/// What the upstream gets, to the byte.
#[tokio::test]
async fn p48_the_golden_template() {
    let lab = Lab::new().await;
    let version = env!("CARGO_PKG_VERSION");
    let own = format!("accept: application/json\r\nuser-agent: claimlens-proxy/{version}\r\n");
    let noisy = |request: Req| {
        request
            .with("origin", ALLOWED)
            .with("cookie", "a=b")
            .with("accept", "x/y")
    };
    lab.send(&noisy(Req::token())).await;
    lab.send(&noisy(Req::tokens_me())).await;
    let head = Req::api("HEAD", "/eu-west-1/api/v2/tokens/me");
    lab.send_as("HEAD", &head).await;
    lab.send(&Req::api("DELETE", "/mypurecloud.ie/api/v2/tokens/me"))
        .await;
    let expected = [
        format!(
            "POST /oauth/token HTTP/1.1\r\nhost: login.mypurecloud.ie\r\nauthorization: {}\r\n\
             content-type: application/x-www-form-urlencoded\r\n{own}content-length: 29\r\n\r\n\
             grant_type=client_credentials",
            basic()
        ),
        golden("GET", &own),
        golden("HEAD", &own),
        golden("DELETE", &own),
    ];
    let requests = lab.up.requests();
    assert_eq!(requests.len(), expected.len());
    for (request, expected) in requests.iter().zip(&expected) {
        assert_eq!(sorted(request), sorted(expected), "{request}");
    }
}

fn golden(method: &str, own: &str) -> String {
    format!(
        "{method} /api/v2/tokens/me?preserveIdleTTL=true HTTP/1.1\r\nhost: api.mypurecloud.ie\r\n\
         authorization: Bearer {TOKEN}\r\n{own}\r\n"
    )
}

/// The lines of the head in alphabetical order behind the first, and the body: the order of headers means
/// nothing, and the case of their names neither.
fn sorted(request: &str) -> (String, Vec<String>, String) {
    let (head, body) = request.split_once("\r\n\r\n").expect("head and body");
    let (line, lines) = head.split_once("\r\n").expect("a line");
    let lower = |line: &str| {
        let (name, value) = line.split_once(": ").expect("a header");
        format!("{}: {value}", name.to_ascii_lowercase())
    };
    let mut lines: Vec<String> = lines.split("\r\n").map(lower).collect();
    lines.sort();
    (line.to_owned(), lines, body.to_owned())
}
