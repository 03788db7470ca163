//! Just enough of the WebAssembly binary format to rename and drop imports, exports and custom sections.

use crate::Result;

const HEADER: &[u8] = b"\0asm\x01\0\0\0";

/// The numbers of the sections that are rewritten.
pub(crate) const CUSTOM: u8 = 0;
pub(crate) const IMPORTS: u8 = 2;
pub(crate) const EXPORTS: u8 = 7;

/// Copies a module, asking `edit` for another content of each section: `None` leaves it as it is.
///
/// # Errors
/// When it is no module, or `edit` fails.
pub(crate) fn rewrite(
    wasm: &[u8],
    mut edit: impl FnMut(u8, &[u8]) -> Result<Option<Vec<u8>>>,
) -> Result<Vec<u8>> {
    let mut reader = Reader(wasm.strip_prefix(HEADER).ok_or("this is no WASM module")?);
    let mut out = HEADER.to_vec();
    while let Some((&number, rest)) = reader.0.split_first() {
        reader.0 = rest;
        let content = reader.counted()?;
        let edited = edit(number, content)?;
        out.push(number);
        push_counted(&mut out, edited.as_deref().unwrap_or(content));
    }
    Ok(out)
}

/// What a module wants from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Import<'a> {
    pub(crate) module: &'a str,
    pub(crate) name: &'a str,
    /// Its kind and type, as they stand.
    what: &'a [u8],
}

impl Import<'_> {
    /// Whether it is a function.
    pub(crate) fn is_function(&self) -> bool {
        self.what.first() == Some(&0)
    }
}

/// What a module offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Export<'a> {
    pub(crate) name: &'a str,
    /// Its kind and index, as they stand.
    what: &'a [u8],
}

/// Reads the content of an import section.
///
/// # Errors
/// When it is cut short or of a kind not known here.
pub(crate) fn imports(content: &[u8]) -> Result<Vec<Import<'_>>> {
    let mut reader = Reader(content);
    let count = reader.number()?;
    let mut found = Vec::new();
    for _ in 0..count {
        let (module, name) = (reader.text()?, reader.text()?);
        let what = reader.0;
        match reader.byte()? {
            // A function, by its type.
            0 => drop(reader.number()?),
            kind @ (1 | 2) => {
                if kind == 1 {
                    // The type of a table's elements.
                    reader.byte()?;
                }
                let has_maximum = reader.byte()? & 1 == 1;
                reader.number()?;
                if has_maximum {
                    reader.number()?;
                }
            }
            // A global: type, and whether it changes.
            3 => drop((reader.byte()?, reader.byte()?)),
            kind => return Err(format!("`{name}` is an import of the unknown kind {kind}")),
        }
        let what = what.get(..what.len() - reader.0.len()).unwrap_or(what);
        found.push(Import { module, name, what });
    }
    Ok(found)
}

/// Reads the content of an export section.
///
/// # Errors
/// When it is cut short.
pub(crate) fn exports(content: &[u8]) -> Result<Vec<Export<'_>>> {
    let mut reader = Reader(content);
    let count = reader.number()?;
    let mut found = Vec::new();
    for _ in 0..count {
        let name = reader.text()?;
        let what = reader.0;
        reader.byte()?;
        reader.number()?;
        let what = what.get(..what.len() - reader.0.len()).unwrap_or(what);
        found.push(Export { name, what });
    }
    Ok(found)
}

/// The content of an import section.
pub(crate) fn import_section(imports: &[Import<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    push_number(&mut out, imports.len());
    for import in imports {
        push_counted(&mut out, import.module.as_bytes());
        push_counted(&mut out, import.name.as_bytes());
        out.extend_from_slice(import.what);
    }
    out
}

/// The content of an export section.
pub(crate) fn export_section(exports: &[Export<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    push_number(&mut out, exports.len());
    for export in exports {
        push_counted(&mut out, export.name.as_bytes());
        out.extend_from_slice(export.what);
    }
    out
}

/// The name of a custom section, and what it holds.
///
/// # Errors
/// When it has no name.
pub(crate) fn custom(content: &[u8]) -> Result<(&str, &[u8])> {
    let mut reader = Reader(content);
    let name = reader.text()?;
    Ok((name, reader.0))
}

/// The content of a custom section.
pub(crate) fn custom_section(name: &str, held: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    push_counted(&mut out, name.as_bytes());
    out.extend_from_slice(held);
    out
}

/// What is left to read.
#[derive(Debug)]
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    /// One byte.
    ///
    /// # Errors
    /// When nothing is left; so do the others.
    pub(crate) fn byte(&mut self) -> Result<u8> {
        let (&byte, rest) = self.0.split_first().ok_or("the WASM is cut short")?;
        self.0 = rest;
        Ok(byte)
    }

    /// A number of seven bits a byte, lowest first.
    pub(crate) fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err("the WASM has a number of more than 32 bits".to_owned())
    }

    /// A length, and so many bytes.
    pub(crate) fn counted(&mut self) -> Result<&'a [u8]> {
        let length = self.number()?;
        let (counted, rest) = self
            .0
            .split_at_checked(length)
            .ok_or("the WASM is cut short")?;
        self.0 = rest;
        Ok(counted)
    }

    /// The same as text.
    pub(crate) fn text(&mut self) -> Result<&'a str> {
        std::str::from_utf8(self.counted()?)
            .map_err(|_| "the WASM has a name that is not UTF-8".to_owned())
    }
}

fn push_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn push_counted(out: &mut Vec<u8>, content: &[u8]) {
    push_number(out, content.len());
    out.extend_from_slice(content);
}

#[cfg(test)]
mod tests {
    use super::*;

    const IMPORT_SECTION: &[u8] = b"\x04\x01m\x01f\x00\x85\x01\x01m\x01t\x01\x70\x01\x02\x03\
        \x01m\x03mem\x02\x00\x11\x01m\x01g\x03\x7f\x01";

    #[test]
    fn every_kind_of_import_is_read_and_written_again() {
        let found = imports(IMPORT_SECTION).unwrap();
        let names: Vec<_> = found.iter().map(|import| import.name).collect();
        assert_eq!(names, ["f", "t", "mem", "g"]);
        assert_eq!(import_section(&found), IMPORT_SECTION);
        assert!(
            imports(b"\x01\x01m\x01x\x09")
                .unwrap_err()
                .contains("kind 9")
        );
        assert!(imports(b"\x02\x01m\x01f\x00\x05").is_err());
    }

    #[test]
    fn exports_are_read_and_written_again() {
        let section = b"\x02\x04main\x00\x80\x02\x06memory\x02\x00";
        let found = exports(section).unwrap();
        assert_eq!(
            found.iter().map(|e| e.name).collect::<Vec<_>>(),
            ["main", "memory"]
        );
        assert_eq!(export_section(&found), section);
    }

    #[test]
    fn sections_are_replaced_and_the_others_kept() {
        let long = "x".repeat(300);
        let mut wasm = HEADER.to_vec();
        for (number, content) in [(CUSTOM, &b"\x01nheld"[..]), (10, &b"code"[..])] {
            wasm.push(number);
            push_counted(&mut wasm, content);
        }
        let unchanged = rewrite(&wasm, |_, _| Ok(None)).unwrap();
        assert_eq!(unchanged, wasm);
        let edited = rewrite(&wasm, |number, content| {
            if number != CUSTOM {
                return Ok(None);
            }
            assert_eq!(custom(content).unwrap(), ("n", &b"held"[..]));
            Ok(Some(custom_section("n", long.as_bytes())))
        });
        let edited = edited.unwrap();
        assert_eq!(edited.len(), wasm.len() + 300 - 4 + 1);
        assert!(edited.ends_with(b"\x0a\x04code"));
        assert!(rewrite(b"<html>", |_, _| Ok(None)).is_err());
    }
}
