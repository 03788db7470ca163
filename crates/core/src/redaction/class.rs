//! What is masked, and why: classes, and the names whose values belong to them.

use alloc::string::String;

/// What sort of thing was masked. A person may choose to keep a class, but not [`Class::Secret`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Class {
    /// What a person is called.
    Name,
    /// E-mail addresses, and login names, which often are one.
    Login,
    /// Telephone numbers.
    Phone,
    /// Where a person lives or is.
    Place,
    /// Birth, gender, nationality, health: what a person is.
    Person,
    /// Pages and pictures of a person.
    Link,
    /// Addresses of a person's connection, and the device.
    Network,
    /// The number a directory gives a person: `sub`, unless it is the client itself.
    Subject,
    /// What names one token, one request or one session. Shortened: its beginning is left to compare by.
    OneTime,
    /// Long values without words in them, whatever they are. Shortened as well.
    Random,
    /// Text that is not JSON, and JSON that could not be read: nobody knows what stands in it.
    Text,
    /// Tokens, secrets, signatures, ciphertexts. Never kept.
    Secret,
}

impl Class {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 12] = [
        Self::Name,
        Self::Login,
        Self::Phone,
        Self::Place,
        Self::Person,
        Self::Link,
        Self::Network,
        Self::Subject,
        Self::OneTime,
        Self::Random,
        Self::Text,
        Self::Secret,
    ];

    /// Its stable word: `one_time`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Login => "login",
            Self::Phone => "phone",
            Self::Place => "place",
            Self::Person => "person",
            Self::Link => "link",
            Self::Network => "network",
            Self::Subject => "subject",
            Self::OneTime => "one_time",
            Self::Random => "random",
            Self::Text => "text",
            Self::Secret => "secret",
        }
    }

    /// The class of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.word() == word)
    }

    /// What it is called on the page.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Name => "Names of people",
            Self::Login => "E-mail addresses and login names",
            Self::Phone => "Telephone numbers",
            Self::Place => "Places",
            Self::Person => "What a person is",
            Self::Link => "Pages and pictures of a person",
            Self::Network => "IP addresses and devices",
            Self::Subject => "Ids of a person",
            Self::OneTime => "Ids of one token or session",
            Self::Random => "Long values without words",
            Self::Text => "Text that is not JSON",
            Self::Secret => "Tokens, secrets and signatures",
        }
    }

    /// Whether a person may choose to keep it.
    #[must_use]
    pub fn may_be_kept(self) -> bool {
        self != Self::Secret
    }

    /// Whether the beginning of a value is left.
    pub(super) fn is_shortened(self) -> bool {
        matches!(self, Self::OneTime | Self::Random)
    }
}

/// A name whose values are masked, and who says what it holds.
#[derive(Debug)]
pub struct Named {
    /// The name as the source writes it. Compared without case and without what joins words, and of a name
    /// that is an address, by its last part.
    pub name: &'static str,
    /// What it holds.
    pub class: Class,
    /// Why it is masked, in a phrase.
    pub why: &'static str,
    /// Where it is written.
    pub source: &'static str,
}

const fn named(name: &'static str, class: Class, why: &'static str, source: &'static str) -> Named {
    Named {
        name,
        class,
        why,
        source,
    }
}

/// OpenID Connect's standard claims.
const CORE: &str = "OpenID Connect Core §5.1";
const ASSURANCE: &str = "OpenID Identity Assurance, IANA JSON Web Token Claims";
const ENTRA: &str = "Microsoft Entra ID, access token claims";
const SAML: &str = "SAML 2.0 Core §2.4.1, §2.7.3";
const CALLER: &str = "the caller's number or name";
const SAY_WHO: &str = "says who the person is";
const SESSION: &str = "ties the report to one session";
const ONE_TOKEN: &str = "ties the report to one token";
const HASH: &str = "ties the report to one token or code";

/// Every name whose value is masked. What stands under none of them is masked by its looks: e-mail
/// addresses, IP addresses, long values without words.
pub static NAMES: &[Named] = &[
    named("name", Class::Name, "a person's full name", CORE),
    named("given_name", Class::Name, "a person's first name", CORE),
    named("family_name", Class::Name, "a person's family name", CORE),
    named("middle_name", Class::Name, "a person's middle name", CORE),
    named("nickname", Class::Name, "what a person is called", CORE),
    named(
        "display_name",
        Class::Name,
        "a person's full name",
        "RFC 7643 §4.1.1",
    ),
    named(
        "full_name",
        Class::Name,
        "a person's full name",
        "Apple, Supabase",
    ),
    named(
        "first_name",
        Class::Name,
        "a person's first name",
        "SAML attributes of identity providers",
    ),
    named(
        "last_name",
        Class::Name,
        "a person's family name",
        "SAML attributes of identity providers",
    ),
    named(
        "surname",
        Class::Name,
        "a person's family name",
        "RFC 4519 §2.32, AD FS",
    ),
    named(
        "sn",
        Class::Name,
        "a person's family name",
        "RFC 4519 §2.32",
    ),
    named("cn", Class::Name, "a person's name", "RFC 4519 §2.3"),
    named(
        "birth_given_name",
        Class::Name,
        "a person's name at birth",
        ASSURANCE,
    ),
    named(
        "birth_family_name",
        Class::Name,
        "a person's name at birth",
        ASSURANCE,
    ),
    named(
        "birth_middle_name",
        Class::Name,
        "a person's name at birth",
        ASSURANCE,
    ),
    named(
        "also_known_as",
        Class::Name,
        "another name of a person",
        ASSURANCE,
    ),
    named(
        "salutation",
        Class::Name,
        "how a person is addressed",
        ASSURANCE,
    ),
    named(
        "user_metadata",
        Class::Name,
        "a profile the person wrote",
        "Supabase, Auth0",
    ),
    named("jcard", Class::Name, "a contact card", "RFC 8688 §3.1"),
    named("rcd", Class::Name, CALLER, "RFC 9795 §5"),
    named("email", Class::Login, "an e-mail address", CORE),
    named(
        "emails",
        Class::Login,
        "e-mail addresses",
        "Azure AD B2C, RFC 7643 §4.1.2",
    ),
    named(
        "email_address",
        Class::Login,
        "an e-mail address",
        "AD FS, SAML attributes of identity providers",
    ),
    named("mail", Class::Login, "an e-mail address", "RFC 4524 §2.16"),
    named("preferred_username", Class::Login, "a login name", CORE),
    named(
        "username",
        Class::Login,
        "a login name",
        "RFC 7662 §2.2, RFC 7643 §4.1.1",
    ),
    named(
        "cognito:username",
        Class::Login,
        "a login name",
        "Amazon Cognito",
    ),
    named("user_login", Class::Login, "a login name", "GitLab"),
    named(
        "login",
        Class::Login,
        "a login name",
        "identity providers' userinfo answers",
    ),
    named(
        "login_hint",
        Class::Login,
        "a login name",
        "OpenID Connect Core §3.1.2.1",
    ),
    named("unique_name", Class::Login, "a login name", ENTRA),
    named("upn", Class::Login, "a login name", ENTRA),
    named("winaccountname", Class::Login, "a login name", "AD FS"),
    named("windowsaccountname", Class::Login, "a login name", "AD FS"),
    named(
        "samaccountname",
        Class::Login,
        "a login name",
        "Active Directory",
    ),
    named(
        "uid",
        Class::Login,
        "a login name or a person's id",
        "RFC 4519 §2.39, Okta",
    ),
    named(
        "verified_primary_email",
        Class::Login,
        "e-mail addresses",
        ENTRA,
    ),
    named(
        "verified_secondary_email",
        Class::Login,
        "e-mail addresses",
        ENTRA,
    ),
    named(
        "actor",
        Class::Login,
        "the account that began it",
        "GitHub Actions",
    ),
    named("NameID", Class::Login, SAY_WHO, "SAML 2.0 Core §2.2.3"),
    named(
        "NameIdentifier",
        Class::Login,
        SAY_WHO,
        "SAML 1.1 Core §2.4.2.2, AD FS",
    ),
    named(
        "AttributeValue",
        Class::Person,
        "may hold anything about a person",
        SAML,
    ),
    named(
        "AttributeStatement",
        Class::Person,
        "may hold anything about a person",
        SAML,
    ),
    named("phone_number", Class::Phone, "a telephone number", CORE),
    named(
        "phone",
        Class::Phone,
        "a telephone number",
        "Supabase, identity providers' userinfo answers",
    ),
    named(
        "mobile",
        Class::Phone,
        "a telephone number",
        "RFC 4524 §2.18",
    ),
    named(
        "telephone_number",
        Class::Phone,
        "a telephone number",
        "RFC 4519 §2.35",
    ),
    named("msisdn", Class::Phone, "a telephone number", ASSURANCE),
    named("orig", Class::Phone, CALLER, "RFC 8225 §5.2.1"),
    named("dest", Class::Phone, "the called number", "RFC 8225 §5.2.1"),
    named(
        "div",
        Class::Phone,
        "a number that was called",
        "RFC 8946 §3",
    ),
    named(
        "address",
        Class::Place,
        "a postal address",
        "OpenID Connect Core §5.1.1",
    ),
    named(
        "street_address",
        Class::Place,
        "a postal address",
        "OpenID Connect Core §5.1.1",
    ),
    named(
        "locality",
        Class::Place,
        "a postal address",
        "OpenID Connect Core §5.1.1",
    ),
    named(
        "postal_code",
        Class::Place,
        "a postal address",
        "OpenID Connect Core §5.1.1",
    ),
    named("geohash", Class::Place, "where the device is", "CTA-5009"),
    named(
        "location",
        Class::Place,
        "where the device is",
        "RFC 9711 §4.2.10",
    ),
    named("birthdate", Class::Person, "a birth date", CORE),
    named("gender", Class::Person, "a person's gender", CORE),
    named(
        "place_of_birth",
        Class::Person,
        "where a person was born",
        ASSURANCE,
    ),
    named(
        "nationalities",
        Class::Person,
        "a person's nationalities",
        ASSURANCE,
    ),
    named("picture", Class::Link, "a picture of a person", CORE),
    named("profile", Class::Link, "a person's page", CORE),
    named("website", Class::Link, "a person's page", CORE),
    named(
        "avatar_url",
        Class::Link,
        "a picture of a person",
        "GitHub, Supabase",
    ),
    named(
        "ipaddr",
        Class::Network,
        "the address a person signed in from",
        ENTRA,
    ),
    named(
        "ip",
        Class::Network,
        "the address of a connection",
        "identity providers' own claims",
    ),
    named(
        "ip_address",
        Class::Network,
        "the address of a connection",
        "identity providers' own claims",
    ),
    named(
        "client_ip",
        Class::Network,
        "the address of a connection",
        "identity providers' own claims",
    ),
    named(
        "clientAddress",
        Class::Network,
        "the address the client called from",
        "Keycloak",
    ),
    named(
        "clientHost",
        Class::Network,
        "the address the client called from",
        "Keycloak",
    ),
    named(
        "cdniip",
        Class::Network,
        "the address of a connection",
        "RFC 9246 §2.1.10",
    ),
    named(
        "x_forwarded_for",
        Class::Network,
        "the address of a connection",
        "AD FS; RFC 7239",
    ),
    named(
        "deviceid",
        Class::Network,
        "the device a person uses",
        ENTRA,
    ),
    named(
        "device_key",
        Class::Network,
        "the device a person uses",
        "Amazon Cognito",
    ),
    named("ueid", Class::Network, "the device", "RFC 9711 §4.2.1"),
    named("sueids", Class::Network, "the device", "RFC 9711 §4.2.2"),
    named(
        "sub",
        Class::Subject,
        "a person's id at the issuer",
        "RFC 7519 §4.1.2",
    ),
    named("sub_id", Class::Subject, "a person's id", "RFC 9493 §4.1"),
    named(
        "oid",
        Class::Subject,
        "a person's id in the directory",
        ENTRA,
    ),
    named("puid", Class::Subject, "a person's id", ENTRA),
    named("altsecid", Class::Subject, "a person's id", ENTRA),
    named(
        "xms_st",
        Class::Subject,
        "the person's id in another token",
        ENTRA,
    ),
    named(
        "onprem_sid",
        Class::Subject,
        "a person's id in Active Directory",
        ENTRA,
    ),
    named(
        "primarysid",
        Class::Subject,
        "a person's id in Active Directory",
        "AD FS",
    ),
    named(
        "objectguid",
        Class::Subject,
        "a person's id in Active Directory",
        "Active Directory",
    ),
    named(
        "objectidentifier",
        Class::Subject,
        "a person's id in the directory",
        "Microsoft Entra ID, SAML claims",
    ),
    named(
        "user_id",
        Class::Subject,
        "a person's id",
        "Firebase, Auth0",
    ),
    named(
        "actor_id",
        Class::Subject,
        "an account's id",
        "GitHub Actions",
    ),
    named(
        "identities",
        Class::Subject,
        "a person's ids elsewhere",
        "Amazon Cognito, Firebase",
    ),
    named(
        "resOwnerId",
        Class::Subject,
        "a person's id",
        "3GPP TS 29.222",
    ),
    named("jti", Class::OneTime, ONE_TOKEN, "RFC 7519 §4.1.7"),
    named(
        "nonce",
        Class::OneTime,
        "ties the report to one sign-in",
        "OpenID Connect Core §2",
    ),
    named(
        "state",
        Class::OneTime,
        "ties the report to one sign-in",
        "RFC 6749 §4.1.1",
    ),
    named(
        "code_challenge",
        Class::OneTime,
        "ties the report to one sign-in",
        "RFC 7636 §4.3",
    ),
    named(
        "eat_nonce",
        Class::OneTime,
        "ties the report to one request",
        "RFC 9711 §4.1",
    ),
    named(
        "sid",
        Class::OneTime,
        SESSION,
        "OpenID Connect Front-Channel Logout §3",
    ),
    named(
        "session_state",
        Class::OneTime,
        SESSION,
        "OpenID Connect Session Management §2",
    ),
    named(
        "session_id",
        Class::OneTime,
        SESSION,
        "Supabase, identity providers' own claims",
    ),
    named(
        "SessionIndex",
        Class::OneTime,
        SESSION,
        "SAML 2.0 Core §2.7.2",
    ),
    named("pi.sri", Class::OneTime, SESSION, "Ping Identity"),
    named(
        "at_hash",
        Class::OneTime,
        HASH,
        "OpenID Connect Core §3.1.3.6",
    ),
    named(
        "c_hash",
        Class::OneTime,
        HASH,
        "OpenID Connect Core §3.3.2.11",
    ),
    named("s_hash", Class::OneTime, HASH, "FAPI 1.0 Advanced §5.1"),
    named("sd_hash", Class::OneTime, HASH, "RFC 9901 §4.3"),
    named("ath", Class::OneTime, HASH, "RFC 9449 §4.2"),
    named(
        "urn:openid:params:jwt:claim:rt_hash",
        Class::OneTime,
        HASH,
        "OpenID CIBA §10.3.1",
    ),
    named(
        "urn:openid:params:jwt:claim:auth_req_id",
        Class::OneTime,
        "ties the report to one sign-in",
        "OpenID CIBA §10.3.1",
    ),
    named(
        "salt",
        Class::OneTime,
        "proves what a Disclosure says",
        "RFC 9901 §4.2.1",
    ),
    named("uti", Class::OneTime, ONE_TOKEN, ENTRA),
    named("rh", Class::OneTime, ONE_TOKEN, ENTRA),
    named("aio", Class::OneTime, ONE_TOKEN, ENTRA),
    named("origin_jti", Class::OneTime, ONE_TOKEN, "Amazon Cognito"),
    named(
        "event_id",
        Class::OneTime,
        "ties the report to one sign-in",
        "Amazon Cognito",
    ),
    named(
        "txn",
        Class::OneTime,
        "ties the report to one transaction",
        "RFC 8417 §2.2",
    ),
    named(
        "InResponseTo",
        Class::OneTime,
        "ties the report to one sign-in",
        "SAML 2.0 Core §3.2.2",
    ),
    named(
        "signature",
        Class::Secret,
        "a signature makes a token good",
        "RFC 7515 §7.2.1",
    ),
];

/// Names whose values stay though they look random: who they are for is what a report is about, and none is
/// a secret. A client id is public (RFC 6749 §2.2); tenants and organisations are no persons.
static STAY: &[&str] = &[
    "iss",
    "aud",
    "azp",
    "clientid",
    "cid",
    "appid",
    "kid",
    "tid",
    "orgid",
    "alg",
    "enc",
    "typ",
    "cty",
    "scope",
    "scp",
    "jku",
    "x5u",
    "htu",
    "redirecturi",
    "correlationid",
];

/// A name as it is compared: in lower case, without what joins words, the last part of an address.
pub(super) fn plain(name: &str) -> String {
    let last = match name.contains("://") {
        true => name.rsplit(['/', '#']).next().unwrap_or(name),
        false => name,
    };
    last.chars()
        .filter(|c| !matches!(c, '_' | '-' | '.' | ' '))
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// The row of a name.
pub(super) fn row(name: &str) -> Option<&'static Named> {
    // No name in the table is longer.
    if name.len() > 200 {
        return None;
    }
    let wanted = plain(name);
    NAMES.iter().find(|row| same(row.name, &wanted))
}

/// Whether a value stays under that name though it looks random.
pub(crate) fn stays(name: &str) -> bool {
    name.len() <= 200 && STAY.contains(&plain(name).as_str())
}

/// Compares a name of the table with one that was made [`plain`].
fn same(name: &str, wanted: &str) -> bool {
    name.bytes()
        .filter(|byte| !matches!(byte, b'_' | b'-' | b'.' | b' '))
        .map(|byte| byte.to_ascii_lowercase())
        .eq(wanted.bytes())
}
