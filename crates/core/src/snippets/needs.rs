//! What has to be there to run a snippet: packages first, then the variables of the environment.

use alloc::vec::Vec;

use super::Kind;
use crate::grants::Grant;

/// A line for each need, in the order they are seen to.
pub(super) fn of(kind: Kind, grant: Grant) -> Vec<&'static str> {
    let mut needs = Vec::from([match kind {
        Kind::Curl if matches!(grant, Grant::Pkce) => "bash, curl, jq and openssl",
        Kind::Curl => "bash, curl and jq",
        Kind::PythonSdk => "Python 3.10 or newer; pip install PureCloudPlatformClientV2",
        Kind::PythonRequests => "Python 3.8 or newer; pip install requests",
        Kind::NodeSdk => "Node.js 20 or newer; npm install purecloud-platform-client-v2",
        Kind::GoSdk => {
            "Go 1.24 or newer; go get github.com/mypurecloud/platform-client-sdk-go/v188/platformclientv2"
        }
        Kind::DotNetSdk => "A current .NET SDK; dotnet add package PureCloudPlatform.Client.V2",
        Kind::Terraform => "Terraform 1.0 or newer; terraform init fetches the provider",
        Kind::Cli => "The command line tool gc of Genesys",
        Kind::Postman => "Postman: Import, then the variables of the collection",
    }]);
    match kind {
        Kind::Terraform | Kind::Cli => needs.extend([
            "GENESYSCLOUD_OAUTHCLIENT_ID: the client's id",
            "GENESYSCLOUD_OAUTHCLIENT_SECRET: its secret, from the vault",
        ]),
        Kind::Postman => needs.extend([
            "clientId: the client's id",
            "clientSecret: its secret, as local value",
        ]),
        _ => {
            needs.push("GENESYS_CLOUD_CLIENT_ID: the client's id");
            if grant.has_secret() {
                needs.push("GENESYS_CLOUD_CLIENT_SECRET: its secret, from the vault");
            }
            needs.extend_from_slice(of_grant(kind, grant));
        }
    }
    needs
}

/// The variables besides id and secret.
const fn of_grant(kind: Kind, grant: Grant) -> &'static [&'static str] {
    match grant {
        Grant::ClientCredentials => &[],
        Grant::AuthorizationCode => &[
            "GENESYS_CLOUD_REDIRECT_URI: the redirect URI of the client, letter by letter",
            "GENESYS_CLOUD_AUTH_CODE: the code that the login sent there; without it the address to log in at is shown",
        ],
        Grant::Pkce if matches!(kind, Kind::Curl) => &[
            "GENESYS_CLOUD_REDIRECT_URI: a redirect URI of the client, letter by letter",
            "GENESYS_CLOUD_AUTH_CODE: the code that the login sent there; without it the address to log in at is shown",
        ],
        Grant::Pkce => &[
            "GENESYS_CLOUD_REDIRECT_URI: http://localhost and a port, if it is not to be http://localhost:8765/",
        ],
        Grant::Saml2Bearer => &[
            "GENESYS_CLOUD_ORG_NAME: the short name of the organisation",
            "GENESYS_CLOUD_SAML_ASSERTION_FILE: a file with the base64 of the assertion",
        ],
    }
}
