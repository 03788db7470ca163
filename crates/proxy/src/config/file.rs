//! The file of options: TOML, one key an option. What a flag or the environment says already stays.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::args::{Args, Slot};
use crate::problem::{FileFault, Place, Problem};

/// Far above what a file of options needs.
const MAX_BYTES: u64 = 64 * 1024;

/// Adds what the file says to what was said before it.
///
/// # Errors
/// Every [`Problem`] with the file; what could be read is added all the same, so that the rest of the
/// options can be looked at too.
pub(super) fn add(path: &Path, args: &mut Args) -> Result<(), Vec<Problem>> {
    let problem = |fault| Problem::File(path.to_owned(), fault);
    let text = read(path).map_err(|fault| vec![problem(fault)])?;
    let faults = add_text(&text, args);
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.into_iter().map(problem).collect())
    }
}

fn read(path: &Path) -> Result<String, FileFault> {
    let mut bytes = Vec::new();
    // A pipe or a device could hang whoever opens it.
    let regular = path.metadata().map(|found| found.is_file());
    if !regular.map_err(FileFault::Unreadable)? {
        let error = io::Error::new(io::ErrorKind::InvalidInput, "it is not a file");
        return Err(FileFault::Unreadable(error));
    }
    File::open(path)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .map_err(FileFault::Unreadable)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FileFault::TooLarge);
    }
    String::from_utf8(bytes).map_err(|_| FileFault::NotText)
}

/// Reads the text as far as it can be read.
fn add_text(text: &str, args: &mut Args) -> Vec<FileFault> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<FileFault> = errors
        .iter()
        .map(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            FileFault::Syntax(Place::of(text, offset), error.message().to_owned())
        })
        .collect();
    // The table has no order of its own; people read from top to bottom.
    let mut entries: Vec<_> = table.get_ref().iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let name = key.get_ref().as_ref();
        let Some(slot) = args.slot(name) else {
            let place = Place::of(text, key.span().start);
            faults.push(FileFault::UnknownKey(place, name.to_owned()));
            continue;
        };
        if let Err(fault) = fill(slot, text, name, value) {
            faults.push(fault);
        }
    }
    faults
}

/// Puts a value into its place, unless something is there.
fn fill(
    slot: Slot<'_>,
    text: &str,
    key: &str,
    value: &Spanned<DeValue<'_>>,
) -> Result<(), FileFault> {
    match slot {
        Slot::One(place) => {
            let said = one(value.get_ref()).ok_or_else(|| {
                wrong(
                    text,
                    key,
                    value,
                    "a text in quotes, a whole number, true or false",
                )
            })?;
            place.get_or_insert(said);
        }
        Slot::Path(place) => {
            let said = value.get_ref().as_str();
            let said = said.ok_or_else(|| wrong(text, key, value, "a path in quotes"))?;
            place.get_or_insert_with(|| said.into());
        }
        Slot::Many(place) => {
            let said = many(text, key, value)?;
            if place.is_empty() {
                *place = said;
            }
        }
        Slot::Paths(place) => {
            let said = many(text, key, value)?;
            if place.is_empty() {
                *place = said.into_iter().map(PathBuf::from).collect();
            }
        }
    }
    Ok(())
}

/// The text of what is written as a text, a number or a switch.
fn one(value: &DeValue<'_>) -> Option<String> {
    if let Some(text) = value.as_str() {
        return Some(text.to_owned());
    }
    if let Some(switch) = value.as_bool() {
        return Some(switch.to_string());
    }
    let number = value.as_integer()?;
    (number.radix() == 10).then(|| number.as_str().to_owned())
}

/// The texts of a list; a text alone is a list of one.
fn many(text: &str, key: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, FileFault> {
    const LIST: &str = "a list of texts in quotes";
    if let Some(alone) = value.get_ref().as_str() {
        return Ok(vec![alone.to_owned()]);
    }
    let list = value.get_ref().as_array();
    let list = list.ok_or_else(|| wrong(text, key, value, LIST))?;
    if list.is_empty() {
        let place = Place::of(text, value.span().start);
        return Err(FileFault::EmptyList(place, key.to_owned()));
    }
    list.iter()
        .map(|value| {
            let said = value.get_ref().as_str().map(str::to_owned);
            said.ok_or_else(|| wrong(text, key, value, LIST))
        })
        .collect()
}

fn wrong(text: &str, key: &str, value: &Spanned<DeValue<'_>>, expected: &'static str) -> FileFault {
    FileFault::Type {
        place: Place::of(text, value.span().start),
        key: key.to_owned(),
        found: value.get_ref().type_str(),
        expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let faults = add_text(text, &mut Args::default());
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_form_is_read_and_what_was_said_before_stays() {
        let mut args = Args {
            deadline: Some("7".to_owned()),
            host: vec!["flag.example".to_owned()],
            ..Args::default()
        };
        let text = "# a comment\nsite = \"dist\"\nlisten = [\"127.0.0.1:1\", \"[::1]:1\"]\n\
                    host = \"file.example\"\ndeadline = 9\nthreads = 2\ngateway = true\n\
                    crl = [\"a.pem\"]\n";
        assert_eq!(add_text(text, &mut args).len(), 0);
        assert_eq!(args.site.as_deref(), Some(Path::new("dist")));
        assert_eq!(args.listen, ["127.0.0.1:1", "[::1]:1"]);
        assert_eq!(args.host, ["flag.example"]);
        assert_eq!(args.deadline.as_deref(), Some("7"));
        assert_eq!(args.threads.as_deref(), Some("2"));
        assert_eq!(args.gateway.as_deref(), Some("true"));
        assert_eq!(args.crl, [PathBuf::from("a.pem")]);
    }

    #[test]
    fn every_fault_has_its_place() {
        let table: [(&str, &[&str]); 9] = [
            (
                "deadlin = 3",
                &["line 1, column 1: there is no option \"deadlin\""],
            ),
            (
                "\n config = \"x\"",
                &["line 2, column 2: there is no option"],
            ),
            (
                "[server]\nlisten = []",
                &["line 1, column 2: there is no option \"server\""],
            ),
            (
                "origin = []",
                &["line 1, column 10: the list origin is empty"],
            ),
            (
                "origin = 3",
                &["the value of origin is a TOML integer; expected a list"],
            ),
            (
                "origin = [\"https://a.example\", 3]",
                &["line 1, column 32"],
            ),
            ("deadline = 1.5", &["TOML float"]),
            ("site = true", &["TOML boolean; expected a path"]),
            (
                "x = 1\ny = 2\nhost = []",
                &["\"x\"", "\"y\"", "the list host"],
            ),
        ];
        for (text, expected) in table {
            let said = faults(text);
            assert_eq!(said.len(), expected.len(), "{text}: {said:?}");
            for (said, expected) in said.iter().zip(expected) {
                assert!(said.contains(expected), "{text}: {said}");
            }
        }
    }

    #[test]
    fn what_is_no_toml_is_said_with_its_line() {
        for text in [
            "site = ",
            "= 3",
            "site",
            "site = \"a\"\nsite = \"b\"",
            "a = [1",
        ] {
            let said = faults(text);
            let first = said.first().expect(text);
            assert!(
                first.contains("line ") && first.contains("not TOML"),
                "{text}: {said:?}"
            );
        }
    }
}
