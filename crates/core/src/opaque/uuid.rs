//! A UUID (RFC 9562): most likely an identifier, sometimes a token.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use crate::kinds::draft::{
    draft, explained, field, fields, headline, policy, signature, step, structure, time,
};
use crate::paste::Candidate;
use crate::report::{Artefact, Kind, Role, SignatureState, StructureState, TimeState};
use crate::time::utc;

/// Seconds from the Gregorian epoch of UUID time (1582-10-15) to 1970, RFC 9562 §5.1.
const GREGORIAN_TO_UNIX: i64 = 12_219_292_800;

/// The artefact of a UUID.
pub(crate) fn artefact(candidate: &Candidate) -> Artefact {
    let mut artefact = draft(candidate, Kind::Uuid, "UUID");
    let place = artefact.span;
    let value = parse(&candidate.text);
    let mut members = Vec::new();
    let mut made = String::new();
    match value {
        Some(0) => members.push(field(
            "special",
            "the nil UUID: all zeros, a placeholder",
            place,
        )),
        Some(u128::MAX) => {
            members.push(field(
                "special",
                "the max UUID: all ones, a placeholder",
                place,
            ));
        }
        Some(value) => {
            let (version, how) = version(value);
            let variant = variant(value);
            let shown = if how.is_empty() {
                version.to_string()
            } else {
                format!("{version}: {how}")
            };
            members.push(explained(
                "version",
                shown,
                place,
                "Version",
                "How it was made.",
                "RFC 9562 §4.2",
            ));
            members.push(explained(
                "variant",
                variant,
                place,
                "Variant",
                "Whose layout it has.",
                "RFC 9562 §4.1",
            ));
            if let Some(seconds) = made_at(value) {
                made = format!(" It was made at {}, by its own word.", utc(seconds));
                members.push(explained(
                    "time",
                    utc(seconds),
                    place,
                    "When it was made",
                    "Versions 1, 6 and 7 carry the time; it proves nothing.",
                    "RFC 9562 §5",
                ));
            }
        }
        None => members.push(field("digits", "not 32 hexadecimal digits", place)),
    }
    if !members.is_empty() {
        artefact
            .parts
            .push(fields(candidate, Role::Other, "What a UUID tells", members));
    }
    artefact.headline = headline(
        "UUID: most likely a client id or another identifier.",
        format!(
            "It is no JWT and nothing can be read from it. Some servers issue UUID tokens; client ids of Genesys Cloud are UUIDs, as observed by others, and its access tokens are not.{made}"
        ),
    );
    artefact.verdicts.structure = structure(
        if value.is_some() {
            StructureState::Recognised
        } else {
            StructureState::Deviates
        },
        "Recognised by its shape: 8, 4, 4, 4 and 12 hexadecimal digits.",
    );
    artefact.verdicts.signature = signature(
        SignatureState::NotApplicable,
        "A UUID carries no signature.",
    );
    artefact.verdicts.time = time(
        TimeState::Unknown,
        "If it is a token, its expiry is kept by its issuer.",
    );
    artefact.verdicts.policy =
        policy("A UUID says nothing that could be held against expectations.");
    artefact.next_steps.push(step(
        "If it was meant to be a token, look where it was copied from: the token is usually in access_token, the client id in client_id.",
    ));
    artefact.next_steps.push(step(
        "If its issuer does issue UUID tokens, treat it as a secret and ask the issuer's introspection endpoint (RFC 7662).",
    ));
    artefact
}

fn parse(text: &str) -> Option<u128> {
    let mut value: u128 = 0;
    let mut digits = 0;
    for c in text.trim_start_matches("urn:uuid:").chars() {
        if matches!(c, '-' | '{' | '}') {
            continue;
        }
        digits += 1;
        if digits > 32 {
            return None;
        }
        value = (value << 4) | u128::from(c.to_digit(16)?);
    }
    (digits == 32).then_some(value)
}

fn version(value: u128) -> (u32, &'static str) {
    let version = u32::try_from((value >> 76) & 15).unwrap_or(0);
    let how = match version {
        1 => "from the time and the machine's address",
        2 => "DCE security, from the time and a user's number",
        3 => "from a name, with MD5",
        4 => "random",
        5 => "from a name, with SHA-1",
        6 => "from the time, ordered",
        7 => "from the Unix time, ordered, the rest random",
        8 => "made in a way of the maker's own",
        _ => "",
    };
    (version, how)
}

fn variant(value: u128) -> &'static str {
    match (value >> 61) & 7 {
        0..=3 => "NCS, of the past",
        4 | 5 => "RFC 9562",
        6 => "Microsoft, of the past",
        _ => "reserved",
    }
}

fn made_at(value: u128) -> Option<i64> {
    let hundred_ns = match version(value).0 {
        7 => return i64::try_from((value >> 80) / 1000).ok(),
        1 => {
            let low = value >> 96;
            let mid = (value >> 80) & 0xFFFF;
            let high = (value >> 64) & 0x0FFF;
            (high << 48) | (mid << 32) | low
        }
        6 => ((value >> 80) << 12) | ((value >> 64) & 0x0FFF),
        _ => return None,
    };
    let seconds = i64::try_from(hundred_ns / 10_000_000).ok()?;
    Some(seconds - GREGORIAN_TO_UNIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_times_are_read() {
        // The examples of RFC 9562, appendix A: all were made at 2022-02-22T19:22:22Z.
        for (text, expected) in [
            (
                "C232AB00-9414-11EC-B3C8-9F6BDECED846",
                (1, Some(1_645_557_742)),
            ),
            (
                "1EC9414C-232A-6B00-B3C8-9F6BDECED846",
                (6, Some(1_645_557_742)),
            ),
            (
                "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
                (7, Some(1_645_557_742)),
            ),
            ("919108f7-52d1-4320-9bac-f847db4148a8", (4, None)),
        ] {
            let value = parse(text).expect("a UUID");
            assert_eq!((version(value).0, made_at(value)), expected, "{text}");
            assert_eq!(variant(value), "RFC 9562");
        }
        assert_eq!(parse("not a uuid"), None);
    }
}
