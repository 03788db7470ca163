//! Where one is: what stands behind the `#` of the address, and how a link to it is written.
//!
//! Only names from the tables and the numbers of walks stand there, never anything that was pasted.

use claimlens_core::share;

/// A page.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Page {
    /// The paste box and its report.
    #[default]
    Inspect,
    /// A token, asked for and asked about: `#request`.
    Request,
    /// The reference data: `#reference/<card>`.
    Reference,
    /// Which grant: `#grants`.
    Grants,
    /// The checklists: `#walkthroughs/<walk>/<step>`.
    Walkthroughs,
    /// What leaves the browser, and what is kept in it: `#privacy`.
    Privacy,
    /// A report that somebody shared: `#share/…`.
    Shared,
    /// What somebody expects of a token: `#policy/…`.
    Expected,
}

impl Page {
    /// All pages.
    pub const ALL: [Self; 8] = [
        Self::Inspect,
        Self::Request,
        Self::Reference,
        Self::Grants,
        Self::Walkthroughs,
        Self::Privacy,
        Self::Shared,
        Self::Expected,
    ];

    /// The word in the address, in `data-page` and in the id of its link in the navigation.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Inspect => "inspect",
            Self::Request => "request",
            Self::Reference => "reference",
            Self::Grants => "grants",
            Self::Walkthroughs => "walkthroughs",
            Self::Privacy => "privacy",
            Self::Shared => "share",
            Self::Expected => "policy",
        }
    }

    /// The name a person knows it by.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Inspect => "what is in this token",
            Self::Request => "Request",
            Self::Reference => "Reference",
            Self::Grants => "Which grant?",
            Self::Walkthroughs => "Walkthroughs",
            Self::Privacy => "What leaves this browser",
            Self::Shared => "a shared report",
            Self::Expected => "shared expectations",
        }
    }
}

/// A page and what of it is shown.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Place {
    /// The page.
    pub page: Page,
    /// What stands behind the page's word, decoded: a card's id, a walk and a step.
    pub rest: String,
}

impl Place {
    /// Reads the part of an address that begins with `#`. None where it names no page: a jump within one.
    #[must_use]
    pub fn of(hash: &str) -> Option<Self> {
        let path = hash.strip_prefix('#').unwrap_or(hash);
        if path.is_empty() {
            return Some(Self::default());
        }
        let (word, rest) = path.split_once('/').unwrap_or((path, ""));
        let page = Page::ALL.into_iter().find(|page| page.word() == word)?;
        // Their words alone name a panel of Inspect; what stands behind them is read there, as it is.
        if matches!(page, Page::Shared | Page::Expected) {
            let rest = String::new();
            return share::is_link(path).then_some(Self { page, rest });
        }
        let rest = decoded(rest);
        Some(Self { page, rest })
    }

    /// The part of `rest` before its first slash, and the one behind it.
    #[must_use]
    pub fn halves(&self) -> (&str, &str) {
        self.rest.split_once('/').unwrap_or((&self.rest, ""))
    }
}

/// The address of a place on this page.
#[must_use]
pub fn link(page: Page, rest: &str) -> String {
    let mut address = ["#", page.word()].concat();
    if !rest.is_empty() {
        address.push('/');
    }
    for byte in rest.bytes() {
        // What RFC 3986 allows in a fragment (§3.5), less what is easily read wrongly.
        let plain = byte.is_ascii_alphanumeric() || b"-._~/:@!$&'*+,;=".contains(&byte);
        if plain {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

/// Undoes percent-encoding (RFC 3986 §2.1). What is none stays.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%');
        let code =
            code.and_then(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = after
            .get(if code.is_some() { 2.. } else { 0.. })
            .unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Page, Place, link};

    #[test]
    fn an_address_leads_back_to_its_place() {
        for rest in [
            "",
            "region/mypurecloud.ie",
            "call/GET /api/v2/tokens/me",
            "ä%41 #",
        ] {
            let address = link(Page::Reference, rest);
            assert!(address.is_ascii() && !address.contains(' '), "{address}");
            let place = Place::of(&address).unwrap();
            assert_eq!((place.page, place.rest.as_str()), (Page::Reference, rest));
        }
    }

    #[test]
    fn no_word_is_the_paste_box_and_another_word_is_no_place() {
        assert_eq!(Place::of(""), Some(Place::default()));
        assert_eq!(Place::of("#inspect").unwrap().page, Page::Inspect);
        for hash in ["#report", "#page", "#access_token=abc", "#referenced"] {
            assert_eq!(Place::of(hash), None, "{hash}");
        }
    }

    #[test]
    fn broken_encoding_stays_as_it_is() {
        assert_eq!(Place::of("#reference/a%2").unwrap().rest, "a%2");
        assert_eq!(Place::of("#reference/%zz").unwrap().rest, "%zz");
    }

    #[test]
    fn a_walk_and_its_step_are_two_halves() {
        let place = Place::of("#walkthroughs/3/pilot/a").unwrap();
        assert_eq!(place.halves(), ("3", "pilot/a"));
    }
}
