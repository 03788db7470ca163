//! The texts there are: which pieces make which snippet.

use super::Kind;
use crate::grants::Grant;

/// The pieces of a snippet, one after the other, with `@@DOMAIN@@` and `@@AWS_REGION@@` in them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Template {
    /// A name for it as a file. Not `token`: Python has a module of that name.
    pub(super) file: &'static str,
    /// What is put together.
    pub(super) pieces: &'static [&'static str],
}

macro_rules! piece {
    ($file:literal) => {
        include_str!(concat!("../../data/snippets/", $file))
    };
}

/// The template of a kind for a grant, where there is one.
pub(super) const fn template(kind: Kind, grant: Grant) -> Option<Template> {
    match kind {
        Kind::Curl => Some(bash(grant)),
        Kind::PythonSdk => Some(python(grant)),
        Kind::PythonRequests => Some(requests(grant)),
        Kind::NodeSdk => Some(node(grant)),
        _ => match grant {
            Grant::ClientCredentials => other(kind),
            _ => None,
        },
    }
}

const fn bash(grant: Grant) -> Template {
    const HEAD: &str = piece!("bash/head.sh");
    const BASIC: &str = piece!("bash/basic.sh");
    const TAIL: &str = piece!("bash/tail.sh");
    Template {
        file: "genesys_token.sh",
        pieces: match grant {
            Grant::ClientCredentials => &[HEAD, BASIC, piece!("bash/client_credentials.sh"), TAIL],
            Grant::AuthorizationCode => &[HEAD, BASIC, piece!("bash/authorization_code.sh"), TAIL],
            Grant::Pkce => &[HEAD, piece!("bash/pkce.sh"), TAIL],
            Grant::Saml2Bearer => &[HEAD, BASIC, piece!("bash/saml2_bearer.sh"), TAIL],
        },
    }
}

/// What the user's browser comes back to, for both Python snippets with PKCE.
const LOOPBACK: &str = piece!("python/loopback.py");

const fn python(grant: Grant) -> Template {
    const HEAD: &str = piece!("python/head.py");
    const TAIL: &str = piece!("python/tail.py");
    Template {
        file: "genesys_token.py",
        pieces: match grant {
            Grant::ClientCredentials => &[HEAD, piece!("python/client_credentials.py"), TAIL],
            Grant::AuthorizationCode => &[HEAD, piece!("python/authorization_code.py"), TAIL],
            Grant::Pkce => &[
                piece!("python/pkce_imports.py"),
                HEAD,
                LOOPBACK,
                piece!("python/pkce.py"),
                TAIL,
            ],
            Grant::Saml2Bearer => &[HEAD, piece!("python/saml2_bearer.py"), TAIL],
        },
    }
}

const fn requests(grant: Grant) -> Template {
    const HEAD: &str = piece!("requests/head.py");
    const TAIL: &str = piece!("requests/tail.py");
    Template {
        file: "genesys_token.py",
        pieces: match grant {
            Grant::ClientCredentials => &[HEAD, piece!("requests/client_credentials.py"), TAIL],
            Grant::AuthorizationCode => &[HEAD, piece!("requests/authorization_code.py"), TAIL],
            Grant::Pkce => &[
                piece!("requests/pkce_imports.py"),
                HEAD,
                LOOPBACK,
                piece!("requests/pkce.py"),
                TAIL,
            ],
            Grant::Saml2Bearer => &[HEAD, piece!("requests/saml2_bearer.py"), TAIL],
        },
    }
}

const fn node(grant: Grant) -> Template {
    const HEAD: &str = piece!("node/head.mjs");
    const TAIL: &str = piece!("node/tail.mjs");
    Template {
        file: "genesys_token.mjs",
        pieces: match grant {
            Grant::ClientCredentials => &[HEAD, piece!("node/client_credentials.mjs"), TAIL],
            Grant::AuthorizationCode => &[HEAD, piece!("node/authorization_code.mjs"), TAIL],
            Grant::Pkce => &[
                piece!("node/pkce_imports.mjs"),
                HEAD,
                piece!("node/pkce.mjs"),
                TAIL,
            ],
            Grant::Saml2Bearer => &[
                piece!("node/saml2_imports.mjs"),
                HEAD,
                piece!("node/saml2_bearer.mjs"),
                TAIL,
            ],
        },
    }
}

/// Those that there are for client credentials alone.
const fn other(kind: Kind) -> Option<Template> {
    let (file, pieces): (_, &'static [&'static str]) = match kind {
        Kind::GoSdk => ("main.go", &[piece!("other/token.go")]),
        Kind::DotNetSdk => ("Program.cs", &[piece!("other/Token.cs")]),
        Kind::Terraform => ("main.tf", &[piece!("other/main.tf")]),
        Kind::Cli => ("genesys_token.sh", &[piece!("other/cli.sh")]),
        Kind::Postman => (
            "genesys-cloud.postman_collection.json",
            &[piece!("other/postman.json")],
        ),
        Kind::Curl | Kind::PythonSdk | Kind::PythonRequests | Kind::NodeSdk => return None,
    };
    Some(Template { file, pieces })
}
