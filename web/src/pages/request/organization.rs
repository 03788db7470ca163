//! The organization.

use claimlens_core::requests::Organization;

use super::rows;
use crate::markup::Node;

/// What `organizations/me` says.
pub(super) fn view(one: &Organization) -> Node {
    rows(&[
        ("Name", &one.name, false),
        ("Short name", &one.short_name, true),
        ("Domain", &one.domain, false),
        ("Id", &one.id, true),
    ])
}
