//! A JSON text put together again from its members: what was masked in them is not in it.

use alloc::string::String;

use crate::jose::json::{self, Limits};
use crate::json_out::quoted;
use crate::report::{Member, ValueKind};

/// The text of an object, or of an array, with these members. Not laid out as it was written.
pub(super) fn text(members: &[Member], is_array: bool) -> String {
    let mut out = String::new();
    container(&mut out, members, is_array);
    out
}

// Members nest no deeper than the reader does: 128 levels.
fn container(out: &mut String, members: &[Member], is_array: bool) {
    out.push(if is_array { '[' } else { '{' });
    for (at, member) in members.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        if !is_array {
            quoted(out, &member.name);
            out.push(':');
        }
        value(out, member);
    }
    out.push(if is_array { ']' } else { '}' });
}

fn value(out: &mut String, member: &Member) {
    if !member.children.is_empty() {
        container(out, &member.children, member.kind == ValueKind::Array);
    } else if member.kind == ValueKind::String {
        quoted(out, member.shown());
    } else if member.value.is_empty() {
        out.push_str("null");
    } else if json::read(member.value.as_bytes(), Limits::DEFAULT).is_strict() {
        out.push_str(&member.value);
    } else {
        quoted(out, &member.value);
    }
}
