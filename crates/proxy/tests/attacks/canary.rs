//! P69 and P70: canaries in everything that is sent, then looked for in everything that comes out, with every
//! log there is turned on.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use tokio::io::AsyncReadExt as _;
use tokio::time::timeout;

use crate::support::client::{Raw, Req};
use crate::support::lab::ALLOWED;
use crate::support::pki::Authority;
use crate::support::process::{Options, Program};
use crate::support::upstream::{Conn, Upstream, json, token_answer};
use crate::support::{CODE, ID, SECRET, TOKEN, basic};

/// Every form that a secret could come out in; short pieces too, for a text that was cut.
fn forms() -> BTreeMap<String, String> {
    let mut forms = BTreeMap::new();
    for (name, secret) in [
        ("id", ID),
        ("secret", SECRET),
        ("code", CODE),
        ("token", TOKEN),
    ] {
        forms.insert(name.to_owned(), secret.to_owned());
        forms.insert(format!("{name}, its beginning"), secret[..14].to_owned());
        forms.insert(
            format!("{name}, its end"),
            secret[secret.len() - 12..].to_owned(),
        );
        forms.insert(
            format!("{name}, in base64"),
            STANDARD.encode(secret)[..16].to_owned(),
        );
        forms.insert(
            format!("{name}, in base64url"),
            URL_SAFE_NO_PAD.encode(secret)[..16].to_owned(),
        );
        let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
        forms.insert(format!("{name}, in hexadecimal"), hex[..24].to_owned());
        let bytes: Vec<String> = secret
            .bytes()
            .take(8)
            .map(|byte| byte.to_string())
            .collect();
        forms.insert(format!("{name}, as numbers"), bytes.join(", "));
    }
    let encoded = basic();
    let encoded = encoded.trim_start_matches("Basic ");
    forms.insert("the header".to_owned(), encoded.to_owned());
    forms.insert(
        "the header, in its middle".to_owned(),
        encoded[40..60].to_owned(),
    );
    forms
}

fn found(text: &str) -> Vec<String> {
    let lower = text.to_ascii_lowercase();
    let hits = forms()
        .into_iter()
        .filter(|(_, form)| text.contains(form) || lower.contains(&form.to_ascii_lowercase()));
    hits.map(|(name, _)| name).collect()
}

#[test]
fn p69_the_search_finds_what_is_planted() {
    assert!(found("nothing of that kind, and a long line of a log besides").is_empty());
    for (name, form) in forms() {
        let text = format!("2026 TRACE hyper: parsed 3 headers, {form}, and more");
        assert!(!found(&text).is_empty(), "{name}");
    }
    assert!(!found(&format!("{:?}", SECRET.as_bytes())).is_empty());
    assert!(!found(&SECRET.to_uppercase()).is_empty());
}

/// An upstream that answers every other request differently, badly for the most part.
async fn moody(mut conn: Conn) {
    let moods = [
        token_answer(),
        json("401 Unauthorized", "", r#"{"error":"invalid_client"}"#),
        json("500 Oops", "", "{}"),
        json("302 Found", "Location: https://evil.example/\r\n", "{}"),
        json("429 Too Many Requests", "Retry-After: 1\r\n", "{}"),
        "HTTP/1.1 999 x\r\n\r\n".to_owned(),
        "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_owned(),
        format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(5 << 20)),
        String::new(),
    ];
    while let Some(request) = conn.request().await {
        let mood = request.len() + conn.number;
        let answer = &moods[mood % moods.len()];
        if answer.is_empty() {
            return conn.hold().await;
        }
        if !conn.send(answer.as_bytes()).await || !answer.contains("Content-Type") {
            return;
        }
    }
}

/// Requests of every kind that the other tests send, each with canaries where a client would have secrets, and
/// where it would have put them by mistake.
fn catalogue() -> Vec<Req> {
    let form = "application/x-www-form-urlencoded";
    let mut all = Vec::new();
    for length in 0..18 {
        // A different length is a different mood of the upstream.
        let scope = "x".repeat(length);
        let refresh = format!("grant_type=refresh_token&refresh_token={TOKEN}{scope}");
        all.push(Req::token().body(refresh));
    }
    let code = format!("grant_type=authorization_code&code={CODE}&redirect_uri=http%3A%2F%2Fx%2F");
    all.extend([
        Req::token(),
        Req::tokens_me(),
        Req::token().body(&code),
        Req::token().body(format!("{code}&client_id={ID}&code_verifier={SECRET}")),
        Req::token().body(format!("grant_type=password&username=x&password={SECRET}")),
        Req::token().body(format!(
            "grant_type=client_credentials&client_id={ID}&client_secret={SECRET}"
        )),
        Req::token().body(format!("{SECRET}={CODE}")),
        Req::token()
            .body(format!("{{\"client_secret\":\"{SECRET}\"}}"))
            .set("content-type", "application/json"),
        Req::token().set("content-type", SECRET),
        Req::token().with("content-encoding", SECRET),
        Req::token().target(&format!(
            "/mypurecloud.ie/login/oauth/token?client_secret={SECRET}&id={ID}"
        )),
        Req::token().target(&format!("/{SECRET}/login/oauth/token")),
        Req::token().target(&format!("/mypurecloud.ie/login/{TOKEN}")),
        Req::api(
            "GET",
            &format!("/mypurecloud.ie/api/v2/users?access_token={TOKEN}"),
        ),
        Req::api("GET", &format!("/mypurecloud.ie/api/v2/oauth/clients/{ID}")),
        Req::api("GET", &format!("/mypurecloud.ie/api/v2/{TOKEN}")),
        Req::api("DELETE", "/mypurecloud.ie/api/v2/tokens/me"),
        Req::tokens_me().set("authorization", format!("Bearer {TOKEN} {SECRET}")),
        Req::tokens_me().set("authorization", basic()),
        Req::token().set("authorization", format!("Bearer {TOKEN}")),
        Req::token().set("authorization", format!("Basic {SECRET}!")),
        Req::token().with("authorization", format!("Bearer {TOKEN}")),
        Req::token().with("proxy-authorization", basic()),
        Req::token().with("cookie", format!("session={TOKEN}")),
        Req::token().with("x-api-key", SECRET),
        Req::token().with(&format!("x-{SECRET}"), "x"),
        Req::token().with(
            "origin",
            format!("https://{}.example", SECRET.to_lowercase()),
        ),
        Req::token().with("origin", ALLOWED),
        Req::token().with("host", format!("{SECRET}.example")),
        Req::token().with("content-length", SECRET),
        Req::token().with("transfer-encoding", SECRET),
        Req::token().with("expect", SECRET),
        Req::token().with("connection", SECRET),
        Req::token().with("upgrade", SECRET),
        Req::token().with("referer", format!("https://x.example/?code={CODE}")),
        Req::token().with("user-agent", TOKEN),
        Req::token().method(SECRET),
        Req::bare("GET", &format!("/?code={CODE}&state={SECRET}")),
        Req::bare("GET", &format!("/{TOKEN}")),
        Req::bare("POST", "/")
            .with("content-type", form)
            .body(SECRET),
        Req::bare("OPTIONS", "/mypurecloud.ie/login/oauth/token")
            .with("origin", ALLOWED)
            .with("access-control-request-method", SECRET)
            .with("access-control-request-headers", TOKEN),
        Req::token().with("x-a", format!("{SECRET}\0")),
        Req::token().with("x-a", SECRET.repeat(2000)),
        Req::token().body(SECRET.repeat(2000)),
    ]);
    all
}

/// Sends one; answers everything that came back, cut or not.
async fn exchange(program: &Program, request: &Req) -> String {
    let mut raw = Raw::connect(program.address).await;
    raw.send(
        request
            .clone()
            .with("connection", "close")
            .bytes(program.address),
    )
    .await;
    let mut back = Vec::new();
    let _ = timeout(Duration::from_secs(20), raw.stream.read_to_end(&mut back)).await;
    String::from_utf8_lossy(&back).into_owned()
}

/// The parts of its memory that can be read and written, searched for these bytes.
fn in_memory(id: u32, what: &[u8]) -> Option<usize> {
    let maps = fs::read_to_string(format!("/proc/{id}/maps")).ok()?;
    let mut memory = fs::File::open(format!("/proc/{id}/mem")).ok()?;
    let mut count = 0;
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (range, _) = line.split_once(' ')?;
        let (start, end) = range.split_once('-')?;
        let number = |text| u64::from_str_radix(text, 16).ok();
        let (start, end) = (number(start)?, number(end)?);
        let mut bytes = vec![0; usize::try_from(end - start).ok()?];
        memory.seek(SeekFrom::Start(start)).ok()?;
        if memory.read_exact(&mut bytes).is_ok() {
            count += bytes
                .windows(what.len())
                .filter(|part| *part == what)
                .count();
        }
    }
    Some(count)
}

async fn searched(form: &str) {
    let root = Authority::root();
    let up = Upstream::tls(root.good().server(&[b"http/1.1"]), moody).await;
    let options = Options::default()
        .metrics()
        .env("RUST_LOG", "trace")
        .env("RUST_BACKTRACE", "full")
        .env("CLAIMLENS_LOG", "trace")
        .arg("--log-format")
        .arg(form)
        .arg("--demo")
        .arg("--deadline")
        .arg("1");
    let mut program = Program::over(options, &root, up);
    let mut answers = String::new();
    for request in catalogue() {
        let answer = exchange(&program, &request).await;
        // A token that was asked for is the one thing that may come back.
        let token = format!("\"access_token\":\"{TOKEN}\"");
        answers.push_str(&answer.replace(&token, ""));
    }
    let metrics = program.metrics.expect("an address");
    let metrics = program
        .send_to(metrics, &Req::bare("GET", "/metrics"))
        .await
        .body;

    // The controls: the secrets were sent on, and all four places have something in them.
    let sent = program.up.requests().concat();
    assert!(found(&sent).len() >= 4, "the upstream saw too little");
    assert!(answers.contains("claimlens-proxy"), "{answers}");
    assert!(metrics.contains("claimlens_requests_total"), "{metrics}");

    program.signal("TERM");
    let ended = program.ends_within(Duration::from_secs(10)).await;
    assert!(ended.is_some_and(|status| status.success()), "{ended:?}");
    let (stdout, stderr) = (program.stdout(), program.stderr());
    assert!(
        stderr.lines().count() > 20,
        "at trace there is more to say: {stderr}"
    );
    for (what, text) in [
        ("answers", &answers),
        ("metrics", &metrics),
        ("standard output", &stdout),
        ("standard error", &stderr),
    ] {
        let hits = found(text);
        assert!(hits.is_empty(), "{what}: {hits:?}\n{text}");
    }
}

/// What is left in the memory of the process after calls in order: measured and printed, for it cannot be held to
/// nothing. hyper's own buffer is freed as it is, and the system's allocator keeps what was freed.
#[tokio::test]
async fn p69_what_is_left_in_memory() {
    let program = Program::start(Options::default()).await;
    let refresh = format!("grant_type=refresh_token&refresh_token={TOKEN}");
    for _ in 0..50 {
        assert_eq!(program.send(&Req::token()).await.status, 200);
        assert_eq!(program.send(&Req::token().body(&refresh)).await.status, 200);
    }
    let encoded = basic();
    let encoded = encoded.trim_start_matches("Basic ");
    // The control: what is there for certain is found.
    let version = in_memory(program.id(), b"claimlens");
    let header = in_memory(program.id(), encoded.as_bytes());
    let token = in_memory(program.id(), TOKEN.as_bytes());
    println!("after 100 calls: the header {header:?} times in memory, the token {token:?} times");
    if let (Some(version), Some(header), Some(token)) = (version, header, token) {
        assert!(version > 0);
        // A hundred calls do not leave a hundred copies.
        assert!(header <= 10 && token <= 10, "{header} and {token}");
    }
}

#[tokio::test]
async fn p69_p70_no_canary_comes_out_of_a_text_log() {
    searched("text").await;
}

#[tokio::test]
async fn p69_p70_no_canary_comes_out_of_a_json_log() {
    searched("json").await;
}
