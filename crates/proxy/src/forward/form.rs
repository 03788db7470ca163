//! The form of a token call: read strictly, judged, and written anew, so that exactly what was judged is sent.

use super::{Code, Grant};

/// The type of a form, as it is sent.
pub const CONTENT_TYPE: &str = "application/x-www-form-urlencoded";
/// How many bytes a form may have, and one with an assertion.
pub const CAP: usize = 8 * 1024;
/// The same for `saml2-bearer`, whose assertions are long.
pub const CAP_ASSERTION: usize = 64 * 1024;

/// A form that was found good.
#[derive(PartialEq, Eq)]
pub struct Form {
    /// Its grant.
    pub grant: Grant,
    /// Whether it says by itself which client it is of, as PKCE does: no Basic is needed with it.
    pub names_client: bool,
    /// The form as it is sent.
    pub written: Vec<u8>,
}

/// Reads a form and writes it anew. Names of fields are taken as they stand: nobody has to encode them.
///
/// # Errors
/// The [`Code`] of the refusal.
pub fn read(body: &[u8], grants: &[Grant]) -> Result<Form, Code> {
    let fields = || body.split(|byte| *byte == b'&').map(field);
    let mut grant = None;
    for field in fields() {
        let (name, value) = field?;
        if name == b"grant_type" {
            let value = decoded(value).ok_or(Code::Form)?;
            let known = std::str::from_utf8(&value).ok().and_then(Grant::of_type);
            let known = known
                .filter(|known| grants.contains(known))
                .ok_or(Code::Grant)?;
            if grant.replace(known).is_some() {
                return Err(Code::Form);
            }
        }
    }
    let grant = grant.ok_or(Code::Grant)?;
    if grant != Grant::Saml2Bearer && body.len() > CAP {
        return Err(Code::BodyTooLarge);
    }
    let mut written = Vec::with_capacity(body.len());
    let mut seen = [false; MOST];
    for field in fields() {
        let (name, value) = field?;
        let place = known(grant).position(|known| known.as_bytes() == name);
        let first_time = place
            .and_then(|place| seen.get_mut(place))
            .is_some_and(|seen| !std::mem::replace(seen, true));
        if !first_time {
            return Err(Code::Form);
        }
        if !written.is_empty() {
            written.push(b'&');
        }
        written.extend_from_slice(name);
        written.push(b'=');
        write(&mut written, value).ok_or(Code::Form)?;
    }
    let is_there = |name: &str| {
        let place = known(grant).position(|known| known == name);
        place.and_then(|place| seen.get(place)) == Some(&true)
    };
    if !grant.needed().iter().all(|name| is_there(name)) {
        return Err(Code::Form);
    }
    Ok(Form {
        grant,
        names_client: is_there("client_id") && is_there("code_verifier"),
        written,
    })
}

/// How many fields a form can have.
const MOST: usize = 5;

/// The fields of a grant.
fn known(grant: Grant) -> impl Iterator<Item = &'static str> {
    let rest = grant.needed().iter().chain(grant.further()).copied();
    std::iter::once("grant_type").chain(rest)
}

/// A field's name and value, which is not empty.
fn field(pair: &[u8]) -> Result<(&[u8], &[u8]), Code> {
    let at = pair
        .iter()
        .position(|byte| *byte == b'=')
        .ok_or(Code::Form)?;
    let (name, value) = pair.split_at_checked(at).ok_or(Code::Form)?;
    match value.get(1..) {
        Some(value) if !value.is_empty() => Ok((name, value)),
        _ => Err(Code::Form),
    }
}

/// The bytes of a value. None where an escape is none.
fn bytes(value: &[u8]) -> impl Iterator<Item = Option<u8>> {
    let mut rest = value.iter();
    std::iter::from_fn(move || {
        Some(match rest.next()? {
            b'+' => Some(b' '),
            b'%' => {
                let mut digit = || {
                    rest.next()
                        .and_then(|digit| char::from(*digit).to_digit(16))
                };
                let (high, low) = (digit(), digit());
                // Two digits of four bits are a byte.
                high.zip(low)
                    .and_then(|(high, low)| u8::try_from(high * 16 + low).ok())
            }
            other => Some(*other),
        })
    })
}

fn decoded(value: &[u8]) -> Option<Vec<u8>> {
    bytes(value).collect()
}

/// Writes a value, decoded and encoded again (the URL Standard's form of it).
fn write(written: &mut Vec<u8>, value: &[u8]) -> Option<()> {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in bytes(value) {
        match byte? {
            b' ' => written.push(b'+'),
            plain @ (b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*') => {
                written.push(plain);
            }
            other => {
                let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or(b'0');
                written.extend_from_slice(&[b'%', digit(other >> 4), digit(other & 15)]);
            }
        }
    }
    Some(())
}

/// The fields hold codes and assertions.
impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Form")
            .field("grant", &self.grant)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(body: &str) -> Result<String, Code> {
        let form = read(body.as_bytes(), &Grant::ALL)?;
        Ok(String::from_utf8(form.written).expect("ASCII"))
    }

    #[test]
    fn every_grant_with_its_fields() {
        for (given, sent) in [
            (
                "grant_type=client_credentials",
                "grant_type=client_credentials",
            ),
            (
                "grant_type=authorization_code&code=a%2fb&redirect_uri=http://localhost:1/x",
                "grant_type=authorization_code&code=a%2Fb&redirect_uri=http%3A%2F%2Flocalhost%3A1%2Fx",
            ),
            (
                "code=a&client_id=i&code_verifier=v~&redirect_uri=r&grant_type=authorization_code",
                "code=a&client_id=i&code_verifier=v%7E&redirect_uri=r&grant_type=authorization_code",
            ),
            (
                "grant_type=refresh_token&refresh_token=a+b%20c",
                "grant_type=refresh_token&refresh_token=a+b+c",
            ),
            (
                "grant_type=refresh_token&refresh_token=a&client_id=b",
                "grant_type=refresh_token&refresh_token=a&client_id=b",
            ),
            (
                "grant_type=urn:ietf:params:oauth:grant-type:saml2-bearer&orgName=%C3%BC&assertion=PD94+%2B%0D%0A=",
                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer&orgName=%C3%BC&assertion=PD94+%2B%0D%0A%3D",
            ),
        ] {
            assert_eq!(check(given), Ok(sent.into()), "{given}");
        }
    }

    #[test]
    fn only_pkce_names_its_client() {
        let names = |body: &str| read(body.as_bytes(), &Grant::ALL).expect(body).names_client;
        let code = "grant_type=authorization_code&code=a&redirect_uri=r";
        assert!(names(&format!("{code}&client_id=i&code_verifier=v")));
        assert!(!names(code));
        assert!(!names(&format!("{code}&client_id=i")));
        assert!(!names(&format!("{code}&code_verifier=v")));
        assert!(!names(
            "grant_type=refresh_token&refresh_token=a&client_id=i"
        ));
    }

    #[test]
    fn what_no_grant_has_is_refused() {
        for body in [
            "",
            "&",
            "code=a&redirect_uri=r",
            "grant_type=password&username=a&password=b",
            "grant_type=device_code",
            "grant_type=urn:ietf:params:oauth:grant-type:token-exchange",
            "grant_type=urn:ietf:params:oauth:grant-type:device_code",
            "grant_type=Client_credentials",
            "grant_type=client_credentials%00",
            "grant_type=saml2-bearer&orgName=a&assertion=b",
            "Grant_type=client_credentials",
            "grant%5Ftype=client_credentials",
        ] {
            assert!(
                matches!(check(body), Err(Code::Grant | Code::Form)),
                "{body}"
            );
        }
        for body in [
            "grant_type=client_credentials&grant_type=client_credentials",
            "grant_type=client_credentials&scope=x",
            "grant_type=client_credentials&client_secret=x",
            "grant_type=client_credentials&",
            "&grant_type=client_credentials",
            "grant_type=client_credentials&&",
            "grant_type=client_credentials&x",
            "grant_type=authorization_code&code=a",
            "grant_type=authorization_code&code=&redirect_uri=r",
            "grant_type=authorization_code&code=a&code=b&redirect_uri=r",
            "grant_type=refresh_token&refresh_token=%",
            "grant_type=refresh_token&refresh_token=%2",
            "grant_type=refresh_token&refresh_token=%zz",
            "grant_type=refresh_token&refresh_token=%+1",
            "grant_type=refresh_token&refresh%5Ftoken=a",
        ] {
            assert_eq!(check(body), Err(Code::Form), "{body}");
        }
    }

    #[test]
    fn a_grant_that_is_off_is_like_one_that_is_none() {
        let body = b"grant_type=refresh_token&refresh_token=a";
        assert_eq!(read(body, &[Grant::ClientCredentials]), Err(Code::Grant));
    }

    #[test]
    fn only_an_assertion_may_be_long() {
        let long = "a".repeat(CAP);
        let refresh = format!("grant_type=refresh_token&refresh_token={long}");
        assert_eq!(check(&refresh), Err(Code::BodyTooLarge));
        let grant = Grant::Saml2Bearer.grant_type();
        let assertion = format!("grant_type={grant}&orgName=o&assertion={long}");
        assert!(check(&assertion).is_ok());
    }

    proptest! {
        #[test]
        fn what_is_written_says_what_was_read(value in proptest::collection::vec(any::<u8>(), 1..60)) {
            let mut once = Vec::new();
            for byte in &value {
                once.extend_from_slice(format!("%{byte:02x}").as_bytes());
            }
            let body = [&b"grant_type=refresh_token&refresh_token="[..], &once].concat();
            let form = read(&body, &Grant::ALL).expect("a form");
            let sent = form.written.rsplit(|byte| *byte == b'=').next().expect("a value");
            prop_assert_eq!(decoded(sent), Some(value));
            let again = read(&form.written, &Grant::ALL).expect("a form");
            prop_assert_eq!(again.written, form.written);
        }

        #[test]
        fn no_bytes_are_too_much(body in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&body, &Grant::ALL);
        }

        #[test]
        fn nothing_but_form_letters_is_sent(value in "[ -~]{1,40}") {
            let body = format!("grant_type=refresh_token&refresh_token={value}");
            if let Ok(sent) = check(&body) {
                prop_assert!(sent.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._*+%=&".contains(&byte)));
                prop_assert_eq!(sent.matches('&').count(), 1);
            }
        }
    }
}
