//! Every member of the file: what the reader knows, and what the schema and the documentation are made of.

/// What a member holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum MemberKind {
    /// Plain text in one line, of at most so many characters.
    Text(usize),
    /// At most so many texts, each of at most so many characters.
    Texts(usize, usize),
    /// Whole seconds, from and up to.
    Seconds(i64, i64),
    /// The domain or the AWS name of a region.
    Region,
    /// At most so many objects with [`PRESET_MEMBERS`].
    Presets(usize),
    /// An object with [`POLICY_MEMBERS`].
    Policy,
    /// An origin.
    Origin,
    /// At most so many names of files.
    Files(usize),
    /// Words of [`Feature`](super::Feature).
    Features,
}

/// A member.
#[derive(Debug)]
pub struct MemberOf {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: MemberKind,
    /// What it is for, in a sentence.
    pub about: &'static str,
}

const fn member(name: &'static str, kind: MemberKind, about: &'static str) -> MemberOf {
    MemberOf { name, kind, about }
}

/// The members of the file.
pub static MEMBERS: &[MemberOf] = &[
    member(
        "$schema",
        MemberKind::Text(300),
        "Where an editor finds the schema. The page does not read it.",
    ),
    member(
        "title",
        MemberKind::Text(80),
        "Stands in the window's title beside the name.",
    ),
    member(
        "logo_line",
        MemberKind::Text(120),
        "Stands beside the logo: whose page it is, whom to ask.",
    ),
    member(
        "region",
        MemberKind::Region,
        "The region of Genesys Cloud that is chosen at first, by its domain or its AWS name.",
    ),
    member(
        "policies",
        MemberKind::Presets(50),
        "What tokens are held against, to choose from.",
    ),
    member(
        "proxy",
        MemberKind::Origin,
        "The companion's origin: https, or http on this machine. The page's policy must name it as well (`cargo xtask dist --proxy`); a file cannot widen a policy.",
    ),
    member(
        "checklists",
        MemberKind::Files(20),
        "Names of further checklist files that lie beside this file.",
    ),
    member("off", MemberKind::Features, "What is switched off."),
];

/// The members of a policy to choose from. Both must be there.
pub static PRESET_MEMBERS: &[MemberOf] = &[
    member(
        "name",
        MemberKind::Text(80),
        "What it is called; no two have the same name.",
    ),
    member("policy", MemberKind::Policy, "What is expected."),
];

/// The members of a policy. All may be left out.
pub static POLICY_MEMBERS: &[MemberOf] = &[
    member(
        "issuer",
        MemberKind::Text(1000),
        "`iss`, compared character by character.",
    ),
    member(
        "audience",
        MemberKind::Text(1000),
        "Must be among the token's audiences (`aud`).",
    ),
    member(
        "scopes",
        MemberKind::Texts(100, 200),
        "Scopes, roles or permissions that must all be there.",
    ),
    member(
        "client_id",
        MemberKind::Text(300),
        "The client the token must have been issued to (`client_id`, `azp`, `appid`, `cid`).",
    ),
    member(
        "token_type",
        MemberKind::Text(100),
        "What sort of token: `at+jwt`, `id_token`, `dpop+jwt`, `logout+jwt`, or any value of `typ`.",
    ),
    member(
        "algorithms",
        MemberKind::Texts(20, 40),
        "The algorithms taken (`RS256`).",
    ),
    member(
        "max_lifetime",
        MemberKind::Seconds(1, 315_360_000),
        "The longest lifetime taken (`exp` less `iat`), in seconds.",
    ),
    member(
        "leeway",
        MemberKind::Seconds(0, 3600),
        "How far clocks may differ, in seconds.",
    ),
    member(
        "renewal_margin",
        MemberKind::Seconds(0, 604_800),
        "How long before its expiry a token is due for renewal, in seconds; 300 unless said otherwise.",
    ),
];
