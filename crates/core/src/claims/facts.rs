//! What a token says about itself, picked out of its header and its claims. Nothing is verified.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::wanted::Wanted;
use super::{profile, vendor};
use crate::jose::json::Value;
use crate::report::{Facts, ValueKind};
use crate::time;

/// What a token says about itself, from its JOSE Header and its Claims Set (either may be missing).
///
/// Where the claims cannot be seen (a JWE), those that the header repeats count (RFC 7519 §5.3).
#[must_use]
pub fn facts(header: Option<Value<'_, '_>>, payload: Option<Value<'_, '_>>) -> Facts {
    let mut facts = plain_facts(header, payload);
    recognise(&mut facts, header, payload);
    facts
}

/// What it says in so many words: neither whose product issued it nor what sort of token it is.
pub(crate) fn plain_facts(header: Option<Value<'_, '_>>, payload: Option<Value<'_, '_>>) -> Facts {
    let parameter = |name: &str| Some(header?.get_str(name)?.into_owned());
    let claims = Wanted::of(payload.or(header));
    let text = |name: &str| claims.text(name).map(Cow::into_owned);
    let moment = |name: &str| time::reading(name, claims.get(name)?)?.seconds;
    Facts {
        issuer: text("iss"),
        audience: audience(claims.get("aud")),
        subject: text("sub"),
        client_id: ["client_id", "azp", "appid", "cid"]
            .iter()
            .find_map(|name| text(name)),
        algorithm: parameter("alg"),
        key_id: parameter("kid"),
        token_type: parameter("typ"),
        issued_at: moment("iat"),
        not_before: moment("nbf"),
        expires: moment("exp"),
        ..Facts::default()
    }
}

/// Adds to the plain facts whose product issued the token and what sort of token it is.
pub(crate) fn recognise(
    facts: &mut Facts,
    header: Option<Value<'_, '_>>,
    payload: Option<Value<'_, '_>>,
) {
    let claims = Wanted::of(payload.or(header));
    let has_key = header.is_some_and(|header| header.get("jwk").is_some());
    facts.vendor = vendor::of(facts.issuer.as_deref(), payload);
    (facts.profile, facts.profile_reason) = profile::of(facts, &claims, payload.is_some(), has_key);
}

/// `aud` is one string or a list of them (RFC 7519 §4.1.3); anything else in it is left out.
fn audience(value: Option<Value<'_, '_>>) -> Vec<String> {
    let Some(value) = value else {
        return Vec::new();
    };
    if value.kind() == ValueKind::Array {
        let texts = value.items().filter_map(|item| item.as_str());
        return texts.map(Cow::into_owned).collect();
    }
    value.as_str().into_iter().map(Cow::into_owned).collect()
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::jose::json::{Limits, read};
    use crate::report::Profile;

    fn of(header: &str, payload: &str) -> Facts {
        let header = read(header.as_bytes(), Limits::DEFAULT);
        let payload = read(payload.as_bytes(), Limits::DEFAULT);
        facts(header.root(), payload.root())
    }

    #[test]
    fn facts_are_picked_out() {
        let facts = of(
            r#"{"alg":"RS256","kid":"k1","typ":"at+jwt"}"#,
            r#"{"iss":"https://dev-1.okta.com/oauth2/default","sub":"u","aud":["a","b",3],
                "cid":"c","iat":1000000000,"nbf":1000000001.5,"exp":"1000003600"}"#,
        );
        assert_eq!(facts.vendor, Some("Okta"));
        assert_eq!(
            facts.issuer.as_deref(),
            Some("https://dev-1.okta.com/oauth2/default")
        );
        assert_eq!(facts.audience, ["a", "b"]);
        assert_eq!(facts.subject.as_deref(), Some("u"));
        assert_eq!(facts.client_id.as_deref(), Some("c"));
        assert_eq!(facts.algorithm.as_deref(), Some("RS256"));
        assert_eq!(facts.key_id.as_deref(), Some("k1"));
        assert_eq!(facts.token_type.as_deref(), Some("at+jwt"));
        assert_eq!(facts.issued_at, Some(1_000_000_000));
        assert_eq!(facts.not_before, Some(1_000_000_001));
        assert_eq!(facts.expires, Some(1_000_003_600));
        assert_eq!(facts.profile, Profile::AccessToken);
    }

    #[test]
    fn an_encrypted_token_tells_what_its_header_repeats() {
        let header = read(
            br#"{"alg":"dir","enc":"A256GCM","iss":"i","aud":"a"}"#,
            Limits::DEFAULT,
        );
        let facts = facts(header.root(), None);
        assert_eq!(facts.issuer.as_deref(), Some("i"));
        assert_eq!(facts.audience, vec!["a"]);
        assert_eq!(facts.profile, Profile::Unknown);
        assert_eq!(facts.profile_reason, "its claims are encrypted or missing");
    }

    #[test]
    fn nothing_gives_no_facts() {
        let facts = facts(None, None);
        assert_eq!(
            (facts.issuer, facts.vendor, facts.expires),
            (None, None, None)
        );
        assert_eq!(of("[]", "7").audience, Vec::<String>::new());
    }
}
