//! The closed table of calls to Genesys Cloud: what the companion forwards, and what the page asks for.
//!
//! Both are made from this one table, so that neither can know a call that the other does not. A call is
//! named by its region, a key of the table of regions, and by its path, word for word; nothing that a
//! client sends ever becomes part of a host.
//!
//! - [`CALLS`] has the rows; [`find`] is the way from a path to a row.
//! - [`domain`] is the way from a region's key to its domain, and the only source of one.
//! - [`Matched::target`] is the path and query that is sent on.
//! - [`demo`] has the clients of a region that is made up.

pub mod demo;
mod find;
mod query;
mod region;
mod table;
#[cfg(test)]
mod tests;

pub use find::{Matched, NotFound, find};
pub use query::{QueryFault, QueryKey};
pub use region::{REGIONS, domain, host};
pub use table::{Body, CALLS, Call, Host, Method, Segment, aggregate_body, call};
