//! Code or a command that asks Genesys Cloud for a token: what in it will not work, or is not safe.

mod checks;
mod names;
mod rules;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::evidence::{self, Evidence};
use crate::kinds::draft::{draft, field, fields, headline, policy, step, step_with, structure};
use crate::kinds::words::count;
use crate::lint;
use crate::paste::Candidate;
use crate::report::{Artefact, Finding, Kind, Role, Severity, StructureState};

use checks::{CHECKS, Code};
pub(crate) use rules::RULES;

/// Words of which one must be there for a text to be about Genesys Cloud.
const OURS: &[&str] = &[
    "purecloud",
    "pure.cloud",
    "genesyscloud",
    "genesys.cloud",
    "genesys_cloud",
];
/// Words that ask for a token.
const ASKS: &[&str] = &[
    "oauth/token",
    "client_credentials",
    "client_credentials_token",
    "clientcredentials",
    "oauth_client_id",
    "client_secret",
    "post_oauth_token",
    "get_oauth_token",
    "oauthclient_secret",
    "pip install",
    "npm install",
    "set_oauth_client_credentials",
    "import ",
];
/// Words that only code has.
const IS_CODE: &[&str] = &[
    "import ",
    "require(",
    "const ",
    "def ",
    "requests.post(",
    "fetch(",
    "curl -",
    "curl \"",
    "curl '",
    "curl http",
    "provider \"genesyscloud\"",
    "package main",
    "using ",
    "pip install",
    "npm install",
    "new ",
    "();",
    "os.environ",
    "http.post(",
];

/// Whether a text is such code.
pub(super) fn is_one(text: &str) -> bool {
    let lower: String = text
        .chars()
        .take(64 * 1024)
        .collect::<String>()
        .to_ascii_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    any(OURS) && any(ASKS) && any(IS_CODE)
}

/// What the rules find in such code.
pub(super) fn findings(candidate: &Candidate, seen: &Evidence) -> Vec<Finding> {
    let lower = candidate.text.to_ascii_lowercase();
    let code = Code {
        text: &candidate.text,
        lower: &lower,
        seen,
    };
    let mut found = Vec::new();
    for (rule, check) in CHECKS {
        if let Some((place, message)) = check(&code) {
            let place = candidate.map.span(place.start, place.end);
            found.push(Finding::new(rule, "", place, message));
        }
    }
    lint::sort(&mut found);
    found
}

/// The artefact of such code.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let seen = evidence::read(&candidate.text);
    let lower = candidate.text.to_ascii_lowercase();
    let mut artefact = draft(candidate, Kind::Snippet, "Code that asks for a token");
    artefact.facts.vendor = Some("Genesys Cloud");
    artefact.findings = findings(candidate, &seen);
    let errors = artefact
        .findings
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .count();
    let lead = match (artefact.findings.len(), errors) {
        (0, _) => {
            String::from("Code that asks Genesys Cloud for a token. Nothing in it stands out.")
        }
        (all, 0) => format!(
            "Code that asks Genesys Cloud for a token, with {} to improve.",
            count(all, "thing")
        ),
        (_, errors) => format!(
            "Code that asks Genesys Cloud for a token, with {} that will not work or {} not safe.",
            count(errors, "thing"),
            if errors == 1 { "is" } else { "are" }
        ),
    };
    let rest = match artefact.findings.first() {
        Some(first) => format!("{} {}", first.message, first.help),
        None => String::from("It was read for known mistakes only, and not run."),
    };
    artefact.headline = headline(lead, rest);
    let language = language(&lower);
    let place = artefact.span;
    let mut members = Vec::from([field("language", language, place)]);
    if !seen.host.is_empty() {
        members.push(field(
            "address",
            format!("{}{}", seen.host, seen.path),
            place,
        ));
    }
    if !seen.grant.is_empty() {
        members.push(field(
            "grant type",
            crate::kinds::words::excerpt(&seen.grant, 80),
            place,
        ));
    }
    artefact.parts.push(fields(
        candidate,
        Role::Parameters,
        "What was read",
        members,
    ));
    if language == "Python" {
        artefact.next_steps.push(step_with(
            "The package is PureCloudPlatformClientV2, and its method get_client_credentials_token asks for the token:",
            "pip install PureCloudPlatformClientV2",
        ));
    } else {
        artefact.next_steps.push(step_with(
            "Ask the token endpoint with the credentials in the Basic header, which curl makes itself:",
            &r#"curl -sS -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials https://login.{}/oauth/token"#
                .replace("{}", seen.domain_or_first()),
        ));
    }
    if artefact
        .findings
        .iter()
        .any(|f| f.code == rules::SECRET.code)
    {
        artefact.next_steps.insert(0, step("Take the secret out of the code, reset it, and read the new one from the environment or a vault."));
    }
    artefact.verdicts.structure = structure(
        StructureState::Recognised,
        "Recognised as code by its words; it was neither parsed nor run.",
    );
    artefact.verdicts.policy = policy("It is no token.");
    artefact
}

fn language(lower: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["provider \"genesyscloud\"", "resource \""]) {
        "Terraform"
    } else if has(&[
        "requests.post(",
        "def ",
        "pip install",
        "os.environ",
        "import purecloud",
        "\nfrom ",
        "print(",
    ]) || lower.starts_with("from ")
    {
        "Python"
    } else if has(&["package main", ":= "]) {
        "Go"
    } else if has(&["require(", "const ", "fetch(", "npm install", "await "]) {
        "JavaScript"
    } else if has(&["using ", "console.writeline"]) {
        "C#"
    } else if has(&["curl"]) {
        "Shell"
    } else {
        "not known"
    }
}
