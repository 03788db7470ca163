//! `cargo xtask bench proxy`: the companion beside nginx and cors-anywhere.

use crate::Result;
use crate::process::answer;
use crate::setup;

/// Runs it.
///
/// # Errors
/// When a program is missing or fails.
pub(super) fn run() -> Result<()> {
    let tools = setup::for_the_proxy_bench()?;
    println!("{:?}", tools.nginx);
    println!("{:?}", tools.wrk);
    println!("{:?}", answer(&tools.oha, &["--version"]));
    Ok(())
}
