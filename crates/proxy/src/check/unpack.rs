//! What a server has compressed by itself, unpacked: it is the file, or it is not.

use std::io::Read;

use brotli_decompressor::Decompressor;
use flate2::read::MultiGzDecoder;

/// How much is unpacked at most: a few bytes can stand for very many.
const MOST: u64 = 64 * 1024 * 1024;

/// How much the decompressor takes at once.
const PIECE: usize = 64 * 1024;

/// What a body is unpacked; none where it is damaged, too much, or in an encoding that is not known here.
pub(super) fn unpacked(encoding: &str, body: &[u8]) -> Option<Vec<u8>> {
    match encoding {
        "gzip" | "x-gzip" => all(MultiGzDecoder::new(body)),
        "br" => all(Decompressor::new(body, PIECE)),
        _ => None,
    }
}

fn all(from: impl Read) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    // One byte more than is taken says that there was more.
    from.take(MOST + 1).read_to_end(&mut content).ok()?;
    (content.len() as u64 <= MOST).then_some(content)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(content: &[u8]) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(content).expect("memory");
        packed.finish().expect("memory")
    }

    #[test]
    fn what_was_packed_comes_back_and_what_is_damaged_does_not() {
        assert_eq!(
            unpacked("gzip", &gzip(b"page")).as_deref(),
            Some(&b"page"[..])
        );
        // An uncompressed block of brotli (RFC 7932 §9.2), as any encoder may write it.
        let packed = b"\x8b\x01\x80page\x03";
        assert_eq!(unpacked("br", packed).as_deref(), Some(&b"page"[..]));
        let mut damaged = gzip(b"page");
        damaged.truncate(damaged.len() - 3);
        assert_eq!(unpacked("gzip", &damaged), None);
        for encoding in ["br", "zstd", "deflate", "gzip, br", ""] {
            assert_eq!(unpacked(encoding, b"\xff\xff\xff\xff"), None, "{encoding}");
        }
    }

    #[test]
    fn a_few_bytes_that_stand_for_very_many_are_given_up() {
        let packed = gzip(&vec![0; 65 * 1024 * 1024]);
        assert!(packed.len() < 100_000);
        assert_eq!(unpacked("gzip", &packed), None);
    }
}
