//! Reads the file: what is good is used, what is not is named.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::ops::Range;

use super::members::{MEMBERS, MemberKind, MemberOf, POLICY_MEMBERS, PRESET_MEMBERS};
use super::near::nearest;
use super::{ConfigRead, Feature, MOST_BYTES, Preset, Problem, SiteConfig, address, place};
use crate::calls::{self, REGIONS};
use crate::claims::brief;
use crate::jose::json::{self, Limits, Value};
use crate::policy::Policy;
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

struct Reader<'t> {
    text: &'t str,
    problems: Vec<Problem>,
}

/// A value, its path, and its name's place for what concerns the name.
struct At<'d, 't> {
    value: Value<'d, 't>,
    path: String,
    name: Range<usize>,
}

impl<'t> Reader<'t> {
    fn say(
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
    fn wrong(
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
    fn members<'d, 'v>(
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

    fn text(&mut self, at: &At<'_, '_>, most: usize) -> Option<String> {
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

    fn items<'d, 'v>(&mut self, at: &At<'d, 'v>, most: usize) -> Vec<At<'d, 'v>> {
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

    fn presets(&mut self, at: &At<'_, '_>, member: &MemberOf) -> Vec<Preset> {
        let MemberKind::Presets(most) = member.kind else {
            return Vec::new();
        };
        let mut presets: Vec<Preset> = Vec::new();
        for item in self.items(at, most) {
            let Some(preset) = self.preset(&item) else {
                continue;
            };
            if presets.iter().any(|other| other.name == preset.name) {
                let found = format!("the name {} once more", preset.name);
                self.wrong(
                    &item,
                    found,
                    "a name for each",
                    "Not used. Give it another name.",
                );
            } else {
                presets.push(preset);
            }
        }
        presets
    }

    /// A preset as a whole or not at all: with an expectation dropped it would call good what is not.
    fn preset(&mut self, at: &At<'_, '_>) -> Option<Preset> {
        if at.value.kind() != ValueKind::Object {
            let expected = "an object with name and policy";
            self.wrong(
                at,
                kind(at.value.kind()),
                expected,
                "Not used. Write it as docs/config.md shows.",
            );
            return None;
        }
        let (members, all_known) = self.members(at, PRESET_MEMBERS);
        let (mut name, mut policy, mut good) = (None, None, all_known);
        for (member, at) in members {
            match member.kind {
                MemberKind::Text(most) => {
                    name = self.text(&at, most);
                    good &= name.is_some();
                }
                _ => {
                    policy = self.policy(&at);
                    good &= policy.is_some();
                }
            }
        }
        for (member, there) in [("name", name.is_some()), ("policy", policy.is_some())] {
            if !there && good {
                let found = format!("no {member}");
                self.wrong(at, found, "name and policy", "Not used. Add it.");
            }
        }
        if !good && let (Some(name), Some(_)) = (&name, &policy) {
            let found = format!("a policy {name} with members that are not known");
            let todo = "The policy is not used: without what was meant it would expect too little.";
            self.wrong(at, found, "known members alone", todo);
        }
        Some(Preset {
            name: name.filter(|_| good)?,
            policy: policy?,
        })
    }

    fn policy(&mut self, at: &At<'_, '_>) -> Option<Policy> {
        if at.value.kind() != ValueKind::Object {
            let expected = "an object with issuer, audience, scopes and the like";
            self.wrong(
                at,
                kind(at.value.kind()),
                expected,
                "The policy is not used. Put braces around it.",
            );
            return None;
        }
        let mut policy = Policy::default();
        let (members, mut good) = self.members(at, POLICY_MEMBERS);
        let is_empty = members.is_empty();
        for (member, at) in members {
            good &= self.expectation(&mut policy, member, &at).is_some();
        }
        if !good {
            let todo = "The policy is not used: without what was meant it would expect too little.";
            self.wrong(
                at,
                "a policy of which something cannot be used",
                "all of it good",
                todo,
            );
            return None;
        }
        if is_empty {
            let todo = "It is used. Add what is expected.";
            self.say(
                Severity::Warning,
                &at.path,
                at.value.range().start,
                "a policy that expects nothing",
                "issuer, audience or scopes",
                todo,
            );
        }
        Some(policy)
    }

    /// Takes over one member of a policy; none where it is not good.
    fn expectation(
        &mut self,
        policy: &mut Policy,
        member: &MemberOf,
        at: &At<'_, '_>,
    ) -> Option<()> {
        match member.kind {
            MemberKind::Text(most) => {
                let text = Some(self.text(at, most)?);
                match member.name {
                    "issuer" => policy.issuer = text,
                    "audience" => policy.audience = text,
                    "client_id" => policy.client_id = text,
                    _ => policy.token_type = text,
                }
            }
            MemberKind::Texts(count, most) => {
                let before = self.problems.len();
                let items = self.items(at, count);
                let texts: Vec<String> = items
                    .iter()
                    .filter_map(|item| self.text(item, most))
                    .collect();
                if self.problems.len() > before {
                    return None;
                }
                match member.name {
                    "scopes" => policy.scopes = texts,
                    _ => policy.algorithms = texts,
                }
            }
            MemberKind::Seconds(least, most) => {
                let seconds = at
                    .value
                    .as_i64()
                    .filter(|seconds| (least..=most).contains(seconds));
                let Some(seconds) = seconds else {
                    let found = match at.value.as_number() {
                        Some(number) => brief(number),
                        None => kind(at.value.kind()).to_string(),
                    };
                    let expected = format!("a whole number of seconds from {least} to {most}");
                    self.wrong(at, found, expected, "Write it as a number without quotes.");
                    return None;
                };
                match member.name {
                    "max_lifetime" => policy.max_lifetime = Some(seconds),
                    "leeway" => policy.leeway = seconds,
                    _ => policy.renewal_margin = Some(seconds),
                }
            }
            _ => {}
        }
        Some(())
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

    fn files(&mut self, at: &At<'_, '_>, member: &MemberOf) -> Vec<String> {
        let MemberKind::Files(most) = member.kind else {
            return Vec::new();
        };
        let mut files: Vec<String> = Vec::new();
        for item in self.items(at, most) {
            let Some(name) = self.text(&item, 100) else {
                continue;
            };
            if !is_file(&name) {
                let expected = "the name of a file beside this one that ends in .json, of letters, digits, dots, - and _";
                self.wrong(
                    &item,
                    brief(&name),
                    expected,
                    "Not used. Put the file beside config.json, and write its name alone.",
                );
            } else if files.contains(&name) {
                self.wrong(
                    &item,
                    "the file once more",
                    "each file once",
                    "Take it out.",
                );
            } else {
                files.push(name);
            }
        }
        files
    }

    fn features(&mut self, at: &At<'_, '_>) -> Vec<Feature> {
        let mut features = Vec::new();
        for item in self.items(at, 100) {
            let Some(word) = self.text(&item, 100) else {
                continue;
            };
            let words = || Feature::ALL.into_iter().map(Feature::word);
            match Feature::of_word(&word) {
                Some(feature) if features.contains(&feature) => {
                    let at = item.value.range().start;
                    self.say(
                        Severity::Warning,
                        &item.path,
                        at,
                        "the word once more",
                        "each word once",
                        "Take it out.",
                    );
                }
                Some(feature) => features.push(feature),
                None => {
                    let todo = match nearest(&word, words()) {
                        Some(near) => format!("Nothing is switched off by it. Was {near} meant?"),
                        None => String::from("Nothing is switched off by it."),
                    };
                    self.wrong(
                        &item,
                        brief(&word),
                        words().collect::<Vec<_>>().join(", "),
                        &todo,
                    );
                }
            }
        }
        features
    }
}

/// Whether it is the plain name of a checklist file.
fn is_file(name: &str) -> bool {
    name.ends_with(".json")
        && name.len() > ".json".len()
        && name != "config.json"
        && !name.starts_with(['.', '-'])
        && !name.contains("..")
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

fn kind(kind: ValueKind) -> &'static str {
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
