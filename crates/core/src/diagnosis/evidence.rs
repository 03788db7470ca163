//! What was seen: the error itself, and what stands around it.

use alloc::string::String;
use alloc::vec::Vec;

use super::hosts;
use super::tree::Side;
use crate::text::beginning;

/// How the request named its caller.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Caller {
    /// Nothing was seen of it.
    #[default]
    Unseen,
    /// The request was seen, and has no such header.
    Nobody,
    Basic,
    Bearer,
    /// A header of another form.
    Other,
}

/// What an answer's body is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum BodyForm {
    #[default]
    Unseen,
    Json,
    Html,
}

/// The program that speaks.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Tool {
    #[default]
    Unknown,
    Curl,
    Python,
    /// The Go SDK, or what is built on it.
    Go,
    Terraform,
    JavaScript,
    Browser,
}

/// What was seen. Secrets are looked at where they stand, and never kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    /// Something says that it is about Genesys Cloud.
    pub(crate) is_genesys: bool,
    pub(crate) method: String,
    /// The host that was asked, in small letters; its path.
    pub(crate) host: String,
    pub(crate) path: String,
    /// The domains of regions that are named.
    pub(crate) domains: Vec<String>,
    /// A host that looks like Genesys Cloud's and is none.
    pub(crate) guessed: String,
    /// 0 where none was seen.
    pub(crate) status: u16,
    /// The error's code; its description or message.
    pub(crate) code: String,
    pub(crate) text: String,
    /// It is in OAuth's form.
    pub(crate) is_oauth: bool,
    /// Its body was cut off.
    pub(crate) cut: bool,
    pub(crate) body: BodyForm,
    /// The request's headers were all seen.
    pub(crate) request_seen: bool,
    pub(crate) response_seen: bool,
    pub(crate) caller: Caller,
    /// What the Basic credentials have: a line break, no colon, stray spaces; a client id that is no UUID.
    pub(crate) basic_seen: bool,
    pub(crate) basic_newline: bool,
    pub(crate) basic_no_colon: bool,
    pub(crate) basic_space: bool,
    pub(crate) id_not_uuid: bool,
    pub(crate) bearer_jwt: bool,
    pub(crate) bearer_uuid: bool,
    /// The request's body.
    pub(crate) json_body: bool,
    pub(crate) grant: String,
    pub(crate) parameters: Vec<String>,
    /// Headers of the answer, as written.
    pub(crate) retry_after: String,
    pub(crate) rate: Vec<(&'static str, String)>,
    pub(crate) correlation: String,
    pub(crate) tool: Tool,
    /// The permissions the error names.
    pub(crate) permissions: Vec<String>,
    /// A program says what went wrong, in its own form; there is a phrase that points at a cause; there
    /// is more than a body.
    pub(crate) told: bool,
    pub(crate) phrase: bool,
    pub(crate) around: bool,
    /// The text in small letters, as far as phrases are looked for in it.
    pub(crate) words: String,
}

impl Evidence {
    /// Where the error came from, as far as it can be told.
    pub(crate) fn side(&self) -> Side {
        let path = self.path.as_str();
        if self.is_oauth || path.contains("/oauth/token") {
            return Side::Token;
        }
        let prefix = hosts::host(&self.host).map_or("", |host| host.prefix);
        let api = prefix == "api" || path.contains("/api/v2") || self.code.contains('.');
        if api || !self.correlation.is_empty() {
            Side::Api
        } else if prefix == "login" {
            Side::Token
        } else {
            Side::Any
        }
    }

    /// The domain of the region that was asked, else one that was named, else the first region's.
    pub(crate) fn domain_or_first(&self) -> &str {
        self.domain().unwrap_or("mypurecloud.com")
    }

    /// The same, where one was named.
    pub(crate) fn domain(&self) -> Option<&str> {
        let asked = hosts::host(&self.host).map(|host| host.domain);
        asked.or_else(|| self.domains.first().map(String::as_str))
    }

    /// Takes note of a region's domain.
    pub(crate) fn name_domain(&mut self, named: &str) {
        self.is_genesys = true;
        if !self.domains.iter().any(|domain| domain == named) {
            self.domains.push(String::from(named));
        }
    }

    /// Takes note of a host that is named, and of the request's own.
    pub(crate) fn name_host(&mut self, host: &str, path: &str) {
        if let Some(found) = hosts::host(host) {
            self.is_genesys = true;
            let telling = ["", "login", "api", "apps"].contains(&found.prefix);
            if !telling {
                // Documentation lies below one region's domain, whatever the region.
                return;
            }
            self.name_domain(found.domain);
        } else if hosts::is_guessed(host) {
            self.is_genesys = true;
            if self.guessed.is_empty() {
                self.guessed = String::from(host);
            }
        } else {
            return;
        }
        let telling = path.contains("/oauth/token") || path.contains("/api/v2");
        let path = path.split(['?', '#']).next().unwrap_or_default();
        if self.host.is_empty() || self.path.is_empty() && telling {
            self.host = String::from(host);
            // A request line before its Host header has said the path already.
            if !path.is_empty() {
                self.path = String::from(path);
            }
        }
    }

    /// Whether there is an error in it, or a request to the wrong address.
    pub(crate) fn says_something(&self) -> bool {
        self.status >= 400 || !self.code.is_empty() || !self.text.is_empty()
    }
}

/// How much of a text is read, in bytes: an error page of megabytes says no more than its beginning.
pub(crate) const READ: usize = 256 * 1024;

/// Reads a whole text.
pub(crate) fn read(text: &str) -> Evidence {
    let text = beginning(text, READ);
    let mut seen = Evidence {
        words: text.to_ascii_lowercase(),
        ..Evidence::default()
    };
    if !super::har::read(text, &mut seen) {
        super::lines::read(text, &mut seen);
    }
    seen.told = super::told::read(text, &mut seen);
    seen.around = seen.told
        || seen.request_seen
        || seen.response_seen
        || !seen.host.is_empty()
        || !seen.guessed.is_empty()
        || seen.status != 0;
    // The first body that holds an error; one inside another's text is the same error.
    if let Some(body) = crate::paste::error_bodies(text).first() {
        crate::oauth::error::tell(body, &mut seen);
    }
    if seen.permissions.is_empty() && seen.code.starts_with("missing.") {
        seen.permissions = crate::oauth::error::permissions_in(text);
    }
    if let Some((_, own)) = super::texts::speaks(&seen.words) {
        seen.phrase = true;
        seen.is_genesys |=
            own || seen.words.contains("genesys") || seen.words.contains("purecloud");
    }
    if super::texts::sso_login(&seen.words).is_some() {
        seen.is_genesys |= seen.words.contains("genesys") || seen.words.contains("purecloud");
    }
    seen
}
