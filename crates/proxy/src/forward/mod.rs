//! The forwarding half: a closed table of calls (`claimlens_core::calls`) to Genesys Cloud, and nothing else.
//!
//! The way of a request: [`route`] (is it ours?) → the name of the server → [`limit`] → [`admission`] (who asks) →
//! the region and the path → the method → the query → the headers → the body → the upstream. The first that says
//! no answers, so that nobody learns more than who they are allows.
//!
//! What the other parts of the program hold on to:
//!
//! - [`settings::Forwarding`]: what the configuration fills in, plain data;
//! - [`event::Observer`]: what log and metrics implement, one [`event::Event`] a finished request;
//! - [`refusal::Code`]: every answer of the proxy's own.

pub mod admission;
mod answers;
mod engine;
pub mod event;
pub mod form;
pub mod grant;
mod judge;
pub mod limit;
pub mod refusal;
mod request;
pub mod route;
pub mod settings;
mod words;

pub use engine::Forward;
pub use event::{Event, Observer};
pub use grant::Grant;
pub use refusal::Code;
pub use settings::Forwarding;
