//! SAML messages and metadata: recognised and named. Checking them is not done here.

mod scan;

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use crate::jose::Encoded;
use crate::kinds::draft::{
    draft, explained, fields, headline, policy, signature, step, structure, time,
};
use crate::kinds::words::excerpt;
use crate::paste::{Candidate, SamlForm};
use crate::report::{
    Artefact, Blame, Finding, Kind, Role, Rule, Severity, SignatureState, StructureState, TimeState,
};
use crate::span::Span;

/// Every rule of this module's.
pub(crate) static RULES: &[&Rule] = &[&DOCTYPE, &NOT_XML];

static DOCTYPE: Rule = Rule {
    code: "saml.doctype",
    severity: Severity::Warning,
    blame: Blame::Advice,
    title: "The message has a document type declaration.",
    help: "SAML has no use for one. A receiver should refuse it: it can make an XML reader load files or swell up.",
    reference: "OWASP XML External Entity Prevention Cheat Sheet",
};
static NOT_XML: Rule = Rule {
    code: "saml.unreadable",
    severity: Severity::Warning,
    blame: Blame::Malformed,
    title: "The beginning of the message could not be read as XML.",
    help: "Copy the whole value of SAMLResponse or SAMLRequest again, or the XML from its first < on.",
    reference: "SAML 2.0 Bindings §3.4, §3.5",
};

/// What a root element is.
struct Root {
    name: &'static str,
    title: &'static str,
    /// What it is for, in a sentence.
    about: &'static str,
}

const ROOTS: &[Root] = &[
    Root {
        name: "Response",
        title: "SAML Response",
        about: "The identity provider answers with it after a sign-in; the assertion inside says who the user is.",
    },
    Root {
        name: "Assertion",
        title: "SAML Assertion",
        about: "It says who a user is, for whom, and until when.",
    },
    Root {
        name: "EncryptedAssertion",
        title: "Encrypted SAML Assertion",
        about: "It says who a user is, readable by its receiver only. Genesys Cloud documents that it takes no encrypted assertions.",
    },
    Root {
        name: "AuthnRequest",
        title: "SAML AuthnRequest",
        about: "A service provider asks an identity provider with it to sign a user in.",
    },
    Root {
        name: "LogoutRequest",
        title: "SAML LogoutRequest",
        about: "One side asks the other with it to end a session.",
    },
    Root {
        name: "LogoutResponse",
        title: "SAML LogoutResponse",
        about: "The answer to a logout request.",
    },
    Root {
        name: "ArtifactResolve",
        title: "SAML ArtifactResolve",
        about: "It asks for the message behind an artifact.",
    },
    Root {
        name: "ArtifactResponse",
        title: "SAML ArtifactResponse",
        about: "It carries the message behind an artifact.",
    },
    Root {
        name: "EntityDescriptor",
        title: "SAML metadata",
        about: "It names one party's addresses and certificates.",
    },
    Root {
        name: "EntitiesDescriptor",
        title: "SAML metadata of several parties",
        about: "It names the addresses and certificates of several parties.",
    },
    Root {
        name: "Envelope",
        title: "SOAP envelope with SAML",
        about: "It carries a SAML message in SOAP.",
    },
];

/// Attributes of the root that are shown, with what they mean.
const ATTRIBUTES: &[(&str, &str, &str)] = &[
    (
        "ID",
        "Message id",
        "Names this message; answers refer to it.",
    ),
    (
        "InResponseTo",
        "Answer to",
        "The id of the request this answers; missing where the identity provider began.",
    ),
    (
        "IssueInstant",
        "Issued",
        "When it was made, by its own word.",
    ),
    (
        "Destination",
        "Destination",
        "The address it is meant for; it must be the receiver's own.",
    ),
    (
        "AssertionConsumerServiceURL",
        "Answer address",
        "Where the answer is to be sent.",
    ),
    ("NotOnOrAfter", "Ends", "It must not be taken from then on."),
    ("Version", "Version", "2.0 as a rule."),
    (
        "ForceAuthn",
        "Fresh sign-in",
        "true: the user must sign in again.",
    ),
    (
        "IsPassive",
        "Silent",
        "true: the user must not be asked anything.",
    ),
    ("Consent", "Consent", "Whether the user consented."),
    (
        "entityID",
        "Entity id",
        "The party's name, as issuers and audiences give it.",
    ),
    (
        "validUntil",
        "Valid until",
        "The metadata must not be used after that.",
    ),
    ("cacheDuration", "Cache", "How long it may be kept."),
];

/// The artefact of a SAML message.
pub(crate) fn artefact(candidate: &Candidate, form: SamlForm) -> Artefact {
    let mut artefact = draft(candidate, Kind::Saml, "SAML message");
    let text = candidate.text.as_str();
    let encoded = Encoded::new(text.trim_end(), 0);
    let xml: Cow<'_, str> = match form {
        SamlForm::Xml => Cow::Borrowed(text),
        SamlForm::Base64 => String::from_utf8_lossy(encoded.bytes()),
        SamlForm::Deflated => Cow::Borrowed(""),
    };
    let exact = matches!(xml, Cow::Borrowed(_));
    let place = |from: usize, to: usize| -> Span {
        match form {
            SamlForm::Xml => candidate.map.span(from, to),
            // With bytes replaced the offsets no longer fit: the whole message stands for the place.
            SamlForm::Base64 if exact => encoded.span_of(&candidate.map, from..to),
            SamlForm::Base64 | SamlForm::Deflated => candidate.map.span(0, text.len()),
        }
    };
    let how = match form {
        SamlForm::Xml => "XML as it is",
        SamlForm::Base64 => "base64 of XML, as forms carry it (POST binding)",
        SamlForm::Deflated => "base64 of deflated XML, as addresses carry it (Redirect binding)",
    };
    let whole = artefact.span;
    let mut members = Vec::from([explained(
        "form",
        how,
        whole,
        "Form",
        "How the message was written.",
        "SAML 2.0 Bindings §3.4, §3.5",
    )]);
    let head = scan::head(&xml);
    let known = head
        .as_ref()
        .and_then(|head| ROOTS.iter().find(|root| root.name == head.local_name()));
    let mut issuer = None;
    if let Some(head) = &head {
        members.push(explained(
            "root element",
            excerpt(head.name, 80),
            place(head.name_range.start, head.name_range.end),
            "Root element",
            known.map_or("Not one of SAML's known messages.", |root| root.about),
            "SAML 2.0 Core, Metadata",
        ));
        for (name, title, meaning) in ATTRIBUTES {
            if let Some(attribute) = head.attributes.iter().find(|a| a.name == *name) {
                members.push(explained(
                    *name,
                    excerpt(&attribute.value, 300),
                    place(attribute.range.start, attribute.range.end),
                    title,
                    *meaning,
                    "SAML 2.0 Core §3.2",
                ));
            }
        }
        if let Some(found) = scan::issuer(&xml) {
            members.push(explained(
                "Issuer",
                excerpt(&found.value, 300),
                place(found.range.start, found.range.end),
                "Issuer",
                "Who made it, by its own word: the entity id of the sender.",
                "SAML 2.0 Core §2.2.5",
            ));
            issuer = Some(found.value);
        } else if let Some(entity) = head.attributes.iter().find(|a| a.name == "entityID") {
            issuer = Some(entity.value.clone());
        }
        if let Some(range) = &head.doctype {
            artefact.findings.push(Finding::new(
                &DOCTYPE,
                "DOCTYPE",
                place(range.start, range.end),
                "A DOCTYPE stands before the root element.",
            ));
        }
    } else if form != SamlForm::Deflated {
        artefact.findings.push(Finding::new(
            &NOT_XML,
            "",
            whole,
            "No root element was found at the beginning of the XML.",
        ));
    }
    artefact.parts.push(fields(
        candidate,
        Role::Other,
        "The head of the message",
        members,
    ));

    artefact.title = String::from(match (known, form) {
        (Some(root), _) => root.title,
        (None, SamlForm::Deflated) if candidate.place.contains("SAMLRequest") => {
            "SAML request (deflated)"
        }
        (None, SamlForm::Deflated) if candidate.place.contains("SAMLResponse") => {
            "SAML response (deflated)"
        }
        (None, _) => "SAML message",
    });
    let from = issuer.as_deref().map_or(String::new(), |issuer| {
        format!(" from {}", excerpt(issuer, 100))
    });
    artefact.headline = headline(
        format!("{}{from}.", artefact.title),
        match (known, form) {
            (_, SamlForm::Deflated) => "It is deflated and then base64, as addresses carry it; it is named here, and not unpacked. Nothing in it was checked.".to_string(),
            (Some(root), _) => format!("{} It is named here; its signature, audience and times were not checked.", root.about),
            (None, _) => "It is named here; nothing in it was checked.".to_string(),
        },
    );
    artefact.facts.issuer = issuer;
    artefact.verdicts.structure = if head.is_none() && form != SamlForm::Deflated {
        structure(
            StructureState::Damaged,
            "The beginning could not be read as XML.",
        )
    } else {
        structure(
            StructureState::Recognised,
            format!("Recognised: {how}. Only its head was read."),
        )
    };
    artefact.verdicts.signature = signature(
        SignatureState::NotChecked,
        "Whether it is signed, and by whom, was not looked at. The receiver checks it with the sender's certificate from the metadata.",
    );
    artefact.verdicts.time = time(
        TimeState::Unknown,
        "Its validity stands in Conditions, which were not read.",
    );
    artefact.verdicts.policy = policy("Expectations are held against JOSE tokens only.");
    artefact.next_steps.push(match form {
        SamlForm::Deflated => step("To read it, percent-decode, base64-decode, then inflate without a header (raw deflate), and paste the XML."),
        _ => step("Look at Issuer, Audience, Recipient and the times in Conditions on both sides; clocks and a changed certificate are the usual faults."),
    });
    artefact.next_steps.push(step(
        "It may name a person and open a session while it is valid: do not paste it around.",
    ));
    artefact
}
