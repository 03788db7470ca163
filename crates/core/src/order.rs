//! Sorting that is compiled once.
//!
//! The standard library's sort is compiled anew for every type and comparison, six kilobytes of
//! WebAssembly each time, and the first load pays for it. Here the work is done on indices by one
//! function; only moving the items is compiled per type. Stable, O(n log n).

use alloc::vec::Vec;
use core::cmp::Ordering;
use core::mem;

/// Sorts `items` by `compare`, keeping the order of equal ones.
pub(crate) fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = {
        let items = &*items;
        sorted(items.len(), &|a, b| match (items.get(a), items.get(b)) {
            (Some(a), Some(b)) => compare(a, b),
            _ => Ordering::Equal,
        })
    };
    let Some(order) = order else { return };
    let mut slots: Vec<Option<T>> = mem::take(items).into_iter().map(Some).collect();
    items.extend(order.into_iter().filter_map(|at| slots.get_mut(at)?.take()));
}

/// Sorts `items` by their own order.
pub(crate) fn sort<T: Ord>(items: &mut Vec<T>) {
    sort_by(items, T::cmp);
}

/// The indices `0..length` in sorted order; none where they are sorted already.
fn sorted(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Option<Vec<usize>> {
    let is_sorted = (1..length).all(|at| compare(at - 1, at) != Ordering::Greater);
    if is_sorted {
        return None;
    }
    let mut from: Vec<usize> = (0..length).collect();
    let mut to: Vec<usize> = Vec::with_capacity(length);
    let mut width = 1;
    while width < length {
        for pair in from.chunks(2 * width) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            merge(left, right, compare, &mut to);
        }
        mem::swap(&mut from, &mut to);
        to.clear();
        width *= 2;
    }
    Some(from)
}

/// Merges two sorted runs; of equal ones the left comes first.
fn merge(
    left: &[usize],
    right: &[usize],
    compare: &dyn Fn(usize, usize) -> Ordering,
    to: &mut Vec<usize>,
) {
    let mut right = right.iter().copied().peekable();
    for &item in left {
        while let Some(other) = right.next_if(|&other| compare(item, other) == Ordering::Greater) {
            to.push(other);
        }
        to.push(item);
    }
    to.extend(right);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items in prop::collection::vec((0_u8..20, any::<u16>()), 0..60)) {
            let mut ours = items.clone();
            let mut theirs = items;
            sort_by(&mut ours, |a, b| a.0.cmp(&b.0));
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs, "stable");
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }
}
