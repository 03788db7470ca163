//! The recommendation: what speaks for the grant, what it needs, what SSO changes about it.

use alloc::vec::Vec;

use super::statements as said;
use super::{Answer, Grant, Statement};

/// One grant, with its reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Recommendation {
    /// The grant.
    pub grant: Grant,
    /// The recommendation in one sentence.
    pub headline: &'static str,
    /// Why this one, after the answers given.
    pub reasons: Vec<Statement>,
    /// What has to be set up in Genesys Cloud, in the order it is done.
    pub needs: Vec<Statement>,
    /// What enforcing SSO changes about it.
    pub sso: Vec<Statement>,
    /// What to look out for once it runs.
    pub watch: Vec<Statement>,
    /// The other grants, and why they were not chosen.
    pub others: Vec<(Grant, Statement)>,
}

/// The recommendation of a grant. The answers add to its reasons; without any it is the grant's description.
#[must_use]
pub fn recommendation(grant: Grant, answers: &[Answer]) -> Recommendation {
    let mut reasons = Vec::new();
    for answer in answers {
        reasons.extend(said::because(answer, grant));
    }
    reasons.extend(said::reasons(grant));
    Recommendation {
        grant,
        headline: said::headline(grant),
        reasons,
        needs: said::needs(grant).to_vec(),
        sso: said::sso(grant).to_vec(),
        watch: said::watch(grant).to_vec(),
        others: Grant::ALL
            .into_iter()
            .filter(|other| *other != grant)
            .map(|other| (other, said::instead(grant, other)))
            .collect(),
    }
}
