//! The search, and what it answers to claims that one often reads.

#[path = "support/genesys.rs"]
mod genesys;

use claimlens_core::genesys::{Card, search};
use genesys::TABLES;

fn first(query: &str) -> &'static Card {
    search(&TABLES, query)
        .first()
        .unwrap_or_else(|| panic!("nothing for {query}"))
}

#[test]
fn every_card_is_found_by_its_id_and_by_its_title() {
    for card in &TABLES.cards {
        let name = card.id.split_once('/').expect("an id").1;
        for query in [name, &card.title] {
            let hits = search(&TABLES, query);
            let at = hits.iter().position(|hit| hit.id == card.id);
            assert!(
                at.is_some_and(|at| at < 6),
                "{}: {query} is at {at:?}",
                card.id
            );
        }
    }
}

#[test]
fn what_people_type_finds_what_they_want() {
    for (query, id) in [
        ("mypurecloud.ie", "region/mypurecloud.ie"),
        ("eu_west_1", "region/mypurecloud.ie"),
        (
            "https://api.mypurecloud.com.au/api/v2/users",
            "region/mypurecloud.com.au",
        ),
        ("frankfurt", "region/mypurecloud.de"),
        ("sao paulo", "region/sae1.pure.cloud"),
        ("fedramp", "region/use2.us-gov-pure.cloud"),
        ("users:readonly", "scope/users:readonly"),
        ("routing:queue:view", "permission/routing:queue:view"),
        ("admin:conversation:read", "mistake/admin:conversation:read"),
        ("missing.permissions", "error/missing.permissions"),
        ("client not found", "error/client-not-found"),
        ("authentication failed", "error/authentication-failed"),
        ("unauthorized_client", "error/unauthorized_client"),
        ("invalid_grant", "error/invalid_grant"),
        ("user context", "error/user-context"),
        ("client credentials", "grant/client_credentials"),
        ("PKCE", "grant/pkce"),
        ("retry-after", "header/retry-after"),
        ("ININ-Correlation-Id", "header/inin-correlation-id"),
        ("inin-ratelimit-allowed", "header/inin-ratelimit"),
        ("token.rate.per.minute", "limit/token.rate.per.minute"),
        ("idle timeout", "lifetime/idle-timeout"),
        ("450 days", "lifetime/scim-token"),
        ("clock skew", "sso/assertion"),
        ("OrganizationName", "sso/attributes"),
        ("ip allowlist", "look-alike/ip-allowlist"),
        ("GENESYSCLOUD_REGION", "sdk/terraform"),
    ] {
        assert_eq!(first(query).id, id, "{query}");
    }
}

#[test]
fn an_empty_query_lists_everything_and_nonsense_finds_nothing() {
    assert_eq!(search(&TABLES, "  ").len(), TABLES.cards.len());
    assert!(search(&TABLES, "xyzzyplugh").is_empty());
    assert!(!search(&TABLES, "retry-after xyzzyplugh").is_empty());
    let _ = search(&TABLES, &"a".repeat(10_000));
    let _ = search(&TABLES, "ü“\u{202e}");
}

/// Claims in texts about Genesys Cloud: the verdict on each, and a piece of what is right.
const CLAIMS: [(&str, &str, &str); 42] = [
    (
        "client-credentials-under-saml",
        "right",
        "before the switch",
    ),
    (
        "code-flow-disabled",
        "half right",
        "redirected to the identity provider",
    ),
    ("setup-security", "wrong", "Admin > Integrations > OAuth"),
    ("client-credentials-scopes", "wrong", "users:readonly"),
    (
        "package-small-letters",
        "half right",
        "PureCloudPlatformClientV2",
    ),
    ("platformclient", "wrong", "get_client_credentials_token"),
    ("one-hour-token", "wrong", "24 hours"),
    ("details-group-by", "wrong", "aggregates query"),
    ("token-after-scope", "does not apply", "roles"),
    ("python-429", "wrong now", "Retry-After"),
    ("public-confidential", "wrong", "grant type"),
    ("no-oauth-toggle", "right", "none is needed"),
    ("api-host-v2", "wrong", "https://login.<domain>/oauth/token"),
    (
        "admin-applications",
        "wrong",
        "Admin > Integrations > OAuth",
    ),
    (
        "user-behind-client",
        "wrong",
        "/api/v2/authorization/subjects/",
    ),
    ("users-me-200", "wrong", "always a 400"),
    ("post-oauth-token", "wrong", "does not exist"),
    ("jwt-access-token", "wrong", "opaque"),
    (
        "login-mypurecloud-com",
        "right for us-east-1 only",
        "login.<domain>",
    ),
    ("same-login-domain", "wrong", "login.<domain>"),
    ("secret-in-body", "wrong", "Basic is the documented way"),
    ("scope-required", "wrong", "no scope"),
    ("expires-3600", "wrong as a default", "86399"),
    (
        "users-integrations",
        "wrong",
        "Admin > Integrations > OAuth",
    ),
    ("get-conversations", "wrong", "logged-in user"),
    ("cache-token", "right", "Retry-After"),
    ("reporting-client-credentials", "right", "no person"),
    ("package-genesyscloud", "wrong", "no such package"),
    ("api-host-token", "wrong", "login host"),
    ("thirty-days", "wrong", "172800"),
    (
        "allowed-scopes",
        "wrong",
        "analytics:conversationDetail:view",
    ),
    ("security-oauth-active", "half right", "state"),
    ("authorize-then-code", "right", "inactivity timeout"),
    ("refresh-90-days", "unverified", "change of the password"),
    ("retry-not-all-versions", "roughly right", "configured"),
    ("code-unauthorized", "implausible", "“error”"),
    (
        "api-v2-oauth-token",
        "wrong",
        "https://login.<domain>/oauth/token",
    ),
    ("api-oauth-token-basic", "half right", "host is not"),
    ("api-platform-scope", "wrong", "no such scope"),
    ("service-accounts", "wrong", "no such pages"),
    ("base64-echo-n", "right", "base64 -w0"),
    ("platformsdkpython", "wrong", "PureCloudPlatformClientV2"),
];

#[test]
fn claims_that_one_reads_are_answered() {
    for (name, verdict, right) in CLAIMS {
        let id = format!("claim/{name}");
        let card = TABLES.card(&id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(
            card.rows.first().map(|row| row.value.as_str()),
            Some(verdict),
            "{id}"
        );
        assert!(card.lead.contains(right), "{id}: {}", card.lead);
        assert!(!card.see.is_empty(), "{id} leads on");
        // Typing the claim itself finds the answer.
        let hits = search(&TABLES, &card.title);
        assert_eq!(
            hits.first().map(|hit| hit.id.as_str()),
            Some(&*id),
            "{}",
            card.title
        );
    }
}
