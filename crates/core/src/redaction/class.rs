//! What is masked, and why: classes, and the names whose values belong to them.

use alloc::string::String;

use super::names::NAMES;

/// What sort of thing was masked. A person may choose to keep a class, but not [`Class::Secret`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Class {
    /// What a person is called.
    Name,
    /// E-mail addresses, and login names, which often are one.
    Login,
    /// Telephone numbers.
    Phone,
    /// Where a person lives or is.
    Place,
    /// Birth, gender, nationality, health: what a person is.
    Person,
    /// Pages and pictures of a person.
    Link,
    /// Addresses of a person's connection, and the device.
    Network,
    /// The number a directory gives a person: `sub`, unless it is the client itself.
    Subject,
    /// What names one token, one request or one session. Shortened: its beginning is left to compare by.
    OneTime,
    /// Long values without words in them, whatever they are. Shortened as well.
    Random,
    /// Text that is not JSON, and JSON that could not be read: nobody knows what stands in it.
    Text,
    /// Tokens, secrets, signatures, ciphertexts. Never kept.
    Secret,
}

impl Class {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 12] = [
        Self::Name,
        Self::Login,
        Self::Phone,
        Self::Place,
        Self::Person,
        Self::Link,
        Self::Network,
        Self::Subject,
        Self::OneTime,
        Self::Random,
        Self::Text,
        Self::Secret,
    ];

    /// Its stable word: `one_time`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Login => "login",
            Self::Phone => "phone",
            Self::Place => "place",
            Self::Person => "person",
            Self::Link => "link",
            Self::Network => "network",
            Self::Subject => "subject",
            Self::OneTime => "one_time",
            Self::Random => "random",
            Self::Text => "text",
            Self::Secret => "secret",
        }
    }

    /// The class of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.word() == word)
    }

    /// What it is called on the page.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Name => "Names of people",
            Self::Login => "E-mail addresses and login names",
            Self::Phone => "Telephone numbers",
            Self::Place => "Places",
            Self::Person => "What a person is",
            Self::Link => "Pages and pictures of a person",
            Self::Network => "IP addresses and devices",
            Self::Subject => "Ids of a person",
            Self::OneTime => "Ids of one token or session",
            Self::Random => "Long values without words",
            Self::Text => "Text that is not JSON",
            Self::Secret => "Tokens, secrets and signatures",
        }
    }

    /// Whether a person may choose to keep it.
    #[must_use]
    pub fn may_be_kept(self) -> bool {
        self != Self::Secret
    }

    /// Whether the beginning of a value is left.
    pub(super) fn is_shortened(self) -> bool {
        matches!(self, Self::OneTime | Self::Random)
    }
}

/// A name whose values are masked, and who says what it holds.
#[derive(Debug)]
pub struct Named {
    /// The name as the source writes it. Compared without case and without what joins words, and of a name
    /// that is an address, by its last part.
    pub name: &'static str,
    /// What it holds.
    pub class: Class,
    /// Why it is masked, in a phrase.
    pub why: &'static str,
    /// Where it is written.
    pub source: &'static str,
}

/// Names whose values stay though they look random: who they are for is what a report is about, and none is
/// a secret. A client id is public (RFC 6749 §2.2); tenants and organisations are no persons.
static STAY: &[&str] = &[
    "iss",
    "aud",
    "azp",
    "clientid",
    "cid",
    "appid",
    "kid",
    "tid",
    "orgid",
    "alg",
    "enc",
    "typ",
    "cty",
    "scope",
    "scp",
    "jku",
    "x5u",
    "htu",
    "redirecturi",
    "correlationid",
];

/// A name as it is compared: in lower case, without what joins words, the last part of an address.
pub(super) fn plain(name: &str) -> String {
    let last = match name.contains("://") {
        true => name.rsplit(['/', '#']).next().unwrap_or(name),
        false => name,
    };
    last.chars()
        .filter(|c| !matches!(c, '_' | '-' | '.' | ' '))
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// The row of a name.
pub(super) fn row(name: &str) -> Option<&'static Named> {
    // No name in the table is longer.
    if name.len() > 200 {
        return None;
    }
    let wanted = plain(name);
    NAMES.iter().find(|row| same(row.name, &wanted))
}

/// Whether a value stays under that name though it looks random.
pub(crate) fn stays(name: &str) -> bool {
    name.len() <= 200 && STAY.contains(&plain(name).as_str())
}

/// Compares a name of the table with one that was made [`plain`].
fn same(name: &str, wanted: &str) -> bool {
    name.bytes()
        .filter(|byte| !matches!(byte, b'_' | b'-' | b'.' | b' '))
        .map(|byte| byte.to_ascii_lowercase())
        .eq(wanted.bytes())
}
