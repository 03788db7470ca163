//! The upstream, the companion and what it is measured beside: how each is started, and what it is asked.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::world::{API, LOGIN, Running, World, free_address};
use crate::Result;
use crate::process::{command, words};
use crate::repository::root;

/// What one run starts and asks.
#[derive(Debug)]
pub(super) struct Peers<'a> {
    pub(super) world: &'a World,
    pub(super) nginx: &'a Path,
    pub(super) companion: &'a Path,
    pub(super) upstream: SocketAddr,
}

/// One of those that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Peer {
    Companion,
    Nginx,
    CorsAnywhere,
    CorsAnywhereKept,
}

/// All, the one that is measured first.
pub(super) const PEERS: [Peer; 4] = [
    Peer::Companion,
    Peer::Nginx,
    Peer::CorsAnywhere,
    Peer::CorsAnywhereKept,
];

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    TokensMe,
    Token,
}

/// Both calls.
pub(super) const CALLS: [Call; 2] = [Call::TokensMe, Call::Token];

/// Of the length that such a token has. Nobody issued it.
const BEARER: &str =
    "Bearer bench-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789abcdefg";
const BASIC: &str = "Basic MDAwMDAwMDAtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAwOm5vYm9keS1pc3N1ZWQtdGhpcy1zZWNyZXQtMDAwMDAwMDAwMDAw";
const FORM: &str = "grant_type=client_credentials";

/// More requests on a connection than a run makes, more connections than it opens.
const KEPT: &str = "keepalive_timeout 300s; keepalive_requests 1000000000;";
const PLENTY: &str = "1000000000";

impl Call {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::TokensMe => "GET tokens/me",
            Self::Token => "POST oauth/token",
        }
    }

    pub(super) fn method(self) -> &'static str {
        match self {
            Self::TokensMe => "GET",
            Self::Token => "POST",
        }
    }

    pub(super) fn body(self) -> &'static str {
        match self {
            Self::TokensMe => "",
            Self::Token => FORM,
        }
    }

    /// Its path at the upstream.
    pub(super) fn upstream_path(self) -> &'static str {
        match self {
            Self::TokensMe => "/api/v2/tokens/me",
            Self::Token => "/oauth/token",
        }
    }

    fn own_headers(self) -> Vec<(&'static str, &'static str)> {
        match self {
            Self::TokensMe => vec![("Authorization", BEARER)],
            Self::Token => vec![
                ("Authorization", BASIC),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ],
        }
    }
}

impl Peer {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Companion => "claimlens-proxy",
            Self::Nginx => "nginx",
            Self::CorsAnywhere => "cors-anywhere as shipped",
            Self::CorsAnywhereKept => "cors-anywhere, keep-alive",
        }
    }

    /// The path that leads through this one to the upstream.
    pub(super) fn path(self, call: Call, upstream: SocketAddr) -> String {
        match (self, call) {
            (Self::Companion | Self::Nginx, Call::TokensMe) => {
                "/mypurecloud.ie/api/v2/tokens/me".to_owned()
            }
            (Self::Companion | Self::Nginx, Call::Token) => {
                "/mypurecloud.ie/login/oauth/token".to_owned()
            }
            (Self::CorsAnywhere | Self::CorsAnywhereKept, _) => {
                format!("/https://{upstream}{}", call.upstream_path())
            }
        }
    }

    /// The headers a call is made with.
    pub(super) fn headers(self, call: Call) -> Vec<(&'static str, &'static str)> {
        let mut headers = call.own_headers();
        if matches!(self, Self::CorsAnywhere | Self::CorsAnywhereKept) {
            // As shipped it wants both.
            headers.push(("Origin", "https://app.example"));
            headers.push(("X-Requested-With", "bench"));
        }
        headers
    }
}

impl Peers<'_> {
    /// Starts the upstream: TLS, keep-alive, an answer from memory.
    ///
    /// # Errors
    /// When it does not start.
    pub(super) fn start_upstream(&self) -> Result<Running> {
        let config = self.world.write(
            "upstream.conf",
            &nginx_conf(
                "upstream",
                &format!(
                    r#"  ssl_certificate upstream.pem; ssl_certificate_key upstream.key;
  server {{
    listen {address} ssl backlog=4096;
    default_type application/json;
    add_header ININ-Correlation-Id 00000000-0000-4000-8000-000000000000;
    add_header inin-ratelimit-count 1; add_header inin-ratelimit-allowed 300; add_header inin-ratelimit-reset 60;
    add_header Strict-Transport-Security max-age=600;
    location = {me} {{ return 200 '{me_body}'; }}
    location = {token} {{ return 200 '{token_body}'; }}
  }}"#,
                    address = self.upstream,
                    me = Call::TokensMe.upstream_path(),
                    me_body = ME,
                    token = Call::Token.upstream_path(),
                    token_body = TOKEN,
                ),
            ),
        )?;
        self.world
            .start("upstream", self.nginx_command(&config), self.upstream)
    }

    /// Starts one of them at an address of its own.
    ///
    /// # Errors
    /// When it does not start.
    pub(super) fn start(&self, peer: Peer, connections: u32) -> Result<(Running, SocketAddr)> {
        let address = free_address()?;
        let command = self.command(peer, address, connections)?;
        let running = self.world.start(peer.name(), command, address)?;
        Ok((running, address))
    }

    /// How each is configured, for the reader of the table.
    ///
    /// # Errors
    /// When a configuration cannot be written.
    pub(super) fn configurations(&self) -> Result<String> {
        let all: Result<Vec<_>> = PEERS
            .map(|peer| self.configuration(peer, 0))
            .into_iter()
            .collect();
        Ok(all?.concat())
    }

    /// How one is configured: its command and its file.
    ///
    /// # Errors
    /// As [`Self::configurations`].
    pub(super) fn configuration(&self, peer: Peer, connections: u32) -> Result<String> {
        let address = SocketAddr::from(([127, 0, 0, 1], 8080));
        let command = words(&self.command(peer, address, connections)?);
        let file = match peer {
            Peer::Companion => String::new(),
            Peer::Nginx => self.nginx_peer(address),
            Peer::CorsAnywhere => {
                "  its own server.js, told HOST, PORT and NODE_EXTRA_CA_CERTS\n".to_owned()
            }
            Peer::CorsAnywhereKept => KEPT_SCRIPT.to_owned(),
        };
        let below = [self.world.file(""), root()].map(|folder| format!("{}/", folder.display()));
        let text = format!("{}:\n  {command}\n{file}", peer.name());
        Ok(below.iter().fold(text, |text, folder| {
            text.replace(folder.trim_end_matches('/'), ".")
        }))
    }

    fn command(&self, peer: Peer, address: SocketAddr, connections: u32) -> Result<Command> {
        let node = |script: PathBuf| {
            let mut node = command("node", &[]);
            node.arg(script)
                .env("NODE_EXTRA_CA_CERTS", self.world.file("ca.pem"))
                .env("HOST", address.ip().to_string())
                .env("PORT", address.port().to_string());
            node
        };
        let package = root().join("tests/node_modules/cors-anywhere");
        Ok(match peer {
            Peer::Companion => self.companion(address, connections),
            Peer::Nginx => {
                let config = nginx_conf("nginx", &self.nginx_peer(address));
                let name = format!("nginx-{}.conf", address.port());
                self.nginx_command(&self.world.write(&name, &config)?)
            }
            Peer::CorsAnywhere => node(package.join("server.js")),
            Peer::CorsAnywhereKept => {
                let mut node = node(self.world.write("kept.cjs", KEPT_SCRIPT)?);
                node.env("PACKAGE", package);
                node
            }
        })
    }

    /// Every check stays on; only the numbers of the rate limits are raised, and that of connections
    /// where more are opened than it takes by default.
    fn companion(&self, address: SocketAddr, connections: u32) -> Command {
        let mut companion = command(self.companion, &[]);
        companion.args(["--listen", &address.to_string(), "--threads", "1"]);
        companion.args(["--gateway", "--log", "off", "--extra-roots"]);
        companion.arg(self.world.file("ca.pem"));
        for host in [API, LOGIN] {
            companion.args(["--upstream", &format!("{host}={}", self.upstream)]);
        }
        for rate in ["--rate-address", "--rate-total", "--rate-tokens"] {
            companion.args([rate, PLENTY]);
        }
        if connections > 1000 {
            companion.args(["--max-connections", &connections.to_string()]);
        }
        companion
    }

    fn nginx_command(&self, config: &Path) -> Command {
        let mut nginx = command(self.nginx, &[]);
        nginx
            .arg("-p")
            .arg(self.world.file(""))
            .arg("-c")
            .arg(config);
        nginx
    }

    /// `proxy_pass` with kept connections to the upstream, whose certificate is checked as the companion does.
    fn nginx_peer(&self, address: SocketAddr) -> String {
        let server = |host: &str, name: &str| {
            format!(
                "  upstream {name} {{ server {}; keepalive 256; {KEPT} }} # {host}\n",
                self.upstream
            )
        };
        // A location with one proxy_set_header takes over none from around it.
        let location = |prefix: &str, host: &str, target: &str| {
            format!(
                "    location {prefix} {{ proxy_pass https://{target}; proxy_set_header Host {host}; proxy_set_header Connection \"\"; proxy_ssl_name {host}; }}\n"
            )
        };
        format!(
            "{}{}  proxy_http_version 1.1;\n  \
             proxy_ssl_server_name on; proxy_ssl_verify on; proxy_ssl_trusted_certificate ca.pem;\n  \
             server {{\n    listen {address} backlog=4096;\n{}{}  }}\n",
            server(API, "api"),
            server(LOGIN, "login"),
            location("/mypurecloud.ie/api/", API, "api/api/"),
            location("/mypurecloud.ie/login/", LOGIN, "login/"),
        )
    }
}

/// What every nginx here has: one worker, no log, nothing outside the run's folder.
fn nginx_conf(name: &str, http: &str) -> String {
    let temp: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|kind| format!("  {kind}_temp_path {name}-{kind};\n"))
        .concat();
    format!(
        "daemon off; worker_processes 1; pid {name}.pid; error_log stderr error;\n\
         events {{ worker_connections 16384; }}\n\
         http {{\n  access_log off; {KEPT}\n{temp}{http}\n}}\n"
    )
}

/// The options of its own server.js, and an agent that keeps connections.
const KEPT_SCRIPT: &str = r"  const { Agent } = require('https');
  require(process.env.PACKAGE).createServer({
    requireHeader: ['origin', 'x-requested-with'],
    removeHeaders: ['cookie', 'cookie2'],
    redirectSameOrigin: true,
    httpProxyOptions: { xfwd: false, agent: new Agent({ keepAlive: true }) },
  }).listen(process.env.PORT, process.env.HOST);
";

/// Of the length and shape of a real answer.
const ME: &str = r#"{"organization":{"id":"00000000-0000-4000-8000-000000000001","name":"Bench"},"homeOrganization":{"id":"00000000-0000-4000-8000-000000000001","name":"Bench"},"authorizedScope":["*"],"clonedUser":null,"OAuthClient":{"id":"00000000-0000-4000-8000-000000000002","name":"bench","organization":{"id":"00000000-0000-4000-8000-000000000001","name":"Bench"}},"tokenExpiresInSeconds":86399}"#;
const TOKEN: &str = r#"{"access_token":"bench-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789abcdefg","token_type":"bearer","expires_in":86399}"#;
