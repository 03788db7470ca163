//! What a check gave, as Markdown for a ticket.

use claimlens_core::report::escaped;

use crate::view_model::outcome::{Checked, Outcome};
use crate::view_model::spoken::{key, key_name, lead};

/// Writes the outcome for one token.
pub(super) fn write(
    out: &mut String,
    title: &str,
    outcome: &Outcome,
    checked: &Checked,
    encrypted: bool,
) {
    let (_, words, rest) = lead(outcome, checked, encrypted);
    let (title, words, rest) = (escaped(title), escaped(&words), escaped(&rest));
    out.push_str(&format!("\n- {title}: **{words}** {rest}\n"));
    let policy = key(outcome, checked);
    let detail = escaped(&policy.detail);
    out.push_str(&format!("  - Key: {}. {detail}\n", policy.label));
    for signature in outcome.signatures.iter().filter(|one| one.key.is_some()) {
        let name = escaped(&key_name(checked, signature.key));
        let key = checked.keys.iter();
        let key = key.clone().find(|one| Some(one.index) == signature.key);
        let print = key.and_then(|one| one.thumbprint.as_deref()).map(escaped);
        let print = print.map_or_else(String::new, |print| format!(", thumbprint {print}"));
        out.push_str(&format!("  - Verified with {name}{print}\n"));
    }
    for reason in &outcome.reasons {
        let sentence = escaped(&reason.sentence);
        out.push_str(&format!(
            "  - `{}`: {sentence}\n",
            reason.code.replace('`', "")
        ));
    }
    if let Some(inside) = &outcome.nested {
        write(out, "Inside it", inside, checked, false);
    }
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::view_model::outcome::{Checked, Crypto, Key, Outcome, Policy, Reason, Signature};

    #[test]
    fn a_ticket_gets_name_and_thumbprint_and_no_markup_of_a_token() {
        let checked = Checked {
            keys: vec![Key {
                what: "RSA, 2048 bits".into(),
                kid: Some("<img>".into()),
                thumbprint: Some("p0-2".into()),
                ..Key::default()
            }],
            ..Checked::default()
        };
        let outcome = Outcome {
            crypto: Crypto::Holds,
            policy: Policy::Unfit,
            reasons: vec![Reason {
                code: "key_kid".into(),
                sentence: "The header names “<b>\n# x\u{202e}”.".into(),
            }],
            signatures: vec![Signature {
                crypto: Crypto::Holds,
                key: Some(0),
                ..Signature::default()
            }],
            ..Outcome::default()
        };
        let mut text = String::new();
        write(&mut text, "Access token", &outcome, &checked, false);
        assert!(
            text.starts_with("\n- Access token: **The signature verifies with"),
            "{text}"
        );
        assert!(
            text.contains("thumbprint p0-2") && text.contains("`key_kid`"),
            "{text}"
        );
        assert!(
            text.contains("&lt;img&gt;") && !text.contains("<b>"),
            "{text}"
        );
        assert!(
            !text.contains("\n# ") && !text.contains('\u{202e}'),
            "{text}"
        );
    }
}
