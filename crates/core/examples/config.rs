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
         Editors know the members by [config.schema.json](config.schema.json).\n",
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
