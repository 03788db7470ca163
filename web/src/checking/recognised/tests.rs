//! What is said of keys.

use super::list;
use crate::checking::given::{Given, Reading};
use crate::checking::room::Room;
use crate::view_model::outcome::{Certificate, Checked, Key, Lint, Outcome, Source};
use claimlens_core::requests::Secret;

/// A room with one key put away as `old.pem`, and one in the field.
fn room(keys: Vec<Key>) -> Room {
    Room {
        field: Secret::new("the text in the field"),
        given: vec![Given {
            number: 4,
            from: "old.pem".into(),
            bytes: 17,
            text: Secret::new("the text put away"),
            reading: Reading::Hex,
        }],
        sent: vec![4, 0],
        checked: Some(Checked {
            sources: vec![
                Source {
                    count: 1,
                    findings: vec![Lint {
                        severity: "warning".into(),
                        code: "key.private".into(),
                        message: "It is `private`.".into(),
                        help: "Replace it.".into(),
                        reference: "RFC 7517 §9.2".into(),
                    }],
                },
                Source {
                    count: 1,
                    ..Source::default()
                },
            ],
            keys,
            tokens: vec![Outcome::default()],
            ..Checked::default()
        }),
        ..Room::default()
    }
}

fn html(room: &Room) -> String {
    let mut html = String::new();
    list(room, 100).write_html(&mut html);
    html
}

#[test]
fn a_key_is_described_and_its_text_never_shown() {
    let html = html(&room(vec![
        Key {
            what: "RSA, 2048 bits".into(),
            form: "private key (PKCS #8)".into(),
            kid: Some("<2026>".into()),
            thumbprint: Some("p0-2".into()),
            is_private: true,
            verifies: vec![0],
            certificate: Some(Certificate {
                subject: "CN=a".into(),
                issuer: "CN=b".into(),
                not_before: Some(1),
                not_after: Some(50),
            }),
            ..Key::default()
        },
        Key {
            index: 1,
            source: 1,
            what: "shared secret, 21 bytes".into(),
            form: "secret, as text".into(),
            is_secret: true,
            ..Key::default()
        },
    ]));
    for words in [
        "old.pem, 17 bytes",
        "aria-label=\"Remove the key: old.pem, 17 bytes\"",
        "RSA, 2048 bits</b>, private key (PKCS #8)",
        "&lt;2026&gt;",
        "p0-2",
        "CN=a",
        "The certificate has ended",
        "Verifies the token.",
        "It is <code>private</code>.",
        "key.private",
        "id=\"key-reading-0\"",
        "taken as a shared secret",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(!html.contains("the text"), "{html}");
    assert!(
        !html.contains("key-reading-4"),
        "a private key is no secret to be written otherwise"
    );
}

#[test]
fn what_cannot_be_used_says_why_and_what_is_awaited_that_it_is() {
    let mut room = room(vec![Key {
        source: 1,
        what: "the PEM block is cut off".into(),
        form: "could not be read".into(),
        is_unusable: true,
        ..Key::default()
    }]);
    let before = html(&room);
    assert!(
        before.contains("Cannot be used. </b><span>the PEM block is cut off"),
        "{before}"
    );
    assert!(
        before.contains("No key was recognised."),
        "of the other text"
    );
    room.checked = None;
    assert!(html(&room).contains("Being read …"));
    room.sent.clear();
    assert!(html(&room).contains("A discovery document"));
    room.field = Secret::default();
    room.given.clear();
    assert_eq!(html(&room), "");
}
