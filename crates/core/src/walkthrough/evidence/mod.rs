//! Judges what was pasted into a step, and keeps nothing of it but what was read.

mod access;
mod answer;
mod clients;
mod integrations;
mod organization;
mod providers;
mod refusal;
mod repeat;
mod settings;
mod token;
mod users;

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use self::answer::Answer;
use super::checklist::Step;
use super::mask::{kept, masked};
use super::state::Walk;

pub(super) use clients::clients_of;

/// What can be judged.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum EvidenceKind {
    /// The answer of `GET /api/v2/organizations/me`.
    Organization,
    /// The answer of `GET /api/v2/oauth/clients`; it also adds the clients to the walk.
    Clients,
    /// The answer of `GET /api/v2/integrations`: looks for what needs a password login.
    Integrations,
    /// The answer of the token endpoint, with its status.
    Token,
    /// The answer of `GET /api/v2/tokens/me`, or of any read.
    Access,
    /// Answers of the token endpoint and of the API again, held against the earlier ones.
    Repeat,
    /// The organization's authentication settings, IP address authentication, and idle timeout.
    Settings,
    /// The answer of `GET /api/v2/identityproviders`: is the provider there and on.
    Providers,
    /// The same: is there a second provider.
    SpareProvider,
    /// The answer of `GET /api/v2/users`: has every active user an email address.
    Users,
}

impl EvidenceKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Organization,
        Self::Clients,
        Self::Integrations,
        Self::Token,
        Self::Access,
        Self::Repeat,
        Self::Settings,
        Self::Providers,
        Self::SpareProvider,
        Self::Users,
    ];

    /// The word in a data file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Clients => "clients",
            Self::Integrations => "integrations",
            Self::Token => "token",
            Self::Access => "access",
            Self::Repeat => "repeat",
            Self::Settings => "settings",
            Self::Providers => "providers",
            Self::SpareProvider => "spare-provider",
            Self::Users => "users",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What to paste: the label of the box.
    #[must_use]
    pub fn asks(self) -> &'static str {
        match self {
            Self::Organization => "Paste the answer about the organization",
            Self::Clients => "Paste the list of OAuth clients",
            Self::Integrations => "Paste the list of integrations",
            Self::Token => "Paste the answer of the token endpoint, with the status below it",
            Self::Access => "Paste the answer of tokens/me, or the error of a read",
            Self::Repeat => "Paste the answers of the token endpoint and of tokens/me",
            Self::Settings => "Paste the answers about settings and timeout, one or several",
            Self::Providers | Self::SpareProvider => "Paste the list of identity providers",
            Self::Users => "Paste a page of users",
        }
    }

    /// The outcomes that judging can lead to, besides those of a refused call: a step with this kind of
    /// evidence has them all.
    #[must_use]
    pub fn outcomes(self) -> &'static [&'static str] {
        match self {
            Self::Organization => &["known"],
            Self::Clients => &["listed", "password", "implicit", "inactive", "more-pages"],
            Self::Integrations => &["none", "webhooks", "more-pages"],
            Self::Token => token::OUTCOMES,
            Self::Access => &[
                "ok",
                "inactive",
                "no-roles",
                "builtin",
                "user-grant",
                "other-client",
            ],
            Self::Repeat => &["same", "different", "no-baseline"],
            Self::Settings => &["plain", "allowlist", "idle"],
            Self::Providers => &["enabled", "disabled", "none"],
            Self::SpareProvider => &["spare", "single", "none"],
            Self::Users => &["complete", "no-email", "more-pages"],
        }
    }
}

/// How good something is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Level {
    /// As it should be: the step is done.
    Good,
    /// Done, with something to mind.
    Note,
    /// Not as it should be, or not complete.
    Bad,
    /// The walk must stop here.
    Stop,
    /// What was pasted was not understood.
    #[default]
    Unread,
}

impl Level {
    /// All that data files and exports name.
    pub const NAMED: [Self; 4] = [Self::Good, Self::Note, Self::Bad, Self::Stop];

    /// The word in a data file and in an export.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Note => "note",
            Self::Bad => "bad",
            Self::Stop => "stop",
            Self::Unread => "unread",
        }
    }

    /// The label that a reader sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Good => "as it should be",
            Self::Note => "done, with something to mind",
            Self::Bad => "not as it should be",
            Self::Stop => "stop here",
            Self::Unread => "not understood",
        }
    }

    /// The level of that word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|level| level.word() == word)
    }
}

/// One thing that was read from evidence.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reading {
    /// What it is: `status`, `expires_in`, `roles`.
    pub name: String,
    /// What it says.
    pub value: String,
}

impl Reading {
    pub(super) fn new(name: &str, value: impl Into<String>) -> Self {
        Self {
            name: name.to_string(),
            value: value.into(),
        }
    }

    /// The reading as it is kept.
    pub(super) fn kept(&self) -> Self {
        Self {
            name: kept(&self.name, SAYS),
            value: kept(&self.value, VALUE),
        }
    }
}

/// How many characters of a judgement's sentence are kept. Names in it come from what was pasted.
const SAYS: usize = 1_000;

/// How many characters of a reading are kept: a list of roles in divisions may be long.
const VALUE: usize = 20_000;

/// What evidence shows. It holds nothing secret: what was pasted can be dropped.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Judgement {
    /// How good it is.
    pub level: Level,
    /// The outcome of the step that it is; empty where the step lists no such outcome.
    pub outcome: String,
    /// What was found, in a sentence or two.
    pub says: String,
    /// What was read.
    pub readings: Vec<Reading>,
    /// Whether there was a token or a secret in what was pasted: the reader is told that it is not kept.
    pub masked: bool,
}

impl Judgement {
    fn new(level: Level, outcome: &str, says: impl Into<String>) -> Self {
        Self {
            level,
            outcome: outcome.to_string(),
            says: says.into(),
            ..Self::default()
        }
    }

    fn unread(says: &str) -> Self {
        Self::new(Level::Unread, "", says)
    }

    fn with(mut self, readings: Vec<Reading>) -> Self {
        self.readings = readings;
        self
    }
}

/// Judges what was pasted into a step of a walk, or for a client in it. Any text gives a judgement; nothing
/// is changed in the walk: see [`Walk::keep`] and [`Walk::add_clients`].
#[must_use]
pub fn judge(step: &Step, walk: &Walk, client: Option<&str>, pasted: &str) -> Judgement {
    let Some(kind) = step.evidence else {
        return Judgement::unread("This step has no check that can be judged: tick it by hand.");
    };
    if pasted.trim().is_empty() {
        return Judgement::unread("Nothing was pasted.");
    }
    let answer = Answer::of(pasted);
    let client = client.and_then(|key| walk.client(key));
    let mut judgement = match kind {
        EvidenceKind::Organization => organization::judge(&answer),
        EvidenceKind::Clients => clients::judge(&answer),
        EvidenceKind::Integrations => integrations::judge(&answer),
        EvidenceKind::Token => token::judge(&answer),
        EvidenceKind::Access => access::judge(&answer, client),
        EvidenceKind::Repeat => repeat::judge(&answer, step, walk, client),
        EvidenceKind::Settings => settings::judge(&answer),
        EvidenceKind::Providers => providers::judge(&answer, false),
        EvidenceKind::SpareProvider => providers::judge(&answer, true),
        EvidenceKind::Users => users::judge(&answer),
    };
    // How good an outcome is, the checklist says: what is wrong in one step may do in another.
    match step.outcome(&judgement.outcome) {
        Some(outcome) => judgement.level = outcome.level,
        None => judgement.outcome.clear(),
    }
    judgement.masked = masked(pasted).found;
    judgement.says = kept(&judgement.says, SAYS);
    judgement.readings = judgement.readings.iter().map(Reading::kept).collect();
    judgement
}
