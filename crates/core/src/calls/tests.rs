use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use proptest::prelude::*;

use super::{
    Body, CALLS, Host, Method, NotFound, QueryFault, REGIONS, aggregate_body, call, domain, find,
    host,
};

const ID: &str = "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c01";

#[test]
fn a_region_is_its_domain_or_its_aws_name_to_the_letter() {
    for (name, aws) in REGIONS {
        assert_eq!(domain(name), Some(name));
        assert_eq!(domain(aws), Some(name));
        assert_eq!(host(aws, Host::Api), Some(format!("api.{name}")));
        for wrong in [
            name.to_uppercase(),
            format!("{name}."),
            format!("{name}:443"),
            format!("{name}@evil.example"),
            format!("x{name}"),
            format!("{name}.evil.example"),
            format!("login.{name}"),
            format!(" {name}"),
        ] {
            assert_eq!(domain(&wrong), None, "{wrong}");
            assert_eq!(host(&wrong, Host::Login), None, "{wrong}");
        }
    }
    assert_eq!(domain(""), None);
    assert_eq!(domain("demo"), None);
}

#[test]
fn every_call_is_found_by_its_own_path_and_no_other_is() {
    for row in CALLS {
        let path = row.path_with(ID);
        for method in row.methods {
            let found = find(row.host, method.name(), &path).unwrap();
            assert_eq!((found.call.id, found.path), (row.id, path.as_str()));
        }
        assert_eq!(call(row.id).unwrap().id, row.id);
        for method in ["PUT", "PATCH", "TRACE", "OPTIONS", "get", ""] {
            assert_eq!(
                find(row.host, method, &path).unwrap_err(),
                NotFound::Method(row.methods)
            );
        }
        let other = if row.host == Host::Api {
            Host::Login
        } else {
            Host::Api
        };
        assert_eq!(find(other, "GET", &path).unwrap_err(), NotFound::Path);
        for path in [
            format!("{path}/"),
            format!("/{path}"),
            format!("{path}/.."),
            format!("{path};x"),
            path.to_uppercase(),
            path.replacen('/', "//", 1),
            path.replacen('/', "/./", 1),
            path.replacen('/', "\\", 1),
            format!("{path}%00"),
        ] {
            // The id itself may be written in capitals: it is a UUID either way.
            if path != row.path_with(ID) {
                assert_eq!(
                    find(row.host, "GET", &path).unwrap_err(),
                    NotFound::Path,
                    "{path}"
                );
            }
        }
    }
}

#[test]
fn an_id_is_a_uuid() {
    for id in [
        "",
        "me",
        "..",
        "%2e%2e",
        "0f5b3a52",
        "0f5b3a52-7c1e-4a57-9e0c-1d2f6b8a9c0g",
    ] {
        let path = format!("/api/v2/oauth/clients/{id}");
        assert_eq!(
            find(Host::Api, "GET", &path).unwrap_err(),
            NotFound::Path,
            "{id}"
        );
    }
}

#[test]
fn a_query_has_known_keys_and_values_only() {
    let target = |id: &str, query: Option<&str>| {
        let row = call(id).unwrap();
        let path = row.path_with(ID);
        let method = row.methods.first().unwrap();
        find(row.host, method.name(), &path).unwrap().target(query)
    };
    let check = |id: &str, query: &str, expected: Result<&str, QueryFault>| {
        let expected = expected.map(String::from);
        assert_eq!(target(id, Some(query)), expected, "{id}?{query}");
    };
    let me = "/api/v2/tokens/me?preserveIdleTTL=true";
    assert_eq!(target("tokens-me", None), Ok(me.to_string()));
    check("tokens-me", "", Ok(me));
    check("tokens-me", "preserveIdleTTL=true", Ok(me));
    check("tokens-me", "preserveIdleTTL=false", Err(QueryFault::Key));
    check(
        "tokens-me",
        "preserveIdleTTL=true&preserveIdleTTL=true",
        Err(QueryFault::Twice),
    );
    check("users", "preserveIdleTTL=true", Err(QueryFault::Key));
    check(
        "users",
        "pageSize=25&pageNumber=2",
        Ok("/api/v2/users?pageSize=25&pageNumber=2"),
    );
    check("users", "pageSize=500", Ok("/api/v2/users?pageSize=500"));
    check(
        "users-me",
        "expand=token,organization",
        Ok("/api/v2/users/me?expand=token,organization"),
    );
    check(
        "users-me",
        "expand=token%2Cpresence",
        Ok("/api/v2/users/me?expand=token%2Cpresence"),
    );
    for wrong in [
        "0",
        "501",
        "-1",
        "+5",
        "007",
        "1e2",
        "",
        "25%00",
        "99999999999",
    ] {
        check(
            "users",
            &format!("pageSize={wrong}"),
            Err(QueryFault::Value),
        );
    }
    check("users-me", "expand=everything", Err(QueryFault::Value));
    check("users-me", "expand=token,", Err(QueryFault::Value));
    check("users", "pageSize=1&pageSize=2", Err(QueryFault::Twice));
    for wrong in [
        "pageSize",
        "pagesize=1",
        "access_token=abc",
        "&",
        "pageSize=1&",
        "x=1",
    ] {
        check("users", wrong, Err(QueryFault::Key));
    }
    check("token", "client_secret=abc", Err(QueryFault::Key));
    check("organizations-me", "pageSize=1", Err(QueryFault::Key));
}

#[test]
fn a_post_has_a_body_and_nothing_else_has() {
    for row in CALLS {
        let posts = row.methods.contains(&Method::Post);
        assert_eq!(row.body != Body::None, posts, "{}", row.id);
    }
}

#[test]
fn the_minute_is_the_last_whole_one() {
    assert_eq!(
        aggregate_body(1_700_000_059),
        r#"{"interval":"2023-11-14T22:13:00Z/2023-11-14T22:14:00Z","metrics":["nOffered"]}"#
    );
}

proptest! {
    #[test]
    fn nothing_but_a_key_of_the_table_is_a_region(text in "\\PC{0,40}") {
        let known = REGIONS.iter().any(|(name, aws)| *name == text || *aws == text);
        prop_assert_eq!(domain(&text).is_some(), known);
    }

    #[test]
    fn what_is_sent_on_is_a_row_of_the_table(path in "(/[a-z0-9.%-]{0,12}){0,6}", query in "[a-zA-Z0-9=&,%]{0,30}") {
        for host in [Host::Login, Host::Api] {
            if let Ok(found) = find(host, "GET", &path) {
                let words = path.split('/').skip(1).collect::<Vec<_>>();
                prop_assert_eq!(words.len(), found.call.path.len());
                prop_assert!(!path.contains('%'));
                if let Ok(target) = found.target(Some(&query)) {
                    prop_assert!(target.starts_with(&path) && !target.contains('#'));
                }
            }
        }
    }
}
