//! A Content-Security-Policy in words (CSP Level 3, W3C).

/// One directive.
#[derive(Debug, Eq, PartialEq)]
pub struct Directive {
    /// Its name as the policy has it: `connect-src`.
    pub name: String,
    /// Its values as the policy has them.
    pub values: String,
    /// What it is about, in words.
    pub about: &'static str,
    /// What it allows, in words.
    pub allows: String,
}

/// The directives of a policy, in its order.
#[must_use]
pub fn directives(policy: &str) -> Vec<Directive> {
    let parts = policy.split(';').map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, values) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
            Directive {
                name: name.to_owned(),
                values: values.trim().to_owned(),
                about: about(name),
                allows: allows(values),
            }
        })
        .collect()
}

/// What a server sends as a header, held against the policy in the page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Sent {
    /// It did not answer.
    Unknown,
    /// No policy.
    Nothing,
    /// The page's, and that nobody may frame it.
    Same,
    /// The page's, and somebody may frame it.
    Framed,
    /// Another.
    Other(String),
}

/// Compares them. The order of directives says nothing (CSP Level 3 §2.2), and `frame-ancestors` counts in a header
/// alone (§6.4.2).
#[must_use]
pub fn sent(header: Option<&str>, own: &str) -> Sent {
    let Some(header) = header else {
        return Sent::Unknown;
    };
    if header.trim().is_empty() {
        return Sent::Nothing;
    }
    let listed = |policy: &str| {
        let all = directives(policy).into_iter();
        let mut all: Vec<_> = all.map(|one| (one.name, one.values)).collect();
        all.sort_unstable();
        all
    };
    let (framing, sent): (Vec<_>, Vec<_>) = listed(header)
        .into_iter()
        .partition(|(name, _)| name == "frame-ancestors");
    // Several policies, with a comma between them, hold together (§2.2.1): that is another one than the page's.
    if sent != listed(own) || header.contains(',') {
        return Sent::Other(header.to_owned());
    }
    match framing.first() {
        Some((_, values)) if values == "'none'" => Sent::Same,
        _ => Sent::Framed,
    }
}

fn about(name: &str) -> &'static str {
    match name {
        "default-src" => "Whatever is not named below",
        "script-src" => "Programs",
        "style-src" => "Styles",
        "img-src" => "Pictures",
        "connect-src" => "Requests by a program",
        "worker-src" => "Programs beside the page",
        "manifest-src" => "The description for installing it",
        "base-uri" => "Another base for its addresses",
        "form-action" => "Forms sent by the browser",
        "frame-ancestors" => "Pages that may show this one inside them",
        _ => "",
    }
}

/// The values of a directive in words. Hashes are counted, not shown.
fn allows(values: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut hashes = 0_usize;
    for value in values.split_whitespace() {
        match value {
            "'none'" => words.push("nothing".to_owned()),
            "'self'" => words.push("this page’s own address".to_owned()),
            "'wasm-unsafe-eval'" => {
                words.push("WebAssembly (this allows no eval of text)".to_owned());
            }
            "data:" => words.push("what is written inside the page itself".to_owned()),
            "blob:" => words.push("what the page itself has put together".to_owned()),
            hash if hash.starts_with("'sha") => hashes += 1,
            other => words.push(other.to_owned()),
        }
    }
    match hashes {
        0 => {}
        1 => words.push("one short script inside the page, named by its hash".to_owned()),
        _ => words.push(format!(
            "{hashes} short scripts inside the page, named by their hashes"
        )),
    }
    if words.is_empty() {
        words.push("nothing".to_owned());
    }
    words.join("; ")
}

#[cfg(test)]
mod tests {
    use super::{Sent, directives, sent};

    #[test]
    fn a_policy_is_told_in_words() {
        let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-a=' 'sha256-b='; \
            connect-src 'self' https://proxy.example:8443; worker-src 'self' blob:; base-uri;";
        let told = directives(policy);
        let told: Vec<_> = told
            .iter()
            .map(|one| (one.name.as_str(), one.allows.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("default-src", "nothing"),
                (
                    "script-src",
                    "this page’s own address; WebAssembly (this allows no eval of text); \
                     2 short scripts inside the page, named by their hashes"
                ),
                (
                    "connect-src",
                    "this page’s own address; https://proxy.example:8443"
                ),
                (
                    "worker-src",
                    "this page’s own address; what the page itself has put together"
                ),
                ("base-uri", "nothing"),
            ]
        );
        assert!(directives("").is_empty());
        assert_eq!(directives("x-new 'self'")[0].about, "");
    }

    #[test]
    fn what_a_server_sends_is_held_against_the_page() {
        let own = "default-src 'none'; connect-src 'self'";
        for (header, wanted) in [
            (None, Sent::Unknown),
            (Some(" "), Sent::Nothing),
            (
                Some("connect-src 'self';default-src 'none'; frame-ancestors 'none'"),
                Sent::Same,
            ),
            (Some(own), Sent::Framed),
            (
                Some("default-src 'none'; connect-src 'self'; frame-ancestors *"),
                Sent::Framed,
            ),
            (
                Some("default-src 'none'; connect-src 'self'; frame-ancestors 'none', default-src 'none'"),
                Sent::Other(
                    "default-src 'none'; connect-src 'self'; frame-ancestors 'none', default-src 'none'".to_owned(),
                ),
            ),
            (
                Some("default-src *"),
                Sent::Other("default-src *".to_owned()),
            ),
            (
                Some("default-src 'none'; connect-src 'self' https://a.example"),
                Sent::Other("default-src 'none'; connect-src 'self' https://a.example".to_owned()),
            ),
        ] {
            assert_eq!(sent(header, own), wanted, "{header:?}");
        }
    }
}
