//! The tree of what goes wrong with tokens at Genesys Cloud, as data: cases, and the causes of each.
//!
//! A case says how it is recognised; its causes stand in the order of their likelihood. What else is
//! seen in a paste (a [`Sign`]) moves a cause to the front, or rules it out. Branches: A the token
//! endpoint, B 401, C 403, D the user context, E 429, F tokens that do not decode, G 404, H logins
//! through SSO, S the SDKs. No case was tried against a live organization; each cause says how well
//! it is founded.

mod access;
mod api;
mod login;
mod network;
mod other;
mod sdk;
mod source;
mod sso;
mod status;
mod token;
mod token_more;

use super::signs::Sign;
use crate::report::Mark;

pub(crate) use sso::LOOK_ALIKES;

/// Where an error came from, as far as it can be told.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Side {
    /// It cannot be told; in a case: either.
    #[default]
    Any,
    /// The token endpoint.
    Token,
    /// The Platform API.
    Api,
}

/// How a case is recognised: everything that is given must hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct When {
    /// The error code, in small letters; empty for any.
    pub(crate) code: &'static str,
    /// What the message contains, in small letters; empty for any.
    pub(crate) says: &'static str,
    /// The HTTP status; 0 for any.
    pub(crate) status: u16,
    /// Where it came from.
    pub(crate) side: Side,
    /// What else must be seen.
    pub(crate) sign: Option<Sign>,
}

/// What went wrong, in one of the branches.
#[derive(Debug)]
pub(crate) struct Case {
    /// Its stable name: `token.secret`.
    pub(crate) id: &'static str,
    /// The branch of the tree.
    pub(crate) branch: char,
    pub(crate) when: When,
    /// Follows "Error from ".
    pub(crate) from: &'static str,
    /// What it means; follows a colon.
    pub(crate) means: &'static str,
    /// The likeliest first.
    pub(crate) causes: &'static [Cause],
    /// What to do next.
    pub(crate) step: &'static str,
    /// A line to copy, `{}` where the region's domain stands; or empty.
    pub(crate) line: &'static str,
    /// How well the meaning is founded, and where it is written.
    pub(crate) mark: Mark,
    pub(crate) source: &'static str,
    /// Whether what else changes when SSO is enforced can look like it.
    pub(crate) look_alike: bool,
}

/// One cause of a case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cause {
    pub(crate) id: &'static str,
    pub(crate) text: &'static str,
    /// How to tell it from the others.
    pub(crate) tell: &'static str,
    /// What to do.
    pub(crate) fix: &'static str,
    pub(crate) mark: Mark,
    pub(crate) source: &'static str,
    /// What moves it to the front.
    pub(crate) signs: &'static [Sign],
    /// What rules it out.
    pub(crate) against: &'static [Sign],
    /// It is listed only where one of its signs is seen.
    pub(crate) only_seen: bool,
}

/// A cause that nothing in a paste can point at.
pub(crate) const fn cause(
    id: &'static str,
    text: &'static str,
    (tell, fix): (&'static str, &'static str),
    (mark, source): (Mark, &'static str),
) -> Cause {
    Cause {
        id,
        text,
        tell,
        fix,
        mark,
        source,
        signs: &[],
        against: &[],
        only_seen: false,
    }
}

impl Cause {
    /// The same cause, first where any of the signs is seen.
    const fn first_if(mut self, signs: &'static [Sign]) -> Self {
        self.signs = signs;
        self
    }

    /// The same cause, first where any of the signs is seen, and left out where none is.
    const fn only_if(mut self, signs: &'static [Sign]) -> Self {
        self.signs = signs;
        self.only_seen = true;
        self
    }

    /// The same cause, left out where any of the signs is seen.
    const fn not_if(mut self, signs: &'static [Sign]) -> Self {
        self.against = signs;
        self
    }
}

/// Any error.
const ANY: When = When {
    code: "",
    says: "",
    status: 0,
    side: Side::Any,
    sign: None,
};

const fn code(code: &'static str) -> When {
    When { code, ..ANY }
}

const fn says(code: &'static str, says: &'static str) -> When {
    When { code, says, ..ANY }
}

const fn status(side: Side, status: u16) -> When {
    When {
        side,
        status,
        ..ANY
    }
}

const fn sign(sign: Sign) -> When {
    When {
        sign: Some(sign),
        ..ANY
    }
}

/// All cases, in the order in which they are tried.
pub(crate) fn cases() -> impl Iterator<Item = &'static Case> {
    [
        sdk::CASES,
        network::CASES,
        token::CASES,
        token_more::CASES,
        access::CASES,
        api::CASES,
        other::CASES,
        status::CASES,
        login::CASES,
    ]
    .into_iter()
    .flatten()
}
