//! Microsoft Entra ID's AADSTS numbers, as they stand in descriptions: a few that are common.

/// What an AADSTS number means.
pub(crate) struct Number {
    pub(crate) number: u32,
    /// What it means: follows a colon.
    pub(crate) means: &'static str,
    /// What to do.
    pub(crate) step: &'static str,
}

const fn aadsts(number: u32, means: &'static str, step: &'static str) -> Number {
    Number {
        number,
        means,
        step,
    }
}

const NUMBERS: &[Number] = &[
    aadsts(
        50011,
        "the redirect address is not registered for the application",
        "Add exactly the redirect_uri that was sent to the app registration, under Authentication.",
    ),
    aadsts(
        50020,
        "the account is of another tenant and was not invited to this one",
        "Invite the account as a guest, or sign in at the right tenant.",
    ),
    aadsts(
        50034,
        "the account does not exist in this tenant",
        "Check the user name and the tenant in the address.",
    ),
    aadsts(
        50053,
        "the account is locked, after too many tries or from a suspicious address",
        "Wait, or have an administrator unlock it.",
    ),
    aadsts(
        50076,
        "a second factor is required",
        "Send the user through the browser, so that the second factor can be asked for.",
    ),
    aadsts(
        50079,
        "the user must set up a second factor first",
        "Send the user through the browser to set it up.",
    ),
    aadsts(
        50105,
        "the user is not assigned to the application",
        "Assign the user or a group under Enterprise applications, or switch off that assignment is required.",
    ),
    aadsts(
        50126,
        "user name or password is wrong",
        "Check them; for federated accounts the password grant does not work.",
    ),
    aadsts(
        53003,
        "a Conditional Access rule refuses the sign-in",
        "Look at the sign-in log for the rule that refused.",
    ),
    aadsts(
        54005,
        "the authorization code was already redeemed",
        "Begin again, and redeem the code once only.",
    ),
    aadsts(
        65001,
        "nobody has consented to the application's permissions",
        "Have the user or an administrator consent to the permissions that are asked for.",
    ),
    aadsts(
        65004,
        "the user declined to consent",
        "Ask the user, or have an administrator consent.",
    ),
    aadsts(
        70008,
        "the code or refresh token is expired",
        "Begin the flow again.",
    ),
    aadsts(
        70011,
        "a scope is not valid",
        "Check the scopes; with client credentials it is one value that ends in /.default.",
    ),
    aadsts(
        90002,
        "the tenant was not found",
        "Check the tenant's id or domain in the address.",
    ),
    aadsts(
        90094,
        "an administrator must consent",
        "Have an administrator grant consent for the tenant.",
    ),
    aadsts(
        500011,
        "the requested resource is unknown in this tenant",
        "Check the resource's identifier, and that its application is present in the tenant.",
    ),
    aadsts(
        501481,
        "the code_verifier does not fit the code_challenge",
        "Send the verifier the challenge was made from.",
    ),
    aadsts(
        700016,
        "the application was not found in this tenant",
        "Check the client id and the tenant in the address.",
    ),
    aadsts(
        700024,
        "the client assertion is outside its validity",
        "Check the clock and exp of the assertion; paste it to see its times.",
    ),
    aadsts(
        700027,
        "the client assertion's signature is not taken",
        "Check that the certificate is registered and that x5t names it.",
    ),
    aadsts(
        700082,
        "the refresh token expired because it was not used",
        "Sign the user in again.",
    ),
    aadsts(
        900144,
        "a required parameter is missing in the body",
        "Read the description for its name, and send the body as a form.",
    ),
    aadsts(
        7000215,
        "the client secret is wrong",
        "Use the secret's value, not its id, and check that it belongs to this application.",
    ),
    aadsts(
        7000218,
        "client_secret or client_assertion is missing",
        "Send the client's credentials, or allow public client flows if it has none.",
    ),
    aadsts(
        7000222,
        "the client secret is expired",
        "Make a new secret in the app registration and use it.",
    ),
    aadsts(
        9002313,
        "the request is malformed",
        "Send the body as a form and percent-encode the values.",
    ),
];

/// The number in a description, and what it means if it is known.
pub(crate) fn find(description: &str) -> Option<(u32, Option<&'static Number>)> {
    let at = description.find("AADSTS")?;
    let digits: &str = description.get(at + 6..)?;
    let end = digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len());
    let number = digits.get(..end)?.parse().ok()?;
    Some((number, NUMBERS.iter().find(|known| known.number == number)))
}
