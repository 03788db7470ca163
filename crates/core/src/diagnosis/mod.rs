//! From an error that was seen to its causes, in order of likelihood, and the next step.
//!
//! What was seen is [`evidence::Evidence`]: the error's code and words, and what stands around it (host,
//! path, status, headers, credentials, the tool that speaks). [`find`] picks the case of the tree that
//! fits, [`causes`] puts its causes in order: what a sign points at first, what is ruled out left out.

pub(crate) mod artefact;
pub(crate) mod detect;
pub(crate) mod evidence;
mod har;
mod hosts;
mod lines;
mod shell;
mod signs;
pub(crate) mod snippet;
mod texts;
mod told;
pub(crate) mod tree;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::report::Item;
use evidence::Evidence;
use signs::Sign;
use tree::{Case, Cause, LOOK_ALIKES, Side, When};

/// How many characters of a message that was cut off must agree with what a case looks for.
const CUT: usize = 8;

/// The case that fits what was seen, if one does.
pub(crate) fn find(seen: &Evidence) -> Option<&'static Case> {
    tree::cases().find(|case| fits(&case.when, seen))
}

fn fits(when: &When, seen: &Evidence) -> bool {
    // What is only Genesys Cloud's by its surroundings must be so: others use the same words.
    let own = seen.is_genesys
        || !when.says.is_empty()
        || when.code.contains('.')
        || when.sign.is_some_and(Sign::is_own);
    let side = match when.side {
        Side::Any => true,
        side => seen.side() == side,
    };
    own && side
        && (when.code.is_empty() || seen.code.eq_ignore_ascii_case(when.code))
        && (when.says.is_empty() || says(&seen.text, when.says, seen.cut))
        && (when.status == 0 || seen.status == when.status)
        // A body that is known speaks for itself: a sign alone counts where there is none.
        && when.sign.is_none_or(|sign| (!seen.is_oauth || !sign.gives_way()) && sign.seen(seen).is_some())
}

/// Whether a message contains what is looked for; of a message that was cut off, whether its end may.
fn says(text: &str, wanted: &str, cut: bool) -> bool {
    let lower = text.to_ascii_lowercase();
    let lower = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    lower.contains(wanted)
        || cut
            && (CUT..wanted.len())
                .filter_map(|len| wanted.get(..len))
                .any(|head| lower.ends_with(head))
}

/// The causes of a case as a report lists them: what was seen here first.
pub(crate) fn causes(case: &Case, seen: &Evidence) -> Vec<Item> {
    ordered(case.causes, seen)
}

/// What else changes when SSO is enforced, as a report lists it.
pub(crate) fn look_alikes(seen: &Evidence) -> Vec<Item> {
    ordered(LOOK_ALIKES, seen)
}

fn ordered(causes: &[Cause], seen: &Evidence) -> Vec<Item> {
    let mut first = Vec::new();
    let mut rest = Vec::new();
    for cause in causes {
        if cause.against.iter().any(|sign| sign.seen(seen).is_some()) {
            continue;
        }
        match cause.signs.iter().find_map(|sign| sign.seen(seen)) {
            Some(why) => first.push(item(cause, why, seen)),
            None if cause.only_seen => {}
            None => rest.push(item(cause, String::new(), seen)),
        }
    }
    first.append(&mut rest);
    first
}

fn item(cause: &Cause, seen: String, evidence: &Evidence) -> Item {
    Item {
        id: cause.id,
        text: cause.text,
        seen,
        tell: cause.tell,
        fix: if cause.fix.contains("{}") {
            Cow::Owned(cause.fix.replace("{}", evidence.domain_or_first()))
        } else {
            Cow::Borrowed(cause.fix)
        },
        mark: cause.mark,
        source: cause.source,
    }
}

#[cfg(test)]
mod tests;
