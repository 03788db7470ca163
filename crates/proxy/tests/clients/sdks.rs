//! Genesys' own packages, by their own way to set a gateway.

use claimlens_proxy::standin::Client;

use crate::stage::Stage;
use crate::{Case, Need};

pub(crate) const CASES: &[Case] = &[
    ("python::a_token_and_what_it_is", Need::Python, python_token),
    ("python::a_429_is_retried", Need::Python, python_throttled),
    (
        "python::errors_are_the_services_own",
        Need::Python,
        python_errors,
    ),
    ("python::a_saml_assertion", Need::Python, python_saml),
    ("node::a_token_and_what_it_is", Need::Node, node_token),
    ("node::a_429_and_its_headers", Need::Node, node_throttled),
    ("node::errors_are_the_services_own", Need::Node, node_errors),
];

/// What every Python program begins with. `set_gateway` takes the two prefixes of a region.
const PYTHON: &str = "
import os
import PureCloudPlatformClientV2 as gc
from PureCloudPlatformClientV2.rest import ApiException
client = gc.api_client.ApiClient()
client.set_gateway(os.environ['GATEWAY_HOST'], 'http', int(os.environ['GATEWAY_PORT']),
                   'mypurecloud.ie/login', 'mypurecloud.ie')
who = (os.environ['CLIENT_ID'], os.environ['CLIENT_SECRET'])
";

/// What every Node program begins with.
const NODE: &str = "
import module from 'node:module';
const platform = module.createRequire(import.meta.url)('purecloud-platform-client-v2');
const client = platform.ApiClient.instance;
client.setGateway({
  host: process.env.GATEWAY_HOST, protocol: 'http', port: Number(process.env.GATEWAY_PORT),
  path_params_login: 'mypurecloud.ie/login', path_params_api: 'mypurecloud.ie',
});
const login = () => client.loginClientCredentialsGrant(process.env.CLIENT_ID, process.env.CLIENT_SECRET);
";

fn python(stage: &Stage, client: Client, text: &str) -> String {
    let text = format!("{PYTHON}{text}");
    stage.run(Need::Python, &text, client.id, client.secret)
}

fn node(stage: &Stage, client: Client, text: &str) -> String {
    let text = format!("{NODE}{text}");
    stage.run(Need::Node, &text, client.id, client.secret)
}

fn python_token() {
    let stage = Stage::new(&[]);
    let said = python(
        &stage,
        Client::SERVICE,
        "
client.get_client_credentials_token(*who)
tokens = gc.TokensApi(client)
print(tokens.get_tokens_me().o_auth_client.name)
print(tokens.get_tokens_me(preserve_idle_ttl=True).o_auth_client.authorized_grant_type)
print(gc.OrganizationApi(client).get_organizations_me().third_party_org_name)
print(len(gc.UsersApi(client).get_users(page_size=7, page_number=2).entities))
print(gc.AuthorizationApi(client).get_authorization_subject(who[0]).grants[0].role.name)
tokens.delete_tokens_me()
try:
    tokens.get_tokens_me()
except ApiException as error:
    print(error.status)
",
    );
    let expected = [
        Client::SERVICE.name,
        "CLIENT-CREDENTIALS",
        "standin-org",
        "7",
        "Reporting",
        "401",
    ];
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
}

/// The SDK waits as `Retry-After` says, which has to come through for that.
fn python_throttled() {
    let stage = Stage::new(&["--api-throttled", "2"]);
    let said = python(
        &stage,
        Client::SERVICE,
        "
import time
client.get_client_credentials_token(*who)
start = time.monotonic()
print(gc.TokensApi(client).get_tokens_me().o_auth_client.name)
print(time.monotonic() - start >= 2)
",
    );
    assert_eq!(
        said.lines().collect::<Vec<_>>(),
        [Client::SERVICE.name, "True"]
    );
}

fn python_errors() {
    let stage = Stage::new(&[]);
    let said = python(
        &stage,
        Client::BARE,
        "
import json
client.get_client_credentials_token(*who)
for call in (gc.UsersApi(client).get_users_me, gc.OAuthApi(client).get_oauth_clients):
    try:
        call()
    except ApiException as error:
        print(error.status, json.loads(error.body)['code'], error.headers['inin-correlation-id'] != '')
try:
    client.get_client_credentials_token(who[0], 'wrong')
except ApiException as error:
    print(error.status, json.loads(error.body)['description'])
",
    );
    let expected = [
        "400 bad.request True",
        "403 missing.permissions True",
        "401 authentication failed",
    ];
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
}

fn python_saml() {
    let stage = Stage::new(&[]);
    let said = python(
        &stage,
        Client::SAML,
        "
client.get_saml2bearer_token(*who, 'standin-org', 'PHNhbWxwOlJlc3BvbnNlPjwvc2FtbHA6UmVzcG9uc2U+')
print(gc.UsersApi(client).get_users_me(expand=['organization', 'authorization']).name)
",
    );
    assert_eq!(said.trim(), "Stand-in User 1");
}

fn node_token() {
    let stage = Stage::new(&[]);
    let said = node(
        &stage,
        Client::SERVICE,
        "
await login();
const tokens = new platform.TokensApi();
console.log((await tokens.getTokensMe()).OAuthClient.name);
console.log((await tokens.getTokensMe({ preserveIdleTTL: true })).OAuthClient.authorizedGrantType);
console.log((await new platform.OrganizationApi().getOrganizationsMe()).thirdPartyOrgName);
console.log((await new platform.UsersApi().getUsers({ pageSize: 7, pageNumber: 2 })).entities.length);
await tokens.deleteTokensMe();
await tokens.getTokensMe().catch((error) => console.log(error.status));
",
    );
    let expected = [
        Client::SERVICE.name,
        "CLIENT-CREDENTIALS",
        "standin-org",
        "7",
        "401",
    ];
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
}

fn node_throttled() {
    let stage = Stage::new(&["--api-throttled", "1"]);
    let said = node(
        &stage,
        Client::SERVICE,
        "
await login();
client.setReturnExtendedResponses(true);
const tokens = new platform.TokensApi();
await tokens.getTokensMe().catch(async (error) => {
  console.log(error.status, error.headers['retry-after'], error.headers['inin-ratelimit-allowed']);
  await new Promise((done) => setTimeout(done, 1000 * error.headers['retry-after']));
});
console.log((await tokens.getTokensMe()).body.OAuthClient.name);
",
    );
    assert_eq!(
        said.lines().collect::<Vec<_>>(),
        ["429 1 300", Client::SERVICE.name]
    );
}

fn node_errors() {
    let stage = Stage::new(&[]);
    let said = node(
        &stage,
        Client::BARE,
        "
await login();
await new platform.UsersApi().getUsersMe().catch((error) => console.log(error.status, error.code));
await new platform.OAuthApi().getOauthClients().catch((error) => console.log(error.status, error.code));
await client.loginClientCredentialsGrant(process.env.CLIENT_ID, 'wrong').then(() => console.log('in'), () => console.log('refused'));
",
    );
    let expected = ["400 bad.request", "403 missing.permissions", "refused"];
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
}
