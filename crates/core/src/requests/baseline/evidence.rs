//! A baseline as the evidence that steps of a walk take: answers as they would be pasted, without a token.

use alloc::format;
use alloc::string::String;

use super::{Baseline, Outcome, Seen};
use crate::json_out::Json;
use crate::kinds::mask::mask;
use crate::walkthrough::EvidenceKind;

/// Texts for a walk's steps, each as [`crate::walkthrough::judge`] takes them. None holds a secret.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Evidence {
    /// For a step that asks for the answer of the token endpoint.
    pub token: Option<String>,
    /// For a step that asks what the token may do.
    pub access: Option<String>,
    /// For a step that asks for both again.
    pub repeat: Option<String>,
    /// For a step that asks for the organization.
    pub organization: Option<String>,
}

/// How long the mask for a token says that it was; the token itself is not known here.
const TOKEN_CHARACTERS: usize = 80;

impl Baseline {
    /// What a walk can be given as evidence.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        let token = self.token.as_ref().map(|seen| self.token_text(seen));
        let access = self.access_text();
        let repeat = match (&token, &access) {
            (None, None) => None,
            (token, access) => {
                let parts = [token, access].into_iter().flatten();
                Some(parts.map(String::as_str).collect::<String>())
            }
        };
        Evidence {
            token,
            access,
            repeat,
            organization: self.organization_text(),
        }
    }

    /// What a step can be given that takes this kind of evidence; none where nothing of it was read.
    #[must_use]
    pub fn evidence_for(&self, kind: EvidenceKind) -> Option<String> {
        let evidence = self.evidence();
        match kind {
            EvidenceKind::Token => evidence.token,
            EvidenceKind::Access => evidence.access,
            EvidenceKind::Repeat => evidence.repeat,
            EvidenceKind::Organization => evidence.organization,
            EvidenceKind::Clients
            | EvidenceKind::Integrations
            | EvidenceKind::Settings
            | EvidenceKind::Providers
            | EvidenceKind::SpareProvider
            | EvidenceKind::Users => None,
        }
    }

    fn token_text(&self, seen: &Seen) -> String {
        answer(seen.status, |json| {
            if seen.is_ok() {
                json.text("access_token", &mask(TOKEN_CHARACTERS));
                json.text("token_type", "bearer");
                if let Some(seconds) = self.expires_in {
                    json.number("expires_in", seconds);
                }
            } else {
                json.text("error", &seen.code);
                json.text("error_description", &seen.message);
            }
        })
    }

    /// `tokens/me`, and what was refused of the real reads. What needs a user, or was throttled, says nothing
    /// about the client and is left out.
    fn access_text(&self) -> Option<String> {
        let mut text = String::new();
        match &self.me {
            Some(seen) if seen.is_ok() => {
                text.push_str(&answer(200, |json| self.client(json)));
            }
            Some(seen) => text.push_str(&api_error(seen)),
            None => {}
        }
        for read in &self.reads {
            match read.outcome {
                Outcome::MissingPermission | Outcome::TokenRefused | Outcome::Failed => {
                    text.push_str(&api_error(&read.seen));
                }
                // What was answered shows where there is nothing else to show.
                Outcome::Works if text.is_empty() => text.push_str(&answer(200, |_| ())),
                Outcome::Works | Outcome::NeedsUser | Outcome::Throttled => {}
            }
        }
        (!text.is_empty()).then_some(text)
    }

    fn client(&self, json: &mut Json) {
        json.name("OAuthClient");
        json.object(|json| {
            json.text("id", &self.client_id);
            json.text("name", &self.client_name);
            json.text("authorizedGrantType", &self.grant);
            json.text("state", &self.state);
            json.list("roleDivisions", &self.roles, |json, pair| {
                json.text("roleId", &pair.role);
                json.text("divisionId", &pair.division);
            });
        });
    }

    fn organization_text(&self) -> Option<String> {
        let found = &self.organization;
        if found.id.is_empty() {
            return None;
        }
        Some(answer(200, |json| {
            json.text("id", &found.id);
            json.text("name", &found.name);
            if !found.short_name.is_empty() {
                json.text("thirdPartyOrgName", &found.short_name);
            }
        }))
    }
}

fn api_error(seen: &Seen) -> String {
    answer(seen.status, |json| {
        json.text("message", &seen.message);
        json.text("code", &seen.code);
        json.number("status", i64::from(seen.status));
    })
}

/// An answer as `curl -w '%{http_code}'` leaves it: the body, and the status on a line of its own.
fn answer(status: u16, members: impl FnOnce(&mut Json)) -> String {
    let mut json = Json::default();
    json.object(members);
    let body = json.text_with_end();
    format!("{body}{status}\n")
}
