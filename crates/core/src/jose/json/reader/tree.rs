//! The tree of values as it grows: adding a node, closing a container, marking duplicate names.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::{Open, Reader};
use crate::jose::json::document::{NONE, Node, to_u32, to_usize};
use crate::jose::json::fault::FaultKind;
use crate::jose::json::text::unescape;
use crate::order;
use crate::report::ValueKind;

impl Reader<'_> {
    pub(super) fn close(&mut self, open: &Open, end: u32) {
        if let Some(node) = self.document.nodes.get_mut(to_usize(open.node)) {
            node.end = end;
        }
        if open.is_object {
            self.mark_duplicates(open.node);
        }
    }

    /// Marks members that share a name. Sorting keeps large objects near-linear, and needs no randomness.
    fn mark_duplicates(&mut self, object: u32) {
        let mut members: Vec<(Cow<'_, str>, u32)> = Vec::new();
        let mut next = self
            .document
            .nodes
            .get(to_usize(object))
            .map_or(NONE, |node| node.first_child);
        while let Some(node) = self.document.nodes.get(to_usize(next)) {
            members.push((
                unescape(self.document.slice(node.name.0, node.name.1)),
                next,
            ));
            next = node.next;
        }
        if members.len() < 2 {
            return;
        }
        order::sort(&mut members);
        let mut repeated = Vec::new();
        for pair in members.windows(2) {
            if let [(a, first), (b, second)] = pair
                && a == b
            {
                repeated.push((*first, *second));
            }
        }
        for (first, second) in repeated {
            for (index, is_later) in [(first, false), (second, true)] {
                let Some(node) = self.document.nodes.get_mut(to_usize(index)) else {
                    continue;
                };
                node.duplicate = true;
                if is_later {
                    self.document
                        .duplicates
                        .push(to_usize(node.name.0)..to_usize(node.name.1));
                }
            }
        }
    }

    /// Adds a node under the innermost open container; none when there are too many.
    pub(super) fn push(
        &mut self,
        kind: ValueKind,
        start: usize,
        end: usize,
        name: (u32, u32),
    ) -> Option<u32> {
        if self.document.nodes.len() > self.limits.members {
            let limit = self.limits.members;
            self.fault(FaultKind::TooManyMembers { limit }, start, self.text.len());
            return None;
        }
        let index = to_u32(self.document.nodes.len());
        self.document.nodes.push(Node {
            kind,
            start: to_u32(start),
            end: to_u32(end),
            name,
            first_child: NONE,
            next: NONE,
            duplicate: false,
        });
        if let Some(open) = self.open.last_mut() {
            let before = core::mem::replace(&mut open.last_child, index);
            let parent = open.node;
            if before == NONE {
                if let Some(node) = self.document.nodes.get_mut(to_usize(parent)) {
                    node.first_child = index;
                }
            } else if let Some(node) = self.document.nodes.get_mut(to_usize(before)) {
                node.next = index;
            }
        }
        Some(index)
    }
}
