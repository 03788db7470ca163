//! From a method and a path to the row of the table.

use alloc::format;
use alloc::string::String;

use super::query::{self, QueryFault};
use super::table::{CALLS, Call, Host, Method, Segment};
use crate::text::is_uuid;

/// A call that was found.
#[derive(Clone, Copy, Debug)]
pub struct Matched<'p> {
    /// Its row.
    pub call: &'static Call,
    /// Its path at the upstream, as it was given: it is the row's own, but for ids.
    pub path: &'p str,
}

/// Why no call was found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotFound {
    /// The table has no such path.
    Path,
    /// It has the path, and not with this method. These are the methods it has it with.
    Method(&'static [Method]),
}

/// Finds the call with this path at this host; `path` is everything behind the host, without a query:
/// `/oauth/token`, `/api/v2/tokens/me`. It is compared byte by byte: nothing is decoded or normalised.
///
/// # Errors
/// [`NotFound`], when the table has no such path, or has it with other methods only.
pub fn find<'p>(host: Host, method: &str, path: &'p str) -> Result<Matched<'p>, NotFound> {
    let mut of_path = None;
    for call in CALLS {
        if call.host == host && fits(call.path, path) {
            if call.methods.iter().any(|known| known.name() == method) {
                return Ok(Matched { call, path });
            }
            of_path = Some(call.methods);
        }
    }
    Err(of_path.map_or(NotFound::Path, NotFound::Method))
}

fn fits(pattern: &[Segment], path: &str) -> bool {
    let mut rest = path;
    for segment in pattern {
        let Some(after) = rest.strip_prefix('/') else {
            return false;
        };
        let end = after.find('/').unwrap_or(after.len());
        let (word, behind) = after.split_at_checked(end).unwrap_or((after, ""));
        let fits = match segment {
            Segment::Word(known) => *known == word,
            Segment::Id => is_uuid(word.as_bytes()),
        };
        if !fits {
            return false;
        }
        rest = behind;
    }
    rest.is_empty()
}

impl Matched<'_> {
    /// Path and query as they are sent on.
    ///
    /// # Errors
    /// [`QueryFault`], when the query holds what the call does not take.
    pub fn target(&self, query: Option<&str>) -> Result<String, QueryFault> {
        let query = query::judged(self.call.always, self.call.query, query)?;
        if query.is_empty() {
            Ok(String::from(self.path))
        } else {
            Ok(format!("{}?{query}", self.path))
        }
    }
}
