//! What is done on the page: clicks, choices, typing, coming and leaving.

use claimlens_core::calls::demo::CLIENTS;
use claimlens_core::requests::{REAL_READS, Reuse, Secret, check, may_send};
use claimlens_core::site_config::Feature;

use super::super::desk::Topic;
use super::question::Question;
use super::room::{At, Found, Holder, Stage, change, look};
use super::{
    DIVISION, FIELD_ID, FIELD_SECRET, FORM, NEEDS, READ, REGION, RIGHTS, TITLE, companion, keep,
    needs, say, send,
};
use crate::house::{self, companion::Set};
use crate::inspection::large;
use crate::pages::focus_soon;
use crate::platform::{clock, dom};

/// Does what a button says; gives what is to be copied.
pub(in super::super) fn act(action: &str, value: &str) -> Option<String> {
    match action {
        "request-seek" => companion::seek(),
        "request-companion" => companion::name(),
        "request-demo" => take_demo(value.parse().ok()?),
        "request-mend" => mend(value.parse().ok()?),
        "request-wipe" => {
            wipe();
            dom::focus(FIELD_ID);
            say("Wiped.");
        }
        "request-ask" => send::ask(Question::of(value)?),
        "request-cancel" => {
            let question = Question::of(value)?;
            send::cancel(question);
            // The button that was pressed is gone.
            focus_soon(if question == Question::Token {
                "request-send"
            } else {
                TITLE
            });
        }
        "request-anew" => anew(),
        "request-copy" => return with_token(str::to_owned),
        "request-inspect-token" => to_inspect(with_token(str::to_owned)?),
        "request-inspect" => {
            let question = Question::of(value)?;
            let text = look(|room| {
                let exchange = room.of(question)?.exchange.as_ref()?;
                Some([&*exchange.arrives, "\n", &*exchange.answer].concat())
            })?;
            to_inspect(text);
        }
        "request-revoke" => revoke(),
        "request-all" => change(Topic::Searched, |room| room.all = true),
        "request-needs" => needs::check(),
        "request-preview" => {
            keep::preview();
            focus_soon("request-keep");
        }
        "request-keep" => {
            keep::keep();
            focus_soon("request-preview");
        }
        "request-leave" => {
            keep::leave();
            focus_soon("request-preview");
        }
        "request-forget" => {
            keep::forget(value.parse().ok()?);
            focus_soon("request-preview");
        }
        "request-hand" => keep::hand_over(),
        _ => {}
    }
    None
}

/// A field has another value. Says whether it was one of these.
pub(in super::super) fn typed(id: &str, value: impl FnOnce() -> String) -> bool {
    match id {
        FIELD_ID | FIELD_SECRET => look_over(),
        RIGHTS => {
            let query = value();
            change(Topic::Searched, |room| {
                room.query = query;
                room.all = false;
            });
        }
        _ => return false,
    }
    true
}

/// A choice was made. Says whether it was one of these.
pub(in super::super) fn chose(id: &str, value: impl FnOnce() -> String) -> bool {
    match id {
        REGION => {
            let region = value();
            change(Topic::Form, |room| room.region = region);
        }
        READ => {
            let value = value();
            let read = REAL_READS.iter().find(|known| known.call == value);
            change(Topic::Asked, |room| {
                room.read = read.map_or(room.read, |known| known.call);
            });
        }
        _ => return false,
    }
    true
}

/// A form was sent, by its button or by Enter. Says whether it is this one.
pub(in super::super) fn sent(id: &str) -> bool {
    if id == FORM {
        request();
    }
    id == FORM
}

/// One came to the page, or left it.
pub(in super::super) fn turned(here: bool) {
    if !here {
        wipe();
        return;
    }
    // Until it is known what is set, nobody is asked for; then one comes here again.
    if house::house().is_none() || house::is_off(Feature::Requests) {
        return;
    }
    keep::recall();
    defaults();
    companion::seek();
}

/// Takes over what is set, where nothing was chosen.
fn defaults() {
    change(Topic::Form, |room| {
        if let (true, Some(region)) = (room.region.is_empty(), house::region()) {
            region.clone_into(&mut room.region);
        }
    });
    let region = look(|room| room.region.clone());
    clock::later(0, move || dom::set_value(REGION, &region));
    if let Some(Set::Taken(origin)) = house::companion::set() {
        change(Topic::Companion, |room| {
            if room.base.is_empty() {
                room.base = origin;
            }
        });
    }
}

/// Wipes all that was typed and answered, and stops what is under way.
pub(in super::super) fn wipe() {
    send::halt_all();
    for id in [FIELD_ID, FIELD_SECRET, NEEDS, DIVISION, RIGHTS] {
        dom::set_value(id, "");
    }
    change(Topic::Form, |room| {
        room.forget_answers();
        room.store.clear();
        room.holder = None;
        room.about = None;
        room.client.clear();
        room.checks.clear();
        room.filled = false;
        room.pressed = false;
        room.notice.clear();
        room.handed.clear();
    });
    for topic in [Topic::Asked, Topic::Held, Topic::Kept, Topic::Needed] {
        change(topic, |_| ());
    }
}

/// Looks at what stands in the fields.
fn look_over() {
    let values = dom::values([FIELD_ID, FIELD_SECRET]);
    let mut values = values.into_iter();
    let client = values.next().unwrap_or_default();
    let secret = Secret::new(values.next().unwrap_or_default());
    let checks = check(&client, &secret);
    change(Topic::Form, |room| {
        room.filled = !client.is_empty() && !secret.is_empty();
        room.client = client;
        room.checks = checks;
    });
}

/// Fills in a client of the demo.
fn take_demo(number: usize) {
    let Some(client) = CLIENTS.get(number) else {
        return;
    };
    dom::set_value(FIELD_ID, client.id);
    dom::set_value(FIELD_SECRET, client.secret);
    look_over();
    say(["Filled in: ", client.name, "."].concat());
}

/// Puts into the fields what was probably meant.
fn mend(number: usize) {
    let mended = look(|room| room.checks.get(number)?.mended.clone());
    let Some(mended) = mended else {
        return;
    };
    dom::set_value(FIELD_ID, &mended.client_id);
    dom::set_value(FIELD_SECRET, mended.secret.expose());
    look_over();
    // The button that was pressed is gone.
    focus_soon("request-send");
}

/// Asks for a token, unless something speaks against it or one is held.
fn request() {
    look_over();
    change(Topic::Form, |room| room.pressed = true);
    let (missing, region, client, fine, busy) = look(|room| {
        let stage = room.of(Question::Token).map(|asked| &asked.stage);
        (
            matches!(room.at, At::Missing(_)),
            room.region.clone(),
            room.client.clone(),
            may_send(&room.checks),
            matches!(stage, Some(Stage::Sending | Stage::Waiting { .. })),
        )
    });
    if missing {
        focus_soon("request-curl-title");
        return;
    }
    if busy {
        return;
    }
    if region.is_empty() {
        dom::focus(REGION);
        say("Nothing was sent: no region is chosen.");
        return;
    }
    if !fine {
        let words = look(|room| room.checks.first().map(|check| check.text));
        say(["Nothing was sent. ", words.unwrap_or_default()].concat());
        let empty = client.trim().is_empty();
        dom::focus(if empty { FIELD_ID } else { FIELD_SECRET });
        return;
    }
    let secret = Secret::new(dom::value(FIELD_SECRET));
    match look(|room| room.store.reuse(&region, &client, &secret, clock::now())) {
        Reuse::Held { why, .. } => {
            say(why.clone());
            reuse(Holder {
                region,
                client,
                reused: why,
            });
        }
        Reuse::Ask { .. } => send::ask(Question::Token),
    }
}

/// Takes the token that is held. What was asked about it stays, if it is the one that was looked at.
fn reuse(holder: Holder) {
    let other = look(|room| {
        let same = |one: &Holder| one.region == holder.region && one.client == holder.client;
        !room.holder.as_ref().is_some_and(same)
    });
    change(Topic::Held, |room| {
        if other {
            room.forget_answers();
        }
        room.about = Some(holder.clone());
        room.holder = Some(holder);
    });
    change(Topic::Asked, |_| ());
}

/// Asks for a token although one is held.
fn anew() {
    look_over();
    if look(|room| may_send(&room.checks) && !room.region.is_empty()) {
        send::ask(Question::Token);
        focus_soon(TITLE);
    } else {
        say("Nothing was sent: fill in the client id and the secret.");
        dom::focus(FIELD_SECRET);
    }
}

/// The token that is looked at.
fn with_token<T>(with: impl FnOnce(&str) -> T) -> Option<T> {
    look(|room| {
        let holder = room.holder.as_ref()?;
        let token = room.store.token(&holder.region, &holder.client)?;
        Some(with(token.expose()))
    })
}

/// Hands a text to Inspect. Leaving this page wipes it here.
fn to_inspect(text: String) {
    large::of_whole(super::room::inspect(), text);
    dom::go_to("#inspect");
}

/// Revokes the token at the second press.
fn revoke() {
    if look(|room| room.sure) {
        send::ask(Question::Revoke);
        return;
    }
    change(Topic::Asked, |room| room.sure = true);
    say("Press once more: a revoked token is of no use to anybody who holds it.");
}

/// What follows an answer: the focus goes where there is something, if its button is gone.
pub(super) fn answered(question: Question) {
    if question == Question::Revoke
        && look(|room| matches!(room.found(question), Some(Found::Revoked)))
    {
        focus_soon(TITLE);
    }
}
