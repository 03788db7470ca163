//! The name that an artefact is the value of, and what separates the two.

use alloc::format;
use alloc::string::String;

use super::field::is_header;
use super::{Around, Back, strip};
use crate::paste::chars::{SPACE, byte, is, logical_before, slice};

impl Back<'_> {
    /// The name and what separates it.
    pub(super) fn name(&mut self, around: &mut Around) {
        let from = self.at;
        self.spaces();
        let broken = is(byte(self.bytes, self.at), SPACE);
        // The marks of a YAML block: `token: >-`.
        let head = slice(self.text, self.at.saturating_sub(4), self.at);
        if let Some(mark) = [": >-", ": |-", ": >", ": |"]
            .iter()
            .find(|mark| broken && head.ends_with(*mark))
        {
            self.at -= mark.len() - 1;
        }
        let sign = logical_before(self.bytes, self.at);
        let arrow = sign.byte == b'>' && byte(self.bytes, self.at.wrapping_sub(2)) == b'=';
        match sign.byte {
            _ if arrow => self.at -= 2,
            b':' | b'=' => {
                self.at -= sign.len;
                // `:=`, `==`
                let more = logical_before(self.bytes, self.at);
                if matches!(more.byte, b':' | b'=') {
                    self.at -= more.len;
                }
            }
            b'>' => {
                self.element(around, from);
                return;
            }
            b'|' if byte(self.bytes, self.at.wrapping_sub(2)) == b' ' => {
                self.at = from;
                return;
            }
            _ => {
                self.option(around, from);
                return;
            }
        }
        let equals = sign.byte == b'=' && !arrow;
        self.spaces();
        let quote = logical_before(self.bytes, self.at);
        let quoted = matches!(quote.byte, b'"' | b'\'' | b'`');
        if quoted {
            self.at -= quote.len;
        }
        let mut start = self.word(b".$[]@/");
        if !equals && !quoted {
            start = self.word(b".$");
        }
        let key: String = slice(self.text, start, self.at)
            .trim_start_matches(['-', '/'])
            .into();
        if key.is_empty() {
            self.at = from;
            return;
        }
        let end = self.at;
        let option = byte(self.bytes, start) == b'-';
        self.at = start;
        let before = logical_before(self.bytes, self.at);
        let place = if option {
            strip(
                &mut around.stripped,
                format!("the option --{key}"),
                start,
                end,
            );
            format!("the option --{key}")
        } else if quoted && matches!(before.byte, b'"' | b'\'' | b'`') {
            self.at -= before.len;
            self.member(around, &key, start, end, equals)
        } else if equals {
            self.field(around, &key, start, end, before.byte)
        } else if is_header(&key) {
            strip(
                &mut around.stripped,
                format!("the header name {key}"),
                start,
                end,
            );
            // The header as a whole may be quoted, as an option of curl is.
            self.wrapped = None;
            self.wrappers(&mut around.stripped);
            format!("the {key} header")
        } else {
            strip(&mut around.stripped, format!("the name {key}"), start, end);
            format!("the entry {key}")
        };
        around.place = place;
        around.key = key;
    }

    /// `<access_token>` before the artefact.
    fn element(&mut self, around: &mut Around, from: usize) {
        let sign = logical_before(self.bytes, self.at);
        let end = self.at - sign.len;
        self.at = end;
        let start = self.word(b".:");
        let key = slice(self.text, start, end);
        let open = {
            self.at = start;
            logical_before(self.bytes, start)
        };
        if key.is_empty() || open.byte != b'<' {
            self.at = from;
            return;
        }
        self.at -= open.len;
        strip(
            &mut around.stripped,
            format!("the element {key}"),
            self.at,
            end + sign.len,
        );
        around.place = format!("the element {key}");
        around.key = key.into();
    }

    /// `--oauth2-bearer` before the artefact.
    fn option(&mut self, around: &mut Around, from: usize) {
        let start = self.word(&[]);
        let word = slice(self.text, start, self.at);
        let spaced = self.at < from || is(byte(self.bytes, from), SPACE) || self.wrapped.is_some();
        if !word.starts_with('-') || word.len() < 2 || !spaced || word.starts_with("---") {
            self.at = from;
            return;
        }
        strip(
            &mut around.stripped,
            format!("the option {word}"),
            start,
            self.at,
        );
        around.place = format!("the option {word}");
        around.key = word.trim_start_matches('-').into();
        self.at = start;
    }
}
