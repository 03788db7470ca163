//! The companion of Claimlens. It serves the built page, and forwards a closed table of calls
//! (`claimlens_core::calls`) to Genesys Cloud.
//!
//! The way of a start: [`args`] are read, [`config`] checks them and says everything that is wrong
//! at once, and only then does [`server`] listen. The way of a request: `server` (limits of
//! connections, bytes that are not as they must be) → [`door`], which goes by the path alone → either
//! [`site`] (the layers, each with its reason) → [`folder`] (the one door to files), or [`forward`]
//! (who may call what) → [`upstream`] (the way out). Of a request nothing is written down but what
//! [`forward::Event`] holds.
//!
//! [`check`] is a command of its own: it asks other servers whether they serve the page that was built.
//!
//! [`site::router`] and [`server::serve`] are usable apart: the router without a socket, the
//! accept loop with anything that [`service::Answers`].

pub mod args;
pub mod check;
pub mod config;
pub mod connect;
pub mod console;
pub mod delivery;
pub mod door;
mod dumps;
pub mod folder;
pub mod forward;
pub mod headers;
pub mod headers_file;
pub mod hosts;
pub mod log;
pub mod metrics;
pub mod problem;
mod run;
pub mod server;
pub mod service;
pub mod signals;
pub mod site;
pub mod standin;
pub mod upstream;
pub mod watch;

pub use run::run;
