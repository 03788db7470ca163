//! The list of OAuth clients.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::answer::{Answer, text};
use super::{Judgement, Level, Reading, refusal};
use crate::walkthrough::client::{Client, Grant};
use crate::walkthrough::mask::{kept, masked};

/// The clients of a list, with what is kept of each.
pub(in crate::walkthrough) struct ClientList {
    pub(in crate::walkthrough) clients: Vec<Client>,
    pub(in crate::walkthrough) more_pages: bool,
    /// Whether a secret stood in what was pasted.
    pub(in crate::walkthrough) masked: bool,
}

/// Reads a pasted answer of `GET /api/v2/oauth/clients`, or of one client; none where it is neither.
pub(in crate::walkthrough) fn clients_of(pasted: &str) -> Option<ClientList> {
    let answer = Answer::of(pasted);
    let clients = read(&answer);
    (!clients.is_empty()).then(|| ClientList {
        clients,
        more_pages: answer.has_more(),
        masked: masked(pasted).found,
    })
}

/// How many characters of a client's name are kept.
const NAME: usize = 200;

fn read(answer: &Answer<'_>) -> Vec<Client> {
    let mut found = answer.entities();
    if !answer.is_list() {
        found.extend(answer.objects());
    }
    found
        .into_iter()
        .filter(|entity| entity.get("authorizedGrantType").is_some())
        .filter_map(|entity| {
            let kept = |name| kept(text(entity, name).trim(), NAME);
            let id = kept("id");
            let mut name = kept("name");
            if name.is_empty() {
                name.clone_from(&id);
            }
            (!id.is_empty()).then(|| Client {
                key: id.clone(),
                id,
                name,
                grant: Grant::of(&text(entity, "authorizedGrantType")).map_or_else(
                    || kept("authorizedGrantType"),
                    |grant| grant.word().to_string(),
                ),
                state: kept("state"),
            })
        })
        .collect()
}

pub(super) fn judge(answer: &Answer<'_>) -> Judgement {
    let clients = read(answer);
    if clients.is_empty() {
        if let Some(refused) = refusal::judge(answer) {
            return refused;
        }
        return Judgement::unread(
            "This is no list of OAuth clients: JSON with entities, each with authorizedGrantType.",
        );
    }
    let with = |grant: Grant| {
        let names: Vec<&str> = clients
            .iter()
            .filter(|client| client.known_grant() == Some(grant))
            .map(|client| client.name.as_str())
            .collect();
        names
    };
    let mut readings = Vec::from([Reading::new("clients", clients.len().to_string())]);
    for grant in Grant::ALL {
        let names = with(grant);
        if !names.is_empty() {
            readings.push(Reading::new(grant.word(), listed(&names)));
        }
    }
    let inactive: Vec<&str> = clients
        .iter()
        .filter(|client| !client.state.is_empty() && client.state != "active")
        .map(|client| client.name.as_str())
        .collect();
    if !inactive.is_empty() {
        readings.push(Reading::new("not active", listed(&inactive)));
    }
    let (password, implicit) = (with(Grant::Password), with(Grant::Implicit));
    let judgement = if !password.is_empty() {
        Judgement::new(
            Level::Bad,
            "password",
            format!(
                "To be replaced before the switch, because they log in with a user's password: {}.",
                listed(&password)
            ),
        )
    } else if answer.has_more() {
        Judgement::new(
            Level::Bad,
            "more-pages",
            format!(
                "{} clients were read, and there are more pages: paste those too.",
                clients.len()
            ),
        )
    } else if !implicit.is_empty() {
        Judgement::new(
            Level::Note,
            "implicit",
            format!(
                "These use the implicit grant, which is being removed: {}.",
                listed(&implicit)
            ),
        )
    } else if !inactive.is_empty() {
        Judgement::new(
            Level::Note,
            "inactive",
            format!("Not active, so without new tokens: {}.", listed(&inactive)),
        )
    } else {
        Judgement::new(
            Level::Good,
            "listed",
            format!("{} clients were read.", clients.len()),
        )
    };
    judgement.with(readings)
}

/// How many names are written out.
const NAMES: usize = 10;

/// Names with a count of those that are left out.
pub(super) fn listed(names: &[&str]) -> String {
    let mut text = names
        .iter()
        .take(NAMES)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    let more = names.len().saturating_sub(NAMES);
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}
