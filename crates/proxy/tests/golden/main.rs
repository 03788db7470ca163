//! Whatever a client writes, what reaches an upstream is byte for byte the template, or nothing does. The fuzz
//! targets in `fuzz` hold the same for longer, with the same oracle.

mod harness;
mod passed;
mod template;
mod upstream;
mod words;

use std::cell::OnceCell;
use std::time::Duration;

use proptest::prelude::*;
use proptest::sample::{Index, select};

use harness::Harness;
use template::Sent;

thread_local! {
    static HARNESS: OnceCell<Harness> = const { OnceCell::new() };
}

/// For requests that have an end.
const WHOLE: Duration = Duration::from_secs(5);
/// For those of which nobody knows.
const PERHAPS: Duration = Duration::from_millis(4);

fn tell(input: &[u8], patience: Duration) -> usize {
    HARNESS.with(|harness| harness.get_or_init(Harness::start).tell(input, patience))
}

#[test]
fn every_seed_is_forwarded_as_often_as_it_asks() {
    for (seed, requests) in words::seeds() {
        assert_eq!(tell(&seed, WHOLE), requests, "{}", seed.escape_ascii());
    }
}

/// The oracle would let everything pass if it looked at nothing.
#[test]
fn the_oracle_sees_what_is_wrong() {
    let input = b"POST /mypurecloud.ie/login/oauth/token\r\nAuthorization: Basic aWQ6c2VjcmV0";
    let good = format!(
        "POST /oauth/token HTTP/1.1\r\nHost: login.mypurecloud.ie\r\nAuthorization: Basic aWQ6c2VjcmV0\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nAccept: application/json\r\n\
         User-Agent: claimlens-proxy/{}\r\nContent-Length: 29\r\n\r\ngrant_type=client_credentials",
        env!("CARGO_PKG_VERSION")
    );
    let check = |name: &str, text: &str| {
        let sent = Sent {
            name: name.into(),
            bytes: text.into(),
        };
        template::check(&sent, input)
    };
    assert_eq!(check("login.mypurecloud.ie", &good), Ok(()));
    assert!(check("api.mypurecloud.ie", &good).is_err());
    assert!(check("login.mypurecloud.de", &good).is_err());
    for (from, to) in [
        ("POST", "PUT"),
        ("POST", "GET"),
        ("/oauth/token", "/oauth/token?x=y"),
        ("/oauth/token", "/oauth/tokens"),
        ("aWQ6c2VjcmV0", "b3RoZXI6b25l"),
        ("Basic", "Bearer"),
        ("Host:", "host:"),
        (
            "Accept: application/json",
            "Accept: application/json\r\nCookie: a=b",
        ),
        ("Accept", "Transfer-Encoding: chunked\r\nAccept"),
        ("Content-Length: 29", "Content-Length: 28"),
        ("client_credentials", "client_credentials&scope=x"),
        ("client_credentials", "client_credentials\r\n"),
        ("client_credentials", "password"),
    ] {
        let bad = good.replace(from, to);
        assert_ne!(bad, good, "{from}");
        assert!(check("login.mypurecloud.ie", &bad).is_err(), "{bad}");
    }
}

/// A seed with bytes put in, left out or replaced.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let seeds: Vec<_> = words::seeds().into_iter().map(|(seed, _)| seed).collect();
    let piece = prop_oneof![
        3 => select(words::PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..4),
    ];
    let change = (any::<Index>(), 0usize..6, piece);
    (select(seeds), proptest::collection::vec(change, 1..4)).prop_map(|(seed, changes)| {
        let mut bytes = seed;
        for (at, gone, piece) in changes {
            let from = at.index(bytes.len() + 1);
            let to = (from + gone).min(bytes.len());
            bytes.splice(from..to, piece);
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_request_that_was_tampered_with_is_the_template_or_nothing(input in mutated()) {
        tell(&input, PERHAPS);
    }

    #[test]
    fn whatever_an_upstream_answers_a_client_gets_one_whole_answer(
        status in prop_oneof![Just("200 OK"), Just("204 None"), Just("101 x"), Just("302 x"), Just("999 x"), Just("429")],
        lines in proptest::collection::vec(select(words::ANSWER_LINES), 0..5),
        body in proptest::collection::vec(any::<u8>(), 0..20),
        cut in any::<Index>(),
        whole in any::<bool>(),
    ) {
        let mut answer = format!("HTTP/1.1 {status}\r\n{}\r\n", lines.concat()).into_bytes();
        answer.extend_from_slice(&body);
        if !whole {
            answer.truncate(cut.index(answer.len()));
        }
        HARNESS.with(|harness| harness.get_or_init(Harness::start).answered(&answer));
    }

    #[test]
    fn no_text_in_the_place_of_a_region_leads_anywhere_else(
        region in prop_oneof![
            "[ -~]{0,24}",
            select(words::REGIONS_AND_NOT).prop_map(str::to_owned),
            (select(words::REGIONS_AND_NOT), "[.@:%/\\\\#?;a-z0-9]{1,6}", any::<bool>())
                .prop_map(|(key, more, before)| if before { more + key } else { key.to_owned() + &more }),
        ],
    ) {
        let forwarded = tell(&words::of_region(region.as_bytes()), WHOLE);
        let known = claimlens_core::calls::domain(&region).is_some();
        prop_assert_eq!(forwarded, if known { 2 } else { 0 }, "{}", region);
    }
}
