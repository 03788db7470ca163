//! The texts there are: which pieces make which snippet.

use super::Kind;
use crate::grants::Grant;

/// The pieces of a snippet, one after the other, with `@@DOMAIN@@` and `@@AWS_REGION@@` in them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Template {
    /// A name for it as a file.
    pub(super) file: &'static str,
    /// What is put together.
    pub(super) pieces: &'static [&'static str],
    /// What has to be there to run it.
    pub(super) needs: &'static [&'static str],
}

macro_rules! piece {
    ($file:literal) => {
        include_str!(concat!("../../data/snippets/", $file))
    };
}

const BASH_HEAD: &str = piece!("bash/head.sh");
const BASH_TAIL: &str = piece!("bash/tail.sh");

/// Id and secret, as every snippet with a secret takes them.
const ID: &str = "GENESYS_CLOUD_CLIENT_ID in the environment: the client's id";
const SECRET: &str = "GENESYS_CLOUD_CLIENT_SECRET in the environment: its secret, from the vault";
const BASH: &str = "bash, curl and jq";

/// The template of a kind for a grant, where there is one.
pub(super) const fn template(kind: Kind, grant: Grant) -> Option<Template> {
    let (file, pieces, needs): (_, &'static [&'static str], &'static [&'static str]) =
        match (kind, grant) {
            (Kind::Curl, Grant::ClientCredentials) => (
                "token.sh",
                &[BASH_HEAD, piece!("bash/client_credentials.sh"), BASH_TAIL],
                &[BASH, ID, SECRET],
            ),
            _ => return None,
        };
    Some(Template {
        file,
        pieces,
        needs,
    })
}
