//! docs/proxy.md knows every option, every code and every metric.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use claimlens_proxy::args::Args;
use claimlens_proxy::forward::Code;
use claimlens_proxy::metrics::Metrics;
use clap::CommandFactory;

fn document() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/proxy.md");
    std::fs::read_to_string(path).expect("docs/proxy.md")
}

#[test]
fn every_option_has_its_row() {
    let document = document();
    for argument in Args::command().get_arguments() {
        let flag = argument.get_long().expect("a flag");
        let variable = argument.get_env().and_then(|name| name.to_str());
        let variable = variable.expect("a variable");
        let key = flag.replace('-', "_");
        let rows: Vec<&str> = document
            .lines()
            .filter(|line| line.contains(&format!("| `{variable}` |")))
            .collect();
        let [row] = rows.as_slice() else {
            panic!("{variable} has {} rows", rows.len());
        };
        assert!(row.starts_with(&format!("| `--{flag}")), "{row}");
        assert!(
            flag == "config" || row.contains(&format!("| `{key}` |")),
            "{row}"
        );
    }
}

#[test]
fn every_code_has_its_row() {
    let document = document();
    for code in Code::ALL {
        let row = format!("\n| `{}` | {} | ", code.name(), code.status().as_u16());
        assert_eq!(document.matches(&row).count(), 1, "{row}");
    }
}

#[test]
fn every_metric_has_its_row() {
    let document = document();
    let text = Metrics::new(Arc::default(), Arc::new(AtomicU64::new(0))).text();
    let names = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    for name in names.filter_map(|rest| rest.split(' ').next()) {
        assert!(document.contains(&format!("`{name}`")), "{name}");
    }
}
