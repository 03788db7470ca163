//! The same commit gives the same bytes, wherever and whenever it is compiled: what cargo is told for that.
//!
//! No path of this machine gets into a program, neither from Rust nor from the C that ring brings, and whoever
//! asks for the time gets that of the commit. `cargo xtask dist --twice` holds it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::page::paths;
use crate::process::answer;

/// Sets up a command that compiles programs which are handed on.
///
/// # Errors
/// When cargo does not say where it has the crates.
pub(crate) fn set_up(cargo: &mut Command) -> Result<()> {
    cargo.env("CARGO_ENCODED_RUSTFLAGS", paths::encoded_rustflags()?);
    // Compilers in the manner of GCC know the option; others are only used where nobody compares.
    if cfg!(unix) {
        let own = std::env::var("CFLAGS").unwrap_or_default();
        cargo.env("CFLAGS", c_flags(&own, paths::sources()?));
        // Else a path with a space in it would be two words.
        cargo.env("CC_SHELL_ESCAPED_FLAGS", "1");
    }
    if let Some(date) = answer("git", &["show", "--no-patch", "--format=%ct", "HEAD"]) {
        cargo.env("SOURCE_DATE_EPOCH", date);
    }
    Ok(())
}

/// The flags that were set, and those that leave the places of sources out.
fn c_flags(own: &str, places: impl IntoIterator<Item = PathBuf>) -> String {
    let mut flags = own.to_owned();
    for place in places {
        flags.push_str(&format!(" {}", left_out(&place)));
    }
    flags.trim_start().to_owned()
}

/// In quotes, as a shell reads them.
fn left_out(place: &Path) -> String {
    let option = format!("-ffile-prefix-map={}=", place.display());
    format!("'{}'", option.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_left_out_whatever_is_in_their_names() {
        let places = ["/home/a b", "/it's"].map(PathBuf::from);
        assert_eq!(
            c_flags("-O2", places),
            r"-O2 '-ffile-prefix-map=/home/a b=' '-ffile-prefix-map=/it'\''s='"
        );
        assert_eq!(c_flags("", []), "");
    }
}
