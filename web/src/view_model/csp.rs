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
    use super::directives;

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
}
