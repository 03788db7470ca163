//! Where a request goes: the region, and whether it came to the host it belongs to.
//!
//! Two shapes are served. As a gateway, the path says it: `/{region}/login/…`, `/{region}/api/…`. As the
//! real hosts, `Host` says it: `login.<domain>` and `api.<domain>`, and the path is the service's own.

use axum::http::header;
use axum::http::request::Parts;
use claimlens_core::calls::{self, Host};

/// A path at the service, and the region it is meant for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The region's domain; what is no region stands for itself.
    pub(super) region: String,
    /// The path at the service: `/oauth/token`, `/api/v2/…`.
    pub(super) path: String,
}

/// The place of a request to one of the two hosts; none where it came to another host.
pub(super) fn place(parts: &Parts, host: Host) -> Option<Place> {
    let path = parts.uri.path();
    let own = match host {
        Host::Login => "/oauth/",
        Host::Api => "/api/v2/",
    };
    if path.starts_with(own) {
        let name = parts.headers.get(header::HOST)?.to_str().ok()?;
        let name = name.split_once(':').map_or(name, |(name, _)| name);
        let domain = name.strip_prefix(host.prefix())?.strip_prefix('.')?;
        return Some(Place {
            region: calls::domain(domain)?.to_owned(),
            path: path.to_owned(),
        });
    }
    let (region, behind) = path.strip_prefix('/')?.split_once('/')?;
    let path = match host {
        Host::Login => behind.strip_prefix("login")?.to_owned(),
        Host::Api => format!("/{behind}"),
    };
    Some(Place {
        region: calls::domain(region).unwrap_or(region).to_owned(),
        path,
    })
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn of(host: Host, uri: &str, name: &str) -> Option<(String, String)> {
        let request = Request::builder().uri(uri).header("host", name).body(());
        let (parts, ()) = request.expect("a request").into_parts();
        place(&parts, host).map(|place| (place.region, place.path))
    }

    #[test]
    fn the_path_or_the_host_says_it() {
        let at = |region: &str, path: &str| Some((region.to_owned(), path.to_owned()));
        let token = "/eu-west-1/login/oauth/token";
        assert_eq!(
            of(Host::Login, token, "127.0.0.1:80"),
            at("mypurecloud.ie", "/oauth/token")
        );
        let me = "/demo/api/v2/tokens/me?x=1";
        assert_eq!(of(Host::Api, me, ""), at("demo", "/api/v2/tokens/me"));
        let name = "login.mypurecloud.de:443";
        assert_eq!(
            of(Host::Login, "/oauth/token", name),
            at("mypurecloud.de", "/oauth/token")
        );
        assert_eq!(of(Host::Api, "/api/v2/users", name), None);
        assert_eq!(of(Host::Api, "/api/v2/users", "api.example.com"), None);
    }
}
