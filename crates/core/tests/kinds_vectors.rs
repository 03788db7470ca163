//! PASETO's own test vectors and real SAML messages, as far as they are taken apart here.

#[path = "support/kinds.rs"]
mod candidates;
mod support;

use std::fs;
use std::path::PathBuf;

use candidates::artefact;
use claimlens_core::paste::{SamlForm, Shape};
use claimlens_core::report::{PartContent, Role, StructureState};
use support::{summary, vectors};

#[test]
fn paseto_messages_and_footers_are_shown() {
    let mut run = 0;
    for version in ["v1", "v2", "v3", "v4"] {
        let Some(file) = vectors("paseto", &format!("paseto/{version}.json")) else {
            return;
        };
        for test in file["tests"].as_array().expect("a list") {
            let name = test["name"].as_str().expect("a name");
            let token = test["token"].as_str().expect("a token");
            let artefact = artefact(Shape::Paseto, token);
            run += 1;
            if test["expect-fail"] == true {
                continue;
            }
            assert!(
                matches!(
                    artefact.verdicts.structure.state,
                    StructureState::WellFormed | StructureState::Recognised
                ),
                "{name}: {:?}",
                artefact.findings
            );
            let text = |role: Role| {
                artefact
                    .parts
                    .iter()
                    .find(|part| part.role == role)
                    .map(|part| match &part.content {
                        PartContent::Json { text, .. } | PartContent::Text { text } => text.clone(),
                        PartContent::Empty | PartContent::List { .. } => String::new(),
                        other => format!("{other:?}"),
                    })
            };
            if token.contains(".public.") {
                let message = test["payload"].as_str().expect("a message");
                assert_eq!(text(Role::Payload).as_deref(), Some(message), "{name}");
            }
            let footer = test["footer"].as_str().expect("a footer");
            assert_eq!(text(Role::Other).unwrap_or_default(), footer, "{name}");
        }
    }
    summary("paseto", run, 0);
}

#[test]
fn saml_messages_are_named() {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../../shared/vectors/saml"]
        .iter()
        .collect();
    let Ok(files) = fs::read_dir(&folder) else {
        summary("saml", 0, 1);
        return;
    };
    let (mut run, mut readable, mut named) = (0, 0, 0);
    for file in files {
        let path = file.expect("a file").path();
        let name = path.to_string_lossy().into_owned();
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        // Some files are named for an encoding they do not have.
        let encoded = (name.ends_with(".base64.xml") || name.ends_with(".base64"))
            && !text.trim_start().starts_with('<');
        if !name.ends_with(".xml") && !encoded {
            continue;
        }
        let form = match (encoded, name.contains("deflated")) {
            (true, true) => SamlForm::Deflated,
            (true, false) => SamlForm::Base64,
            (false, _) => SamlForm::Xml,
        };
        let text = if encoded {
            text.split_whitespace().collect()
        } else {
            text
        };
        let artefact = artefact(Shape::Saml(form), &text);
        run += 1;
        assert!(!artefact.title.is_empty());
        // Some files are deliberately odd: what is left is nearly all.
        if form != SamlForm::Deflated {
            readable += 1;
            named += usize::from(artefact.title != "SAML message");
        }
    }
    assert!(
        named * 10 >= readable * 9,
        "{named} of {readable} are named"
    );
    summary("saml", run, 0);
}
