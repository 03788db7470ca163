//! The search for the secret of an HMAC token, a few candidates a step.

use claimlens_verify::Context;
use claimlens_verify::weak::{Progress as Going, Search as Weak};

use crate::reply::Progress;
use crate::request::Request;

/// How many bytes a step hashes: one to two milliseconds.
const HASHED: usize = 1 << 18;

/// How many bytes a candidate costs beside the token: the blocks of the two keys and their rests.
const BESIDE: usize = 256;

/// How long a list may be.
const MAX_LIST: usize = 64 << 20;

/// A search that is under way.
#[derive(Debug)]
pub(crate) struct Search {
    pub(crate) job: i64,
    weak: Weak<Candidates>,
    of: usize,
    at_once: usize,
}

impl Search {
    /// Begins; a sentence where that token cannot be searched, or the list is too long.
    pub(crate) fn new(request: Request) -> Result<Self, String> {
        if request.list.len() > MAX_LIST {
            return Err(format!(
                "The list has {} bytes; at most {MAX_LIST} are taken.",
                request.list.len()
            ));
        }
        let context = Context {
            detached: request.payload.map(String::into_bytes),
            ..Context::default()
        };
        let candidates = Candidates::new(request.list);
        let of = candidates.total();
        let weak = Weak::new(&request.token, &context, candidates).ok_or(
            "A secret can be searched for where a token is whole and signed with HS256, HS384 or HS512; this one is not.",
        )?;
        Ok(Self {
            job: request.job,
            weak,
            of,
            at_once: (HASHED / (request.token.len() + BESIDE)).max(1),
        })
    }

    /// Tries some; the answer when it is over.
    pub(crate) fn step(&mut self) -> Option<String> {
        let found = match self.weak.step(self.at_once) {
            Going::Going => return None,
            Going::Found(secret) => Some(secret.clone()),
            Going::Exhausted => None,
        };
        Some(self.progress().ended(found, false))
    }

    pub(crate) fn progress(&self) -> Progress {
        Progress {
            job: self.job,
            tried: self.weak.tried(),
            of: self.of,
        }
    }

    pub(crate) fn stopped(&self) -> String {
        self.progress().ended(None, true)
    }
}

/// The candidates: no secret at all, which a list cannot hold, and then the lines of a list.
#[derive(Debug)]
struct Candidates {
    list: String,
    at: usize,
    is_begun: bool,
}

impl Candidates {
    fn new(list: String) -> Self {
        Self {
            list,
            at: 0,
            is_begun: false,
        }
    }

    /// How many there are.
    fn total(&self) -> usize {
        1 + self.list.lines().filter(|line| !line.is_empty()).count()
    }
}

impl Iterator for Candidates {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if !std::mem::replace(&mut self.is_begun, true) {
            return Some(String::new());
        }
        loop {
            let rest = self.list.get(self.at..).filter(|rest| !rest.is_empty())?;
            let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
            let line = rest.get(..end).and_then(|line| line.lines().next());
            self.at += end;
            if let Some(line) = line.filter(|line| !line.is_empty()) {
                return Some(line.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Candidates, MAX_LIST, Search};
    use crate::request;

    #[test]
    fn a_list_has_a_limit() {
        let mut request = request::read(r#"{"job":8,"do":"search"}"#).expect("a request");
        request.list = "a".repeat(MAX_LIST + 1);
        let problem = Search::new(request).expect_err("too long");
        assert!(problem.contains("at most 67108864"), "{problem}");
    }

    #[test]
    fn candidates_are_the_empty_one_and_the_lines() {
        for (list, lines) in [
            ("", &[][..]),
            ("\n\r\n\n", &[]),
            ("a", &["a"]),
            ("a\nb\n", &["a", "b"]),
            ("a\r\n\r\nb c\r\n \né", &["a", "b c", " ", "é"]),
        ] {
            let candidates = Candidates::new(list.to_owned());
            assert_eq!(candidates.total(), lines.len() + 1, "{list:?}");
            let all: Vec<String> = candidates.collect();
            assert_eq!(all.first().map(String::as_str), Some(""));
            assert_eq!(all.get(1..).unwrap_or_default(), lines, "{list:?}");
        }
    }
}
