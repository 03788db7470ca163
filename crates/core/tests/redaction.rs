//! Whole reports, redacted: as a person reads them, and over the third-party vectors.

mod support;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use claimlens_core::jose::base64url::encode;
use claimlens_core::redaction::{Redacted, redacted};
use claimlens_core::report::{Member, PartContent};
use claimlens_core::share::{Received, SendFault, read, report_link, shared};
use claimlens_core::{Context, inspect};
use serde_json::Value;
use support::{summary, vectors};

fn redact(text: &str) -> Redacted {
    let context = Context {
        now: 1_700_000_000,
        ..Context::default()
    };
    redacted(&inspect(text, &context), text, &[])
}

fn token(payload: &str) -> String {
    let signature: Vec<u8> = (0_u8..=255).map(|byte| byte.wrapping_mul(31)).collect();
    [
        encode(br#"{"alg":"RS256","typ":"JWT","kid":"2026-11"}"#),
        encode(payload.as_bytes()),
        encode(&signature),
    ]
    .join(".")
}

#[test]
fn an_id_token() {
    let claims = r#"{"iss":"https://login.contoso.com/9f3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9c/v2.0",
        "aud":"6cb04018-a3f5-46a7-b995-940c78f5aef3","tid":"9f3a1c52-4b7e-4c2d-8a16-0d5e6f7a8b9c",
        "sub":"AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ","oid":"00000000-0000-0000-66f3-3332eca7ea81",
        "name":"Kim Someone","preferred_username":"kim.someone@contoso.com","given_name":"Kim",
        "address":{"locality":"Utrecht","country":"NL"},"ipaddr":"203.0.113.7","nonce":"123523",
        "uti":"fqiBqXLPj0eQa82S-IYFAA","rh":"0.AXoAKb8_4mSEc0uK","roles":["Orders.Read"],
        "note":"ask kim.someone@contoso.com, Kim Someone's desk","iat":1699999900,"exp":1700003500}"#;
    insta::assert_snapshot!(redact(&token(claims)).to_markdown());
}

#[test]
fn an_exchange() {
    let text = format!(
        "curl -s -H 'Authorization: Bearer {}' https://api.mypurecloud.com/api/v2/users/me\n\n\
         HTTP/1.1 401 Unauthorized\nX-Forwarded-For: 203.0.113.7\n\
         ININ-Correlation-Id: 0a1b2c3d-1111-2222-3333-444455556666\n\n\
         {{\"message\":\"No authentication bearer token specified for kim@contoso.com\",\"code\":\"authentication.required\",\"status\":401}}\n",
        token(r#"{"sub":"kim@contoso.com"}"#)
    );
    let redacted = redact(&text);
    insta::assert_snapshot!(redacted.to_markdown());
    assert!(!redacted.to_json().contains("kim"));
}

/// The pieces of eight characters of what stands behind the last dot, or of the fifth part.
fn holds_piece_of(text: &str, secret: &str) -> bool {
    secret
        .as_bytes()
        .windows(8)
        .filter_map(|piece| std::str::from_utf8(piece).ok())
        .any(|piece| text.contains(piece))
}

#[test]
fn no_vector_leaves_a_piece_of_its_signature() {
    let mut run = 0;
    for file in [
        "wycheproof/json_web_signature_test.json",
        "wycheproof/json_web_encryption_test.json",
        "rfc/rfc_appendix.json",
    ] {
        let Some(json) = vectors("redaction", file) else {
            return;
        };
        let mut waiting = vec![&json];
        while let Some(value) = waiting.pop() {
            match value {
                Value::String(text) if text.len() > 30 && text.len() < 4_000 => {
                    check(text);
                    run += 1;
                }
                Value::Array(items) => waiting.extend(items),
                Value::Object(members) => waiting.extend(members.values()),
                _ => {}
            }
        }
    }
    assert!(run > 500, "only {run} texts");
    summary("redaction", run, 0);
}

fn check(text: &str) {
    let once = redact(text);
    assert_eq!(
        redacted(&once.report, text, &[]).report,
        once.report,
        "{text}"
    );
    let sent = shared(&once, 1_700_000_000, "0.1.0", &[]);
    let link = match report_link(&sent) {
        Ok(link) => {
            assert_eq!(read(&link), Ok(Received::Report(sent.clone())), "{text}");
            link
        }
        Err(SendFault::TooLong { .. }) => String::new(),
        Err(fault) => panic!("{}: {text}", fault.message()),
    };
    let parts: Vec<&str> = text.split('.').collect();
    let is_token = text.starts_with("eyJ") && parts.len() == 3;
    if is_token && let Some(signature) = parts.last() {
        let values = format!("{sent:?}{link}");
        for out in [once.to_markdown(), once.to_json(), values] {
            assert!(!holds_piece_of(&out, signature), "{signature} in {out}");
        }
    }
}

/// Every text of every corpus, whatever it is: what makes a token good, and what was masked, is in no output.
#[test]
fn no_text_of_any_corpus_leaves_a_signature_or_a_masked_value() {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../../shared/vectors"]
        .iter()
        .collect();
    if !folder.is_dir() {
        println!("skipped: the vectors are kept beside the repository");
        return summary("redaction of all", 0, 1);
    }
    let mut texts = Vec::new();
    gather(&folder, &mut texts);
    texts.sort();
    texts.dedup();
    let (mut signatures, mut values) = (0, 0);
    for text in &texts {
        let context = Context {
            now: 1_700_000_000,
            ..Context::default()
        };
        let report = inspect(text, &context);
        let once = redacted(&report, text, &[]);
        let sent = shared(&once, 1_700_000_000, "0.1.0", &[]);
        let outputs = [once.to_markdown(), once.to_json(), format!("{sent:?}")];
        let windows: HashSet<&[u8]> = outputs
            .iter()
            .flat_map(|output| output.as_bytes().windows(20))
            .collect();
        for signature in proofs(text) {
            signatures += 1;
            let left = signature.windows(20).find(|piece| windows.contains(piece));
            assert_eq!(left.map(String::from_utf8_lossy), None, "{text}");
        }
        for (before, after) in report.artefacts.iter().zip(&once.report.artefacts) {
            for (before, after) in before.parts.iter().zip(&after.parts) {
                let (mut shown, mut left) = (Vec::new(), Vec::new());
                leaves(&before.content, &mut shown);
                leaves(&after.content, &mut left);
                assert_eq!(shown.len(), left.len(), "{text}");
                let masked = shown.iter().zip(&left).filter(|(shown, left)| {
                    shown.len() >= 20 && !shown.contains("://") && left.starts_with("•••• (")
                });
                for (value, _) in masked.filter(|(shown, left)| shown != left) {
                    values += 1;
                    assert!(
                        outputs.iter().all(|output| !output.contains(value)),
                        "{value} of {text}"
                    );
                }
            }
        }
    }
    println!(
        "{} texts, {signatures} signatures, {values} values",
        texts.len()
    );
    assert!(signatures > 1000 && values > 100, "{signatures} {values}");
    summary("redaction of all", texts.len(), 0);
}

/// All texts below a folder: the files, and of JSON each text in it.
fn gather(folder: &Path, texts: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, texts);
            continue;
        }
        let text = String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned();
        let json = path.extension().is_some_and(|ending| ending == "json");
        let Some(json) = json
            .then(|| serde_json::from_str::<Value>(&text).ok())
            .flatten()
        else {
            texts.push(text);
            continue;
        };
        let mut waiting = vec![&json];
        while let Some(value) = waiting.pop() {
            match value {
                Value::String(text) if (30..100_000).contains(&text.len()) => {
                    texts.push(text.clone());
                }
                Value::Array(items) => waiting.extend(items),
                Value::Object(members) => {
                    if members.contains_key("protected") || members.contains_key("ciphertext") {
                        texts.push(value.to_string());
                    }
                    waiting.extend(members.values());
                }
                _ => {}
            }
        }
    }
}

/// What of a text makes it good, or is encrypted: as it stands there.
fn proofs(text: &str) -> Vec<&[u8]> {
    let mut found = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '~' | '"')) {
        let parts: Vec<&str> = word.split('.').collect();
        match parts.as_slice() {
            [head, _, signature] if head.starts_with("eyJ") => found.push(*signature),
            [head, rest @ ..] if head.starts_with("eyJ") && rest.len() == 4 => found.extend(rest),
            ["v1" | "v2" | "v3" | "v4", "local" | "public", body, ..] => found.push(*body),
            _ => {}
        }
    }
    for name in ["SignatureValue>", "CipherValue>"] {
        let values = text.split(name).skip(1).step_by(2);
        found.extend(values.filter_map(|rest| rest.split('<').next()));
    }
    for name in ["\"signature\":\"", "\"ciphertext\":\"", "\"tag\":\""] {
        let values = text.split(name).skip(1);
        found.extend(values.filter_map(|rest| rest.split('"').next()));
    }
    found.retain(|text| text.len() >= 20);
    found.into_iter().map(str::as_bytes).collect()
}

/// The values of a part without others in them, as they are shown.
fn leaves(content: &PartContent, to: &mut Vec<String>) {
    fn all(members: &[Member], to: &mut Vec<String>) {
        for member in members {
            match member.children.is_empty() {
                true => to.push(member.shown().to_owned()),
                false => all(&member.children, to),
            }
        }
    }
    match content {
        PartContent::Json { members, .. } | PartContent::Fields { members } => all(members, to),
        PartContent::Text { text } => to.push(text.clone()),
        PartContent::List { .. } | PartContent::Bytes { .. } | PartContent::Empty => {}
    }
}

#[test]
fn large_pastes_take_time_in_proportion() {
    let claims: Vec<String> = (0..20_000)
        .map(|n| format!(r#""k{n}":"{n}@b.example","t{n}_at":"1{n}","exp":"{n}""#))
        .collect();
    let redacted = redact(&token(&format!("{{{}}}", claims.join(","))));
    assert!(redacted.masked.len() >= 20_000);
    assert!(redacted.to_markdown().len() < 20_000_000);
    let sent = shared(&redacted, 0, "0.1.0", &[]);
    assert!(sent.artefacts[0].claims.len() <= 200 && sent.masked.len() <= 200);
}
