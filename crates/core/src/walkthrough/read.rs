//! Reads checklists from JSON, and says where one is wrong.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::cases::{Basis, How, HowKind, Idp, IdpNote, Jump, Outcome};
use super::checklist::{Checklist, ChecklistFault, Checklists, Phase, Step, StepKind};
use super::evidence::{EvidenceKind, Level};
use crate::genesys::{Fact, Mark};
use crate::jose::json::{self, Limits, Value};

/// What is wrong, with its place in the file.
type Fault = String;

pub(super) fn checklists(files: &[(&str, &str)]) -> Result<Checklists, ChecklistFault> {
    let mut all = Checklists::default();
    for &(file, text) in files {
        let fault = |what| ChecklistFault {
            file: file.to_string(),
            what,
        };
        let checklist = checklist(text).map_err(fault)?;
        if all.get(&checklist.id).is_some() {
            return Err(fault(format!(
                "the id {} stands in another file",
                checklist.id
            )));
        }
        all.all.push(checklist);
    }
    for checklist in &all.all {
        for step in checklist.steps() {
            links(&all, checklist, step).map_err(|what| ChecklistFault {
                file: checklist.id.clone(),
                what: format!("{}: {what}", step.id),
            })?;
        }
    }
    Ok(all)
}

/// Whether everything that a step refers to is there.
fn links(all: &Checklists, checklist: &Checklist, step: &Step) -> Result<(), Fault> {
    for jump in &step.jumps {
        if step.outcome(&jump.outcome).is_none() {
            return Err(format!("a jump from {}, which is no outcome", jump.outcome));
        }
        let target = if jump.checklist.is_empty() {
            Some(checklist)
        } else {
            all.get(&jump.checklist)
        };
        let there =
            target.is_some_and(|target| jump.step.is_empty() || target.step(&jump.step).is_some());
        if !there {
            return Err(format!(
                "a jump to {} {}, which is not there",
                jump.checklist, jump.step
            ));
        }
    }
    match step
        .compare_with
        .iter()
        .find(|id| checklist.step(id).is_none())
    {
        Some(id) => Err(format!("compared with {id}, which is not there")),
        None => Ok(()),
    }
}

fn checklist(text: &str) -> Result<Checklist, Fault> {
    let document = json::read(text.as_bytes(), Limits::DEFAULT);
    if !document.is_strict() {
        return Err(String::from("not JSON"));
    }
    let root = document.object().ok_or("not an object")?;
    let root = Node {
        value: root,
        path: String::new(),
    };
    let checklist = Checklist {
        id: root.text("id")?,
        title: root.text("title")?,
        lead: root.text("lead")?,
        asks_idp: root.flag("asksIdp"),
        phases: root.list("phases", phase)?,
    };
    let mut ids: Vec<&str> = Vec::new();
    for step in checklist.steps() {
        if ids.contains(&step.id.as_str()) {
            return Err(format!("the step {} stands there twice", step.id));
        }
        ids.push(&step.id);
    }
    Ok(checklist)
}

fn phase(node: &Node<'_, '_>) -> Result<Phase, Fault> {
    Ok(Phase {
        id: node.text("id")?,
        title: node.text("title")?,
        steps: node.list("steps", step)?,
    })
}

fn step(node: &Node<'_, '_>) -> Result<Step, Fault> {
    Ok(Step {
        id: node.text("id")?,
        title: node.text("title")?,
        kind: if node.flag("change") {
            StepKind::Change
        } else {
            StepKind::ReadOnly
        },
        why: node.text("why")?,
        how: node.list("how", how)?,
        outcomes: node.list("outcomes", outcome)?,
        per_client: node.flag("perClient"),
        grants: node.texts("grants")?,
        evidence: match node.maybe("evidence")? {
            Some(word) => Some(EvidenceKind::of(&word).ok_or_else(|| node.unknown(&word))?),
            None => None,
        },
        compare_with: node.texts("compareWith")?,
        jumps: node.list("jumps", jump)?,
        facts: node.list("facts", fact)?,
        idps: node.list("idps", idp_note)?,
    })
}

fn how(node: &Node<'_, '_>) -> Result<How, Fault> {
    Ok(How {
        kind: node.word("kind", HowKind::of)?,
        title: node.maybe("title")?.unwrap_or_default(),
        text: node.text("text")?,
        note: node.maybe("note")?.unwrap_or_default(),
        basis: basis(node)?,
    })
}

fn outcome(node: &Node<'_, '_>) -> Result<Outcome, Fault> {
    Ok(Outcome {
        id: node.text("id")?,
        seen: node.text("seen")?,
        level: node.word("level", Level::of)?,
        means: node.text("means")?,
        todo: node.text("todo")?,
        basis: basis(node)?,
    })
}

fn jump(node: &Node<'_, '_>) -> Result<Jump, Fault> {
    Ok(Jump {
        outcome: node.text("outcome")?,
        checklist: node.maybe("checklist")?.unwrap_or_default(),
        step: node.maybe("step")?.unwrap_or_default(),
        stop: node.flag("stop"),
        why: node.text("why")?,
    })
}

fn fact(node: &Node<'_, '_>) -> Result<Fact, Fault> {
    let Basis { mark, source } = basis(node)?;
    Ok(Fact {
        text: node.text("text")?,
        mark,
        source,
    })
}

fn idp_note(node: &Node<'_, '_>) -> Result<IdpNote, Fault> {
    Ok(IdpNote {
        idp: node.word("idp", Idp::of)?,
        text: node.text("text")?,
        basis: basis(node)?,
    })
}

fn basis(node: &Node<'_, '_>) -> Result<Basis, Fault> {
    Ok(Basis {
        mark: node.word("mark", Mark::of)?,
        source: node.text("source")?,
    })
}

/// A value with its place.
struct Node<'d, 't> {
    value: Value<'d, 't>,
    path: String,
}

impl Node<'_, '_> {
    /// A text that is there and not empty.
    fn text(&self, name: &str) -> Result<String, Fault> {
        self.maybe(name)?
            .filter(|text| !text.is_empty())
            .ok_or_else(|| format!("{}/{name} is missing", self.path))
    }

    fn maybe(&self, name: &str) -> Result<Option<String>, Fault> {
        match self.value.get(name) {
            Some(value) => match value.as_str() {
                Some(text) => Ok(Some(text.into_owned())),
                None => Err(format!("{}/{name} is no text", self.path)),
            },
            None => Ok(None),
        }
    }

    fn flag(&self, name: &str) -> bool {
        self.value.get(name).and_then(|value| value.as_bool()) == Some(true)
    }

    fn texts(&self, name: &str) -> Result<Vec<String>, Fault> {
        self.value
            .get(name)
            .into_iter()
            .flat_map(|list| list.items())
            .map(|item| match item.as_str() {
                Some(text) => Ok(text.into_owned()),
                None => Err(format!(
                    "{}/{name} holds something that is no text",
                    self.path
                )),
            })
            .collect()
    }

    fn list<T>(
        &self,
        name: &str,
        read: fn(&Node<'_, '_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        self.value
            .get(name)
            .into_iter()
            .flat_map(|list| list.items())
            .enumerate()
            .map(|(at, value)| {
                read(&Node {
                    value,
                    path: format!("{}/{name}/{at}", self.path),
                })
            })
            .collect()
    }

    fn word<T>(&self, name: &str, of: fn(&str) -> Option<T>) -> Result<T, Fault> {
        let word = self.text(name)?;
        of(&word).ok_or_else(|| self.unknown(&word))
    }

    fn unknown(&self, word: &str) -> Fault {
        format!("{}: {word} is not known", self.path)
    }
}
