//! What is said of what was typed.

use std::format;

use proptest::prelude::*;

use super::*;

/// The names of the checks, with `!` before those that stop.
fn found(id: &str, secret: &str) -> Vec<String> {
    check(id, &Secret::new(secret))
        .iter()
        .map(|check| match check.severity {
            Severity::Stops => format!("!{}", check.id),
            Severity::Warns => check.id.to_string(),
        })
        .collect()
}

/// What the first offer to mend makes of it.
fn mended(id: &str, secret: &str) -> Option<(String, String)> {
    let checks = check(id, &Secret::new(secret));
    let mended = checks.iter().find_map(|check| check.mended.clone())?;
    Some((mended.client_id, mended.secret.expose().to_string()))
}

#[test]
fn what_is_right_is_not_talked_about() {
    assert_eq!(found(ID, SECRET), [""; 0]);
    assert!(may_send(&check(ID, &secret())));
}

#[test]
fn what_goes_wrong_with_id_and_secret() {
    let other = "11111111-2222-3333-4444-555566667777";
    let header = crate::basic::build(ID, SECRET).header;
    let jwt = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJtZSJ9.x";
    for (id, secret, expect) in [
        ("", "", &["!no-id", "!no-secret"][..]),
        (ID, " ", &["!no-secret"]),
        ("ETL job", SECRET, &["!white-space", "id-form"]),
        ("etl", SECRET, &["id-form"]),
        (&format!(" {ID}"), SECRET, &["!white-space"]),
        (&format!("{ID}\n"), SECRET, &["!line-break"]),
        (ID, &format!("{SECRET}\n"), &["!line-break"]),
        (ID, &format!("{SECRET}\r\n"), &["!line-break"]),
        (ID, &format!("{SECRET} "), &["!white-space"]),
        (ID, &format!("\u{feff}{SECRET}"), &["!hidden"]),
        (ID, &format!("{SECRET}\u{200b}"), &["!hidden"]),
        (SECRET, ID, &["!swapped"]),
        (ID, other, &["uuid-secret"]),
        (ID, ID, &["uuid-secret"]),
        (ID, &format!("{ID}:{SECRET}"), &["!pair"]),
        (&format!("{ID}:{SECRET}"), "", &["!pair"]),
        (ID, &header, &["!basic"]),
        (&format!("Authorization: {header}"), "", &["!basic"]),
        (ID, header.strip_prefix("Basic ").unwrap(), &["!basic"]),
        ("etl", ID, &["!id-in-secret"]),
        ("my etl job in the night", ID, &["!id-in-secret"]),
        (ID, TOKEN, &["token-form"]),
        (ID, "Basic !!!", &["!basic"]),
        (ID, "Authorization: Bearer abcdefgh", &["!bearer"]),
        (ID, jwt, &["!token"]),
        (ID, &format!("\"{SECRET}\""), &["quoted"]),
        (
            ID,
            "Zk3v%2BQ9sT1mB7xY2cW8nR4pL6dF0hJ5gK3aE1uI9o",
            &["escaped"],
        ),
        (
            ID,
            "Zk3v–Q9sT1mB7xY2cW8nR4pL6dF0hJ5gK3aE1uI9oV7",
            &["not-ascii"],
        ),
        (ID, &"x".repeat(20_000), &["!too-long"]),
    ] {
        assert_eq!(found(id, secret), expect, "{id:?} {secret:?}");
    }
}

#[test]
fn what_was_probably_meant_is_offered() {
    let right = Some((ID.to_string(), SECRET.to_string()));
    let header = crate::basic::build(ID, SECRET).header;
    for (id, secret) in [
        (SECRET.to_string(), ID.to_string()),
        (format!(" {ID}\t"), SECRET.to_string()),
        (ID.to_string(), format!("{SECRET}\n")),
        (format!("\u{feff}{ID}"), format!(" {SECRET} ")),
        (ID.to_string(), format!("{ID}:{SECRET}")),
        (format!("{ID}: {SECRET}"), String::new()),
        (ID.to_string(), header.clone()),
        (ID.to_string(), header.replace("Basic ", "")),
        (String::new(), format!("Authorization: {header}")),
        (ID.to_string(), format!("'{SECRET}'")),
    ] {
        let offered = mended(&id, &secret);
        assert_eq!(offered, right, "{id:?} {secret:?}");
    }
    assert_eq!(mended("etl", SECRET), None);
    let moved = mended("etl", ID);
    assert_eq!(moved, Some((ID.to_string(), String::new())));
}

proptest! {
    /// Any two texts are judged; taking what is offered leads to an end.
    #[test]
    fn mending_ends(id in "\\PC{0,60}", secret in "\\PC{0,60}") {
        let (mut id, mut secret) = (id, secret);
        for _ in 0..6 {
            let Some((new_id, new_secret)) = mended(&id, &secret) else { break };
            prop_assert!((&new_id, &new_secret) != (&id, &secret), "an offer changes something");
            (id, secret) = (new_id, new_secret);
        }
        prop_assert_eq!(mended(&id, &secret), None, "{} {}", id, secret);
    }

    #[test]
    fn pasted_with_space_around_is_always_mended(
        before in "[ \t\n\r\u{200b}]{0,3}", after in "[ \t\n\r\u{feff}]{0,3}", on_id in any::<bool>()
    ) {
        let text = |middle: &str, on: bool| if on { format!("{before}{middle}{after}") } else { middle.to_string() };
        let (id, secret) = (text(ID, on_id), text(SECRET, !on_id));
        if before.is_empty() && after.is_empty() {
            prop_assert!(check(&id, &Secret::new(secret)).is_empty());
        } else {
            prop_assert!(!may_send(&check(&id, &Secret::new(secret.clone()))));
            prop_assert_eq!(mended(&id, &secret), Some((ID.to_string(), SECRET.to_string())));
        }
    }
}
