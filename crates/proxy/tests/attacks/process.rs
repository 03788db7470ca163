//! P14, P63, P64, P68 and core dumps (P69): the program as the operating system sees it.

use std::time::{Duration, Instant};

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::support::client::{Raw, Req};
use crate::support::pki::Authority;
use crate::support::process::{Options, Program};
use crate::support::upstream::{SOON, Upstream, token_answer};

#[tokio::test]
async fn p14_proxies_of_the_environment() {
    let trap = Upstream::plain(|_, _, _| async {}).await;
    let there = format!("http://{}", trap.address);
    let names = [
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
    ];
    let with_proxies = || {
        names.iter().fold(Options::default(), |options, name| {
            options.env(name, &there)
        })
    };
    let program = Program::start(with_proxies()).await;
    assert_eq!(program.send(&Req::token()).await.status, 200);
    assert_eq!((trap.connections(), program.up.requests().len()), (0, 1));
    drop(program);

    // Where no host is led elsewhere: the one that was configured is asked, and those are not.
    let configured = Upstream::plain(|mut stream, _, _| async move {
        let mut asked = [0; 512];
        let _ = stream.read(&mut asked).await;
        let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 403 No\r\n\r\n").await;
    })
    .await;
    let options = with_proxies()
        .arg("--egress-proxy")
        .arg(&format!("http://{}", configured.address));
    let program = Program::start(options).await;
    let elsewhere = Req::token().target("/mypurecloud.de/login/oauth/token");
    let answer = program.send(&elsewhere).await;
    assert_eq!(
        (answer.status, answer.code()),
        (502, "upstream_unreachable".to_owned())
    );
    assert_eq!((trap.connections(), configured.connections()), (0, 1));
}

/// Opens connections, each with an answered request behind it where `used` says so.
async fn idle(program: &Program, count: usize, used: bool) -> Vec<Raw> {
    let mut all = Vec::with_capacity(count);
    for _ in 0..count {
        let mut raw = Raw::connect(program.address).await;
        if used {
            raw.send(Req::api("GET", "/proxy.json").bytes(program.address))
                .await;
            assert_eq!(raw.answer().await.expect("an answer").status, 200);
        }
        all.push(raw);
    }
    all
}

#[tokio::test]
async fn p63_five_thousand_idle_connections() {
    const COUNT: usize = 5000;
    let most = fs_limit().min(COUNT + 500) - 500;
    let program = Program::start(Options::default().arg("--max-connections").arg("6000")).await;
    assert_eq!(program.send(&Req::token()).await.status, 200);
    let before = program.status("VmRSS");
    let mut all = idle(&program, most, true).await;
    // Their buffers are let go a moment after the answer.
    sleep(Duration::from_millis(2500)).await;
    if let (Some(before), Some(after)) = (before, program.status("VmRSS")) {
        let each = (after.saturating_sub(before)) * 1024 / most as u64;
        println!(
            "{most} idle connections: {before} kB before, {after} kB after, {each} bytes each"
        );
        // The goal of the release build is 6 kB; this is one that is not optimised.
        assert!(each <= 12 * 1024, "{each} bytes for each connection");
    }
    // The oldest of them works still, and so does a new one.
    let first = all.first_mut().expect("one");
    first.send(Req::token().bytes(program.address)).await;
    assert_eq!(first.answer().await.expect("an answer").status, 200);
    assert_eq!(program.send(&Req::token()).await.status, 200);
}

/// How many files this test may have open.
fn fs_limit() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits
        .lines()
        .find(|line| line.starts_with("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().nth(3));
    soft.and_then(|number| number.parse().ok()).unwrap_or(1024)
}

#[tokio::test]
async fn p63_more_connections_than_there_is_room_for() {
    let program = Program::start(Options::default().arg("--max-connections").arg("50")).await;
    let mut old = idle(&program, 50, true).await;
    let mut waiting = Vec::new();
    for _ in 0..20 {
        waiting.push(TcpStream::connect(program.address).await);
    }
    // Those that have a place are served as before.
    for raw in old.iter_mut().take(5) {
        raw.send(Req::token().bytes(program.address)).await;
        assert_eq!(raw.answer().await.expect("an answer").status, 200);
    }
    drop(old);
    drop(waiting);
    assert_eq!(program.send(&Req::token()).await.status, 200);
}

#[tokio::test]
async fn p64_no_more_files_than_sixty_four() {
    let program = Program::start(Options::default().before("ulimit -n 64")).await;
    let mut all = Vec::new();
    for _ in 0..200 {
        all.push(TcpStream::connect(program.address).await);
    }
    sleep(Duration::from_millis(500)).await;
    if let Some(before) = program.ticks() {
        sleep(Duration::from_secs(1)).await;
        let used = program.ticks().expect("as before") - before;
        // A loop that tries again at once would use all hundred of this second.
        assert!(used <= 20, "{used} ticks in a second of waiting");
    }
    drop(all);
    let start = Instant::now();
    loop {
        let mut raw = Raw::connect(program.address).await;
        raw.send(Req::token().bytes(program.address)).await;
        if raw
            .answer()
            .await
            .is_some_and(|answer| answer.status == 200)
        {
            break;
        }
        assert!(start.elapsed() < SOON * 2, "it did not recover");
    }
}

/// A slow upstream, so that there is always something under way.
async fn slow(delay: Duration) -> (Authority, Upstream) {
    let root = Authority::root();
    let up = Upstream::tls(
        root.good().server(&[b"http/1.1"]),
        move |mut conn| async move {
            while conn.request().await.is_some() {
                sleep(delay).await;
                conn.send(token_answer().as_bytes()).await;
            }
        },
    )
    .await;
    (root, up)
}

#[tokio::test]
async fn p68_sigterm_under_load() {
    let (root, up) = slow(Duration::from_millis(150)).await;
    let mut program = Program::over(Options::default(), &root, up);
    let address = program.address;
    let clients: Vec<_> = (0..20)
        .map(|_| {
            tokio::spawn(async move {
                let mut raw = Raw::connect(address).await;
                let mut answered = 0;
                loop {
                    if !raw.send(Req::token().bytes(address)).await {
                        return (answered, true);
                    }
                    match raw.answer().await {
                        Some(answer) if answer.status == 200 => {
                            answered += 1;
                            if answer.header("connection") == "close" {
                                return (answered, true);
                            }
                        }
                        _ => return (answered, false),
                    }
                }
            })
        })
        .collect();
    sleep(Duration::from_millis(500)).await;
    program.signal("TERM");
    let ended = program.ends_within(Duration::from_secs(10)).await;
    assert!(
        ended.is_some_and(|status| status.success()),
        "{ended:?} {}",
        program.stderr()
    );
    for client in clients {
        let (answered, told) = client.await.expect("no panic");
        assert!(answered > 0 && told, "{answered} answers, then cut off");
    }
    assert!(
        program.stdout().ends_with("Stopped\n"),
        "{}",
        program.stdout()
    );
}

#[tokio::test]
async fn p68_a_terminal_that_is_closed() {
    let mut program = Program::start(Options::default()).await;
    for _ in 0..3 {
        program.signal("HUP");
    }
    assert!(
        program
            .ends_within(Duration::from_millis(500))
            .await
            .is_none()
    );
    assert_eq!(program.send(&Req::token()).await.status, 200);
}

/// Nothing of the log can be written; the same for standard output that nobody reads any more.
#[tokio::test]
async fn p68_a_full_disk_under_the_log() {
    let options = Options::default()
        .arg("--log")
        .arg("trace")
        .stderr("/dev/full");
    let mut program = Program::start(options).await;
    for _ in 0..200 {
        assert_eq!(program.send(&Req::token()).await.status, 200);
    }
    program.signal("TERM");
    let ended = program.ends_within(Duration::from_secs(10)).await;
    assert!(ended.is_some_and(|status| status.success()), "{ended:?}");
}

/// The clock of the wall can be set: by hand, by NTP. It decides nothing that a call waits for. That is held by
/// the sources, for a test cannot set the clock of the machine it runs on.
#[test]
fn p68_a_clock_that_jumps() {
    let sources = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut asking = Vec::new();
    for folder in ["forward", "upstream", "server"] {
        for file in std::fs::read_dir(sources.join(folder)).expect("a folder") {
            let path = file.expect("a file").path();
            let text = std::fs::read_to_string(&path).expect("text");
            let product = text.split("#[cfg(test)]").next().unwrap_or_default();
            let lines = product
                .lines()
                .filter(|line| line.contains("SystemTime::now"));
            asking.extend(lines.map(|line| format!("{}: {}", path.display(), line.trim())));
        }
    }
    // The one question that is about a minute of the wall's clock.
    assert!(asking.len() <= 1, "{asking:#?}");
}

/// The rates that hold when nothing is said.
#[tokio::test]
async fn p67_the_rates_of_the_program() {
    let program = Program::start(Options::default().own_rates()).await;
    let mut statuses = Vec::new();
    for _ in 0..120 {
        statuses.push(program.send(&Req::token()).await.status);
    }
    let passed = statuses.iter().filter(|status| **status == 200).count();
    assert!((30..=35).contains(&passed), "{passed}");
    assert_eq!(statuses[119], 429);
    assert_eq!(program.up.requests().len(), passed);
}

/// Read where Linux tells it; elsewhere there is nothing to read.
#[tokio::test]
async fn p69_core_dumps_are_off() {
    // Whoever starts it may allow them; it does not.
    let program = Program::start(Options::default().before("ulimit -c unlimited || true")).await;
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", program.id()));
    if let Ok(limits) = limits {
        let line = limits
            .lines()
            .find(|line| line.starts_with("Max core file size"));
        let words: Vec<_> = line.expect("a limit").split_whitespace().collect();
        assert_eq!(words.get(4..6), Some(&["0", "0"][..]), "{words:?}");
    }
}
