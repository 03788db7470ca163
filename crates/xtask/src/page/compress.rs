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

/// How the encoder is set: the block's size as a power of two, and two numbers that say how distances are written.
type Setting = (i32, u32, u32);

/// Blocks of 64 kB: code and text of the WebAssembly are told apart sooner, 1 % smaller.
const USUAL: Setting = (16, 0, 0);

/// Which of these is smallest changes with every build, by some 300 bytes: all are tried where each byte is waited for.
const TRIED: [Setting; 5] = [(16, 0, 8), (16, 1, 12), (17, 0, 0), (17, 0, 8), (17, 1, 24)];

/// The content as brotli (RFC 7932) at its highest quality.
///
/// # Errors
/// When the encoder fails.
pub(crate) fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    packed(content, USUAL)
}

/// The same in as few bytes as any of the settings gives; takes six times as long.
///
/// # Errors
/// When the encoder fails.
pub(crate) fn smallest_brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut smallest = brotli(content)?;
    for setting in TRIED {
        let other = packed(content, setting)?;
        if other.len() < smallest.len() {
            smallest = other;
        }
    }
    Ok(smallest)
}

fn packed(content: &[u8], (block, postfix, direct): Setting) -> Result<Vec<u8>> {
    let mut parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        lgblock: block,
        size_hint: content.len(),
        ..Default::default()
    };
    parameters.dist.distance_postfix_bits = postfix;
    parameters.dist.num_direct_distance_codes = direct;
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
    fn every_setting_gives_the_content_back_and_the_smallest_is_taken() {
        let words = (0..4000_u32).map(|number| number.wrapping_mul(2_654_435_761).to_string());
        let content = words.collect::<Vec<_>>().join("\0");
        let mut sizes = Vec::new();
        for setting in TRIED.into_iter().chain([USUAL]) {
            let packed = packed(content.as_bytes(), setting).unwrap();
            let mut bytes = Vec::new();
            brotli::BrotliDecompress(&mut &*packed, &mut bytes).unwrap();
            assert_eq!(bytes, content.as_bytes(), "{setting:?}");
            sizes.push(packed.len());
        }
        let smallest = smallest_brotli(content.as_bytes()).unwrap();
        assert_eq!(Some(smallest.len()), sizes.into_iter().min());
    }

    #[test]
    fn pictures_are_left_alone() {
        assert!(is_compressible("claimlens_bg.wasm"));
        assert!(!is_compressible("icon.png"));
        assert!(!is_compressible("LICENSE"));
    }
}
