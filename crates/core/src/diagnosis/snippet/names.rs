//! Names and packages that people believe the SDK to have.

use alloc::format;
use alloc::string::String;
use core::ops::Range;

use super::checks::Code;

/// Names that do not exist, and what to use.
const INVENTED: &[(&str, &str)] = &[
    (
        "set_oauth_client_credentials",
        "get_client_credentials_token",
    ),
    ("post_oauth_token", "get_client_credentials_token"),
    ("get_oauth_token", "get_client_credentials_token"),
    ("oauth_host_name", "configuration.host"),
    (
        "configuration.oauth_client_id",
        "get_client_credentials_token",
    ),
    ("config.client_id", "get_client_credentials_token"),
    ("configuration.client_id", "get_client_credentials_token"),
    (
        "post_users_query",
        "get_users, get_users_query or post_users_search",
    ),
    (
        "authenticationapi",
        "ApiClient().get_client_credentials_token",
    ),
    ("platformapi", "TokensApi, UsersApi and the like"),
    ("platformclient(", "api_client.ApiClient()"),
    ("userapi(", "UsersApi"),
    ("import userapi", "UsersApi"),
    ("    userapi,", "UsersApi"),
    ("    platformclient,", "api_client.ApiClient()"),
];

/// A package that does not exist.
pub(super) fn package(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    let phrases = [
        "pip install genesyscloud",
        "pip3 install genesyscloud",
        "pip install platformsdkpython",
        "from genesyscloud",
        "import genesyscloud",
        "platformsdkpython",
        "npm install genesyscloud",
        "require('genesyscloud",
        "require(\"genesyscloud",
    ];
    let (start, phrase) = phrases.iter().find_map(|phrase| {
        let mut found = code.lower.match_indices(phrase).take(100);
        // `from GENESYSCLOUD_OAUTHCLIENT_ID` in a comment names a variable.
        let whole = found.find(|(start, _)| {
            let behind = code.lower.as_bytes().get(start + phrase.len());
            !behind.is_some_and(|&byte| byte == b'_' || byte.is_ascii_alphanumeric())
        })?;
        Some((whole.0, *phrase))
    })?;
    let place = start..start + phrase.len();
    Some((
        place,
        format!(
            "{} names a package that PyPI and the SDKs do not have.",
            phrase.trim()
        ),
    ))
}

/// The right package, imported in small letters.
pub(super) fn import_case(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    let found = [
        "import purecloudplatformclientv2",
        "from purecloudplatformclientv2",
    ];
    found.iter().find_map(|words| {
        let start = code.text.find(words)?;
        Some((
            start..start + words.len(),
            format!("{words} is written in small letters."),
        ))
    })
}

/// A class or method that does not exist.
pub(super) fn invented(code: &Code<'_>) -> Option<(Range<usize>, String)> {
    let python = ["import ", "def ", "pip install", "print(", "self."]
        .iter()
        .any(|word| code.lower.contains(word));
    if !python || code.lower.contains("require(") {
        return None;
    }
    INVENTED.iter().find_map(|(name, instead)| {
        let start = code.lower.find(name)?;
        let name = code.text.get(start..start + name.len())?;
        let shown = name.trim().trim_end_matches(['(', ',']);
        Some((
            start..start + name.len(),
            format!("The SDK has no {shown}; there is {instead}."),
        ))
    })
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::package;
    use crate::diagnosis::evidence;
    use crate::diagnosis::snippet::checks::Code;

    fn names_a_package(text: &str) -> bool {
        let lower = String::from(text).to_ascii_lowercase();
        let seen = evidence::read(text);
        let code = Code {
            text,
            lower: &lower,
            seen: &seen,
        };
        package(&code).is_some()
    }

    #[test]
    fn a_variable_called_genesyscloud_something_is_no_package() {
        assert!(!names_a_package(
            "# both come from GENESYSCLOUD_OAUTHCLIENT_ID and its secret"
        ));
        assert!(names_a_package("from genesyscloud import PlatformClient"));
        assert!(names_a_package("pip install genesyscloud"));
        assert!(names_a_package("from genesyscloud.platform import x"));
    }
}
