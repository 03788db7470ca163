//! `claimlens-proxy`: reads its options and hands over to the library, which does the work.

use std::process::ExitCode;

use claimlens_proxy::args::Args;
use clap::Parser;

fn main() -> ExitCode {
    claimlens_proxy::run(Args::parse())
}
