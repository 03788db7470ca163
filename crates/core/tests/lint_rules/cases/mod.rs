//! The cases of the golden table, area by area.

mod header;
mod payload;
mod reading;

use claimlens_core::jose::base64url::encode;
use claimlens_core::report::Profile;

use crate::support::Sample;

/// A rule's code, a token it speaks of, and a near miss.
pub(crate) struct Case {
    pub(crate) code: &'static str,
    pub(crate) hit: Sample,
    pub(crate) miss: Sample,
}

fn case(code: &'static str, hit: Sample, miss: Sample) -> Case {
    Case { code, hit, miss }
}

/// Two headers.
fn headers(code: &'static str, hit: &str, miss: &str) -> Case {
    case(code, Sample::header(hit), Sample::header(miss))
}

/// Two Claims Sets, taken for the same sort of token.
fn claims(code: &'static str, profile: Profile, hit: &str, miss: &str) -> Case {
    let sample = |payload| Sample::claims(payload).taken_for(profile);
    case(code, sample(hit), sample(miss))
}

/// Two headers of encrypted tokens.
fn jwe(code: &'static str, hit: &str, miss: &str) -> Case {
    let sample = |header: &str| Sample::encrypted(header, 256, 12, 16);
    case(code, sample(hit), sample(miss))
}

/// A header of good standing, then this payload segment as it is, then a signature.
fn payload_segment(segment: &str) -> Sample {
    let header = encode(br#"{"alg":"ES256","typ":"JWT"}"#);
    Sample::raw(format!("{header}.{segment}.{}", encode(&[0xA5; 64])))
}

const ANY: Profile = Profile::Unknown;
const OAEP: &str = r#"{"alg":"RSA-OAEP-256","enc":"A128GCM"}"#;
const EC: &str = r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#;

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = reading::encodings();
    cases.extend(reading::documents());
    cases.extend(header::algorithms());
    cases.extend(header::parameters());
    cases.extend(header::encryption());
    cases.extend(payload::claim_rules());
    cases.extend(payload::profiles());
    cases.extend(payload::texts());
    cases
}
