//! `check-site` against servers that serve the page, something else, or nothing.

use std::process::Command;
use std::sync::Arc;

use claimlens_proxy::check::check;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

mod files;
mod headers;
#[expect(dead_code, reason = "the attacks need more of it")]
#[path = "../attacks/support/pki.rs"]
mod pki;
mod served;
mod unlike;

use served::{page, router, serve};

#[tokio::test]
async fn over_tls_the_server_has_to_prove_who_it_is() {
    let (parent, list) = page();
    let authority = pki::Authority::root();
    let shown = authority
        .leaf(&["localhost"], |_| {})
        .server(&[b"http/1.1"]);
    let acceptor = TlsAcceptor::from(Arc::new(shown));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let service = TowerToHyperService::new(router(&parent, address));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, service) = (acceptor.clone(), service.clone());
            tokio::spawn(async move {
                let Ok(stream) = acceptor.accept(stream).await else {
                    return;
                };
                let serving = hyper::server::conn::http1::Builder::new();
                let _ = serving
                    .serve_connection(TokioIo::new(stream), service)
                    .await;
            });
        }
    });
    let url = format!("https://localhost:{}/", address.port());
    let error = check(&url, &list, &[], true).await.expect_err("a stranger");
    assert!(error.contains("--extra-roots"), "{error}");
    let roots = [authority.certificate.der().clone()];
    let report = check(&url, &list, &roots, true).await.expect("a report");
    assert!(report.is_same(), "{report}");
    // The certificate is for a name, and for no other.
    let other = format!("https://127.0.0.1:{}/", address.port());
    assert!(check(&other, &list, &roots, true).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_says_it_with_its_exit_code() {
    let (parent, list) = page();
    let url = serve(&parent, |_, answer| answer).await;
    let sums = parent.path().join("SHA256SUMS");
    std::fs::write(&sums, &list).expect("written");
    let run = |arguments: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_claimlens-proxy"));
        let output = program.args(arguments).output().expect("run");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    };
    let sums = sums.to_str().expect("UTF-8");
    let (code, said, errors) = run(&["check-site", &url, sums]);
    assert_eq!((code, errors.as_str()), (Some(0), ""), "{said}");
    assert!(said.contains("serves what is in the list."), "{said}");

    std::fs::write(parent.path().join("site/sw.js"), "else()").expect("written");
    let (code, said, _) = run(&["check-site", &url, sums]);
    assert!(
        code == Some(1) && said.contains("sw.js: its content is not"),
        "{said}"
    );

    let gone = "http://127.0.0.1:9/";
    for arguments in [
        &["check-site", gone, sums][..],
        &["check-site", "nowhere", sums],
        &["check-site", &url, "/no/such/list"],
        &["check-site", &url],
        &["--site", "dist", "check-site", &url, sums],
    ] {
        let (code, said, errors) = run(arguments);
        assert!(
            code == Some(2) && said.is_empty() && !errors.is_empty(),
            "{arguments:?}: {said}{errors}"
        );
    }
}
