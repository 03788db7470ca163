//! Every code is documented: `cargo run -p claimlens-verify --example reasons > docs/reasons.md`.

use claimlens_verify::Code;
use claimlens_verify::keys::rules::RULES;

#[test]
fn every_code_has_a_line_in_the_documentation() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reasons.md");
    let text = std::fs::read_to_string(path).expect("docs/reasons.md");
    for (code, meaning) in Code::ALL {
        let name = serde_json::to_string(code).expect("a name");
        let line = format!("| `{}` | ", name.trim_matches('"'));
        assert!(text.contains(&line), "{line}");
        assert!(
            text.contains(&meaning.replace('|', "\\|").replace('<', "&lt;")),
            "{meaning}"
        );
    }
    for rule in RULES {
        assert!(
            text.contains(&format!("| `{}` | ", rule.code)),
            "{}",
            rule.code
        );
        assert!(!rule.title.is_empty() && !rule.help.is_empty());
    }
    let mut codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), RULES.len());
}
