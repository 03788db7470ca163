//! What a step consists of: ways to check, outcomes, jumps, and what differs between identity providers.

use alloc::string::String;

use super::evidence::Level;
use crate::genesys::Mark;

/// How sure something is, and who says it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Basis {
    /// How sure it is.
    pub mark: Mark,
    /// Where it comes from, by its public name.
    pub source: String,
}

/// One way to do or check a step.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct How {
    /// What sort of instruction it is.
    pub kind: HowKind,
    /// What it gives, in a few words; may be empty.
    pub title: String,
    /// The menu path, the sentence, or the command with `{domain}` and `{client_id}` in it: see
    /// [`filled`](super::filled).
    pub text: String,
    /// What it needs or what to mind: a permission, a trap. May be empty.
    pub note: String,
    /// How sure it is that it is done so.
    pub basis: Basis,
}

/// What sort of instruction a [`How`] is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum HowKind {
    /// A sentence: ask, look, compare.
    Do,
    /// A path through menus: `Admin > Integrations > OAuth`.
    Menu,
    /// A command for a shell.
    Shell,
    /// A value to copy into a form: an address.
    Value,
}

impl HowKind {
    /// The word in a data file.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "do" => Self::Do,
            "menu" => Self::Menu,
            "shell" => Self::Shell,
            "value" => Self::Value,
            _ => return None,
        })
    }
}

/// One thing that a check may show.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Outcome {
    /// Its stable name within the step: what a [`Judgement`](super::Judgement) refers to.
    pub id: String,
    /// What is seen.
    pub seen: String,
    /// How good that is.
    pub level: Level,
    /// What it means.
    pub means: String,
    /// What to do then.
    pub todo: String,
    /// How sure the meaning is.
    pub basis: Basis,
}

/// Where to go on when an outcome was seen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Jump {
    /// The outcome that leads there.
    pub outcome: String,
    /// The checklist it leads to; of an empty one, the same.
    pub checklist: String,
    /// The step it leads to; empty with `stop` means: stay here.
    pub step: String,
    /// Whether the walk must not go on before this is settled.
    pub stop: bool,
    /// Why.
    pub why: String,
}

/// An identity provider that a walk may be about.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Idp {
    /// Microsoft Entra ID, formerly Azure AD.
    Entra,
    /// Okta.
    Okta,
    /// Active Directory Federation Services.
    Adfs,
    /// Ping Identity.
    Ping,
    /// OneLogin.
    OneLogin,
    /// Google Workspace.
    Google,
    /// Salesforce as identity provider.
    Salesforce,
    /// Any other that speaks SAML 2.0.
    Generic,
}

impl Idp {
    /// All of them, in the order a choice offers.
    pub const ALL: [Self; 8] = [
        Self::Entra,
        Self::Okta,
        Self::Adfs,
        Self::Ping,
        Self::OneLogin,
        Self::Google,
        Self::Salesforce,
        Self::Generic,
    ];

    /// The word in a data file and in an export.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Entra => "entra",
            Self::Okta => "okta",
            Self::Adfs => "adfs",
            Self::Ping => "ping",
            Self::OneLogin => "onelogin",
            Self::Google => "google",
            Self::Salesforce => "salesforce",
            Self::Generic => "generic",
        }
    }

    /// The name that a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Entra => "Microsoft Entra ID",
            Self::Okta => "Okta",
            Self::Adfs => "ADFS",
            Self::Ping => "Ping Identity",
            Self::OneLogin => "OneLogin",
            Self::Google => "Google Workspace",
            Self::Salesforce => "Salesforce",
            Self::Generic => "Another SAML 2.0 provider",
        }
    }

    /// The provider of that word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|idp| idp.word() == word)
    }
}

/// What is different with one identity provider.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct IdpNote {
    /// Whose note it is.
    pub idp: Idp,
    /// What differs.
    pub text: String,
    /// How sure it is.
    pub basis: Basis,
}
