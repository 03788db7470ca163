//! Tokens that are held.

use proptest::prelude::*;

use super::*;

fn token(expires_in: Option<i64>) -> TokenAnswer {
    TokenAnswer {
        expires_in,
        ..read_token(&for_token(), &given()).unwrap()
    }
}

#[test]
fn a_token_is_used_until_the_margin() {
    let mut store = TokenStore::new();
    assert!(matches!(
        store.reuse(REGION, ID, &secret(), NOW),
        Reuse::Ask { .. }
    ));
    store.keep(REGION, ID, &secret(), &token(Some(86_399)), NOW);
    for (after, held) in [
        (0, true),
        (60, true),
        (86_098, true),
        (86_099, false),
        (86_399, false),
        (90_000, false),
    ] {
        let reuse = store.reuse(REGION, ID, &secret(), NOW + after);
        assert_eq!(
            matches!(reuse, Reuse::Held { .. }),
            held,
            "{after} {reuse:?}"
        );
    }
    let Reuse::Held { token, why, life } = store.reuse("eu-west-1", ID, &secret(), NOW + 60) else {
        panic!("a region by its other key is the same region");
    };
    assert_eq!(token.expose(), TOKEN);
    assert!(
        why.contains("1 minute ago") && why.contains("No token was asked for"),
        "{why}"
    );
    assert_eq!(life.countdown, "23:58:59");
    let Reuse::Ask { why } = store.reuse(REGION, ID, &secret(), NOW + 86_200) else {
        panic!("within the margin");
    };
    assert!(why.contains("margin of 5 minutes"), "{why}");
}

#[test]
fn what_was_revoked_or_is_anothers_is_not_used() {
    let mut store = TokenStore::new();
    store.keep(REGION, ID, &secret(), &token(Some(86_399)), NOW);
    let other = Secret::new("another-secret-that-was-typed-since-then-000");
    assert!(matches!(
        store.reuse(REGION, ID, &other, NOW),
        Reuse::Ask { .. }
    ));
    assert!(matches!(
        store.reuse("mypurecloud.de", ID, &secret(), NOW),
        Reuse::Ask { .. }
    ));
    let other_id = "11111111-2222-3333-4444-555566667777";
    assert!(matches!(
        store.reuse(REGION, other_id, &secret(), NOW),
        Reuse::Ask { .. }
    ));
    // A newer token takes the place of the older one.
    store.keep("eu-west-1", ID, &secret(), &token(Some(600)), NOW);
    assert_eq!(store.len(), 1);
    assert!(store.token(REGION, ID).is_some());
    assert!(store.forget(REGION, ID) && !store.forget(REGION, ID));
    assert!(store.is_empty() && store.token(REGION, ID).is_none());
}

#[test]
fn a_refused_token_is_dropped_and_a_newer_one_is_not() {
    let mut store = TokenStore::new();
    store.keep(REGION, ID, &secret(), &token(Some(86_399)), NOW);
    let newer = Secret::new("another");
    let other = Ask::api("users", REGION, &newer).plan(NOW).unwrap();
    assert!(!store.refused(&other) && store.len() == 1);
    assert!(store.refused(&api("users")) && store.is_empty());
}

#[test]
fn the_life_of_a_token() {
    let life = |expires_in, after| Life::of(NOW, expires_in, 300, NOW + after);
    assert_eq!(life(Some(86_399), 0).state, LifeState::Fresh);
    assert_eq!(life(Some(86_399), 0).countdown, "23:59:59");
    assert_eq!(life(Some(3_600), 3_301).state, LifeState::Ending);
    assert_eq!(life(Some(3_600), 3_301).countdown, "04:59");
    assert_eq!(life(Some(3_600), 3_600).state, LifeState::Over);
    assert_eq!(life(Some(3_600), 3_600).countdown, "00:00");
    assert_eq!(life(Some(3_600), 0).ends_at, Some(NOW + 3_600));
    assert_eq!(life(None, 5).state, LifeState::Unsaid);
    // A clock that went back does not make it older than it is.
    assert_eq!(life(Some(3_600), -50).left, 3_650);
    // One that lives no longer than the margin is of use all the same.
    assert_eq!(life(Some(300), 0).state, LifeState::Fresh);
    assert_eq!(life(Some(300), 280).state, LifeState::Ending);
    let mut store = TokenStore::new();
    store.keep(REGION, ID, &secret(), &token(None), NOW);
    assert!(matches!(
        store.reuse(REGION, ID, &secret(), NOW + 9),
        Reuse::Held { .. }
    ));
}

proptest! {
    #[test]
    fn any_life_has_words(given in any::<i64>(), whole in any::<Option<i64>>(), margin in any::<i64>(), now in any::<i64>()) {
        let life = Life::of(given, whole, margin, now);
        prop_assert!(!life.text.is_empty() && life.left >= 0);
    }
}
