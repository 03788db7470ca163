//! `kid` comes from the sender, and receivers put it into paths, queries and commands.

use crate::fill::fill;
use crate::report::{Blame, Rule, Severity};

use super::sink::Sink;
use super::view::View;

static INJECTION: Rule = Rule {
    code: "header.kid.injection",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("The key id looks as if it were made to reach a file, a database or a shell."),
    help: "Look keys up by comparing `kid` with the ids of known keys; never build a path, a query or a command from it.",
    reference: "RFC 8725 §3.10",
};
static URL: Rule = Rule {
    code: "header.kid.url",
    severity: Severity::Advice,
    blame: Blame::Advice,
    title: title!("The key id is a web address."),
    help: "Take it as a name only: a receiver that fetches a key from it lets the token choose its own key.",
    reference: "RFC 8725 §3.10",
};
static LONG: Rule = Rule {
    code: "header.kid.long",
    severity: Severity::Advice,
    blame: Blame::Advice,
    title: title!("The key id is very long."),
    help: "Use a short name for the key: some receivers limit its length, and it travels with every token.",
    reference: "RFC 7515 §4.1.4",
};

pub(super) static RULES: &[&Rule] = &[&INJECTION, &URL, &LONG];

/// Longer than any thumbprint, UUID or DID URL one meets.
const MAX: usize = 512;

/// What gives an attempt away, and what it is called. Base64 ids hold `/`, `+`, `=` and even `--`:
/// none of these is a sign by itself.
static SIGNS: &[(&str, &str)] = &[
    ("../", "a step out of a folder"),
    ("..\\", "a step out of a folder"),
    ("/dev/null", "a file of the system"),
    ("/etc/", "a file of the system"),
    ("/proc/", "a file of the system"),
    ("c:\\", "a file of the system"),
    ("file:", "the address of a file"),
    ("\0", "a zero byte"),
    ("'", "a quote, which ends a string in SQL"),
    ("\"", "a quote, which ends a string"),
    ("`", "a backquote, which runs a command in a shell"),
    ("$(", "`$(`, which runs a command in a shell"),
    ("|", "`|`, which joins commands in a shell"),
    ("&&", "`&&`, which joins commands in a shell"),
    (
        ";",
        "`;`, which ends a command in a shell and a statement in SQL",
    ),
    ("<", "`<`, which begins markup and redirects in a shell"),
    ("\n", "a line break"),
    (" union ", "the SQL word UNION"),
    ("${", "`${`, which some template languages evaluate"),
    ("{{", "`{{`, which some template languages evaluate"),
];

pub(super) fn check(view: &View<'_, '_>, sink: &mut Sink<'_>) {
    let Some(value) = view.get("kid") else { return };
    let Some(kid) = value.as_str() else { return };
    let span = view.span(value);
    if kid.len() > MAX {
        let length = alloc::string::ToString::to_string(&kid.len());
        let message = fill(
            "kid has {} bytes; a thumbprint has 43 and a UUID 36.",
            &[&length],
        );
        sink.add(&LONG, "kid", span, message);
    }
    let lower = kid.to_ascii_lowercase();
    // One sign is enough to say so.
    if let Some((_, what)) = SIGNS.iter().find(|(sign, _)| lower.contains(sign)) {
        let message = fill("kid is {q} and holds {}.", &[&kid, what]);
        sink.add(&INJECTION, "kid", span, message);
    } else if lower.starts_with("http://") || lower.starts_with("https://") {
        let message = fill("kid is {q}, a web address that the sender chose.", &[&kid]);
        sink.add(&URL, "kid", span, message);
    }
}
