//! What the page shows as "the exact request" is what arrives.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use claimlens_core::calls::demo::SERVICE;
use claimlens_core::calls::{CALLS, Host};
use claimlens_core::requests::{Ask, DEMO, Planned, Secret};
use claimlens_proxy::upstream::Demo;
use http_body_util::BodyExt as _;

use super::{companion_over, for_token, send};

const TOKEN: &str = "canary-token-pT4wYb7hJm2kXv9sQd6rLf3nZc8gWe1uAo5iKx0tMyBvHqNzRsDj";

/// A companion in front of something that writes down what arrives, as lines.
fn writing_down() -> (Router, Arc<Mutex<Vec<String>>>) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let written = Arc::clone(&seen);
    let router = Router::new().fallback(move |request: Request<Body>| async move {
        let (head, body) = request.into_parts();
        let target = head
            .uri
            .path_and_query()
            .map_or("", |target| target.as_str());
        let target = target
            .trim_start_matches("/demo")
            .trim_start_matches("/login");
        let mut lines = vec![format!("{} {target} HTTP/1.1", head.method)];
        for (name, value) in &head.headers {
            lines.push(format!("{name}: {}", value.to_str().unwrap_or_default()));
        }
        let body = body.collect().await.expect("a body").to_bytes();
        lines.push(String::from_utf8_lossy(&body).into_owned());
        *written.lock().expect("nobody panicked") = lines;
        "{}"
    });
    (router, seen)
}

/// The lines that are shown, names of headers in small letters, without the host: the demo has none.
fn shown(planned: &Planned) -> Vec<String> {
    let text = planned.shown();
    let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
    let mut lines = Vec::new();
    for (number, line) in head.lines().enumerate() {
        match line.split_once(": ") {
            Some(("Host", _)) => {}
            Some((name, value)) if number > 0 => {
                lines.push(format!("{}: {value}", name.to_ascii_lowercase()));
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines.push(body.trim_end().to_owned());
    lines
}

#[tokio::test]
async fn every_call_is_shown_as_it_arrives() {
    let (router, seen) = writing_down();
    let door = companion_over(Demo(router), |_| ());
    // The last whole minute is another one each minute: a second time if it ended in between.
    let now = || {
        let now = std::time::SystemTime::now();
        let since = now
            .duration_since(std::time::UNIX_EPOCH)
            .expect("after 1970");
        i64::try_from(since.as_secs()).expect("not that late")
    };
    for row in CALLS {
        for method in row.methods {
            let mut equal = false;
            for _ in 0..2 {
                let planned = match row.host {
                    Host::Login => for_token(SERVICE),
                    Host::Api => {
                        let ask = Ask::api(row.id, DEMO, &Secret::new(TOKEN)).with_id(SERVICE.id);
                        let ask = Ask {
                            method: Some(*method),
                            ..ask
                        };
                        ask.plan(now()).expect("a call of the table")
                    }
                };
                let answer = send(&door, &planned).await;
                assert_eq!(answer.status, 200, "{} {}", row.id, answer.body.expose());
                let credential = planned
                    .headers
                    .iter()
                    .find(|header| header.name == "Authorization")
                    .expect("who asks");
                let mut arrived = seen.lock().expect("nobody panicked").clone();
                for line in &mut arrived {
                    // Only the credential is not shown.
                    *line = line.replace(credential.value.expose(), &credential.shown);
                }
                let mut expected = shown(&planned);
                arrived.sort();
                expected.sort();
                equal = arrived == expected;
                if equal {
                    break;
                }
                println!("{arrived:#?}\n{expected:#?}");
            }
            assert!(equal, "{} {}", method.name(), row.id);
        }
    }
}
