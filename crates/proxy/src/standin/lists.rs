//! Answers that are lists. The members around a page are as the SDKs read them; what is in the lists is
//! made up.

use serde_json::{Value, json};

use super::clients::Client;
use super::form::fields;
use super::roles::Role;
use super::subjects;

/// When everything was made.
pub(super) const CREATED: &str = "2026-01-15T09:30:00.000Z";
/// How many users there are.
pub(super) const USERS: usize = 60;
const QUEUES: usize = 30;

/// Which page is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    size: usize,
    number: usize,
}

impl Page {
    /// 25 entries and the first page unless the query says otherwise; none where it says nonsense.
    pub(super) fn asked(query: &str) -> Option<Self> {
        let asked = fields(query);
        let number = |name: &str, otherwise: usize| match asked.get(name) {
            Some(text) => text.parse().ok().filter(|number| *number > 0),
            None => Some(otherwise),
        };
        Some(Self {
            size: number("pageSize", 25)?,
            number: number("pageNumber", 1)?,
        })
    }

    /// This page of so many entries, at this path.
    fn of(&self, total: usize, path: &str, entry: impl Fn(usize) -> Value) -> Value {
        let before = (self.number - 1).saturating_mul(self.size);
        let shown = (before..total).take(self.size);
        let pages = total.div_ceil(self.size);
        let uri = |number: usize| format!("{path}?pageSize={}&pageNumber={number}", self.size);
        let mut body = json!({
            "entities": shown.map(entry).collect::<Vec<_>>(),
            "pageSize": self.size,
            "pageNumber": self.number,
            "total": total,
            "pageCount": pages,
            "firstUri": uri(1),
            "selfUri": uri(self.number),
            "lastUri": uri(pages.max(1)),
        });
        if self.number < pages {
            body["nextUri"] = uri(self.number + 1).into();
        }
        if self.number > 1 {
            body["previousUri"] = uri(self.number - 1).into();
        }
        body
    }
}

pub(super) fn clients(page: &Page, lifetime: u64) -> Value {
    page.of(Client::ALL.len(), "/api/v2/oauth/clients", |number| {
        subjects::client(Client::ALL[number], lifetime)
    })
}

pub(super) fn roles(page: &Page) -> Value {
    page.of(Role::ALL.len(), "/api/v2/authorization/roles", |number| {
        Role::ALL[number].body()
    })
}

pub(super) fn users(page: &Page) -> Value {
    page.of(USERS, "/api/v2/users", user)
}

pub(super) fn queues(page: &Page) -> Value {
    page.of(QUEUES, "/api/v2/routing/queues", |number| {
        json!({
            "id": format!("4d2c9a30-0000-4000-8000-{:012}", number + 1),
            "name": format!("Queue {}", number + 1),
            "division": { "id": "9f4e2b30-0000-4000-8000-000000000002", "name": "Support" },
        })
    })
}

/// The user with this number.
pub(super) fn user(number: usize) -> Value {
    json!({
        "id": user_id(number),
        "name": user_name(number),
        "email": format!("user{}@standin.example", number + 1),
        "state": "active",
        "selfUri": format!("/api/v2/users/{}", user_id(number)),
    })
}

pub(super) fn user_id(number: usize) -> String {
    format!("7d3b1f0a-0000-4000-8000-{:012}", number + 1)
}

pub(super) fn user_name(number: usize) -> String {
    format!("Stand-in User {}", number + 1)
}

/// A few of the scopes; the service's own descriptions were not seen.
pub(super) fn scopes() -> Value {
    let scope = |id: &str, what: &str| json!({ "id": id, "description": what });
    json!({ "entities": [
        scope("analytics:readonly", "Reads analytics"),
        scope("authorization:readonly", "Reads roles and permissions"),
        scope("oauth:readonly", "Reads OAuth clients"),
        scope("organization:readonly", "Reads the organization"),
        scope("user-basic-info", "Reads the user's own data"),
        scope("users:readonly", "Reads users"),
    ]})
}

/// One provider, and the row that is probably the face of "Disable Genesys Cloud Login".
pub(super) fn providers() -> Value {
    json!({ "entities": [
        {
            "id": "okta",
            "name": "Okta",
            "disabled": false,
            "issuerURI": "https://idp.example/saml",
            "ssoTargetURI": "https://idp.example/saml/sso",
            "relyingPartyIdentifier": "standin",
            "certificates": [],
            "nameIdentifierFormat": "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
            "selfUri": "/api/v2/identityproviders/okta",
        },
        {
            "id": "purecloud",
            "name": "PureCloud",
            "disabled": false,
            "selfUri": "/api/v2/identityproviders/purecloud",
        },
    ], "total": 2 })
}

/// The members of the facts; there is none about single sign-on among them.
pub(super) fn authentication_settings() -> Value {
    json!({
        "multifactorAuthenticationRequired": false,
        "domainAllowlist": [],
        "ipAddressAllowlist": [],
        "passwordRequirements": {},
        "inactivityTimeoutExclusions": [],
        "universalLogout": false,
        "tokenStorageLocation": "cookies",
    })
}

/// Of the limits that are known by name. How they are listed was not observed.
pub(super) fn namespaces() -> Value {
    json!({
        "entities": ["authorization", "oauth", "platform.api"],
        "pageSize": 25, "pageNumber": 1, "total": 3, "pageCount": 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_end_where_the_list_ends() {
        let page = |query| users(&Page::asked(query).expect("a page"));
        let first = page("");
        assert_eq!(first["entities"].as_array().map(Vec::len), Some(25));
        assert_eq!(first["pageCount"], 3);
        assert!(first.get("previousUri").is_none());
        let last = page("pageSize=25&pageNumber=3");
        assert_eq!(last["entities"].as_array().map(Vec::len), Some(10));
        assert!(last.get("nextUri").is_none());
        let behind = page("pageNumber=9999&pageSize=500");
        assert_eq!(behind["entities"].as_array().map(Vec::len), Some(0));
        assert_eq!(Page::asked("pageSize=0"), None);
        assert_eq!(Page::asked("pageNumber=x"), None);
    }
}
