//! The JOSE Header, as far as checking needs it (RFC 7515 §4).

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use claimlens_core::jose::json::{Limits, Value, read as read_json};
use claimlens_core::report::ValueKind;

use crate::keys::{Key, excerpt, jwk_from_value, read_der, text};
use crate::reason::{Code, Reason};

/// What a header says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    pub(crate) alg: Option<String>,
    pub(crate) kid: Option<String>,
    pub(crate) typ: Option<String>,
    /// Whether the payload stands as it is (`b64: false`, RFC 7797).
    pub(crate) unencoded: bool,
    /// Which parameters bring a key or an address of one.
    pub(crate) brings: Vec<&'static str>,
    /// The key it brings: for "try it, knowing it proves nothing", and for DPoP proofs.
    pub(crate) own_key: Option<Key>,
    /// What makes it one that nothing may be checked by.
    pub(crate) faults: Vec<Reason>,
}

/// The parameters that RFC 7515 defines: `crit` must not name them.
const STANDARD: [&str; 11] = [
    "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit",
];

const LIMITS: Limits = Limits {
    depth: 64,
    members: 10_000,
};

impl Header {
    /// Reads the protected header, if there is one, and the one that is not.
    pub(crate) fn read(protected: Option<&[u8]>, open: Option<Value<'_, '_>>) -> Self {
        let mut header = Self::default();
        let document = protected.map(|bytes| read_json(bytes, LIMITS));
        let root = document.as_ref().and_then(|document| document.object());
        if let Some(document) = &document {
            if let Some(fault) = document.faults.first() {
                header.fault(
                    Code::HeaderJson,
                    format!("The header is not JSON to the letter: {}.", fault.kind),
                );
            } else if root.is_none() {
                header.fault(Code::HeaderJson, "The header is no JSON object.");
            }
            if !document.duplicates.is_empty() {
                header.fault(
                    Code::DuplicateMember,
                    "A name stands more than once in the header; which one counts differs from reader to reader.",
                );
            }
        }
        if let (Some(root), Some(open)) = (root, open)
            && let Some(entry) = open.entries().find(|entry| root.get(&entry.name).is_some())
        {
            header.fault(
                Code::DuplicateMember,
                format!(
                    "{} stands in the protected header and in the unprotected one.",
                    excerpt(&entry.name)
                ),
            );
        }
        if let Some(open) = open {
            header.take(open, false);
        }
        if let Some(root) = root {
            header.take(root, true);
        }
        header
    }

    fn fault(&mut self, code: Code, sentence: impl Into<String>) {
        self.faults.push(Reason::new(code, sentence));
    }

    fn take(&mut self, object: Value<'_, '_>, is_protected: bool) {
        let text = |name: &str| object.get_str(name).map(Cow::into_owned);
        self.alg = text("alg").or(self.alg.take());
        self.kid = text("kid").or(self.kid.take());
        self.typ = text("typ").or(self.typ.take());
        for name in ["jwk", "jku", "x5u", "x5c"] {
            if object.get(name).is_some() {
                self.brings.push(name);
            }
        }
        if let Some(jwk) = object.get("jwk") {
            self.own_key = Some(jwk_from_value(jwk));
        } else if let Some(chain) = object.get("x5c") {
            self.own_key = leaf(chain).or(self.own_key.take());
        }
        self.take_crit(object, is_protected);
    }

    /// `crit` and `b64` (RFC 7515 §4.1.11, RFC 7797 §3, §6).
    fn take_crit(&mut self, object: Value<'_, '_>, is_protected: bool) {
        let crit = object.get("crit");
        let mut names: Vec<String> = Vec::new();
        if let Some(crit) = crit {
            let items: Vec<_> = crit.items().collect();
            names = items
                .iter()
                .filter_map(|item| item.as_str().map(Cow::into_owned))
                .collect();
            let is_well_formed = !items.is_empty() && names.len() == items.len();
            if !is_protected {
                self.fault(
                    Code::CritForm,
                    "crit stands in the unprotected header; it must be protected.",
                );
            } else if !is_well_formed {
                self.fault(
                    Code::CritForm,
                    "crit is not a list of names with at least one in it.",
                );
            }
        }
        for (at, name) in names.iter().enumerate() {
            let shown = excerpt(name);
            if STANDARD.contains(&name.as_str()) || names.iter().take(at).any(|other| other == name)
            {
                self.fault(
                    Code::CritForm,
                    format!("crit names {shown}, which it must not, or names it twice."),
                );
            } else if name != "b64" {
                self.fault(
                    Code::CritUnknown,
                    format!(
                        "crit names {shown}, which is not understood here: a token that needs it must be refused."
                    ),
                );
            } else if object.get(name).is_none() {
                self.fault(
                    Code::CritForm,
                    format!("crit names {shown}, which the header does not have."),
                );
            }
        }
        let Some(b64) = object.get("b64") else {
            return;
        };
        let is_critical = is_protected && names.iter().any(|name| name == "b64");
        match b64.as_bool() {
            None => self.fault(Code::CritForm, "b64 is neither true nor false."),
            Some(false) if !is_critical => self.fault(
                Code::B64NotCritical,
                "The header has b64: false and crit does not name it; a reader that does not know b64 would read another payload.",
            ),
            Some(is_encoded) => self.unencoded = !is_encoded,
        }
    }
}

/// The key of the first certificate of a chain.
fn leaf(chain: Value<'_, '_>) -> Option<Key> {
    if chain.kind() != ValueKind::Array {
        return None;
    }
    let first = chain.items().next()?.as_str()?;
    let parsed = read_der(&text::base64(&first)?).ok()?;
    let mut key = Key::new(parsed.material, crate::keys::Form::Certificate);
    key.certificate = parsed.certificate;
    Some(key)
}

/// Whether `alg` says that there is no signature, in whatever case it is written.
pub(crate) fn is_none(alg: &str) -> bool {
    alg.trim().eq_ignore_ascii_case("none")
}
