//! Commands with the walk's own region and client filled in.

use alloc::string::String;

use super::client::Client;

/// A command or an address with `{domain}` and `{client_id}` filled in. What is not known, or does not
/// look like what it should be, becomes `$DOMAIN` or `$CLIENT_ID`: a name that came from an imported file
/// must not become a command.
#[must_use]
pub fn filled(template: &str, domain: &str, client: Option<&Client>) -> String {
    let domain = if is_domain(domain) { domain } else { "$DOMAIN" };
    let id = client
        .map(|client| client.id.as_str())
        .filter(|id| is_id(id))
        .unwrap_or("$CLIENT_ID");
    template
        .replace("{domain}", domain)
        .replace("{client_id}", id)
}

/// Whether a text has the form of a domain, so that it can stand in a command.
#[must_use]
pub fn is_domain(text: &str) -> bool {
    text.len() <= 253
        && text.contains('.')
        && text.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
}

/// Whether a text has the form of a client id.
fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && !text.starts_with('-')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
