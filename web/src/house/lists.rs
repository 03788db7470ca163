//! Further checklists beside the page, read with the page's own: one may lead to another.

use claimlens_core::walkthrough::{ChecklistFault, Checklists};

use crate::platform::fetch::Beside;

/// How long a file may be, in bytes.
const MOST_BYTES: usize = 1 << 20;

/// A file of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct List {
    /// Its name.
    pub file: String,
    /// The title of the checklist; empty where it is not used.
    pub title: String,
    /// Why it is not used.
    pub fault: Option<String>,
}

/// The page's own checklists with all of the others that can be used, and what became of each of those. None where
/// there is none to add.
#[must_use]
pub fn merged(own: &[(&str, &str)], files: &[(String, Beside)]) -> (Option<Checklists>, Vec<List>) {
    let mut lists: Vec<List> = files.iter().map(|(name, came)| of(name, came)).collect();
    let mut good: Vec<(&str, &str)> = own.to_vec();
    let mut read = None;
    // One may lead to another that stands behind it: they are tried until none is added any more.
    loop {
        let mut added = false;
        for (list, (name, came)) in lists.iter_mut().zip(files) {
            // What cannot be had at all has its words already, and is not tried.
            let Beside::Text(text) = came else {
                continue;
            };
            if !list.title.is_empty() || unread(text).is_some() {
                continue;
            }
            good.push((name, text));
            match Checklists::read(&good) {
                Ok(all) => {
                    list.title = all
                        .all
                        .last()
                        .map_or_else(String::new, |one| one.title.clone());
                    if list.title.is_empty() {
                        list.title.clone_from(&list.file);
                    }
                    list.fault = None;
                    read = Some(all);
                    added = true;
                }
                Err(fault) => {
                    list.fault = Some(said(&fault));
                    good.pop();
                }
            }
        }
        if !added {
            return (read, lists);
        }
    }
}

fn of(name: &str, came: &Beside) -> List {
    let fault = match came {
        Beside::Text(text) => unread(text),
        Beside::Missing => Some("there is no such file beside the page. Put it there"),
        Beside::Failed => Some("it could not be had. See whether the server gives it out"),
    };
    List {
        file: name.to_owned(),
        title: String::new(),
        fault: fault.map(str::to_owned),
    }
}

/// Why a text is not even tried.
fn unread(text: &str) -> Option<&'static str> {
    if text.trim().is_empty() {
        Some("it is empty. Write a checklist into it, or take its name out")
    } else if text.len() > MOST_BYTES {
        Some("it is longer than 1 MB. Make it shorter")
    } else if turns(text) {
        Some(
            "there is a character in it that turns the direction of text (U+202A to U+202E, U+2066 to U+2069). Take it out",
        )
    } else {
        None
    }
}

/// Whether there is a character that turns the direction of what follows, as it is or as JSON spells it.
fn turns(text: &str) -> bool {
    let turning = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.chars().any(turning) {
        return true;
    }
    let spelt = text.split("\\u").skip(1).filter_map(|rest| rest.get(..4));
    let mut spelt = spelt.filter_map(|digits| u32::from_str_radix(digits, 16).ok());
    spelt.any(|code| char::from_u32(code).is_some_and(turning))
}

fn said(fault: &ChecklistFault) -> String {
    format!(
        "{}. Mend it; the checklists of the page show what one looks like",
        fault.what
    )
}

#[cfg(test)]
mod tests {
    use super::{Beside, merged};

    /// A checklist that leads to `next`.
    fn list(id: &str, next: &str) -> String {
        let jumps = if next.is_empty() {
            String::new()
        } else {
            format!(r#","jumps":[{{"outcome":"done","checklist":"{next}","step":"","why":"w"}}]"#)
        };
        format!(
            r#"{{"id":"{id}","title":"Title of {id}","lead":"l","phases":[{{"id":"p","title":"P","steps":[{{"id":"s","title":"S","why":"w","how":[],"outcomes":[{{"id":"done","seen":"s","level":"good","means":"m","todo":"t","mark":"documented","source":"s"}}],"basis":[],"mark":"documented","source":"s"{jumps}}}]}}]}}"#
        )
    }

    fn text(name: &str, text: &str) -> (String, Beside) {
        (name.to_owned(), Beside::Text(text.to_owned()))
    }

    #[test]
    fn the_good_ones_are_added_and_the_others_named() {
        let own = list("own", "");
        let own = [("own.json", &*own)];
        let files = [
            text("a.json", &list("a", "")),
            text("broken.json", "{"),
            text("twice.json", &list("own", "")),
            text("lost.json", &list("lost", "nowhere")),
            text("empty.json", " \n"),
            text("large.json", &"x".repeat((1 << 20) + 1)),
            text(
                "bidi.json",
                &list("bidi", "").replace("Title of", "\u{202e}"),
            ),
            text(
                "spelt.json",
                &list("spelt", "").replace("Title of", "\\u202E"),
            ),
            ("missing.json".to_owned(), Beside::Missing),
            ("failed.json".to_owned(), Beside::Failed),
        ];
        let (all, lists) = merged(&own, &files);
        let ids: Vec<String> = all.unwrap().all.into_iter().map(|one| one.id).collect();
        assert_eq!(ids, ["own", "a"]);
        for (list, words) in lists.iter().zip([
            "",
            "not JSON",
            "the id own stands in another file",
            "a jump to nowhere",
            "it is empty",
            "longer than 1 MB",
            "turns the direction",
            "turns the direction",
            "no such file",
            "could not be had",
        ]) {
            let fault = list.fault.as_deref().unwrap_or_default();
            assert!(fault.contains(words), "{}: {fault}", list.file);
            assert_eq!(fault.is_empty(), words.is_empty(), "{}", list.file);
            assert_eq!(list.title.is_empty(), !words.is_empty(), "{}", list.file);
        }
    }

    #[test]
    fn one_may_lead_to_another_that_stands_behind_it() {
        let files = [
            text("first.json", &list("first", "second")),
            text("second.json", &list("second", "")),
        ];
        let (all, lists) = merged(&[], &files);
        assert_eq!(all.unwrap().all.len(), 2);
        assert!(lists.iter().all(|list| list.fault.is_none()), "{lists:?}");
    }

    #[test]
    fn without_any_there_is_nothing_to_add() {
        assert!(merged(&[("x", "{")], &[]).0.is_none());
    }
}
