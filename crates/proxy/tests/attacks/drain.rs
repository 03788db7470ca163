//! P66: clients that go away before they are answered leave nothing behind.

use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::{Instant, sleep, timeout};

use crate::support::client::{Raw, Req};
use crate::support::lab::Lab;
use crate::support::upstream::SOON;

/// Waits until there are at most so many tasks in this runtime, which has the proxy and the upstream in it.
async fn tasks_fall_to(most: usize) {
    let alive = || Handle::current().metrics().num_alive_tasks();
    let falling = async {
        while alive() > most {
            sleep(Duration::from_millis(20)).await;
        }
    };
    let fell = timeout(SOON, falling).await;
    assert!(
        fell.is_ok(),
        "{} tasks, at most {most} were expected",
        alive()
    );
}

/// The upstream never answers; each client waits until its request is there, and goes.
#[tokio::test]
async fn p66_clients_that_leave_while_the_upstream_works() {
    let lab = Lab::acting(|mut conn| async move {
        conn.request().await;
        conn.hold().await;
    })
    .await;
    let before = Handle::current().metrics().num_alive_tasks();
    for round in 1..=100 {
        let mut raw = Raw::connect(lab.address).await;
        raw.send(Req::token().bytes(lab.address)).await;
        let start = Instant::now();
        while lab.up.requests().len() < round {
            assert!(
                start.elapsed() < SOON,
                "the request of round {round} never came"
            );
            sleep(Duration::from_millis(1)).await;
        }
        drop(raw);
    }
    // Sooner than the deadline: the calls were given up, not waited for.
    lab.all_closed().await;
    tasks_fall_to(before).await;
    assert_eq!(lab.up.requests().len(), 100);
}

/// Ten thousand that leave at once, in the middle of everything.
#[tokio::test]
async fn p66_ten_thousand_clients_that_leave_at_once() {
    let lab = Lab::new().await;
    assert_eq!(lab.send(&Req::token()).await.status, 200);
    lab.all_idle().await;
    let before = Handle::current().metrics().num_alive_tasks();
    let whole = Req::token().bytes(lab.address);
    for round in 0..10_000_usize {
        let mut raw = Raw::connect(lab.address).await;
        // Some leave before the request is whole, some right behind it.
        let length = if round % 4 == 0 {
            whole.len()
        } else {
            round % whole.len()
        };
        raw.send(&whole[..length]).await;
        drop(raw);
    }
    lab.all_idle().await;
    tasks_fall_to(before + 2).await;
    assert_eq!(lab.send(&Req::token()).await.status, 200);
}
