//! What the page asks. It is read with the core's own JSON reader, which is there anyway.

use std::borrow::Cow;

use claimlens_core::jose::json::{Limits, Value, read as read_json};
use claimlens_core::report::ValueKind;
use claimlens_verify::{Secret, SecretReading};

/// A request. All members but `job` and `do` belong to some kinds of it and are left out of the others.
#[derive(Debug, Default)]
pub struct Request {
    /// `job`: the number that answers carry, so that the page knows what they answer.
    pub job: i64,
    /// `do`: what to do.
    pub kind: Kind,
    /// `keys`, to check: the keys, each as it was given.
    pub keys: Vec<GivenKey>,
    /// `tokens`, to check: each exactly as it stands.
    pub tokens: Vec<String>,
    /// `now`, to check: the moment, in seconds since 1970.
    pub now: i64,
    /// `payload`: that of a token that travels without it.
    pub payload: Option<String>,
    /// `access_token`, to check: an access token beside it.
    pub access_token: Option<String>,
    /// `code`, to check: an authorization code beside it.
    pub code: Option<String>,
    /// `own_keys`, to check: whether to try the keys that tokens bring, knowing that this proves nothing.
    pub own_keys: bool,
    /// `token`, to search: the one whose secret is searched for.
    pub token: String,
    /// `list`, to search: the candidates, one a line.
    pub list: String,
}

/// What to do.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Kind {
    /// `check`: read keys, and check tokens with them.
    #[default]
    Check,
    /// `search`: search for the secret of a token.
    Search,
    /// `stop`: stop the job of that number.
    Stop,
}

/// A key as it was given.
#[derive(Debug)]
pub struct GivenKey {
    /// `text`: what was given, in any form. It may be a secret.
    pub text: Secret,
    /// `reading`: how to read it where it is a shared secret: [`SecretReading::word`]; `text` where it is not said.
    pub reading: SecretReading,
}

/// More than a page asks for.
const LIMITS: Limits = Limits {
    depth: 8,
    members: 1_000_000,
};

/// Reads a request; where it is none, its number, if it has one, and what is wrong with it. What stands in it is
/// not repeated: it may be a secret.
pub(crate) fn read(text: &str) -> Result<Request, (Option<i64>, String)> {
    let document = read_json(text.as_bytes(), LIMITS);
    let root = document.root().filter(|_| document.is_strict());
    let Some(root) = root.filter(|root| root.kind() == ValueKind::Object) else {
        return Err((None, sentence("it is no JSON object")));
    };
    let job = root.get("job").and_then(|job| job.as_i64());
    let Some(job) = job else {
        return Err((None, sentence("its member job is no number")));
    };
    members(root, job).map_err(|name| {
        let why = format!("its member {name} is not as it should be");
        (Some(job), sentence(&why))
    })
}

fn sentence(why: &str) -> String {
    format!("The request could not be read: {why}.")
}

/// The members; the name of the one that is not as it should be.
fn members(root: Value<'_, '_>, job: i64) -> Result<Request, &'static str> {
    let kind = match text(root, "do")?.as_deref() {
        Some("check") => Kind::Check,
        Some("search") => Kind::Search,
        Some("stop") => Kind::Stop,
        _ => return Err("do"),
    };
    let mut request = Request {
        job,
        kind,
        payload: text(root, "payload")?,
        access_token: text(root, "access_token")?,
        code: text(root, "code")?,
        token: text(root, "token")?.unwrap_or_default(),
        list: text(root, "list")?.unwrap_or_default(),
        ..Request::default()
    };
    if let Some(now) = there(root, "now") {
        request.now = now.as_i64().ok_or("now")?;
    }
    if let Some(own_keys) = there(root, "own_keys") {
        request.own_keys = own_keys.as_bool().ok_or("own_keys")?;
    }
    for token in items(root, "tokens")? {
        let token = token.as_str().ok_or("tokens")?;
        request.tokens.push(token.into_owned());
    }
    for key in items(root, "keys")? {
        let reading = match text(key, "reading")? {
            None => SecretReading::default(),
            Some(word) => SecretReading::of(&word).ok_or("reading")?,
        };
        let given = text(key, "text")?.ok_or("keys")?;
        request.keys.push(GivenKey {
            text: Secret::new(given.into_bytes()),
            reading,
        });
    }
    Ok(request)
}

/// A member that is there and not null.
fn there<'d, 't>(object: Value<'d, 't>, name: &str) -> Option<Value<'d, 't>> {
    object
        .get(name)
        .filter(|value| value.kind() != ValueKind::Null)
}

fn text(object: Value<'_, '_>, name: &'static str) -> Result<Option<String>, &'static str> {
    there(object, name)
        .map(|value| value.as_str().map(Cow::into_owned).ok_or(name))
        .transpose()
}

/// The elements of a list; none where there is no list.
fn items<'d, 't>(
    object: Value<'d, 't>,
    name: &'static str,
) -> Result<impl Iterator<Item = Value<'d, 't>>, &'static str> {
    let list = there(object, name);
    if list.is_some_and(|list| list.kind() != ValueKind::Array) {
        return Err(name);
    }
    Ok(list.into_iter().flat_map(|list| list.items()))
}
