//! When it is asked again.

use proptest::prelude::*;

use super::*;

fn next(planned: &Planned, answer: &Answer, attempt: u32) -> Next {
    Retry::default().next(planned, answer, attempt, NOW, 0)
}

fn seconds(next: &Next) -> Option<u32> {
    match next {
        Next::Wait { seconds, .. } => Some(*seconds),
        Next::Done | Next::GiveUp { .. } => None,
    }
}

fn throttled(name: &str, value: &str) -> Answer {
    let mut answer = api_error(429, "too.many.requests", "Rate limit exceeded");
    answer.headers.push((name.to_string(), value.to_string()));
    answer
}

#[test]
fn waits_are_as_told() {
    // NOW is 2027-01-15T08:00:00Z.
    for (name, value, expect) in [
        ("Retry-After", "7", Some(7)),
        ("retry-after", "0", Some(1)),
        ("Retry-After", "Fri, 15 Jan 2027 08:00:30 GMT", Some(30)),
        ("Retry-After", "Fri, 15 Jan 2027 07:00:00 GMT", Some(1)),
        ("Retry-After", "soon", Some(2)),
        ("Retry-After", "-5", Some(2)),
        ("inin-ratelimit-reset", "42", Some(42)),
        ("ININ-RateLimit-Reset", "x", Some(2)),
        ("x", "y", Some(2)),
        // Too long to wait: told, not waited.
        ("Retry-After", "121", None),
        ("Retry-After", "99999999999999999999", None),
        ("Retry-After", "Fri, 15 Jan 2027 09:00:00 GMT", None),
    ] {
        let next = next(&api("users"), &throttled(name, value), 1);
        assert_eq!(seconds(&next), expect, "{name}: {value} {next:?}");
        if expect.is_none() {
            assert!(matches!(next, Next::GiveUp { after: Some(_), .. }));
        }
    }
    // Retry-After goes before the reset of the count.
    let mut both = throttled("inin-ratelimit-reset", "50");
    both.headers
        .push(("Retry-After".to_string(), "3".to_string()));
    assert_eq!(seconds(&next(&api("users"), &both, 1)), Some(3));
}

#[test]
fn the_token_endpoint_throttles_with_a_400() {
    let planned = for_token();
    let limit = token_error(
        400,
        "invalid_request",
        "rate limit exceeded; wait and try again",
    );
    let waits: Vec<_> = (1..=4)
        .map(|try_| seconds(&next(&planned, &limit, try_)).unwrap())
        .collect();
    assert_eq!(waits, [2, 4, 8, 16]);
    assert!(matches!(next(&planned, &limit, 5), Next::GiveUp { .. }));
    // The same words of the API are no throttling.
    let api_words = answer(
        400,
        r#"{"error":"invalid_request","error_description":"rate limit exceeded; x"}"#,
    );
    assert_eq!(next(&api("users"), &api_words, 1), Next::Done);
}

#[test]
fn what_asking_again_does_not_change_is_not_asked_again() {
    let token = for_token();
    for answer in [
        given(),
        token_error(400, "invalid_client", "client not found"),
        token_error(401, "invalid_client", "authentication failed"),
        token_error(400, "unauthorized_client", "x"),
        token_error(400, "invalid_request", "grant_type is missing"),
        api_error(500, "internal.server.error", "x"),
        api_error(503, "service.unavailable", "x"),
        with(503, &[("retry-after", "3")], ""),
        answer(
            502,
            r#"{"source":"claimlens-proxy","code":"upstream_answer","message":"m","do":"d"}"#,
        ),
        answer(
            504,
            r#"{"source":"claimlens-proxy","code":"upstream_deadline","message":"m","do":"d"}"#,
        ),
        answer(
            403,
            r#"{"source":"claimlens-proxy","code":"origin","message":"m","do":"d"}"#,
        ),
    ] {
        assert_eq!(next(&token, &answer, 1), Next::Done, "{answer:?}");
    }
    for answer in [
        me_answer(),
        api_error(400, "bad.request", "x"),
        api_error(401, "bad.credentials", "x"),
        api_error(403, "missing.permissions", "x"),
        api_error(404, "not.found", "x"),
        answer(501, ""),
        answer(
            502,
            r#"{"source":"claimlens-proxy","code":"upstream_tls","message":"m","do":"d"}"#,
        ),
        answer(
            500,
            r#"{"source":"claimlens-proxy","code":"panic","message":"m","do":"d"}"#,
        ),
    ] {
        assert_eq!(next(&api("users"), &answer, 1), Next::Done, "{answer:?}");
    }
}

#[test]
fn reads_that_failed_are_asked_again() {
    for status in [500, 502, 503, 504] {
        let failed = api_error(status, "x", "x");
        assert_eq!(
            seconds(&next(&api("users"), &failed, 1)),
            Some(2),
            "{status}"
        );
        let count = api("conversation-aggregates");
        assert_eq!(
            seconds(&next(&count, &failed, 3)),
            Some(8),
            "a count reads, though it is a POST"
        );
    }
    let revoke = Ask::revoke(REGION, &Secret::new(TOKEN)).plan(NOW).unwrap();
    assert_eq!(next(&revoke, &api_error(503, "x", "x"), 1), Next::Done);
    // The companion had no room: nothing was sent, so a POST may come again as well.
    let busy = answer(
        503,
        r#"{"source":"claimlens-proxy","code":"busy","message":"m","do":"d"}"#,
    );
    assert_eq!(seconds(&next(&for_token(), &busy, 1)), Some(2));
}

#[test]
fn without_an_answer_only_reads_are_asked_again() {
    let retry = Retry::default();
    assert!(matches!(
        retry.lost(&for_token(), 1, 0),
        Next::GiveUp { .. }
    ));
    assert_eq!(seconds(&retry.lost(&api("users"), 2, 0)), Some(4));
    assert!(matches!(
        retry.lost(&api("users"), 5, 0),
        Next::GiveUp { .. }
    ));
}

proptest! {
    /// However it is set up and whatever comes, there are never more than five tries, and no wait is longer
    /// than its bound.
    #[test]
    fn there_is_an_end(
        tries in any::<u32>(), longest in any::<u32>(), jitter in any::<u32>(), now in any::<i64>(),
        status in 400_u16..600, header in "[0-9]{0,12}|\\PC{0,30}"
    ) {
        let retry = Retry { tries, longest };
        let answer = with(status, &[("Retry-After", &header)], "{}");
        let mut attempt = 1;
        while let Next::Wait { seconds, attempt: following, .. } = retry.next(&api("users"), &answer, attempt, now, jitter) {
            prop_assert!(seconds >= 1 && seconds <= longest);
            prop_assert_eq!(following, attempt + 1);
            attempt = following;
            prop_assert!(attempt <= 5);
        }
    }
}
