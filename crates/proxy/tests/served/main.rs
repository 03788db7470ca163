//! The server from outside: one test program with a module for each side of it.

mod common;
mod configuration;
mod connected;
mod documentation;
mod lives;
mod options;
mod program;
mod router;
mod sockets;
