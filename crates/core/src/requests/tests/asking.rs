//! Planned calls: what is sent, what is shown, what is copied.

use std::format;

use proptest::prelude::*;

use super::*;
use crate::calls::{CALLS, Host, Method, QueryFault, REGIONS, call, find};

fn sent<'p>(planned: &'p Planned, name: &str) -> Option<&'p str> {
    let header = planned.headers.iter().find(|header| header.name == name)?;
    Some(header.value.expose())
}

#[test]
fn the_request_for_a_token() {
    let planned = for_token();
    assert_eq!(planned.path, "/mypurecloud.ie/login/oauth/token");
    assert_eq!(planned.method, Method::Post);
    assert_eq!(planned.body, "grant_type=client_credentials");
    assert_eq!(planned.host.as_deref(), Some("login.mypurecloud.ie"));
    assert_eq!(
        planned.url().unwrap(),
        "https://login.mypurecloud.ie/oauth/token"
    );
    assert_eq!(
        sent(&planned, "Authorization").unwrap(),
        crate::basic::build(ID, SECRET).header
    );
    assert_eq!(
        sent(&planned, "Content-Type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(sent(&planned, "Claimlens-Request"), Some("1"));
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        planned.shown(),
        format!(
            "POST /oauth/token HTTP/1.1\nHost: login.mypurecloud.ie\nAuthorization: Basic •••• (108 characters)\n\
             Content-Type: application/x-www-form-urlencoded\nAccept: application/json\n\
             User-Agent: claimlens-proxy/{version}\nContent-Length: 29\n\ngrant_type=client_credentials\n"
        )
    );
    assert_eq!(
        planned.curl().unwrap(),
        r#"curl -sS -w '\n%{http_code}\n' -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials https://login.mypurecloud.ie/oauth/token"#
    );
    assert_eq!(
        planned.curl_through("http://127.0.0.1:8080/"),
        r#"curl -sS -w '\n%{http_code}\n' -u "$CLIENT_ID:$CLIENT_SECRET" -H 'Claimlens-Request: 1' -d grant_type=client_credentials http://127.0.0.1:8080/mypurecloud.ie/login/oauth/token"#
    );
}

#[test]
fn a_companion_below_a_path_is_asked_below_it() {
    let me = api("tokens-me");
    for (address, request, line) in [
        (
            "http://127.0.0.1:8080",
            "GET /mypurecloud.ie/api/v2/tokens/me HTTP/1.1\nHost: 127.0.0.1:8080\n",
            "http://127.0.0.1:8080/mypurecloud.ie/api/",
        ),
        (
            "https://tools.example/claimlens/",
            "GET /claimlens/mypurecloud.ie/api/v2/tokens/me HTTP/1.1\nHost: tools.example\n",
            "https://tools.example/claimlens/mypurecloud.ie/api/",
        ),
    ] {
        let shown = me.shown_to_companion(address);
        assert!(shown.starts_with(request), "{shown}");
        let curl = me.curl_through(address);
        assert!(curl.contains(line), "{curl}");
    }
}

#[test]
fn the_calls_of_the_api() {
    let me = api("tokens-me");
    // What the call always has is added by the companion, and only there.
    assert_eq!(me.path, "/mypurecloud.ie/api/v2/tokens/me");
    assert_eq!(me.target, "/api/v2/tokens/me?preserveIdleTTL=true");
    assert_eq!(
        sent(&me, "Authorization").unwrap(),
        format!("Bearer {TOKEN}")
    );
    assert_eq!(
        me.curl().unwrap(),
        r#"curl -sS -w '\n%{http_code}\n' -H "Authorization: Bearer $TOKEN" 'https://api.mypurecloud.ie/api/v2/tokens/me?preserveIdleTTL=true'"#
    );
    let revoke = Ask::revoke(REGION, &Secret::new(TOKEN)).plan(NOW).unwrap();
    assert_eq!(revoke.method, Method::Delete);
    assert!(revoke.curl().unwrap().contains(" -X DELETE "));
    let queues = Ask::api("routing-queues", "eu-west-1", &Secret::new(TOKEN))
        .with_query("pageSize=1&pageNumber=2")
        .plan(NOW)
        .unwrap();
    assert_eq!(
        queues.path,
        "/eu-west-1/api/v2/routing/queues?pageSize=1&pageNumber=2"
    );
    assert_eq!(queues.host.as_deref(), Some("api.mypurecloud.ie"));
    let count = api("conversation-aggregates");
    assert_eq!((count.body.as_str(), count.method), ("", Method::Post));
    assert!(count.shown().contains("\"metrics\":[\"nOffered\"]"));
    assert!(
        count
            .curl()
            .unwrap()
            .contains("-H 'Content-Type: application/json' -d '{")
    );
    assert!(count.curl_through("http://x").contains(" -X POST "));
    let head = Ask {
        method: Some(Method::Head),
        ..Ask::api("tokens-me", REGION, &Secret::new(TOKEN))
    };
    assert!(head.plan(NOW).unwrap().curl().unwrap().contains(" --head "));
}

#[test]
fn the_demo_ends_in_the_companion() {
    let planned = Ask::token(DEMO, ID, &secret()).plan(NOW).unwrap();
    assert_eq!(planned.path, "/demo/login/oauth/token");
    assert_eq!(
        (planned.host.clone(), planned.url(), planned.curl()),
        (None, None, None)
    );
    assert!(planned.ends_at().contains("nowhere else"));
}

#[test]
fn what_cannot_be_planned() {
    let token = Secret::new(TOKEN);
    let fault = |ask: Ask| ask.plan(NOW).unwrap_err();
    for region in [
        "",
        "example.com",
        "MYPURECLOUD.IE",
        "mypurecloud.ie.",
        "demo2",
    ] {
        assert_eq!(fault(Ask::token(region, ID, &secret())), PlanFault::Region);
    }
    assert_eq!(fault(Ask::api("anything", REGION, &token)), PlanFault::Call);
    assert_eq!(
        fault(Ask::api("oauth-client", REGION, &token)),
        PlanFault::Id
    );
    for id in ["x", "../..", "0a1b2c3d-1111-2222-3333-44445555666/"] {
        let ask = Ask::api("oauth-client", REGION, &token).with_id(id);
        assert_eq!(fault(ask), PlanFault::Id);
    }
    let ask = Ask::api("users", REGION, &token).with_query("pageSize=0");
    assert_eq!(fault(ask), PlanFault::Query(QueryFault::Value));
    let ask = Ask {
        method: Some(Method::Delete),
        ..Ask::api("users", REGION, &token)
    };
    assert_eq!(fault(ask), PlanFault::Method);
    assert_eq!(
        fault(Ask::api("token", REGION, &token)),
        PlanFault::Credential
    );
    let ask = Ask {
        call: "users",
        ..Ask::token(REGION, ID, &secret())
    };
    assert_eq!(fault(ask), PlanFault::Credential);
    for token in ["", "two words", "line\r\nX-Evil: 1", "ü"] {
        let ask = Ask::api("users", REGION, &Secret::new(token));
        assert_eq!(fault(ask), PlanFault::Token);
    }
}

#[test]
fn a_line_can_be_copied_before_anything_is_typed() {
    for row in CALLS {
        for (region, _) in REGIONS {
            let planned = Ask::line(row.id, region).with_id(ID).plan(NOW).unwrap();
            assert!(
                planned
                    .headers
                    .iter()
                    .all(|header| header.name != "Authorization")
            );
            assert!(planned.curl().unwrap().contains(region));
        }
    }
}

#[test]
fn every_call_that_is_planned_is_one_of_the_table() {
    for row in CALLS {
        let ask = match row.host {
            Host::Login => Ask::token(REGION, ID, &secret()),
            Host::Api => Ask::api(row.id, REGION, &Secret::new(TOKEN)).with_id(ID),
        };
        let planned = ask.plan(NOW).unwrap();
        let path = planned.target.split('?').next().unwrap();
        let found = find(row.host, planned.method.name(), path).unwrap();
        assert_eq!(found.call.id, row.id);
        assert!(planned.path.ends_with(path));
    }
    for read in REAL_READS {
        assert!(call(read.call).is_some());
        let ask = Ask::api(read.call, REGION, &Secret::new(TOKEN)).with_query(read.query);
        ask.plan(NOW).unwrap();
    }
}

proptest! {
    /// Whatever is typed, nothing but a host of the table is ever asked.
    #[test]
    fn a_secret_goes_to_no_other_host(region in "\\PC{0,40}", id in "\\PC{0,40}", query in "\\PC{0,40}") {
        let ask = Ask { query, ..Ask::token(&region, &id, &secret()) };
        if ask.plan(NOW).is_ok() {
            let known = REGIONS.iter().any(|(domain, aws)| region == *domain || region == *aws);
            prop_assert!(known || region == DEMO);
        }
        let ask = Ask::api("oauth-client", REGION, &Secret::new(TOKEN)).with_id(&id);
        if let Ok(planned) = ask.plan(NOW) {
            prop_assert_eq!(planned.target, format!("/api/v2/oauth/clients/{}", id));
        }
    }
}
