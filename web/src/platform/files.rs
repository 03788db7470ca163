//! Files that were dropped or chosen.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::dom;

/// The largest file that is read, in bytes: what the core inspects at most.
pub const LARGEST: u32 = 32 * 1024 * 1024;

/// A file that was dropped or chosen and not read yet.
#[derive(Debug)]
pub struct Picked(pub(super) File);

/// A file's text.
#[derive(Debug)]
pub struct FileText {
    /// The name it has on the person's disk.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Whether it was not UTF-8 and bytes were replaced by `\u{FFFD}`.
    pub replaced: bool,
    /// Its size in bytes, also where only its beginning was read.
    pub size: f64,
}

/// The bytes of a file, at most so many.
async fn start_of(file: &File, most: u32) -> Option<Vec<u8>> {
    let size = file.size().min(f64::from(most));
    let blob = file.slice_with_f64_and_f64(0.0, size).ok()?;
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The name of a file, its bytes, at most so many, and whether those are all; none where the browser refuses.
pub async fn bytes(file: Picked, most: u32) -> Option<(String, Vec<u8>, bool)> {
    let Picked(file) = file;
    let bytes = start_of(&file, most).await?;
    Some((file.name(), bytes, file.size() <= f64::from(most)))
}

/// Reads a file, at most [`LARGEST`] bytes of it; none where the browser refuses.
pub async fn read(file: Picked) -> Option<FileText> {
    let Picked(file) = file;
    let size = file.size();
    let bytes = start_of(&file, LARGEST).await?;
    let (text, replaced) = decode(bytes);
    Some(FileText {
        name: file.name(),
        text,
        replaced,
        size,
    })
}

/// An address that holds a text: what a link with it saves is that text, and nothing is asked for.
#[must_use]
pub fn data_address(text: &str) -> String {
    let mut address = String::from("data:text/plain;charset=utf-8,");
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

/// Has the browser save a text as a file of that name.
pub fn save(name: &str, text: &str) {
    let link = dom::document().and_then(|document| document.create_element("a").ok());
    let Some(link) = link else {
        return;
    };
    _ = link.set_attribute("download", name);
    _ = link.set_attribute("href", &data_address(text));
    let click = js_sys::Reflect::get(&link, &"click".into());
    if let Some(click) = click
        .ok()
        .and_then(|click| click.dyn_into::<js_sys::Function>().ok())
    {
        _ = click.call0(&link);
    }
}

/// UTF-8 (a byte order mark is dropped), UTF-16 where its mark says so, anything else with replacement.
fn decode(mut bytes: Vec<u8>) -> (String, bool) {
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return utf16(rest, u16::from_be_bytes);
    }
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        bytes.drain(..3);
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), true),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, bool) {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut replaced = !rest.is_empty();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text = char::decode_utf16(units)
        .map(|character| {
            character.unwrap_or_else(|_| {
                replaced = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    (text, replaced)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn files_are_read_as_what_their_first_bytes_say() {
        assert_eq!(decode(b"eyJ".to_vec()), ("eyJ".into(), false));
        assert_eq!(decode(b"\xEF\xBB\xBFe".to_vec()), ("e".into(), false));
        assert_eq!(
            decode(b"\xFF\xFEe\0\xE9\0".to_vec()),
            ("e\u{e9}".into(), false)
        );
        assert_eq!(decode(b"\xFE\xFF\0e".to_vec()), ("e".into(), false));
        assert_eq!(decode(b"a\xE9b".to_vec()), ("a\u{FFFD}b".into(), true));
    }
}
