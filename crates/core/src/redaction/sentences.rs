//! The texts of an artefact outside its parts: where a token may be quoted.

use alloc::string::String;

use crate::report::Artefact;

/// Every text of an artefact outside its parts, its findings and facts; true where it is quoted from the paste.
pub(super) fn each(artefact: &mut Artefact, each: &mut dyn FnMut(&mut String, bool)) {
    each(&mut artefact.title, true);
    each(&mut artefact.found.place, true);
    for stripped in &mut artefact.found.stripped {
        each(&mut stripped.what, true);
    }
    each(&mut artefact.headline.lead, false);
    each(&mut artefact.headline.rest, false);
    // Labels are this program's words, and stay: nothing in a token may blot out a verdict.
    let verdicts = &mut artefact.verdicts;
    each(&mut verdicts.structure.detail, false);
    each(&mut verdicts.signature.detail, false);
    each(&mut verdicts.time.detail, false);
    each(&mut verdicts.policy.detail, false);
    for step in &mut artefact.next_steps {
        each(&mut step.text, false);
        if let Some(command) = &mut step.command {
            each(&mut command.text, false);
        }
    }
    for time in &mut artefact.times {
        each(&mut time.name, true);
        time.note.iter_mut().for_each(|note| each(note, false));
    }
    for group in &mut artefact.scopes {
        each(&mut group.claim, true);
        group.values.iter_mut().for_each(|value| each(value, true));
        group.note.iter_mut().for_each(|note| each(note, false));
    }
    for check in &mut artefact.policy_checks {
        each(&mut check.expected, false);
        each(&mut check.actual, false);
        each(&mut check.message, false);
    }
}
