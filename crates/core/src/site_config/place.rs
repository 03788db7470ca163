//! Where in the file something is, as editors count.

/// Line and character of a byte offset, both from 1.
pub(super) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = crate::text::beginning(text, offset);
    let line = before
        .bytes()
        .filter(|byte| *byte == b'\n')
        .count()
        .saturating_add(1);
    let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let column = before
        .get(start..)
        .unwrap_or_default()
        .chars()
        .count()
        .saturating_add(1);
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_editors_do() {
        let text = "{\n  \"é\": 1\r\n}";
        for (offset, place) in [
            (0, (1, 1)),
            (2, (2, 1)),
            (8, (2, 6)),
            (12, (2, 10)),
            (13, (3, 1)),
            (99, (3, 2)),
        ] {
            assert_eq!(line_and_column(text, offset), place, "{offset}");
        }
    }
}
