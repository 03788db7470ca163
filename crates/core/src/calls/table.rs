//! The rows.

use alloc::format;
use alloc::string::String;

use super::QueryKey;
use crate::time::rfc3339;

/// Which of a region's hosts a call goes to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Host {
    /// `login.<domain>`: the token endpoint.
    Login,
    /// `api.<domain>`: the Platform API.
    Api,
}

impl Host {
    /// What stands before the region's domain.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Api => "api",
        }
    }
}

/// The methods there are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Method {
    /// Reads.
    Get,
    /// Asks whether it could be read: no body comes.
    Head,
    /// Asks for a token, or for a count.
    Post,
    /// Revokes the token that is sent.
    Delete,
}

impl Method {
    /// The word in the request line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// A part of a path, between two slashes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Segment {
    /// This word.
    Word(&'static str),
    /// An id, which is a UUID everywhere in the table.
    Id,
}

/// What is sent as the body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Body {
    /// None, and none is taken from a client.
    None,
    /// The form of a token request (RFC 6749, section 4).
    TokenForm,
    /// [`aggregate_body`], made by whoever sends it; none is taken from a client.
    Aggregate,
}

/// A call.
#[derive(Debug)]
pub struct Call {
    /// Its name in this table.
    pub id: &'static str,
    /// The methods that are forwarded.
    pub methods: &'static [Method],
    /// The host it goes to.
    pub host: Host,
    /// Its path there.
    pub path: &'static [Segment],
    /// What its query always holds; may be empty.
    pub always: &'static str,
    /// What its query may hold besides.
    pub query: &'static [QueryKey],
    /// Its body.
    pub body: Body,
    /// The permission it needs, one of these; none where nothing is known to be needed.
    pub permissions: &'static [&'static str],
    /// Whether it needs a token with a user behind it: with client credentials it answers 400.
    pub needs_user: bool,
    /// What it tells, in a few words.
    pub tells: &'static str,
}

impl Call {
    /// The path with an id filled in where the table has one.
    #[must_use]
    pub fn path_with(&self, id: &str) -> String {
        let mut path = String::new();
        for segment in self.path {
            path.push('/');
            path.push_str(match segment {
                Segment::Word(word) => word,
                Segment::Id => id,
            });
        }
        path
    }
}

/// The call of this name.
#[must_use]
pub fn call(id: &str) -> Option<&'static Call> {
    CALLS.iter().find(|call| call.id == id)
}

/// The one-minute question: how many conversations were offered in the last whole minute before `now`
/// (seconds since 1970), and nothing that names anybody. The same for every caller.
#[must_use]
pub fn aggregate_body(now: i64) -> String {
    let end = now - now.rem_euclid(60);
    format!(
        r#"{{"interval":"{}/{}","metrics":["nOffered"]}}"#,
        rfc3339(end - 60),
        rfc3339(end)
    )
}

const GET: &[Method] = &[Method::Get];
const PAGES: &[QueryKey] = &[QueryKey::PageSize, QueryKey::PageNumber];

/// Shortens the rows: a call of the Platform API that is read.
const fn read(id: &'static str, path: &'static [Segment], tells: &'static str) -> Call {
    Call {
        id,
        methods: GET,
        host: Host::Api,
        path,
        always: "",
        query: &[],
        body: Body::None,
        permissions: &[],
        needs_user: false,
        tells,
    }
}

/// A path below `/api/v2`.
macro_rules! api {
    ($($word:literal)/+) => {
        &[Segment::Word("api"), Segment::Word("v2"), $(Segment::Word($word)),+]
    };
    ($($word:literal)/+ / id $(/ $after:literal)*) => {
        &[
            Segment::Word("api"), Segment::Word("v2"), $(Segment::Word($word),)+
            Segment::Id, $(Segment::Word($after)),*
        ]
    };
}

/// All of them. Permissions are those of the reference data (`data/genesys/calls.json`, with their marks).
pub static CALLS: &[Call] = &[
    Call {
        methods: &[Method::Post],
        host: Host::Login,
        body: Body::TokenForm,
        ..read(
            "token",
            &[Segment::Word("oauth"), Segment::Word("token")],
            "a token for a grant",
        )
    },
    Call {
        methods: &[Method::Get, Method::Head, Method::Delete],
        // Without it, looking at a token would put off its idle timeout.
        always: "preserveIdleTTL=true",
        ..read(
            "tokens-me",
            api!("tokens" / "me"),
            "whose token it is: client, grant, state, roles",
        )
    },
    read(
        "tokens-timeout",
        api!("tokens" / "timeout"),
        "after which idle time tokens end",
    ),
    read(
        "organizations-me",
        api!("organizations" / "me"),
        "the organization and its short name",
    ),
    Call {
        query: PAGES,
        permissions: &["oauth:client:view"],
        ..read(
            "oauth-clients",
            api!("oauth" / "clients"),
            "all OAuth clients",
        )
    },
    Call {
        permissions: &["oauth:client:view"],
        ..read(
            "oauth-client",
            api!("oauth" / "clients" / id),
            "one OAuth client and the lifetime of its tokens",
        )
    },
    read(
        "oauth-scopes",
        api!("oauth" / "scopes"),
        "the scopes there are",
    ),
    Call {
        permissions: &["authorization:grant:view"],
        ..read(
            "authorization-subject",
            api!("authorization" / "subjects" / id),
            "the roles and divisions of a client or user",
        )
    },
    // Which permission it needs is not in the facts; so for users below. A 403 names it.
    Call {
        query: PAGES,
        ..read(
            "authorization-roles",
            api!("authorization" / "roles"),
            "the roles there are",
        )
    },
    Call {
        query: &[QueryKey::Expand(&[
            "authorization",
            "organization",
            "token",
            "presence",
            "groups",
        ])],
        needs_user: true,
        ..read("users-me", api!("users" / "me"), "the user of the token")
    },
    Call {
        permissions: &["authorization:grant:view"],
        ..read(
            "user-roles",
            api!("users" / id / "roles"),
            "the roles of a user",
        )
    },
    Call {
        permissions: &["sso:provider:view"],
        ..read(
            "identity-providers",
            api!("identityproviders"),
            "the providers of single sign-on",
        )
    },
    Call {
        permissions: &["directory:organization:admin"],
        ..read(
            "authentication-settings",
            api!("organizations" / "authentication" / "settings"),
            "settings that harden logins",
        )
    },
    read(
        "limit-namespaces",
        api!("organizations" / "limits" / "namespaces"),
        "the limits there are",
    ),
    Call {
        query: PAGES,
        ..read("users", api!("users"), "users, a page of them")
    },
    Call {
        query: PAGES,
        permissions: &["routing:queue:view"],
        ..read(
            "routing-queues",
            api!("routing" / "queues"),
            "queues, a page of them",
        )
    },
    Call {
        needs_user: true,
        ..read(
            "conversations",
            api!("conversations"),
            "the active conversations of the token's user",
        )
    },
    Call {
        methods: &[Method::Post],
        body: Body::Aggregate,
        permissions: &["analytics:conversationAggregate:view"],
        ..read(
            "conversation-aggregates",
            api!("analytics" / "conversations" / "aggregates" / "query"),
            "how many conversations were offered in the last minute",
        )
    },
];
