//! Keys read, and tokens checked with them, one a step.

use std::vec::IntoIter;

use claimlens_core::report::Finding;
use claimlens_verify::{Context, Crypto, KeySet, Outcome, read_keys, verify};

use crate::reply::{Checked, Listed, Progress, Source, json};
use crate::request::Request;

/// How many keys are listed in an answer, besides those that did something.
const MAX_LISTED: usize = 100;

/// A check that is under way.
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) job: i64,
    keys: KeySet,
    /// Of each key text, how many keys there are up to its end, and what is to be said of them.
    sources: Vec<(usize, Vec<Finding>)>,
    context: Context,
    tokens: IntoIter<String>,
    outcomes: Vec<Outcome>,
}

impl Check {
    /// Reads the keys.
    pub(crate) fn new(request: Request) -> Self {
        let mut keys = KeySet::default();
        let mut sources = Vec::new();
        for given in &request.keys {
            let read = read_keys(given.text.expose(), given.reading);
            let mut findings = read.findings.clone();
            findings.extend(read.dates(request.now));
            keys.add(read);
            sources.push((keys.keys.len(), findings));
        }
        Self {
            job: request.job,
            keys,
            sources,
            context: Context {
                now: request.now,
                detached: request.payload.map(String::into_bytes),
                try_own_keys: request.own_keys,
                access_token: request.access_token,
                code: request.code,
                ..Context::default()
            },
            tokens: request.tokens.into_iter(),
            outcomes: Vec::new(),
        }
    }

    /// Checks one token; the answer when there is none left.
    pub(crate) fn step(&mut self) -> Option<String> {
        if let Some(token) = self.tokens.next() {
            let mut outcome = verify(&token, &self.keys, &self.context);
            // The keys are listed once, for all tokens, and what is to be said of them with what they came from.
            outcome.keys = Vec::new();
            let is_said = |finding: &Finding| {
                self.sources
                    .iter()
                    .any(|(_, findings)| findings.contains(finding))
            };
            outcome.findings.retain(|finding| !is_said(finding));
            self.outcomes.push(outcome);
        }
        if self.tokens.len() > 0 {
            return None;
        }
        Some(self.answer())
    }

    pub(crate) fn progress(&self) -> Progress {
        Progress {
            job: self.job,
            tried: self.outcomes.len(),
            of: self.outcomes.len() + self.tokens.len(),
        }
    }

    pub(crate) fn stopped(&self) -> String {
        self.progress().ended(None, true)
    }

    fn answer(&mut self) -> String {
        let tokens = std::mem::take(&mut self.outcomes);
        let mut done = Done::default();
        for (token, outcome) in tokens.iter().enumerate() {
            did(outcome, token, &mut done);
        }
        let all = &self.keys.keys;
        let indices = (0..all.len()).filter(|index| *index < MAX_LISTED || done.is_by(*index));
        let keys: Vec<Listed> = indices
            .filter_map(|index| {
                Some(Listed {
                    index,
                    source: self.source_of(index),
                    summary: all.get(index)?.summary(),
                })
            })
            .collect();
        let by_each = |doers: &[(usize, usize)]| -> Vec<Vec<usize>> {
            let listed = keys.iter();
            listed.map(|key| self.done_by(key.index, doers)).collect()
        };
        json(&Checked {
            job: self.job,
            done: true,
            sources: self.answer_sources(&keys),
            more: all.len() - keys.len(),
            verifies: by_each(&done.verifying),
            decrypts: by_each(&done.decrypting),
            keys,
            tokens,
        })
    }

    /// The key text that a key came from.
    fn source_of(&self, key: usize) -> usize {
        let ends = self.sources.iter().map(|(end, _)| *end);
        ends.take_while(|end| *end <= key).count()
    }

    fn answer_sources(&self, keys: &[Listed]) -> Vec<Source> {
        let mut begin = 0;
        let sources = self.sources.iter().enumerate();
        let sources = sources.map(|(number, (end, findings))| {
            let of_it = keys.iter().filter(|key| key.source == number);
            Source {
                keys: of_it.map(|key| key.index).collect(),
                count: end - std::mem::replace(&mut begin, *end),
                findings: findings.clone(),
            }
        });
        sources.collect()
    }

    /// The tokens to which a key did something. One key that was given twice did what it did both times.
    fn done_by(&self, key: usize, doers: &[(usize, usize)]) -> Vec<usize> {
        let material_of = |key: usize| self.keys.keys.get(key).map(|key| &key.material);
        let material = material_of(key);
        let same = doers
            .iter()
            .filter(|(doer, _)| material_of(*doer) == material);
        let mut tokens: Vec<usize> = same.map(|(_, token)| *token).collect();
        tokens.dedup();
        tokens
    }
}

/// Which keys did something: pairs of a key and a token.
#[derive(Default)]
struct Done {
    verifying: Vec<(usize, usize)>,
    decrypting: Vec<(usize, usize)>,
}

impl Done {
    fn is_by(&self, key: usize) -> bool {
        let mut all = self.verifying.iter().chain(&self.decrypting);
        all.any(|(doer, _)| *doer == key)
    }
}

/// Notes which keys did something to a token and to those inside it.
fn did(outcome: &Outcome, token: usize, done: &mut Done) {
    let verified = outcome
        .signatures
        .iter()
        .filter(|signature| signature.crypto == Crypto::Valid)
        .filter_map(|signature| signature.key);
    done.verifying.extend(verified.map(|key| (key, token)));
    let decrypted = outcome.decrypted.iter();
    done.decrypting
        .extend(decrypted.map(|inside| (inside.key, token)));
    if let Some(nested) = &outcome.nested {
        did(nested, token, done);
    }
}
