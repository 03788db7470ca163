//! The list of hashes: `SHA256SUMS`, as `sha256sum` writes it.

/// The page's own name in the list.
pub(super) const INDEX: &str = "index.html";

/// Where the page's files are, in the folder that the list is of.
const FOLDER: &str = "site/";

/// What compressed copies end in, and what they are called in a request.
const PACKED: [(&str, &str); 2] = [(".br", "br"), (".gz", "gzip")];

/// A file of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// Below the page's address.
    pub(super) name: String,
    /// SHA-256 in small hexadecimal digits.
    pub(super) hash: String,
    /// Its compressed copies: how they are asked for, and their hashes.
    pub(super) packed: Vec<(&'static str, String)>,
}

/// Reads the list. Files beside the page are left out, and what the page's server keeps for itself.
///
/// # Errors
/// When a line is none of a list, or there is no page in it.
pub(super) fn read(text: &str) -> Result<Vec<Listed>, String> {
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let wrong = || {
            format!(
                "line {} of the list is no hash with a name behind it, as sha256sum writes it.",
                number + 1
            )
        };
        lines.push(entry(line).ok_or_else(wrong)?);
    }
    // A list of the page's folder alone will do, too.
    let whole = lines.iter().any(|(name, _)| name.starts_with(FOLDER));
    let of_page = lines.iter().filter_map(|(name, hash)| {
        let name = if whole {
            name.strip_prefix(FOLDER)?
        } else {
            name
        };
        (name != crate::headers_file::NAME).then_some((name, hash))
    });
    let of_page: Vec<(&str, &String)> = of_page.collect();
    let copies = |of: &str| -> Vec<(&'static str, String)> {
        let found = PACKED.iter().filter_map(|(ending, encoding)| {
            let name = format!("{of}{ending}");
            let (_, hash) = of_page.iter().find(|(known, _)| *known == name)?;
            Some((*encoding, (*hash).clone()))
        });
        found.collect()
    };
    let is_copy = |name: &str| {
        let plain = PACKED
            .iter()
            .find_map(|(ending, _)| name.strip_suffix(ending));
        plain.is_some_and(|plain| of_page.iter().any(|(known, _)| *known == plain))
    };
    let listed: Vec<Listed> = of_page
        .iter()
        .filter(|(name, _)| !is_copy(name))
        .map(|(name, hash)| Listed {
            name: (*name).to_owned(),
            hash: (*hash).clone(),
            packed: copies(name),
        })
        .collect();
    if listed.iter().any(|file| file.name == INDEX) {
        Ok(listed)
    } else {
        Err(format!(
            "the list has no {INDEX}: it is of no page that was built."
        ))
    }
}

/// `hash  name`, or `hash *name`. The name is asked for as it stands, so it must be one that needs no escapes.
fn entry(line: &str) -> Option<(String, String)> {
    let (hash, name) = line.split_at_checked(64)?;
    let name = name
        .strip_prefix("  ")
        .or_else(|| name.strip_prefix(" *"))?;
    let name = name.strip_prefix("./").unwrap_or(name);
    let hexadecimal = hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte));
    let below = name.split('/').all(|part| !matches!(part, "" | "." | ".."));
    (hexadecimal && plain && below).then(|| (name.to_owned(), hash.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(digit: char, name: &str) -> String {
        format!("{}  {name}\n", digit.to_string().repeat(64))
    }

    #[test]
    fn the_page_is_taken_out_of_the_whole_with_its_copies() {
        let text = [
            line('a', "SBOM"),
            line('b', "site/headers.json"),
            line('C', "site/index.html"),
            line('d', "site/index.html.br"),
            line('e', "site/index.html.gz"),
            line('f', "site/lone.gz"),
        ];
        let listed = read(&text.concat()).expect("a list");
        let names: Vec<_> = listed.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["index.html", "lone.gz"]);
        assert_eq!(listed[0].hash, "c".repeat(64));
        let copies = [("br", "d".repeat(64)), ("gzip", "e".repeat(64))];
        assert_eq!(listed[0].packed, copies);
    }

    #[test]
    fn a_list_of_the_folder_alone_will_do() {
        let text = format!(
            "{}\n{}",
            line('a', "./index.html"),
            "0".repeat(64) + " *a-b_c.js"
        );
        let names: Vec<_> = read(&text)
            .expect("a list")
            .into_iter()
            .map(|file| file.name)
            .collect();
        assert_eq!(names, ["index.html", "a-b_c.js"]);
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let page = line('a', "index.html");
        for bad in [
            "x",
            "<!doctype html>",
            &line('g', "a"),
            &line('a', "../a"),
            &line('a', "/a"),
            &line('a', "a?b"),
            &line('a', "a//b"),
            &"é".repeat(40),
        ] {
            let error = read(&format!("{page}{bad}")).expect_err(bad);
            assert!(error.starts_with("line 2 "), "{bad}: {error}");
        }
        assert!(read(&line('a', "site/other.html")).is_err());
        assert!(read("").is_err());
    }
}
