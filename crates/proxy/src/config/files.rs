//! How many files this process may have open, where the system tells.

use std::fs;

/// What is said when connections could not all have one: each is one, and a call is another upstream.
pub(super) fn note(connections: usize) -> Option<String> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    let allowed = soft_limit(&limits)?;
    let wanted = connections.saturating_mul(2).saturating_add(SPARE);
    (allowed < wanted).then(|| {
        format!(
            "This process may open {allowed} files, and {connections} connections need up to \
             {wanted}: beyond that, connections wait. Raise it (ulimit -n, LimitNOFILE), or lower \
             --max-connections"
        )
    })
}

/// The program's own, and files of the page.
const SPARE: usize = 64;

/// The first number of the line `Max open files`.
fn soft_limit(limits: &str) -> Option<usize> {
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_ascii_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_soft_limit_is_the_first_number() {
        let text = "Limit                     Soft Limit           Hard Limit           Units\n\
                    Max processes             1                    2                    processes\n\
                    Max open files            1024                 4096                 files\n";
        assert_eq!(soft_limit(text), Some(1024));
        let unlimited = text.replace("1024", "unlimited");
        assert_eq!(soft_limit(&unlimited), None);
    }

    #[test]
    fn plenty_is_not_worth_a_word() {
        assert_eq!(note(0), None);
        if let Some(said) = note(usize::MAX) {
            assert!(said.contains("--max-connections"), "{said}");
        }
    }
}
