//! `hosting/`: settings for web servers, with the policy of the very page that lies beside them.
//!
//! The texts are `deploy/hosting`, with names in `{{…}}` where something of the page belongs. What the page may do
//! is in its `headers.json`, what is the same for every page in `crates/proxy/data/headers.txt`, from which the
//! companion has it; nothing of it is written a third time.

mod facts;
mod words;

use std::fs;
use std::path::Path;

use facts::Facts;
use words::Words;

use crate::Result;
use crate::repository::{cannot, read, root, write};

/// Where the settings for "below a path" are for. Tests use it, too.
const BELOW: &str = "/tools/claimlens/";

/// Whose settings a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Server {
    Nginx,
    Apache,
    Caddy,
    Pages,
    Iis,
    CloudFront,
}

/// The files: name, whose, and the path that the page is at.
const FILES: [(&str, Server, &str); 8] = [
    ("nginx.conf", Server::Nginx, "/"),
    ("nginx-below.conf", Server::Nginx, BELOW),
    ("apache.conf", Server::Apache, "/"),
    ("apache-below.conf", Server::Apache, BELOW),
    ("Caddyfile", Server::Caddy, "/"),
    ("_headers", Server::Pages, "/"),
    ("iis-web.config", Server::Iis, "/"),
    ("s3-cloudfront.md", Server::CloudFront, "/"),
];

/// Parts that several files have in common, by the names they have in them.
const SHARED: [(&str, &str); 2] = [
    ("locations", "nginx-locations.conf"),
    ("folder", "apache-folder.conf"),
];

/// Writes the settings for the page in `site` into the folder `to`.
///
/// # Errors
/// When the page is not finished, or a text has a name in it that nothing is known for.
pub(crate) fn place(site: &Path, to: &Path) -> Result<()> {
    let facts = Facts::of(site)?;
    fs::create_dir_all(to).map_err(|error| cannot("create", to, &error))?;
    for (name, server, base) in FILES {
        write(&to.join(name), settings(name, server, base, &facts)?)?;
    }
    Ok(())
}

fn settings(name: &str, server: Server, base: &str, facts: &Facts) -> Result<String> {
    let folder = root().join("deploy/hosting");
    let mut text = read(&folder.join(name))?;
    for (part, file) in SHARED {
        let placeholder = format!("{{{{{part}}}}}");
        if text.contains(&placeholder) {
            text = filled(&text, &placeholder, read(&folder.join(file))?.trim_end());
        }
    }
    let words = Words {
        server,
        base,
        facts,
    };
    while let Some((word, placeholder)) = first_word(&text) {
        let value = words
            .value(&word)
            .ok_or_else(|| format!("deploy/hosting/{name}: what is {placeholder}?"))?;
        text = filled(&text, &placeholder, &value);
    }
    Ok(text)
}

/// The first name in braces, and how it stands there.
fn first_word(text: &str) -> Option<(String, String)> {
    let (_, rest) = text.split_once("{{")?;
    let (word, _) = rest.split_once("}}")?;
    Some((word.to_owned(), format!("{{{{{word}}}}}")))
}

/// Puts a value in, everywhere. Where it has a line to itself, each of its lines is indented as that line is.
fn filled(text: &str, placeholder: &str, value: &str) -> String {
    let mut out = String::with_capacity(text.len() + value.len());
    for line in text.split_inclusive('\n') {
        if line.trim() == placeholder {
            let indent = line.split('{').next().unwrap_or_default();
            for line in value.lines() {
                let indent = if line.is_empty() { "" } else { indent };
                out.push_str(&format!("{indent}{line}\n"));
            }
        } else {
            out.push_str(&line.replace(placeholder, value));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        let manifest = r#"{"files": {"a-0123456789abcdef.wasm": {"immutable": true},
            "index.html": {"immutable": false}, "sw.js": {"immutable": false}}}"#;
        let headers =
            r#"{"content-security-policy": "default-src 'none'; frame-ancestors 'none'"}"#;
        Facts::read(headers, manifest, &facts::fixed().unwrap()).unwrap()
    }

    #[test]
    fn a_value_of_many_lines_is_indented_as_its_place_is() {
        let text = "a {\n    {{b}}\n}\nc {{b}}\n";
        assert_eq!(
            filled(text, "{{b}}", "1\n\n2"),
            "a {\n    1\n\n    2\n}\nc 1\n\n2\n"
        );
    }

    #[test]
    fn every_file_has_the_policy_and_every_header_and_nothing_is_left_open() {
        let facts = facts();
        for (name, server, base) in FILES {
            let text = settings(name, server, base, &facts).unwrap();
            assert!(
                !text.contains("{{") && !text.contains("}}"),
                "{name}: {text}"
            );
            for (header, value) in &facts.every {
                // CloudFront has words of its own for some; their values are there.
                let said = server == Server::CloudFront || text.contains(header.as_str());
                let value = if header == "x-content-type-options" {
                    ""
                } else {
                    value
                };
                assert!(said && text.contains(value), "{name}: {header}");
            }
            for policy in [&facts.policy, &facts.worker] {
                assert!(text.contains(policy.as_str()), "{name}: {policy}");
            }
            assert!(text.contains("immutable"), "{name}");
            assert_eq!(
                text.contains(&format!("{BELOW}sw.js")),
                base == BELOW && server == Server::Nginx
            );
        }
    }

    #[test]
    fn a_page_without_its_headers_is_not_hosted() {
        let fixed = facts::fixed().unwrap();
        let error = Facts::read("{}", r#"{"files": {}}"#, &fixed).unwrap_err();
        assert!(error.contains("content-security-policy"), "{error}");
        // A quote would end the value in the settings of every server.
        let quoted = r#"{"content-security-policy": "default-src \"x\""}"#;
        assert!(Facts::read(quoted, r#"{"files": {}}"#, &fixed).is_err());
    }
}
