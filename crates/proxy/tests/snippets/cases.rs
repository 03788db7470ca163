//! What each snippet that runs has to do.

use std::thread::sleep;
use std::time::Duration;

use claimlens_core::basic;
use claimlens_core::grants::Grant;
use claimlens_core::snippets::Kind;
use claimlens_proxy::standin::{Client, Settings};

use crate::program::{Program, Ran, Tools};
use crate::server::{Running, code_in, start, visit};
use crate::{Case, Verdict};

/// The tests of one snippet.
pub(crate) fn of(kind: Kind, grant: Grant) -> Vec<Case> {
    let mut cases = vec![case(
        kind,
        grant,
        "keeps_its_token_and_replaces_it_after_a_401",
        kept,
    )];
    if grant == Grant::ClientCredentials {
        cases.push(case(kind, grant, "waits_when_told_to", throttled));
        cases.push(case(kind, grant, "renews_before_the_end", renewed));
        cases.push(case(kind, grant, "says_why_it_was_refused", refused));
        cases.push(case(
            kind,
            grant,
            "shows_no_secret_when_nobody_answers",
            unreachable,
        ));
    }
    if grant == Grant::AuthorizationCode {
        cases.push(case(
            kind,
            grant,
            "does_without_a_refresh_token",
            inactivity,
        ));
    }
    cases
}

fn case(kind: Kind, grant: Grant, name: &str, run: fn(&Tools, Kind, Grant)) -> Case {
    let name = format!("{}::{}::{name}", kind.id(), grant.id());
    let run = move |tools: &Tools| match tools.missing(kind) {
        Some(why) => Verdict::Skipped(why.to_owned()),
        None => {
            run(tools, kind, grant);
            Verdict::Passed
        }
    };
    (name, Box::new(run))
}

const DONE: &str = "organisation: Stand-in Organisation";
const REDIRECT: &str = "http://localhost:18765/";

/// A second call takes the token that is there; after its end by revocation a new one is asked for.
fn kept(tools: &Tools, kind: Kind, grant: Grant) {
    let running = start(Settings::default());
    let further = match (kind, grant) {
        // A new login by hand would be needed after the revocation.
        (Kind::PythonSdk, Grant::Pkce) => "\ncall(gc.TokensApi(client).get_tokens_me)\n",
        (Kind::PythonRequests, Grant::Pkce) => "\nget('/api/v2/tokens/me')\n",
        (Kind::NodeSdk, Grant::Pkce) => "\nawait call(() => tokens.getTokensMe());\n",
        (Kind::PythonSdk, _) => {
            "\ncall(gc.TokensApi(client).get_tokens_me)\ngc.TokensApi(client).delete_tokens_me()\ncall(gc.TokensApi(client).get_tokens_me)\n"
        }
        (Kind::PythonRequests, _) => {
            "\nget('/api/v2/tokens/me')\nsend('DELETE', api + '/api/v2/tokens/me', auth=bearer)\nget('/api/v2/tokens/me')\n"
        }
        (Kind::NodeSdk, _) => {
            "\nawait call(() => tokens.getTokensMe());\nawait tokens.deleteTokensMe();\nawait call(() => tokens.getTokensMe());\n"
        }
        _ => "",
    };
    let mut program = prepared(tools, &running, kind, grant, further);
    let ran = log_in_and_run(&mut program, kind, grant);
    assert_done(&ran, grant);
    if kind == Kind::Curl {
        assert_done(&program.run(), grant);
        if grant != Grant::Pkce {
            running.standin.revoke_all();
            assert_done(&program.run(), grant);
        }
    }
    let seen = running.standin.seen();
    let first = grant.grant_type();
    let expected = match grant {
        Grant::Pkce => vec![first],
        Grant::AuthorizationCode => vec![first, "refresh_token"],
        Grant::ClientCredentials | Grant::Saml2Bearer => vec![first, first],
    };
    assert_eq!(seen.token_requests, expected, "{seen:?} {ran:?}");
    assert_eq!(
        seen.api_requests[0],
        "GET /mypurecloud.ie/api/v2/tokens/me?preserveIdleTTL=true"
    );
}

/// The token endpoint's 400 and the API's 429 are waited out, the latter for as long as it says.
fn throttled(tools: &Tools, kind: Kind, grant: Grant) {
    let running = start(Settings {
        token_throttled: 1,
        api_throttled: 2,
        retry_after: Some(3),
        ..Settings::default()
    });
    let ran = prepared(tools, &running, kind, grant, "").run();
    assert_done(&ran, grant);
    let seen = running.standin.seen();
    assert_eq!(seen.token_requests.len(), 2, "{ran:?}");
    assert_eq!(seen.api_requests.len(), 3, "{ran:?}");
    let early = seen.waited.iter().any(|seconds| *seconds < 2.9);
    assert!(!early, "Retry-After was 3: {:?}", seen.waited);
    assert_eq!(seen.waited.len(), 2);
}

/// A token that is about to end is replaced without waiting for a 401.
fn renewed(tools: &Tools, kind: Kind, grant: Grant) {
    let running = start(Settings {
        lifetime: 10,
        ..Settings::default()
    });
    // A tenth of its life before the end: after nine seconds it is good still, and replaced.
    let further = match kind {
        Kind::PythonSdk => "\ntime.sleep(9.3)\ncall(gc.TokensApi(client).get_tokens_me)\n",
        Kind::PythonRequests => "\ntime.sleep(9.3)\nget('/api/v2/tokens/me')\n",
        Kind::NodeSdk => "\nawait sleep(9300);\nawait call(() => tokens.getTokensMe());\n",
        _ => "",
    };
    let program = prepared(tools, &running, kind, grant, further);
    let ran = program.run();
    assert_done(&ran, grant);
    if kind == Kind::Curl {
        sleep(Duration::from_millis(9300));
        assert_done(&program.run(), grant);
    }
    let seen = running.standin.seen();
    assert_eq!(seen.token_requests.len(), 2, "{ran:?}");
    assert_eq!(seen.api_requests.len(), 2, "no call had to fail: {ran:?}");
}

/// A wrong secret: the reason is shown, the secret is not, and it is not tried again.
fn refused(tools: &Tools, kind: Kind, grant: Grant) {
    let running = start(Settings::default());
    let mut program = prepared(tools, &running, kind, grant, "");
    let wrong = "d3Jvbmctc2VjcmV0LWZvci10ZXN0cy1vbmx5LTAwMDA";
    program.set("GENESYS_CLOUD_CLIENT_SECRET", wrong);
    let ran = program.run();
    assert_ne!(ran.code, Some(0), "{ran:?}");
    assert!(ran.said.contains("authentication failed"), "{ran:?}");
    assert_no_secret(&ran, wrong);
    assert_eq!(running.standin.seen().token_requests.len(), 1);
}

/// Libraries put the request into the error they throw: nothing of it may be printed.
fn unreachable(tools: &Tools, kind: Kind, grant: Grant) {
    let running = start(Settings::default());
    let mut program = prepared(tools, &running, kind, grant, "");
    // Port 9 is that of a service that nobody runs.
    program.set("GENESYS_CLOUD_GATEWAY", "http://127.0.0.1:9/mypurecloud.ie");
    let ran = program.run();
    assert_ne!(ran.code, Some(0), "{ran:?}");
    assert_no_secret(&ran, client(grant).secret);
}

/// With the inactivity timeout there is no refresh token, and the first token works all the same.
fn inactivity(tools: &Tools, kind: Kind, grant: Grant) {
    let running = start(Settings {
        inactivity_timeout: true,
        ..Settings::default()
    });
    let mut program = prepared(tools, &running, kind, grant, "");
    let ran = log_in_and_run(&mut program, kind, grant);
    assert_done(&ran, grant);
}

/// The snippet with everything in its environment but the code of a login.
fn prepared(tools: &Tools, running: &Running, kind: Kind, grant: Grant, further: &str) -> Program {
    let mut program = Program::new(tools, kind, grant, further);
    let client = client(grant);
    program
        .set("GENESYS_CLOUD_GATEWAY", &running.gateway)
        .set("GENESYS_CLOUD_CLIENT_ID", client.id);
    if grant.has_secret() {
        program.set("GENESYS_CLOUD_CLIENT_SECRET", client.secret);
    }
    if grant == Grant::Saml2Bearer {
        // Wrapped on purpose: that is how it is often copied.
        let file = program.file(
            "assertion",
            "PHNhbWxwOlJlc3BvbnNl\nPjwvc2FtbHA6UmVzcG9uc2U+\n",
        );
        program.set("GENESYS_CLOUD_SAML_ASSERTION_FILE", &file);
        program.set("GENESYS_CLOUD_ORG_NAME", "standin-org");
    }
    if matches!(grant, Grant::AuthorizationCode | Grant::Pkce) {
        let uri = match (kind, grant) {
            // Each waits on a port of its own: they run at the same time.
            (Kind::PythonRequests, Grant::Pkce) => "http://localhost:18766/",
            (Kind::NodeSdk, Grant::Pkce) => "http://localhost:18767/",
            _ => REDIRECT,
        };
        program.set("GENESYS_CLOUD_REDIRECT_URI", uri);
    }
    program
}

/// Runs it, and logs in when it shows the address to log in at.
fn log_in_and_run(program: &mut Program, kind: Kind, grant: Grant) -> Ran {
    match (kind, grant) {
        (_, Grant::AuthorizationCode) | (Kind::Curl, Grant::Pkce) => {
            let asked = program.run();
            assert_ne!(asked.code, Some(0), "{asked:?}");
            let code = code_in(&visit(address_in(&asked.said)));
            program.set("GENESYS_CLOUD_AUTH_CODE", &code);
            program.run()
        }
        (_, Grant::Pkce) => program.run_and(|line| {
            if line.starts_with("Log in: ") {
                // First somebody else's answer: it must be passed over.
                let back = visit(address_in(line));
                let (address, _) = back.split_once('?').expect("a query");
                visit(&format!("{address}?code=stolen&state=unknown"));
                visit(&back);
            }
        }),
        _ => program.run(),
    }
}

fn address_in(said: &str) -> &str {
    let start = said.find("http://127.0.0.1").expect("an address");
    let end = said[start..].find(char::is_whitespace);
    &said[start..end.map_or(said.len(), |end| start + end)]
}

fn assert_done(ran: &Ran, grant: Grant) {
    let client = client(grant);
    let line = format!("client: {}, {DONE}", client.name);
    assert!(ran.code == Some(0) && ran.said.contains(&line), "{ran:?}");
    assert_no_secret(ran, client.secret);
}

/// Neither in the clear nor in the Basic header.
fn assert_no_secret(ran: &Ran, secret: &str) {
    let header = basic::build(Client::SERVICE.id, secret).header;
    let encoded = header.trim_start_matches("Basic ");
    let shown = ran.said.contains(secret) || ran.said.contains(encoded);
    assert!(!shown, "the secret was shown: {}", ran.said);
}

const fn client(grant: Grant) -> Client {
    match grant {
        Grant::ClientCredentials => Client::SERVICE,
        Grant::AuthorizationCode | Grant::Pkce => Client::CODE,
        Grant::Saml2Bearer => Client::SAML,
    }
}
