//! Whose product issued a token, by its issuer and by claims that only one product writes.

use alloc::string::String;

use crate::jose::json::Value;
use crate::report::ValueKind;

/// Host names that belong to one vendor: the host itself, or a host below it.
static HOSTS: [(&str, &str); 29] = [
    ("login.microsoftonline.com", "Microsoft Entra ID"),
    ("login.microsoftonline.us", "Microsoft Entra ID"),
    ("login.partner.microsoftonline.cn", "Microsoft Entra ID"),
    ("login.microsoft.com", "Microsoft Entra ID"),
    ("sts.windows.net", "Microsoft Entra ID"),
    ("ciamlogin.com", "Microsoft Entra ID"),
    ("b2clogin.com", "Azure AD B2C"),
    ("okta.com", "Okta"),
    ("okta-emea.com", "Okta"),
    ("oktapreview.com", "Okta"),
    ("okta-gov.com", "Okta"),
    ("auth0.com", "Auth0"),
    ("accounts.google.com", "Google"),
    ("securetoken.google.com", "Firebase"),
    ("session.firebase.google.com", "Firebase"),
    ("container.googleapis.com", "Kubernetes"),
    ("token.actions.githubusercontent.com", "GitHub Actions"),
    ("gitlab.com", "GitLab"),
    ("onelogin.com", "OneLogin"),
    ("duosecurity.com", "Duo"),
    ("appleid.apple.com", "Apple"),
    ("salesforce.com", "Salesforce"),
    ("pingone.com", "Ping Identity"),
    ("pingone.eu", "Ping Identity"),
    ("pingone.ca", "Ping Identity"),
    ("pingone.asia", "Ping Identity"),
    ("pingone.com.au", "Ping Identity"),
    ("pingidentity.com", "Ping Identity"),
    ("supabase.co", "Supabase"),
];

/// Claims that only one vendor writes, strongest first.
static MARKS: [(&str, &str); 16] = [
    ("firebase", "Firebase"),
    ("kubernetes.io", "Kubernetes"),
    ("kubernetes.io/serviceaccount/namespace", "Kubernetes"),
    ("realm_access", "Keycloak"),
    ("resource_access", "Keycloak"),
    ("cognito:groups", "Amazon Cognito"),
    ("cognito:username", "Amazon Cognito"),
    ("token_use", "Amazon Cognito"),
    ("job_workflow_ref", "GitHub Actions"),
    ("pi.atm", "Ping Identity"),
    ("pi.sri", "Ping Identity"),
    ("tfp", "Azure AD B2C"),
    ("uti", "Microsoft Entra ID"),
    ("appidacr", "Microsoft Entra ID"),
    ("azpacr", "Microsoft Entra ID"),
    ("gty", "Auth0"),
];

/// Whose product issued the token, if the issuer or the claims tell. It may be a lie: nothing is verified.
pub(super) fn of(issuer: Option<&str>, claims: Option<Value<'_, '_>>) -> Option<&'static str> {
    if let Some(vendor) = issuer.and_then(of_issuer) {
        return Some(vendor);
    }
    let claims = claims.filter(|value| value.kind() == ValueKind::Object)?;
    // One walk over the members; of the marks found, the first in the table counts.
    let mut best = MARKS.len();
    let (mut cid, mut uid, mut tid, mut oid) = (false, false, false, false);
    for entry in claims.entries() {
        match &*entry.name {
            "cid" => cid = true,
            "uid" => uid = true,
            "tid" => tid = true,
            "oid" => oid = true,
            name => {
                if let Some(at) = MARKS.iter().position(|(mark, _)| *mark == name) {
                    best = best.min(at);
                }
            }
        }
    }
    if let Some((_, vendor)) = MARKS.get(best) {
        return Some(vendor);
    }
    if cid && uid {
        return Some("Okta");
    }
    (tid && oid).then_some("Microsoft Entra ID")
}

/// The vendor that an issuer's host or path gives away.
fn of_issuer(issuer: &str) -> Option<&'static str> {
    if issuer == "kubernetes/serviceaccount" {
        return Some("Kubernetes");
    }
    let (host, path) = host_and_path(issuer)?;
    if let Some((_, vendor)) = HOSTS.iter().find(|(name, _)| is_host(&host, name)) {
        return Some(vendor);
    }
    // A region stands inside these names.
    if host.starts_with("cognito-idp.") && is_host(&host, "amazonaws.com") {
        return Some("Amazon Cognito");
    }
    if host.starts_with("oidc.eks.") && is_host(&host, "amazonaws.com") {
        return Some("Kubernetes");
    }
    if host == "kubernetes.default.svc" || host.starts_with("kubernetes.default.svc.") {
        return Some("Kubernetes");
    }
    let genesys = [
        "mypurecloud.com",
        "mypurecloud.de",
        "mypurecloud.ie",
        "mypurecloud.jp",
    ];
    let genesys_too = [
        "mypurecloud.com.au",
        "pure.cloud",
        "us-gov-pure.cloud",
        "eusc-pure.cloud",
    ];
    if genesys
        .iter()
        .chain(&genesys_too)
        .any(|name| is_host(&host, name))
    {
        return Some("Genesys Cloud");
    }
    if host.starts_with("gitlab.") {
        return Some("GitLab");
    }
    if path.starts_with("/realms/") || path.starts_with("/auth/realms/") {
        return Some("Keycloak");
    }
    if path.starts_with("/adfs") {
        return Some("AD FS");
    }
    None
}

/// Whether `host` is `name` or lies below it.
fn is_host(host: &str, name: &str) -> bool {
    host.strip_suffix(name)
        .is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// The host of an `http` or `https` address in lower case, and its path. Google's issuer may lack the scheme.
pub(crate) fn host_and_path(address: &str) -> Option<(String, &str)> {
    // By its first colon: a search for the three characters costs the page 3 kB of code.
    let (scheme, behind) = address.split_at_checked(address.find(':').unwrap_or_default())?;
    let rest = match (scheme, behind.strip_prefix("://")) {
        (scheme, Some(rest)) => {
            let http = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
            http.then_some(rest)?
        }
        (_, None) => (address == "accounts.google.com").then_some(address)?,
    };
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end)?;
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    // RFC 1035 §2.3.4: a name has at most 255 octets.
    (!host.is_empty() && host.len() <= 255).then(|| (host.to_ascii_lowercase(), path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jose::json::{Limits, read};

    #[test]
    fn an_issuer_gives_its_vendor_away() {
        let check = |issuer: &str, vendor: &str| {
            assert_eq!(
                of(Some(issuer), None).unwrap_or_default(),
                vendor,
                "{issuer}"
            );
        };
        check(
            "https://login.microsoftonline.com/9c/v2.0",
            "Microsoft Entra ID",
        );
        check("https://sts.windows.net/9c/", "Microsoft Entra ID");
        check("https://tenant.b2clogin.com/9c/v2.0/", "Azure AD B2C");
        check("https://dev-1.okta.com/oauth2/default", "Okta");
        check("https://shop.eu.auth0.com/", "Auth0");
        check("https://id.example.com/realms/shop", "Keycloak");
        check("https://id.example.com/auth/realms/shop", "Keycloak");
        check(
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_A",
            "Amazon Cognito",
        );
        check("https://accounts.google.com", "Google");
        check("accounts.google.com", "Google");
        check("https://securetoken.google.com/project", "Firebase");
        check("https://auth.pingone.eu/9c/as", "Ping Identity");
        check(
            "https://token.actions.githubusercontent.com",
            "GitHub Actions",
        );
        check("https://gitlab.example.org", "GitLab");
        check("https://kubernetes.default.svc.cluster.local", "Kubernetes");
        check("kubernetes/serviceaccount", "Kubernetes");
        check(
            "https://oidc.eks.eu-west-1.amazonaws.com/id/1",
            "Kubernetes",
        );
        check("https://login.mypurecloud.com.au", "Genesys Cloud");
        check("https://login.usw2.pure.cloud", "Genesys Cloud");
        check("http://adfs.example.com/adfs/services/trust", "AD FS");
        check("https://OKTA.com", "Okta");
    }

    #[test]
    fn a_look_alike_is_nobody() {
        for issuer in [
            "https://login.microsoftonline.com.evil.example/",
            "https://evilokta.com",
            "https://okta.com@evil.example/",
            "https://evil.example/?https://okta.com",
            "https://evil.example\\okta.com",
            "okta.com",
            "ftp://okta.com",
            "https://",
            "",
            "https://example.com/realmsx",
        ] {
            assert_eq!(of(Some(issuer), None), None, "{issuer}");
        }
    }

    #[test]
    fn claims_give_a_vendor_away() {
        let check = |json: &str, vendor: &str| {
            let document = read(json.as_bytes(), Limits::DEFAULT);
            assert_eq!(
                of(None, document.root()).unwrap_or_default(),
                vendor,
                "{json}"
            );
        };
        check(r#"{"realm_access":{"roles":[]}}"#, "Keycloak");
        check(r#"{"token_use":"id"}"#, "Amazon Cognito");
        check(r#"{"cid":"a","uid":"b"}"#, "Okta");
        check(r#"{"tid":"a","oid":"b"}"#, "Microsoft Entra ID");
        check(r#"{"gty":"client-credentials"}"#, "Auth0");
        check(r#"{"sub":"x"}"#, "");
        check("[]", "");
    }
}
