//! The region of a snippet, out of the closed table of regions: none is made for a domain that is not
//! Genesys'.

use crate::calls::REGIONS;

/// A region as snippets name it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Region {
    pub(super) domain: &'static str,
    pub(super) aws: &'static str,
}

/// The region with exactly this domain.
pub(super) fn of(domain: &str) -> Option<Region> {
    let found = REGIONS.iter().find(|(known, _)| *known == domain)?;
    Some(Region {
        domain: found.0,
        aws: found.1,
    })
}
