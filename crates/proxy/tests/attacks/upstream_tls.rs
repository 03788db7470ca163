//! P59: who answers has to prove who it is.

use rcgen::{CertificateParams, date_time_ymd};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::support::client::Req;
use crate::support::lab::Lab;
use crate::support::pki::{API, Authority, Identity, LOGIN};
use crate::support::upstream::{Upstream, token_answer};

const HTTP: &[&[u8]] = &[b"http/1.1"];

/// What the proxy says when the upstream shows this. The upstream must not see a request.
async fn refused(what: &str, trusted: &Authority, identity: &Identity, protocols: &[&[u8]]) {
    let up = Upstream::answering(identity.server(protocols), token_answer()).await;
    let lab = Lab::with(|setup| {
        setup.lead_to(up.address);
        setup.trust(trusted);
    })
    .await;
    let answer = lab.send(&Req::token()).await;
    assert_eq!(
        (answer.status, answer.code()),
        (502, "upstream_tls".to_owned()),
        "{what}"
    );
    assert_eq!((up.connections(), up.requests().len()), (1, 0), "{what}");
}

async fn accepted(trusted: &Authority, identity: &Identity, protocols: &[&[u8]]) {
    let up = Upstream::answering(identity.server(protocols), token_answer()).await;
    let lab = Lab::with(|setup| {
        setup.lead_to(up.address);
        setup.trust(trusted);
    })
    .await;
    let answer = lab.send(&Req::token()).await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

#[tokio::test]
async fn p59_certificates_that_prove_nothing() {
    let root = Authority::root();
    let between = |first: i32, last: i32| {
        move |params: &mut CertificateParams| {
            params.not_before = date_time_ymd(first, 1, 1);
            params.not_after = date_time_ymd(last, 1, 1);
        }
    };
    let expired = root.leaf(&[LOGIN, API], between(2019, 2020));
    refused("expired", &root, &expired, HTTP).await;
    let early = root.leaf(&[LOGIN, API], between(2090, 2091));
    refused("not yet valid", &root, &early, HTTP).await;
    let itself = Identity::self_signed(&[LOGIN, API]);
    refused("self-signed", &root, &itself, HTTP).await;
    refused(
        "of another authority",
        &root,
        &Authority::root().good(),
        HTTP,
    )
    .await;
    for names in [
        &["login.evil.example"][..],
        &[API],
        &["mypurecloud.ie"],
        &["*.pure.cloud"],
        &["login.mypurecloud.ie.evil.example"],
        &["127.0.0.1"],
        &["*.*.ie"],
    ] {
        let identity = root.leaf(names, |_| {});
        refused(&format!("for {names:?}"), &root, &identity, HTTP).await;
    }
    accepted(&root, &root.good(), HTTP).await;
}

#[tokio::test]
async fn p59_other_protocols_than_http_1_1() {
    let root = Authority::root();
    refused("HTTP/2", &root, &root.good(), &[b"h2"]).await;
    refused("another", &root, &root.good(), &[b"spdy/3"]).await;
    // One that negotiates nothing speaks HTTP/1.1: so it was before there was negotiation.
    accepted(&root, &root.good(), &[]).await;
    accepted(&root, &root.good(), &[b"h2", b"http/1.1"]).await;
}

/// A server that answers the greeting with an older version of TLS; tells what it got as the reply to that.
async fn older(version: [u8; 2]) -> Vec<u8> {
    let (told, reply) = tokio::sync::oneshot::channel();
    let told = std::sync::Mutex::new(Some(told));
    let up = Upstream::plain(move |mut stream: TcpStream, _, _| {
        let told = told.lock().expect("the sender").take();
        async move {
            let mut header = [0; 5];
            stream.read_exact(&mut header).await.expect("a record");
            let length = usize::from(u16::from_be_bytes([header[3], header[4]]));
            let mut hello = vec![0; length];
            stream.read_exact(&mut hello).await.expect("a greeting");
            // ServerHello: version, random, no session, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, no compression.
            let mut body = version.to_vec();
            body.extend([7; 32]);
            body.extend([0, 0xc0, 0x13, 0]);
            let mut record = vec![
                22,
                version[0],
                version[1],
                0,
                u8::try_from(body.len() + 4).expect("short"),
            ];
            record.extend([2, 0, 0, u8::try_from(body.len()).expect("short")]);
            record.extend(body);
            stream.write_all(&record).await.expect("sent");
            let mut reply = Vec::new();
            let _ = stream.read_to_end(&mut reply).await;
            if let Some(told) = told {
                let _ = told.send(reply);
            }
        }
    })
    .await;
    let lab = Lab::with(|setup| setup.lead_to(up.address)).await;
    let answer = lab.send(&Req::token()).await;
    assert_eq!(
        (answer.status, answer.code()),
        (502, "upstream_tls".to_owned())
    );
    reply.await.expect("a reply")
}

#[tokio::test]
async fn p59_older_versions_of_tls() {
    for version in [[3, 0], [3, 1], [3, 2]] {
        let reply = older(version).await;
        // An alert: fatal, protocol_version. It is the version that is refused, not something else.
        assert!(reply.starts_with(&[21]), "{version:?}: {reply:?}");
        assert_eq!(&reply[5..7], &[2, 70], "{version:?}: {reply:?}");
    }
}

#[tokio::test]
async fn p59_what_is_revoked_by_a_list() {
    let root = Authority::root();
    let intermediate = root.intermediate(4711);
    let identity = intermediate
        .leaf(&[LOGIN, API], |params| {
            params.serial_number = Some(815.into())
        })
        .below(&intermediate);
    accepted(&root, &identity, HTTP).await;
    for (what, list, holds) in [
        ("the intermediate", root.revokes(4711), true),
        ("the certificate", intermediate.revokes(815), true),
        ("another one", root.revokes(4712), false),
    ] {
        let up = Upstream::answering(identity.server(HTTP), token_answer()).await;
        let lab = Lab::with(|setup| {
            setup.lead_to(up.address);
            setup.trust(&root);
            setup.forwarding.crls = vec![list];
        })
        .await;
        let answer = lab.send(&Req::token()).await;
        let expected = if holds { "upstream_tls" } else { "" };
        assert_eq!(answer.code(), expected, "{what}: {answer:?}");
        assert_eq!(up.requests().is_empty(), holds, "{what}");
    }
}
