//! What claims and header parameters mean, what a token says about itself, and what it allows.

mod brief;
mod explain;
mod facts;
mod meaning;
mod profile;
mod scopes;
mod vendor;
mod wanted;

pub use brief::brief;
pub(crate) use brief::{is_hidden, shortened};
pub(crate) use explain::{explain, explain_members};
pub use facts::facts;
pub(crate) use facts::{plain_facts, recognise};
pub use meaning::{meaning_of_claim, meaning_of_header};
pub(crate) use profile::plain_type;
pub use profile::profile_name;
pub use scopes::scopes;
pub(crate) use vendor::host_and_path;

#[cfg(test)]
mod tests;
