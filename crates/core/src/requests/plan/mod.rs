//! A call, planned: what is sent to the companion, what arrives at Genesys Cloud, and both as curl lines.

mod curl;
mod shown;

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::Secret;
use crate::basic;
use crate::calls::{self, Body, Call, Host, Method, QueryFault};
use crate::kinds::mask::mask;

/// The key of the region that the companion answers by itself, with a stand-in for Genesys Cloud.
pub const DEMO: &str = "demo";

/// The header that every call to the companion carries; a page of another origin cannot add it unasked.
pub const OWN_HEADER: (&str, &str) = ("Claimlens-Request", "1");

/// Who asks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Credential {
    /// A client, by its id and secret: for a token.
    Client {
        /// The client id.
        id: String,
        /// Its secret.
        secret: Secret,
    },
    /// The holder of a token: for the Platform API.
    Token(Secret),
    /// Not known yet: for curl lines to copy. Such a call cannot be sent, it has no `Authorization`.
    Later,
}

/// A call to plan.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Its name in the table of calls.
    pub call: &'static str,
    /// The method, where the call has several; none for its first.
    pub method: Option<Method>,
    /// The region's key: its domain, its AWS name, or [`DEMO`].
    pub region: String,
    /// The id in its path, where it has one.
    pub id: String,
    /// Its query, without the question mark and without what the call always has.
    pub query: String,
    /// Who asks.
    pub credential: Credential,
}

impl Ask {
    /// Asks for a token with client credentials.
    #[must_use]
    pub fn token(region: &str, client_id: &str, secret: &Secret) -> Self {
        Self {
            call: "token",
            method: None,
            region: region.to_string(),
            id: String::new(),
            query: String::new(),
            credential: Credential::Client {
                id: client_id.to_string(),
                secret: secret.clone(),
            },
        }
    }

    /// Asks the Platform API, by the name of the call in the table.
    #[must_use]
    pub fn api(call: &'static str, region: &str, token: &Secret) -> Self {
        Self {
            call,
            method: None,
            region: region.to_string(),
            id: String::new(),
            query: String::new(),
            credential: Credential::Token(token.clone()),
        }
    }

    /// A call that is not sent from here: for its curl line, before there is a secret or a token.
    #[must_use]
    pub fn line(call: &'static str, region: &str) -> Self {
        Self {
            credential: Credential::Later,
            ..Self::api(call, region, &Secret::default())
        }
    }

    /// Revokes the token.
    #[must_use]
    pub fn revoke(region: &str, token: &Secret) -> Self {
        Self {
            method: Some(Method::Delete),
            ..Self::api("tokens-me", region, token)
        }
    }

    /// With this id in the path.
    #[must_use]
    pub fn with_id(mut self, id: &str) -> Self {
        self.id = id.to_string();
        self
    }

    /// With this query.
    #[must_use]
    pub fn with_query(mut self, query: &str) -> Self {
        self.query = query.to_string();
        self
    }

    /// Plans it. `now` is in seconds since 1970; only the question about the last minute looks at it.
    ///
    /// # Errors
    /// Where there is no such call, region or id, or something cannot be sent.
    pub fn plan(&self, now: i64) -> Result<Planned, PlanFault> {
        plan(self, now)
    }
}

/// Why a call cannot be planned.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PlanFault {
    /// The region is none that is known: a secret must not go there.
    Region,
    /// The table has no such call.
    Call,
    /// The call has not this method.
    Method,
    /// The id in the path is no UUID.
    Id,
    /// The query holds what the call does not take.
    Query(QueryFault),
    /// The call needs another credential: a client for a token, a token for the API.
    Credential,
    /// The token is empty, or has characters that cannot stand in a header.
    Token,
}

impl PlanFault {
    /// What a reader is told.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Region => {
                "This is no region of Genesys Cloud that is known here; a secret must not go there."
            }
            Self::Call => "There is no such call in the table of calls.",
            Self::Method => "This call is not made with this method.",
            Self::Id => "The id is no UUID.",
            Self::Query(fault) => fault.text(),
            Self::Credential => "A token is asked for by a client, and the API by a token.",
            Self::Token => "There is no token, or it has characters that no token has.",
        }
    }
}

/// A header of a planned call.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Header {
    /// Its name.
    pub name: &'static str,
    /// Its value, to send.
    pub value: Secret,
    /// Its value, to show: masked where it is a credential.
    pub shown: String,
}

/// A call as it is sent. Whatever of it is meant to be shown holds no secret.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The row of the table.
    pub call: &'static Call,
    /// The method.
    pub method: Method,
    /// The key of the region, as it was given.
    pub region: String,
    /// Path and query at the companion: `/mypurecloud.ie/login/oauth/token`.
    pub path: String,
    /// The headers to send to the companion.
    pub headers: Vec<Header>,
    /// The body to send to the companion; empty where there is none.
    pub body: String,
    /// The host where it ends: `login.mypurecloud.ie`. For the demo none: the companion answers by itself.
    pub host: Option<String>,
    /// Path and query at that host.
    pub target: String,
    /// The body that arrives there: not what is sent to the companion where that makes it.
    pub arrives: String,
    /// The secret or the token that is sent: to take it out of whatever repeats it.
    secret: Secret,
}

impl Planned {
    /// The secret or the token that is sent.
    pub(super) fn credential(&self) -> &Secret {
        &self.secret
    }

    /// What must not be shown: the secret or the token, and what stands for it in the header.
    pub(super) fn secrets(&self) -> impl Iterator<Item = &str> {
        let header = self
            .headers
            .iter()
            .find(|header| header.name == AUTHORIZATION);
        let header = header.map(|header| header.value.expose());
        let encoded = header
            .and_then(|value| value.split_once(' '))
            .map(|pair| pair.1);
        [Some(self.secret.expose()), encoded].into_iter().flatten()
    }

    /// The whole address at Genesys Cloud; none for the demo.
    #[must_use]
    pub fn url(&self) -> Option<String> {
        let host = self.host.as_ref()?;
        Some(format!("https://{host}{}", self.target))
    }

    /// Where it goes, for a sentence: the host, or that it goes nowhere.
    #[must_use]
    pub fn ends_at(&self) -> String {
        self.host
            .clone()
            .unwrap_or_else(|| String::from("the demo in the companion, and nowhere else"))
    }

    /// The exact request as it arrives at Genesys Cloud, credentials masked.
    #[must_use]
    pub fn shown(&self) -> String {
        shown::at_genesys(self)
    }

    /// The exact request as it goes to the companion at this address (`http://127.0.0.1:8080`, which may have a path),
    /// credentials masked.
    #[must_use]
    pub fn shown_to_companion(&self, address: &str) -> String {
        shown::at_companion(self, address)
    }

    /// A curl line straight to Genesys Cloud, with variables for secrets; none for the demo.
    #[must_use]
    pub fn curl(&self) -> Option<String> {
        curl::straight(self)
    }

    /// A curl line through the companion at this address (`http://127.0.0.1:8080`, which may have a path), with variables for secrets.
    #[must_use]
    pub fn curl_through(&self, address: &str) -> String {
        curl::through(self, address)
    }
}

const AUTHORIZATION: &str = "Authorization";
const FORM: &str = "application/x-www-form-urlencoded";
const TOKEN_BODY: &str = "grant_type=client_credentials";

fn plan(ask: &Ask, now: i64) -> Result<Planned, PlanFault> {
    let call = calls::call(ask.call).ok_or(PlanFault::Call)?;
    let method = match (ask.method, call.methods) {
        (Some(method), known) if known.contains(&method) => method,
        (None, [first, ..]) => *first,
        _ => return Err(PlanFault::Method),
    };
    let host = match calls::host(&ask.region, call.host) {
        Some(host) => Some(host),
        None if ask.region == DEMO => None,
        None => return Err(PlanFault::Region),
    };
    let path = call.path_with(&ask.id);
    let matched = calls::find(call.host, method.name(), &path).map_err(|_| PlanFault::Id)?;
    let query = Some(ask.query.as_str()).filter(|query| !query.is_empty());
    let target = matched.target(query).map_err(PlanFault::Query)?;
    let before = match call.host {
        Host::Login => "/login",
        Host::Api => "",
    };
    let asked = query.map_or(String::new(), |query| format!("?{query}"));
    let (body, arrives) = match call.body {
        Body::None => (String::new(), String::new()),
        Body::TokenForm => (String::from(TOKEN_BODY), String::from(TOKEN_BODY)),
        Body::Aggregate => (String::new(), calls::aggregate_body(now)),
    };
    let mut headers = Vec::new();
    let mut secret = Secret::default();
    if let Some((value, sent)) = authorization(&ask.credential, call)? {
        headers.push(credential(value));
        secret = sent;
    }
    if !body.is_empty() {
        headers.push(plain("Content-Type", FORM));
    }
    headers.push(plain("Accept", "application/json"));
    headers.push(plain(OWN_HEADER.0, OWN_HEADER.1));
    Ok(Planned {
        call,
        method,
        region: ask.region.clone(),
        path: format!("/{}{before}{path}{asked}", ask.region),
        headers,
        body,
        host,
        target,
        arrives,
        secret,
    })
}

/// The value of the header, and the secret in it; none where it is not known yet.
fn authorization(
    credential: &Credential,
    call: &Call,
) -> Result<Option<(Secret, Secret)>, PlanFault> {
    match (credential, call.host) {
        (Credential::Client { id, secret }, Host::Login) => {
            let built = basic::build(id, secret.expose());
            Ok(Some((Secret::new(built.header), secret.clone())))
        }
        (Credential::Token(token), Host::Api) => {
            let fits = !token.is_empty() && token.expose().bytes().all(|b| b.is_ascii_graphic());
            if !fits {
                return Err(PlanFault::Token);
            }
            let value = format!("Bearer {}", token.expose());
            Ok(Some((Secret::new(value), token.clone())))
        }
        (Credential::Later, _) => Ok(None),
        _ => Err(PlanFault::Credential),
    }
}

/// The header that says who asks; its scheme is shown, the rest is not.
fn credential(value: Secret) -> Header {
    let (scheme, rest) = value.expose().split_once(' ').unwrap_or_default();
    let shown = format!("{scheme} {}", mask(rest.chars().count()));
    Header {
        name: AUTHORIZATION,
        value,
        shown,
    }
}

fn plain(name: &'static str, value: &'static str) -> Header {
    Header {
        name,
        value: Secret::new(value),
        shown: String::from(value),
    }
}
