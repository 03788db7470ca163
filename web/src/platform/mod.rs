//! The browser: the only modules that touch web-sys and js-sys.
//!
//! Everything here gives plain data. What a browser lacks (no Clipboard API on plain http, storage
//! switched off) is an answer, never a panic.

pub mod checker;
pub mod clipboard;
pub mod clock;
pub mod dom;
pub mod events;
pub mod failure;
pub mod fetch;
pub mod files;
pub mod intl;
pub mod kept;
pub mod paste_box;
pub mod storage;
pub mod traffic;
