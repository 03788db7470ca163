//! What is known about vendors' opaque tokens: how to ask about them, and which of them live long.
//!
//! Only calls whose documentation says so stand here. A line holds a variable where the token belongs.

/// What to do with a vendor's token.
pub(crate) struct Vendor {
    /// As the table of shapes names the issuer.
    pub(crate) issuer: &'static str,
    /// How the token must begin for the entry to hold; empty for any.
    pub(crate) prefix: &'static str,
    /// What it is, in a sentence that follows the title.
    pub(crate) about: &'static str,
    /// What asking shows.
    pub(crate) ask: &'static str,
    /// The line that asks; empty where there is none.
    pub(crate) line: &'static str,
    /// What the answers mean.
    pub(crate) answers: &'static str,
    /// Whether it stays valid until someone takes it back.
    pub(crate) lives_long: bool,
}

const fn vendor(
    (issuer, prefix): (&'static str, &'static str),
    lives_long: bool,
    about: &'static str,
    ask: &'static str,
    line: &'static str,
    answers: &'static str,
) -> Vendor {
    Vendor {
        issuer,
        prefix,
        about,
        ask,
        line,
        answers,
        lives_long,
    }
}

const ALIVE: &str = "200 means the token is alive; 401 means it is expired, revoked or mistyped.";

/// The first entry that fits counts: longer prefixes of an issuer stand before shorter ones.
const VENDORS: &[Vendor] = &[
    vendor(
        ("Genesys Cloud", ""),
        false,
        "Access tokens of Genesys Cloud are references: only the service that issued one knows what it stands for. Others observed about 80 characters from A–Z, a–z, 0–9, - and _, without dots.",
        "Ask the API about it. Replace mypurecloud.com with your region's domain. Without preserveIdleTTL=true the question itself would reset the token's idle timer.",
        r#"curl -sS -w '\n%{http_code}\n' -H "Authorization: Bearer $TOKEN" "https://api.mypurecloud.com/api/v2/tokens/me?preserveIdleTTL=true""#,
        "200 means it is alive: the answer names the organization and, as OAuthClient, the client with its grant type, state and roles, but no expiry; only the token response said that (expires_in). 401 means expired, revoked, idle too long, or another region's token: ask for a new one.",
    ),
    vendor(
        ("GitHub", "ghs_"),
        false,
        "It is an installation token of a GitHub App and lives one hour; the GITHUB_TOKEN of a workflow is one too, and lives as long as its job.",
        "Ask which repositories it reaches:",
        r#"curl -sS -H "Authorization: Bearer $TOKEN" https://api.github.com/installation/repositories"#,
        ALIVE,
    ),
    vendor(
        ("GitHub", "ghr_"),
        true,
        "It is a refresh token: it buys a new access token and is shown to no API.",
        "It is only sent to the token endpoint, together with the client's credentials:",
        r#"curl -sS -H "Accept: application/json" -d client_id="$CLIENT_ID" -d client_secret="$CLIENT_SECRET" -d grant_type=refresh_token -d refresh_token="$TOKEN" https://github.com/login/oauth/access_token"#,
        "The answer holds a new access token and a new refresh token; the old one stops working.",
    ),
    vendor(
        ("GitHub", "github_pat_"),
        true,
        "It is a fine-grained personal access token: its permissions are kept at GitHub.",
        "Ask whose it is:",
        r#"curl -sS -I -H "Authorization: Bearer $TOKEN" https://api.github.com/user"#,
        "200 means it is alive; the header GitHub-Authentication-Token-Expiration says until when. 401 means it is expired, revoked or mistyped. Its permissions are shown in GitHub's settings only.",
    ),
    vendor(
        ("GitHub", "ghu_"),
        false,
        "It is a user's token of a GitHub App; by default it lives eight hours.",
        "Ask whose it is:",
        r#"curl -sS -I -H "Authorization: Bearer $TOKEN" https://api.github.com/user"#,
        ALIVE,
    ),
    vendor(
        ("GitHub", ""),
        true,
        "Its scopes are kept at GitHub.",
        "Ask for its scopes; the header X-OAuth-Scopes of the answer lists them:",
        r#"curl -sS -I -H "Authorization: Bearer $TOKEN" https://api.github.com/user"#,
        ALIVE,
    ),
    vendor(
        ("GitLab", "glpat-"),
        true,
        "It is a personal, project or group access token; scopes and expiry are kept at GitLab.",
        "Ask GitLab about it (replace gitlab.com with your server):",
        r#"curl -sS -H "PRIVATE-TOKEN: $TOKEN" https://gitlab.com/api/v4/personal_access_tokens/self"#,
        "200 shows its name, scopes, whether it is active, and when it expires. 401 means expired, revoked, mistyped or another server's.",
    ),
    vendor(
        ("GitLab", "glcbt-"),
        false,
        "It is a job's token and works while the job runs.",
        "Ask GitLab about the job, while it runs (replace gitlab.com with your server):",
        r#"curl -sS -H "JOB-TOKEN: $TOKEN" https://gitlab.com/api/v4/job"#,
        "200 names the job. 401 means the job is over, or the token is another server's.",
    ),
    vendor(
        ("GitLab", ""),
        true,
        "What it may do is kept at GitLab.",
        "Look it up in the settings of the project, group or runner it belongs to.",
        "",
        "GitLab answers 401 where a token is expired, revoked or another server's.",
    ),
    vendor(
        ("Slack", "xapp-"),
        true,
        "It is an app-level token, for Socket Mode and the like.",
        "Ask for a Socket Mode address, which proves that it works:",
        r#"curl -sS -X POST -H "Authorization: Bearer $TOKEN" https://slack.com/api/apps.connections.open"#,
        "Slack answers 200 to a bad token too: look at ok in the body, and at error if it is false.",
    ),
    vendor(
        ("Slack", "xoxe-"),
        true,
        "It is a refresh token: it buys a new access token and is shown to no other call.",
        "It is only sent to Slack's method oauth.v2.access, with the client's credentials, or to tooling.tokens.rotate if it is one for app configuration.",
        "",
        "Slack answers 200 to a bad token too: look at ok in the body.",
    ),
    vendor(
        ("Slack", "xox"),
        true,
        "Whose it is and what it may do is kept at Slack.",
        "Ask Slack whose it is; the header x-oauth-scopes of the answer lists its scopes:",
        r#"curl -sS -i -X POST -H "Authorization: Bearer $TOKEN" https://slack.com/api/auth.test"#,
        "Slack answers 200 to a bad token too: look at ok in the body. invalid_auth or token_revoked means it is dead.",
    ),
    vendor(
        ("npm", ""),
        true,
        "It lets its holder read or publish packages.",
        "Ask whose it is:",
        r#"curl -sS -H "Authorization: Bearer $TOKEN" https://registry.npmjs.org/-/whoami"#,
        ALIVE,
    ),
    vendor(
        ("AWS", "AKIA"),
        false,
        "The secret is the secret access key that belongs to it.",
        "Ask which account it belongs to:",
        r#"aws sts get-access-key-info --access-key-id "$KEY_ID""#,
        "If the secret access key was pasted beside it, deactivate the pair in IAM and make a new one.",
    ),
    vendor(
        ("AWS", "ASIA"),
        false,
        "It is the id of temporary credentials and works with its secret key and session token only.",
        "Ask which account it belongs to:",
        r#"aws sts get-access-key-info --access-key-id "$KEY_ID""#,
        "Temporary credentials expire by themselves, after 36 hours at most.",
    ),
    vendor(
        ("Google", "ya29."),
        false,
        "It is an OAuth access token; by default it lives one hour.",
        "Ask Google about it:",
        r#"curl -sS "https://oauth2.googleapis.com/tokeninfo?access_token=$TOKEN""#,
        "The answer shows its client (azp, aud), scopes and expiry. 400 invalid_token means expired or revoked.",
    ),
    vendor(
        ("Google", "AIza"),
        true,
        "It is an API key: it names a project, not a person. How far it is restricted is kept in the Google Cloud console.",
        "Look at its restrictions in the console, under APIs and Services, Credentials.",
        "",
        "A key without restrictions works for anyone who has it.",
    ),
    vendor(
        ("Google", "GOCSPX-"),
        true,
        "It is the client secret of an OAuth client.",
        "It is only sent to the token endpoint, together with the client id.",
        "",
        "A secret that left its place is replaced in the console, under Credentials.",
    ),
    vendor(
        ("Google", "1//"),
        true,
        "It is a refresh token: it buys new access tokens at the token endpoint.",
        "It is only sent to the token endpoint, with the client's credentials:",
        r#"curl -sS -d client_id="$CLIENT_ID" -d client_secret="$CLIENT_SECRET" -d grant_type=refresh_token -d refresh_token="$TOKEN" https://oauth2.googleapis.com/token"#,
        "400 invalid_grant means it is revoked or expired: the user must sign in again.",
    ),
    vendor(
        ("Stripe", "pk_"),
        false,
        "It is a publishable key: it is meant to be seen, in pages and apps.",
        "Nothing is to be done about it; the secret key beside it begins with sk_.",
        "",
        "Stripe's dashboard shows which account it belongs to.",
    ),
    vendor(
        ("Stripe", "sk_test_"),
        false,
        "It is a secret key of the test mode: no real money moves with it.",
        "Ask for the test balance, which proves that it works:",
        r#"curl -sS -u "$TOKEN:" https://api.stripe.com/v1/balance"#,
        ALIVE,
    ),
    vendor(
        ("Stripe", "rk_test_"),
        false,
        "It is a restricted key of the test mode: no real money moves with it.",
        "Ask for the test balance, which proves that it works:",
        r#"curl -sS -u "$TOKEN:" https://api.stripe.com/v1/balance"#,
        "200 means it works. 401 means it is revoked or mistyped, 403 that it may not read the balance.",
    ),
    vendor(
        ("Webhook", ""),
        true,
        "It is the signing secret of a webhook endpoint: Stripe, and senders that follow Standard Webhooks, sign their events with one.",
        "It is never sent anywhere; your receiver checks the header with it: Stripe-Signature, webhook-signature or svix-signature.",
        "",
        "If it left its place, replace it where the webhook was set up.",
    ),
    vendor(
        ("Stripe", ""),
        true,
        "It is a key of the live mode: real money moves with it.",
        "Ask for the balance, which proves that it works:",
        r#"curl -sS -u "$TOKEN:" https://api.stripe.com/v1/balance"#,
        "200 means it works, so treat it accordingly. 401 means it is revoked or mistyped, 403 that a restricted key may not read the balance.",
    ),
    vendor(
        ("DigitalOcean", "dop_v1_"),
        true,
        "What it may do is kept at DigitalOcean.",
        "Ask whose it is:",
        r#"curl -sS -H "Authorization: Bearer $TOKEN" https://api.digitalocean.com/v2/account"#,
        ALIVE,
    ),
    vendor(
        ("Hugging Face", ""),
        true,
        "What it may do is kept at Hugging Face.",
        "Ask whose it is:",
        r#"curl -sS -H "Authorization: Bearer $TOKEN" https://huggingface.co/api/whoami-v2"#,
        ALIVE,
    ),
    vendor(
        ("Anthropic", "sk-ant-api"),
        true,
        "It is an API key; use is charged to its owner.",
        "Ask for the list of models, which proves that it works:",
        r#"curl -sS -H "x-api-key: $TOKEN" -H "anthropic-version: 2023-06-01" https://api.anthropic.com/v1/models"#,
        ALIVE,
    ),
    vendor(
        ("OpenAI", ""),
        true,
        "It is an API key; use is charged to its owner.",
        "Ask for the list of models, which proves that it works:",
        r#"curl -sS -H "Authorization: Bearer $TOKEN" https://api.openai.com/v1/models"#,
        "200 means it is alive; 401 means it is expired, revoked or mistyped; 403 that it may not list models.",
    ),
    vendor(
        ("SendGrid", ""),
        true,
        "It lets its holder send mail in its owner's name.",
        "Ask for its scopes:",
        r#"curl -sS -H "Authorization: Bearer $TOKEN" https://api.sendgrid.com/v3/scopes"#,
        ALIVE,
    ),
    vendor(
        ("HashiCorp Vault", ""),
        false,
        "Policies and lifetime are kept in the Vault that issued it.",
        "Ask that Vault about it:",
        r#"curl -sS -H "X-Vault-Token: $TOKEN" "$VAULT_ADDR/v1/auth/token/lookup-self""#,
        "200 shows its policies and ttl. 403 means expired, revoked or another Vault's.",
    ),
    vendor(
        ("Cloudflare", "cfut_"),
        true,
        "What it may do is kept at Cloudflare.",
        "Ask Cloudflare about it:",
        r#"curl -sS -H "Authorization: Bearer $TOKEN" https://api.cloudflare.com/client/v4/user/tokens/verify"#,
        "The answer says whether it is active and until when.",
    ),
    vendor(
        ("Telegram", ""),
        true,
        "It is a bot's token: whoever has it speaks as the bot.",
        "Ask which bot it is:",
        r#"curl -sS "https://api.telegram.org/bot$TOKEN/getMe""#,
        "200 names the bot. 401 means it is revoked or mistyped; a new one is made with BotFather.",
    ),
    vendor(
        ("Twilio", ""),
        false,
        "The secret is the auth token or key secret that belongs to it.",
        "Look it up in the Twilio console: an id that begins with AC names an account, one with SK an API key.",
        "",
        "If the secret was pasted beside it, replace that there.",
    ),
    vendor(
        ("PyPI", ""),
        true,
        "It lets its holder upload packages.",
        "Nothing answers questions about it; look it up in the account's settings on pypi.org.",
        "",
        "An upload with a revoked token is answered with 403.",
    ),
];

/// What is done about a token whose issuer is not in the table.
pub(crate) static ANY: Vendor = vendor(
    ("", ""),
    false,
    "Only the server that issued it knows what it stands for.",
    "If its issuer has an introspection endpoint (RFC 7662), ask there, as a client that may:",
    r#"curl -sS -u "$CLIENT_ID:$CLIENT_SECRET" --data-urlencode "token=$TOKEN" "$INTROSPECTION_ENDPOINT""#,
    "The answer says whether it is active, and usually for whom, for which scopes and until when.",
);

/// Issuers of the table of shapes whose tokens are keys that live for weeks at the least, and which have
/// no entry above for all of them.
const LONG_LIVED_ISSUERS: &[&str] = &[
    "Grafana",
    "RubyGems",
    "Docker Hub",
    "Groq",
    "xAI",
    "Replicate",
    "Databricks",
    "Shopify",
    "Atlassian",
    "Linear",
    "Notion",
    "Figma",
    "Postman",
    "New Relic",
    "Sentry",
    "Dynatrace",
    "Doppler",
    "Supabase",
    "Pulumi",
    "Anthropic",
    "Cloudflare",
    "OpenRouter",
];

/// The entry for a token of `issuer` that reads `text`.
pub(crate) fn find(issuer: &str, text: &str) -> &'static Vendor {
    VENDORS
        .iter()
        .find(|vendor| {
            vendor.issuer.eq_ignore_ascii_case(issuer) && text.starts_with(vendor.prefix)
        })
        .unwrap_or(&ANY)
}

/// Whether a token of that issuer stays valid until someone takes it back.
pub(crate) fn lives_long(vendor: &Vendor, issuer: &str) -> bool {
    vendor.lives_long || LONG_LIVED_ISSUERS.contains(&issuer)
}
