//! `sbom.cdx.json`: what the page and the companion are made of, in CycloneDX 1.5.
//!
//! It has no serial number, and its time is that of the commit: the same commit gives the same bytes.

use serde_json::{Value, json};

use super::crates::{Crate, Crates};
use crate::Result;
use crate::process::answer;
use crate::setup::versions;
use crate::version::{PACKAGE, Version};

/// The list's text.
///
/// # Errors
/// When a version of a tool is not to be found.
pub(super) fn to_json(crates: &Crates) -> Result<String> {
    let rust = rust();
    let mut components: Vec<Value> = crates.values().map(component).collect();
    components.push(json!({
        "type": "library",
        "bom-ref": format!("pkg:generic/rust-std@{rust}"),
        "name": "rust-std",
        "version": rust,
        "purl": format!("pkg:generic/rust-std@{rust}"),
        "licenses": [{ "expression": STD_LICENCE }],
        "properties": [part("claimlens-proxy"), part("page")],
    }));
    let mut metadata = json!({
        "component": {
            "type": "application",
            "bom-ref": "claimlens",
            "name": "claimlens",
            "version": PACKAGE,
            "licenses": [{ "license": { "id": "MIT" } }],
        },
        "tools": { "components": tools(&rust)? },
    });
    let version = Version::of_checkout();
    metadata["properties"] = json!([{ "name": "claimlens:commit", "value": version.commit }]);
    if let Some(date) = version.date {
        metadata["timestamp"] = date.into();
    }
    let list = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": metadata,
        "components": components,
        "dependencies": dependencies(crates),
    });
    Ok(format!("{list:#}\n"))
}

/// The licence of Rust's library, which is in every program.
pub(super) const STD_LICENCE: &str = "MIT OR Apache-2.0";

/// The version of Rust, which is that of its library.
pub(super) fn rust() -> String {
    let said = answer("rustc", &["--version"]).unwrap_or_default();
    said.split(' ').nth(1).unwrap_or("unknown").to_owned()
}

fn part(name: &str) -> Value {
    json!({ "name": "claimlens:part", "value": name })
}

/// The crate in the notation of package URLs.
fn purl(name: &str, version: &str) -> String {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

fn component(found: &Crate) -> Value {
    let parts: Vec<Value> = found.parts.iter().map(|name| part(name)).collect();
    let purl = purl(&found.name, &found.version);
    let mut component = json!({
        "type": "library",
        "bom-ref": purl,
        "name": found.name,
        "version": found.version,
        "licenses": [{ "expression": found.licence }],
        "properties": parts,
    });
    if let Some(checksum) = &found.checksum {
        component["purl"] = purl.into();
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    if let Some(repository) = &found.repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    component
}

/// What the page went through; none of it is in what is handed on.
fn tools(rust: &str) -> Result<Value> {
    let tools = [
        ("rustc", rust.to_owned()),
        ("trunk", versions::TRUNK.to_owned()),
        ("wasm-bindgen-cli", versions::wasm_bindgen()?),
        ("wasm-split-cli", versions::WASM_SPLIT.to_owned()),
        ("binaryen", versions::npm("binaryen")?),
        ("esbuild", versions::npm("esbuild")?),
    ];
    Ok(tools
        .iter()
        .map(|(name, version)| json!({ "type": "application", "name": name, "version": version }))
        .collect())
}

fn dependencies(crates: &Crates) -> Value {
    let own: Vec<String> = ["claimlens-checker", "claimlens-proxy", "claimlens-web"]
        .iter()
        .map(|name| purl(name, PACKAGE))
        .collect();
    let mut list = vec![json!({ "ref": "claimlens", "dependsOn": own })];
    list.extend(crates.values().map(|found| {
        let uses: Vec<String> = found
            .uses
            .iter()
            .map(|(name, version)| purl(name, version))
            .collect();
        json!({ "ref": purl(&found.name, &found.version), "dependsOn": uses })
    }));
    list.into()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::dist::crates::parts;

    #[test]
    fn everything_that_is_referred_to_is_listed_and_nothing_is_made_up() {
        let crates = parts().unwrap();
        let text = to_json(&crates).unwrap();
        assert_eq!(text, to_json(&crates).unwrap());
        let list: Value = serde_json::from_str(&text).unwrap();
        assert!(list.get("serialNumber").is_none());
        let listed: BTreeSet<&str> = list["components"]
            .as_array()
            .unwrap()
            .iter()
            .chain([&list["metadata"]["component"]])
            .filter_map(|component| component["bom-ref"].as_str())
            .collect();
        assert_eq!(listed.len(), crates.len() + 2);
        for dependency in list["dependencies"].as_array().unwrap() {
            let used = dependency["dependsOn"].as_array().unwrap();
            for name in used.iter().chain([&dependency["ref"]]) {
                assert!(listed.contains(name.as_str().unwrap()), "{name}");
            }
        }
    }

    #[test]
    fn a_plus_in_a_version_is_escaped() {
        assert_eq!(
            purl("toml", "1.1.0+spec-1.1.0"),
            "pkg:cargo/toml@1.1.0%2Bspec-1.1.0"
        );
    }
}
