//! `tokens/me`: whose token it is.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::organization::{Organization, organization};
use super::{Answer, Planned, Refusal, json, refused, text};
use crate::grants::Statement;
use crate::grants::statement::documented;
use crate::jose::json::Value;
use crate::time;
use crate::walkthrough::Grant;

/// The organization's id in tokens of clients that Genesys built in.
const BUILT_IN: &str = "purecloud-builtin";

const MODEL: &str = "platform-client-sdk-python: models/o_auth_client.py";
const TERRAFORM: &str = "terraform-provider-genesyscloud";
const USE_CC: &str = "developer.genesys.cloud: Authorization, Use client credentials";

/// A role with the division it is for; ids, as the answer has them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RoleDivision {
    /// The role's id.
    pub role: String,
    /// The division's id; `*` for all divisions.
    pub division: String,
}

/// How a client stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ClientState {
    /// It gets tokens, and they work.
    Active,
    /// Its tokens do not work, and it gets no new ones.
    Disabled,
    /// It gets no tokens and will be deleted.
    Inactive,
    /// The answer says nothing.
    Unsaid,
    /// A word that is not known.
    Other(String),
}

impl ClientState {
    /// The state of that word.
    #[must_use]
    pub fn of(word: &str) -> Self {
        match word {
            "" => Self::Unsaid,
            "active" => Self::Active,
            "disabled" => Self::Disabled,
            "inactive" => Self::Inactive,
            other => Self::Other(String::from(other)),
        }
    }

    /// The word of the API.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Active => "active",
            Self::Disabled => "disabled",
            Self::Inactive => "inactive",
            Self::Unsaid => "",
            Self::Other(word) => word,
        }
    }

    /// What it means.
    #[must_use]
    pub const fn text(&self) -> &'static str {
        match self {
            Self::Active => "The client is active.",
            Self::Disabled => {
                "The client is disabled: its tokens do not work, and it gets no new ones."
            }
            Self::Inactive => {
                "The client is inactive: it gets no tokens any more and will be deleted."
            }
            Self::Unsaid => "How the client stands is not in the answer.",
            Self::Other(_) => "The client is in a state that is not known here.",
        }
    }
}

/// Whose token it is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Me {
    /// The client id.
    pub client_id: String,
    /// The client's name.
    pub client_name: String,
    /// The grant as the API writes it: `CLIENT-CREDENTIALS`.
    pub grant: String,
    /// The grant in words.
    pub grant_text: &'static str,
    /// The roles with their divisions.
    pub roles: Vec<RoleDivision>,
    /// The scopes that were authorized; none for client credentials.
    pub scopes: Vec<String>,
    /// How the client stands.
    pub state: ClientState,
    /// When it will be deleted, in seconds since 1970.
    pub deleted_at: Option<i64>,
    /// The organization.
    pub organization: Organization,
    /// When the token ends for want of use, in seconds since 1970, if an idle timeout is on.
    pub idles_at: Option<i64>,
    /// Whether the token is of a client that Genesys built in: a person's login.
    pub is_built_in: bool,
    /// What is worth knowing about it.
    pub notes: Vec<Statement>,
}

impl Me {
    /// Whether it is a token of client credentials.
    #[must_use]
    pub fn is_service(&self) -> bool {
        Grant::of(&self.grant) == Some(Grant::ClientCredentials)
    }

    /// How the client stands, in a sentence; with the day on which it will be deleted.
    #[must_use]
    pub fn state_text(&self) -> String {
        let text = self.state.text();
        match self.deleted_at {
            Some(at) => format!("{text} It will be deleted on {}.", time::utc(at)),
            None => String::from(text),
        }
    }
}

/// Reads the answer of `tokens/me`.
///
/// # Errors
/// Where it was refused, or is no such answer.
pub fn read_me(planned: &Planned, answer: &Answer) -> Result<Me, Box<Refusal>> {
    if !answer.is_ok() {
        return Err(refused(planned, answer));
    }
    let document = json(answer.body.expose());
    let read = document.object().and_then(me);
    read.ok_or_else(|| refused(planned, answer))
}

fn me(body: Value<'_, '_>) -> Option<Me> {
    // Two spellings have been seen in the SDKs; the first is the API's own.
    let client = body
        .get("OAuthClient")
        .or_else(|| body.get("oAuthClient"))?;
    let grant = text(client, "authorizedGrantType");
    let owner = client.get("organization");
    let is_built_in = owner.is_some_and(|owner| text(owner, "id") == BUILT_IN);
    let mut found = Me {
        client_id: text(client, "id"),
        client_name: text(client, "name"),
        grant_text: grant_text(&grant),
        grant,
        roles: list(client, "roleDivisions", |pair| RoleDivision {
            role: text(pair, "roleId"),
            division: text(pair, "divisionId"),
        }),
        scopes: list(body, "authorizedScope", |item| {
            item.as_str().unwrap_or_default().into_owned()
        }),
        state: ClientState::of(&text(client, "state")),
        deleted_at: moment(client, "dateToDelete"),
        organization: body
            .get("organization")
            .or(owner)
            .map(organization)
            .unwrap_or_default(),
        idles_at: moment(body, "dateTokenIdles"),
        is_built_in,
        notes: Vec::new(),
    };
    found.notes = notes(&found);
    Some(found)
}

/// The items of a list member, read one by one.
fn list<T>(value: Value<'_, '_>, name: &str, read: fn(Value<'_, '_>) -> T) -> Vec<T> {
    let items = value.get(name).into_iter().flat_map(|list| list.items());
    items.map(read).collect()
}

/// A moment that is written as a text.
pub(in crate::requests) fn moment(value: Value<'_, '_>, name: &str) -> Option<i64> {
    time::reading("expires_at", value.get(name)?)?.seconds
}

fn grant_text(grant: &str) -> &'static str {
    match Grant::of(grant) {
        Some(Grant::ClientCredentials) => {
            "Client credentials: a program in its own name. Roles and divisions on the client decide."
        }
        Some(Grant::Code) => {
            "Authorization code: a user logged in. The user's permissions decide, and scopes where the organization enforces them."
        }
        Some(Grant::Implicit) => {
            "Implicit: a user logged in, in a browser. This grant is being taken away."
        }
        Some(Grant::Saml2Bearer) => {
            "SAML 2.0 bearer: a user, by an assertion of the identity provider."
        }
        Some(Grant::Password) => "Password: a user's name and password in a program.",
        None if grant.is_empty() => "The answer does not say which grant it is.",
        None => "A grant that is not known here.",
    }
}

fn notes(me: &Me) -> Vec<Statement> {
    let mut notes = Vec::new();
    if me.is_built_in {
        notes.push(documented(
            "The token comes from a client that Genesys built in: it is a person's login, in Developer Tools for one, and not your own client.",
            TERRAFORM,
        ));
    }
    if me.is_service() && me.roles.is_empty() {
        notes.push(documented(
            "The client has no role, so nearly every call will be refused. Client credentials need pairs of role and division, on the client itself.",
            USE_CC,
        ));
    }
    if me.is_service() && !me.scopes.is_empty() {
        notes.push(documented(
            "Scopes are listed, and do not count: they apply to clients with a user only.",
            MODEL,
        ));
    }
    if me.idles_at.is_some() {
        notes.push(documented(
            "An idle timeout is on. It ends this token too when it is not used, whatever its life; looking at it here does not put that off.",
            "Genesys developer forum, topic 12251: idle timeout, questions and answers",
        ));
    }
    notes
}
