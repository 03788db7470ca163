//! Regions: one domain each, and every host a prefix of it.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Fact;

/// A region of Genesys Cloud.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Region {
    /// The name AWS gives it, with dashes: `eu-west-1`.
    pub aws: String,
    /// The short code: `euw1`.
    pub short: String,
    /// Its name in words: `Europe (Ireland)`.
    pub name: String,
    /// The domain that every host of it ends in: `mypurecloud.ie`.
    pub domain: String,
    /// Whether it is the FedRAMP region.
    pub government: bool,
    /// Whether it is in the AWS European Sovereign Cloud.
    pub sovereign: bool,
    /// What is known about it, and how sure.
    pub facts: Vec<Fact>,
}

impl Region {
    /// The id of its card: `region/mypurecloud.ie`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("region/{}", self.domain)
    }

    /// The host of the Platform API.
    #[must_use]
    pub fn api_host(&self) -> String {
        format!("api.{}", self.domain)
    }

    /// The host of the token endpoint and of logins.
    #[must_use]
    pub fn login_host(&self) -> String {
        format!("login.{}", self.domain)
    }

    /// The host of the applications people use.
    #[must_use]
    pub fn apps_host(&self) -> String {
        format!("apps.{}", self.domain)
    }

    /// Where tokens are requested.
    #[must_use]
    pub fn token_url(&self) -> String {
        format!("https://login.{}/oauth/token", self.domain)
    }

    /// Where a browser is sent to log in.
    #[must_use]
    pub fn authorize_url(&self) -> String {
        format!("https://login.{}/oauth/authorize", self.domain)
    }

    /// Where an identity provider posts its assertion (Assertion Consumer Service).
    #[must_use]
    pub fn saml_acs_url(&self) -> String {
        format!("https://login.{}/saml", self.domain)
    }

    /// Where SAML single logout goes.
    #[must_use]
    pub fn saml_logout_url(&self) -> String {
        format!("https://login.{}/saml/logout", self.domain)
    }

    /// The page that lists OAuth clients.
    #[must_use]
    pub fn oauth_admin_url(&self) -> String {
        format!(
            "https://apps.{}/directory/#/admin/integrations/oauth",
            self.domain
        )
    }
}

/// A domain that belongs to no customer region: internal to Genesys, or made up.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Stranger {
    /// Its short name, where it has one: `dca`.
    pub short: Option<String>,
    /// The domain or host.
    pub domain: String,
    /// What it is and what to use instead.
    pub lead: String,
    /// What is known about it, and how sure.
    pub facts: Vec<Fact>,
}

/// In which form a region was named.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// By AWS: `eu-west-1`, `eu_west_1`.
    Aws,
    /// By its short code: `euw1`.
    Short,
    /// By its domain alone.
    Domain,
    /// By a host under `api.`, alone or in a URL.
    Api,
    /// By a host under `login.`.
    Login,
    /// By a host under `apps.`.
    Apps,
    /// By another host under its domain.
    OtherHost,
}

/// What a text that should name a region names.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place<'t> {
    /// A region of customers.
    Region(&'t Region, Form),
    /// A domain that is known and is none.
    Stranger(&'t Stranger),
}
