//! P28: the name that the server is called by.

use crate::support::client::{Raw, Req};
use crate::support::lab::Lab;

#[tokio::test]
async fn p28_names_that_are_not_its_own() {
    let lab = Lab::new().await;
    let port = lab.address.port();
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("127.0.0.1.nip.io:{port}"),
        format!("x@127.0.0.1:{port}"),
        format!("127.0.0.1:{port}@evil.example"),
        "mypurecloud.ie".to_owned(),
        "login.mypurecloud.ie".to_owned(),
        format!("2130706433:{port}"),
        format!("127.1:{port}"),
        format!("localhost:{port}, evil.example"),
        String::new(),
    ] {
        for base in [Req::token(), Req::tokens_me(), Req::bare("GET", "/")] {
            let answer = lab.send(&base.with("host", &host)).await;
            let refused = matches!(answer.status, 400 | 421);
            assert!(refused, "{host:?}: {answer:?}");
        }
    }
    let two = Req::token()
        .with("host", format!("127.0.0.1:{port}"))
        .with("host", "evil.example");
    let answer = lab.send(&two).await;
    assert!(matches!(answer.status, 400 | 421), "{answer:?}");

    let mut raw = Raw::connect(lab.address).await;
    let bytes = Req::token().bytes(lab.address);
    let text = String::from_utf8(bytes).expect("text");
    let (line, rest) = text.split_once("\r\n").expect("lines");
    let (_, rest) = rest.split_once("\r\n").expect("the host's line first");
    raw.send(format!("{line}\r\n{rest}")).await;
    let answer = raw.answer().await.expect("an answer");
    assert!(matches!(answer.status, 400 | 421), "{answer:?}");
    assert_eq!(lab.up.connections(), 0);
}

#[tokio::test]
async fn p28_its_own_names_on_loopback() {
    let lab = Lab::new().await;
    for name in ["127.0.0.1", "localhost"] {
        // The port is not looked at: it says nothing about whose page asks, and tunnels change it.
        let host = format!("{name}:{}", lab.address.port());
        let answer = lab.send(&Req::token().with("host", &host)).await;
        assert_eq!(answer.status, 200, "{host}: {answer:?}");
    }
}
