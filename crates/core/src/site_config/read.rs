//! Reads the file: what is good is used, what is not is named.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::ops::Range;

use super::members::{MEMBERS, MemberKind, MemberOf};
use super::near::nearest;
use super::{ConfigRead, MOST_BYTES, Problem, SiteConfig, address, place};
use crate::calls::{self, REGIONS};
use crate::claims::brief;
use crate::jose::json::{self, Limits, Value};
use crate::redaction;
use crate::report::{Severity, ValueKind};
use crate::share::unfit;

const LIMITS: Limits = Limits {
    depth: 8,
    members: 10_000,
};

/// How many problems are named. A file of the wrong kind has one for each of its members.
const MOST_PROBLEMS: usize = 100;

pub(super) fn read(text: &str) -> ConfigRead {
    let mut reader = Reader {
        text,
        problems: Vec::new(),
    };
    let config = reader.file();
    let mut problems = reader.problems;
    crate::order::sort_by(&mut problems, |a, b| {
        (a.line, a.column).cmp(&(b.line, b.column))
    });
    problems.truncate(MOST_PROBLEMS);
    ConfigRead { config, problems }
}

pub(super) fn message(problem: &Problem) -> String {
    let path = match problem.path.as_str() {
        "" => String::new(),
        path => format!("{path}, "),
    };
    format!(
        "{path}line {}, character {}: found {}; expected {}. {}",
        problem.line, problem.column, problem.found, problem.expected, problem.todo
    )
}

pub(super) struct Reader<'t> {
    text: &'t str,
    pub(super) problems: Vec<Problem>,
}

/// A value, its path, and its name's place for what concerns the name.
pub(super) struct At<'d, 't> {
    pub(super) value: Value<'d, 't>,
    pub(super) path: String,
    name: Range<usize>,
}

impl<'t> Reader<'t> {
    pub(super) fn say(
        &mut self,
        severity: Severity,
        path: &str,
        offset: usize,
        found: impl Into<String>,
        expected: impl Into<String>,
        todo: impl Into<String>,
    ) {
        let (line, column) = place::line_and_column(self.text, offset);
        self.problems.push(Problem {
            severity,
            path: path.to_string(),
            line,
            column,
            found: found.into(),
            expected: expected.into(),
            todo: todo.into(),
        });
    }

    /// Something of the file that is not used.
    pub(super) fn wrong(
        &mut self,
        at: &At<'_, '_>,
        found: impl Into<String>,
        expected: impl Into<String>,
        todo: &str,
    ) {
        self.say(
            Severity::Error,
            &at.path,
            at.value.range().start,
            found,
            expected,
            todo,
        );
    }

    fn file(&mut self) -> SiteConfig {
        let mut config = SiteConfig::default();
        let expected = "a JSON object, such as {\"title\": \"…\"}";
        if self.text.len() > MOST_BYTES {
            let found = format!("{} bytes", self.text.len());
            let most = format!("at most {MOST_BYTES}");
            self.say(
                Severity::Error,
                "",
                0,
                found,
                most,
                "Nothing of the file is used. Make it shorter.",
            );
            return config;
        }
        // Editors put a byte order mark in front. It has three bytes.
        let skipped = self
            .text
            .len()
            .saturating_sub(self.text.trim_start_matches('\u{feff}').len());
        let body = self.text.get(skipped..).unwrap_or_default();
        let spaces: String = core::iter::repeat_n(' ', skipped).collect();
        let body = format!("{spaces}{body}");
        let document = json::read(body.as_bytes(), LIMITS);
        if let Some(fault) = document.faults.first() {
            let found = format!("no JSON: {}", fault.kind);
            self.say(
                Severity::Error,
                "",
                fault.start,
                found,
                "JSON to the letter",
                "Nothing of the file is used. Mind commas behind the last entry, comments and single quotes: JSON has none.",
            );
            return config;
        }
        let Some(root) = document.object() else {
            let found = document.root().map_or("nothing", |root| kind(root.kind()));
            self.say(
                Severity::Error,
                "",
                0,
                found,
                expected,
                "Nothing of the file is used. Put braces around it.",
            );
            return config;
        };
        let root = At {
            value: root,
            path: String::new(),
            name: 0..0,
        };
        let (members, _) = self.members(&root, MEMBERS);
        for (member, at) in members {
            match member.name {
                "title" => config.title = self.plain(&at, member),
                "logo_line" => config.logo_line = self.plain(&at, member),
                "region" => config.region = self.region(&at),
                "policies" => config.policies = self.presets(&at, member),
                "proxy" => config.proxy = self.proxy(&at),
                "checklists" => config.checklists = self.files(&at, member),
                "off" => config.off = self.features(&at),
                _ => {}
            }
        }
        config
    }

    /// The members that are known, the last of each; whether there were none but these.
    pub(super) fn members<'d, 'v>(
        &mut self,
        object: &At<'d, 'v>,
        known: &'static [MemberOf],
    ) -> (Vec<(&'static MemberOf, At<'d, 'v>)>, bool) {
        let mut members: Vec<(&MemberOf, At<'d, 'v>)> = Vec::new();
        let mut all_known = true;
        for entry in object.value.entries() {
            let path = match object.path.as_str() {
                "" => brief(&entry.name),
                path => format!("{path}.{}", brief(&entry.name)),
            };
            let Some(member) = known.iter().find(|member| member.name == entry.name) else {
                all_known = false;
                let names = || known.iter().map(|member| member.name);
                let expected = names().collect::<Vec<_>>().join(", ");
                let todo = match nearest(&entry.name, names()) {
                    Some(near) => format!("Not used. Was {near} meant?"),
                    None => String::from(
                        "Not used. Take it out, or look up its name in docs/config.md.",
                    ),
                };
                let found = "a member that is not known here";
                self.say(
                    Severity::Warning,
                    &path,
                    entry.name_range.start,
                    found,
                    expected,
                    todo,
                );
                continue;
            };
            let at = At {
                value: entry.value,
                path,
                name: entry.name_range,
            };
            if let Some(before) = members
                .iter()
                .position(|(other, _)| other.name == member.name)
            {
                self.say(
                    Severity::Warning,
                    &at.path,
                    at.name.start,
                    "the member once more",
                    "each member once",
                    "The last one is used. Take the others out.",
                );
                members.remove(before);
            }
            members.push((member, at));
        }
        (members, all_known)
    }

    pub(super) fn text(&mut self, at: &At<'_, '_>, most: usize) -> Option<String> {
        let Some(text) = at.value.as_str() else {
            self.wrong(
                at,
                kind(at.value.kind()),
                "a text",
                "Not used. Put it in quotes.",
            );
            return None;
        };
        let length = text.chars().count();
        if length == 0 {
            self.wrong(
                at,
                "an empty text",
                "a text",
                "Not used. Take the member out, or fill it in.",
            );
            return None;
        }
        if length > most {
            let found = format!("{length} characters");
            self.wrong(
                at,
                found,
                format!("at most {most}"),
                "Not used. Make it shorter.",
            );
            return None;
        }
        if let Some(c) = unfit(&text) {
            let found = format!("the character U+{:04X}", u32::from(c));
            let expected = "plain text in one line, without characters that nobody sees";
            self.wrong(at, found, expected, "Not used. Type the text anew.");
            return None;
        }
        if let Some(like) = redaction::secret(&text, true) {
            let todo = "Not used. Everybody who can open the page can read this file: take it out, and have it revoked if it is real.";
            self.wrong(
                at,
                format!("what looks like {like}"),
                "no token, secret or key",
                todo,
            );
            return None;
        }
        Some(text.into_owned())
    }

    fn plain(&mut self, at: &At<'_, '_>, member: &MemberOf) -> Option<String> {
        match member.kind {
            MemberKind::Text(most) => self.text(at, most),
            _ => None,
        }
    }

    fn region(&mut self, at: &At<'_, '_>) -> Option<&'static str> {
        let text = self.text(at, 100)?;
        let region = calls::domain(&text);
        if region.is_none() {
            let keys = REGIONS.iter().flat_map(|(domain, aws)| [*domain, *aws]);
            let todo = match nearest(&text, keys) {
                Some(near) => format!("Not used. Was {near} meant?"),
                None => String::from("Not used. The reference of the page lists the regions."),
            };
            let expected = "the domain or the AWS name of a region, such as mypurecloud.ie or eu-west-1, in small letters";
            self.wrong(at, brief(&text), expected, &todo);
        }
        region
    }

    pub(super) fn items<'d, 'v>(&mut self, at: &At<'d, 'v>, most: usize) -> Vec<At<'d, 'v>> {
        if at.value.kind() != ValueKind::Array {
            self.wrong(
                at,
                kind(at.value.kind()),
                "a list",
                "Not used. Put brackets around it.",
            );
            return Vec::new();
        }
        let mut items: Vec<At<'d, 'v>> = at
            .value
            .items()
            .enumerate()
            .map(|(index, value)| At {
                value,
                path: format!("{}[{index}]", at.path),
                name: value.range(),
            })
            .collect();
        if items.len() > most {
            let found = format!("{} entries", items.len());
            self.wrong(
                at,
                found,
                format!("at most {most}"),
                "Those behind are not used.",
            );
            items.truncate(most);
        }
        items
    }

    fn proxy(&mut self, at: &At<'_, '_>) -> Option<String> {
        let text = self.text(at, 300)?;
        match address::fault(&text) {
            None => Some(text),
            Some(found) => {
                let expected = "an origin as browsers write it, such as https://claimlens-proxy.example:8443 or http://localhost:8081";
                self.wrong(
                    at,
                    found,
                    expected,
                    "Not used. Write scheme, host and port alone; http only to this machine.",
                );
                None
            }
        }
    }
}

/// What a value is, in words.
pub(crate) fn kind(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Object => "an object",
        ValueKind::Array => "a list",
        ValueKind::String => "a text",
        ValueKind::Number => "a number",
        ValueKind::Boolean => "true or false",
        ValueKind::Null => "null",
        ValueKind::Missing => "nothing that can be read",
    }
}
