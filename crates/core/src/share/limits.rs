//! How much a link may hold, when it is written and when it is read.

use alloc::string::String;

/// A text's place, how long it may be, and whether it stands under a name that is known to hold no secret.
pub(super) struct Text<'t> {
    /// `artefacts[0].claims[3].value`.
    pub(super) at: String,
    pub(super) text: &'t str,
    pub(super) most: usize,
    pub(super) named: bool,
}

/// Characters.
pub(super) const BY: usize = 40;
pub(super) const TITLE: usize = 200;
pub(super) const SENTENCE: usize = 800;
pub(super) const SUBJECT: usize = 200;
pub(super) const CODE: usize = 64;
pub(super) const PART: usize = 40;
pub(super) const NAME: usize = 200;
pub(super) const VALUE: usize = 500;
pub(super) const PATH: usize = 300;

/// Entries.
pub(super) const ARTEFACTS: usize = 20;
pub(super) const STEPS: usize = 5;
pub(super) const FINDINGS: usize = 60;
pub(super) const CLAIMS: usize = 200;
pub(super) const TIMES: usize = 40;
pub(super) const MASKED: usize = 200;

/// How deep the JSON nests: report, artefacts, artefact, claims, row.
pub(super) const DEPTH: usize = 6;
/// How many values it has at most: no more than fit into a link.
pub(super) const VALUES: usize = super::MOST;

/// The latest moment that is taken: the end of the year 9999.
pub(super) const LATEST: i64 = 253_402_300_799;
/// The earliest: the year 1.
pub(super) const EARLIEST: i64 = -62_135_596_800;
