//! How a step stands, for each client it is done for or once: state, note, evidence and its verdict.

use claimlens_core::walkthrough::{Level, Record, Step, StepState, Verdict, Walk};

use super::walk::{shown, step_link};
use crate::markup::{Element, Node, button, el, icon, own};
use crate::view_model::states::Tone;
use claimlens_core::time::utc;

/// The states in the order they are offered, with what one presses to get there.
const STATES: [(StepState, &str); 4] = [
    (StepState::Done, "Done"),
    (StepState::NotApplicable, "Not applicable"),
    (StepState::Blocked, "Blocked"),
    (StepState::Open, "Open"),
];

/// The id of the field for a note, or for evidence, about a client or the step as a whole.
pub(super) fn field(kind: &str, client: Option<&str>) -> String {
    [kind, "-", client.unwrap_or("all")].concat()
}

/// All that is to be settled in a step.
pub(super) fn cases(number: u32, walk: &Walk, step: &'static Step) -> Node {
    let clients: Vec<Node> = walk
        .clients_in(step)
        .map(|client| {
            let title = if client.grant.is_empty() {
                client.name.clone()
            } else {
                format!("{} ({})", client.name, client.grant)
            };
            case(number, walk, step, Some(&client.key), title)
        })
        .collect();
    let missing = (step.per_client && clients.is_empty()).then(|| {
        el("p").class("note").text("This step is for each OAuth client. Add them above, or settle it here for all of them.")
    });
    if clients.is_empty() {
        let title = "This step".to_owned();
        return el("div")
            .class("cases")
            .child(missing)
            .child(case(number, walk, step, None, title))
            .into();
    }
    el("div").class("cases").children(clients).into()
}

fn case(
    number: u32,
    walk: &Walk,
    step: &'static Step,
    client: Option<&str>,
    title: String,
) -> Node {
    let record = walk.record(&step.id, client);
    let state = walk.state(&step.id, client);
    let key = client.unwrap_or_default();
    let (tone, symbol) = shown(state);
    let buttons = STATES.map(|(to, label)| {
        let value = [to.word(), "|", key].concat();
        let pressed = if to == state { "true" } else { "false" };
        button(label, "step-state", value)
            .attr("aria-pressed", pressed)
            .into()
    });
    let note = field("note", client);
    let written = record.map(|record| record.note.clone()).unwrap_or_default();
    el("section")
        .class("case")
        .attr("aria-label", title.clone())
        .child(
            el("h4")
                .class(tone)
                .child(icon(symbol))
                .child(own(title))
                .child(el("span").class("state").text(state.label())),
        )
        .child(step.evidence.map(|kind| evidence(client, kind.asks())))
        .child(
            record
                .and_then(|record| record.verdict.as_ref())
                .map_or(Node::Nothing, |found| verdict(number, step, found)),
        )
        .child(el("label").attr("for", note.clone()).text("Note"))
        .child(
            el("textarea")
                .id(note)
                .attr("rows", "2")
                .attr("data-note", key.to_owned())
                .text(written),
        )
        .child(
            el("div")
                .class("tools")
                .attr("role", "group")
                .attr("aria-label", "State")
                .children(buttons),
        )
        .child(record.map_or(Node::Nothing, signed))
        .into()
}

fn evidence(client: Option<&str>, asks: &'static str) -> Element {
    let id = field("evidence", client);
    el("div")
        .class("evidence")
        .child(el("label").attr("for", id.clone()).text(asks))
        .child(
            el("textarea")
                .id(id)
                .attr("rows", "4")
                .attr("spellcheck", "false")
                .attr("autocomplete", "off"),
        )
        .child(button(
            "Judge it",
            "evidence",
            client.unwrap_or_default().to_owned(),
        ))
        .child(
            el("span")
                .class("note")
                .text("The verdict is kept, what you pasted is not."),
        )
}

fn verdict(number: u32, step: &'static Step, found: &Verdict) -> Node {
    let outcome = step.outcome(&found.outcome);
    let readings = found.readings.iter().map(|reading| {
        el("li")
            .child(own(reading.name.clone()))
            .text(": ")
            .child(el("code").child(own(reading.value.clone())))
            .into()
    });
    let todo = outcome
        .filter(|outcome| !outcome.todo.is_empty())
        .map(|outcome| el("p").child(el("b").text("Then: ")).text(&*outcome.todo));
    let jump = step.jump(&found.outcome).map(|jump| {
        let to: Element = if !jump.checklist.is_empty() {
            let value = [&*jump.checklist, "|", &*jump.step].concat();
            button("Walk the checklist for that", "walk-other", value)
        } else if jump.step.is_empty() {
            el("b").text("Stay here until it is settled.")
        } else {
            let address = step_link(number, &jump.step);
            el("a")
                .attr("href", address)
                .text("Go to the step for that")
        };
        el("p").class("jump").text(&*jump.why).text(" ").child(to)
    });
    el("div")
        .class(["verdict ", tone(found.level)].concat())
        .child(
            el("p")
                .child(el("b").text(found.level.label()))
                .text(". ")
                .child(own(found.says.clone())),
        )
        .child(outcome.map(|outcome| el("p").text(&*outcome.means)))
        .child(todo)
        .child(jump)
        .child(el("ul").class("readings").children(readings))
        .child(el("p").class("note").text(utc(found.when)))
        .into()
}

/// The colour of a level; its words stand beside it.
pub(super) fn tone(level: Level) -> &'static str {
    match level {
        Level::Good => Tone::Good.class(),
        Level::Note => Tone::Warn.class(),
        Level::Bad | Level::Stop => Tone::Bad.class(),
        Level::Unread => Tone::Neutral.class(),
    }
}

/// Who set the state, and when.
fn signed(record: &Record) -> Node {
    let mut line = el("p").class("note signed").text(record.state.label());
    if !record.who.is_empty() {
        line = line.text(" by ").child(own(record.who.clone()));
    }
    line.text([", ", &utc(record.when)].concat()).into()
}

#[cfg(test)]
mod tests {
    use claimlens_core::walkthrough::{Record, StepState};

    use super::signed;

    /// An override in a name turned the moment behind it around.
    #[test]
    fn who_set_a_state_stands_in_a_direction_of_its_own() {
        let record = Record {
            step: "region".into(),
            client: None,
            state: StepState::Done,
            note: String::new(),
            who: "Kim\u{202e}".into(),
            when: 0,
            verdict: None,
        };
        let mut html = String::new();
        signed(&record).write_html(&mut html);
        assert!(
            html.contains("done by <bdi>Kim\u{202e}</bdi>, 1970-01-01"),
            "{html}"
        );
    }
}
