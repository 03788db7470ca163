//! Whether a value is masked: by the name it stands under, else by what it looks like.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::class::{self, Class, Named};
use super::{guard, looks};
use crate::kinds::mask::is_secret_name;
use crate::walkthrough;

/// Why something is masked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Reason {
    pub(super) class: Class,
    pub(super) why: &'static str,
    pub(super) source: &'static str,
}

impl Reason {
    const fn looks(class: Class, why: &'static str) -> Self {
        Self {
            class,
            why,
            source: "",
        }
    }

    /// A value that is quoted somewhere else.
    pub(super) const fn again(class: Class) -> Self {
        Self::looks(class, AGAIN)
    }
}

pub(super) const EMAIL: Reason = Reason::looks(Class::Login, "an e-mail address");
const IP: Reason = Reason::looks(Class::Network, "an IP address");
const PHONE: Reason = Reason::looks(Class::Phone, "a telephone number");
pub(super) const NAME: Reason = Reason::looks(Class::Name, "a person's name that stands elsewhere");
const AGAIN: &str = "repeats what is masked elsewhere";
const RANDOM: Reason = Reason::looks(
    Class::Random,
    "a long value without words, which may be an id or a secret",
);
const SECRET: Reason = Reason::looks(Class::Secret, "looks like a token or a secret");
pub(super) const BYTES: Reason = Reason::looks(Class::Secret, "a signature or encrypted bytes");
pub(super) const TEXT: Reason = Reason::looks(Class::Text, "text, in which anything may stand");

/// What stands under a name that ends as those of secrets do (`client_secret`, `refresh_token`), however plain.
static SECRET_NAME: Named = Named {
    name: "",
    class: Class::Secret,
    why: "stands under the name of a secret",
    source: "",
};

/// What is done with a value.
#[derive(Debug)]
pub(super) enum Decision {
    /// Nothing of it is masked.
    Leave,
    /// All of it.
    Whole(Reason),
    /// Pieces of it.
    Pieces(Vec<(Range<usize>, Reason)>),
}

/// What stands around a value.
#[derive(Clone, Copy, Default)]
pub(super) struct Around<'r> {
    /// The values are claims, so that a name means what the registries say. Elsewhere `name` and the like
    /// are anybody's words.
    pub(super) claims: bool,
    /// The row of a container that the value lies in.
    pub(super) inside: Option<&'static Named>,
    /// Who the token was issued to, and who issued it: a subject of that name is no person.
    pub(super) parties: &'r [&'r str],
    /// What the person chose to keep.
    pub(super) keep: &'r [Class],
}

/// The longest word that is shown to the finder.
const WORD: usize = 4096;

/// Words that name persons among claims, and anything elsewhere.
static ANYBODY: &[&str] = &[
    "name",
    "profile",
    "state",
    "location",
    "login",
    "actor",
    "address",
    "ip",
    "orig",
    "dest",
    "div",
    "cn",
    "sn",
    "uid",
    "mail",
    "phone",
    "mobile",
    "locality",
    "website",
    "rh",
    "identities",
    "username",
    "signature",
    "salt",
];

/// What subjects of workloads begin with (Kubernetes, GitHub Actions, GitLab).
static WORKLOADS: &[&str] = &["system:serviceaccount:", "repo:", "project_path:"];

impl Around<'_> {
    /// The row that a name has here, or the container's.
    pub(super) fn row(&self, name: &str) -> Option<&'static Named> {
        self.inside
            .or_else(|| class::row(name).filter(|row| self.claims || !ANYBODY.contains(&row.name)))
            .or_else(|| is_secret_name(name).then_some(&SECRET_NAME))
    }

    /// Whether a class is masked: the person may have chosen to keep it.
    pub(super) fn masks(&self, class: Class) -> bool {
        !class.may_be_kept() || !self.keep.contains(&class)
    }

    /// What is done with the text of a value under that name.
    pub(super) fn decide(&self, name: &str, text: &str) -> Decision {
        if text.is_empty() || looks::is_masked(text) {
            return Decision::Leave;
        }
        if let Some(row) = self.row(name) {
            let short =
                row.class.is_shortened() && text.chars().take(looks::LONG).count() < looks::LONG;
            if self.masks(row.class) && !short && !self.is_party(row, text) {
                return Decision::Whole(Reason {
                    class: row.class,
                    why: row.why,
                    source: row.source,
                });
            }
            // What was kept by its name is not masked by its looks, but for tokens.
            let kept = !self.masks(row.class);
            return self.pieces(text, !kept, kept || class::stays(name));
        }
        self.pieces(text, true, class::stays(name))
    }

    /// What of a sentence is masked by its looks; `pasted`: it is quoted from the paste.
    pub(super) fn sentence(&self, text: &str, pasted: bool) -> Vec<(Range<usize>, Reason)> {
        let mut found = Vec::new();
        self.people(text, pasted, &mut found);
        found
    }

    /// A subject that is the client itself or a workload is no person (RFC 7523 §3, RFC 9068 §2.2).
    fn is_party(&self, row: &Named, text: &str) -> bool {
        let itself = text.strip_suffix("@clients").unwrap_or(text);
        row.name == "sub"
            && (self.parties.contains(&itself)
                || WORKLOADS
                    .iter()
                    .any(|beginning| text.starts_with(beginning)))
    }

    fn pieces(&self, text: &str, by_looks: bool, stays: bool) -> Decision {
        let mut found = Vec::new();
        if by_looks {
            self.people(text, true, &mut found);
        }
        if let [(range, reason)] = found.as_slice()
            && range.len() == text.len()
        {
            return Decision::Whole(*reason);
        }
        let looks_secret = text.len() >= 10 && walkthrough::masked(text).found;
        if looks_secret && !stays {
            let one = !text.contains(char::is_whitespace) && !text.starts_with("eyJ");
            let reason = if one { RANDOM } else { SECRET };
            if self.masks(reason.class) {
                return Decision::Whole(reason);
            }
        }
        let one_word = text.len() <= WORD && !text.contains(char::is_whitespace);
        if text.starts_with("eyJ") && text.len() >= 16
            || one_word && guard::secret(text, stays).is_some()
        {
            return Decision::Whole(SECRET);
        }
        match found.is_empty() {
            true => Decision::Leave,
            false => Decision::Pieces(found),
        }
    }

    fn people(&self, text: &str, pasted: bool, found: &mut Vec<(Range<usize>, Reason)>) {
        if self.masks(Class::Login) {
            found.extend(looks::emails(text).into_iter().map(|range| (range, EMAIL)));
        }
        if pasted && self.masks(Class::Network) {
            found.extend(looks::addresses(text).into_iter().map(|range| (range, IP)));
        }
        if pasted && self.masks(Class::Phone) {
            found.extend(looks::phones(text).into_iter().map(|range| (range, PHONE)));
        }
    }
}

/// What stands in place of a text that is masked whole.
pub(super) fn instead(text: &str, class: Class) -> String {
    match class.is_shortened() {
        true => looks::shortened(text),
        false => crate::kinds::mask::mask(text.chars().count()),
    }
}
