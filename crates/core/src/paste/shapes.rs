//! Opaque tokens by their shape: public prefixes, lengths, alphabets. Only what an issuer documents
//! or prints on every token counts as sure; the rest says *looks like*.

use alloc::string::String;

use super::candidate::Shape;
use super::chars::{ALNUM, HEX, MORE, WORD, byte, is, run, slice};
use crate::text::is_uuid;

/// What follows a prefix.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Body {
    /// Letters, digits, `-`, `_`.
    Word,
    /// Capitals and digits only.
    Upper,
    /// Hexadecimal digits only.
    Hex,
    /// Also `. ~ + / =`.
    Dotted,
}

struct Known {
    prefix: &'static str,
    /// The length of the whole, prefix and all.
    min: usize,
    max: usize,
    body: Body,
    name: &'static str,
    issuer: &'static str,
    reason: &'static str,
}

macro_rules! known {
    ($($prefix:literal $min:literal..$max:literal $body:ident $issuer:literal $name:literal,)*) => {
        static KNOWN: &[Known] = &[$(Known {
            prefix: $prefix,
            min: $min,
            max: $max,
            body: Body::$body,
            issuer: $issuer,
            name: concat!($issuer, " ", $name),
            reason: concat!("starts with ", $prefix),
        },)*];
    };
}

// Of two prefixes that begin alike the longer stands first.
known! {
    "ghp_" 40..255 Word "GitHub" "personal access token",
    "gho_" 40..255 Word "GitHub" "OAuth access token",
    "ghu_" 40..255 Word "GitHub" "user access token of an app",
    "ghs_" 40..1500 Dotted "GitHub" "installation access token of an app",
    "ghr_" 40..255 Word "GitHub" "refresh token",
    "github_pat_" 93..255 Word "GitHub" "fine-grained personal access token",
    "glpat-" 26..400 Dotted "GitLab" "personal access token",
    "gldt-" 20..400 Word "GitLab" "deploy token",
    "glrt-" 25..400 Dotted "GitLab" "runner authentication token",
    "glcbt-" 20..2500 Dotted "GitLab" "CI/CD job token",
    "glptt-" 20..400 Word "GitLab" "pipeline trigger token",
    "glft-" 20..400 Word "GitLab" "feed token",
    "glimt-" 20..400 Word "GitLab" "incoming mail token",
    "glsoat-" 20..400 Word "GitLab" "SCIM token",
    "glagent-" 20..400 Word "GitLab" "agent token",
    "gloas-" 20..400 Word "GitLab" "application secret",
    "glsa_" 46..46 Word "Grafana" "service account token",
    "glc_" 30..400 Dotted "Grafana" "Cloud access policy token",
    "xoxb-" 20..400 Word "Slack" "bot token",
    "xoxp-" 20..400 Word "Slack" "user token",
    "xoxa-" 20..400 Word "Slack" "workspace access token",
    "xoxr-" 20..400 Word "Slack" "refresh token",
    "xoxs-" 20..400 Word "Slack" "session token",
    "xoxc-" 20..400 Word "Slack" "client session token",
    "xoxe.xoxp-" 20..500 Dotted "Slack" "rotating user or configuration token",
    "xoxe.xoxb-" 20..500 Dotted "Slack" "rotating bot token",
    "xoxe-" 20..500 Word "Slack" "refresh token of a rotating token",
    "xapp-" 20..400 Word "Slack" "app-level token",
    "npm_" 40..40 Word "npm" "access token",
    "pypi-AgE" 70..1100 Word "PyPI" "API token",
    "rubygems_" 57..57 Hex "RubyGems" "API key",
    "dckr_pat_" 36..36 Word "Docker Hub" "personal access token",
    "dckr_oat_" 41..41 Word "Docker Hub" "organization access token",
    "AKIA" 20..20 Upper "AWS" "access key id (long-term)",
    "ASIA" 20..20 Upper "AWS" "access key id (temporary)",
    "AIza" 39..39 Word "Google" "API key",
    "ya29." 30..2500 Dotted "Google" "OAuth access token",
    "1//" 40..600 Dotted "Google" "OAuth refresh token",
    "GOCSPX-" 35..35 Word "Google" "OAuth client secret",
    "sk_live_" 20..255 Word "Stripe" "secret key (live)",
    "sk_test_" 20..255 Word "Stripe" "secret key (test)",
    "rk_live_" 20..255 Word "Stripe" "restricted key (live)",
    "rk_test_" 20..255 Word "Stripe" "restricted key (test)",
    "pk_live_" 20..255 Word "Stripe" "publishable key (live)",
    "pk_test_" 20..255 Word "Stripe" "publishable key (test)",
    "whsec_" 30..100 Dotted "Webhook" "signing secret",
    "SG." 69..69 Dotted "SendGrid" "API key",
    "SK" 34..34 Hex "Twilio" "API key id",
    "AC" 34..34 Hex "Twilio" "account id",
    "sk-ant-api" 100..130 Word "Anthropic" "API key",
    "sk-ant-admin" 100..130 Word "Anthropic" "Admin API key",
    "sk-ant-oat" 60..200 Word "Anthropic" "OAuth access token",
    "sk-proj-" 30..300 Word "OpenAI" "project API key",
    "sk-svcacct-" 30..300 Word "OpenAI" "service account API key",
    "sk-admin-" 30..300 Word "OpenAI" "admin API key",
    "sk-or-v1-" 73..73 Word "OpenRouter" "API key",
    "sk-" 51..51 Word "OpenAI" "API key",
    "hf_" 37..37 Word "Hugging Face" "access token",
    "gsk_" 56..56 Word "Groq" "API key",
    "xai-" 80..120 Word "xAI" "API key",
    "r8_" 40..40 Word "Replicate" "API token",
    "dop_v1_" 71..71 Hex "DigitalOcean" "personal access token",
    "doo_v1_" 71..71 Hex "DigitalOcean" "OAuth access token",
    "dor_v1_" 71..71 Hex "DigitalOcean" "OAuth refresh token",
    "dapi" 36..38 Word "Databricks" "personal access token",
    "shpat_" 38..38 Hex "Shopify" "Admin API access token",
    "shpca_" 38..38 Hex "Shopify" "custom app access token",
    "shppa_" 38..38 Hex "Shopify" "private app access token",
    "shpss_" 38..38 Hex "Shopify" "shared secret",
    "ATATT3" 60..300 Dotted "Atlassian" "API token",
    "ATCTT3" 60..300 Dotted "Atlassian" "access token",
    "hvs." 28..400 Dotted "HashiCorp Vault" "service token",
    "hvb." 28..600 Dotted "HashiCorp Vault" "batch token",
    "hvr." 28..400 Dotted "HashiCorp Vault" "recovery token",
    "lin_api_" 48..48 Word "Linear" "API key",
    "ntn_" 50..50 Word "Notion" "integration token",
    "figd_" 45..45 Word "Figma" "personal access token",
    "PMAK-" 64..64 Word "Postman" "API key",
    "NRAK-" 32..32 Word "New Relic" "user API key",
    "sntrys_" 40..400 Dotted "Sentry" "organisation token",
    "sntryu_" 71..71 Hex "Sentry" "user token",
    "dt0c01." 96..96 Dotted "Dynatrace" "access token",
    "dp.pt." 46..50 Dotted "Doppler" "personal token",
    "dp.st." 46..86 Dotted "Doppler" "service token",
    "sbp_" 44..44 Hex "Supabase" "personal access token",
    "pul-" 44..44 Hex "Pulumi" "access token",
    "cfut_" 53..53 Word "Cloudflare" "user API token",
    "cfat_" 53..53 Word "Cloudflare" "account API token",
    "cfk_" 52..52 Word "Cloudflare" "global API key",
    "ory_at_" 40..120 Dotted "Ory Hydra" "access token",
    "ory_rt_" 40..120 Dotted "Ory Hydra" "refresh token",
    "ory_ac_" 40..120 Dotted "Ory Hydra" "authorization code",
    "0.A" 120..4000 Dotted "Microsoft Entra ID" "refresh token or code",
    "1.A" 120..4000 Dotted "Microsoft Entra ID" "refresh token or code",
    "EAA" 90..500 Word "Meta" "access token (Facebook, Instagram)",
}

/// Which first bytes any prefix has.
static FIRST: [bool; 128] = first_bytes();

// Evaluated while compiling: an index out of range would not compile.
#[expect(
    clippy::as_conversions,
    clippy::indexing_slicing,
    reason = "a constant; nothing else works in one"
)]
const fn first_bytes() -> [bool; 128] {
    let mut table = [false; 128];
    let mut at = 0;
    while at < KNOWN.len() {
        let byte = KNOWN[at].prefix.as_bytes()[0];
        table[byte as usize] = true;
        at += 1;
    }
    // Telegram's tokens begin with the number of the bot.
    let mut digit = b'0';
    while digit <= b'9' {
        table[digit as usize] = true;
        digit += 1;
    }
    table
}

/// The opaque token of a known prefix that starts at `start` (its first word ends at `end`); its
/// shape and where it ends.
pub(super) fn known(text: &str, start: usize, end: usize) -> Option<(Shape, usize)> {
    let bytes = text.as_bytes();
    let first = byte(bytes, start);
    let next = byte(bytes, end);
    let long = end - start >= 16;
    let possible = long || matches!(next, b'.' | b'/' | b':');
    if !possible || !FIRST.get(usize::from(first)).is_some_and(|&known| known) {
        return None;
    }
    if first.is_ascii_digit() && next == b':' {
        return telegram(bytes, start, end);
    }
    let rest = bytes.get(start..)?;
    let entry = KNOWN
        .iter()
        .find(|known| rest.starts_with(known.prefix.as_bytes()))?;
    let stop = if entry.body == Body::Dotted {
        // One byte more than fits is enough to know.
        let rest = bytes.get(..bytes.len().min(start + entry.max + 1))?;
        let stop = run(rest, start, WORD | MORE);
        // A full stop or a slash at the end is not its own.
        let token = bytes.get(start..stop)?;
        let own = token
            .iter()
            .rposition(|&b| !matches!(b, b'.' | b'/' | b'~' | b'+'))?;
        start + own + 1
    } else {
        end
    };
    let body = bytes.get(start + entry.prefix.len()..stop)?;
    let fits = match entry.body {
        Body::Upper => body
            .iter()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
        Body::Hex => body.iter().all(|&b| is(b, HEX)),
        Body::Word | Body::Dotted => body.iter().any(|&b| is(b, ALNUM)),
    };
    let fits = fits && (entry.min..=entry.max).contains(&(stop - start));
    fits.then_some((
        Shape::Opaque {
            name: entry.name,
            issuer: entry.issuer,
            reason: entry.reason,
        },
        stop,
    ))
}

fn telegram(bytes: &[u8], start: usize, end: usize) -> Option<(Shape, usize)> {
    let digits = bytes.get(start..end)?;
    let stop = run(bytes, end + 1, WORD);
    let fits = (8..=10).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
        && stop - end == 36
        && byte(bytes, end + 1) == b'A'
        && byte(bytes, end + 2) == b'A';
    fits.then_some((
        Shape::Opaque {
            name: "Telegram bot token",
            issuer: "Telegram",
            reason: "the number of a bot, a colon and AA with 33 characters",
        },
        stop,
    ))
}

/// What a value says by its length and alphabet alone, where something around it says that it is a
/// credential, or where it stands alone.
pub(super) fn by_form(value: &str) -> Option<Shape> {
    let bytes = value.as_bytes();
    let word = bytes.iter().all(|&b| is(b, WORD));
    let mixed = bytes.iter().any(u8::is_ascii_digit) && bytes.iter().any(u8::is_ascii_alphabetic);
    if is_uuid(bytes) {
        return Some(Shape::Uuid);
    }
    if bytes.iter().all(|&b| is(b, HEX)) && mixed && matches!(bytes.len(), 32 | 40 | 64 | 96 | 128)
    {
        return Some(Shape::Opaque {
            name: "Hash or opaque token",
            issuer: "",
            reason: match bytes.len() {
                32 => "32 hexadecimal digits: 128 bits",
                40 => "40 hexadecimal digits: 160 bits",
                64 => "64 hexadecimal digits: 256 bits",
                96 => "96 hexadecimal digits: 384 bits",
                _ => "128 hexadecimal digits: 512 bits",
            },
        });
    }
    if word && bytes.len() == 42 && value.starts_with("00") && mixed {
        return Some(Shape::Opaque {
            name: "Okta API token",
            issuer: "Okta",
            reason: "looks like one: 00 and 40 base64url characters",
        });
    }
    if bytes.len() == 40 && value.get(4..6) == Some("Q~") {
        return Some(Shape::Opaque {
            name: "Microsoft Entra ID client secret",
            issuer: "Microsoft Entra ID",
            reason: "40 characters with Q~ behind the fourth",
        });
    }
    if word && bytes.len() == 43 && bytes.iter().any(u8::is_ascii_uppercase) {
        return Some(Shape::Base64url43);
    }
    if word && mixed && (70..=100).contains(&bytes.len()) {
        return Some(Shape::Opaque {
            name: "Genesys Cloud access token",
            issuer: "Genesys Cloud",
            reason: "looks like one: 70 to 100 base64url characters without a dot",
        });
    }
    None
}

/// Any value that stands where a token is expected.
pub(super) fn unknown_token() -> Shape {
    Shape::Opaque {
        name: "Opaque token",
        issuer: "",
        reason: "stands where a token is expected, and its shape says nothing",
    }
}

/// What the names of credentials end in, in small letters and digits alone.
static SECRET_NAMES: &[&str] = &[
    "token",
    "secret",
    "apikey",
    "accesskey",
    "secretkey",
    "accesskeyid",
    "secretaccesskey",
    "clientid",
    "sessionid",
    "session",
    "sid",
    "jwt",
    "bearer",
    "authorization",
    "auth",
    "credential",
    "credentials",
    "ticket",
    "assertion",
    "oauth2bearer",
    "dpop",
    "jsessionid",
    "phpsessid",
];

/// Whether a name says that its value is a credential: `access_token`, `X-Api-Key`, `clientSecret`.
pub(super) fn is_secret_name(name: &str) -> bool {
    if name.len() > 64 {
        return false;
    }
    let plain: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    SECRET_NAMES.iter().any(|known| plain.ends_with(known))
}

/// The value at `at` of the text, as far as an opaque token can go.
pub(super) fn value_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while is(byte(bytes, end), WORD | MORE) && byte(bytes, end) != b'=' {
        end += 1;
    }
    let own = slice(text, at, end)
        .trim_end_matches(['.', '/', '~', '+'])
        .len();
    let mut stop = at + own;
    // Padding: one or two, and nothing of the value behind it.
    let padded = run(
        bytes.get(..bytes.len().min(end + 3)).unwrap_or(bytes),
        end,
        MORE,
    );
    let ends = !is(byte(bytes, padded), WORD | MORE);
    if stop == end && padded - end <= 2 && ends {
        stop = padded;
    }
    stop
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_prefix_hides_a_longer_one() {
        for (at, earlier) in KNOWN.iter().enumerate() {
            for later in KNOWN.iter().skip(at + 1) {
                assert!(
                    !later.prefix.starts_with(earlier.prefix),
                    "{} hides {}",
                    earlier.prefix,
                    later.prefix
                );
            }
        }
    }

    #[test]
    fn names_of_credentials() {
        for name in "access_token TOKEN clientSecret X-Api-Key JSESSIONID client_id".split(' ') {
            assert!(is_secret_name(name), "{name}");
        }
        for name in ["", "tokens", "user", "id", "next_page"] {
            assert!(!is_secret_name(name), "{name}");
        }
    }
}
