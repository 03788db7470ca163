//! The forwarding half: a closed table of calls (`claimlens_core::calls`) to Genesys Cloud, and nothing else.
//!
//! What the other parts of the program hold on to:
//!
//! - [`settings::Forwarding`]: what the configuration fills in, plain data;
//! - [`event::Observer`]: what log and metrics implement, one [`event::Event`] a finished request;
//! - [`refusal::Code`]: every answer of the proxy's own.

pub mod event;
pub mod grant;
pub mod refusal;
pub mod settings;

pub use event::{Event, Observer};
pub use grant::Grant;
pub use refusal::Code;
pub use settings::Forwarding;
