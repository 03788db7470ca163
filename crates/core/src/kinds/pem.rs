//! PEM blocks (RFC 7468): named by their label; private keys are warned of and never shown.

use alloc::format;
use alloc::vec::Vec;

use super::draft::{draft, explained, field, fields, headline, policy, step, step_with, structure};
use super::rules;
use crate::jose::base64url;
use crate::paste::Candidate;
use crate::report::{Artefact, Finding, Kind, Role, StructureState};

/// What a label says.
struct Label {
    label: &'static str,
    what: &'static str,
    is_private: bool,
    /// A line that reads the block from a file.
    command: &'static str,
}

const fn label(
    label: &'static str,
    what: &'static str,
    is_private: bool,
    command: &'static str,
) -> Label {
    Label {
        label,
        what,
        is_private,
        command,
    }
}

const LABELS: &[Label] = &[
    label(
        "CERTIFICATE",
        "X.509 certificate",
        false,
        "openssl x509 -in cert.pem -noout -subject -issuer -dates",
    ),
    label(
        "TRUSTED CERTIFICATE",
        "X.509 certificate in OpenSSL's trusted form",
        false,
        "openssl x509 -in cert.pem -noout -subject -issuer -dates",
    ),
    label(
        "X509 CERTIFICATE",
        "X.509 certificate",
        false,
        "openssl x509 -in cert.pem -noout -subject -issuer -dates",
    ),
    label(
        "CERTIFICATE REQUEST",
        "Certificate request (PKCS #10)",
        false,
        "openssl req -in request.pem -noout -text",
    ),
    label(
        "NEW CERTIFICATE REQUEST",
        "Certificate request (PKCS #10)",
        false,
        "openssl req -in request.pem -noout -text",
    ),
    label(
        "X509 CRL",
        "Certificate revocation list",
        false,
        "openssl crl -in list.pem -noout -text",
    ),
    label(
        "PKCS7",
        "PKCS #7 container, usually a chain of certificates",
        false,
        "openssl pkcs7 -in chain.pem -print_certs -noout",
    ),
    label("CMS", "CMS container", false, ""),
    label(
        "PUBLIC KEY",
        "Public key",
        false,
        "openssl pkey -pubin -in public.pem -noout -text",
    ),
    label(
        "RSA PUBLIC KEY",
        "RSA public key (PKCS #1)",
        false,
        "openssl rsa -RSAPublicKey_in -in public.pem -noout -text",
    ),
    label(
        "PRIVATE KEY",
        "Private key (PKCS #8)",
        true,
        "openssl pkey -in private.pem -pubout",
    ),
    label(
        "ENCRYPTED PRIVATE KEY",
        "Private key under a passphrase (PKCS #8)",
        true,
        "openssl pkey -in private.pem -pubout",
    ),
    label(
        "RSA PRIVATE KEY",
        "RSA private key (PKCS #1)",
        true,
        "openssl pkey -in private.pem -pubout",
    ),
    label(
        "EC PRIVATE KEY",
        "Elliptic curve private key (SEC 1)",
        true,
        "openssl pkey -in private.pem -pubout",
    ),
    label(
        "DSA PRIVATE KEY",
        "DSA private key",
        true,
        "openssl pkey -in private.pem -pubout",
    ),
    label("OPENSSH PRIVATE KEY", "OpenSSH private key", true, ""),
    label("PGP PRIVATE KEY BLOCK", "OpenPGP private key", true, ""),
    label("PGP PUBLIC KEY BLOCK", "OpenPGP public key", false, ""),
    label("PGP MESSAGE", "OpenPGP message", false, ""),
    label("PGP SIGNATURE", "OpenPGP signature", false, ""),
    label(
        "EC PARAMETERS",
        "Name of an elliptic curve, without a key",
        false,
        "",
    ),
    label(
        "DH PARAMETERS",
        "Diffie-Hellman parameters, without a key",
        false,
        "",
    ),
    label("SSH2 PUBLIC KEY", "SSH public key", false, ""),
];

/// The artefact of a PEM block.
pub(crate) fn artefact(candidate: &Candidate, name: &str) -> Artefact {
    let name = name.trim();
    let upper = name.to_ascii_uppercase();
    let known = LABELS.iter().find(|known| known.label == upper);
    let is_private = known.map_or(upper.contains("PRIVATE KEY"), |known| known.is_private);
    let text = candidate.text.as_str();
    let is_encrypted = upper.starts_with("ENCRYPTED") || text.contains("Proc-Type: 4,ENCRYPTED");
    let (what, is_known) = match known {
        Some(known) => (known.what, true),
        None if is_private => ("Private key", false),
        None => ("PEM block", false),
    };

    let mut artefact = draft(candidate, Kind::Pem, what);
    let place = artefact.span;
    let body = base64_body(text);
    let size = base64url::decode(&body).bytes.len();
    let is_closed = text.contains("-----END") || text.contains("---- END");

    let mut members = Vec::from([
        explained(
            "label",
            name,
            place,
            "Label",
            "What the lines with BEGIN and END say is between them.",
            "RFC 7468 §2",
        ),
        field("size", format!("{size} bytes, decoded"), place),
    ]);
    if is_private {
        members.push(explained(
            "content",
            super::mask::mask(body.len()),
            place,
            "Content",
            "Masked: it is a private key.",
            "",
        ));
    }
    artefact
        .parts
        .push(fields(candidate, Role::Other, "PEM block", members));

    if is_private {
        let (rule, fact) = if is_encrypted {
            (
                &rules::PEM_ENCRYPTED_KEY,
                "The block holds a private key that is encrypted under a passphrase.",
            )
        } else {
            (
                &rules::PEM_PRIVATE_KEY,
                "The block holds a private key in the clear. Whoever has it can sign or decrypt with it.",
            )
        };
        artefact
            .findings
            .push(Finding::new(rule, name, place, fact));
    }
    if !is_closed {
        artefact.findings.push(Finding::new(
            &rules::PEM_UNFINISHED,
            name,
            place,
            format!("The block begins with BEGIN {name}, and no line with END {name} follows."),
        ));
    }

    let (lead, rest) = if is_private && !is_encrypted {
        (
            format!("{what}. Do not share it."),
            "Anyone who saw it can sign in its owner's name. Keys for checking a token are the public ones.",
        )
    } else if is_private {
        (
            format!("{what}. Keep it to yourself."),
            "It is protected by its passphrase only. Keys for checking a token are the public ones.",
        )
    } else if what.contains("certificate") {
        (
            format!("{what}, {size} bytes."),
            "Reading certificates is not done here; the line below shows subject, issuer and dates.",
        )
    } else if is_known {
        (
            format!("{what}, {size} bytes."),
            "It is named here and not taken apart.",
        )
    } else {
        (
            format!("PEM block with the label {name}, {size} bytes."),
            "The label is none that is known here.",
        )
    };
    artefact.headline = headline(lead, rest);
    artefact.verdicts.structure = if is_closed {
        structure(
            StructureState::Recognised,
            format!("A PEM block with the label {name}; what is inside was not taken apart."),
        )
    } else {
        structure(StructureState::Damaged, "The closing line is missing.")
    };
    artefact.verdicts.time.detail = if what.contains("certificate") {
        "A certificate has dates; they are not read here.".into()
    } else {
        "A key in PEM form says no dates.".into()
    };
    artefact.verdicts.policy = policy("It is a key or a document about one, no token.");

    if is_private {
        artefact.next_steps.push(step(
            "If this key was pasted, mailed or logged anywhere, make a new pair, publish the new public key, and retire this one.",
        ));
    }
    if let Some(known) = known.filter(|known| !known.command.is_empty()) {
        let text = if is_private {
            "To get the public half, which checks signatures, run this where the key is kept:"
        } else {
            "To read it, save it to a file and run:"
        };
        artefact.next_steps.push(step_with(text, known.command));
    }
    if artefact.next_steps.is_empty() {
        artefact.next_steps.push(step(
            "Paste the token it belongs to, to see what the token says about its key.",
        ));
    }
    artefact
}

/// The base64 lines between the armour, without header lines (`Proc-Type: …`) and a checksum line.
fn base64_body(text: &str) -> alloc::string::String {
    let start = text
        .find("-----BEGIN")
        .and_then(|at| Some(at + 10 + text.get(at + 10..)?.find("-----")? + 5))
        .unwrap_or(0);
    let end = text.find("-----END").unwrap_or(text.len()).max(start);
    text.get(start..end)
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.contains(':') && !line.starts_with('='))
        .flat_map(str::chars)
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/'))
        .collect()
}
