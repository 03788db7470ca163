//! One part of a token out of base64url, to the letter (RFC 7515 §2).

use alloc::format;
use alloc::vec::Vec;

use claimlens_core::jose::base64url::{self, DeviationKind};

use crate::reason::{Code, Reason};

/// The bytes of a part, as far as they can be told, with a reason for everything that is not strict base64url.
pub(crate) fn decode(text: &str, name: &str, faults: &mut Vec<Reason>) -> Vec<u8> {
    let decoded = base64url::decode(text);
    for deviation in &decoded.deviations {
        let code = match deviation.kind {
            DeviationKind::Padding => Code::Padding,
            DeviationKind::StandardAlphabet => Code::Alphabet,
            DeviationKind::WhiteSpace => Code::WhiteSpace,
            DeviationKind::Stray { .. } => Code::StrayCharacter,
            DeviationKind::Length => Code::Length,
            DeviationKind::UnusedBits => Code::UnusedBits,
        };
        faults.push(Reason::new(
            code,
            format!(
                "The {name} is not strict base64url: {}, at its character {}.",
                deviation.kind,
                deviation.at + 1
            ),
        ));
    }
    decoded.bytes
}
