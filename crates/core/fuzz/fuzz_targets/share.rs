//! Links: any fragment is read or refused, what was read is written again to the letter, and what is made of a
//! report is read back and holds nothing that was masked.
#![no_main]

use claimlens_core::jose::base64url::encode;
use claimlens_core::redaction::redacted;
use claimlens_core::share::{Received, SendFault, policy_link, read, report_link, shared};
use claimlens_core::{Context, inspect};
use libfuzzer_sys::fuzz_target;

/// What is received can be sent again, and is the same link.
fn received(fragment: &str) {
    let written = match read(fragment) {
        Ok(Received::Report(report)) => report_link(&report),
        Ok(Received::Policy(policy)) => policy_link(&policy),
        Err(fault) => {
            assert!(!fault.message().is_empty());
            return;
        }
    };
    assert_eq!(written.as_deref().map(|link| link.trim_start_matches('#')), Ok(fragment.trim_start_matches('#')));
}

fuzz_target!(|text: &str| {
    received(text);
    for kind in ["share", "policy"] {
        received(&format!("{kind}/1/{text}"));
        received(&format!("#{kind}/1/{}", encode(text.as_bytes())));
    }

    let report = inspect(text, &Context { now: 1_700_000_000, ..Context::default() });
    let once = redacted(&report, text, &[]);
    assert_eq!(redacted(&once.report, text, &[]).report, once.report, "redacting twice changed it");
    let (_, _) = (once.to_markdown(), once.to_json());
    let sent = shared(&once, 1_700_000_000, "0", &[]);
    match report_link(&sent) {
        Ok(link) => assert_eq!(read(&link), Ok(Received::Report(sent))),
        Err(SendFault::TooLong { .. }) => {}
        Err(fault) => panic!("{}", fault.message()),
    }
});
