//! P12 and P13: a host of the table that resolves to where it must not. (P14 is with the program.)

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use claimlens_proxy::upstream::{Resolver, Resolving};

use crate::support::client::Req;
use crate::support::lab::Lab;
use crate::support::upstream::Upstream;

/// Answers what it is told to, one list after the other, the last one for ever.
#[derive(Clone)]
struct Told {
    lists: Arc<Vec<Vec<SocketAddr>>>,
    asked: Arc<AtomicUsize>,
}

impl Told {
    fn new(lists: Vec<Vec<SocketAddr>>) -> Self {
        Self {
            lists: Arc::new(lists),
            asked: Arc::default(),
        }
    }
}

impl Resolver for Told {
    fn resolve(&self, _: &str, _: u16) -> Resolving {
        let turn = self.asked.fetch_add(1, Ordering::SeqCst);
        let list = self.lists.get(turn).or(self.lists.last()).cloned();
        Box::pin(async move { Ok(list.unwrap_or_default()) })
    }
}

/// A lab whose hosts are found by this resolver, and by nothing else.
async fn resolving(resolver: Told) -> Lab {
    Lab::with(|setup| {
        setup.forwarding.upstreams.clear();
        setup.forwarding.connect_timeout = Duration::from_millis(500);
        setup.resolver = Some(Arc::new(resolver));
    })
    .await
}

#[tokio::test]
async fn p12_addresses_that_no_service_has() {
    let trap = Upstream::plain(|_, _, _| async {}).await;
    let port = trap.address.port();
    for address in [
        "127.0.0.1",
        "127.1.2.3",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.2.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "2001:db8::1",
    ] {
        let address: IpAddr = address.parse().expect(address);
        let told = Told::new(vec![vec![SocketAddr::new(address, port)]]);
        let lab = resolving(told.clone()).await;
        for request in [Req::token(), Req::tokens_me()] {
            let answer = lab.send(&request).await;
            assert_eq!(answer.status, 502, "{address}: {answer:?}");
            assert_eq!(answer.code(), "upstream_address", "{address}");
            assert!(!answer.body.contains(&address.to_string()), "{answer:?}");
        }
        assert_eq!(told.asked.load(Ordering::SeqCst), 2);
    }
    assert_eq!(trap.connections(), 0);
}

/// One good address does not make the others good.
#[tokio::test]
async fn p12_a_private_address_among_public_ones() {
    let trap = Upstream::plain(|_, _, _| async {}).await;
    // In the part of IPv6 that is for the public internet and given to nobody: it leads nowhere.
    let nowhere: SocketAddr = "[3000::1]:443".parse().expect("an address");
    let lab = resolving(Told::new(vec![vec![trap.address, nowhere]])).await;
    let answer = lab.send(&Req::token()).await;
    assert!(answer.status == 502 || answer.status == 504, "{answer:?}");
    assert_eq!(trap.connections(), 0);
}

#[tokio::test]
async fn p13_another_address_the_second_time() {
    let trap = Upstream::plain(|_, _, _| async {}).await;
    let nowhere: SocketAddr = "[3000::1]:443".parse().expect("an address");
    let told = Told::new(vec![vec![nowhere], vec![trap.address]]);
    let lab = resolving(told.clone()).await;
    let answer = lab.send(&Req::token()).await;
    assert!(answer.status == 502 || answer.status == 504, "{answer:?}");
    // Checked and connected to with one and the same answer: nobody asked a second time.
    assert_eq!(told.asked.load(Ordering::SeqCst), 1);
    assert_eq!(trap.connections(), 0);
    // The next call asks anew, and judges anew.
    let answer = lab.send(&Req::token()).await;
    assert_eq!(answer.code(), "upstream_address", "{answer:?}");
    assert_eq!(trap.connections(), 0);
}

#[tokio::test]
async fn p49_names_that_lead_nowhere() {
    let lab = resolving(Told::new(vec![Vec::new()])).await;
    let answer = lab.send(&Req::token()).await;
    assert_eq!(
        (answer.status, answer.code()),
        (502, "upstream_dns".to_owned())
    );
    assert!(!answer.body.contains("mypurecloud"), "{answer:?}");
}

struct Silent;

impl Resolver for Silent {
    fn resolve(&self, _: &str, _: u16) -> Resolving {
        Box::pin(std::future::pending())
    }
}

struct Failing;

impl Resolver for Failing {
    fn resolve(&self, host: &str, _: u16) -> Resolving {
        let said = format!("NXDOMAIN for {host}, asked 10.1.2.3");
        Box::pin(async move { Err(std::io::Error::other(said)) })
    }
}

#[tokio::test]
async fn p49_a_resolver_that_fails_or_never_answers() {
    let resolvers: [Arc<dyn Resolver>; 2] = [Arc::new(Silent), Arc::new(Failing)];
    for resolver in resolvers {
        let lab = Lab::with(|setup| {
            setup.forwarding.upstreams.clear();
            setup.forwarding.connect_timeout = Duration::from_millis(300);
            setup.resolver = Some(resolver);
        })
        .await;
        let answer = lab.send(&Req::token()).await;
        assert_eq!(
            (answer.status, answer.code()),
            (502, "upstream_dns".to_owned())
        );
        for told in ["10.1.2.3", "NXDOMAIN", "mypurecloud"] {
            assert!(!answer.body.contains(told), "{answer:?}");
        }
    }
}
