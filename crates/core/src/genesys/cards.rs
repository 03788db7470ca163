//! The cards of what has a table of its own: regions, scopes, and words that are neither.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use super::{Card, CardKind, Mistake, Region, Row, Scope, Stranger};

fn row(name: &str, value: impl Into<String>) -> Row {
    Row {
        name: name.to_owned(),
        value: value.into(),
    }
}

/// The card of a region: every host and address of it.
pub(super) fn region(region: &Region) -> Card {
    let mut lead = format!(
        "{} is {}. Every host of it ends in {}.",
        region.aws, region.name, region.domain
    );
    if region.government {
        lead.push_str(" It is the FedRAMP region.");
    }
    if region.sovereign {
        lead.push_str(" It is in the AWS European Sovereign Cloud.");
    }
    let underscores = region.aws.replace('-', "_");
    Card {
        id: region.id(),
        kind: CardKind::Region,
        title: format!("{} ({})", region.domain, region.name),
        lead,
        rows: Vec::from([
            row("AWS region", region.aws.clone()),
            row("Short code", region.short.clone()),
            row("Domain", region.domain.clone()),
            row("API", format!("https://{}", region.api_host())),
            row("Login", format!("https://{}", region.login_host())),
            row("Applications", format!("https://{}", region.apps_host())),
            row("Token URL", region.token_url()),
            row("Authorize URL", region.authorize_url()),
            row("SAML ACS URL", region.saml_acs_url()),
            row("SAML logout URL", region.saml_logout_url()),
            row("OAuth clients", region.oauth_admin_url()),
        ]),
        facts: region.facts.clone(),
        see: ["call/token", "sso/service-provider"]
            .map(String::from)
            .to_vec(),
        words: format!("{underscores} region host domain"),
    }
}

/// The card of a domain that is no region of customers.
pub(super) fn stranger(stranger: &Stranger) -> Card {
    let short = stranger.short.as_ref();
    Card {
        id: format!("host/{}", stranger.domain),
        kind: CardKind::Host,
        title: stranger.domain.clone(),
        lead: stranger.lead.clone(),
        rows: short
            .map(|short| row("Short name", short.clone()))
            .into_iter()
            .collect(),
        facts: stranger.facts.clone(),
        see: Vec::new(),
        words: String::from("region host domain"),
    }
}

/// The card of a scope.
pub(super) fn scope(scope: &Scope) -> Card {
    let access = if scope.read_only {
        "read only"
    } else {
        "read and change"
    };
    let mut rows = Vec::from([row("Access", access)]);
    if scope.operations > 0 {
        rows.push(row("Operations", scope.operations.to_string()));
        rows.push(row("Methods", scope.methods.clone()));
        rows.push(row("Paths", scope.paths.join("\n")));
        rows.push(row("For example", scope.examples.join("\n")));
    }
    let pair = scope.pair.clone();
    rows.push(row(
        if scope.read_only {
            "With changing"
        } else {
            "Read only"
        },
        pair.clone()
            .unwrap_or_else(|| String::from("there is no such scope")),
    ));
    let mut see: Vec<String> = pair
        .map(|pair| format!("scope/{pair}"))
        .into_iter()
        .collect();
    see.push(String::from("access/scope-or-permission"));
    Card {
        id: scope.id(),
        kind: CardKind::Scope,
        title: scope.name.clone(),
        lead: format!(
            "{} For clients with a user: one with client credentials has roles instead.",
            scope.summary
        ),
        rows,
        facts: scope.facts.clone(),
        see,
        words: String::from("scope oauth"),
    }
}

/// The card of a word that is neither scope nor permission.
pub(super) fn mistake(mistake: &Mistake) -> Card {
    let meant = (!mistake.meant.is_empty()).then(|| row("Meant", mistake.meant.join("\n")));
    let mut see: Vec<String> = mistake
        .meant
        .iter()
        .map(|name| {
            let kind = if name.matches(':').count() == 2 {
                "permission"
            } else {
                "scope"
            };
            format!("{kind}/{name}")
        })
        .collect();
    see.push(String::from("access/scope-or-permission"));
    Card {
        id: format!("mistake/{}", mistake.name),
        kind: CardKind::Mistake,
        title: mistake.name.clone(),
        lead: mistake.why.clone(),
        rows: meant.into_iter().collect(),
        facts: mistake.facts.clone(),
        see,
        words: String::from("scope permission wrong"),
    }
}
