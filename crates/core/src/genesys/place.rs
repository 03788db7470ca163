//! Which region a text names, whatever form it has.

use super::{Form, Place, Tables};

/// The region that a text names: by AWS's name with dashes or underscores, by its short code, by its
/// domain, by a host of it, or by any URL under such a host. None where it names
/// none, and for more than one word.
#[must_use]
pub fn place_of<'t>(tables: &'t Tables, text: &str) -> Option<Place<'t>> {
    let text = text.trim().trim_matches(['"', '\'', '`', '<', '>']);
    if text.contains(char::is_whitespace) {
        return None;
    }
    let name = text.replace('_', "-").to_ascii_lowercase();
    for region in &tables.regions {
        if region.aws == name {
            return Some(Place::Region(region, Form::Aws));
        }
        if region.short == name {
            return Some(Place::Region(region, Form::Short));
        }
    }
    let short = |stranger: &&super::Stranger| stranger.short.as_deref() == Some(&*name);
    if let Some(stranger) = tables.strangers.iter().find(short) {
        return Some(Place::Stranger(stranger));
    }
    let host = host(text)?.to_ascii_lowercase();
    let host = host.trim_end_matches('.');
    // The longest domain wins, so that no domain is taken for one that it only begins or ends like.
    let mut best: Option<(usize, Place<'t>)> = None;
    let mut offer = |domain: &str, place: Place<'t>| {
        let length = domain.len();
        if best.is_none_or(|(longest, _)| length > longest) {
            best = Some((length, place));
        }
    };
    for region in &tables.regions {
        if let Some(prefix) = prefix(host, &region.domain) {
            offer(&region.domain, Place::Region(region, form(prefix)));
        }
    }
    for stranger in &tables.strangers {
        if prefix(host, &stranger.domain).is_some() {
            offer(&stranger.domain, Place::Stranger(stranger));
        }
    }
    best.map(|(_, place)| place)
}

/// The host in a URL, or in what was written without its scheme.
fn host(text: &str) -> Option<&str> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = host.split(':').next()?;
    host.contains('.').then_some(host)
}

/// What stands before the domain in a host that ends in it: empty for the domain itself.
fn prefix<'h>(host: &'h str, domain: &str) -> Option<&'h str> {
    let rest = host.strip_suffix(domain)?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_suffix('.')
}

fn form(prefix: &str) -> Form {
    match prefix {
        "" => Form::Domain,
        "api" => Form::Api,
        "login" => Form::Login,
        "apps" => Form::Apps,
        _ => Form::OtherHost,
    }
}
