//! What may reach an upstream, written a second time and in another way than the program writes it: a request is
//! taken apart, each part is held against the closed table, and the whole is put together again. It has to come
//! out byte for byte the same.

use claimlens_core::calls::{Body, CALLS, Call, Host, QueryKey, REGIONS, Segment};

/// A request as an upstream received it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sent {
    /// The name that was asked for in TLS.
    pub(crate) name: String,
    /// Every byte of it.
    pub(crate) bytes: Vec<u8>,
}

/// Says what is wrong with a request that reached an upstream, after a client wrote `input`.
pub(crate) fn check(sent: &Sent, input: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(&sent.bytes).map_err(|_| "it is no text")?;
    let (head, body) = text.split_once("\r\n\r\n").ok_or("it has no end of head")?;
    let mut lines = head.split("\r\n");
    let first = lines.next().unwrap_or_default();
    let [method, target, "HTTP/1.1"] = first.split(' ').collect::<Vec<_>>()[..] else {
        return Err("its first line is none".into());
    };
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (target, None),
    };
    let (prefix, domain) = sent.name.split_once('.').ok_or("its host has no domain")?;
    let host = match prefix {
        "login" => Host::Login,
        "api" => Host::Api,
        _ => return Err("its host is none of the table".into()),
    };
    let call = CALLS
        .iter()
        .find(|call| call.host == host && is_path_of(call, path))
        .ok_or("its path is none of the table")?;
    if !call.methods.iter().any(|known| known.name() == method) {
        return Err("its method is none of the row".into());
    }
    if query.unwrap_or_default() != call.always && !is_query_of(call, query.unwrap_or_default()) {
        return Err("its query is none of the row".into());
    }
    if query == Some("") {
        return Err("its query is empty".into());
    }
    is_named(domain, input)?;

    let credential = lines.find_map(|line| line.strip_prefix("Authorization: "));
    let scheme = if call.body == Body::TokenForm {
        "Basic "
    } else {
        "Bearer "
    };
    if let Some(credential) = credential {
        let token = credential
            .strip_prefix(scheme)
            .ok_or("its scheme is another")?;
        let of_alphabet = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
        if token.is_empty() || !token.bytes().all(of_alphabet) || !contains(input, token) {
            return Err("its credential is not the client's".into());
        }
    } else if call.body != Body::TokenForm {
        return Err("it has no credential".into());
    }
    match call.body {
        Body::None if body.is_empty() => {}
        Body::None => return Err("it has a body".into()),
        Body::TokenForm => is_form(body, credential.is_some())?,
        Body::Aggregate => is_aggregate(body)?,
    }
    let content_type = match call.body {
        Body::None => None,
        Body::TokenForm => Some("application/x-www-form-urlencoded"),
        Body::Aggregate => Some("application/json"),
    };
    let mut golden = format!("{method} {target} HTTP/1.1\r\nHost: {}\r\n", sent.name);
    if let Some(credential) = credential {
        golden += &format!("Authorization: {credential}\r\n");
    }
    if let Some(content_type) = content_type {
        golden += &format!("Content-Type: {content_type}\r\n");
    }
    golden += "Accept: application/json\r\n";
    golden += &format!(
        "User-Agent: claimlens-proxy/{}\r\n",
        env!("CARGO_PKG_VERSION")
    );
    if content_type.is_some() {
        golden += &format!("Content-Length: {}\r\n", body.len());
    }
    golden += &format!("\r\n{body}");
    if golden.as_bytes() == sent.bytes {
        Ok(())
    } else {
        Err(format!("it is not the template, which is {golden:?}"))
    }
}

fn is_path_of(call: &Call, path: &str) -> bool {
    let words: Vec<_> = path.split('/').skip(1).collect();
    path.starts_with('/')
        && words.len() == call.path.len()
        && words
            .iter()
            .zip(call.path)
            .all(|(word, segment)| match segment {
                Segment::Word(known) => word == known,
                Segment::Id => is_uuid(word),
            })
}

fn is_uuid(word: &str) -> bool {
    let parts: Vec<_> = word.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12]
        && word
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// What the row always has, then keys of the row, each once and with a value it takes.
fn is_query_of(call: &Call, query: &str) -> bool {
    let rest = match query.strip_prefix(call.always) {
        Some(rest) if call.always.is_empty() => rest,
        Some(rest) => rest.strip_prefix('&').unwrap_or("="),
        None => return false,
    };
    let pairs: Vec<_> = rest
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .collect();
    let mut names: Vec<_> = pairs.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.dedup();
    names.len() == rest.split('&').count()
        && pairs.iter().all(|(name, value)| {
            let number = |most| {
                value.parse().is_ok_and(|number: u32| {
                    (1..=most).contains(&number) && number.to_string() == *value
                })
            };
            call.query.iter().any(|key| {
                key.name() == *name
                    && match key {
                        QueryKey::PageSize => number(500),
                        QueryKey::PageNumber => number(9999),
                        QueryKey::Expand(words) => value
                            .replace("%2C", ",")
                            .replace("%2c", ",")
                            .split(',')
                            .all(|word| words.contains(&word)),
                    }
            })
        })
}

/// The region is one of the table, and the client named it by one of its two keys.
fn is_named(domain: &str, input: &[u8]) -> Result<(), String> {
    let region = REGIONS.iter().find(|(known, _)| *known == domain);
    let (domain, aws) = region.ok_or("its host is of no region")?;
    let named = |key: &str| contains(input, &format!("/{key}/"));
    if named(domain) || named(aws) {
        Ok(())
    } else {
        Err("the client named another region".into())
    }
}

/// A form of one of the four grants: its fields, each once, in letters that a form is written with.
fn is_form(body: &str, has_basic: bool) -> Result<(), String> {
    const GRANTS: [(&str, &[&str], &[&str]); 4] = [
        ("client_credentials", &[], &[]),
        (
            "authorization_code",
            &["code", "redirect_uri"],
            &["client_id", "code_verifier"],
        ),
        ("refresh_token", &["refresh_token"], &["client_id"]),
        (
            "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer",
            &["orgName", "assertion"],
            &[],
        ),
    ];
    let mut fields = Vec::new();
    for pair in body.split('&') {
        let (name, value) = pair.split_once('=').ok_or("a field has no value")?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._*+%".contains(&byte);
        if value.is_empty() || !value.bytes().all(plain) {
            return Err(format!("the field {name} is not written as one"));
        }
        fields.push((name, value));
    }
    let value = |wanted: &str| {
        let mut found = fields.iter().filter(|(name, _)| *name == wanted);
        found
            .next()
            .map(|(_, value)| *value)
            .filter(|_| found.next().is_none())
    };
    let grant = value("grant_type").ok_or("it has no grant_type, or two")?;
    let (_, needed, further) = GRANTS
        .iter()
        .find(|(known, ..)| *known == grant)
        .ok_or("its grant is none of the four")?;
    let known =
        |name: &str| name == "grant_type" || needed.contains(&name) || further.contains(&name);
    if !fields
        .iter()
        .all(|(name, _)| known(name) && value(name).is_some())
        || !needed.iter().all(|name| value(name).is_some())
    {
        return Err("its fields are not those of its grant".into());
    }
    let is_pkce = value("client_id").is_some() && value("code_verifier").is_some();
    if has_basic || is_pkce {
        Ok(())
    } else {
        Err("it names no client".into())
    }
}

/// The one question there is, with any two moments in it.
fn is_aggregate(body: &str) -> Result<(), String> {
    let moments = body
        .strip_prefix(r#"{"interval":""#)
        .and_then(|rest| rest.strip_suffix(r#"","metrics":["nOffered"]}"#))
        .and_then(|moments| moments.split_once('/'))
        .ok_or("its body is another question")?;
    let is_moment = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || b"-:.TZ".contains(&byte))
    };
    if is_moment(moments.0) && is_moment(moments.1) {
        Ok(())
    } else {
        Err("its interval is none".into())
    }
}

fn contains(haystack: &[u8], needle: &str) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle.as_bytes())
}
