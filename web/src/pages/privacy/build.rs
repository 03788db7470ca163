//! Which build this is, and how to check that from outside.

use super::super::card::copy;
use super::super::desk::{self, Topic};
use super::policy::quoted;
use crate::markup::{Node, el};
use crate::platform::dom;
use crate::view_model::fold::grouped;

/// The build.
pub(super) fn build() -> Node {
    desk::follow(Topic::Looked);
    let data = desk::data();
    let section = el("section").child(el("h3").text("Which build this is"));
    let section = match &data.known.build {
        None => section.child(el("p").class("note").text("Being asked for …")),
        Some(made) if made.files.is_empty() => section.child(
            el("p")
                .class("note")
                .text("build.json beside this page could not be had: there is no network, or it was left out."),
        ),
        Some(made) => {
            let rows = [
                ("Version", made.version.clone()),
                ("Commit", made.commit.clone()),
                ("Date of the commit", made.date.clone()),
                ("Files", grouped(made.files.len())),
            ];
            let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
            let rows = rows.flat_map(|(name, value)| {
                [
                    el("dt").text(name).into(),
                    el("dd").child(el("span").text(value)).into(),
                ]
            });
            section.child(el("dl").id("build-is").class("values").children(rows))
        }
    };
    let section = section
        .child(el("p").child(el("b").text("A page’s word about itself proves nothing: ")).text(
            "whoever changed it has changed this, too. Check it from outside, with the list SHA256SUMS of the release you trust:",
        ));
    if dom::is_file() {
        return section
            .child(command("the command", "sha256sum --ignore-missing --check SHA256SUMS"))
            .child(el("p").text("in the folder where claimlens.html and SHA256SUMS are. A file with settings of your organisation in it has a hash of its own: ask whoever made it."))
            .into();
    }
    let address = quoted(&dom::folder());
    let companion = ["claimlens-proxy check-site ", &address, " SHA256SUMS"].concat();
    let by_hand = [
        // headers.json is the companion's alone: no server hands it out.
        "while read -r sum name; do\n  case $name in *.br | *.gz | site/headers.json) continue ;; site/*) ;; *) continue ;; esac\n  got=$(curl -fsS ",
        &address,
        "\"${name#site/}\" | sha256sum | cut -d' ' -f1)\n  [ \"$got\" = \"$sum\" ] && echo \"same   $name\" || echo \"OTHER  $name\"\ndone < SHA256SUMS",
    ]
    .concat();
    section
        .child(command("the command", &companion))
        .child(el("p").text("or without Claimlens, the files alone:"))
        .child(command("the commands", &by_hand))
        .child(el("p").class("note").text(
            "“OTHER” beside site/config.json alone means that whoever runs this site has set something: it stands above.",
        ))
        .into()
}

fn command(name: &str, text: &str) -> Node {
    el("div")
        .class("command")
        .child(el("pre").attr("tabindex", "0").text(text.to_owned()))
        .child(copy(name, text))
        .into()
}
