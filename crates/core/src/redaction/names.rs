//! The names whose values are masked, each with its reason and who says what it holds.

use super::class::{Class, Named};

/// OpenID Connect's standard claims.
const CORE: &str = "OpenID Connect Core §5.1";
const ASSURANCE: &str = "OpenID Identity Assurance, IANA JSON Web Token Claims";
const ENTRA: &str = "Microsoft Entra ID, access token claims";
const SAML: &str = "SAML 2.0 Core §2.7.3";
const CALLER: &str = "the caller's number or name";
const SAY_WHO: &str = "says who the person is";
const SESSION: &str = "ties the report to one session";
const ONE_TOKEN: &str = "ties the report to one token";
const HASH: &str = "ties the report to one token or code";

/// One row a line: name, class, why, source.
macro_rules! names {
    ($($name:literal $class:ident $why:expr, $source:expr;)+) => {
        &[$(Named { name: $name, class: Class::$class, why: $why, source: $source }),+]
    };
}

/// Every name whose value is masked. What stands under none of them is masked by its looks: e-mail
/// addresses, IP addresses, long values without words.
pub static NAMES: &[Named] = names! {
    "name" Name "a person's full name", CORE;
    "given_name" Name "a person's first name", CORE;
    "family_name" Name "a person's family name", CORE;
    "middle_name" Name "a person's middle name", CORE;
    "nickname" Name "what a person is called", CORE;
    "display_name" Name "a person's full name", "RFC 7643 §4.1.1";
    "full_name" Name "a person's full name", "Apple, Supabase";
    "first_name" Name "a person's first name", "SAML attributes of identity providers";
    "last_name" Name "a person's family name", "SAML attributes of identity providers";
    "surname" Name "a person's family name", "RFC 4519 §2.32, AD FS";
    "sn" Name "a person's family name", "RFC 4519 §2.32";
    "cn" Name "a person's name", "RFC 4519 §2.3";
    "birth_given_name" Name "a person's name at birth", ASSURANCE;
    "birth_family_name" Name "a person's name at birth", ASSURANCE;
    "birth_middle_name" Name "a person's name at birth", ASSURANCE;
    "also_known_as" Name "another name of a person", ASSURANCE;
    "salutation" Name "how a person is addressed", ASSURANCE;
    "user_metadata" Name "a profile the person wrote", "Supabase, Auth0";
    "jcard" Name "a contact card", "RFC 8688";
    "rcd" Name CALLER, "RFC 9795";
    "email" Login "an e-mail address", CORE;
    "emails" Login "e-mail addresses", "Azure AD B2C, RFC 7643 §4.1.2";
    "email_address" Login "an e-mail address", "AD FS, SAML attributes of identity providers";
    "mail" Login "an e-mail address", "RFC 4524 §2.16";
    "preferred_username" Login "a login name", CORE;
    "username" Login "a login name", "RFC 7662 §2.2, RFC 7643 §4.1.1";
    "cognito:username" Login "a login name", "Amazon Cognito";
    "user_login" Login "a login name", "GitLab";
    "login" Login "a login name", "identity providers' userinfo answers";
    "login_hint" Login "a login name", "OpenID Connect Core §3.1.2.1";
    "unique_name" Login "a login name", ENTRA;
    "upn" Login "a login name", ENTRA;
    "winaccountname" Login "a login name", "AD FS";
    "windowsaccountname" Login "a login name", "AD FS";
    "samaccountname" Login "a login name", "Active Directory";
    "uid" Login "a login name or a person's id", "RFC 4519 §2.39, Okta";
    "verified_primary_email" Login "e-mail addresses", ENTRA;
    "verified_secondary_email" Login "e-mail addresses", ENTRA;
    "actor" Login "the account that began it", "GitHub Actions";
    "NameID" Login SAY_WHO, "SAML 2.0 Core §2.2.3";
    "NameIdentifier" Login SAY_WHO, "SAML 1.1 Core §2.4.2.2, AD FS";
    "AttributeValue" Person "may hold anything about a person", SAML;
    "AttributeStatement" Person "may hold anything about a person", SAML;
    "phone_number" Phone "a telephone number", CORE;
    "phone" Phone "a telephone number", "Supabase, identity providers' userinfo answers";
    "mobile" Phone "a telephone number", "RFC 4524 §2.18";
    "telephone_number" Phone "a telephone number", "RFC 4519 §2.35";
    "msisdn" Phone "a telephone number", ASSURANCE;
    "orig" Phone CALLER, "RFC 8225 §5.2.1";
    "dest" Phone "the called number", "RFC 8225 §5.2.1";
    "div" Phone "a number that was called", "RFC 8946 §3";
    "address" Place "a postal address", "OpenID Connect Core §5.1.1";
    "street_address" Place "a postal address", "OpenID Connect Core §5.1.1";
    "locality" Place "a postal address", "OpenID Connect Core §5.1.1";
    "postal_code" Place "a postal address", "OpenID Connect Core §5.1.1";
    "geohash" Place "where the device is", "CTA-5009";
    "location" Place "where the device is", "RFC 9711 §4.2.10";
    "birthdate" Person "a birth date", CORE;
    "gender" Person "a person's gender", CORE;
    "place_of_birth" Person "where a person was born", ASSURANCE;
    "nationalities" Person "a person's nationalities", ASSURANCE;
    "picture" Link "a picture of a person", CORE;
    "profile" Link "a person's page", CORE;
    "website" Link "a person's page", CORE;
    "avatar_url" Link "a picture of a person", "GitHub, Supabase";
    "ipaddr" Network "the address a person signed in from", ENTRA;
    "ip" Network "the address of a connection", "identity providers' own claims";
    "ip_address" Network "the address of a connection", "identity providers' own claims";
    "client_ip" Network "the address of a connection", "identity providers' own claims";
    "clientAddress" Network "the address the client called from", "Keycloak";
    "clientHost" Network "the address the client called from", "Keycloak";
    "cdniip" Network "the address of a connection", "RFC 9246 §2.1.10";
    "x_forwarded_for" Network "the address of a connection", "AD FS; RFC 7239";
    "deviceid" Network "the device a person uses", ENTRA;
    "device_key" Network "the device a person uses", "Amazon Cognito";
    "ueid" Network "the device", "RFC 9711 §4.2.1";
    "sueids" Network "the device", "RFC 9711 §4.2.2";
    "sub" Subject "a person's id at the issuer", "RFC 7519 §4.1.2";
    "sub_id" Subject "a person's id", "RFC 9493 §4.1";
    "oid" Subject "a person's id in the directory", ENTRA;
    "puid" Subject "a person's id", ENTRA;
    "altsecid" Subject "a person's id", ENTRA;
    "xms_st" Subject "the person's id in another token", ENTRA;
    "onprem_sid" Subject "a person's id in Active Directory", ENTRA;
    "primarysid" Subject "a person's id in Active Directory", "AD FS";
    "objectguid" Subject "a person's id in Active Directory", "Active Directory";
    "objectidentifier" Subject "a person's id in the directory", "Microsoft Entra ID, SAML claims";
    "user_id" Subject "a person's id", "Firebase, Auth0";
    "actor_id" Subject "an account's id", "GitHub Actions";
    "identities" Subject "a person's ids elsewhere", "Amazon Cognito, Firebase";
    "resOwnerId" Subject "a person's id", "3GPP TS 29.222";
    "jti" OneTime ONE_TOKEN, "RFC 7519 §4.1.7";
    "nonce" OneTime "ties the report to one sign-in", "OpenID Connect Core §2";
    "state" OneTime "ties the report to one sign-in", "RFC 6749 §4.1.1";
    "code_challenge" OneTime "ties the report to one sign-in", "RFC 7636 §4.3";
    "eat_nonce" OneTime "ties the report to one request", "RFC 9711 §4.1";
    "sid" OneTime SESSION, "OpenID Connect Front-Channel Logout §3";
    "session_state" OneTime SESSION, "OpenID Connect Session Management §2";
    "session_id" OneTime SESSION, "Supabase, identity providers' own claims";
    "SessionIndex" OneTime SESSION, "SAML 2.0 Core §2.7.2";
    "pi.sri" OneTime SESSION, "Ping Identity";
    "at_hash" OneTime HASH, "OpenID Connect Core §3.1.3.6";
    "c_hash" OneTime HASH, "OpenID Connect Core §3.3.2.11";
    "s_hash" OneTime HASH, "FAPI 1.0 Advanced §5.1";
    "sd_hash" OneTime HASH, "RFC 9901 §4.3";
    "ath" OneTime HASH, "RFC 9449 §4.2";
    "urn:openid:params:jwt:claim:rt_hash" OneTime HASH, "OpenID CIBA §10.3.1";
    "urn:openid:params:jwt:claim:auth_req_id" OneTime "ties the report to one sign-in", "OpenID CIBA §10.3.1";
    "salt" OneTime "proves what a Disclosure says", "RFC 9901 §4.2.1";
    "uti" OneTime ONE_TOKEN, ENTRA;
    "rh" OneTime ONE_TOKEN, ENTRA;
    "aio" OneTime ONE_TOKEN, ENTRA;
    "origin_jti" OneTime ONE_TOKEN, "Amazon Cognito";
    "event_id" OneTime "ties the report to one sign-in", "Amazon Cognito";
    "txn" OneTime "ties the report to one transaction", "RFC 8417 §2.2";
    "InResponseTo" OneTime "ties the report to one sign-in", "SAML 2.0 Core §3.2.2";
    "signature" Secret "a signature makes a token good", "RFC 7515 §7.2.1";
};
