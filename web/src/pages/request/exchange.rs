//! One request and its answer, as they were sent and came, credentials masked; and the line for a shell.

use super::super::card::copy;
use super::question::Question;
use super::refused::to_inspect;
use super::room::Exchange;
use crate::markup::{Element, Node, el};
use crate::view_model::pretty::{SHOWN, pretty};

/// How many milliseconds, in whole ones.
fn milliseconds(took: f64) -> String {
    format!("{took:.0} ms")
}

/// The exchange, folded.
pub(super) fn view(question: Question, exchange: &Exchange) -> Node {
    let status = match exchange.status {
        0 => "no answer".to_owned(),
        status => status.to_string(),
    };
    let tries = if exchange.attempt > 1 {
        format!(", try {}", exchange.attempt)
    } else {
        String::new()
    };
    el("details")
        .class("exchange")
        .child(
            el("summary")
                .child(el("code").text(exchange.line.clone()))
                .text(" ")
                .child(el("b").text(status))
                .text(format!(", {}{tries}", milliseconds(exchange.took))),
        )
        .child(headers(exchange))
        .child(block("The request as it arrives there", &exchange.arrives))
        .child(block(
            "The same, as it went to the companion",
            &exchange.sent,
        ))
        .child(block("The answer", &laid_out(&exchange.answer)))
        .child((!exchange.answer.is_empty()).then(|| el("p").child(to_inspect(question.word()))))
        .child(curl(exchange))
        .into()
}

/// An answer with its body over several lines, where it is JSON.
fn laid_out(answer: &str) -> String {
    match answer.split_once("\n\n") {
        Some((head, body)) if body.starts_with(['{', '[']) => {
            let (body, more) = pretty(body, SHOWN);
            [head, "\n\n", &*body, if more { "\n…" } else { "" }].concat()
        }
        _ => answer.to_owned(),
    }
}

/// The headers that say something, each to copy: the correlation id is what Genesys' support asks for.
fn headers(exchange: &Exchange) -> Node {
    if exchange.headers.is_empty() {
        return Node::Nothing;
    }
    let rows = exchange.headers.iter().flat_map(|(name, value)| {
        [
            el("dt").text(name.clone()).into(),
            el("dd")
                .child(el("code").text(value.clone()))
                .child(if name == "inin-correlation-id" {
                    copy(name, value)
                } else {
                    Node::Nothing
                })
                .into(),
        ]
    });
    el("dl").class("values").children(rows).into()
}

fn block(title: &'static str, text: &str) -> Option<Element> {
    (!text.is_empty()).then(|| {
        el("div").child(el("h4").text(title)).child(
            el("pre")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", title)
                .child(el("code").text(text.to_owned())),
        )
    })
}

fn curl(exchange: &Exchange) -> Element {
    let straight = exchange.curl.as_deref();
    el("details")
        .class("curl")
        .child(el("summary").text("curl"))
        .child(el("p").class("note").text(
            "The secret and the token are variables of your shell: they are not in the line.",
        ))
        .child(straight.map(|text| line("Straight to Genesys Cloud", text)))
        .child(line("Through the companion", &exchange.through))
}

/// A line for a shell, to copy.
pub(super) fn line(title: &str, text: &str) -> Element {
    el("div").child(el("h4").text(title.to_owned())).child(
        el("div")
            .class("command")
            .child(
                el("pre")
                    .attr("tabindex", "0")
                    .attr("role", "region")
                    .attr("aria-label", title.to_owned())
                    .child(el("code").text(text.to_owned())),
            )
            .child(copy(&["the curl line: ", title].concat(), text)),
    )
}

#[cfg(test)]
mod tests {
    use super::laid_out;

    #[test]
    fn only_json_is_laid_out() {
        assert_eq!(
            laid_out("HTTP/1.1 200\nretry-after: 3\n\n{\"a\":1}"),
            "HTTP/1.1 200\nretry-after: 3\n\n{\n  \"a\": 1\n}"
        );
        for text in ["", "HTTP/1.1 200", "HTTP/1.1 502\n\n<html>"] {
            assert_eq!(laid_out(text), text);
        }
    }
}
