//! Each client of the demo, and what the core makes of its answers.

use claimlens_core::calls::demo::{
    BARE, BRIEF, CODE, CROWDED, DISABLED, FENCED, SERVICE, THROTTLED,
};
use claimlens_core::requests::{
    Ask, Baseline, ClientState, DEMO, NeedState, Origin, Outcome, REAL_READS, Secret, UserAnswer,
    compare, needs, read_me, read_organization, read_real, read_revoked, read_subject,
    read_timeout, read_token, read_user,
};
use claimlens_core::{Context, inspect};

use super::{about, companion, for_token, insist, send, token};

#[tokio::test]
async fn one_that_works() {
    let door = companion();
    let planned = for_token(SERVICE);
    let given = read_token(&planned, &send(&door, &planned).await).expect("a token");
    assert!(
        given.expires_in.is_some() && given.notes.is_empty(),
        "{given:?}"
    );

    let ask = |call| about(call, SERVICE, &given.token);
    let planned = ask("tokens-me");
    let me = read_me(&planned, &send(&door, &planned).await).expect("whose it is");
    assert_eq!(
        (me.client_id.as_str(), me.client_name.as_str()),
        (SERVICE.id, SERVICE.name)
    );
    assert_eq!(
        (me.state.clone(), me.is_service(), me.roles.len()),
        (ClientState::Active, true, 2)
    );

    let planned = ask("authorization-subject");
    let subject = read_subject(&planned, &send(&door, &planned).await).expect("its roles");
    assert_eq!(subject.grants.len(), 2);
    let list = "routing:queue:view in Support\nrouting:queue:view in Sales\nrouting:queue:edit\nsso:provider:edit";
    let states: Vec<_> = needs(list, None, &subject.permissions, None)
        .iter()
        .map(|need| need.state)
        .collect();
    assert_eq!(
        states,
        [
            NeedState::Met,
            NeedState::OtherDivision,
            NeedState::Missing,
            NeedState::Met
        ]
    );

    let planned = ask("organizations-me");
    let organization = read_organization(&planned, &send(&door, &planned).await).expect("whose");
    assert!(!organization.short_name.is_empty());
    let planned = ask("tokens-timeout");
    read_timeout(&planned, &send(&door, &planned).await).expect("the idle timeout");
    let planned = ask("users-me");
    let user = read_user(&planned, &send(&door, &planned).await).expect("nobody");
    assert!(matches!(user, UserAnswer::NoUser(_)));

    for read in REAL_READS {
        let ask = Ask::api(read.call, DEMO, &given.token).with_query(read.query);
        let planned = ask.plan(0).expect("a call of the table");
        let verdict = read_real(&planned, &send(&door, &planned).await);
        let expected = if planned.call.needs_user {
            Outcome::NeedsUser
        } else {
            Outcome::Works
        };
        assert_eq!(verdict.outcome, expected, "{} {verdict:?}", read.call);
    }

    let planned = Ask::revoke(DEMO, &given.token)
        .plan(0)
        .expect("a call of the table");
    read_revoked(&planned, &send(&door, &planned).await).expect("revoked");
    let planned = ask("tokens-me");
    let refusal = read_me(&planned, &send(&door, &planned).await).expect_err("no longer");
    assert!(
        refusal.origin == Origin::Genesys && refusal.ends_token(),
        "{refusal:?}"
    );
}

#[tokio::test]
async fn those_that_get_no_token() {
    let door = companion();
    let wrong = Secret::new("not-the-secret-of-this-client-0000000000000");
    let unknown = "11111111-2222-3333-4444-555566667777";
    for (planned, says, lead) in [
        (for_token(CODE), "another grant", "grant"),
        (
            Ask::token(DEMO, SERVICE.id, &wrong)
                .plan(0)
                .expect("planned"),
            "not its secret",
            "secret",
        ),
        (
            Ask::token(DEMO, unknown, &wrong).plan(0).expect("planned"),
            "not known",
            "client id",
        ),
        (for_token(DISABLED), "", ""),
    ] {
        let answer = send(&door, &planned).await;
        let refusal = read_token(&planned, &answer).expect_err("no token");
        assert_eq!(refusal.origin, Origin::Genesys, "{refusal:?}");
        assert!(refusal.says.contains(says), "{refusal:?}");
        let text = refusal.exchange.expect("something to diagnose");
        let report = inspect(&text, &Context::default());
        let headline = &report.artefacts.first().expect("a diagnosis").headline.lead;
        assert!(headline.contains(lead), "{headline}");
    }
}

#[tokio::test]
async fn one_without_a_role() {
    let door = companion();
    let token = token(&door, BARE).await;
    let planned = about("tokens-me", BARE, &token);
    let me = read_me(&planned, &send(&door, &planned).await).expect("whose it is");
    assert!(me.roles.is_empty() && me.notes.iter().any(|note| note.text.contains("no role")));
    let planned = about("authorization-subject", BARE, &token);
    let refusal = read_subject(&planned, &send(&door, &planned).await).expect_err("not allowed");
    assert_eq!(refusal.permissions, ["authorization:grant:view"]);
    let planned = about("routing-queues", BARE, &token);
    let verdict = read_real(&planned, &send(&door, &planned).await);
    assert_eq!(verdict.outcome, Outcome::MissingPermission);
    assert_eq!(verdict.permissions, ["routing:queue:view"]);
}

#[tokio::test]
async fn those_that_are_throttled_are_waited_for() {
    let door = companion();
    let planned = for_token(CROWDED);
    let (answer, tries) = insist(&door, &planned).await;
    assert_eq!(tries, 3, "two are refused");
    read_token(&planned, &answer).expect("a token");
    let token = token(&door, THROTTLED).await;
    let planned = about("tokens-me", THROTTLED, &token);
    let (answer, tries) = insist(&door, &planned).await;
    assert_eq!(tries, 3, "two are refused");
    read_me(&planned, &answer).expect("whose it is");
}

#[tokio::test]
async fn odd_ones() {
    let door = companion();
    let planned = for_token(BRIEF);
    let given = read_token(&planned, &send(&door, &planned).await).expect("a token");
    assert!(
        given
            .notes
            .iter()
            .any(|note| note.text.contains("5 minutes")),
        "{given:?}"
    );
    let token = token(&door, FENCED).await;
    let planned = about("tokens-me", FENCED, &token);
    let refusal = read_me(&planned, &send(&door, &planned).await).expect_err("not from here");
    assert_eq!(refusal.code, "ip.not.authorized");
    assert!(!refusal.ends_token(), "the token is as good as before");
}

#[tokio::test]
async fn before_and_after() {
    let door = companion();
    let baseline = async || {
        let mut made = Baseline::new(DEMO, SERVICE.id, 0);
        let planned = for_token(SERVICE);
        let given = read_token(&planned, &send(&door, &planned).await).expect("a token");
        made.note_token(Ok(&given));
        let planned = about("tokens-me", SERVICE, &given.token);
        let me = read_me(&planned, &send(&door, &planned).await);
        made.note_me(me.as_ref().map_err(|refusal| &**refusal));
        let planned = about("authorization-subject", SERVICE, &given.token);
        made.note_subject(&read_subject(&planned, &send(&door, &planned).await).expect("roles"));
        made
    };
    let (before, after) = (baseline().await, baseline().await);
    let rows = compare(&before, &after);
    assert!(
        rows.len() >= 6 && rows.iter().all(|row| !row.is_change),
        "{rows:?}"
    );
}
