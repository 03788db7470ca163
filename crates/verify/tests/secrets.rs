//! The list of common secrets as a file: the page's build takes it from there and needs no cryptography for it.

use claimlens_verify::weak::common_secrets;

#[test]
fn the_file_is_the_list() {
    let file = include_str!("../data/secrets.txt");
    let listed: Vec<_> = file.lines().filter(|line| !line.is_empty()).collect();
    let expected: Vec<String> = common_secrets()
        .filter(|secret| !secret.is_empty())
        .collect();
    let first = listed.iter().zip(&expected).find(|(a, b)| a != b);
    assert!(
        first.is_none() && listed.len() == expected.len(),
        "run `cargo xtask docs`: {first:?}, {} lines and not {}",
        listed.len(),
        expected.len()
    );
    assert!(listed.len() >= 10_000);
}
