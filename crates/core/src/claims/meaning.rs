//! What claims and header parameters mean: two tables of text, searched by name.
//!
//! The tables (`data/claims.txt`, `data/headers.txt`) hold one entry a line, sorted by name:
//! `name|title|source|text`. A name may end in `@` and a vendor: the meaning at that vendor alone.
//! The lines are searched by halving where they stand: no pointer for each entry, nothing to build,
//! and the text compresses well.

use alloc::borrow::Cow;
use alloc::string::String;

use crate::report::Meaning;

/// The JWT claims of the IANA registry and of well-known vendors.
static CLAIMS: &str = include_str!("../../data/claims.txt");

/// The JOSE header parameters of the IANA registry and of well-known vendors.
static HEADERS: &str = include_str!("../../data/headers.txt");

/// The beginnings of names that a vendor or an application keeps to itself: vendor, title, source, text.
static PREFIXES: [[&str; 4]; 7] = [
    [
        "https://",
        "Custom claim",
        "RFC 7519 §4.2",
        "A claim of the application's own, named by an address so that it collides with no other.",
    ],
    [
        "http://",
        "Custom claim",
        "RFC 7519 §4.2",
        "A claim of the application's own, named by an address so that it collides with no other.",
    ],
    [
        "custom:",
        "Custom attribute",
        "Amazon Cognito",
        "An attribute that was added to the user pool.",
    ],
    [
        "dev:custom:",
        "Developer attribute",
        "Amazon Cognito",
        "An attribute of the user pool that only an administrator can change.",
    ],
    [
        "extension_",
        "Custom attribute",
        "Azure AD B2C",
        "An attribute that was added to the directory.",
    ],
    [
        "pi.",
        "Internal",
        "Ping Identity",
        "A claim of PingFederate's own.",
    ],
    [
        "xms_",
        "Internal",
        "Microsoft Entra ID",
        "A claim of Microsoft's own that is not documented: do not rely on it.",
    ],
];

/// What the claim `name` means, at that vendor if one is known; none if it is not registered.
#[must_use]
pub fn meaning_of_claim(name: &str, vendor: Option<&str>) -> Option<Meaning> {
    if let Some(vendor) = vendor {
        let mut key = String::with_capacity(name.len() + 1 + vendor.len());
        key.push_str(name);
        key.push('@');
        key.push_str(vendor);
        if let Some(meaning) = find(CLAIMS, &key) {
            return Some(meaning);
        }
    }
    find(CLAIMS, name).or_else(|| of_prefix(name))
}

/// What the header parameter `name` means; none if it is not registered.
#[must_use]
pub fn meaning_of_header(name: &str) -> Option<Meaning> {
    find(HEADERS, name).or_else(|| of_prefix(name).filter(|m| m.source == "Ping Identity"))
}

fn of_prefix(name: &str) -> Option<Meaning> {
    let [_, title, source, text] = PREFIXES
        .iter()
        .find(|[prefix, ..]| name.starts_with(prefix))?;
    Some(Meaning {
        title,
        text: Cow::Borrowed(text),
        source,
    })
}

/// Searches a sorted table by halving it at line ends.
fn find(table: &'static str, name: &str) -> Option<Meaning> {
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = low + (high - low) / 2;
        // Bytes, because the middle may fall inside a character.
        let before = table.as_bytes().get(low..middle)?;
        let start = before
            .iter()
            .rposition(|&byte| byte == b'\n')
            .map_or(low, |at| low + at + 1);
        let line = table.get(start..high)?;
        let line = line.split_once('\n').map_or(line, |(line, _)| line);
        let (key, entry) = line.split_once('|')?;
        match key.cmp(name) {
            core::cmp::Ordering::Less => low = start + line.len() + 1,
            core::cmp::Ordering::Greater => high = start,
            core::cmp::Ordering::Equal => {
                let (title, rest) = entry.split_once('|')?;
                let (source, text) = rest.split_once('|')?;
                return Some(Meaning {
                    title,
                    text: Cow::Borrowed(text),
                    source,
                });
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_whole_sorted_and_found() {
        for table in [CLAIMS, HEADERS] {
            let keys = table.lines().map(|line| line.split('|').next());
            assert!(
                keys.is_sorted_by(|a, b| a < b),
                "sorted, without repetition"
            );
            for line in table.lines() {
                let fields: alloc::vec::Vec<&str> = line.split('|').collect();
                let [name, title, source, text] = fields[..] else {
                    panic!("four fields: {line}");
                };
                let sentence = text.ends_with('.') || text.starts_with("0 ");
                assert!(
                    !title.is_empty() && !source.is_empty() && sentence,
                    "{line}"
                );
                assert!(text.len() <= 200, "two short sentences at most: {line}");
                let meaning = find(table, name).expect("found by its name");
                assert_eq!(
                    (meaning.title, &*meaning.text, meaning.source),
                    (title, text, source)
                );
            }
        }
    }

    #[test]
    fn what_is_not_registered_has_no_meaning() {
        for name in [
            "", "Iss", "iss ", "zzz", "\n", "|", "issuer|", "~", "é", "groups@",
        ] {
            assert_eq!(meaning_of_claim(name, None), None, "{name}");
            assert_eq!(meaning_of_header(name), None, "{name}");
        }
    }

    #[test]
    fn a_vendor_has_its_own_meaning() {
        let title =
            |name: &str, vendor| meaning_of_claim(name, vendor).map(|m| (m.title, m.source));
        assert_eq!(title("ver", None), None);
        assert_eq!(title("ver", Some("Okta")), Some(("Token version", "Okta")));
        assert_eq!(title("cid", Some("Okta")), Some(("Client ID", "Okta")));
        assert_eq!(title("cid", Some("Keycloak")), None);
        assert_eq!(
            title("iss", Some("Okta")),
            Some(("Issuer", "RFC 7519 §4.1.1"))
        );
        assert_eq!(title("groups", None), Some(("Groups", "RFC 9068 §2.2.3.1")));
        assert_eq!(
            title("xms_new", None),
            Some(("Internal", "Microsoft Entra ID"))
        );
        assert_eq!(
            title("https://example.com/roles", None),
            Some(("Custom claim", "RFC 7519 §4.2"))
        );
        assert_eq!(
            meaning_of_header("pi.atm").map(|m| m.source),
            Some("Ping Identity")
        );
        assert_eq!(meaning_of_header("https://a"), None);
    }
}
