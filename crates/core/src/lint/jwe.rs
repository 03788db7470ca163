//! What only a JWE has: content encryption, compression, password-based keys, direct keys.

use alloc::string::{String, ToString};

use crate::fill::fill;
use crate::jose::Encoded;
use crate::report::{Blame, Rule, Severity};
use crate::span::SourceMap;

use super::numbers::whole;
use super::sink::Sink;
use super::view::{View, shown};

static ENC_MISSING: Rule = Rule {
    code: "jwe.enc.missing",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The header does not name the content encryption."),
    help: "Add `enc` to the header: nothing can be decrypted without it.",
    reference: "RFC 7516 §4.1.2",
};
static ENC_UNKNOWN: Rule = Rule {
    code: "jwe.enc.unknown",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The content encryption is not a registered one."),
    help: "Use one of A128GCM, A192GCM, A256GCM, A128CBC-HS256, A192CBC-HS384 and A256CBC-HS512; names are case-sensitive.",
    reference: "RFC 7518 §5.1",
};
static RSA1_5: Rule = Rule {
    code: "jwe.alg.rsa1_5",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("The key is encrypted with RSAES-PKCS1-v1_5."),
    help: "Use RSA-OAEP-256 or ECDH-ES: a receiver that answers differently to bad padding gives the content away bit by bit.",
    reference: "RFC 8725 §3.2",
};
static ZIP: Rule = Rule {
    code: "jwe.zip",
    severity: Severity::Advice,
    blame: Blame::Advice,
    title: title!("The content is compressed before it is encrypted."),
    help: "Leave `zip` out: the length of what was compressed tells about the content, and a small token can swell to a huge one.",
    reference: "RFC 8725 §3.6",
};
static ZIP_UNKNOWN: Rule = Rule {
    code: "jwe.zip.unknown",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The compression is not a registered one."),
    help: "Leave `zip` out; the only registered value is DEF.",
    reference: "RFC 7516 §4.1.3",
};
static P2C_LARGE: Rule = Rule {
    code: "jwe.p2c.large",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: title!("The iteration count keeps a receiver busy."),
    help: "Set a limit in the receiver before it derives the key: whoever sends such tokens decides how long each takes.",
    reference: "RFC 7518 §4.8.1.2",
};
static P2C_SMALL: Rule = Rule {
    code: "jwe.p2c.small",
    severity: Severity::Warning,
    blame: Blame::AgainstStandard,
    title: title!("The iteration count is too small."),
    help: "Use 1,000 iterations at the very least, far more for a password a person chose: few make it cheap to guess.",
    reference: "RFC 7518 §4.8.1.2",
};
static PARAMETER: Rule = Rule {
    code: "jwe.parameter.missing",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("The header lacks a parameter that its algorithm needs."),
    help: "Add the parameter: the key cannot be derived or unwrapped without it.",
    reference: "RFC 7518 §4.6.1, §4.7.1, §4.8.1",
};
static DIRECT_KEY: Rule = Rule {
    code: "jwe.key.not_empty",
    severity: Severity::Error,
    blame: Blame::AgainstStandard,
    title: title!("An encrypted key is there, and the algorithm has none."),
    help: "Leave the second part empty: with this algorithm the key is agreed on and does not travel.",
    reference: "RFC 7518 §4.5, §4.6",
};
static KEY_EMPTY: Rule = Rule {
    code: "jwe.key.missing",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: title!("The encrypted key is empty, and the algorithm needs one."),
    help: "Copy the whole token again: its second part is missing.",
    reference: "RFC 7516 §5.1",
};
static LENGTH: Rule = Rule {
    code: "jwe.part.length",
    severity: Severity::Error,
    blame: Blame::Malformed,
    title: title!(
        "The initialization vector or the tag has a length that the encryption never gives."
    ),
    help: "Copy the whole token again: it was cut off or changed.",
    reference: "RFC 7518 §5.2, §5.3",
};

pub(super) static RULES: &[&Rule] = &[
    &ENC_MISSING,
    &ENC_UNKNOWN,
    &RSA1_5,
    &ZIP,
    &ZIP_UNKNOWN,
    &P2C_LARGE,
    &P2C_SMALL,
    &PARAMETER,
    &DIRECT_KEY,
    &KEY_EMPTY,
    &LENGTH,
];

/// The content encryptions (RFC 7518 §5.1), with the bytes of their initialization vector and tag.
static CONTENT: &[(&str, usize, usize)] = &[
    ("A128CBC-HS256", 16, 16),
    ("A192CBC-HS384", 16, 24),
    ("A256CBC-HS512", 16, 32),
    ("A128GCM", 12, 16),
    ("A192GCM", 12, 16),
    ("A256GCM", 12, 16),
];

/// The parameters that families of algorithms need.
static NEEDS: &[(&str, &[&str])] = &[
    ("ECDH-ES", &["epk"]),
    ("A128GCMKW", &["iv", "tag"]),
    ("A192GCMKW", &["iv", "tag"]),
    ("A256GCMKW", &["iv", "tag"]),
    ("PBES2-", &["p2s", "p2c"]),
];

/// The parts that only a JWE has, as far as they are there.
#[derive(Clone, Copy, Debug, Default)]
pub struct JweParts<'e> {
    /// The JWE Encrypted Key.
    pub encrypted_key: Option<&'e Encoded<'e>>,
    /// The JWE Initialization Vector.
    pub initialization_vector: Option<&'e Encoded<'e>>,
    /// The JWE Authentication Tag.
    pub tag: Option<&'e Encoded<'e>>,
}

/// The header of a JWE; `is_whole` where no other header can add to it.
pub(super) fn header(view: &View<'_, '_>, is_whole: bool, sink: &mut Sink<'_>) {
    match view.text("enc") {
        Some(enc) if !CONTENT.iter().any(|(known, ..)| *known == enc) => {
            let message = fill(
                "enc is {q}, which is no registered content encryption.",
                &[&enc],
            );
            sink.add(&ENC_UNKNOWN, "enc", view.span_of("enc"), message);
        }
        None if is_whole && view.get("enc").is_none() => {
            let message = String::from(
                "The header has no enc; an encrypted token names its content encryption.",
            );
            sink.add(&ENC_MISSING, "enc", view.span(view.object), message);
        }
        _ => {}
    }
    match view.text("zip") {
        Some(zip) if zip == "DEF" => {
            let message =
                String::from("zip is \"DEF\": the content was compressed before it was encrypted.");
            sink.add(&ZIP, "zip", view.span_of("zip"), message);
        }
        Some(zip) => {
            let message = fill("zip is {q}; the only registered value is \"DEF\".", &[&zip]);
            sink.add(&ZIP_UNKNOWN, "zip", view.span_of("zip"), message);
        }
        None => {}
    }
    let Some(alg) = view.text("alg") else { return };
    if alg == "RSA1_5" {
        let message = String::from("alg is \"RSA1_5\", which a padding oracle can break.");
        sink.add(&RSA1_5, "alg", view.span_of("alg"), message);
    }
    iterations(view, sink);
    let needs = NEEDS.iter().find(|(family, _)| alg.starts_with(family));
    for name in needs.into_iter().flat_map(|(_, names)| names.iter()) {
        if is_whole && view.get(name).is_none() {
            let message = fill(
                "alg is {q}, which needs {}; the header has none.",
                &[&alg, name],
            );
            sink.add(&PARAMETER, name, view.span(view.object), message);
        }
    }
}

fn iterations(view: &View<'_, '_>, sink: &mut Sink<'_>) {
    let Some(value) = view.get("p2c") else { return };
    let Some(count) = value.as_number().and_then(whole) else {
        return;
    };
    let say = |rest: &str| fill("p2c is {}{}", &[&shown(value), rest]);
    if count > 1_000_000 {
        let rest =
            " iterations; more than 1,000,000 take a receiver a second or longer for each token.";
        sink.add(&P2C_LARGE, "p2c", view.span(value), say(rest));
    } else if count < 1_000 {
        let rest = " iterations; 1,000 are recommended as a minimum.";
        sink.add(&P2C_SMALL, "p2c", view.span(value), say(rest));
    }
}

/// The other parts of a JWE held against its header.
pub(super) fn parts(
    view: &View<'_, '_>,
    map: &SourceMap,
    parts: &JweParts<'_>,
    sink: &mut Sink<'_>,
) {
    let alg = view.text("alg");
    let is_direct = matches!(alg.as_deref(), Some("dir" | "ECDH-ES"));
    if let (Some(key), Some(alg)) = (parts.encrypted_key, &alg) {
        let length = key.text.len();
        let span = Some(key.span(map));
        if is_direct && length > 0 {
            let message = fill(
                "alg is {q} and the encrypted key has {} bytes; it must be empty.",
                &[alg, &key.bytes().len().to_string()],
            );
            sink.add(&DIRECT_KEY, "encrypted key", span, message);
        } else if !is_direct && length == 0 && !alg.starts_with("HPKE-") {
            let message = fill(
                "alg is {q} and the encrypted key is empty; only dir and ECDH-ES have none.",
                &[alg],
            );
            sink.add(&KEY_EMPTY, "encrypted key", span, message);
        }
    }
    let Some(enc) = view.text("enc") else { return };
    let Some((_, vector, tag)) = CONTENT.iter().find(|(known, ..)| *known == enc) else {
        return;
    };
    let lengths = [
        ("initialization vector", parts.initialization_vector, vector),
        ("tag", parts.tag, tag),
    ];
    for (name, part, wanted) in lengths {
        let Some(part) = part.filter(|part| part.decoded.is_complete()) else {
            continue;
        };
        let found = part.bytes().len();
        if found != *wanted {
            let message = fill(
                "The {} has {} bytes; {} has {}.",
                &[name, &found.to_string(), &*enc, &wanted.to_string()],
            );
            sink.add(&LENGTH, name, Some(part.span(map)), message);
        }
    }
}
