//! The companion under attack: 76 cases, P01 to P76, each by its id in the name of a test.
//!
//! Requests are written byte by byte to a socket; the upstreams count what reaches them and misbehave. Most
//! run within this process, over sockets, with limits made short; those about the process itself run the
//! program (`process`, `canary`, `bind`).

mod addresses;
mod bind;
mod body;
mod canary;
mod demo;
mod drain;
mod flood;
mod hosts;
mod idle;
mod origin;
mod passed_on;
mod preflight;
mod process;
mod redirect;
mod region;
mod request;
mod secrets;
mod smuggling;
mod support;
mod syntax;
mod target;
mod upstream_answer;
mod upstream_fails;
mod upstream_tls;
