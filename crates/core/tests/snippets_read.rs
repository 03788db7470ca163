//! The snippets Claimlens shows, pasted back into it: it must find nothing wrong with its own.

use claimlens_core::grants::Grant;
use claimlens_core::snippets::{offered, snippet};
use claimlens_core::{Context, inspect};

#[test]
fn nothing_is_wrong_with_our_own_snippets() {
    let mut faults = Vec::new();
    for grant in Grant::ALL {
        for kind in offered(grant) {
            let made = snippet(kind, grant, "mypurecloud.ie").expect("offered");
            let report = inspect(&made.text, &Context::default());
            for artefact in &report.artefacts {
                for finding in &artefact.findings {
                    faults.push(format!(
                        "{}: {:?} {}: {}",
                        made.title, artefact.kind, finding.code, finding.message
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
