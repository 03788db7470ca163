//! The policies of the file: each whole or not at all.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::Preset;
use super::members::{MemberKind, MemberOf, POLICY_MEMBERS, PRESET_MEMBERS};
use super::read::{At, Reader, kind};
use crate::claims::brief;
use crate::policy::Policy;
use crate::report::{Severity, ValueKind};

impl Reader<'_> {
    pub(super) fn presets(&mut self, at: &At<'_, '_>, member: &MemberOf) -> Vec<Preset> {
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
}
