//! Makes the JavaScript that wasm-bindgen writes small, and the names it and the WASM call each other by.
//!
//! wasm-bindgen names a function of the browser `__wbg_appendChild_dbf7ad2f48413560`, in both files, and so for
//! some 150. esbuild, which minifies the JavaScript, gives them names of one or two letters and writes down
//! which; the WASM is then told the same. This must happen before trunk calls wasm-opt: exports that
//! neither the JavaScript nor the second WASM file asks for go too, and wasm-opt then removes what only
//! they needed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::minify;
use super::sections::{self, EXPORTS, IMPORTS};
use crate::Result;
use crate::repository::{cannot, read, write};

/// What wasm-bindgen's own names begin with, as esbuild's pattern.
const NAMES: &str = "^(__wbg_|__wbindgen_|__externref_|wasm_bindgen__)";

/// What the glue and boot.js call by its full name.
const KEPT: [&str; 2] = ["memory", "__indirect_function_table"];

/// The module that wasm-split-cli's imports are from, as the import map has it.
const LOADER: &str = "./__wasm_split.js";

/// The two files that wasm-bindgen wrote into `folder`, made small. `rest` is the second WASM file, and `work` a
/// folder to work in.
///
/// # Errors
/// When esbuild fails, or the files do not fit together as known.
pub(crate) fn shrink(
    folder: &Path,
    name: &str,
    rest: &Path,
    work: &Path,
    esbuild: minify::Esbuild<'_>,
) -> Result<()> {
    let script = folder.join(format!("{name}.js"));
    let program = folder.join(format!("{name}_bg.wasm"));
    let module = format!("./{name}_bg.js");

    // The module's name stands in each import: one letter will do. It is free, as the other has more.
    let glue = read(&script)?;
    let (before, after) = glue
        .split_once(&format!("\"{module}\": "))
        .ok_or_else(|| format!("the glue does not name {module}: has wasm-bindgen changed?"))?;
    write(&script, format!("{before}_: {after}"))?;

    // Through a file that takes the one export the page uses: the others then are unused.
    let entry = work.join("glue.mjs");
    let names = work.join("names.json");
    let path = serde_json::Value::from(script.to_string_lossy());
    write(&entry, format!("export {{ default }} from {path};\n"))?;
    write(&names, "{}")?;
    esbuild(&[
        &entry.to_string_lossy(),
        "--bundle",
        "--format=esm",
        &format!("--external:{LOADER}"),
        &format!("--mangle-props={NAMES}"),
        &format!("--mangle-cache={}", names.display()),
        &format!("--outfile={}", script.display()),
        "--allow-overwrite",
    ])?;
    if !read(&script)?.contains(&format!("\"{LOADER}\"")) {
        return Err(format!("the glue does not import {LOADER} any more"));
    }

    let names: BTreeMap<String, String> = serde_json::from_str(&read(&names)?)
        .map_err(|error| format!("esbuild's list of names: {error}"))?;
    let bytes = |path: &Path| fs::read(path).map_err(|error| cannot("read", path, &error));
    let rest = bytes(rest)?;
    let small = rename(&bytes(&program)?, &module, &names, &wanted_by(&rest)?)?;
    write(&program, small)
}

/// The names of what a module imports.
fn wanted_by(wasm: &[u8]) -> Result<BTreeSet<String>> {
    let mut wanted = BTreeSet::new();
    sections::rewrite(wasm, |number, content| {
        if number == IMPORTS {
            let imports = sections::imports(content)?;
            wanted.extend(imports.iter().map(|import| import.name.to_owned()));
        }
        Ok(None)
    })?;
    Ok(wanted)
}

/// Gives the imports from the glue and the exports their short names; drops exports that are not wanted.
fn rename(
    wasm: &[u8],
    module: &str,
    names: &BTreeMap<String, String>,
    wanted: &BTreeSet<String>,
) -> Result<Vec<u8>> {
    sections::rewrite(wasm, |number, content| match number {
        IMPORTS => {
            let mut imports = sections::imports(content)?;
            for import in imports.iter_mut().filter(|import| import.module == module) {
                import.module = "_";
                import.name = names
                    .get(import.name)
                    .ok_or_else(|| format!("the glue has no `{}` for the WASM", import.name))?;
            }
            Ok(Some(sections::import_section(&imports)))
        }
        EXPORTS => {
            let mut exports = sections::exports(content)?;
            exports.retain(|export| {
                names.contains_key(export.name)
                    || wanted.contains(export.name)
                    || KEPT.contains(&export.name)
            });
            for export in &mut exports {
                export.name = names.get(export.name).map_or(export.name, String::as_str);
            }
            Ok(Some(sections::export_section(&exports)))
        }
        _ => Ok(None),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(imports: &[u8], exports: &[u8]) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        for (number, content) in [(IMPORTS, imports), (EXPORTS, exports)] {
            wasm.extend([number, u8::try_from(content.len()).unwrap()]);
            wasm.extend_from_slice(content);
        }
        wasm
    }

    fn names(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs
            .iter()
            .map(|(long, short)| (long.to_string(), short.to_string()))
            .collect()
    }

    #[test]
    fn both_directions_are_renamed_and_what_nobody_wants_goes() {
        let wasm = module(
            b"\x02\x03./g\x05__wbx\x00\x01\x03./s\x04load\x00\x02",
            b"\x04\x04main\x00\x05\x06memory\x02\x00\x04__wy\x00\x06\x06shared\x03\x00",
        );
        let wanted = BTreeSet::from(["shared".to_owned()]);
        let names = names(&[("__wbx", "a"), ("__wy", "b")]);
        let expected = module(
            b"\x02\x01_\x01a\x00\x01\x03./s\x04load\x00\x02",
            b"\x03\x06memory\x02\x00\x01b\x00\x06\x06shared\x03\x00",
        );
        assert_eq!(rename(&wasm, "./g", &names, &wanted), Ok(expected));
        assert_eq!(
            wanted_by(&wasm),
            Ok(BTreeSet::from(["__wbx".to_owned(), "load".to_owned()]))
        );
    }

    #[test]
    fn an_import_the_glue_does_not_have_is_an_error() {
        let wasm = module(b"\x01\x03./g\x05__wbx\x00\x01", b"\x00");
        let error = rename(&wasm, "./g", &BTreeMap::new(), &BTreeSet::new()).unwrap_err();
        assert!(error.contains("__wbx"), "{error}");
    }
}
