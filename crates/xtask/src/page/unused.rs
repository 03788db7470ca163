//! Keeps out of the page's WASM what a crate exports to JavaScript and nobody calls.
//!
//! rustc exports every `#[wasm_bindgen]` item of every crate, and what is exported is never removed as
//! unused. Leptos brings, through `server_fn`, three classes for streams to a server; the page has no server
//! functions. So the linker is not told to export them: what only they reach goes. And wasm-bindgen is
//! not told that they were there, or it would write the classes of JavaScript for them.

use super::sections::{self, CUSTOM};
use crate::Result;

/// The crate whose exports nobody calls.
const CRATE: &str = "wasm-streams-";

/// What the names of all its exports begin with, behind what wasm-bindgen puts before them.
const EXPORTED: &str = "intounderlying";

/// What the exports begin with by which wasm-split-cli knows a module that it can cut. Behind it stands a hash of the path
/// the crate was compiled at: in a module that is not cut it would stay, and be another on every machine.
const MARKER: &str = "_WASM_SPLIT_MARKER_";

/// Where wasm-bindgen leaves what it needs to know, one length and one record for each use of the macro.
const RECORDS: &str = "__wasm_bindgen_unstable";

/// The linker's arguments without the exports that nobody calls; `whole` where nobody cuts the module.
pub(crate) fn linker_arguments(arguments: Vec<String>, whole: bool) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(arguments.len());
    for argument in arguments {
        // In a file of arguments each stands on a line, in quotes where needed.
        let name = argument.trim_matches('"');
        let follows_export = kept.last().is_some_and(|last| last == "--export");
        if follows_export && (is_unused(name) || whole && name.starts_with(MARKER)) {
            kept.pop();
        } else {
            kept.push(argument);
        }
    }
    kept
}

fn is_unused(symbol: &str) -> bool {
    let name = symbol
        .strip_prefix("__wbindgen_describe_")
        .unwrap_or(symbol);
    let name = name.strip_prefix("__wbg_").unwrap_or(name);
    name.starts_with(EXPORTED)
}

/// A module without wasm-bindgen's records of those exports.
///
/// # Errors
/// When the records are not laid out as those of the pinned wasm-bindgen are, or there is none to drop:
/// then the crate may be gone, and this file with it.
pub(crate) fn without_records(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut dropped = 0;
    let wasm = sections::rewrite(wasm, |number, content| {
        if number != CUSTOM {
            return Ok(None);
        }
        let (name, held) = sections::custom(content)?;
        if name != RECORDS {
            return Ok(None);
        }
        let (kept, count) = records_kept(held)?;
        dropped += count;
        Ok(Some(sections::custom_section(name, &kept)))
    })?;
    if dropped == 0 {
        return Err(format!(
            "the WASM has no record of an export of {CRATE}*: see crates/xtask/src/page/unused.rs"
        ));
    }
    Ok(wasm)
}

/// The records to keep, as they stand, and how many were dropped. They come in pairs: the versions of
/// wasm-bindgen, then what the macro saw.
fn records_kept(mut rest: &[u8]) -> Result<(Vec<u8>, usize)> {
    let mut kept = Vec::with_capacity(rest.len());
    let mut dropped = 0;
    while !rest.is_empty() {
        let (versions, after) = record(rest)?;
        if !versions.starts_with(b"{\"schema_version\":") {
            return Err(format!("{RECORDS} is laid out in an unknown way"));
        }
        let (seen, after) = record(after)?;
        if is_of_an_unused_export(seen) {
            dropped += 1;
        } else {
            let length = rest.len() - after.len();
            kept.extend_from_slice(rest.get(..length).unwrap_or(rest));
        }
        rest = after;
    }
    Ok((kept, dropped))
}

fn record(bytes: &[u8]) -> Result<(&[u8], &[u8])> {
    let cut_short = || format!("{RECORDS} is cut short");
    let (length, rest) = bytes.split_first_chunk::<4>().ok_or_else(cut_short)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| cut_short())?;
    rest.split_at_checked(length).ok_or_else(cut_short)
}

/// A record begins with the numbers of exports, enums, imports and structs, each before its items, and has
/// the crate's name near its end. Imports are left: the crate's own code may call them.
fn is_of_an_unused_export(seen: &[u8]) -> bool {
    let exports_something = match seen {
        [0, 0, 0, structs, ..] => *structs > 0,
        [exports, ..] => *exports > 0,
        [] => false,
    };
    exports_something && contains(seen, CRATE.as_bytes())
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERSIONS: &[u8] = b"{\"schema_version\":\"0.2.130\"}";

    fn section(records: &[&[u8]]) -> Vec<u8> {
        let mut held = Vec::new();
        for record in records.iter().flat_map(|record| [VERSIONS, record]) {
            held.extend_from_slice(&u32::try_from(record.len()).unwrap().to_le_bytes());
            held.extend_from_slice(record);
        }
        held
    }

    fn strings(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_linker_is_asked_for_everything_but_those_exports() {
        let asked = strings(&[
            "--export",
            "__wbg_intounderlyingsink_free_58",
            "--export",
            "main",
            "--export",
            "\"intounderlyingsource_pull_58\"",
            "--export",
            "__wbindgen_describe_intounderlyingsource_pull_58",
            "intounderlying.o",
            "--export",
            "_WASM_SPLIT_MARKER_0123version",
            "-o",
            "x.wasm",
        ]);
        let marked = ["--export", "_WASM_SPLIT_MARKER_0123version"];
        let [first, last] = [
            ["--export", "main", "intounderlying.o"].as_slice(),
            &["-o", "x.wasm"],
        ];
        assert_eq!(
            linker_arguments(asked.clone(), false),
            strings(&[first, &marked, last].concat())
        );
        assert_eq!(
            linker_arguments(asked, true),
            strings(&[first, last].concat())
        );
    }

    #[test]
    fn records_of_its_exports_and_classes_go_and_all_others_stay() {
        let class = b"\0\0\0\x01\x04Into\x1dwasm-streams-58a9338f50bce61c";
        let method = b"\x01\x01\x04Into\x1dwasm-streams-58a9338f50bce61c";
        let import = b"\0\0\x02\x01\0\x1dwasm-streams-58a9338f50bce61c";
        let another = b"\x01\x01\x04Into\x1aclaimlens-web-58a9338f50bce61c";
        let all = section(&[class, method, import, another]);
        assert_eq!(records_kept(&all), Ok((section(&[import, another]), 2)));
    }

    #[test]
    fn an_unknown_layout_is_refused() {
        assert!(
            records_kept(b"\x01\0\0\0x")
                .unwrap_err()
                .contains("unknown")
        );
        assert!(
            records_kept(b"\xff\0\0\0x")
                .unwrap_err()
                .contains("cut short")
        );
        let empty = sections::rewrite(b"\0asm\x01\0\0\0", |_, _| Ok(None)).unwrap();
        assert!(without_records(&empty).unwrap_err().contains("no record"));
    }
}
