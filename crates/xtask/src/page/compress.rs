//! Compressed copies beside each file, so that the server never compresses anything itself.

use std::io::Write;

use crate::Result;

/// Whether a file of this name gains from compression; pictures and fonts are compressed already.
pub(crate) fn is_compressible(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    matches!(
        extension,
        "css" | "html" | "js" | "json" | "svg" | "txt" | "wasm" | "webmanifest"
    )
}

/// The content as brotli (RFC 7932) at its highest quality.
///
/// # Errors
/// When the encoder fails.
pub(crate) fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        // Blocks of 64 kB: code and text of the WebAssembly are told apart sooner, 1 % smaller.
        lgblock: 16,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut packed, &parameters)
        .map_err(|error| format!("brotli failed: {error}"))?;
    Ok(packed)
}

/// The content as gzip (RFC 1952) at its highest level, without a time, so that equal content
/// gives equal bytes.
///
/// # Errors
/// When the encoder fails.
pub(crate) fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder
        .write_all(content)
        .and_then(|()| encoder.finish())
        .map_err(|error| format!("gzip failed: {error}"))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let content = "body { color: red }\n".repeat(50);
        let mut text = String::new();
        flate2::read::GzDecoder::new(&*gzip(content.as_bytes()).unwrap())
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, content);
        let packed = brotli(content.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        brotli::BrotliDecompress(&mut &*packed, &mut bytes).unwrap();
        assert_eq!(bytes, content.as_bytes());
        assert!(packed.len() < content.len() / 10);
    }

    #[test]
    fn pictures_are_left_alone() {
        assert!(is_compressible("claimlens_bg.wasm"));
        assert!(!is_compressible("icon.png"));
        assert!(!is_compressible("LICENSE"));
    }
}
