//! Code or a command that asks Genesys Cloud for a token: what in it will not work, or is not safe.

mod names;
mod rules;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::evidence::{self, Evidence};
use super::signs::Sign;
use crate::kinds::draft::{draft, field, fields, headline, policy, step, step_with, structure};
use crate::kinds::words::count;
use crate::lint;
use crate::paste::Candidate;
use crate::report::{Artefact, Finding, Kind, Role, Rule, Severity, StructureState};

pub(crate) use rules::RULES;

/// What is looked at: the text, and the same in small letters, byte for byte.
struct Code<'t> {
    text: &'t str,
    lower: &'t str,
    seen: &'t Evidence,
}

/// One rule and where it speaks: the place, and the facts.
type Check = fn(&Code<'_>) -> Option<(Range<usize>, String)>;

/// Each rule with its function.
static CHECKS: &[(&Rule, Check)] = &[
    (&rules::SECRET, secret),
    (&rules::ADDRESS, address),
    (&rules::PACKAGE, names::package),
    (&rules::IMPORT_CASE, names::import_case),
    (&rules::NAME, names::invented),
    (&rules::BODY_SECRET, body_secret),
    (&rules::JSON, json),
    (&rules::SCOPE, scope),
    (&rules::PASSWORD, |code| {
        says(
            code,
            &[
                "grant_type=password",
                "\"grant_type\": \"password\"",
                "'grant_type': 'password'",
            ],
        )
    }),
    (&rules::USER_CONTEXT, user_context),
    (&rules::DECODES, |code| {
        says(
            code,
            &[
                "jwt.decode(",
                "jwt_decode(",
                "jwtdecode(",
                "jwks.json",
                "oauth/tokeninfo",
            ],
        )
    }),
    (&rules::ENCODING, encoding),
    (&rules::EXPIRY, expiry),
    (&rules::RETRY, retry),
    (&rules::HEADER, |code| {
        says(code, &["x-rate-limit", "x-ratelimit"])
    }),
];

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
            "Code that asks Genesys Cloud for a token, with {} that will not work or is not safe.",
            count(errors, "thing")
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

/// The first of the phrases that the code holds.
fn at<'p>(code: &Code<'_>, phrases: &[&'p str]) -> Option<(Range<usize>, &'p str)> {
    phrases.iter().find_map(|phrase| {
        let start = code.lower.find(phrase)?;
        Some((start..start + phrase.len(), *phrase))
    })
}

fn says(code: &Code<'_>, phrases: &[&str]) -> Option<(Range<usize>, String)> {
    let (place, phrase) = at(code, phrases)?;
    Some((
        place,
        format!("The code says {}.", phrase.trim_end_matches('(')),
    ))
}

/// A secret that stands in the code: a quoted value of letters and digits behind a name like client_secret.
fn secret(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    for name in ["secret", "password"] {
        for (found, _) in code.lower.match_indices(name).take(100) {
            let behind = found + name.len();
            let rest = code.text.get(behind..)?;
            let skipped = rest.len()
                - rest
                    .trim_start_matches([' ', '\'', '"', ']', ')', ':', '=', ',', '\t'])
                    .len();
            if !rest.get(..skipped)?.contains(['=', ':', ',']) {
                continue;
            }
            let value = rest.get(skipped..)?;
            let len = value
                .bytes()
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'+' | b'/'))
                .count();
            let value = value.get(..len)?;
            let digits = value.bytes().filter(u8::is_ascii_digit).count();
            let quoted = rest.get(..skipped)?.ends_with(['"', '\'', '=']);
            if len >= 20 && digits >= 3 && quoted {
                let start = behind + skipped;
                return Some((
                    start..start + len,
                    format!(
                        "A value of {len} characters that looks like a secret stands behind the name {name}."
                    ),
                ));
            }
        }
    }
    // `-u id:secret` with a real id.
    let (seen, place) = (code.seen, code.lower.find("-u ")?);
    let word = code.text.get(place + 3..)?.split_whitespace().next()?;
    let plain = word.trim_matches(['"', '\'']);
    let (id, secret) = plain.split_once(':')?;
    (seen.basic_seen && super::lines::is_uuid(id) && secret.len() >= 16 && !secret.contains('$'))
        .then(|| {
            (
                place + 3..place + 3 + word.len(),
                String::from("Id and secret stand in the command."),
            )
        })
}

/// A token asked for at another address than the token endpoint's.
fn address(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    Sign::NotTokenEndpoint.seen(code.seen)?;
    let start = code.lower.find(code.seen.host.as_str())?;
    let end = start + code.seen.host.len();
    Some((
        start..end,
        format!(
            "Tokens are asked for at {}{}.",
            code.seen.host, code.seen.path
        ),
    ))
}

fn body_secret(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    let raw = code.lower.contains("oauth/token");
    let (place, _) = at(
        code,
        &["client_secret=", "\"client_secret\":", "'client_secret':"],
    )?;
    let data = code
        .seen
        .parameters
        .iter()
        .any(|sent| sent == "client_secret")
        || !code.lower.contains("&client_secret=");
    // A variable or option of that name is no body.
    let before = code.lower.get(..place.start)?.chars().next_back();
    let inside = matches!(before, Some('&' | '"' | '\'' | ' ' | '{' | '\n')) || before.is_none();
    let assigned = before == Some('\n')
        || code
            .lower
            .get(place.end..)?
            .trim_start()
            .starts_with(['"', '\''])
            && code.lower.get(place.clone())?.ends_with('=');
    (raw && data && inside && !assigned).then(|| {
        (
            place,
            String::from("The secret is sent in the body as client_secret."),
        )
    })
}

fn json(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    if !code.lower.contains("oauth/token") {
        return None;
    }
    let (place, _) = at(
        code,
        &[
            "json={\"grant_type",
            "json={'grant_type",
            "json=payload",
            "json.stringify({ grant_type",
            "json.stringify({grant_type",
            "'{\"grant_type",
            "json={",
        ],
    )?;
    Some((
        place,
        String::from("The request for a token is sent as JSON."),
    ))
}

fn scope(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    if !code.lower.contains("client_credentials") {
        return None;
    }
    let (place, _) = at(
        code,
        &[
            "&scope=",
            "\"scope\":",
            "'scope':",
            "scope=api",
            "scope=admin",
            "scopes=",
        ],
    )?;
    Some((
        place,
        String::from("A scope is sent with client credentials."),
    ))
}

fn user_context(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    if !code.lower.contains("client_credentials") && !code.lower.contains("clientcredentials") {
        return None;
    }
    says(code, &["/users/me", "get_users_me(", "getusersme("])
}

fn encoding(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    let piped = code.lower.find("base64")?;
    let head = code.lower.get(..piped)?;
    let echo = head.rfind("echo ")?;
    let between = head.get(echo..)?;
    let line = code.lower.get(piped..)?.lines().next()?;
    if between.contains('\n') || !between.contains('|') {
        return None;
    }
    let message = if !between.starts_with("echo -n") {
        "echo without -n adds a line break to the secret."
    } else if !line.contains("-w0") && !line.contains("-w 0") && !line.contains("tr -d") {
        "base64 breaks its lines at 76 columns on many systems, and nothing switches that off."
    } else {
        return None;
    };
    Some((echo..piped + 6, String::from(message)))
}

/// A token is asked for, and nothing looks at when it ends.
fn expiry(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    let program = !code.lower.trim_start().starts_with("curl") && code.text.lines().count() > 3;
    let (place, _) = at(
        code,
        &[
            "get_client_credentials_token(",
            "loginclientcredentialsgrant(",
            "set_oauth_client_credentials(",
            "post_oauth_token(",
            "get_oauth_token(",
            "oauth/token",
        ],
    )?;
    let looks = ["expires_in", "expires_at", "expiry", "expires", "401"]
        .iter()
        .any(|word| code.lower.contains(word));
    (program && !looks).then(|| {
        (
            place,
            String::from("A token is asked for, and nothing looks at expires_in or at a 401."),
        )
    })
}

/// It tries again without asking how long to wait.
fn retry(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    let honours = code.lower.contains("retry-after")
        || code.lower.contains("retry_after")
        || code.lower.contains("retryafter");
    if honours {
        return None;
    }
    let (place, phrase) = at(
        code,
        &[
            "== 429",
            "=== 429",
            "429:",
            "time.sleep(",
            "retries",
            "max_retries",
            "settimeout(",
        ],
    )?;
    Some((
        place,
        format!(
            "It tries again ({}) and never reads Retry-After.",
            phrase.trim_end_matches('(')
        ),
    ))
}
