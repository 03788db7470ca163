//! Keys read, and tokens checked with them, one a step.

use std::vec::IntoIter;

use claimlens_core::report::Finding;
use claimlens_verify::{Context, Crypto, KeySet, Outcome, read_keys, verify};

use crate::reply::{Checked, Ended, Listed, Progress, Source, json};
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
        let Progress { job, tried, of } = self.progress();
        json(&Ended {
            job,
            done: true,
            tried,
            of,
            found: None,
            stopped: true,
        })
    }

    fn answer(&mut self) -> String {
        let tokens = std::mem::take(&mut self.outcomes);
        let all = &self.keys.keys;
        let (mut verifying, mut decrypting) = (Vec::new(), Vec::new());
        for (token, outcome) in tokens.iter().enumerate() {
            did(outcome, token, &mut verifying, &mut decrypting);
        }
        let indices: Vec<usize> = (0..all.len())
            .filter(|index| {
                let is_it = |(key, _): &(usize, usize)| key == index;
                *index < MAX_LISTED || verifying.iter().chain(&decrypting).any(is_it)
            })
            .collect();
        // One key that was given twice did what it did both times.
        let done_by = |index: &usize, doers: &[(usize, usize)]| -> Vec<usize> {
            let material = all.get(*index).map(|key| &key.material);
            let is_same = |key: usize| all.get(key).map(|key| &key.material) == material;
            let mut tokens: Vec<usize> = doers
                .iter()
                .filter(|(key, _)| is_same(*key))
                .map(|(_, token)| *token)
                .collect();
            tokens.dedup();
            tokens
        };
        let source_of = |index: usize| {
            let ends = self.sources.iter().map(|(end, _)| *end);
            ends.take_while(|end| *end <= index).count()
        };
        let keys: Vec<Listed> = indices
            .iter()
            .filter_map(|index| {
                Some(Listed {
                    index: *index,
                    source: source_of(*index),
                    summary: all.get(*index)?.summary(),
                })
            })
            .collect();
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
        json(&Checked {
            job: self.job,
            done: true,
            sources: sources.collect(),
            more: all.len() - keys.len(),
            verifies: indices.iter().map(|key| done_by(key, &verifying)).collect(),
            decrypts: indices
                .iter()
                .map(|key| done_by(key, &decrypting))
                .collect(),
            keys,
            tokens,
        })
    }
}

/// Which keys did something to a token and to those inside it: pairs of a key and the token.
fn did(
    outcome: &Outcome,
    token: usize,
    verifying: &mut Vec<(usize, usize)>,
    decrypting: &mut Vec<(usize, usize)>,
) {
    let verified = outcome
        .signatures
        .iter()
        .filter(|signature| signature.crypto == Crypto::Valid)
        .filter_map(|signature| signature.key);
    verifying.extend(verified.map(|key| (key, token)));
    decrypting.extend(outcome.decrypted.iter().map(|inside| (inside.key, token)));
    if let Some(nested) = &outcome.nested {
        did(nested, token, verifying, decrypting);
    }
}
