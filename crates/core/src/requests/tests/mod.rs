//! Tests of the request page.

mod answering;
mod asking;
mod baselines;
mod drafting;
mod keeping;
mod never_shown;
mod refusing;
mod retrying;
mod rights;

use std::string::{String, ToString as _};
use std::vec::Vec;

use super::*;

/// A client id.
const ID: &str = "0a1b2c3d-1111-2222-3333-444455556666";
/// A secret of the form of those of Genesys Cloud.
const SECRET: &str = "Zk3vQ9sT1mB7xY2cW8nR4pL6dF0hJ5gK3aE1uI9oV7q";
/// A token of the form of those of Genesys Cloud.
const TOKEN: &str =
    "pT9xLq2Vd7Rk4Zs8Wm1Yc6Nb3Hg5Jf0Ua-Ee_Io9Pq2Rt4Yu7Iw8Sd1Fg3Hj5Kl6Zx8Cv0Bn2Ma4QwErT";
const REGION: &str = "mypurecloud.ie";
const NOW: i64 = 1_800_000_000;

fn secret() -> Secret {
    Secret::new(SECRET)
}

/// The request for a token.
fn for_token() -> Planned {
    Ask::token(REGION, ID, &secret()).plan(NOW).unwrap()
}

/// A call of the API.
fn api(call: &'static str) -> Planned {
    Ask::api(call, REGION, &Secret::new(TOKEN))
        .with_id(ID)
        .plan(NOW)
        .unwrap()
}

fn answer(status: u16, body: &str) -> Answer {
    with(status, &[("Content-Type", "application/json")], body)
}

fn with(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
    let pairs = headers.iter();
    let pairs: Vec<(String, String)> = pairs
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .collect();
    Answer::new(status, pairs, body)
}

/// An error of the Platform API.
fn api_error(status: u16, code: &str, message: &str) -> Answer {
    let body = std::format!(
        r#"{{"message":"{message}","code":"{code}","status":{status},"contextId":"6c9d0c0e-52cb-4d6a-8a39-000000000001","details":[],"errors":[]}}"#
    );
    let id = "6c9d0c0e-52cb-4d6a-8a39-000000000001";
    with(
        status,
        &[
            ("content-type", "application/json"),
            ("ININ-Correlation-Id", id),
        ],
        &body,
    )
}

/// An error of the token endpoint.
fn token_error(status: u16, error: &str, description: &str) -> Answer {
    answer(
        status,
        &std::format!(
            r#"{{"error":"{error}","description":"{description}","error_description":"{description}"}}"#
        ),
    )
}

/// An answer of the token endpoint.
fn given() -> Answer {
    answer(
        200,
        &std::format!(r#"{{"access_token":"{TOKEN}","token_type":"bearer","expires_in":86399}}"#),
    )
}

/// An answer of `tokens/me`.
fn me_answer() -> Answer {
    answer(
        200,
        &std::format!(
            r#"{{"organization":{{"id":"org-1","name":"Acme"}},"homeOrganization":{{"id":"org-1","name":"Acme"}},
            "authorizedScope":[],"OAuthClient":{{"id":"{ID}","name":"ETL","authorizedGrantType":"CLIENT-CREDENTIALS",
            "scope":[],"state":"active","roleDivisions":[{{"roleId":"r-1","divisionId":"*"}},{{"roleId":"r-2","divisionId":"d-1"}}],
            "organization":{{"id":"org-1"}}}}}}"#
        ),
    )
}

/// An answer of `authorization/subjects/{id}`.
fn subject_answer() -> Answer {
    answer(
        200,
        r#"{"id":"x","name":"ETL","grants":[
        {"subjectId":"x","division":{"id":"*","name":"*"},"role":{"id":"r-1","name":"Analyst","policies":[
            {"domain":"analytics","entityName":"conversationAggregate","actions":["view"]},
            {"domain":"routing","entityName":"queue","actions":["view"]}]},"grantMadeAt":"2026-01-01T00:00:00Z"},
        {"subjectId":"x","division":{"id":"d-1","name":"Sales","homeDivision":true},"role":{"id":"r-2","name":"Router","policies":[
            {"domain":"routing","entityName":"queue","actions":["view","edit"]},
            {"domain":"quality","entityName":"*","actions":["*"]}]}}]}"#,
    )
}
