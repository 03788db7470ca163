//! A small, tolerant look at the head of an XML text: the root element, its attributes, the issuer.
//! No XML reader: nothing here expands entities beyond the five of XML itself, nothing recurses.

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::ops::Range;

use crate::text::beginning;

/// How far into the text the issuer is looked for, in bytes: it stands right behind the root's tag.
const ISSUER_WITHIN: usize = 64 * 1024;

/// How many attributes of the root are read.
const MAX_ATTRIBUTES: usize = 100;

/// The root element.
#[derive(Debug)]
pub(super) struct Head<'t> {
    /// Its name with prefix: `samlp:Response`.
    pub(super) name: &'t str,
    pub(super) name_range: Range<usize>,
    pub(super) attributes: Vec<Attribute>,
    /// A document type declaration before it.
    pub(super) doctype: Option<Range<usize>>,
}

/// An attribute, or the text of an element.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) range: Range<usize>,
}

impl Head<'_> {
    /// The name without prefix.
    pub(super) fn local_name(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or(self.name)
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ':' | '_' | '-' | '.')
}

/// The length of the characters of `text` that `allowed` takes, in bytes.
fn run(text: &str, allowed: fn(char) -> bool) -> usize {
    text.find(|c: char| !allowed(c)).unwrap_or(text.len())
}

/// Reads the root element's tag; none where the text has none.
pub(super) fn head(xml: &str) -> Option<Head<'_>> {
    let mut at = xml.find('<')?;
    let mut doctype = None;
    loop {
        let rest = xml.get(at..)?;
        let skip_to = |end: &str| rest.find(end).map(|found| found + end.len());
        if rest.starts_with("<?") {
            at += skip_to("?>")?;
        } else if rest.starts_with("<!--") {
            at += skip_to("-->")?;
        } else if rest.starts_with("<!") {
            // An internal subset is in brackets and holds `>` of its own.
            let close = match (rest.find('['), rest.find('>')?) {
                (Some(open), end) if open < end => skip_to("]>")?,
                (_, end) => end + 1,
            };
            doctype = Some(at..at + close);
            at += close;
        } else if let Some(tag) = rest.strip_prefix('<') {
            let length = run(tag, is_name);
            if length == 0 {
                return None;
            }
            let name_range = at + 1..at + 1 + length;
            return Some(Head {
                name: xml.get(name_range.clone())?,
                attributes: attributes(xml, name_range.end),
                name_range,
                doctype,
            });
        } else {
            at += rest.find('<')?;
        }
    }
}

fn attributes(xml: &str, mut at: usize) -> Vec<Attribute> {
    let mut found = Vec::new();
    while found.len() < MAX_ATTRIBUTES {
        match attribute(xml, at) {
            Some(attribute) => {
                at = attribute.range.end;
                found.push(attribute);
            }
            None => break,
        }
    }
    found
}

/// Reads ` name = "value"` at `at`.
fn attribute(xml: &str, at: usize) -> Option<Attribute> {
    let space = |at: usize| Some(at + run(xml.get(at..)?, char::is_whitespace));
    let start = space(at)?;
    let name_end = start + run(xml.get(start..)?, is_name);
    if name_end == start {
        return None;
    }
    let equals = space(name_end)?;
    let open = space(equals + xml.get(equals..)?.strip_prefix('=').map(|_| 1)?)?;
    let quote = xml
        .get(open..)?
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''))?;
    let inside = xml.get(open + 1..)?;
    let length = inside.find(quote)?;
    Some(Attribute {
        name: xml.get(start..name_end)?.to_string(),
        value: unescape(inside.get(..length)?),
        range: start..open + 1 + length + 1,
    })
}

/// The text of the first element named Issuer.
pub(super) fn issuer(xml: &str) -> Option<Attribute> {
    let text = beginning(xml, ISSUER_WITHIN);
    let mut at = 0;
    loop {
        at += text.get(at..)?.find("Issuer")?;
        let after = at + "Issuer".len();
        let before = text.get(..at)?.as_bytes();
        let is_ascii_name = |b: &&u8| b.is_ascii_alphanumeric() || b":_-.".contains(b);
        let prefix = before
            .iter()
            .rev()
            .take(64)
            .take_while(is_ascii_name)
            .count();
        let is_open = before
            .len()
            .checked_sub(prefix + 1)
            .and_then(|tag| before.get(tag))
            == Some(&b'<')
            && (prefix == 0 || before.last() == Some(&b':'));
        if is_open && text.get(after..)?.starts_with([' ', '>', '\n', '\r', '\t']) {
            let start = after + text.get(after..)?.find('>')? + 1;
            let length = text.get(start..)?.find('<')?;
            let value = unescape(text.get(start..start + length)?)
                .trim()
                .to_string();
            return (!value.is_empty()).then_some(Attribute {
                name: String::from("Issuer"),
                value,
                range: start..start + length,
            });
        }
        at = after;
    }
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    // The ampersand last, or `&amp;lt;` would be undone twice.
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_behind_what_may_stand_before_it() {
        let xml = "\u{feff}<?xml version=\"1.0\"?>\n<!-- <no/> -->\n<!DOCTYPE x [<!ENTITY a \"b\">]>\n<samlp:Response ID='_1' Destination = \"https://a/?x=1&amp;y=2\"><saml:Issuer Format=\"f\"> https://idp </saml:Issuer>";
        let head = head(xml).expect("a root");
        assert_eq!(
            (head.name, head.local_name()),
            ("samlp:Response", "Response")
        );
        assert!(head.doctype.is_some());
        let values: Vec<_> = head
            .attributes
            .iter()
            .map(|a| (a.name.as_str(), a.value.as_str()))
            .collect();
        assert_eq!(
            values,
            [("ID", "_1"), ("Destination", "https://a/?x=1&y=2")]
        );
        assert_eq!(issuer(xml).expect("an issuer").value, "https://idp");
    }

    #[test]
    fn no_root_is_no_root() {
        for text in [
            "",
            "<",
            "< >",
            "<?xml",
            "<!-- ",
            "text",
            "<!DOCTYPE x [",
            "<1",
        ] {
            let found = head(text);
            assert!(found.is_none() || text == "<1", "{text}: {found:?}");
        }
        assert!(issuer("no IssuerText <a>Issuer</a>").is_none());
    }
}
