//! Where an issuer's keys are: addresses, each shown in full before anything is asked there.
//!
//! Nothing is fetched by itself. An address comes from the person, or from a token or a document, and then that is
//! said: whoever made those chose it.

use claimlens_core::jose::json::{Limits, read};
use claimlens_core::site_config::Feature;

use super::given::Reading;
use super::room::{Topic, change, look, page};
use super::{KEY_URL, ask, put_away};
use crate::house;
use crate::platform::fetch::{self, Lost, Sent, Stop};
use crate::platform::{clock, dom};

/// What is known of where keys are.
#[derive(Debug, Default)]
pub struct Discovery {
    /// What was typed as an address.
    pub typed: String,
    /// The document that was found, with what it names.
    pub document: Option<Document>,
    /// Grows with every question; what belongs to an earlier one is dropped.
    pub serial: u32,
    /// The host that is being asked.
    pub asking: String,
    /// Why nothing came.
    pub said: String,
}

/// What a discovery document names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Document {
    /// The issuer it says it is of.
    pub issuer: String,
    /// Where its keys are.
    pub keys: String,
}

/// An https address that can be asked.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Address {
    /// All of it.
    pub url: String,
    /// `https://login.example.com`.
    pub origin: String,
    /// `login.example.com`.
    pub host: String,
}

/// The longest address that is taken.
const LONGEST: usize = 500;

/// The most that is taken as an answer, in bytes.
const MOST: usize = 8 << 20;

/// Reads an address; a sentence where it is none that may be asked.
///
/// # Errors
/// For anything but https, and for characters that do not belong into a line for a shell.
pub(super) fn address(text: &str) -> Result<Address, &'static str> {
    let text = text.trim();
    let Some((scheme, rest)) = text.split_once("://") else {
        return Err("An address begins with https://.");
    };
    if !scheme.eq_ignore_ascii_case("https") {
        return Err("Only https: over anything else, whoever is on the way can put other keys in.");
    }
    let harmless = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/%?=&+,@[]".contains(&byte);
    if text.len() > LONGEST || !text.bytes().all(harmless) {
        return Err("This address has characters that none of keys has, or is too long.");
    }
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if authority.contains('@') {
        return Err("There is a name or a password in this address. Take it out.");
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    if port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return Err("This address has a port that is no number.");
    }
    if host.is_empty() || host.starts_with('.') {
        return Err("This address has no host.");
    }
    let authority = authority.to_ascii_lowercase();
    Ok(Address {
        url: format!("https://{authority}{path}"),
        origin: format!("https://{authority}"),
        host: authority,
    })
}

/// Where an issuer says where its keys are (OpenID Connect Discovery §4).
#[must_use]
pub(super) fn well_known(issuer: &str) -> Option<Address> {
    // Google's tokens have it without the scheme.
    let issuer = match issuer {
        "accounts.google.com" => "https://accounts.google.com",
        issuer => issuer,
    };
    if issuer.contains(['?', '#']) {
        return None;
    }
    let base = issuer.strip_suffix('/').unwrap_or(issuer);
    address(&format!("{base}/.well-known/openid-configuration")).ok()
}

/// What was typed: an issuer, whose document is asked for, or the address of keys or of a document itself.
///
/// # Errors
/// As [`address`].
pub(super) fn typed(text: &str) -> Result<Address, &'static str> {
    let given = address(text)?;
    let path = given.url.get(given.origin.len()..).unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_document = path.contains("/.well-known/") || last.contains('.') || path.contains('?');
    let is_keys = ["jwk", "keys", "certs"]
        .iter()
        .any(|word| last.contains(word));
    if is_document || is_keys {
        return Ok(given);
    }
    well_known(&given.url).ok_or("This address is none of an issuer.")
}

/// What a text names, if it is a discovery document.
#[must_use]
pub(super) fn document(text: &str) -> Option<Document> {
    if !text.trim_start().starts_with('{') || !text.contains("\"jwks_uri\"") {
        return None;
    }
    let document = read(text.as_bytes(), Limits::DEFAULT);
    let root = document.object()?;
    Some(Document {
        issuer: root.get_str("issuer")?.into_owned(),
        keys: root.get_str("jwks_uri")?.into_owned(),
    })
}

/// Whether the policy of this page lets it ask there.
pub(super) fn is_allowed(address: &Address) -> bool {
    dom::origin() == address.origin || dom::allowed_origins().contains(&address.origin)
}

/// An address was typed.
pub(super) fn note(text: String) {
    change(Topic::Discovered, |room| room.discovery.typed = text);
}

/// The key field has other text: perhaps a document that says where the keys are.
pub(super) fn seen(text: &str) {
    if let Some(document) = document(text) {
        let same = look(|room| room.discovery.document.as_ref() == Some(&document));
        if !same {
            change(Topic::Discovered, |room| {
                room.discovery.document = Some(document)
            });
        }
    }
}

/// Fetches what is at that address. Only from a click on a button that names it.
pub(super) fn fetch(url: &str) {
    let Ok(address) = address(url) else {
        return;
    };
    if !is_allowed(&address) || house::is_off(Feature::Discovery) {
        return;
    }
    let mut serial = 0;
    change(Topic::Discovered, |room| {
        room.discovery.serial += 1;
        room.discovery.said.clear();
        room.discovery.asking.clone_from(&address.host);
        serial = room.discovery.serial;
    });
    clock::spawn(async move {
        let sent = Sent {
            method: "GET",
            address: &address.url,
            headers: &[],
            body: None,
        };
        let came = fetch::send(&sent, &[], &Stop::new()).await;
        if look(|room| room.discovery.serial != serial) {
            return;
        }
        change(Topic::Discovered, |room| room.discovery.asking.clear());
        match came {
            Ok(came) if came.status == 200 && came.text.len() <= MOST => {
                took(&address.host, came.text);
            }
            Ok(came) if came.status == 200 => said("The answer is too large for keys.".into()),
            Ok(came) => said(format!(
                "{} answered {}: there are no keys at this address.",
                address.host, came.status
            )),
            Err(Lost::Offline) => said("This computer has no network.".into()),
            Err(_) => said(format!(
                "Nothing came from {}: nobody answers there, or it does not let pages of other origins read its answer. Take the line for a shell instead.",
                address.host
            )),
        }
    });
}

fn said(words: String) {
    page().say(words.clone());
    change(Topic::Discovered, |room| room.discovery.said = words);
}

/// Keys, or a document that says where they are, came from a host.
fn took(host: &str, text: String) {
    if let Some(document) = document(&text) {
        change(Topic::Discovered, |room| {
            room.discovery.document = Some(document)
        });
        page().say("The document names the address of the keys. It is shown.");
        return;
    }
    let bytes = text.len();
    put_away(text, host.to_owned(), bytes, Reading::Text);
    ask::now();
}

/// Forgets all of it.
pub(super) fn forget() {
    dom::set_value(KEY_URL, "");
    change(Topic::Discovered, |room| {
        let serial = room.discovery.serial + 1;
        room.discovery = Discovery {
            serial,
            ..Discovery::default()
        };
    });
}

#[cfg(test)]
mod tests {
    use super::{Document, address, document, typed, well_known};

    #[test]
    fn only_https_and_nothing_that_a_shell_would_read() {
        let good = address(" https://Login.Example.com:8443/a/b?c=d ").expect("an address");
        assert_eq!(good.url, "https://login.example.com:8443/a/b?c=d");
        assert_eq!(good.origin, "https://login.example.com:8443");
        for (bad, words) in [
            ("http://login.example.com/", "Only https"),
            ("javascript://login.example.com/%0aalert(1)", "Only https"),
            ("login.example.com", "begins with https"),
            ("https://", "no host"),
            ("https:///keys", "no host"),
            ("https://a:b@login.example.com/", "password"),
            ("https://a.example/'; rm -rf '", "characters"),
            ("https://a.example/$(id)", "characters"),
            ("https://a.example:x/", "port"),
            ("https://a.example/\u{202e}", "characters"),
        ] {
            let said = address(bad).expect_err(bad);
            assert!(said.contains(words), "{bad}: {said}");
        }
    }

    #[test]
    fn an_issuer_names_its_document_and_other_addresses_themselves() {
        let url = |found: Option<super::Address>| found.map(|one| one.url);
        for (issuer, expected) in [
            (
                "https://a.example",
                Some("https://a.example/.well-known/openid-configuration"),
            ),
            (
                "https://a.example/realms/b/",
                Some("https://a.example/realms/b/.well-known/openid-configuration"),
            ),
            (
                "accounts.google.com",
                Some("https://accounts.google.com/.well-known/openid-configuration"),
            ),
            ("http://a.example", None),
            ("https://a.example/?x", None),
            ("me", None),
        ] {
            assert_eq!(url(well_known(issuer)).as_deref(), expected, "{issuer}");
        }
        for (text, expected) in [
            (
                "https://a.example/oauth2/v1/keys",
                "https://a.example/oauth2/v1/keys",
            ),
            ("https://a.example/jwks.json", "https://a.example/jwks.json"),
            (
                "https://a.example/.well-known/jwks.json",
                "https://a.example/.well-known/jwks.json",
            ),
            (
                "https://a.example/tenant",
                "https://a.example/tenant/.well-known/openid-configuration",
            ),
        ] {
            assert_eq!(typed(text).map(|one| one.url).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn a_document_is_told_from_keys() {
        let text = r#"{"issuer":"https://a.example","jwks_uri":"https://a.example/keys"}"#;
        assert_eq!(
            document(text),
            Some(Document {
                issuer: "https://a.example".into(),
                keys: "https://a.example/keys".into()
            })
        );
        for other in [r#"{"keys":[]}"#, "", "{", r#"{"jwks_uri":1}"#, "secret"] {
            assert_eq!(document(other), None, "{other}");
        }
    }
}
