//! The tables as plain data.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::{Card, Mistake, Region, Scope, Stranger};

/// The reference data: everything in `data/genesys`, read.
///
/// Plain data without a lifetime, so that a page can read it once and keep it
/// (`Box::leak`) for [`crate::Context::tables`].
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// The regions, as customers know them.
    pub regions: Vec<Region>,
    /// Domains that are taken for regions and are none.
    pub strangers: Vec<Stranger>,
    /// The scopes, in the order of their names.
    pub scopes: Vec<Scope>,
    /// Words that are written where a scope or a permission is wanted, and are neither.
    pub mistakes: Vec<Mistake>,
    /// A card for everything, those of regions, scopes and mistakes too.
    pub cards: Vec<Card>,
}

impl Tables {
    /// The card with this id.
    #[must_use]
    pub fn card(&self, id: &str) -> Option<&Card> {
        self.cards.iter().find(|card| card.id == id)
    }

    /// The region with this domain, to the letter. See [`super::place_of`] for any other form.
    #[must_use]
    pub fn region(&self, domain: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.domain == domain)
    }

    /// The scope of this name, to the letter.
    #[must_use]
    pub fn scope(&self, name: &str) -> Option<&Scope> {
        self.scopes.iter().find(|scope| scope.name == name)
    }
}

/// Why a table could not be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TableFault {
    /// The file.
    pub file: String,
    /// Where in it: the row, or a byte offset; may be empty.
    pub at: String,
    /// What is wrong.
    pub problem: String,
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if !self.at.is_empty() {
            write!(f, ", {}", self.at)?;
        }
        write!(f, ": {}", self.problem)
    }
}

impl core::error::Error for TableFault {}
