//! What may stand in the query of a call: closed keys with closed values.

use alloc::string::String;

/// A key that a call may have in its query.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum QueryKey {
    /// `pageSize`: 1 to 500.
    PageSize,
    /// `pageNumber`: 1 to 9999.
    PageNumber,
    /// `expand`: one of these words, or several with commas.
    Expand(&'static [&'static str]),
}

/// Why a query is refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum QueryFault {
    /// A key that the call does not have.
    Key,
    /// The same key a second time.
    Twice,
    /// A value outside of what the key takes.
    Value,
}

impl QueryFault {
    /// What is wrong, for people. It repeats nothing of the query.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Key => {
                "The query has a key that this call does not take. Known are pageSize, pageNumber and expand, each where the call has it."
            }
            Self::Twice => "The query has the same key twice.",
            Self::Value => {
                "The query has a value that its key does not take: pageSize 1 to 500, pageNumber 1 to 9999, expand one of the call's own words."
            }
        }
    }
}

impl QueryKey {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PageSize => "pageSize",
            Self::PageNumber => "pageNumber",
            Self::Expand(_) => "expand",
        }
    }

    fn takes(self, value: &str) -> bool {
        match self {
            Self::PageSize => number(value, 500),
            Self::PageNumber => number(value, 9_999),
            // Clients write the comma of a list either way (RFC 3986, section 2.2).
            Self::Expand(words) => {
                let list = value.replace("%2C", ",").replace("%2c", ",");
                list.split(',').all(|word| words.contains(&word))
            }
        }
    }
}

/// Whether it is a number from 1 to `most` without sign, zeros before it, or anything else.
fn number(text: &str, most: u32) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    plain && text.parse::<u32>().is_ok_and(|value| value <= most)
}

/// The query that is sent on: what the call always has, then what the caller gave, if all of that is known.
pub(super) fn judged(
    always: &str,
    keys: &[QueryKey],
    given: Option<&str>,
) -> Result<String, QueryFault> {
    let mut sent = String::from(always);
    let given = given.unwrap_or_default();
    let mut seen: [bool; 4] = [false; 4];
    let mut said_always = false;
    for pair in given.split('&').filter(|_| !given.is_empty()) {
        // Programs that ask the API itself say it as well; it is there already.
        if !always.is_empty() && pair == always {
            if core::mem::replace(&mut said_always, true) {
                return Err(QueryFault::Twice);
            }
            continue;
        }
        let (name, value) = pair.split_once('=').ok_or(QueryFault::Key)?;
        let at = keys.iter().position(|key| key.name() == name);
        let at = at.ok_or(QueryFault::Key)?;
        let before = seen.get_mut(at).ok_or(QueryFault::Key)?;
        if core::mem::replace(before, true) {
            return Err(QueryFault::Twice);
        }
        if !keys.get(at).is_some_and(|key| key.takes(value)) {
            return Err(QueryFault::Value);
        }
        if !sent.is_empty() {
            sent.push('&');
        }
        sent.push_str(pair);
    }
    Ok(sent)
}
