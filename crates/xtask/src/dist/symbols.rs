//! From the name a compiler gave a function to the crate that it is counted for.
//!
//! What is compiled from a generic function belongs to the crate that wrote it, whoever asked for it. An
//! implementation belongs to the crate of the type it is for, where that has one.

/// The crate of a function; `None` where its name does not tell.
pub(super) fn crate_of(symbol: &str) -> Option<String> {
    if let Some(rest) = symbol.strip_prefix("_ZN") {
        return legacy(rest);
    }
    if let Some(rest) = symbol.strip_prefix("_R") {
        return v0(rest);
    }
    readable(symbol)
}

/// `4core3fmt…E`: words with their lengths in front. An implementation is one word, `_$LT$…$GT$`.
fn legacy(rest: &str) -> Option<String> {
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (length, rest) = rest.split_at_checked(digits)?;
    let word = rest.get(..length.parse().ok()?)?;
    readable(
        &word
            .replace("_$LT$", "<")
            .replace("$LT$", "<")
            .replace("$GT$", ">")
            .replace("$RF$", "&")
            .replace("$BP$", "*")
            .replace("$C$", ",")
            .replace("$u20$", " ")
            .replace("$u5b$", "[")
            .replace("$u7b$", "{")
            .replace("..", "::"),
    )
}

/// The first crate that is named: `C`, perhaps `s` and a number that ends in `_`, then its name with its length.
fn v0(rest: &str) -> Option<String> {
    rest.match_indices('C').find_map(|(at, _)| {
        let mut rest = rest.get(at + 1..)?;
        if let Some(numbered) = rest.strip_prefix('s') {
            let (number, behind) = numbered.split_once('_')?;
            let plain = number.bytes().all(|byte| byte.is_ascii_alphanumeric());
            rest = plain.then_some(behind)?;
        }
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (length, name) = rest.split_at_checked(digits)?;
        let name = name.strip_prefix('_').unwrap_or(name);
        name.get(..length.parse().ok()?).and_then(name_of_a_crate)
    })
}

/// `core::fmt::write`, `<alloc::string::String as core::fmt::Write>::write_str`, `<&T as core::fmt::Debug>::fmt`.
fn readable(path: &str) -> Option<String> {
    // `<A as B>`: A's crate, or B's where A has none (`&T`, `u32`).
    path.split(" as ").find_map(|part| {
        let start = part
            .trim_start_matches(|c: char| !c.is_ascii_alphabetic() && c != '_')
            .trim_start_matches("dyn ")
            .trim_start_matches("mut ")
            .trim_start_matches("const ");
        // `core[c5930c85]::fmt`, `core::fmt`; a function without a path has no crate.
        let end = start.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let (name, behind) = start.split_at_checked(end.unwrap_or(start.len()))?;
        let leads_on = behind.starts_with("::") || behind.starts_with('[');
        // The whole of a mangled word is a crate's name, too.
        let alone = end.is_none() && !path.contains(' ') && path == name;
        (leads_on || alone).then(|| name_of_a_crate(name)).flatten()
    })
}

fn name_of_a_crate(name: &str) -> Option<String> {
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    (plain && !name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::crate_of;

    #[test]
    fn names_in_every_notation_have_their_crate() {
        for (symbol, expected) in [
            (
                "_ZN14claimlens_core4jose5build5Draft6finish17h575fE",
                Some("claimlens_core"),
            ),
            (
                "_ZN4core3ops8function6FnOnce9call_once17h1223E",
                Some("core"),
            ),
            (
                "_ZN60_$LT$alloc..string..String$u20$as$u20$core..fmt..Display$GT$3fmt17h0E",
                Some("alloc"),
            ),
            (
                "_ZN42_$LT$$RF$T$u20$as$u20$core..fmt..Debug$GT$3fmt17h0E",
                Some("core"),
            ),
            (
                "_RNvNtCsgXGp5Oqx2Ny_4core3str19slice_error_fail_rt",
                Some("core"),
            ),
            (
                "_RNvMs0_NtCsjqx8TIyZbP9_8dlmalloc8dlmallocINtB5_8DlmallocE6malloc",
                Some("dlmalloc"),
            ),
            ("claimlens_web::pages::act::h9da", Some("claimlens_web")),
            (
                "<char as core[c5930c85a12de822]::fmt::Debug>::fmt",
                Some("core"),
            ),
            (
                "<alloc::string::String as core::fmt::Write>::write_str",
                Some("alloc"),
            ),
            ("<&mut T as core::fmt::Debug>::fmt", Some("core")),
            ("<u32>::_fmt", None),
            ("main", Some("main")),
            ("", None),
        ] {
            assert_eq!(crate_of(symbol).as_deref(), expected, "{symbol}");
        }
    }
}
