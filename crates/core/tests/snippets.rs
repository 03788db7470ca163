//! Code that asks for a token: each rule speaks where it should, and good code gives none.

use std::collections::BTreeSet;

use claimlens_core::report::{Artefact, Kind};
use claimlens_core::{Context, inspect, lint};

fn snippet(text: &str) -> Artefact {
    let report = inspect(text, &Context::default());
    let found = report
        .artefacts
        .into_iter()
        .find(|artefact| artefact.kind == Kind::Snippet);
    found.unwrap_or_else(|| panic!("no snippet: {text}"))
}

#[rustfmt::skip]
const CASES: &[(&str, &str)] = &[
    ("snippet.secret", "import PureCloudPlatformClientV2 as gc\nclient_secret = 'Zk3Qs9vT7yLx0WbN4cRmE8uJhF2aPdG6iKoSqXtYw1'\napi = gc.api_client.ApiClient().get_client_credentials_token(client_id, client_secret)"),
    ("snippet.address", "curl -X POST https://api.mypurecloud.com/v2/oauth/token -u \"$ID:$SECRET\" -d grant_type=client_credentials"),
    ("snippet.address", "import requests\nr = requests.post('https://api.mypurecloud.com/oauth/token', auth=(cid, secret), data={'grant_type': 'client_credentials'})"),
    ("snippet.package", "from genesyscloud.platformsdkpython import Configuration, ApiClient, PlatformApi\nconfig = Configuration()\nconfig.client_id = cid"),
    ("snippet.package", "pip install genesyscloud"),
    ("snippet.import_case", "from purecloudplatformclientv2 import ApiClient\nclient = ApiClient().get_client_credentials_token(a, b)"),
    ("snippet.name", "import PureCloudPlatformClientV2\nclient = PlatformClient()\nclient.set_oauth_client_credentials(client_id=a, client_secret=b)"),
    ("snippet.name", "import PureCloudPlatformClientV2\ntoken = PureCloudPlatformClientV2.AuthenticationApi().post_oauth_token(a, b)"),
    ("snippet.body_secret", "curl -X POST https://login.mypurecloud.com/oauth/token -d 'grant_type=client_credentials&client_id=a&client_secret=b'"),
    ("snippet.json", "import requests\nr = requests.post('https://login.mypurecloud.com/oauth/token', auth=(a, b), json={'grant_type': 'client_credentials'})"),
    ("snippet.scope", "curl -u \"$ID:$S\" https://login.mypurecloud.com/oauth/token -d 'grant_type=client_credentials&scope=api:platform'"),
    ("snippet.password", "curl -u \"$ID:$S\" https://login.mypurecloud.com/oauth/token -d 'grant_type=password&username=a&password=b'"),
    ("snippet.user_context", "import PureCloudPlatformClientV2 as gc\napi = gc.api_client.ApiClient().get_client_credentials_token(a, b)\nme = gc.UsersApi(api).get_users_me()\n# client_credentials"),
    ("snippet.decodes", "import jwt, requests\nt = requests.post('https://login.mypurecloud.com/oauth/token', auth=(a, b), data={'grant_type': 'client_credentials'}).json()\nclaims = jwt.decode(t['access_token'])"),
    ("snippet.encoding", "curl https://login.mypurecloud.com/oauth/token -H \"Authorization: Basic $(echo \"$ID:$SECRET\" | base64)\" -d grant_type=client_credentials"),
    ("snippet.encoding", "curl https://login.mypurecloud.com/oauth/token -H \"Authorization: Basic $(echo -n 'id:secret' | base64)\" -d grant_type=client_credentials"),
    ("snippet.expiry", "import PureCloudPlatformClientV2 as gc\nimport os\napi = gc.api_client.ApiClient()\napi.get_client_credentials_token(os.environ['A'], os.environ['B'])\nprint('ok')"),
    ("snippet.retry", "import PureCloudPlatformClientV2 as gc\napi = gc.api_client.ApiClient().get_client_credentials_token(a, b)\nif e.status == 429:\n    time.sleep(5)"),
    ("snippet.header", "import requests\nt = requests.post('https://login.mypurecloud.com/oauth/token', auth=(a, b), data={'grant_type': 'client_credentials'})\nleft = t.headers['X-Rate-Limit-Remaining']"),
];

#[test]
fn each_rule_speaks_at_a_place() {
    for (code, text) in CASES {
        let artefact = snippet(text);
        let found = artefact
            .findings
            .iter()
            .find(|finding| finding.code == *code);
        let found = found.unwrap_or_else(|| panic!("{code}: {:?}\n{text}", artefact.findings));
        let span = found.span.expect("a place");
        assert!(span.end <= text.len() && span.start < span.end, "{code}");
        assert!(found.message.ends_with('.'), "{}", found.message);
        assert!((1..=3).contains(&artefact.next_steps.len()));
    }
    let tested: BTreeSet<_> = CASES.iter().map(|(code, _)| *code).collect();
    for rule in lint::rules().filter(|rule| rule.code.starts_with("snippet.")) {
        assert!(tested.contains(rule.code), "{} has no case", rule.code);
        assert!(!rule.reference.is_empty() && !rule.help.is_empty());
    }
}

#[test]
fn good_code_has_no_finding() {
    for text in [
        "curl -sS -u \"$CLIENT_ID:$CLIENT_SECRET\" -d grant_type=client_credentials https://login.mypurecloud.ie/oauth/token",
        "import os, time, PureCloudPlatformClientV2 as gc\ngc.configuration.host = gc.PureCloudRegionHosts.eu_west_1.get_api_host()\napi = gc.api_client.ApiClient().get_client_credentials_token(os.environ[\"GENESYS_CLOUD_CLIENT_ID\"], os.environ[\"GENESYS_CLOUD_CLIENT_SECRET\"])\ntry:\n    print(gc.TokensApi(api).get_tokens_me().o_auth_client.name)\nexcept gc.rest.ApiException as e:\n    if e.status == 401: renew()",
    ] {
        let artefact = snippet(text);
        assert_eq!(artefact.findings, [], "{text}");
    }
}

#[test]
fn the_secret_of_a_snippet_stays_out_of_the_report() {
    let report = inspect(CASES[0].1, &Context::default());
    let shown = format!(
        "{:?}",
        report
            .artefacts
            .iter()
            .filter(|a| a.kind == Kind::Snippet)
            .collect::<Vec<_>>()
    );
    assert!(!shown.contains("Zk3Qs9vT7"), "{shown}");
}
