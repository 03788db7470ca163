//! Tokens that others wrote: those that count as valid show no error.

use std::fs;
use std::path::{Path, PathBuf};

use claimlens_core::report::Severity;
use serde_json::Value;

use super::support::Sample;

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors");
    if !folder.is_dir() {
        println!("skipped: ../shared/vectors is not there");
        return None;
    }
    Some(folder)
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The valid compact tokens of a file, with a name for each.
fn tokens(value: &Value, name: &str, out: &mut Vec<(String, String)>) {
    let is_valid = value.get("result").is_none_or(|result| result == "valid");
    for key in ["jws", "jwe", "token", "compact"] {
        if let Some(token) = value.get(key).and_then(Value::as_str)
            && is_valid
            && !token.starts_with('{')
        {
            let id = value.get("tcId").or(value.get("id"));
            out.push((
                format!("{name} {}", id.unwrap_or(&Value::Null)),
                token.into(),
            ));
        }
    }
    match value {
        Value::Object(members) => members.values().for_each(|value| tokens(value, name, out)),
        Value::Array(items) => items.iter().for_each(|value| tokens(value, name, out)),
        _ => {}
    }
}

#[test]
fn valid_tokens_of_others_show_no_error() {
    let Some(folder) = folder() else { return };
    let mut found = Vec::new();
    for name in [
        "rfc/rfc_appendix.json",
        "wycheproof/json_web_signature_test.json",
        "wycheproof/json_web_encryption_test.json",
    ] {
        tokens(&read(&folder.join(name)), name, &mut found);
    }
    for kind in ["jws", "jwe", "curve25519"] {
        for file in fs::read_dir(folder.join("jose-cookbook").join(kind)).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            tokens(&read(&path), &name, &mut found);
        }
    }
    assert!(found.len() > 100, "{}", found.len());
    for (name, token) in found {
        for finding in Sample::raw(token).lint() {
            let is_known = KNOWN
                .iter()
                .any(|(token, code)| name == *token && finding.code == *code);
            assert!(
                finding.severity != Severity::Error || is_known,
                "{name}: {finding:#?}"
            );
        }
    }
}

/// Tokens that count as valid there and break a rule all the same.
static KNOWN: &[(&str, &str)] = &[
    // Both hold a `?` inside a segment.
    (
        "wycheproof/json_web_signature_test.json 372",
        "encoding.stray",
    ),
    (
        "wycheproof/json_web_signature_test.json 373",
        "encoding.stray",
    ),
];
