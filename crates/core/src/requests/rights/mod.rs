//! What a client may do: roles resolved to permissions, and what an integration needs held against them.

mod needs;
mod permission;
mod subject;

pub use needs::{Need, NeedState, WantFault, needs};
pub use permission::{Held, Permission, search};
pub use subject::{RoleGrant, Subject, read_subject};
