//! From kind, grant and region to a snippet.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::texts::{self, Template};
use super::{Kind, needs, notes, region};
use crate::grants::{Grant, Statement};

/// A program to copy, and what it takes to run it.
#[derive(Clone, Debug, PartialEq)]
pub struct Snippet {
    /// What it is: language and grant.
    pub title: String,
    /// The language of the text, as highlighters and Markdown name it.
    pub language: &'static str,
    /// A name for it as a file.
    pub file: &'static str,
    /// The program.
    pub text: String,
    /// What has to be there to run it: the install command first, then the variables.
    pub needs: Vec<&'static str>,
    /// What to know about it.
    pub notes: Vec<Statement>,
}

/// Why there is no snippet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unavailable {
    /// The domain is none of the regions': a secret must not be sent there.
    UnknownRegion,
    /// The tool cannot use the grant.
    NotWithThisGrant(Kind, Grant),
    /// The tool could, and there is no tested text for it.
    NotWritten(Kind, Grant),
}

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownRegion => f.write_str(
                "This is no domain of a Genesys Cloud region; a secret must not go there.",
            ),
            Self::NotWithThisGrant(kind, grant) => {
                write!(
                    f,
                    "{} does not use the grant {}.",
                    kind.title(),
                    grant.title()
                )
            }
            Self::NotWritten(kind, grant) => write!(
                f,
                "There is no tested example of {} for {}; the one for curl shows the request.",
                grant.title(),
                kind.title()
            ),
        }
    }
}

/// The kinds there are snippets of for a grant.
#[must_use]
pub fn offered(grant: Grant) -> Vec<Kind> {
    let has = |kind: &Kind| texts::template(*kind, grant).is_some();
    Kind::ALL.into_iter().filter(has).collect()
}

/// The snippet of a kind for a grant, in the region with this domain (`mypurecloud.ie`).
///
/// # Errors
/// When the domain is of no region, or there is no such snippet.
pub fn snippet(kind: Kind, grant: Grant, region_domain: &str) -> Result<Snippet, Unavailable> {
    let region = region::of(region_domain).ok_or(Unavailable::UnknownRegion)?;
    let Some(Template { file, pieces }) = texts::template(kind, grant) else {
        return Err(match kind {
            Kind::Terraform => Unavailable::NotWithThisGrant(kind, grant),
            // It can log in with PKCE besides.
            Kind::Cli if grant != Grant::Pkce => Unavailable::NotWithThisGrant(kind, grant),
            _ => Unavailable::NotWritten(kind, grant),
        });
    };
    Ok(Snippet {
        title: format!("{}: {}", grant.title(), kind.title()),
        language: kind.language(),
        file,
        text: pieces
            .concat()
            .replace("@@DOMAIN@@", region.domain)
            .replace("@@AWS_REGION@@", region.aws),
        needs: needs::of(kind, grant),
        notes: notes::of(kind, grant),
    })
}
