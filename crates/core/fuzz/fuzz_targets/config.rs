//! `config.json`: any text is read; what is used of it keeps to its bounds, and every problem has a place in it.
#![no_main]

use claimlens_core::share::policy_link;
use claimlens_core::site_config::read;
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 7] = ["title", "logo_line", "region", "policies", "proxy", "checklists", "off"];

fn check(text: &str) {
    let read = read(text);
    for problem in &read.problems {
        assert!(problem.line >= 1 && problem.column >= 1 && problem.line <= text.split('\n').count(), "{problem:?}");
        assert!(!problem.message().is_empty());
    }
    let config = read.config;
    for text in config.title.iter().chain(&config.logo_line) {
        assert!(!text.is_empty() && text.len() <= 480 && !text.contains(char::is_control));
    }
    for preset in &config.policies {
        assert!(policy_link(&preset.policy).is_ok(), "{preset:?}");
    }
    if let Some(proxy) = &config.proxy {
        assert!(proxy.starts_with("https://") || proxy.starts_with("http://localhost") || proxy.starts_with("http://127.0.0.1") || proxy.starts_with("http://[::1]"));
        assert!(proxy.matches('/').count() == 2 && !proxy.contains(['@', '?', '#', '*', '\\']));
    }
    for file in &config.checklists {
        assert!(file.ends_with(".json") && !file.contains(['/', '\\', ':', '%']) && !file.contains(".."));
    }
}

fuzz_target!(|text: &str| {
    check(text);
    for name in NAMES {
        check(&format!("{{\"{name}\": {text}}}"));
        check(&format!("{{\"{name}\": [\"{text}\"]}}"));
    }
    check(&format!("{{\"policies\":[{{\"name\":\"x\",\"policy\":{text}}}]}}"));
});
