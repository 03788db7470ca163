//! Any text gives a report whose spans lie inside the text.
#![no_main]

use claimlens_core::{Context, inspect};
use libfuzzer_sys::fuzz_target;

#[path = "check.rs"]
mod check;

fuzz_target!(|text: &str| check::report(text, &inspect(text, &Context { now: 1_700_000_000, ..Context::default() })));
