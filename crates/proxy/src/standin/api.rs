//! The calls of the Platform API, one function for each row of the table.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::body::Bytes;
use axum::extract::State as Extract;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use claimlens_core::time::rfc3339;
use serde_json::{Value, json};

use super::answers::{answer, api_error, not_found, rated};
use super::caller::{Caller, admit};
use super::clients::Client;
use super::form::fields;
use super::lists::{self, Page};
use super::settings::ORG_NAME;
use super::state::Standin;
use super::subjects;

/// Everything below `/api/v2`.
pub(super) async fn api(Extract(standin): Extract<Standin>, parts: Parts, body: Bytes) -> Response {
    let caller = match admit(&standin, &parts).await {
        Ok(caller) => caller,
        Err(refused) => return *refused,
    };
    let rate = caller.rate;
    let query = parts.uri.query().unwrap_or_default();
    let result = if parts.method == Method::DELETE {
        // That it works was observed, its answer was not.
        standin.lock().revoke(&caller.token);
        Ok(Value::Null)
    } else {
        look(&standin, &caller, query, &body)
    };
    let response = match result {
        Ok(Value::Null) => {
            let mut response = answer(StatusCode::OK, &Value::Null);
            *response.body_mut() = axum::body::Body::empty();
            response
        }
        Ok(body) => answer(StatusCode::OK, &body),
        Err(Fault::NotFound) => not_found(),
        Err(Fault::Page) => bad_request("pageSize and pageNumber are numbers of 1 and more."),
        Err(Fault::Body) => bad_request("The request could not be understood by the server."),
    };
    rated(response, rate)
}

/// What else can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// There is nothing with this id.
    NotFound,
    /// The page that is asked for.
    Page,
    /// The body of a question.
    Body,
}

fn look(standin: &Standin, caller: &Caller, query: &str, body: &[u8]) -> Result<Value, Fault> {
    let page = || Page::asked(query).ok_or(Fault::Page);
    // The id of those that have one: the last part of the path, or the last but one.
    let id = caller.path.split('/').find(|part| part.len() == 36);
    let id = id.unwrap_or_default();
    Ok(match caller.call.id {
        "tokens-me" => token(standin, caller),
        "tokens-timeout" => timeout(standin),
        "organizations-me" => organization_in_full(),
        "oauth-clients" => lists::clients(&page()?, standin.lock().settings.lifetime),
        "oauth-client" => {
            let client = Client::by_id(id).ok_or(Fault::NotFound)?;
            subjects::client(client, standin.lock().settings.lifetime)
        }
        "oauth-scopes" => lists::scopes(),
        "authorization-subject" => subjects::subject(id).ok_or(Fault::NotFound)?,
        "authorization-roles" => lists::roles(&page()?),
        "user-roles" => subjects::user_roles(id).ok_or(Fault::NotFound)?,
        "users-me" => me(&fields(query).remove("expand").unwrap_or_default()),
        "identity-providers" => lists::providers(),
        "authentication-settings" => lists::authentication_settings(),
        "limit-namespaces" => lists::namespaces(),
        "users" => lists::users(&page()?),
        "routing-queues" => lists::queues(&page()?),
        "conversations" => json!({ "entities": [] }),
        "conversation-aggregates" => aggregate(body).ok_or(Fault::Body)?,
        _ => return Err(Fault::NotFound),
    })
}

/// `tokens/me`. There is no end of the token in it, only when it idles out.
fn token(standin: &Standin, caller: &Caller) -> Value {
    let client = caller.client;
    let mut body = json!({
        "organization": organization(),
        "homeOrganization": organization(),
        "authorizedScope": [],
        "OAuthClient": {
            "id": client.id,
            "name": client.name,
            "dateCreated": lists::CREATED,
            "dateModified": lists::CREATED,
            "authorizedGrantType": client.grant_type,
            "scope": [],
            "roleDivisions": subjects::pairs(client),
            "state": client.state(),
            "organization": organization(),
        },
    });
    let idles_in = standin.lock().idles_in(&caller.token);
    if let Some(seconds) = idles_in {
        let at = SystemTime::now() + Duration::from_secs(seconds);
        let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
        let seconds = i64::try_from(since.as_secs()).unwrap_or_default();
        body["dateTokenIdles"] = rfc3339(seconds).into();
    }
    body
}

/// The members are documented; the value of `inactivityTimeoutUnit` is made up.
fn timeout(standin: &Standin) -> Value {
    let state = standin.lock();
    json!({
        "idleTokenTimeoutSeconds": state.settings.idle,
        "enableIdleTokenTimeout": state.settings.inactivity_timeout,
        "inactivityTimeoutUnit": "seconds",
        "inactivityTimeoutGroupsEnabled": false,
    })
}

/// Its size is made up; the members are those of the facts.
fn organization_in_full() -> Value {
    let mut body = organization();
    body["thirdPartyOrgName"] = ORG_NAME.into();
    body["domain"] = ORG_NAME.into();
    body["features"] = json!({});
    body
}

/// The user of tokens that have one. What `expand` adds was not observed, and is kept small.
fn me(expand: &str) -> Value {
    let mut body = lists::user(0);
    for word in expand.split(',') {
        match word {
            "authorization" => body[word] = subjects::users(),
            "organization" => body[word] = organization_in_full(),
            "token" | "presence" => body[word] = json!({}),
            "groups" => body[word] = json!([]),
            _ => {}
        }
    }
    body
}

/// A count for the interval that is asked for; none when the question is none.
fn aggregate(body: &[u8]) -> Option<Value> {
    let asked: Value = serde_json::from_slice(body).ok()?;
    let interval = asked.get("interval")?.as_str()?;
    let metrics = asked.get("metrics")?.as_array()?;
    interval.split_once('/')?;
    let metrics: Vec<Value> = metrics
        .iter()
        .map(|name| json!({ "metric": name, "stats": { "count": 2 } }))
        .collect();
    let data = json!([{ "interval": interval, "metrics": metrics }]);
    Some(json!({ "results": [{ "group": { "mediaType": "voice" }, "data": data }] }))
}

fn bad_request(message: &str) -> Response {
    api_error(StatusCode::BAD_REQUEST, "bad.request", message)
}

fn organization() -> Value {
    json!({ "id": "3b2a9f10-0000-4000-8000-000000000001", "name": "Stand-in Organisation" })
}
