//! A request's head is judged in one go, before anything of it costs more than looking at it.

use axum::http::HeaderValue;
use axum::http::{Method, request};
use claimlens_core::calls::{self, Call, NotFound};

use super::admission::Asker;
use super::answers::{Extra, methods};
use super::limit::{Limiter, Peer};
use super::request::{self as brought, Head, may_have_body};
use super::route::{ABOUT, Region, parts};
use super::{Code, Event, Forwarding};
use crate::hosts::{Hosts, Refusal};

/// What a request comes to.
pub(super) enum Judged {
    /// To be asked of an upstream.
    Call(Asked),
    /// A preflight, for a route with these methods.
    Preflight(HeaderValue),
    /// What the proxy says of itself.
    About,
}

/// A call that was found good, but for its body.
pub(super) struct Asked {
    pub(super) call: &'static Call,
    pub(super) method: calls::Method,
    pub(super) region: Region,
    pub(super) target: String,
    pub(super) head: Head,
}

/// A refusal, and what it says besides.
pub(super) type Refused = (Code, Extra);

/// What requests are held against.
#[derive(Debug)]
pub(super) struct Judge {
    pub(super) settings: Forwarding,
    pub(super) hosts: Hosts,
    pub(super) limiter: Limiter,
}

impl Judge {
    /// Judges; notes in the event what was found on the way.
    pub(super) fn judge(
        &self,
        head: &request::Parts,
        asker: Asker<'_>,
        peer: Peer,
        event: &mut Event,
    ) -> Result<Judged, Refused> {
        let judged = self.steps(head, asker, peer, event);
        judged.map_err(|(code, mut extra)| {
            // What is not read would be taken for the next request.
            extra.close = may_have_body(&head.headers);
            (code, extra)
        })
    }

    fn steps(
        &self,
        head: &request::Parts,
        asker: Asker<'_>,
        peer: Peer,
        event: &mut Event,
    ) -> Result<Judged, Refused> {
        let request::Parts {
            method,
            uri,
            headers,
            ..
        } = head;
        self.hosts
            .check(uri, headers)
            .map_err(|refusal| match refusal {
                Refusal::Unreadable => plain(Code::HostUnreadable),
                Refusal::Foreign => plain(Code::Host),
            })?;
        let path = uri.path();
        let parts = parts(path);
        let is_login = parts.is_some_and(|parts| parts.host == calls::Host::Login);
        let is_token_call = is_login && method == Method::POST;
        let taken = self.limiter.take(peer, is_token_call);
        taken.map_err(|wait| {
            let extra = Extra {
                wait: Some(wait),
                ..Extra::default()
            };
            (Code::Rate, extra)
        })?;
        asker
            .admit(method, headers, &self.settings)
            .map_err(plain)?;
        let Some(parts) = parts else {
            return about(path, method, uri.query());
        };
        let region = Region::of(parts.key, &self.settings).ok_or(plain(Code::NotFound))?;
        let matched = match calls::find(parts.host, method.as_str(), parts.path) {
            Ok(matched) => matched,
            Err(NotFound::Path) => return Err(plain(Code::NotFound)),
            Err(NotFound::Method(known)) if method == Method::OPTIONS => {
                event.region = region.name();
                event.route = "preflight";
                return Ok(Judged::Preflight(methods(known, false)));
            }
            Err(NotFound::Method(known)) => {
                event.region = region.name();
                return Err(wrong_method(known));
            }
        };
        event.region = region.name();
        event.route = matched.call.id;
        let target = matched
            .target(uri.query())
            .map_err(|_| plain(Code::Query))?;
        // It is there: the call was found by it.
        let mut known = matched.call.methods.iter().copied();
        let method = known.find(|known| known.name() == method.as_str());
        let method = method.ok_or(plain(Code::Method))?;
        Ok(Judged::Call(Asked {
            call: matched.call,
            method,
            region,
            target,
            head: brought::head(headers, matched.call.body).map_err(plain)?,
        }))
    }
}

fn about(path: &str, method: &Method, query: Option<&str>) -> Result<Judged, Refused> {
    const READ: &[calls::Method] = &[calls::Method::Get, calls::Method::Head];
    if path != ABOUT {
        return Err(plain(Code::NotFound));
    }
    match *method {
        Method::OPTIONS => Ok(Judged::Preflight(methods(READ, false))),
        Method::GET | Method::HEAD if query.is_some() => Err(plain(Code::Query)),
        Method::GET | Method::HEAD => Ok(Judged::About),
        _ => Err(wrong_method(READ)),
    }
}

fn plain(code: Code) -> Refused {
    (code, Extra::default())
}

fn wrong_method(known: &[calls::Method]) -> Refused {
    let extra = Extra {
        allow: Some(methods(known, true)),
        ..Extra::default()
    };
    (Code::Method, extra)
}
