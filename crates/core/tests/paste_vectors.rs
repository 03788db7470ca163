//! Third-party tokens are found whole and named right. The vectors lie beside the repository; where
//! they are absent, the tests say that they were skipped.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use claimlens_core::paste::{SamlForm, Shape, find};
use serde_json::Value;

fn folder(name: &str) -> Option<Vec<PathBuf>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/vectors")
        .join(name);
    let Ok(entries) = std::fs::read_dir(&path) else {
        println!("skipped: no test vectors in ../shared/vectors/{name}");
        summary(name, 0, 1);
        return None;
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    Some(files)
}

/// Adds a line to the file that the environment names, for the summary of a whole run.
fn summary(name: &str, run: usize, skipped: usize) {
    let Ok(path) = std::env::var("CLAIMLENS_VECTOR_SUMMARY") else {
        return;
    };
    let mut line = String::new();
    writeln!(line, "vectors: {name} run={run} skipped={skipped}").expect("a string takes text");
    let mut file = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .expect("the summary file can be written");
    file.write_all(line.as_bytes())
        .expect("the summary file can be written");
}

fn cases(name: &str) -> Option<Vec<Value>> {
    let mut cases = Vec::new();
    for file in folder(name)? {
        let text = std::fs::read_to_string(&file).expect("a readable file");
        let json: Value = serde_json::from_str(&text).expect("JSON");
        cases.extend(json["tests"].as_array().expect("tests").iter().cloned());
    }
    Some(cases)
}

/// `text` is found as one artefact of the shape, bare and in three wrappers.
fn check(text: &str, shape: &Shape, what: &str) {
    let json = serde_json::json!({ "name": "x", "value": text }).to_string();
    for paste in [
        text.to_owned(),
        format!("Authorization: Bearer {text}\r\nHost: a.example\r\n"),
        format!("token=\"{text}\", next"),
        json,
    ] {
        let found = find(&paste);
        assert_eq!(found.len(), 1, "{what}: {paste}\n{found:#?}");
        assert_eq!(found[0].text, text, "{what}");
        assert_eq!(&found[0].shape, shape, "{what}");
    }
}

#[test]
fn every_paseto_is_recognised() {
    let Some(cases) = cases("paseto") else { return };
    for case in &cases {
        let token = case["token"].as_str().expect("token");
        check(token, &Shape::Paseto, &case["name"].to_string());
    }
    summary("paseto", cases.len(), 0);
}

#[test]
fn every_biscuit_is_recognised() {
    let Some(cases) = cases("biscuit") else {
        return;
    };
    for case in &cases {
        let token = case["token"].as_str().expect("token");
        check(token, &Shape::Biscuit, &case["title"].to_string());
    }
    summary("biscuit", cases.len(), 0);
}

#[test]
fn every_sd_jwt_is_recognised() {
    let Some(cases) = cases("sd-jwt") else { return };
    let mut run = 0;
    for case in &cases {
        for (name, value) in case.as_object().expect("an object") {
            let Some(token) = value.as_str().filter(|text| text.starts_with("eyJ")) else {
                continue;
            };
            if !token.contains('~') {
                continue;
            }
            run += 1;
            check(token, &Shape::SdJwt, &format!("{} {name}", case["name"]));
            for column in [1, 2, 3, 17, 64, 76, 200] {
                let lines: Vec<&str> = token
                    .as_bytes()
                    .chunks(column)
                    .map(|line| std::str::from_utf8(line).expect("ASCII"))
                    .collect();
                let found = find(&lines.join("\n"));
                assert_eq!(found.len(), 1, "{} {name} at {column}", case["name"]);
                assert_eq!(found[0].text, token, "{} {name} at {column}", case["name"]);
            }
        }
    }
    assert!(run > 0, "no SD-JWT among the vectors");
    summary("sd-jwt", run, 0);
}

#[test]
fn every_saml_document_is_recognised() {
    let Some(files) = folder("saml") else { return };
    let (mut run, mut unknown) = (0, Vec::new());
    for file in &files {
        let name = file
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let Ok(text) = std::fs::read_to_string(file) else {
            continue;
        };
        if !name.contains(".xml") {
            continue;
        }
        run += 1;
        let found = find(&text);
        let named = found.iter().any(|candidate| {
            matches!(
                candidate.shape,
                Shape::Saml(SamlForm::Xml | SamlForm::Base64 | SamlForm::Deflated)
            )
        });
        if !named {
            unknown.push(name);
        }
    }
    summary("saml-recognition", run, 0);
    assert!(unknown.is_empty(), "{unknown:#?}");
}
