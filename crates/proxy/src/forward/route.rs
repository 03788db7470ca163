//! From a path to what is asked for. The path is compared as it came: nothing is decoded, normalised or joined.

use claimlens_core::calls::{self, Host};

use super::Forwarding;
use crate::upstream::Demo;

/// What is told about the proxy itself.
pub const ABOUT: &str = "/proxy.json";

/// A region that is forwarded to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    /// The one in this place of the settings, with this domain.
    Network(usize, &'static str),
    /// The stand-in.
    Demo,
}

impl Region {
    /// Its name in logs and metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Network(_, domain) => domain,
            Self::Demo => Demo::KEY,
        }
    }

    /// The region of a key, its domain or its AWS name to the letter.
    #[must_use]
    pub fn of(key: &str, settings: &Forwarding) -> Option<Self> {
        if settings.demo && key == Demo::KEY {
            return Some(Self::Demo);
        }
        let domain = calls::domain(key)?;
        let place = settings.regions.iter().position(|known| *known == domain)?;
        Some(Self::Network(place, domain))
    }
}

/// A path in its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts<'p> {
    /// What stands where a region's key should.
    pub key: &'p str,
    /// Which of its hosts is meant.
    pub host: Host,
    /// The path at that host, with its slash.
    pub path: &'p str,
}

/// The parts of a path of the forwarding half, which is one that has `login` or `api` in second place.
#[must_use]
pub fn parts(path: &str) -> Option<Parts<'_>> {
    let behind = path.strip_prefix('/')?;
    let (key, _) = behind.split_once('/')?;
    let path = behind.get(key.len()..)?;
    let word = path.get(1..)?.split('/').next()?;
    let (host, path) = match word {
        "login" => (Host::Login, path.get("/login".len()..)?),
        "api" => (Host::Api, path),
        _ => return None,
    };
    Some(Parts { key, host, path })
}

/// Whether the forwarding half answers this path.
#[must_use]
pub fn is_ours(path: &str) -> bool {
    path == ABOUT || parts(path).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_a_region_a_host_and_a_path_there() {
        let login = parts("/mypurecloud.ie/login/oauth/token").expect("ours");
        assert_eq!((login.key, login.host), ("mypurecloud.ie", Host::Login));
        assert_eq!(login.path, "/oauth/token");
        let api = parts("/eu-west-1/api/v2/users/me").expect("ours");
        assert_eq!(
            (api.key, api.host, api.path),
            ("eu-west-1", Host::Api, "/api/v2/users/me")
        );
        assert_eq!(parts("/x/login").expect("ours").path, "");
        for ours in [
            "/proxy.json",
            "//login",
            "/x/api",
            "/%2e%2e/api/v2/x",
            "/x/login//",
        ] {
            assert!(is_ours(ours), "{ours}");
        }
        for other in [
            "",
            "/",
            "*",
            "/login",
            "/login/oauth/token",
            "/api/v2/x",
            "/x/logins/y",
            "/x/API/v2",
            "/x//login",
            "//x/login",
            "/proxy.json/",
            "/x/lo%67in/oauth/token",
            "/x\\login",
        ] {
            assert!(!is_ours(other), "{other}");
        }
    }

    #[test]
    fn a_region_has_to_be_one_that_is_forwarded() {
        let mut settings = Forwarding::default();
        assert_eq!(Region::of("demo", &settings), None);
        settings.demo = true;
        settings.regions = vec!["mypurecloud.de", "mypurecloud.ie"];
        let place = Some(Region::Network(1, "mypurecloud.ie"));
        assert_eq!(Region::of("mypurecloud.ie", &settings), place);
        assert_eq!(Region::of("eu-west-1", &settings), place);
        assert_eq!(Region::of("demo", &settings), Some(Region::Demo));
        for key in [
            "mypurecloud.com",
            "us-east-1",
            "MYPURECLOUD.IE",
            "mypurecloud.ie.",
            "",
            "Demo",
        ] {
            assert_eq!(Region::of(key, &settings), None, "{key}");
        }
    }
}
