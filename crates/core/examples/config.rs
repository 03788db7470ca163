//! Prints what can stand in `config.json` (docs/config.md), from the tables the reader goes by.
//!
//! `cargo xtask docs` writes it there.

use std::io::{self, Write};

use claimlens_core::calls::REGIONS;
use claimlens_core::site_config::{
    Feature, MEMBERS, MOST_BYTES, MemberKind, MemberOf, POLICY_MEMBERS, PRESET_MEMBERS,
};

const EXAMPLE: &str = include_str!("../../../docs/config.example.json");

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "# config.json\n\n\
         What an organisation sets for a page without building it: a file beside `index.html`, read when the page is\n\
         loaded. Everything in it may be left out, and so may the file. This text is generated: `cargo xtask docs`.\n\n\
         What is good in it is used. What is not is named on the page, with its line, what was found, what was\n\
         expected and what to do. A file that is no JSON object is not used at all, and neither is one of more than\n\
         {} kB. A policy is used whole or not at all: without an expectation that was misspelt it would call good what\n\
         is not.\n\n\
         Everybody who can open the page can read the file. It is no place for a secret, and what looks like one is\n\
         not used. It cannot widen what the page may do: a companion is called only where the policy that the page\n\
         was built with names it (`cargo xtask dist --proxy`).\n\n\
         Editors know the members by [config.schema.json](config.schema.json).\n\n\
         ## How to\n\n\
         1. Put your `config.json`, and the checklists it names, beside `index.html`. The build puts an empty one there,\n\
         \x20  `{{}}`, and each build puts it there again: keep yours elsewhere, and copy it over the page.\n\
         2. Load the page. The next visit has the change; nothing has to be built or started again. Give the files out with\n\
         \x20  `Cache-Control: no-cache`, as the hosting files and the companion do. Visits without a network have the last\n\
         \x20  settings that came.\n\
         3. Where something is wrong with it, the header says so. What leaves this browser (`#privacy`) lists what is set and\n\
         \x20  what is wrong.\n\n\
         `SHA256SUMS` leaves `config.json` out. `cargo xtask single --config FILE` puts the file into `claimlens.html`, with\n\
         the checklists that lie beside it. Switching something off takes it off the page; it is no lock: whoever has the\n\
         page can serve it without the file.\n",
        MOST_BYTES / 1024
    )?;
    table(&mut out, "The file", MEMBERS)?;
    table(&mut out, "A policy to choose", PRESET_MEMBERS)?;
    table(&mut out, "What is expected", POLICY_MEMBERS)?;
    writeln!(
        out,
        "## What can be switched off\n\n| Word | What goes with it |\n|---|---|"
    )?;
    for feature in Feature::ALL {
        writeln!(out, "| `{}` | {} |", feature.word(), feature.about())?;
    }
    writeln!(out, "\n## Regions\n\n| Domain | AWS name |\n|---|---|")?;
    for (domain, aws) in REGIONS {
        writeln!(out, "| `{domain}` | `{aws}` |")?;
    }
    writeln!(
        out,
        "\n## An example\n\n```json\n{}\n```",
        EXAMPLE.trim_end()
    )
}

fn table(out: &mut impl Write, title: &str, members: &[MemberOf]) -> io::Result<()> {
    writeln!(
        out,
        "## {title}\n\n| Member | Holds | What for |\n|---|---|---|"
    )?;
    for member in members {
        writeln!(
            out,
            "| `{}` | {} | {} |",
            member.name,
            holds(member.kind),
            member.about
        )?;
    }
    writeln!(out)
}

fn holds(kind: MemberKind) -> String {
    match kind {
        MemberKind::Text(most) => format!("text, up to {most} characters"),
        MemberKind::Texts(count, most) => {
            format!("list of up to {count} texts of up to {most} characters")
        }
        MemberKind::Seconds(least, most) => format!("{least} to {most}"),
        MemberKind::Region => "a region, below".to_owned(),
        MemberKind::Presets(most) => format!("list of up to {most}, below"),
        MemberKind::Policy => "object, below".to_owned(),
        MemberKind::Origin => {
            "origin: `https://host`, `https://host:port`, or `http://localhost:port`".to_owned()
        }
        MemberKind::Files(most) => format!("list of up to {most} file names that end in `.json`"),
        MemberKind::Features => "list of words, below".to_owned(),
    }
}
