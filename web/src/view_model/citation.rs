//! Where a reference can be read.

/// The address of an RFC's section, for a reference such as `RFC 7519 §4.1.4`; none for other sources.
#[must_use]
pub fn address(reference: &str) -> Option<String> {
    let rest = reference.strip_prefix("RFC ")?;
    let digits = rest.find(|character: char| !character.is_ascii_digit());
    let (number, rest) = rest.split_at(digits.unwrap_or(rest.len()));
    if number.is_empty() {
        return None;
    }
    let section = rest.split_once('§').map_or("", |(_, section)| {
        let end = section.find(|c: char| !c.is_ascii_alphanumeric() && c != '.');
        section
            .get(..end.unwrap_or(section.len()))
            .unwrap_or_default()
            .trim_end_matches('.')
    });
    // Appendices have anchors of another form; the document itself will do.
    let anchor = if section.starts_with(|c: char| c.is_ascii_digit()) {
        format!("#section-{section}")
    } else {
        String::new()
    };
    Some(format!(
        "https://www.rfc-editor.org/rfc/rfc{number}{anchor}"
    ))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn rfcs_have_an_address_and_vendors_none() {
        let at = |reference| address(reference).unwrap_or_default();
        assert_eq!(
            at("RFC 7519 §4.1.4"),
            "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4"
        );
        assert_eq!(at("RFC 8725"), "https://www.rfc-editor.org/rfc/rfc8725");
        assert_eq!(
            at("RFC 6750 §3.1, RFC 9470"),
            "https://www.rfc-editor.org/rfc/rfc6750#section-3.1"
        );
        assert_eq!(address("Microsoft Entra ID"), None);
        assert_eq!(address("RFC §1"), None);
    }
}
