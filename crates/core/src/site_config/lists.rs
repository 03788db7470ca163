//! Names of checklist files, and words for what is switched off.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Feature;
use super::members::{MemberKind, MemberOf};
use super::near::nearest;
use super::read::{At, Reader};
use crate::claims::brief;
use crate::report::Severity;

impl Reader<'_> {
    pub(super) fn files(&mut self, at: &At<'_, '_>, member: &MemberOf) -> Vec<String> {
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

    pub(super) fn features(&mut self, at: &At<'_, '_>) -> Vec<Feature> {
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
