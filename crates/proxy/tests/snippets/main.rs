//! Runs the snippets that Claimlens shows, as it shows them, against the stand-in for Genesys Cloud.
//!
//! It has no harness of Rust's, for it has to say at run time what it skipped and why. Where things
//! are comes from the environment, as `cargo xtask test --only snippets` sets it:
//! `CLAIMLENS_PYTHON` (an interpreter with the two packages), `CLAIMLENS_NODE_MODULES`.

mod cases;
mod parsed;
mod program;
mod server;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;

use claimlens_core::grants::Grant;
use claimlens_core::snippets::{Kind, offered};
use program::Tools;

/// A test: its name, and what it comes to.
type Case = (String, Box<dyn FnOnce(&Tools) -> Verdict + Send>);

/// How a test came out when it did not panic.
enum Verdict {
    Passed,
    Skipped(String),
}

fn main() -> ExitCode {
    let tools = Tools::find();
    let mut waiting: Vec<Case> = Vec::new();
    for grant in Grant::ALL {
        for kind in offered(grant) {
            match kind {
                Kind::Curl | Kind::PythonSdk | Kind::PythonRequests | Kind::NodeSdk => {
                    waiting.extend(cases::of(kind, grant));
                }
                _ => waiting.push(parsed::case(kind, grant)),
            }
        }
    }
    waiting.reverse();
    let total = waiting.len();
    println!("running {total} tests");
    let waiting = Mutex::new(waiting);
    let results = Mutex::new((0_u32, 0_u32, 0_u32));
    // They mostly wait: four at a time are done in a fourth of the time.
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().expect("the list").pop();
                    let Some((name, run)) = next else { break };
                    let came = catch_unwind(AssertUnwindSafe(|| run(&tools)));
                    let mut counts = results.lock().expect("the counts");
                    match came {
                        Ok(Verdict::Passed) => {
                            counts.0 += 1;
                            println!("test {name} ... ok");
                        }
                        Ok(Verdict::Skipped(why)) => {
                            counts.2 += 1;
                            println!("test {name} ... ignored, {why}");
                        }
                        Err(_) => {
                            counts.1 += 1;
                            println!("test {name} ... FAILED");
                        }
                    }
                }
            });
        }
    });
    let (passed, failed, skipped) = *results.lock().expect("the counts");
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {word}. {passed} passed; {failed} failed; {skipped} ignored");
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
